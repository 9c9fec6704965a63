import { expectStatus, type Model, someModel, someVin, stockCar, unique } from './deals.js';
import { deliveredOrder, passPdi, preparingOrder } from './orders.js';
import type { Actor, Answer, Server } from './server.js';

/** Cars of the first store in every state of V-1, brought there as people do it. */
export interface Car {
  id: string;
  vin: string;
}
export const clerkOf = (app: Server): Promise<Actor> => app.as('inventory_clerk@s01');
export const bossOf = (app: Server): Promise<Actor> => app.as('general_manager@s01');
export const carOf = async (app: Server, id: string): Promise<Answer['body']> =>
  expectStatus(await (await clerkOf(app)).get(`/stock-vehicles/${id}`), 200);

/** Insured for long enough, whenever it is asked. */
const INSURED_UNTIL = '2031-12-31';
/** What each move that somebody can ask for sends. */
export const BODIES: Record<string, () => object> = {
  ship: () => ({ expectedOn: '2027-01-01' }),
  arrive: () => ({ odometerKm: 12 }),
  accept: () => ({ location: 'A-01', inspection: { passed: true, documents: ['CERTIFICATE', 'CONSISTENCY', 'KEYS'] } }),
  'cancel-order': () => ({ reason: '厂家取消排产' }),
  reserve: () => ({ reason: '客户已约看车' }),
  release: () => ({ reason: '客户放弃' }),
  'assign-demo': () => ({ insuredUntil: INSURED_UNTIL }),
  'end-demo': () => ({ odometerKm: 5_000, location: 'B-01' }),
  'assign-loaner': () => ({ insuredUntil: INSURED_UNTIL }),
  'end-loaner': () => ({ odometerKm: 6_000, location: 'B-02' }),
  hold: () => ({ reason: '质量待查' }),
  'release-hold': () => ({ reason: '复检合格' }),
  'report-damage': () => ({ damages: [{ place: '左前门', note: '停车场剐蹭' }] }),
  repair: () => ({ repair: '钣金喷漆', location: 'A-02' }),
  'receive-return': () => ({ odometerKm: 1_300, location: 'Q-01' }),
};
export const move = async (app: Server, id: string, name: string, more: object = {}): Promise<Answer> =>
  (await clerkOf(app)).post(`/stock-vehicles/${id}/${name}`, { ...BODIES[name]?.(), ...more });
export const moved = async (app: Server, id: string, ...names: string[]): Promise<void> => {
  for (const name of names) expectStatus(await move(app, id, name), 200);
};

export async function orderedCar(app: Server, model: Model): Promise<Car> {
  const n = unique();
  const body = { modelId: model.id, colour: model.colour, purchaseCost: 16_000_000, certificateNumber: `HGZ${n}`, engineNumber: `EN${n}` };
  return expectStatus(await (await clerkOf(app)).post('/stock-vehicles', { vin: someVin(), ...body }), 201) as Car;
}
/** Asked for by the clerk, agreed to by the general manager; the answer of whichever refused. */
export async function dispose(app: Server, stockVehicleId: string, kind: 'WHOLESALE' | 'SCRAP', amount = 9_000_000): Promise<Answer> {
  const body = { stockVehicleId, kind, takenBy: '示范二手车经销有限公司', amount, reason: '库龄过长' };
  const asked = await (await clerkOf(app)).post('/vehicle-disposals', body);
  return asked.status === 201 ? (await bossOf(app)).post(`/vehicle-disposals/${asked.body.id}/approve`) : asked;
}
export async function returnedCar(app: Server, model: Model): Promise<Car> {
  const { order, car } = await deliveredOrder(app, model);
  const asked = { salesOrderId: order.id, reason: 'SANBAO_ART_22', odometerKm: 30, account: '变速器故障,检测报告' };
  const { id } = expectStatus(await (await app.as('sales_consultant@s01')).post('/order-returns', asked), 201);
  expectStatus(await (await bossOf(app)).post(`/order-returns/${id}/approve`), 200);
  await app.soon(async () => (await carOf(app, car.id)).state === 'RETURNED', 'it came back');
  return car;
}

const ordered =
  (...moves: string[]) =>
  async (app: Server, model: Model) => {
    const car = await orderedCar(app, model);
    await moved(app, car.id, ...moves);
    return car;
  };
const stocked =
  (...moves: string[]) =>
  async (app: Server, model: Model) => {
    const car = await stockCar(app, model);
    await moved(app, car.id, ...moves);
    return car;
  };
const MAKE: Record<string, (app: Server, model: Model) => Promise<Car>> = {
  ORDERED: ordered(),
  IN_TRANSIT: ordered('ship'),
  ARRIVED: ordered('ship', 'arrive'),
  CANCELLED: ordered('cancel-order'),
  IN_STOCK: stocked(),
  RESERVED: stocked('reserve'),
  PREPARING: async (app, model) => (await preparingOrder(app, model)).car,
  READY: async (app, model) => {
    const { car } = await preparingOrder(app, model);
    await passPdi(app, car.id);
    return car;
  },
  DELIVERED: async (app, model) => (await deliveredOrder(app, model)).car,
  DEMO: stocked('assign-demo'),
  HOLD: stocked('hold'),
  // The room of transfers has stories of its own: here the car is only put into the state.
  TRANSFERRING: async (app, model) => {
    const car = await stockCar(app, model);
    await app.sql(`UPDATE inventory.stock_vehicle SET state = 'TRANSFERRING' WHERE id = $1`, [car.id]);
    return car;
  },
  LOANER: stocked('assign-loaner'),
  DAMAGED: stocked('report-damage'),
  RETURNED: returnedCar,
  WHOLESALE: async (app, model) => {
    const car = await stockCar(app, model);
    expectStatus(await dispose(app, car.id, 'WHOLESALE'), 200);
    return car;
  },
  SCRAPPED: async (app, model) => {
    const car = await stockCar(app, model);
    await moved(app, car.id, 'report-damage');
    expectStatus(await dispose(app, car.id, 'SCRAP'), 200);
    return car;
  },
};
/** A car in a state, of a model of its own: no order waits for it. */
export async function carIn(app: Server, state: string): Promise<Car> {
  const model = await someModel(app);
  const car = await (MAKE[state] as (app: Server, model: Model) => Promise<Car>)(app, model);
  await app.soon(async () => (await carOf(app, car.id)).state === state, `a car that is ${state}`);
  return car;
}
