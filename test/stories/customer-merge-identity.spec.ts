import fc from 'fast-check';
import {
  dateOn,
  demoCar,
  expectStatus,
  instantOn,
  type Model,
  pay,
  sentQuotation,
  someMobile,
  someModel,
  someOpportunity,
  someVin,
  unique,
} from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type Server, server } from '../support/server.js';

let app: Server;
let agent: Actor;
let consultant: Actor;
let advisor: Actor;
let model: Model;
beforeAll(async () => {
  app = await server();
  [agent, consultant, advisor] = await Promise.all(
    ['crm_agent@s01', 'sales_consultant@s01', 'service_advisor@s01'].map((name) => app.as(name)),
  );
  model = await someModel(app);
});

/** What a customer can have been through, in any order and number. */
const CHAPTERS = ['contact', 'consent', 'person', 'car', 'order', 'household', 'drive', 'message'] as const;
type Chapter = (typeof CHAPTERS)[number];
let drives = 0;
async function live(chapter: Chapter, customerId: string, deal: { opportunityId: string; customerId: string }): Promise<void> {
  if (chapter === 'contact')
    expectStatus(await agent.post('/interactions', { customerId, channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED' }), 201);
  else if (chapter === 'consent')
    expectStatus(
      await agent.post(`/customers/${customerId}/consents`, {
        purpose: 'MARKETING',
        channel: 'SMS',
        granted: true,
        textVersion: '2026-01',
        evidence: '展厅签字',
      }),
      201,
    );
  else if (chapter === 'person')
    expectStatus(
      await agent.post('/customer-contacts', { customerId, name: '家人', roles: ['DRIVER'], mobile: someMobile(), primary: true }),
      201,
    );
  else if (chapter === 'car') {
    const plateNumber = `沪B${String(Math.floor(Math.random() * 100_000)).padStart(5, '0')}`;
    const car = { customerId, vin: someVin(), modelName: '测试', powertrain: 'ICE', odometerKm: 10, plateNumber };
    const { id: customerVehicleId } = expectStatus(await advisor.post('/customer-vehicles', car), 201);
    expectStatus(
      await advisor.post('/repair-orders', {
        customerVehicleId,
        odometerKm: 20,
        fuelLevelPercent: 50,
        concern: '异响',
        walkAround: { items: [{ code: 'BODY', note: '无划痕' }] },
        signedBy: '测试',
      }),
      201,
    );
  } else if (chapter === 'order') {
    const quotation = await sentQuotation(app, model, deal);
    const { salesOrderId } = expectStatus(await consultant.post(`/quotations/${quotation.id}/accept`), 200);
    await pay(app, salesOrderId, 'DEPOSIT');
  } else if (chapter === 'drive') {
    // Of a model that no order waits for, each at an hour of its own.
    const minutes = 12 * 24 * 60 + 45 * drives++;
    const { id: stockVehicleId } = await demoCar(app, await someModel(app));
    expectStatus(
      await consultant.post('/test-drives', {
        opportunityId: deal.opportunityId,
        stockVehicleId,
        startsAt: await instantOn(app, minutes),
        endsAt: await instantOn(app, minutes + 30),
        licence: { number: '11010519491231002X', class: 'C1', expiresOn: await dateOn(app, 900) },
      }),
      201,
    );
  } else if (chapter === 'message') await write(customerId);
  else await agent.post('/households', { name: '测家', members: [{ customerId, relation: 'SELF' }] });
}

/** A campaign for one: its message has left, or waits for the end of the quiet hours. */
async function write(customerId: string): Promise<void> {
  await live('consent', customerId, { opportunityId: '', customerId });
  const value = `K${unique()}`;
  expectStatus(await consultant.post(`/customers/${customerId}/tags`, { key: 'COLOUR', value }), 201);
  const filter = { field: 'tag', op: 'has', value: { key: 'COLOUR', value } };
  await quiet();
  const segment = expectStatus(await agent.post('/segments', { name: '一位客户', filter }), 201);
  const campaign = { name: '测试', segmentId: segment.id, channel: 'SMS', templateCode: 'CAMPAIGN_OFFER', offerZh: '保养八折。' };
  const { id } = expectStatus(await agent.post('/campaigns', { ...campaign, offerEn: '20 % off.', budget: 100_000 }), 201);
  expectStatus(await agent.post(`/campaigns/${id}/launch`), 200);
  await app.soon(
    async () =>
      (
        await app.sql(
          `SELECT 1 FROM messaging.message m WHERE m.customer_id = $1 AND (m.state <> 'QUEUED' OR m.handed_over_at IS NULL AND m.due_at > now() + interval '1 minute')`,
          [customerId],
        )
      ).length,
    'the message',
  );
}

/** Rows of every table that belong to one of the customers (what a line of the past refers to, and the key under which a message was written once, stay as they were told), without what only counts changes; facts of the past stay as they were told. */
const HISTORY = ['kernel.event', 'kernel.audit_entry', 'kernel.moved_reference', 'kernel.idempotency', 'crm.customer_merge'];
async function rowsOf(ids: string[]): Promise<Record<string, unknown[]>> {
  const tables = await app.sql<{ place: string }>(
    `SELECT schemaname || '.' || tablename AS place FROM pg_tables WHERE schemaname = ANY($1) ORDER BY 1`,
    [['kernel', 'crm', 'sales', 'finance', 'aftersales', 'inventory', 'messaging', 'reporting', 'workflow', 'integration']],
  );
  const rows: Record<string, unknown[]> = {};
  for (const { place } of tables.filter((t) => !HISTORY.includes(t.place))) {
    const found = await app.sql<{ row: unknown }>(
      `SELECT to_jsonb(t) - 'version' - 'updated_at' AS row FROM ${place} t WHERE (to_jsonb(t) - 'ref_id' - 'said_of_id' - 'dedupe_key' - 'facts')::text ~ $1 ORDER BY to_jsonb(t)::text COLLATE "C"`,
      [ids.join('|')],
    );
    if (found.length) rows[place] = found.map((f) => f.row).sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
  }
  return rows;
}
/** Everything that was told has been heard. */
const quiet = () =>
  app.soon(
    async () => (await app.sql(`SELECT 1 FROM kernel.delivery WHERE state = 'PENDING' LIMIT 1`)).length === 0,
    'everybody hearing it',
  );
/** Rows of which a customer may have one only: the merged file keeps its own. */
const HELD_BACK = new Set([
  'crm.customer',
  'crm.customer_search',
  'crm.customer_store',
  'crm.household_member',
  'crm.customer_plate',
  'crm.duplicate_pair',
  'kernel.subject_key',
]);

describe('merging and unmerging', () => {
  it('is the identity across all contexts, whatever both customers have been through (L-4)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...CHAPTERS), { minLength: 2 }),
        fc.uniqueArray(fc.constantFrom(...CHAPTERS), { minLength: 1 }),
        async (one, other) => {
          const [a, b] = [await someOpportunity(app, model), await someOpportunity(app, model)];
          for (const chapter of one) await live(chapter, a.customerId, a);
          for (const chapter of other) await live(chapter, b.customerId, b);
          await quiet();
          const ids = [a.customerId, b.customerId];
          const before = await rowsOf(ids);
          expectStatus(await agent.post(`/customers/${a.customerId}/merge`, { intoCustomerId: b.customerId, reason: '同一人' }), 200);
          await quiet();
          const left = Object.keys(await rowsOf([a.customerId])).filter((place) => !HELD_BACK.has(place) && !place.startsWith('kernel.'));
          expect(left).toEqual([]);
          expectStatus(await agent.post(`/customers/${a.customerId}/unmerge`), 200);
          await quiet();
          expect(await rowsOf(ids)).toEqual(before);
        },
      ),
      { numRuns: atScale(4, 15), endOnFailure: true },
    );
  }, 240_000);
});
