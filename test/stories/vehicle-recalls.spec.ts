import { confirmedOrder, dateOn, expectStatus, someModel, someVin, stockCar, unique } from '../support/deals.js';
import { deliveredOrder, handOver, orderOf, readinessOf, readyOrder, waitingOrder } from '../support/orders.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';
import { carIn, carOf, dispose, move, moved } from '../support/stock.js';

/** What a recall blocks, and what frees it (W-8). */
let app: OwnServer;
let clerk: Actor;
let boss: Actor;
let today: string;
beforeAll(async () => {
  app = await ownServer();
  [clerk, boss] = await Promise.all(['inventory_clerk@s01', 'general_manager@s01'].map((name) => app.as(name)));
  today = await dateOn(app, 0);
}, 120_000);
const told = (answer: Answer) => [answer.status, answer.body.code];
const recall = (body: object) =>
  clerk.post('/vehicle-recalls', { code: `S${unique()}V`, title: '制动主缸', remedy: '更换密封圈', publishedOn: today, ...body });
const newCar = async () => stockCar(app, await someModel(app));
const closeVin = (id: string, vin: string) => clerk.post(`/vehicle-recalls/${id}/close-vin`, { vin, reference: 'RO-1' });

it('a car in stock is neither reserved, allocated nor made a demo or loaner; with its remedy done it is, and goes to who waits', async () => {
  const model = await someModel(app);
  const car = await stockCar(app, model);
  const { id } = expectStatus(await recall({ vins: [` ${car.vin.toLowerCase()} `] }), 201);
  expect(expectStatus(await clerk.get(`/vehicle-recalls/${id}`), 200)).toMatchObject({
    state: 'OPEN',
    namedVins: 1,
    closedVins: 0,
    stockOpen: 1,
  });
  expect((await carOf(app, car.id)).openRecall).toBe(true);
  const refused = await clerk.post(`/stock-vehicles/${car.id}/reserve`, { reason: '约看' });
  expect([...told(refused), refused.body.rule]).toEqual([409, 'vehicle_under_recall', 'W-8']);
  expect(told(await move(app, car.id, 'assign-demo'))).toEqual([409, 'vehicle_under_recall']);
  expect(told(await move(app, car.id, 'assign-loaner'))).toEqual([409, 'vehicle_under_recall']);
  // The order finds no car although one stands there, and a manager cannot give it either.
  const order = await waitingOrder(app, model);
  const manager = await app.as('sales_manager@s01');
  const chosen = await manager.post(`/sales-orders/${order.id}/allocate`, { stockVehicleId: car.id });
  expect([...told(chosen), chosen.body.rule]).toEqual([409, 'vehicle_under_recall', 'W-8']);
  expect(expectStatus(await closeVin(id, car.vin), 200)).toMatchObject({ closedVins: 1, stockOpen: 0 });
  await app.soon(async () => (await orderOf(app, order.id)).reservation?.stockVehicleId === car.id, 'who waited has it');
  const events = await app.sql<{ open: string }>(
    `SELECT payload->>'openRecall' AS open FROM kernel.event WHERE name = 'inventory.vehicle-recall-changed' AND aggregate_id = $1 ORDER BY seq`,
    [car.id],
  );
  expect(events.map((e) => e.open)).toEqual(['true', 'false']);
});

it('a car that is sold is not delivered until its remedy is done', async () => {
  const { order, car } = await readyOrder(app, await someModel(app));
  const { id } = expectStatus(await recall({ vins: [car.vin] }), 201);
  const gate = async () =>
    ((await readinessOf(app, order.id)).gates as { code: string; passed: boolean; rule: string }[]).find(
      (g) => g.code === 'NO_OPEN_RECALL',
    );
  expect(await gate()).toMatchObject({ passed: false, rule: 'W-8' });
  const seller = await app.as('sales_consultant@s01');
  const keys = await handOver(app, order.id);
  expect(told(await seller.post(`/sales-orders/${order.id}/deliver`, keys))).toEqual([409, 'delivery_gates_open']);
  expect((await carOf(app, car.id)).state).toBe('READY');
  expectStatus(await closeVin(id, car.vin), 200);
  expectStatus(await seller.post(`/sales-orders/${order.id}/deliver`, keys), 200);
});

