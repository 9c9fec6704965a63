import { confirmedOrder, dateOn, expectStatus, identify, type Model, type Order, orderIn, pay, stockCar, unique } from './deals.js';
import type { Actor, Answer, Server } from './server.js';

/** How far stories take an order, from its confirmation to the keys. */
const PDI_ITEMS = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));
export interface OrderWithCar {
  order: Order;
  car: { id: string; vin: string };
}
const seller = (app: Server): Promise<Actor> => app.as('sales_consultant@s01');

export const orderOf = async (app: Server, id: string): Promise<Answer['body']> =>
  expectStatus(await (await app.as('general_manager@s01')).get(`/sales-orders/${id}`), 200);
export const readinessOf = async (app: Server, id: string): Promise<Answer['body']> =>
  expectStatus(await (await seller(app)).get(`/sales-orders/${id}/delivery-readiness`), 200);

/** A car that is PREPARING for an order whose deposit is paid. */
export async function preparingOrder(app: Server, model: Model): Promise<OrderWithCar> {
  const car = await stockCar(app, model);
  const order = await orderPaidDown(app, model);
  await orderIn(app, await seller(app), order.id, 'PREPARING');
  return { order, car };
}
export async function orderPaidDown(app: Server, model: Model): Promise<Order> {
  const order = await confirmedOrder(app, model);
  await pay(app, order.id, 'DEPOSIT');
  return order;
}
/** An order whose deposit is paid and that no car matches. */
export async function waitingOrder(app: Server, model: Model): Promise<Order> {
  const order = await orderPaidDown(app, model);
  await orderIn(app, await seller(app), order.id, 'PENDING_ALLOCATION');
  return order;
}
/** Draws the contract up and signs it; answers its id. */
export async function signedContract(app: Server, orderId: string): Promise<string> {
  const { id } = expectStatus(await (await seller(app)).post('/contracts', { salesOrderId: orderId }), 201);
  expectStatus(await (await seller(app)).post(`/contracts/${id}/sign`, { signedBy: '陈小测' }), 200);
  return id as string;
}
export async function passPdi(app: Server, stockVehicleId: string): Promise<void> {
  const clerk = await app.as('inventory_clerk@s01');
  expectStatus(await clerk.post('/pdi-inspections', { stockVehicleId, odometerKm: 11, items: PDI_ITEMS }), 201);
}
export async function insure(app: Server, orderId: string): Promise<void> {
  expectStatus(
    await (
      await seller(app)
    ).post('/insurance-policies', {
      salesOrderId: orderId,
      kind: 'COMPULSORY',
      insurer: '示范保险',
      policyNumber: `JQ${unique()}`,
      startsOn: await dateOn(app, 0),
      endsOn: await dateOn(app, 364),
      premium: 95_000,
    }),
    201,
  );
}
export async function issueInvoice(app: Server, orderId: string): Promise<string> {
  const cashier = await app.as('cashier@s01');
  const invoice = expectStatus(await cashier.post('/invoices', { salesOrderId: orderId, kind: 'VEHICLE' }), 201);
  expectStatus(await cashier.post(`/invoices/${invoice.id}/issue`), 200);
  return invoice.id as string;
}
export async function register(app: Server, orderId: string): Promise<void> {
  const consultant = await seller(app);
  const { id } = expectStatus(await consultant.post('/registrations', { salesOrderId: orderId }), 201);
  const today = await dateOn(app, 0);
  const tax = { amount: 1_700_000, paidOn: today, certificateNumber: `TAX${unique()}` };
  expectStatus(
    await consultant.post(`/registrations/${id}/complete`, {
      plateNumber: `沪A${String(unique()).slice(-5)}`,
      registeredOn: today,
      purchaseTax: tax,
    }),
    200,
  );
}
interface Ready {
  plates?: boolean;
  /** How the balance is paid. */
  settle?: (order: Order) => Promise<unknown>;
}
/** Everything D-7 asks for, the plates at wish. */
export async function readyOrder(app: Server, model: Model, { plates = true, settle }: Ready = {}): Promise<OrderWithCar> {
  const { order, car } = await preparingOrder(app, model);
  await identify(app, order.customerId);
  await signedContract(app, order.id);
  await passPdi(app, car.id);
  await (settle ? settle(order) : pay(app, order.id, 'BALANCE'));
  await issueInvoice(app, order.id);
  await insure(app, order.id);
  if (plates) await register(app, order.id);
  const open = plates ? 0 : 2;
  await app.soon(
    async () =>
      ((await readinessOf(app, order.id)).gates as { passed: boolean }[]).filter((g) => !g.passed).length === open &&
      (await orderOf(app, order.id)).pdi === 'PASSED',
    'every gate open',
  );
  return { order, car };
}
/** What a hand-over of this order sends. */
export async function handOver(app: Server, orderId: string): Promise<object> {
  const { checklist } = await readinessOf(app, orderId);
  return {
    odometerKm: 14,
    checklist: (checklist as { code: string }[]).map(({ code }) => ({ code, done: true })),
    signedBy: '陈小测',
  };
}
export async function deliveredOrder(app: Server, model: Model): Promise<OrderWithCar> {
  const ready = await readyOrder(app, model);
  const { id } = ready.order;
  expectStatus(await (await seller(app)).post(`/sales-orders/${id}/deliver`, await handOver(app, id)), 200);
  return ready;
}
export const receivablesOf = async (
  app: Server,
  orderId: string,
): Promise<Record<string, { id: string; amount: number; paid: number; outstanding: number; state: string }>> => {
  const { items } = expectStatus(await (await app.as('cashier@s01')).get(`/receivables?salesOrderId=${orderId}`), 200);
  return Object.fromEntries((items as { kind: string }[]).map((r) => [r.kind, r])) as never;
};
export const refundsOf = async (app: Server, orderId: string): Promise<Answer['body'][]> =>
  expectStatus(await (await app.as('cashier@s01')).get(`/refunds?salesOrderId=${orderId}`), 200).items as Answer['body'][];
export const refundOf = (app: Server, orderId: string): Promise<Answer['body']> =>
  app.soon(async () => (await refundsOf(app, orderId))[0], 'the refund');

/** Their story tells of it. */
export const told = (app: Server, customerId: string, title: string): Promise<unknown> =>
  app.soon(async () => {
    const { items } = expectStatus(await (await app.as('sales_manager@s01')).get(`/customers/${customerId}/timeline?limit=50`), 200);
    return (items as { title: string }[]).some((e) => e.title.startsWith(title));
  }, `the story of ${title}`);
