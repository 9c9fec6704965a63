import { confirmedOrder, expectStatus, type Model, type Order, someModel, stockCar } from '../support/deals.js';
import { deliveredOrder, handOver, orderOf, readinessOf, readyOrder, waitingOrder } from '../support/orders.js';
import { programFacts } from '../support/program-facts.js';
import { type Actor, type Answer, ownServer, type OwnServer } from '../support/server.js';

/** Every state × every move of a sales order: what is legal has its effect, what is not answers 409 and changes nothing (D-1). */
const STATES = ['PENDING_DEPOSIT', 'PENDING_ALLOCATION', 'PREPARING', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'RETURNED'] as const;
type State = (typeof STATES)[number];
interface Case {
  order: Order;
  /** A free car of the order's model. */
  free: { id: string; vin: string };
}
let app: OwnServer;
let manager: Actor;
let boss: Actor;
let consultant: Actor;
const signIn = async () => {
  manager = await app.as('sales_manager@s01');
  boss = await app.as('general_manager@s01');
  consultant = await app.as('sales_consultant@s01');
};
const DAYS = 8;
/** Orders in every state, made before the clock is moved; the delivered one that is completed by it comes first. */
const cases = new Map<State, Case[]>();

const cancelled = async (model: Model): Promise<Order> => {
  const order = await confirmedOrder(app, model);
  expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'AGREED', reason: '协商解除' }), 200);
  return order;
};
const returned = async (model: Model): Promise<Order> => {
  const { order } = await deliveredOrder(app, model);
  const asked = { salesOrderId: order.id, reason: 'GOODWILL', odometerKm: 30, account: '协商退车' };
  const { id } = expectStatus(await consultant.post('/order-returns', asked), 201);
  expectStatus(await boss.post(`/order-returns/${id}/approve`), 200);
  return order;
};
/** A fresh model each, so that no other order comes between it and its cars. */
const make: Record<State, (model: Model) => Promise<Order>> = {
  PENDING_DEPOSIT: async (model) => {
    await stockCar(app, model);
    return confirmedOrder(app, model);
  },
  PENDING_ALLOCATION: (model) => waitingOrder(app, model),
  PREPARING: async (model) => (await readyOrder(app, model)).order,
  DELIVERED: async (model) => (await deliveredOrder(app, model)).order,
  COMPLETED: async (model) => (await deliveredOrder(app, model)).order,
  CANCELLED: cancelled,
  RETURNED: returned,
};
/** A matching car that stands free: held while the order waits, so that it is not offered to it. */
async function someCase(state: State): Promise<Case> {
  const model = await someModel(app);
  const order = await make[state](model);
  if (state !== 'PENDING_ALLOCATION') return { order, free: await stockCar(app, model) };
  // It is offered every car that comes in free: it gets one, is put back into the queue, and the car stays.
  const free = await stockCar(app, model);
  await app.soon(async () => (await orderOf(app, order.id)).state === 'PREPARING', 'it got the car');
  expectStatus(await manager.post(`/sales-orders/${order.id}/release-car`, { reason: '回到排队' }), 200);
  return { order, free };
}