it('a range concerns every car between its ends, whatever their check digits, and one that comes in later', async () => {
  const car = await newCar();
  const later = someVin();
  const [from, to] = [`${later.slice(0, 11)}000000`, `${later.slice(0, 11)}999999`];
  const { id } = expectStatus(await recall({ ranges: [{ from, to }] }), 201);
  const model = await someModel(app);
  const ordered = expectStatus(
    await clerk.post('/stock-vehicles', { vin: later, modelId: model.id, colour: model.colour, purchaseCost: 1 }),
    201,
  );
  expect([ordered.vin, ordered.openRecall]).toEqual([later, true]);
  await moved(app, ordered.id, 'ship', 'arrive', 'accept');
  expect(told(await move(app, ordered.id, 'reserve'))).toEqual([409, 'vehicle_under_recall']);
  const inRange = car.vin.slice(0, 8) + car.vin.slice(9, 11) === later.slice(0, 8) + later.slice(9, 11);
  expect((await carOf(app, car.id)).openRecall).toBe(inRange);
  // One car of the range is done, the others are not.
  expectStatus(await closeVin(id, later), 200);
  expect((await carOf(app, ordered.id)).openRecall).toBe(false);
  const listed = async (query = '') =>
    (await clerk.get(`/vehicle-recalls/${id}/vehicles?limit=100${query}`)).body.items as { vin: string; open: boolean }[];
  expect((await listed()).find((v) => v.vin === later)).toMatchObject({ open: false });
  expect((await listed('&open=true')).map((v) => v.vin)).not.toContain(later);
  expectStatus(await clerk.post(`/stock-vehicles/${ordered.id}/hold`, { reason: 'x' }), 200);
});

it('a car under two recalls is free when both are done; a campaign that ends frees all', async () => {
  const car = await newCar();
  const other = await newCar();
  const one = expectStatus(await recall({ vins: [car.vin] }), 201).id as string;
  const two = expectStatus(await recall({ vins: [car.vin, other.vin] }), 201).id as string;
  expectStatus(await closeVin(one, car.vin), 200);
  expect((await carOf(app, car.id)).openRecall).toBe(true);
  expect(told(await clerk.post(`/vehicle-recalls/${two}/close`, { reason: '结束' }))).toEqual([403, 'forbidden']);
  expectStatus(await boss.post(`/vehicle-recalls/${two}/close`, { reason: '厂家宣布结束' }), 200);
  expect([(await carOf(app, car.id)).openRecall, (await carOf(app, other.id)).openRecall]).toEqual([false, false]);
  expect(told(await closeVin(two, other.vin))).toEqual([409, 'illegal_move']);
});

it('a recalled car is not sold to the trade either, a returned one as little; scrapped it may be', async () => {
  const car = await newCar();
  const { id: waiting } = expectStatus(
    await clerk.post('/vehicle-disposals', { stockVehicleId: car.id, kind: 'WHOLESALE', takenBy: '车商', amount: 1, reason: '清库' }),
    201,
  );
  const back = await carIn(app, 'RETURNED');
  const { id } = expectStatus(await recall({ vins: [car.vin, back.vin] }), 201);
  // Whatever its mark says.
  await app.sql('UPDATE inventory.stock_vehicle SET open_recall = false WHERE id = ANY($1::uuid[])', [[car.id, back.id]]);
  expect(told(await boss.post(`/vehicle-disposals/${waiting}/approve`))).toEqual([409, 'vehicle_under_recall']);
  expect(told(await dispose(app, back.id, 'WHOLESALE'))).toEqual([409, 'vehicle_under_recall']);
  expect([(await carOf(app, car.id)).state, (await carOf(app, back.id)).state]).toEqual(['IN_STOCK', 'RETURNED']);
  expectStatus(await closeVin(id, car.vin), 200);
  expectStatus(await boss.post(`/vehicle-disposals/${waiting}/approve`), 200);
  expectStatus(await dispose(app, back.id, 'SCRAP'), 200);
});

