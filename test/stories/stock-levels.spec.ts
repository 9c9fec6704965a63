import { confirmedOrder, expectStatus, someModel, someVin, type Model } from '../support/deals.js';

import { atScale } from '../support/scale.js';
import { type Actor, type Answer, ownServer, type OwnServer, type Server, server } from '../support/server.js';

const ACCEPTED = { location: 'A-01', inspection: { passed: true, documents: ['CERTIFICATE', 'CONSISTENCY', 'KEYS'] } };
const statementsOf = (answer: Answer) => Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1]);
const EQUAL = `
SELECT * FROM (
  SELECT store_id, model_id, colour, state AS kind, CASE WHEN state = 'IN_TRANSIT' THEN expected_on END AS expected_on, count(*) AS n
  FROM inventory.stock_vehicle WHERE condition = 'NEW' GROUP BY 1, 2, 3, 4, 5
  UNION ALL SELECT store_id, model_id, colour, 'OPEN_DEMAND', NULL, count(*) FROM inventory.vehicle_demand WHERE state = 'OPEN' GROUP BY 1, 2, 3
) counted FULL JOIN (
  SELECT store_id, model_id, colour, kind, expected_on, sum(quantity) AS kept FROM inventory.stock_count WHERE kind <> 'OEM_CONFIRMED' GROUP BY 1, 2, 3, 4, 5 HAVING sum(quantity) <> 0
) kept ON (counted.store_id, counted.model_id, counted.colour, counted.kind) = (kept.store_id, kept.model_id, kept.colour, kept.kind) AND counted.expected_on IS NOT DISTINCT FROM kept.expected_on
WHERE counted.n IS DISTINCT FROM kept.kept`;

let app: Server;
let clerk: Actor;
let manager: Actor;
let seller: Actor;
beforeAll(async () => {
  app = await server();
  [clerk, manager, seller] = [await app.as('inventory_clerk@s01'), await app.as('sales_manager@s01'), await app.as('sales_consultant@s01')];
});
async function inStock(model: Model, by: Actor = clerk, colour = model.colour): Promise<string> {
  const { id } = expectStatus(await by.post('/stock-vehicles', { vin: someVin(), modelId: model.id, colour, purchaseCost: 1 }), 201);
  await by.post(`/stock-vehicles/${id}/ship`, { expectedOn: '2026-11-30' });
  await by.post(`/stock-vehicles/${id}/arrive`, { odometerKm: 1 });
  expectStatus(await by.post(`/stock-vehicles/${id}/accept`, ACCEPTED), 200);
  return id as string;
}
const levelOf = async (model: Model, more = '') => (await clerk.get(`/stock-levels?modelId=${model.id}${more}`)).body.items[0];
const alertsOf = async (model: Model, more = '') => (await clerk.get(`/stock-alerts?modelId=${model.id}${more}`)).body.items;
const alerted = (model: Model, state: string) =>
  app.soon(async () => (await alertsOf(model, `&state=${state}`))[0], `an alert that is ${state}`);

