import { confirmedOrder, expectStatus, type Model, pay, someModel, stockCar } from '../support/deals.js';
import { orderOf, preparingOrder, signedContract, waitingOrder } from '../support/orders.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';
import { carOf } from '../support/stock.js';

/** Who has a car, for how long, and who gets it next (D-4); each guard of one live reservation a car with the other taken away. */
let app: OwnServer;
let clerk: Actor;
let manager: Actor;
beforeAll(async () => {
  app = await ownServer();
  [clerk, manager] = await Promise.all(['inventory_clerk@s01', 'sales_manager@s01'].map((name) => app.as(name)));
}, 120_000);
const told = (answer: Answer) => [answer.status, answer.body.code];
const reserve = (id: string, more: object = {}) => clerk.post(`/stock-vehicles/${id}/reserve`, { reason: '客户约看', ...more });
const newCar = async () => stockCar(app, await someModel(app));
const hours = (from: string, n: number) => new Date(Date.parse(from) + n * 3_600_000).toISOString();

describe('an extension', () => {
  it('puts the end off twice, and never beyond seven days from the beginning', async () => {
    const { id } = await newCar();
    const { reservation } = expectStatus(await reserve(id), 200);
    const { createdAt, expiresAt } = expectStatus(await clerk.get(`/reservations/${reservation.id}`), 200);
    const extend = (until: string) => clerk.post(`/reservations/${reservation.id}/extend`, { until, reason: '周末看车' });
    expect(told(await extend(expiresAt))).toEqual([422, 'extension_not_later']);
    expect(told(await extend(hours(createdAt, 7 * 24 + 1)))).toEqual([422, 'reservation_hold_too_long']);
    const once = expectStatus(await extend(hours(createdAt, 72)), 200);
    expect([once.extensions, once.expiresAt, once.allowedMoves]).toEqual([1, hours(createdAt, 72), ['extend', 'agree-delivery']]);
    expect((await carOf(app, id)).reservation.expiresAt).toBe(hours(createdAt, 72));
    expectStatus(await extend(hours(createdAt, 96)), 200);
    expect(told(await extend(hours(createdAt, 100)))).toEqual([409, 'reservation_extensions_used']);
    expect(told(await (await app.as('sales_consultant@s01')).post(`/reservations/${reservation.id}/extend`, {}))).toEqual([
      403,
      'forbidden',
    ]);
    await clerk.post(`/stock-vehicles/${id}/release`, { reason: '放弃' });
    expect(told(await extend(hours(createdAt, 97)))).toEqual([409, 'illegal_move']);
  });
  it('its limits are settings', async () => {
    const admin = await app.as('admin@s01');
    const set = (value: number) =>
      admin.post('/settings', { key: 'inventory.reservation-extensions', scope: 'GROUP', value, reason: '试行' });
    expectStatus(await set(0), 201);
    const { id } = await newCar();
    const { reservation } = expectStatus(await reserve(id), 200);
    const until = hours(reservation.expiresAt, 1);
    await app.soon(
      async () =>
        (await clerk.post(`/reservations/${reservation.id}/extend`, { until, reason: '试' })).body.code === 'reservation_extensions_used',
      'the setting holds',
    );
    expectStatus(await set(2), 201);
  });
  it('of an order is heard by the order; one whose deposit is paid has none to put off', async () => {
    const model = await someModel(app);
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    const { reservation } = await orderOf(app, order.id);
    const until = hours(reservation.expiresAt, 5);
    expectStatus(await manager.post(`/reservations/${reservation.id}/extend`, { until, reason: '银行周一放款' }), 200);
    await app.soon(async () => (await orderOf(app, order.id)).reservation.expiresAt === until, 'the order knows');
    await pay(app, order.id, 'DEPOSIT');
    await app.soon(async () => (await orderOf(app, order.id)).state === 'PREPARING', 'it is prepared');
    expect(told(await manager.post(`/reservations/${reservation.id}/extend`, { until: hours(until, 1), reason: '再延' }))).toEqual([
      409,
      'hold_does_not_expire',
    ]);
  });
});