it('a car that was recalled while its owner had it is marked as it comes back', async () => {
  const { order, car } = await deliveredOrder(app, await someModel(app));
  expectStatus(await recall({ vins: [car.vin] }), 201);
  expect((await carOf(app, car.id)).openRecall).toBe(false);
  const asked = { salesOrderId: order.id, reason: 'SANBAO_ART_22', odometerKm: 30, account: '变速器故障,检测报告' };
  const { id } = expectStatus(await (await app.as('sales_consultant@s01')).post('/order-returns', asked), 201);
  expectStatus(await boss.post(`/order-returns/${id}/approve`), 200);
  await app.soon(async () => (await carOf(app, car.id)).state === 'RETURNED', 'it came back');
  expect((await carOf(app, car.id)).openRecall).toBe(true);
});

it('a list brings good rows in and tells bad ones by number', async () => {
  const [car, known] = [await newCar(), await newCar()];
  const { id } = expectStatus(await recall({ vins: [known.vin] }), 201);
  const rows = ['VIN,备注', car.vin, 'not-a-vin', `${known.vin},再次`, '', `"${someVin()}"`, 'LSV00000P0000000I'];
  const sent = await clerk.post(`/vehicle-recalls/${id}/import`, Buffer.from(rows.join('\r\n')), {
    headers: { 'content-type': 'text/csv' },
  });
  expect(expectStatus(sent, 200)).toMatchObject({ added: 2, known: 1, badRows: 2 });
  expect(sent.body.bad.map((b: { row: number; code: string }) => [b.row, b.code])).toEqual([
    [3, 'recall_vin_invalid'],
    [7, 'recall_vin_invalid'],
  ]);
  expect((await carOf(app, car.id)).openRecall).toBe(true);
});

it('refuses what is no recall, each fault at its place', async () => {
  const vin = someVin();
  const bad = await recall({ vins: [vin, 'X'] });
  expect([...told(bad), bad.body.errors.map((e: { pointer: string }) => e.pointer)]).toEqual([422, 'recall_vin_invalid', ['/vins/1']]);
  const [low, high] = [`${vin.slice(0, 11)}000001`, `${vin.slice(0, 11)}000009`];
  expect(told(await recall({ ranges: [{ from: high, to: low }] }))).toEqual([422, 'recall_range_invalid']);
  expect(told(await recall({ ranges: [{ from: low, to: `W${high.slice(1)}` }] }))).toEqual([422, 'recall_range_invalid']);
  expect(told(await recall({}))).toEqual([422, 'recall_without_vehicles']);
  const { id, code } = expectStatus(await recall({ vins: [vin] }), 201);
  expect(told(await recall({ vins: [vin], code }))).toEqual([409, 'recall_code_taken']);
  expect(told(await closeVin(id, someVin()))).toEqual([422, 'vin_not_in_recall']);
  expect(told(await (await app.as('sales_consultant@s01')).post('/vehicle-recalls', {}))).toEqual([403, 'forbidden']);
});

it('what has left is not marked, and a car that came in by another way is by the next morning', async () => {
  const gone = await carIn(app, 'IN_STOCK');
  expectStatus(await dispose(app, gone.id, 'WHOLESALE'), 200);
  const car = await newCar();
  const { stockOpen } = expectStatus(await recall({ vins: [gone.vin, car.vin] }), 201);
  expect([stockOpen, (await carOf(app, gone.id)).openRecall]).toEqual([1, false]);
  await app.sql('UPDATE inventory.stock_vehicle SET open_recall = false WHERE id = $1', [car.id]);
  await app.advance('PT16H');
  clerk = await app.as('inventory_clerk@s01');
  expect((await carOf(app, car.id)).openRecall).toBe(true);
  const order = await confirmedOrder(app, await someModel(app));
  expect((await orderOf(app, order.id)).reservation).toBeNull();
});