describe('stock levels', () => {
  it('equal the cars after any moves of many at once (V-7)', async () => {
    const model = await someModel(app);
    const clerks = [clerk, await app.as('inventory_clerk@s02')];
    const MOVES = ['ship', 'arrive', 'accept', 'reserve', 'release', 'hold', 'release-hold', 'assign-demo'];
    const BODIES: Record<string, object> = {
      ship: { expectedOn: '2026-12-01' },
      arrive: { odometerKm: 5 },
      accept: ACCEPTED,
      'assign-demo': { insuredUntil: '2027-12-31' },
    };
    let seed = 11;
    const random = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % n;
    const histories = await Promise.all(
      Array.from({ length: atScale(8, 200) }, async (_, n) => {
        const by = clerks[n % 2] as Actor;
        const colour = ['珍珠白', '曜石黑'][n % 3] ?? '珍珠白';
        const { id } = expectStatus(await by.post('/stock-vehicles', { vin: someVin(), modelId: model.id, colour, purchaseCost: 1 }), 201);
        return { id: id as string, by };
      }),
    );
    await Promise.all(
      histories.map(async ({ id, by }) => {
        for (let step = 0; step < atScale(10, 60); step++) {
          const { allowedMoves } = (await by.get(`/stock-vehicles/${id}`)).body as { allowedMoves: string[] };
          const legal = MOVES.filter((m) => allowedMoves.includes(m));
          const move = legal[random(legal.length)] ?? 'hold';
          expect((await by.post(`/stock-vehicles/${id}/${move}`, BODIES[move] ?? { reason: '随机' })).status).toBeLessThan(500);
        }
      }),
    );
    expect(await app.sql(EQUAL)).toEqual([]);
    for (const by of clerks) {
      const levels = (await by.get(`/stock-levels?modelId=${model.id}`)).body.items as Record<string, number>[];
      const cars = (await by.get(`/stock-vehicles?modelId=${model.id}&limit=100`)).body.items as { state: string; colour: string }[];
      const total = (names: string[]) => levels.reduce((sum, level) => sum + names.reduce((s, name) => s + (level[name] ?? 0), 0), 0);
      const listed = (...states: string[]) => cars.filter((c) => states.includes(c.state)).length;
      if (cars.length < 100)
        expect([total(['inStock']), total(['reserved']), total(['inTransit', 'arrived']), total(['onHold']), total(['setAside'])]).toEqual([
          listed('IN_STOCK'),
          listed('RESERVED', 'PREPARING', 'READY'),
          listed('IN_TRANSIT', 'ARRIVED'),
          listed('HOLD'),
          listed('DEMO'),
        ]);
    }
  });
});

describe('a stock policy', () => {
  it('has a scope once, and figures that do not contradict each other (V-7)', async () => {
    const model = await someModel(app);
    const body = { modelId: model.id, colour: model.colour, safety: 1, ceiling: 4 };
    const policy = expectStatus(await manager.post('/stock-policies', body), 201);
    expect(policy).toMatchObject({ state: 'ACTIVE', pack: 1, quota: null, brand: null, allowedMoves: ['end'] });
    expect((await manager.post('/stock-policies', body)).body).toMatchObject({ status: 409, code: 'stock_policy_exists' });
    for (const wrong of [{ ceiling: 1 }, { brand: '示范' }, { modelId: undefined, series: 'T' }])
      expect((await manager.post('/stock-policies', { ...body, ...wrong })).body).toMatchObject({
        status: 422,
        code: 'stock_policy_invalid',
      });
    expect((await manager.post('/stock-policies', { ...body, colour: '荧光粉' })).body.code).toBe('colour_not_of_model');
    expect((await manager.post('/stock-policies', { ...body, everyStore: true })).body).toMatchObject({
      status: 403,
      code: 'stock_policy_of_all_stores',
    });
    expect((await seller.post('/stock-policies', body)).status).toBe(403);
    expect((await (await app.as('inventory_clerk@s02')).get(`/stock-policies/${policy.id}`)).status).toBe(404);
    const ended = expectStatus(await manager.post(`/stock-policies/${policy.id}/end`), 200);
    expect(ended.state).toBe('ENDED');
    expect((await manager.post(`/stock-policies/${policy.id}/end`)).body.code).toBe('illegal_move');
    expectStatus(await manager.post('/stock-policies', body), 201);
  });
});