interface Cell {
  legal: readonly State[];
  /** The code of the refusal where the move is illegal. */
  code: string | Partial<Record<State, string>>;
  ask: (c: Case) => Promise<Answer>;
  /** What is so after a legal one. */
  effect: Partial<Record<State, object>>;
}
const OPEN = ['PENDING_DEPOSIT', 'PENDING_ALLOCATION', 'PREPARING'] as const;
const MOVES: Record<string, Cell> = {
  allocate: {
    legal: OPEN,
    code: 'illegal_move',
    // The ready order has papers of its car: what forbids another car then is told by name, below.
    ask: ({ order, free }) => manager.post(`/sales-orders/${order.id}/allocate`, { stockVehicleId: free.id }),
    effect: {
      PENDING_DEPOSIT: { state: 'PENDING_DEPOSIT' },
      PENDING_ALLOCATION: { state: 'PREPARING' },
      PREPARING: { state: 'PREPARING' },
    },
  },
  'release-car': {
    legal: ['PENDING_DEPOSIT', 'PREPARING'],
    code: 'illegal_move',
    ask: ({ order }) => manager.post(`/sales-orders/${order.id}/release-car`, { reason: '让车' }),
    effect: {
      PENDING_DEPOSIT: { state: 'PENDING_DEPOSIT', reservation: null },
      PREPARING: { state: 'PENDING_ALLOCATION', reservation: null },
    },
  },
  'hand-over-car': {
    legal: ['PENDING_DEPOSIT', 'PREPARING'],
    code: 'illegal_move',
    // To an order of its model that has no car; where it is illegal its state is told first.
    ask: async ({ order, free }) => {
      const { state } = await orderOf(app, order.id);
      let toSalesOrderId = order.id;
      if (['PENDING_DEPOSIT', 'PREPARING'].includes(state as string)) {
        expectStatus(await (await app.as('inventory_clerk@s01')).post(`/stock-vehicles/${free.id}/hold`, { reason: '待查' }), 200);
        toSalesOrderId = (await confirmedOrder(app, order.model)).id;
      }
      return manager.post(`/sales-orders/${order.id}/hand-over-car`, { toSalesOrderId, reason: '客户急需' });
    },
    effect: {
      PENDING_DEPOSIT: { state: 'PENDING_DEPOSIT', reservation: null },
      PREPARING: { state: 'PENDING_ALLOCATION', reservation: null },
    },
  },
  cancel: {
    legal: OPEN,
    code: 'illegal_move',
    ask: ({ order }) => manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '不买了' }),
    effect: Object.fromEntries(OPEN.map((s) => [s, { state: 'CANCELLED', reservation: null, allowedMoves: [] }])),
  },
  deliver: {
    legal: ['PREPARING'],
    code: 'illegal_move',
    ask: async ({ order }) => consultant.post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id)),
    effect: { PREPARING: { state: 'DELIVERED' } },
  },
};
/** Moves that are made through a resource of their own. */
const COMMANDS: Record<string, Cell> = {
  amend: {
    legal: OPEN,
    code: 'order_not_live',
    ask: async ({ order }) => {
      const asked = await consultant.post('/order-amendments', { salesOrderId: order.id, colour: '曜石黑', reason: '换色' });
      return asked.status === 201 ? manager.post(`/order-amendments/${asked.body.id}/approve`) : asked;
    },
    effect: {
      PENDING_DEPOSIT: { state: 'PENDING_DEPOSIT', colour: '曜石黑', reservation: null },
      PENDING_ALLOCATION: { state: 'PENDING_ALLOCATION', colour: '曜石黑' },
      PREPARING: { state: 'PENDING_ALLOCATION', colour: '曜石黑', reservation: null },
    },
  },
  return: {
    legal: ['DELIVERED', 'COMPLETED'],
    code: 'order_not_delivered',
    ask: async ({ order }) => {
      const body = { salesOrderId: order.id, reason: 'GOODWILL', odometerKm: 50, account: '协商退车' };
      const asked = await consultant.post('/order-returns', body);
      return asked.status === 201 ? boss.post(`/order-returns/${asked.body.id}/approve`) : asked;
    },
    effect: { DELIVERED: { state: 'RETURNED', allowedMoves: [] }, COMPLETED: { state: 'RETURNED', allowedMoves: [] } },
  },
  'waive-gate': {
    legal: ['PENDING_DEPOSIT', 'PREPARING'],
    code: {
      PENDING_ALLOCATION: 'order_without_car',
      DELIVERED: 'order_not_live',
      COMPLETED: 'order_not_live',
      CANCELLED: 'order_not_live',
      RETURNED: 'order_not_live',
    },
    ask: ({ order }) => boss.post(`/sales-orders/${order.id}/gate-waivers`, { gate: 'REGISTRATION', reason: '自行上牌' }),
    effect: { PENDING_DEPOSIT: { waivedGates: ['REGISTRATION'] }, PREPARING: { waivedGates: ['REGISTRATION'] } },
  },
  'draw-contract': {
    legal: ['PENDING_DEPOSIT', 'PREPARING'],
    code: {
      PENDING_ALLOCATION: 'order_without_car',
      DELIVERED: 'order_not_live',
      COMPLETED: 'order_not_live',
      CANCELLED: 'order_not_live',
      RETURNED: 'order_not_live',
    },
    ask: ({ order }) => consultant.post('/contracts', { salesOrderId: order.id }),
    effect: { PENDING_DEPOSIT: { contract: 'DRAFT' }, PREPARING: { contract: 'DRAFT' } },
  },
};
const rowOf = async (id: string) =>
  (await app.sql<{ row: unknown }>('SELECT to_jsonb(o) AS row FROM sales.sales_order o WHERE id = $1', [id]))[0]?.row;

