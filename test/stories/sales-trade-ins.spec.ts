import {
  confirmedOrder,
  dateOn,
  expectStatus,
  type Model,
  type Opportunity,
  sentQuotation,
  someModel,
  someOpportunity,
  someVin,
  stockCar,
} from '../support/deals.js';
import { orderOf, receivablesOf, told } from '../support/orders.js';
import { type OwnServer, ownServer, type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
beforeAll(async () => {
  app = await server();
  model = await someModel(app);
});

const seller = () => app.as('sales_consultant@s01');
const appraisal = (more: object = {}) => ({
  odometerKm: 68_000,
  items: [{ code: 'PAINT', title: '漆面', verdict: 'ATTENTION', note: '右后门补漆' }],
  valuation: 6_000_000,
  reconditioningCost: 300_000,
  ...more,
});
const car = (opportunityId: string, more: object = {}) => ({
  opportunityId,
  vin: someVin(),
  plateNumber: '沪A12345',
  brand: '别的品牌',
  series: 'K5',
  modelYear: 2020,
  powertrain: 'ICE',
  colour: '银色',
  firstRegisteredOn: '2020-05-18',
  ...appraisal(),
  ...more,
});
const PAPERS = ['REGISTRATION_CERTIFICATE', 'VEHICLE_LICENCE', 'OWNER_ID', 'TRANSFER_AGREEMENT'];
const offered = async (opportunityId: string, more: object = {}) => {
  const consultant = await seller();
  const { id } = expectStatus(await consultant.post('/trade-ins', car(opportunityId, more)), 201);
  return expectStatus(await consultant.post(`/trade-ins/${id}/offer`, { allowance: 5_800_000 }), 200);
};

describe('a trade-in (TI-1)', () => {
  it('goes from its appraisal into our stock at allowance and reconditioning', async () => {
    const order = await confirmedOrder(app, model);
    const consultant = await seller();
    const made = expectStatus(await consultant.post('/trade-ins', car(order.opportunityId)), 201);
    expect(made).toMatchObject({ state: 'APPRAISED', vinWarnings: [], plateNumber: '沪A***45', lien: null, equity: 6_000_000 });
    expect(made.validUntil).toBe(await dateOn(app, 7));
    const path = `/trade-ins/${made.id}`;
    expect((await consultant.post(`${path}/accept`, { salesOrderId: order.id })).body).toMatchObject({
      code: 'illegal_move',
      allowedMoves: ['reappraise', 'offer', 'approve-negative-equity', 'release-lien', 'decline'],
    });
    const late = await consultant.post(`${path}/offer`, { allowance: 5_800_000, validUntil: await dateOn(app, 8) });
    expect(late.body.code).toBe('trade_in_offer_invalid');
    expectStatus(await consultant.post(`${path}/offer`, { allowance: 5_800_000 }), 200);
    const other = await someOpportunity(app, model);
    const foreign = await sentQuotation(app, model, other);
    expect((await consultant.post(`${path}/accept`, { quotationId: foreign.id })).body.code).toBe('trade_in_document_not_theirs');
    expect((await consultant.post(`${path}/accept`)).body.code).toBe('trade_in_without_order');
    // In the moment between its last day and the expiry, it is accepted no more.
    const validUntil = (day: string) =>
      app.sql('UPDATE sales.trade_in SET valid_until = $2, offer_valid_until = $2 WHERE id = $1', [made.id, day]);
    await validUntil('2020-01-01');
    expect((await consultant.post(`${path}/accept`, { salesOrderId: order.id })).body.code).toBe('trade_in_expired');
    await validUntil(made.validUntil as string);
    const accepted = expectStatus(await consultant.post(`${path}/accept`, { salesOrderId: order.id }), 200);
    expect(accepted).toMatchObject({ state: 'ACCEPTED', salesOrderId: order.id });

    const papers = { odometerKm: 68_050, papers: PAPERS, signedBy: '王小明' };
    const short = await consultant.post(`${path}/take-in`, { ...papers, papers: PAPERS.slice(1) });
    expect(short.body).toMatchObject({ code: 'trade_in_papers_missing', missingPapers: ['REGISTRATION_CERTIFICATE'] });
    expect((await consultant.post(`${path}/take-in`, { ...papers, odometerKm: 67_999 })).body.code).toBe('trade_in_odometer_backwards');
    expect((await consultant.post(`${path}/take-in`, papers, { key: null })).body.code).toBe('idempotency_key_required');
    const answers = await Promise.all([1, 2, 3].map(() => consultant.post(`${path}/take-in`, papers)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    expect(answers.find((a) => a.status === 200)?.body).toMatchObject({ signedBy: '王*明', transferDueOn: await dateOn(app, 30) });
    await told(app, order.customerId, '置换入库');

    const clerk = await app.as('inventory_clerk@s01');
    const stock = await app.soon(async () => {
      const { body } = await clerk.get(`/stock-vehicles?vin=${made.vin}`);
      return (body as { items: object[] }).items[0];
    }, 'the traded car in stock');
    expect(stock).toMatchObject({
      state: 'ARRIVED',
      condition: 'USED',
      tradeInId: made.id,
      odometerKm: 68_050,
      purchaseCost: 6_100_000,
      modelName: '别的品牌 K5 2020 款(二手)',
    });
    const tomorrow = await dateOn(app, 1);
    expect((await consultant.post(`${path}/transfer`, { transferredOn: tomorrow })).body.code).toBe('trade_in_date_invalid');
    expect(expectStatus(await consultant.post(`${path}/transfer`, { transferredOn: await dateOn(app, 0) }), 200).state).toBe('TRANSFERRED');
  });

  it('takes a doubtful VIN with a warning, refuses what is none, and one that is in stock or open already (ID-1)', async () => {
    const { opportunityId } = await someOpportunity(app, model);
    const consultant = await seller();
    const good = someVin();
    const vin = good.slice(0, 8) + (good[8] === '0' ? '1' : '0') + good.slice(9);
    expect(expectStatus(await consultant.post('/trade-ins', car(opportunityId, { vin })), 201).vinWarnings).toEqual(['vin_check_digit']);
    const codeOf = async (more: object) => (await consultant.post('/trade-ins', car(opportunityId, more))).body.code as string;
    expect(await codeOf({ vin })).toBe('trade_in_vin_open');
    expect(await codeOf({ vin: 'LSVIOQ' })).toBe('trade_in_vin_invalid');
    expect(await codeOf({ plateNumber: 'XX' })).toBe('plate_invalid');
    expect(await codeOf({ firstRegisteredOn: await dateOn(app, 1) })).toBe('trade_in_date_invalid');
    expect(await codeOf({ vin: (await stockCar(app, model)).vin })).toBe('trade_in_vin_in_stock');
    const raced = someVin();
    const answers = await Promise.all([1, 2, 3, 4].map(() => consultant.post('/trade-ins', car(opportunityId, { vin: raced }))));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is not accepted while the customer’s lender holds it; below what is owed a manager decides', async () => {
    const order = await confirmedOrder(app, model);
    const consultant = await seller();
    const lien = { holder: '示范银行', payoffAmount: 5_900_000 };
    const { id, equity } = expectStatus(await consultant.post('/trade-ins', car(order.opportunityId, { lien })), 201);
    expect(equity).toBe(100_000);
    const path = `/trade-ins/${id}`;
    expect((await consultant.post(`${path}/offer`, { allowance: 5_800_000 })).body.code).toBe('negative_equity_needs_approval');
    const manager = await app.as('sales_manager@s01');
    expect((await consultant.post(`${path}/approve-negative-equity`, { upTo: 100_000 })).body.code).toBe('forbidden');
    // Who appraised a car does not approve what it falls short of.
    const own = expectStatus(await manager.post('/trade-ins', car(order.opportunityId, { lien })), 201);
    expect((await manager.post(`/trade-ins/${own.id}/approve-negative-equity`, { upTo: 100_000 })).body).toMatchObject({
      status: 403,
      code: 'negative_equity_own',
    });
    expectStatus(await manager.post(`${path}/approve-negative-equity`, { upTo: 99_999 }), 200);
    expect((await consultant.post(`${path}/offer`, { allowance: 5_800_000 })).body.code).toBe('negative_equity_needs_approval');
    expectStatus(await manager.post(`${path}/approve-negative-equity`, { upTo: 100_000 }), 200);
    expect(expectStatus(await consultant.post(`${path}/offer`, { allowance: 5_800_000 }), 200).equity).toBe(-100_000);
    const pledged = await consultant.post(`${path}/accept`, { salesOrderId: order.id });
    expect([pledged.status, pledged.body.code]).toEqual([409, 'trade_in_lien_open']);
    const release = { releasedOn: await dateOn(app, 0), reference: 'JY-1' };
    expect(expectStatus(await consultant.post(`${path}/release-lien`, release), 200)).toMatchObject({
      state: 'OFFERED',
      equity: 5_800_000,
    });
    expectStatus(await consultant.post(`${path}/accept`, { salesOrderId: order.id }), 200);
  });

  it('accepted with a quotation it becomes the order’s, and is called off with it', async () => {
    const deal: Opportunity = await someOpportunity(app, model);
    const quotation = await sentQuotation(app, model, deal);
    const consultant = await seller();
    const { id } = await offered(deal.opportunityId);
    expectStatus(await consultant.post(`/trade-ins/${id}/accept`, { quotationId: quotation.id }), 200);
    const early = await consultant.post(`/trade-ins/${id}/take-in`, { odometerKm: 68_000, papers: PAPERS, signedBy: '王小明' });
    expect(early.body.code).toBe('trade_in_without_order');
    const { salesOrderId } = expectStatus(await consultant.post(`/quotations/${quotation.id}/accept`), 200);
    const seen = (wanted: object) =>
      app.soon(async () => {
        const { body } = await consultant.get(`/trade-ins/${id}`);
        return Object.entries(wanted).every(([name, value]) => (body as Record<string, unknown>)[name] === value);
      }, JSON.stringify(wanted));
    await seen({ state: 'ACCEPTED', salesOrderId });
    const manager = await app.as('sales_manager@s01');
    expectStatus(await manager.post(`/sales-orders/${salesOrderId}/cancel`, { cause: 'CUSTOMER', reason: '改变计划' }), 200);
    await seen({ state: 'CANCELLED', endReason: 'ORDER_CANCELLED' });
  });

  it('of the same VIN cannot be accepted when the car came into stock another way', async () => {
    const order = await confirmedOrder(app, model);
    const { id, vin } = await offered(order.opportunityId);
    const clerk = await app.as('inventory_clerk@s01');
    const bought = {
      vin,
      modelId: model.id,
      colour: model.colour,
      purchaseCost: 5_000_000,
      certificateNumber: `H${vin}`,
      engineNumber: `E${vin}`,
    };
    expectStatus(await clerk.post('/stock-vehicles', bought), 201);
    expect((await (await seller()).post(`/trade-ins/${id}/accept`, { salesOrderId: order.id })).body.code).toBe('trade_in_vin_in_stock');
  });

  it('is never given to an order for a new car of the same model and colour', async () => {
    const own = await someModel(app);
    const order = await confirmedOrder(app, own);
    const consultant = await seller();
    const { id, vin } = await offered(order.opportunityId, { modelId: own.id, colour: own.colour });
    expectStatus(await consultant.post(`/trade-ins/${id}/accept`, { salesOrderId: order.id }), 200);
    expectStatus(await consultant.post(`/trade-ins/${id}/take-in`, { odometerKm: 68_000, papers: PAPERS, signedBy: '王小明' }), 200);
    const clerk = await app.as('inventory_clerk@s01');
    const used = await app.soon(async () => {
      const { body } = await clerk.get(`/stock-vehicles?vin=${vin}`);
      return (body as { items: { id: string }[] }).items[0];
    }, 'the traded car in stock');
    const inspection = { passed: true, documents: ['KEYS'] };
    expectStatus(await clerk.post(`/stock-vehicles/${used.id}/accept`, { location: 'U-01', inspection }), 200);
    // What it is worth is paid off the price, once (TI-1).
    const balance = await app.soon(async () => {
      const due = (await receivablesOf(app, order.id))['BALANCE'];
      return due && due.paid > 0 && due;
    }, 'the traded car on the balance');
    expect(balance.paid).toBe(5_800_000);
    const { items } = expectStatus(await (await app.as('cashier@s01')).get(`/receipts?salesOrderId=${order.id}&method=TRADE_IN`), 200);
    expect(items).toMatchObject([{ amount: 5_800_000, kind: 'BALANCE' }]);
    expect((await orderOf(app, order.id)).payment.outstanding).toBe(balance.outstanding + 500_000);

    const next = await confirmedOrder(app, own);
    expect((await consultant.get(`/sales-orders/${next.id}`)).body.reservation).toBeNull();
    expect((await clerk.get(`/stock-vehicles?modelId=${own.id}&condition=USED`)).body.items).toMatchObject([{ state: 'IN_STOCK', vin }]);
    expect((await clerk.get(`/stock-levels?modelId=${own.id}`)).body.items[0].inStock).toBe(0);
  });
});

describe('an appraisal whose day is over', () => {
  let own: OwnServer;
  it('expires by itself, and the car can be appraised again', async () => {
    own = await ownServer();
    app = own;
    model = await someModel(own);
    const { opportunityId } = await someOpportunity(own, model);
    const { id } = await offered(opportunityId, { validUntil: await dateOn(own, 0) });
    await own.advance('P1D');
    const consultant = await seller();
    expect((await consultant.get(`/trade-ins/${id}`)).body).toMatchObject({ state: 'EXPIRED', endReason: 'EXPIRED' });
    const again = expectStatus(await consultant.post(`/trade-ins/${id}/reappraise`, appraisal({ odometerKm: 68_100 })), 200);
    expect(again).toMatchObject({ state: 'APPRAISED', allowance: null, odometerKm: 68_100, endReason: null });
    const back = await consultant.post(`/trade-ins/${id}/reappraise`, appraisal());
    expect(back.body.code).toBe('trade_in_odometer_backwards');
  });
});