describe('a stock alert', () => {
  it('is raised once when stock falls below the safety stock, and closes by itself when it is back by a unit (V-7)', async () => {
    const model = await someModel(app);
    const cars = [await inStock(model), await inStock(model)];
    const policy = expectStatus(await manager.post('/stock-policies', { modelId: model.id, colour: model.colour, safety: 2 }), 201);
    const reserve = (id?: string) => clerk.post(`/stock-vehicles/${id}/reserve`, { reason: '留车' });
    const release = (id?: string) => clerk.post(`/stock-vehicles/${id}/release`, { reason: '放弃' });
    expectStatus(await reserve(cars[0]), 200);
    const alert = await alerted(model, 'OPEN');
    expect(alert).toMatchObject({ kind: 'LOW', stockPolicyId: policy.id, threshold: 2, projected: 1, assignedRole: 'inventory_clerk' });
    // To and fro at the bound: the same alert.
    for (let n = 0; n < 3; n++) {
      expectStatus(await release(cars[0]), 200);
      expectStatus(await reserve(cars[0]), 200);
    }
    const third = await inStock(model);
    expect((await levelOf(model)).projected).toBe(2);
    const acknowledged = expectStatus(await clerk.post(`/stock-alerts/${alert.id}/acknowledge`, { note: '已订车' }), 200);
    expect(acknowledged).toMatchObject({ state: 'ACKNOWLEDGED', note: '已订车', allowedMoves: ['assign'] });
    expect((await clerk.post(`/stock-alerts/${alert.id}/acknowledge`)).body.code).toBe('illegal_move');
    const me = (await manager.get('/me')).body.employeeId as string;
    expect((await clerk.post(`/stock-alerts/${alert.id}/assign`, { employeeId: crypto.randomUUID() })).body.code).toBe(
      'stock_alert_assignee_unknown',
    );
    expect(expectStatus(await clerk.post(`/stock-alerts/${alert.id}/assign`, { employeeId: me }), 200)).toMatchObject({
      state: 'OPEN',
      assignedTo: me,
      acknowledgedBy: null,
    });
    expectStatus(await release(cars[0]), 200);
    expect((await alerted(model, 'CLOSED')).id).toBe(alert.id);
    expectStatus(await reserve(third), 200);
    expectStatus(await reserve(cars[0]), 200);
    const again = await alerted(model, 'OPEN');
    expect(again.id).not.toBe(alert.id);
    expect(await alertsOf(model)).toHaveLength(2);
    const told = await app.sql(`SELECT name FROM kernel.event WHERE aggregate_id = $1 ORDER BY seq`, [alert.id]);
    expect(told.map((e) => e['name'])).toEqual(['inventory.stock-alert-raised', 'inventory.stock-alert-closed']);
    expectStatus(await manager.post(`/stock-policies/${policy.id}/end`), 200);
    await app.soon(async () => (await alertsOf(model, '&state=OPEN')).length === 0, 'the alert of an ended policy closes');
  });

  it('is raised when there is too much, by the most specific policy', async () => {
    const model = await someModel(app, { series: `HX${Date.now()}` });
    const { series } = (await clerk.get(`/vehicle-models/${model.id}`)).body as { series: string };
    expectStatus(await manager.post('/stock-policies', { brand: '示范', series, safety: 0, ceiling: 1 }), 201);
    await inStock(model);
    await inStock(model);
    await inStock(model, clerk, '曜石黑');
    expect(await alerted(model, 'OPEN')).toMatchObject({ kind: 'HIGH', colour: model.colour, threshold: 1, projected: 2 });
    expectStatus(await manager.post('/stock-policies', { modelId: model.id, safety: 0, ceiling: 5 }), 201);
    expect(await alerted(model, 'CLOSED')).toMatchObject({ closedProjected: 2 });
  });

  it('shows the orders that wait for such a car (D-3)', async () => {
    const model = await someModel(app);
    expectStatus(await manager.post('/stock-policies', { modelId: model.id, colour: model.colour, safety: 1 }), 201);
    const order = await confirmedOrder(app, model);
    await app.soon(async () => (await alertsOf(model))[0]?.waitingOrders.length === 1, 'the waiting order in the alert');
    const [alert] = await alertsOf(model, '&kind=LOW');
    expect(alert.waitingOrders[0].salesOrderId).toBe(order.id);
    expect((await levelOf(model)).openDemand).toBe(1);
  });
});