describe('a hand-over to another order', () => {
  const handOver = (from: string, toSalesOrderId: string, more: object = {}) =>
    manager.post(`/sales-orders/${from}/hand-over-car`, { toSalesOrderId, reason: '客户急需', ...more });
  let model: Model;
  beforeEach(async () => {
    model = await someModel(app);
  });

  it('gives the car in one step; who gave it waits behind all others', async () => {
    const { order: from, car } = await preparingOrder(app, model);
    const to = await waitingOrder(app, model);
    expect(expectStatus(await handOver(from.id, to.id), 200)).toMatchObject({ state: 'PENDING_ALLOCATION', reservation: null });
    expect(await orderOf(app, to.id)).toMatchObject({ state: 'PREPARING', reservation: { stockVehicleId: car.id, expiresAt: null } });
    expect(await carOf(app, car.id)).toMatchObject({ state: 'PREPARING', reservation: { salesOrderId: to.id } });
    const live = await app.sql<{ state: string }>(
      'SELECT state FROM inventory.reservation WHERE stock_vehicle_id = $1 ORDER BY created_at',
      [car.id],
    );
    expect(live.map((r) => r.state)).toEqual(['RELEASED', 'LIVE']);
    // It waits: the next car is its.
    const next = await stockCar(app, model);
    await app.soon(async () => (await orderOf(app, from.id)).reservation?.stockVehicleId === next.id, 'it got the next car');
  });
  it('the car that the other one had goes to whoever waits longest, here to the one that gave', async () => {
    const one = await preparingOrder(app, model);
    const other = await preparingOrder(app, model);
    expectStatus(await handOver(one.order.id, other.order.id), 200);
    expect((await orderOf(app, other.order.id)).reservation.stockVehicleId).toBe(one.car.id);
    await app.soon(async () => (await orderOf(app, one.order.id)).reservation?.stockVehicleId === other.car.id, 'they have exchanged');
    expect((await orderOf(app, one.order.id)).state).toBe('PREPARING');
  });
  it('refuses itself, another kind of car, an order that is over, a signed contract; and changes nothing', async () => {
    const { order: from, car } = await preparingOrder(app, model);
    const to = await waitingOrder(app, model);
    const stranger = await waitingOrder(app, await someModel(app));
    expect(told(await handOver(from.id, from.id))).toEqual([422, 'hand_over_to_itself']);
    expect(told(await handOver(from.id, stranger.id))).toEqual([409, 'car_differs_from_order']);
    expect(told(await handOver(to.id, from.id))).toEqual([409, 'illegal_move']);
    expect((await handOver(from.id, '01938b4e-7c00-7000-8000-000000000001')).status).toBe(404);
    await signedContract(app, from.id);
    expect(told(await handOver(from.id, to.id))).toEqual([409, 'contract_signed']);
    expect(await carOf(app, car.id)).toMatchObject({ state: 'PREPARING', reservation: { salesOrderId: from.id } });
    expectStatus(await handOver(from.id, to.id, { voidContract: true }), 200);
    expect((await orderOf(app, from.id)).contract).toBe('NONE');
  });
  it('two who cross end with each car at one order', async () => {
    const [one, other] = [await preparingOrder(app, model), await preparingOrder(app, model)];
    const answers = await Promise.all([handOver(one.order.id, other.order.id), handOver(other.order.id, one.order.id)]);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    await app.soon(async () => {
      const orders = [await orderOf(app, one.order.id), await orderOf(app, other.order.id)];
      return (
        new Set(orders.map((o) => o.reservation?.stockVehicleId as string | undefined)).size === 2 && orders.every((o) => o.reservation)
      );
    }, 'both have a car');
    const twice = await app.sql(
      `SELECT stock_vehicle_id FROM inventory.reservation WHERE state = 'LIVE' AND stock_vehicle_id = ANY($1::uuid[])`,
      [[one.car.id, other.car.id]],
    );
    expect(twice).toHaveLength(2);
  });
});

describe('one live reservation a car, each guard alone (D-4)', () => {
  const race = async (id: string) => Promise.all(Array.from({ length: 50 }, (_, n) => reserve(id, { reason: `客户 ${n}` })));
  const liveOf = async (id: string) =>
    (await app.sql(`SELECT 1 FROM inventory.reservation WHERE stock_vehicle_id = $1 AND state = 'LIVE'`, [id])).length;

  it('the index alone: a second live row is refused, whoever writes it', async () => {
    const { id } = await newCar();
    expectStatus(await reserve(id), 200);
    const again = app.sql(
      `INSERT INTO inventory.reservation (id, version, created_at, updated_at, state, store_id, stock_vehicle_id, reserved_by, expires_at, reason)
       SELECT gen_random_uuid(), 1, created_at, updated_at, 'LIVE', store_id, stock_vehicle_id, reserved_by, expires_at, reason FROM inventory.reservation WHERE stock_vehicle_id = $1`,
      [id],
    );
    await expect(again).rejects.toThrow('uq_reservation_live_vehicle');
    // The statement's own guard taken away: the car says that it is free although it is held.
    await app.sql(`UPDATE inventory.stock_vehicle SET state = 'IN_STOCK' WHERE id = $1`, [id]);
    const answers = await race(id);
    expect(new Set(answers.map((a) => `${a.status} ${a.body.code as string}`))).toEqual(new Set(['409 vehicle_not_available']));
    expect([await liveOf(id), (await carOf(app, id)).state]).toEqual([1, 'IN_STOCK']);
  });
  it('the locked row alone: without the index fifty callers still get one car once', async () => {
    const [definition] = await app.sql<{ text: string }>(
      `SELECT pg_get_indexdef('inventory.uq_reservation_live_vehicle'::regclass) AS text`,
    );
    await app.sql('DROP INDEX inventory.uq_reservation_live_vehicle');
    try {
      for (let round = 0; round < 3; round++) {
        const { id } = await newCar();
        const answers = await race(id);
        expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
        expect(await liveOf(id)).toBe(1);
      }
    } finally {
      await app.sql(`DELETE FROM inventory.reservation WHERE FALSE`);
      await app.sql(definition?.text ?? '');
    }
  });
});