beforeAll(async () => {
  app = await ownServer();
  await signIn();
  cases.set('COMPLETED', [await someCase('COMPLETED')]);
  await app.advance(`P${DAYS}D`);
  await signIn();
}, 120_000);
const first = async (state: State): Promise<Case> => {
  const known = cases.get(state)?.[0];
  if (known) return known;
  const made = await someCase(state);
  cases.set(state, [made]);
  return made;
};

it('the table names every move that somebody can ask for', () => {
  const table = programFacts().lifecycles.find((l) => l.name === 'SalesOrder');
  expect(table?.states).toEqual([...STATES]);
  const asked = (table?.moves ?? []).filter((m) => !m.system).map((m) => m.name);
  expect(asked.sort()).toEqual(Object.keys(MOVES).sort());
});

describe.each(STATES)('an order that is %s', (state) => {
  const all = Object.entries({ ...MOVES, ...COMMANDS });
  const illegal = all.filter(([, cell]) => !cell.legal.includes(state));
  it(`refuses ${illegal.map(([name]) => name).join(', ')} with 409 and stays as it was`, async () => {
    const c = await first(state);
    expect((await orderOf(app, c.order.id)).state).toBe(state);
    const offered = (await orderOf(app, c.order.id)).allowedMoves as string[];
    // Every read after which the row could still be changed by an event must be over: compare when it rests.
    await app.soon(async () => {
      const waiting = await app.sql(
        `SELECT 1 FROM kernel.delivery d JOIN kernel.event e ON e.id = d.event_id WHERE d.state = 'PENDING' AND d.listener LIKE 'sales.%'`,
      );
      return waiting.length === 0;
    }, 'events are heard');
    for (const [name, { ask, code }] of illegal) {
      expect(offered).not.toContain(name);
      const before = await rowOf(c.order.id);
      const answer = await ask(c);
      expect([name, answer.status, answer.body.code]).toEqual([name, 409, typeof code === 'string' ? code : code[state]]);
      expect(await rowOf(c.order.id)).toEqual(before);
    }
  });

  const legal = all.filter(([, cell]) => cell.legal.includes(state));
  if (legal.length)
    it.each(legal)('can be asked to %s, and it has its effect', async (name, { ask, effect }) => {
      // A ready order has an invoice and plates, which forbid another car: what only needs PREPARING gets an order without papers.
      const c =
        state === 'PREPARING' && name !== 'deliver'
          ? await withoutPapers()
          : state === 'COMPLETED'
            ? await first(state)
            : await someCase(state);
      if (name in MOVES) expect((await orderOf(app, c.order.id)).allowedMoves).toContain(name);
      const answer = await ask(c);
      expect([name, answer.status < 300, answer.body.code]).toEqual([name, true, undefined]);
      expect(await orderOf(app, c.order.id)).toMatchObject(effect[state] ?? {});
      if (name === 'allocate') expect((await orderOf(app, c.order.id)).reservation.vin).toBe(c.free.vin);
    });
});
async function withoutPapers(): Promise<Case> {
  const c = await someCase('PENDING_ALLOCATION');
  expectStatus(await manager.post(`/sales-orders/${c.order.id}/allocate`, { stockVehicleId: c.free.id }), 200);
  return { order: c.order, free: await stockCar(app, c.order.model) };
}

it('an order with papers of its car keeps it, each paper by name', async () => {
  const { order, free } = await someCase('PREPARING');
  const ask = () => manager.post(`/sales-orders/${order.id}/allocate`, { stockVehicleId: free.id, voidContract: true });
  expect((await ask()).body).toMatchObject({ status: 409, code: 'car_already_registered' });
  const before = await rowOf(order.id);
  expect((await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '不买了' })).body.code).toBe(
    'order_already_registered',
  );
  expect(await rowOf(order.id)).toEqual(before);
  expect((await readinessOf(app, order.id)).ready).toBe(true);
});