describe('at night and at scale', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await ownServer();
  });

  it('levels of many cars are read from counts, in at most two statements', async () => {
    const model = await someModel(own);
    const [{ id: storeId } = { id: '' }] = await own.sql<{ id: string }>(`SELECT id FROM identity.store WHERE code = 'S01'`);
    const cars = atScale(3000, 200_000);
    await own.sql(
      `INSERT INTO inventory.stock_vehicle (id, version, created_at, updated_at, number, state, store_id, vin, model_id, colour, purchase_cost, damages, documents, stock_in_date, open_recall, condition)
       SELECT gen_random_uuid(), 1, now(), now(), 'BULK-' || n, (ARRAY['IN_STOCK', 'RESERVED', 'ARRIVED'])[n % 3 + 1], $1, 'BULK' || lpad(n::text, 13, '0'), $2, '珍珠白', 1, '[]', '{}', '2026-11-01', false, 'NEW' FROM generate_series(1, $3) n`,
      [storeId, model.id, cars],
    );
    const actor = await own.as('inventory_clerk@s01');
    await actor.get(`/stock-levels?modelId=${model.id}`);
    const answer = await actor.get(`/stock-levels?modelId=${model.id}`);
    expect(statementsOf(answer)).toBeLessThanOrEqual(2);
    const { inStock: free, reserved, arrived } = answer.body.items[0] as Record<string, number>;
    expect((free ?? 0) + (reserved ?? 0) + (arrived ?? 0)).toBe(cars);
    expect(statementsOf(await actor.get('/stock-levels?limit=20'))).toBeLessThanOrEqual(2);
    const [rows] = await own.sql<{ n: number }>(`SELECT count(*)::int AS n FROM inventory.stock_count WHERE model_id = $1`, [model.id]);
    expect(rows?.n).toBeLessThanOrEqual(6);
  });

  it('a check finds what nobody told, and folds the counts without changing them', async () => {
    const model = await someModel(own);
    const [{ id: storeId } = { id: '' }] = await own.sql<{ id: string }>(`SELECT id FROM identity.store WHERE code = 'S01'`);
    const policy = expectStatus(
      await (await own.as('sales_manager@s01')).post('/stock-policies', { modelId: model.id, colour: '珍珠白', safety: 0, ceiling: 1 }),
      201,
    );
    // One by one: three rows of counts.
    for (const n of [1, 2, 3])
      await own.sql(
        `INSERT INTO inventory.stock_vehicle (id, version, created_at, updated_at, number, state, store_id, vin, model_id, colour, purchase_cost, damages, documents, expected_on, open_recall, condition)
         VALUES (gen_random_uuid(), 1, now(), now(), 'FAR-' || $3, 'IN_TRANSIT', $1, 'FARA' || lpad($3, 13, '0'), $2, '珍珠白', 1, '[]', '{}', '2026-12-25', false, 'NEW')`,
        [storeId, model.id, String(n)],
      );
    const rows = async () => own.sql(`SELECT quantity FROM inventory.stock_count WHERE model_id = $1`, [model.id]);
    expect(await rows()).toEqual([{ quantity: 1 }, { quantity: 1 }, { quantity: 1 }]);
    // Prices of a later day become the model's own at its midnight.
    const prices = { validFrom: '2026-11-25', listPrice: 19_000_000, floorPrice: 17_000_000 };
    expectStatus(await (await own.as('sales_manager@s01')).post(`/vehicle-models/${model.id}/prices`, prices), 201);
    await own.advance('P1D');
    const dearer = (await (await own.as('sales_manager@s01')).get(`/vehicle-models/${model.id}`)).body;
    expect(dearer).toMatchObject({ listPrice: 19_000_000, floorPrice: 17_000_000, version: 2 });
    const alerts = async () => (await (await own.as('inventory_clerk@s01')).get(`/stock-alerts?modelId=${model.id}`)).body.items;
    // The horizon of 30 days has reached them by now.
    expect(await alerts()).toMatchObject([{ kind: 'HIGH', projected: 3, stockPolicyId: policy.id }]);
    expect(await own.sql(EQUAL)).toEqual([]);
    expect(await rows()).toEqual([{ quantity: 3 }]);
  });
});
