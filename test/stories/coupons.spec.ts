import { expectStatus, type Model, offer, someModel, someOpportunity, someVin, unique } from '../support/deals.js';
import { type Actor, ownServer, type Server, server } from '../support/server.js';

let app: Server;
let agent: Actor;
let manager: Actor;
let seller: Actor;
let model: Model;
beforeAll(async () => {
  app = await server();
  [agent, manager, seller] = await Promise.all(['crm_agent@s01', 'sales_manager@s01', 'sales_consultant@s01'].map((name) => app.as(name)));
  model = await someModel(app);
});

const rules = (more: object = {}) => ({
  code: `C-${unique()}`,
  nameZh: '测试券',
  nameEn: 'Test coupon',
  kind: 'AMOUNT',
  amount: 100_000,
  appliesTo: ['SALES_QUOTATION', 'SERVICE_SETTLEMENT'],
  validDays: 30,
  ...more,
});
const defined = async (more: object = {}, by: Actor = agent, approver: Actor = manager) => {
  const { id } = expectStatus(await by.post('/coupon-definitions', rules(more)), 201);
  return expectStatus(await approver.post(`/coupon-definitions/${id}/approve`), 200);
};
const issue = (definitionId: string, customerId: string) => agent.post('/coupons', { definitionId, customerId });
const couponOf = async (customerId: string, more: object = {}) => expectStatus(await issue((await defined(more)).id, customerId), 201);
const draw = (opportunityId: string, couponCode: string, lines: object[] = offer(model), as: Actor = seller) =>
  as.post('/quotations', { opportunityId, modelId: model.id, colour: model.colour, lines, couponCode });
const sent = async (opportunityId: string, couponCode: string, lines?: object[]) => {
  const { id } = expectStatus(await draw(opportunityId, couponCode, lines), 201);
  expectStatus(await seller.post(`/quotations/${id}/submit`), 200);
  return expectStatus(await seller.post(`/quotations/${id}/send`), 200);
};
const stateOf = async (couponId: string) => (await agent.get(`/coupons/${couponId}`)).body.state as string;

