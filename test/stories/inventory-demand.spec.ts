import { checkVin } from '../../src/kernel/identifiers.js';
import { type Answer, type Server, server } from '../support/server.js';

const base = Date.now() % 1_000_000;
let serial = 0;
/** Eight digits of this process and second, each once. */
const unique = (): string =>
  `${String(process.pid % 100).padStart(2, '0')}${String(base % 10_000).padStart(4, '0')}${String(++serial).padStart(2, '0')}`;

function newVin(): string {
  const raw = `LFV2D${String(process.pid % 1000).padStart(3, '0')}0T${unique().slice(-7)}`;
  return raw.slice(0, 8) + String(checkVin(raw, 'LENIENT').facts['computedCheckDigit']) + raw.slice(9);
}

/** A model of its own, so that no other test's cars or orders come into it. */
async function newModel(app: Server): Promise<Answer['body']> {
  const clerk = await app.as('inventory_clerk@s01');
  const body = { name: '紧俏车型', brand: '示范', series: 'D', modelYear: 2026, powertrain: 'BEV', colours: ['珍珠白'], seats: 5 };
  const prices = { listPrice: 15_000_000, floorPrice: 13_800_000, standardCost: 10_800_000 };
  const limits = { consultantDiscountLimitPercent: 3, managerDiscountLimitPercent: 8, grossFloorPercent: 0 };
  return (await clerk.post('/vehicle-models', { code: `ZD-${unique()}`, ...body, ...prices, ...limits })).body;
}

async function stockIn(app: Server, modelId: string): Promise<Answer['body']> {
  const clerk = await app.as('inventory_clerk@s01');
  const ordered = {
    vin: newVin(),
    modelId,
    colour: '珍珠白',
    purchaseCost: 10_000_000,
    engineNumber: `EN${unique()}`,
    certificateNumber: `HGZ${unique()}`,
  };
  const { id } = (await clerk.post('/stock-vehicles', ordered)).body;
  await clerk.post(`/stock-vehicles/${id}/ship`, { expectedOn: '2030-01-01' });
  await clerk.post(`/stock-vehicles/${id}/arrive`, { odometerKm: 5 });
  const accepted = await clerk.post(`/stock-vehicles/${id}/accept`, {
    location: 'A-09',
    inspection: { passed: true, documents: ['CERTIFICATE', 'CONSISTENCY', 'KEYS'] },
  });
  expect(accepted.status).toBe(200);
  return accepted.body;
}

/** A customer who accepts a quotation at the list price: the order's id. */
async function sell(app: Server, model: { id: string; name: string; listPrice: number }): Promise<string> {
  const manager = await app.as('sales_manager@s01');
  const consultant = await app.as('sales_consultant@s01');
  const me = (await consultant.get('/me')).body;
  const mobile = `137${unique()}`;
  const lead = (await (await app.as('crm_agent@s01')).post('/leads', { source: 'WEBSITE', name: '等车人', mobile, modelId: model.id }))
    .body;
  await manager.post(`/leads/${lead.id}/assign`, { employeeId: me.employeeId });
  await consultant.post(`/leads/${lead.id}/contacts`, { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '要现车' });
  const qualified = await consultant.post(`/leads/${lead.id}/qualify`, {
    intentLevel: 'H',
    customer: { type: 'PERSON', name: '等车人', mobile },
    modelId: model.id,
  });
  const lines = [{ kind: 'VEHICLE', description: model.name, amount: model.listPrice }];
  const quotation = (
    await consultant.post('/quotations', { opportunityId: qualified.body.opportunityId, modelId: model.id, colour: '珍珠白', lines })
  ).body;
  await consultant.post(`/quotations/${quotation.id}/submit`);
  await consultant.post(`/quotations/${quotation.id}/send`);
  const accepted = await consultant.post(`/quotations/${quotation.id}/accept`);
  expect([accepted.status, accepted.body.state]).toEqual([200, 'ACCEPTED']);
  return accepted.body.salesOrderId;
}

async function payDeposit(app: Server, salesOrderId: string): Promise<void> {
  const cashier = await app.as('cashier@s01');
  const deposit = await app.soon(
    async () =>
      (await cashier.get(`/receivables?salesOrderId=${salesOrderId}`)).body.items.find((r: { kind: string }) => r.kind === 'DEPOSIT'),
    'the deposit receivable',
  );
  const receipt = await cashier.post('/receipts', {
    receivableId: deposit.id,
    amount: deposit.amount,
    method: 'BANK_CARD',
    depositType: 'EARNEST',
  });
  expect(receipt.status).toBe(201);
}

describe('orders that found no car (D-3)', () => {
  let app: Server;
  const demandOf = async (salesOrderId: string) =>
    (await (await app.as('inventory_clerk@s01')).get(`/vehicle-demands?salesOrderId=${salesOrderId}`)).body.items[0];
  const orderOf = async (id: string) => (await (await app.as('sales_consultant@s01')).get(`/sales-orders/${id}`)).body;
  beforeAll(async () => {
    app = await server();
  });

  it('wait with a demand record; an arriving car goes to the oldest whose deposit is paid', async () => {
    const model = await newModel(app);
    const [unpaid, paid] = [await sell(app, model), await sell(app, model)];
    expect([(await demandOf(unpaid)).state, (await demandOf(paid)).state]).toEqual(['OPEN', 'OPEN']);
    const level = (await (await app.as('inventory_clerk@s01')).get(`/stock-levels?modelId=${model.id}`)).body.items[0];
    expect(level).toMatchObject({ inStock: 0, openDemand: 2, projected: -2 });
    await payDeposit(app, paid);
    await app.soon(async () => (await demandOf(paid)).depositPaid, 'the deposit is known');

    const car = await stockIn(app, model.id);
    expect([car.state, car.reservation.salesOrderId, car.reservation.expiresAt]).toEqual(['PREPARING', paid, null]);
    expect(await demandOf(paid)).toMatchObject({ state: 'FULFILLED', stockVehicleId: car.id });
    expect((await demandOf(unpaid)).state).toBe('OPEN');
    const order = await app.soon(async () => {
      const seen = await orderOf(paid);
      return seen.state === 'PREPARING' && seen;
    }, 'the order has its car');
    expect(order.reservation.stockVehicleId).toBe(car.id);
  });

  it('get a car that stands there as soon as their deposit is paid', async () => {
    const model = await newModel(app);
    const order = await sell(app, model);
    const car = await stockIn(app, model.id);
    expect(car.state).toBe('IN_STOCK');
    await payDeposit(app, order);
    await app.soon(async () => (await orderOf(order)).state === 'PREPARING', 'the order has its car');
    expect((await demandOf(order)).state).toBe('FULFILLED');
    const clerk = await app.as('inventory_clerk@s01');
    await app.soon(async () => (await clerk.get(`/stock-vehicles/${car.id}`)).body.state === 'PREPARING', 'the car is prepared');
  });

  it('match whichever comes first, the car or the deposit', async () => {
    const model = await newModel(app);
    const orders: string[] = [];
    for (let n = 0; n < 4; n++) orders.push(await sell(app, model));
    await Promise.all(orders.flatMap((order) => [payDeposit(app, order), stockIn(app, model.id)]));
    for (const order of orders) await app.soon(async () => (await demandOf(order)).state === 'FULFILLED', 'every order has a car');
    const held = await app.sql(
      `SELECT DISTINCT stock_vehicle_id FROM inventory.reservation WHERE state = 'LIVE' AND sales_order_id = ANY($1::uuid[])`,
      [orders],
    );
    expect(held).toHaveLength(4);
  });
});
