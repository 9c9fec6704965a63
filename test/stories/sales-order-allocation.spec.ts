import { confirmedOrder, expectStatus, identify, type Model, type Order, orderIn, someModel, stockCar } from '../support/deals.js';
import { issueInvoice, orderOf, preparingOrder, signedContract, waitingOrder } from '../support/orders.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
let manager: Actor;
beforeEach(async () => {
  app = await server();
  model = await someModel(app);
  manager = await app.as('sales_manager@s01');
});
const allocate = (order: Order, stockVehicleId: string, more: object = {}): Promise<Answer> =>
  manager.post(`/sales-orders/${order.id}/allocate`, { stockVehicleId, ...more });
const carState = async (id: string) => (await manager.get(`/stock-vehicles/${id}`)).body.state as string;
const inBlack = (order: Model): Model => ({ ...order, colour: '曜石黑' });

describe('a manager chooses the car of an order (D-3)', () => {
  it('beside first in, first out; the car it had is free again and the hold is not prolonged (D-4)', async () => {
    const [first, second] = [await stockCar(app, model), await stockCar(app, model)];
    const order = await confirmedOrder(app, model);
    const before = await orderOf(app, order.id);
    const other = before.reservation.stockVehicleId === first.id ? second : first;
    const after = expectStatus(await allocate(order, other.id), 200);
    expect(after).toMatchObject({ state: 'PENDING_DEPOSIT', reservation: { vin: other.vin } });
    expect(after.reservation.expiresAt).toBe(before.reservation.expiresAt);
    expect([await carState(before.reservation.stockVehicleId), await carState(other.id)]).toEqual(['IN_STOCK', 'RESERVED']);
    // The same car once more changes nothing.
    expect(expectStatus(await allocate(order, other.id), 200).version).toBe(after.version);
    const consultant = await app.as('sales_consultant@s01');
    expect((await consultant.post(`/sales-orders/${order.id}/allocate`, { stockVehicleId: first.id })).body.code).toBe('forbidden');
  });

  it('for an order that is prepared or waits: secured at once, and the car it had goes to the next in the queue', async () => {
    const { order, car } = await preparingOrder(app, model);
    const waiting = await waitingOrder(app, model);
    const held = await confirmedOrder(app, model);
    // Of this model there is no free car: one of them is held by hand.
    const chosen = await stockCar(app, model);
    await orderIn(app, manager, waiting.id, 'PREPARING');
    expect((await allocate(held, chosen.id)).body.code).toBe('vehicle_not_available');
    const second = await waitingOrder(app, model);
    const free = await stockCar(app, model, ['CERTIFICATE']);
    // It went to the order that waits; a third waits, and gets what a manager frees.
    await orderIn(app, manager, second.id, 'PREPARING');
    const third = await waitingOrder(app, model);
    expectStatus(await manager.post(`/sales-orders/${order.id}/release-car`, { reason: '客户推迟提车' }), 200);
    await orderIn(app, manager, third.id, 'PREPARING');
    expect((await orderOf(app, third.id)).reservation.vin).toBe(car.vin);
    expect(await orderOf(app, order.id)).toMatchObject({
      state: 'PENDING_ALLOCATION',
      reservation: null,
      allowedMoves: expect.arrayContaining(['allocate', 'cancel']) as string[],
    });
    expect(free.id).not.toBe(chosen.id);
    // It waits with a demand of its own and is offered the next one that comes in.
    const next = await stockCar(app, model);
    await orderIn(app, manager, order.id, 'PREPARING');
    expect((await orderOf(app, order.id)).reservation).toMatchObject({ vin: next.vin, expiresAt: null });
  });

  it('refuses a car of another colour or model, one that is not free, and one for a contract that is signed', async () => {
    const { order, car } = await preparingOrder(app, model);
    const black = await stockCar(app, inBlack(model));
    expect((await allocate(order, black.id)).body).toMatchObject({ status: 409, code: 'car_differs_from_order', rule: 'D-3' });
    const foreign = await stockCar(app, await someModel(app));
    expect((await allocate(order, foreign.id)).body.code).toBe('car_differs_from_order');
    const other = await stockCar(app, model);
    expectStatus(await manager.post(`/stock-vehicles/${other.id}/reserve`, { reason: '展车' }), 200);
    expect((await allocate(order, other.id)).body).toMatchObject({ status: 409, code: 'vehicle_not_available' });
    expect(await orderOf(app, order.id)).toMatchObject({ reservation: { vin: car.vin } });
    expect(await carState(car.id)).toBe('PREPARING');
    expectStatus(await manager.post(`/stock-vehicles/${other.id}/release`, { reason: '撤展' }), 200);
    const contract = await signedContract(app, order.id);
    expect((await allocate(order, other.id)).body).toMatchObject({ status: 409, code: 'contract_signed', rule: 'D-7' });
    const moved = expectStatus(await allocate(order, other.id, { voidContract: true }), 200);
    expect(moved).toMatchObject({ state: 'PREPARING', contract: 'NONE', reservation: { vin: other.vin, expiresAt: null } });
    expect((await manager.get(`/contracts/${contract}`)).body.state).toBe('VOID');
    expect([await carState(car.id), await carState(other.id)]).toEqual(['IN_STOCK', 'PREPARING']);
  });

  it('not any more once the car is invoiced', async () => {
    const { order } = await preparingOrder(app, model);
    await identify(app, order.customerId);
    await issueInvoice(app, order.id);
    const other = await stockCar(app, model);
    expect((await allocate(order, other.id)).body).toMatchObject({ status: 409, code: 'order_invoiced' });
    expect((await manager.post(`/sales-orders/${order.id}/release-car`, { reason: '换单' })).body.code).toBe('order_invoiced');
  });

  it('while the contract lies there to be signed: signing it is refused by name', async () => {
    const { order } = await preparingOrder(app, model);
    const consultant = await app.as('sales_consultant@s01');
    const contract = expectStatus(await consultant.post('/contracts', { salesOrderId: order.id }), 201);
    const other = await stockCar(app, model);
    expectStatus(await allocate(order, other.id), 200);
    expect((await consultant.post(`/contracts/${contract.id}/sign`, { signedBy: '陈小测' })).body).toMatchObject({
      status: 409,
      code: 'contract_outdated',
    });
  });

  it('and signing at the same moment: the contract and the car always agree', async () => {
    for (let n = 0; n < 4; n++) {
      const { order } = await preparingOrder(app, model);
      const consultant = await app.as('sales_consultant@s01');
      const contract = expectStatus(await consultant.post('/contracts', { salesOrderId: order.id }), 201);
      const other = await stockCar(app, model);
      const answers = await Promise.all([
        consultant.post(`/contracts/${contract.id}/sign`, { signedBy: '陈小测' }),
        allocate(order, other.id),
      ]);
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
      expect(['contract_outdated', 'contract_signed']).toContain(answers.find((a) => a.status === 409)?.body.code);
      const { vin, reservation } = { vin: contract.vin as string, ...(await orderOf(app, order.id)) };
      expect((await orderOf(app, order.id)).contract).toBe(reservation.vin === vin ? 'SIGNED' : 'NONE');
      // Nothing is left over for the next round.
      expectStatus(
        await manager.post(`/stock-vehicles/${reservation.vin === vin ? other.id : await idOf(vin)}/hold`, { reason: '盘点' }),
        200,
      );
    }
  });
});
const idOf = async (vin: string) => (await manager.get(`/stock-vehicles?vin=${vin}`)).body.items[0].id as string;

it('twenty orders that are given the same car at once: one gets it, the others keep what they had', async () => {
  const orders: Order[] = [];
  for (let n = 0; n < 20; n++) orders.push(await confirmedOrder(app, model));
  const car = await stockCar(app, model);
  const answers = await Promise.all(orders.map((order) => allocate(order, car.id)));
  expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  expect(new Set(answers.filter((a) => a.status === 409).map((a) => a.body.code))).toEqual(new Set(['vehicle_not_available']));
  const live = await app.sql(`SELECT 1 FROM inventory.reservation WHERE stock_vehicle_id = $1 AND state = 'LIVE'`, [car.id]);
  expect(live).toHaveLength(1);
  const held = await app.sql('SELECT 1 FROM sales.sales_order WHERE vin = $1', [car.vin]);
  expect(held).toHaveLength(1);
});