describe('the rules of a coupon', () => {
  it.each<[string, string, object]>([
    ['an amount without one', '/amount', { amount: undefined }],
    ['a percentage without a cap', '/maxAmount', { kind: 'PERCENT', amount: undefined, percent: 10 }],
    ['no end', '/validUntil', { validDays: undefined }],
    ['an end before the beginning', '/validUntil', { validFrom: '2027-02-01', validUntil: '2027-01-01' }],
    ['models for a settlement', '/modelIds', { appliesTo: ['SERVICE_SETTLEMENT'], modelIds: [crypto.randomUUID()] }],
    ['operations for a quotation', '/operationCodes', { appliesTo: ['SALES_QUOTATION'], operationCodes: ['MNT-REGULAR'] }],
    ['a free operation that is not named', '/operationCodes', { kind: 'ITEM', amount: undefined }],
  ])('are refused with %s', async (_, pointer, more) => {
    const refused = await agent.post('/coupon-definitions', rules(more));
    expect(refused).toMatchObject({ status: 422, body: { code: 'coupon_definition_invalid', errors: [{ pointer }] } });
  });

  it('are approved by another than their author, and only then coupons are issued, until they are closed (PR-10)', async () => {
    const { customerId } = await someOpportunity(app, model);
    const definition = expectStatus(await manager.post('/coupon-definitions', rules()), 201);
    expect((await agent.post('/coupon-definitions', rules({ code: definition.code }))).body.code).toBe('coupon_definition_code_taken');
    expect((await manager.post(`/coupon-definitions/${definition.id}/approve`)).body.code).toBe('coupon_definition_own');
    expect((await agent.post(`/coupon-definitions/${definition.id}/approve`)).status).toBe(403);
    expect((await issue(definition.id, customerId)).body.code).toBe('coupon_definition_closed');
    expectStatus(await (await app.as('general_manager@s01')).post(`/coupon-definitions/${definition.id}/approve`), 200);
    const coupon = expectStatus(await issue(definition.id, customerId), 201);
    expect(coupon).toMatchObject({ state: 'ISSUED', number: coupon.code, name: '测试券', customerId });
    expect(coupon.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
    expectStatus(await manager.post(`/coupon-definitions/${definition.id}/close`), 200);
    expect((await issue(definition.id, customerId)).body.code).toBe('coupon_definition_closed');
    const found = (await agent.get(`/coupons?code=${coupon.code.replaceAll('-', '').toLowerCase()}`)).body.items;
    expect(found.map((c: { id: string }) => c.id)).toEqual([coupon.id]);
    const stranger = await app.as('crm_agent@s02');
    expect((await stranger.get(`/coupons/${coupon.id}`)).status).toBe(404);
  });

  it('are a store’s, that decides about them and where alone they are used; the group’s are every store’s', async () => {
    const definition = await defined();
    const [stranger, admin] = [await app.as('sales_manager@s02'), await app.as('admin')];
    expect(definition.storeId).toEqual(expect.any(String));
    expect((await stranger.get(`/coupon-definitions/${definition.id}`)).status).toBe(404);
    expect((await stranger.post(`/coupon-definitions/${definition.id}/close`)).status).toBe(404);
    expect(
      (await stranger.get(`/coupon-definitions?storeId=${definition.storeId}&limit=100`)).body.items.map((d: { id: string }) => d.id),
    ).not.toContain(definition.id);
    const away = await someOpportunity(app, model, 'sales_consultant@s02');
    // The first store knows them too.
    const contact = { customerId: away.customerId, channel: 'PHONE', direction: 'INBOUND', outcome: 'REACHED' };
    expectStatus(await agent.post('/interactions', contact), 201);
    const coupon = expectStatus(await issue(definition.id, away.customerId), 201);
    const elsewhere = await draw(away.opportunityId, coupon.code, offer(model), await app.as('sales_consultant@s02'));
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'coupon_not_applicable', errors: [{ pointer: '/couponCode' }] } });

    const ours = expectStatus(await admin.post('/coupon-definitions', rules()), 201);
    expect(ours.storeId).toBeNull();
    for (const move of ['approve', 'close'])
      expect((await stranger.post(`/coupon-definitions/${ours.id}/${move}`)).body).toMatchObject({
        status: 403,
        code: 'coupon_definition_of_group',
      });
    expect((await stranger.get(`/coupon-definitions/${ours.id}`)).body.id).toBe(ours.id);
  });

  it('limit how many are issued, in all and to one customer, however many ask at once', async () => {
    const few = await defined({ totalQuantity: 3 });
    const people = await Promise.all(Array.from({ length: 8 }, () => someOpportunity(app, model)));
    const answers = await Promise.all(people.map(({ customerId }) => issue(few.id, customerId)));
    expect(answers.filter((a) => a.status === 201)).toHaveLength(3);
    for (const refused of answers.filter((a) => a.status !== 201)) expect(refused.body.code).toBe('coupons_exhausted');
    expect((await agent.get(`/coupon-definitions/${few.id}`)).body.issuedCount).toBe(3);

    const two = await defined({ perCustomerLimit: 2 });
    const customerId = people[0]?.customerId as string;
    const mine = await Promise.all(Array.from({ length: 5 }, () => issue(two.id, customerId)));
    expect(mine.filter((a) => a.status === 201)).toHaveLength(2);
    for (const refused of mine.filter((a) => a.status !== 201)) expect(refused.body.code).toBe('coupon_limit_reached');
  });
});

