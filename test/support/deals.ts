import type { Actor, Answer, Server } from './server.js';

/** What stories of Sales and beyond begin with: a model of their own, cars of it, a customer with an opportunity, an order. */
const DOCUMENTS = ['CERTIFICATE', 'CONSISTENCY', 'KEYS'];
const DAY = 86_400_000;
/** Digits are handed out by the hundredth of a second, to each worker its own. */
const WORKER = Number(process.env['JEST_WORKER_ID'] ?? 1) % 4;
const PER_TICK = 25;
let tick = 0;
let serial = 0;
/** Nine digits, unique in this run and, by the clock, for a day between runs on one database. */
export function unique(): number {
  const now = Math.floor(Date.now() / 10);
  if (now > tick || ++serial === PER_TICK) {
    tick = Math.max(now, tick + 1);
    serial = 0;
  }
  return (tick % 10_000_000) * 100 + WORKER * PER_TICK + serial;
}
const digits = (n: number, length: number): string => String(n).padStart(length, '0');

/** A valid VIN: ISO 3779 check digit at position 9. */
export function someVin(): string {
  const n = digits(unique(), 9);
  // Cars that are not made at once are of no common range: a recall of one does not hit the others.
  const raw = `LSV${n.slice(2, 7)}0P${n.slice(0, 2)}${n.slice(4)}`;
  const value = (c: string) => (/\d/.test(c) ? Number(c) : ({ L: 3, S: 2, V: 5, P: 7, X: 7 } as Record<string, number>)[c]) ?? 0;
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const digit = [...raw].reduce((sum, c, i) => sum + value(c) * (weights[i] ?? 0), 0) % 11;
  return raw.slice(0, 8) + (digit === 10 ? 'X' : String(digit)) + raw.slice(9);
}
/** A synthetic, valid resident ID number (GB 11643) of somebody born between 1960 and 1999. */
export function someResidentId(): string {
  const n = unique();
  const day = Math.floor(n / 1000);
  const born = new Date(Date.UTC(1960, 0, 1) + (day % 14_600) * DAY).toISOString().slice(0, 10).replaceAll('-', '');
  const raw = `1101${digits(Math.floor(day / 14_600), 2)}${born}${digits(n % 1000, 3)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return raw + ('10X98765432'[[...raw].reduce((sum, c, i) => sum + Number(c) * (weights[i] ?? 0), 0) % 11] ?? '');
}
export const someMobile = (): string => `13${digits(unique(), 9)}`;

export function expectStatus({ status, body }: Answer, wanted: number): Answer['body'] {
  if (status !== wanted) throw new Error(`expected ${wanted}, saw ${status}: ${JSON.stringify(body).slice(0, 800)}`);
  return body;
}
/** The server's date, so many days from today. */
export async function dateOn(app: Server, days: number): Promise<string> {
  const { body } = await (await app.as('admin')).get('/ops/clock');
  return new Date(Date.parse((body as { now: string }).now) + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
}
export async function instantOn(app: Server, minutes: number): Promise<string> {
  const { body } = await (await app.as('admin')).get('/ops/clock');
  return new Date(Date.parse((body as { now: string }).now) + minutes * 60_000).toISOString();
}

export interface Model {
  id: string;
  name: string;
  listPrice: number;
  colour: string;
}
/** Consultant 3 %, manager 8 %, floor price 90 %, standard cost 80 % of the list price. */
export async function someModel(app: Server, more: object = {}): Promise<Model> {
  const n = unique();
  const listPrice = 20_000_000;
  const body = {
    code: `T-${n}`,
    name: `测试车型 ${n}`,
    brand: '示范',
    series: 'T',
    modelYear: 2026,
    powertrain: 'ICE',
    colours: ['珍珠白', '曜石黑'],
    seats: 5,
    listPrice,
    floorPrice: 18_000_000,
    standardCost: 16_000_000,
    consultantDiscountLimitPercent: 3,
    managerDiscountLimitPercent: 8,
    grossFloorPercent: 5,
    ...more,
  };
  const { id, name } = expectStatus(await (await app.as('inventory_clerk@s01')).post('/vehicle-models', body), 201);
  return { id, name, listPrice, colour: '珍珠白' };
}
export async function stockCar(app: Server, model: Model, documents = DOCUMENTS): Promise<{ id: string; vin: string; odometerKm: number }> {
  const clerk = await app.as('inventory_clerk@s01');
  const n = unique();
  const car = {
    vin: someVin(),
    modelId: model.id,
    colour: model.colour,
    purchaseCost: 15_500_000,
    certificateNumber: `HGZ${n}`,
    engineNumber: `EN${n}`,
  };
  const { id } = expectStatus(await clerk.post('/stock-vehicles', car), 201);
  expectStatus(await clerk.post(`/stock-vehicles/${id}/ship`, { expectedOn: await dateOn(app, 1) }), 200);
  expectStatus(await clerk.post(`/stock-vehicles/${id}/arrive`, { odometerKm: 10 }), 200);
  return expectStatus(await clerk.post(`/stock-vehicles/${id}/accept`, { location: 'T-01', inspection: { passed: true, documents } }), 200);
}
export async function demoCar(app: Server, model: Model): Promise<{ id: string; vin: string; odometerKm: number }> {
  const car = await stockCar(app, model);
  const clerk = await app.as('inventory_clerk@s01');
  return expectStatus(await clerk.post(`/stock-vehicles/${car.id}/assign-demo`, { insuredUntil: await dateOn(app, 300) }), 200);
}

export interface Opportunity {
  customerId: string;
  opportunityId: string;
}
/** A customer who was qualified; the consultant of the store owns them. */
export async function someOpportunity(app: Server, model: Model, consultant = 'sales_consultant@s01'): Promise<Opportunity> {
  const seller = await app.as(consultant);
  const store = consultant.split('@')[1] ?? 's01';
  const crm = await app.as(`crm_agent@${store}`);
  const manager = await app.as(`sales_manager@${store}`);
  const mobile = someMobile();
  const me = expectStatus(await seller.get('/me'), 200);
  const lead = expectStatus(await crm.post('/leads', { source: 'WEBSITE', name: '陈小测', mobile, modelId: model.id }), 201);
  expectStatus(await manager.post(`/leads/${lead.id}/assign`, { employeeId: me.employeeId }), 200);
  expectStatus(
    await seller.post(`/leads/${lead.id}/contacts`, { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '已联系' }),
    200,
  );
  const qualified = expectStatus(
    await seller.post(`/leads/${lead.id}/qualify`, {
      intentLevel: 'H',
      customer: { type: 'PERSON', name: '陈小测', mobile },
      modelId: model.id,
    }),
    200,
  );
  return { customerId: qualified.customerId, opportunityId: qualified.opportunityId };
}
export async function identify(app: Server, customerId: string): Promise<void> {
  const seller = await app.as('sales_consultant@s01');
  const etag = (await seller.get(`/customers/${customerId}`)).headers.get('etag') ?? '';
  expectStatus(await seller.patch(`/customers/${customerId}`, { residentId: someResidentId() }, { headers: { 'if-match': etag } }), 200);
}

/** Lines of an offer with a discount in percent of the list price and a registration fee of 500 yuan that is passed on. */
export const offer = (model: Model, discountPercent = 0) => [
  { kind: 'VEHICLE', description: model.name, amount: model.listPrice },
  ...(discountPercent
    ? [{ kind: 'DISCOUNT', description: '现金优惠', amount: -Math.round((model.listPrice * discountPercent) / 100) }]
    : []),
  { kind: 'REGISTRATION_FEE', description: '上牌费(代收)', amount: 50_000, passThrough: true },
];
/** A quotation within the consultant's limit, sent to the customer. */
export async function sentQuotation(app: Server, model: Model, { opportunityId }: Opportunity): Promise<Answer['body']> {
  const seller = await app.as('sales_consultant@s01');
  const { id } = expectStatus(
    await seller.post('/quotations', { opportunityId, modelId: model.id, colour: model.colour, lines: offer(model, 2) }),
    201,
  );
  expectStatus(await seller.post(`/quotations/${id}/submit`), 200);
  return expectStatus(await seller.post(`/quotations/${id}/send`), 200);
}
export interface Order extends Opportunity {
  id: string;
  model: Model;
}
export async function confirmedOrder(app: Server, model: Model): Promise<Order> {
  const deal = await someOpportunity(app, model);
  const quotation = await sentQuotation(app, model, deal);
  const accepted = expectStatus(await (await app.as('sales_consultant@s01')).post(`/quotations/${quotation.id}/accept`), 200);
  return { ...deal, id: accepted.salesOrderId, model };
}
/** Pays a receivable of the order and gives back its amount. */
export async function pay(app: Server, orderId: string, kind: 'DEPOSIT' | 'BALANCE'): Promise<number> {
  const cashier = await app.as('cashier@s01');
  const receivable = await app.soon(
    async () =>
      (
        (await cashier.get(`/receivables?salesOrderId=${orderId}`)).body.items as { id: string; kind: string; amount: number }[] | undefined
      )?.find((r) => r.kind === kind),
    `the ${kind} of the order`,
  );
  const { id, amount } = receivable;
  expectStatus(
    await cashier.post('/receipts', {
      receivableId: id,
      amount,
      method: 'TRANSFER',
      ...(kind === 'DEPOSIT' && { depositType: 'EARNEST' }),
    }),
    201,
  );
  return amount;
}
export const orderIn = (app: Server, reader: Actor, id: string, state: string): Promise<Answer['body']> =>
  app.soon(async () => {
    const { body } = await reader.get(`/sales-orders/${id}`);
    return (body as { state: string }).state === state && body;
  }, `order ${state}`);
