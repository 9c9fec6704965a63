import { dateOn, expectStatus, someModel, stockCar } from '../support/deals.js';
import { deliveredOrder } from '../support/orders.js';
import { type OwnServer, ownServer } from '../support/server.js';

let app: OwnServer;
beforeAll(async () => {
  app = await ownServer();
});

it('the stock of a month is measured by what was sold in it and by the plan of the next (V-6)', async () => {
  const manager = await app.as('general_manager@s01');
  const read = async (query = '') => expectStatus(await manager.get(`/stock-coefficients${query}`), 200);
  const before = await read();
  const mine = (view: { stores: { storeId: string }[] }, id: string) => view.stores.find((s) => s.storeId === id) as never;
  const storeId = before.stores[0].storeId as string;
  expect(before).toMatchObject({ month: (await dateOn(app, 0)).slice(0, 7), asOf: await dateOn(app, 0) });
  const model = await someModel(app);
  await deliveredOrder(app, model);
  await stockCar(app, model);
  await stockCar(app, model);
  const { stock, sales } = mine(before, storeId) as { stock: number; sales: number };
  const after = mine(await read(), storeId) as Record<string, unknown>;
  expect(after).toMatchObject({ stock: stock + 2, sales: sales + 1, salesPlan: null, equivalent: null });
  expect(after['coefficient']).toBeCloseTo((stock + 2) / (sales + 1), 3);
  const admin = await app.as('admin@s01');
  expectStatus(await admin.post('/settings', { key: 'inventory.monthly-sales-plan', scope: 'STORE', storeId, value: 10 }), 201);
  const planned = await app.soon(async () => {
    const now = mine(await read(), storeId) as { salesPlan: number | null; equivalent: number | null };
    return now.salesPlan !== null && now;
  }, 'the plan');
  expect([planned.salesPlan, planned.equivalent]).toEqual([10, (stock + 2) / 10]);
  // The month before knows nothing of these cars.
  const past = await read(`?month=${(await dateOn(app, -31)).slice(0, 7)}&storeId=${storeId}`);
  expect(past.asOf < (await dateOn(app, -20))).toBe(true);
  expect(past.group.stock).toBeLessThanOrEqual(stock + sales + 1);
  // What was planned for a month that is over is what held as it began.
  expect(past.group.salesPlan).toBeNull();
  expect((await manager.get('/stock-coefficients?month=2026-13')).status).toBe(400);
  expect((await (await app.as('parts_clerk@s01')).get('/stock-coefficients')).status).toBe(403);
});

it('a month that is over stays as it was, whatever becomes of its cars (V-6)', async () => {
  const manager = await app.as('general_manager@s01');
  const model = await someModel(app);
  const car = await stockCar(app, model);
  const { storeId } = expectStatus(await manager.get(`/stock-vehicles/${car.id}`), 200);
  const of = async (month: string) => {
    const { stock, sales } = expectStatus(await manager.get(`/stock-coefficients?month=${month}&storeId=${storeId}`), 200).group;
    return { stock: stock as number, sales: sales as number };
  };
  const [september, october] = [await of('2026-09'), await of('2026-10')];
  // It came in September, was sold in October and came back; now it is here as a used car.
  for (const [move, from, to, at] of [
    ['accept', 'ARRIVED', 'IN_STOCK', '2026-09-10T02:00:00Z'],
    ['deliver', 'READY', 'DELIVERED', '2026-10-31T15:59:59Z'],
  ])
    await app.sql(
      `INSERT INTO inventory.vehicle_movement (id, stock_vehicle_id, store_id, move, from_state, to_state, at, actor_id) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $1)`,
      [car.id, storeId, move, from, to, at],
    );
  const clerk = await app.as('inventory_clerk@s01');
  expectStatus(await clerk.post(`/stock-vehicles/${car.id}/assign-demo`, { insuredUntil: '2031-12-31' }), 200);
  expectStatus(await clerk.post(`/stock-vehicles/${car.id}/end-demo`, { odometerKm: 500, location: 'A-01' }), 200);
  expect(await of('2026-09')).toEqual({ stock: september.stock + 1, sales: september.sales });
  expect(await of('2026-10')).toEqual({ stock: october.stock, sales: october.sales + 1 });
});