describe('a coupon on a quotation', () => {
  it('lowers the total by its own line, counts as a discount, and is used up by the acceptance (Q-2, Q-3)', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const coupon = await couponOf(customerId);
    const quotation = await sent(opportunityId, coupon.code.replaceAll('-', '').toLowerCase());
    expect(quotation).toMatchObject({ total: model.listPrice + 50_000 - 100_000, discountPercent: 0.5, approvalLevel: 'CONSULTANT' });
    expect(quotation.lines.at(-1)).toMatchObject({ kind: 'COUPON', description: '测试券', amount: -100_000, passThrough: false });
    expect(await stateOf(coupon.id)).toBe('ISSUED');
    const accepted = expectStatus(await seller.post(`/quotations/${quotation.id}/accept`), 200);
    expect((await agent.get(`/coupons/${coupon.id}`)).body).toMatchObject({
      state: 'REDEEMED',
      documentType: 'SALES_QUOTATION',
      documentId: quotation.id,
      discount: 100_000,
    });
    expect((await seller.get(`/sales-orders/${accepted.salesOrderId}`)).body.total).toBe(quotation.total);

    expectStatus(await manager.post(`/sales-orders/${accepted.salesOrderId}/cancel`, { reason: '不买了', cause: 'CUSTOMER' }), 200);
    expect((await agent.get(`/coupons/${coupon.id}`)).body).toMatchObject({ state: 'ISSUED', documentId: null, discount: null });
  });

  it('raises the level of approval like any other discount (Q-3)', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const coupon = await couponOf(customerId, { amount: 800_000 });
    const { id } = expectStatus(await draw(opportunityId, coupon.code), 201);
    expect(expectStatus(await seller.post(`/quotations/${id}/submit`), 200)).toMatchObject({
      state: 'PENDING_APPROVAL',
      approvalLevel: 'MANAGER',
    });
  });

  it('takes a share up to its cap, and a gift takes nothing', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const percent = { kind: 'PERCENT', amount: undefined, percent: 1, maxAmount: 150_000 };
    const share = await couponOf(customerId, percent);
    expect(expectStatus(await draw(opportunityId, share.code), 201).total).toBe(model.listPrice + 50_000 - 150_000);
    const gift = await couponOf(customerId, { kind: 'ITEM', amount: undefined, appliesTo: ['SALES_QUOTATION'], nameZh: '脚垫一套' });
    const quotation = expectStatus(await draw(opportunityId, gift.code), 201);
    expect(quotation.lines.at(-1)).toMatchObject({ kind: 'COUPON', description: '脚垫一套', amount: 0 });
    const etag = `"${quotation.version}"`;
    const without = expectStatus(
      await seller.patch(`/quotations/${quotation.id}`, { couponCode: null }, { headers: { 'if-match': etag } }),
      200,
    );
    expect(without).toMatchObject({ couponCode: null, total: model.listPrice + 50_000 });
    expect(without.lines).toHaveLength(2);
  });

  it('is refused with the place when it cannot be used', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const other = await someOpportunity(app, model);
    const refused = async (code: string, status: number, why: string, lines?: object[]) =>
      expect(await draw(opportunityId, code, lines)).toMatchObject({ status, body: { code: why, errors: [{ pointer: '/couponCode' }] } });
    await refused('2222-2222-2222', 422, 'coupon_unknown');
    await refused((await couponOf(other.customerId)).code, 422, 'coupon_not_yours');
    const service = await couponOf(customerId, { appliesTo: ['SERVICE_SETTLEMENT'] });
    await refused(service.code, 422, 'coupon_not_applicable');
    await refused((await couponOf(customerId, { modelIds: [crypto.randomUUID()] })).code, 422, 'coupon_not_applicable');
    await refused((await couponOf(customerId, { minimumAmount: 30_000_000 })).code, 422, 'coupon_not_applicable');
    await refused(
      (await couponOf(customerId, { validFrom: '2099-01-01', validDays: undefined, validUntil: '2099-02-01' })).code,
      422,
      'coupon_not_applicable',
    );
    await refused((await couponOf(customerId, { stackable: false })).code, 422, 'coupon_not_applicable', offer(model, 1));
    const revoked = await couponOf(customerId);
    expect(expectStatus(await agent.post(`/coupons/${revoked.id}/revoke`, { reason: '误发' }), 200)).toMatchObject({ state: 'REVOKED' });
    await refused(revoked.code, 409, 'coupon_expired');
    const forged = [...offer(model), { kind: 'COUPON', description: '自制', amount: -1_000_000 }];
    expect((await seller.post('/quotations', { opportunityId, modelId: model.id, colour: model.colour, lines: forged })).status).toBe(400);
  });

  it('is redeemed once, however many documents want it at the same moment', async () => {
    const { customerId } = await someOpportunity(app, model);
    const coupon = await couponOf(customerId, { appliesTo: ['SERVICE_SETTLEMENT'], amount: 5_000 });
    const orders = await Promise.all(Array.from({ length: 50 }, () => inSettlement(customerId)));
    const advisor = await app.as('service_advisor@s01');
    const answers = await Promise.all(orders.map((id) => advisor.post(`/repair-orders/${id}/settle`, { couponCode: coupon.code })));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    for (const refused of answers.filter((a) => a.status !== 200))
      expect(refused).toMatchObject({ status: 409, body: { code: 'coupon_redeemed', errors: [{ pointer: '/couponCode' }] } });
    const won = answers.find((a) => a.status === 200)?.body.id as string;
    expect((await agent.get(`/coupons/${coupon.id}`)).body).toMatchObject({ state: 'REDEEMED', documentId: won });
    const states = await app.sql<{ state: string }>('SELECT state FROM aftersales.repair_order WHERE id = ANY($1::uuid[]) AND id <> $2', [
      orders,
      won,
    ]);
    expect(new Set(states.map((s) => s.state))).toEqual(new Set(['SETTLEMENT']));
  });
});

