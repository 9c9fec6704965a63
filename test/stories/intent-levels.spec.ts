import { expectStatus, type Model, someModel, someOpportunity, unique } from '../support/deals.js';
import { type Actor, type OwnServer, ownServer } from '../support/server.js';

let own: OwnServer;
let consultant: Actor;
let manager: Actor;
let admin: Actor;
let model: Model;
beforeAll(async () => {
  // Levels of the demo brand are changed here: no other spec may see that.
  own = await ownServer();
  [consultant, manager, admin] = await Promise.all(['sales_consultant@s01', 'sales_manager@s01', 'admin'].map((name) => own.as(name)));
  model = await someModel(own);
});
const BRAND = '示范';
const followUpAfter = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
const edit = (who: Actor, id: string, body: object, version = 1) =>
  who.patch(`/intent-levels/${id}`, body, { headers: { 'if-match': `"${version}"` } });

describe('intent levels', () => {
  it('are data per brand: its own goes before the delivered one, for contacts from then on (G-1, G-2)', async () => {
    const { opportunityId, customerId } = await someOpportunity(own, model);
    const path = `/opportunities/${opportunityId}`;
    const before = (await consultant.get(path)).body;
    expect(before.nextFollowUpOn).toBe(followUpAfter(before.lastContactAt, 7));
    const level = { brand: BRAND, code: 'H', nameZh: '三日内购车', nameEn: 'Buys within 3 days', rank: 2, followUpDays: 3 };
    expect((await consultant.post('/intent-levels', level)).status).toBe(403);
    const made = expectStatus(await manager.post('/intent-levels', level), 201);
    expect(made).toMatchObject({ brand: BRAND, code: 'H', followUpDays: 3, active: true, version: 1 });
    expect(await manager.post('/intent-levels', level)).toMatchObject({ status: 409, body: { code: 'intent_level_exists' } });
    // The date that is set stays; the next contact is reckoned with the new interval.
    expect((await consultant.get(path)).body.nextFollowUpOn).toBe(before.nextFollowUpOn);
    const contact = { customerId, opportunityId, channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED' };
    const first = expectStatus(await consultant.post('/interactions', contact), 201);
    expect((await consultant.get(path)).body.nextFollowUpOn).toBe(followUpAfter(first.at, 3));
    expect(expectStatus(await edit(manager, made.id, { followUpDays: 5 }), 200)).toMatchObject({ followUpDays: 5, version: 2 });
    expect((await consultant.get(path)).body.nextFollowUpOn).toBe(followUpAfter(first.at, 3));
    const second = expectStatus(await consultant.post('/interactions', contact), 201);
    expect((await consultant.get(path)).body.nextFollowUpOn).toBe(followUpAfter(second.at, 5));
    expect((await consultant.get(`/intent-levels/${made.id}`)).body).toMatchObject({ name: '三日内购车' });
  });

  it('that are no longer active are given to nobody, and kept by who has them', async () => {
    const { opportunityId, customerId } = await someOpportunity(own, model);
    const path = `/opportunities/${opportunityId}`;
    const level = { brand: BRAND, code: 'Q', nameZh: '本季度购车', nameEn: 'Buys this quarter', rank: 5, followUpDays: 20 };
    const { id } = expectStatus(await manager.post('/intent-levels', level), 201);
    expectStatus(await consultant.post(`${path}/grade`, { intentLevel: 'Q', reason: '季度奖金后购车' }), 200);
    expectStatus(await edit(manager, id, { active: false }), 200);
    const contact = { customerId, opportunityId, channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED' };
    const made = expectStatus(await consultant.post('/interactions', contact), 201);
    expect((await consultant.get(path)).body.nextFollowUpOn).toBe(followUpAfter(made.at, 20));
    expectStatus(await consultant.post(`${path}/grade`, { intentLevel: 'C', reason: '推迟' }), 200);
    const again = await consultant.post(`${path}/grade`, { intentLevel: 'Q', reason: '又想买' });
    expect(again).toMatchObject({ status: 422, body: { code: 'intent_level_unknown' } });
  });

  it('are changed by the managers of their brand, the delivered ones by the group, on the version that was read', async () => {
    const delivered = (await manager.get('/intent-levels?limit=100')).body.items.find(
      (l: { brand: string | null; code: string }) => l.brand === null && l.code === 'B',
    );
    expect(await edit(manager, delivered.id, { followUpDays: 20 })).toMatchObject({ status: 403, body: { code: 'brand_of_another' } });
    expect((await admin.patch(`/intent-levels/${delivered.id}`, { followUpDays: 20 })).body.code).toBe('if_match_required');
    expect((await edit(admin, delivered.id, { followUpDays: 20 }, 7)).body.code).toBe('version_stale');
    expect((await edit(admin, delivered.id, { followUpDays: 0 })).status).toBe(400);
    expectStatus(await edit(admin, delivered.id, { nameZh: '一个月内购车' }), 200);
    const foreign = { brand: `测试${unique()}`, code: 'D', nameZh: '半年后', nameEn: 'Later', rank: 6, followUpDays: 180 };
    expect((await manager.post('/intent-levels', foreign)).body.code).toBe('brand_of_another');
    expectStatus(await admin.post('/intent-levels', foreign), 201);
  });

  it('change with a reason that stays in the history; warmer takes the earlier date, cooler the new one (G-2)', async () => {
    const { opportunityId } = await someOpportunity(own, model);
    const path = `/opportunities/${opportunityId}`;
    const grade = async (intentLevel: string, reason: string) =>
      expectStatus(await consultant.post(`${path}/grade`, { intentLevel, reason }), 200);
    const cool = await grade('C', '推迟购车');
    expect(cool.nextFollowUpOn).toBe(followUpAfter(cool.lastContactAt, 90));
    const warm = await grade('A', '旧车已卖');
    expect(warm.nextFollowUpOn).toBe(followUpAfter(cool.lastContactAt, 15));
    const me = (await consultant.get('/me')).body.employeeId;
    expect(warm.grades).toMatchObject([
      { from: 'H', to: 'C', reason: '推迟购车', byEmployeeId: me },
      { from: 'C', to: 'A', reason: '旧车已卖', byEmployeeId: me },
    ]);
    expect((await consultant.post(`${path}/grade`, { intentLevel: 'H' })).status).toBe(400);
    const told = await own.sql(
      `SELECT payload->>'from' AS "from", payload->>'to' AS "to" FROM kernel.event WHERE name = 'crm.opportunity-graded' AND aggregate_id = $1 ORDER BY seq`,
      [opportunityId],
    );
    expect(told).toEqual([
      { from: 'H', to: 'C' },
      { from: 'C', to: 'A' },
    ]);
  });
});