/** A repair order of this customer that is ready to be settled: two operations of theirs, one of the maker's. */
async function inSettlement(customerId: string): Promise<string> {
  const advisor = await app.as('service_advisor@s01');
  const car = { vin: someVin(), customerId, modelName: '示范 A4L', powertrain: 'ICE', odometerKm: 12_000 };
  const { id: customerVehicleId } = expectStatus(await advisor.post('/customer-vehicles', car), 201);
  const { id } = expectStatus(
    await advisor.post('/repair-orders', {
      customerVehicleId,
      odometerKm: 12_500,
      fuelLevelPercent: 50,
      concern: '保养',
      walkAround: { items: [{ code: 'BODY', note: '无划痕' }] },
      signedBy: '陈小测',
    }),
    201,
  );
  const line = (body: object) => advisor.post(`/repair-orders/${id}/lines`, body);
  expectStatus(await line({ type: 'LABOUR', operationCode: 'MNT-REGULAR', payer: 'CUSTOMER' }), 201);
  expectStatus(await line({ type: 'SUBLET', payer: 'CUSTOMER', description: '钣金外协', amount: 7_777 }), 201);
  expectStatus(await line({ type: 'SUBLET', payer: 'WARRANTY', description: '外协', amount: 333 }), 201);
  // The workshop has few bays: what happens in them is told elsewhere.
  await app.sql(`UPDATE aftersales.repair_order SET state = 'SETTLEMENT' WHERE id = $1`, [id]);
  return id;
}

describe('a coupon on a settlement', () => {
  it('lowers the bill of the customer alone, and all totals tie to the fen (A-6)', async () => {
    const { customerId } = await someOpportunity(app, model);
    const coupon = await couponOf(customerId, { amount: 10_001, minimumAmount: 20_000 });
    const id = await inSettlement(customerId);
    const advisor = await app.as('service_advisor@s01');
    const { settlement } = expectStatus(await advisor.post(`/repair-orders/${id}/settle`, { couponCode: coupon.code }), 200);
    expect(settlement).toMatchObject({
      bills: [
        { payer: 'CUSTOMER', amount: 18_000 + 7_777 - 10_001 },
        { payer: 'WARRANTY', amount: 333 },
      ],
      coupon: { couponId: coupon.id, code: coupon.code, discount: 10_001 },
      labourTotal: 18_000,
      subletTotal: 8_110,
      total: 18_000 + 8_110 - 10_001,
    });
    const cashier = await app.as('cashier@s01');
    const bill = await app.soon(async () => {
      const { items } = (await cashier.get(`/receivables?repairOrderId=${id}`)).body;
      return (items as { payer: string; outstanding: number }[]).find((b) => b.payer === 'CUSTOMER');
    }, 'the receivable');
    expect(bill.outstanding).toBe(15_776);
  });

  it('makes the operation it names free, and no other', async () => {
    const { customerId } = await someOpportunity(app, model);
    const free = { kind: 'ITEM', amount: undefined, appliesTo: ['SERVICE_SETTLEMENT'], operationCodes: ['MNT-REGULAR'] };
    const coupon = await couponOf(customerId, free);
    const advisor = await app.as('service_advisor@s01');
    const id = await inSettlement(customerId);
    const { settlement } = expectStatus(await advisor.post(`/repair-orders/${id}/settle`, { couponCode: coupon.code }), 200);
    expect(settlement.bills[0]).toEqual({ payer: 'CUSTOMER', amount: 7_777 });
    const other = await couponOf(customerId, { ...free, operationCodes: ['NO-SUCH'] });
    const again = await inSettlement(customerId);
    const refused = await advisor.post(`/repair-orders/${again}/settle`, { couponCode: other.code });
    expect(refused).toMatchObject({ status: 422, body: { code: 'coupon_not_applicable' } });
    expect(expectStatus(await advisor.post(`/repair-orders/${again}/settle`), 200).settlement).toMatchObject({
      coupon: null,
      total: 26_110,
    });
  });
});

describe('a coupon in time', () => {
  it('runs out at the end of its last store day, whether it was looked at or not, also when it comes back late', async () => {
    const own = await ownServer();
    const ours = await someModel(own);
    const by = (name: string) => own.as(name);
    const { customerId, opportunityId } = await someOpportunity(own, ours);
    const definition = await defined({ validDays: 2, perCustomerLimit: 2 }, await by('crm_agent@s01'), await by('sales_manager@s01'));
    const give = async () =>
      expectStatus(await (await by('crm_agent@s01')).post('/coupons', { definitionId: definition.id, customerId }), 201);
    const [kept, used] = [await give(), await give()];
    const body = { opportunityId, modelId: ours.id, colour: ours.colour, lines: offer(ours), couponCode: used.code };
    const { id } = expectStatus(await (await by('sales_consultant@s01')).post('/quotations', body), 201);
    for (const move of ['submit', 'send', 'accept'])
      expectStatus(await (await by('sales_consultant@s01')).post(`/quotations/${id}/${move}`), 200);
    await own.advance('P10D');
    const states = async () =>
      (await own.sql<{ state: string }>('SELECT state FROM crm.coupon WHERE id = ANY($1::uuid[]) ORDER BY id', [[kept.id, used.id]])).map(
        (c) => c.state,
      );
    expect(await states()).toEqual(['EXPIRED', 'EXPIRED']);
  });
});
