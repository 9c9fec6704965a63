import {
  confirmedOrder,
  dateOn,
  expectStatus,
  identify,
  type Model,
  type Order,
  orderIn,
  pay,
  someModel,
  stockCar,
  unique,
} from '../support/deals.js';
import { issueInvoice } from '../support/orders.js';
import { type Answer, ownServer, type Server, server } from '../support/server.js';

const PDI_ITEMS = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));
let app: Server;
let model: Model;
beforeEach(async () => {
  app = await server();
  model = await someModel(app);
});
const seller = (on: Server = app) => on.as('sales_consultant@s01');
const gate = (readiness: Answer['body'], code: string) =>
  (readiness.gates as { code: string; passed: boolean; reason: string | null }[]).find((g) => g.code === code);
const readiness = async (id: string) => (await (await seller()).get(`/sales-orders/${id}/delivery-readiness`)).body as Answer['body'];

async function signedContract(order: Order): Promise<void> {
  const { id } = expectStatus(await (await seller()).post('/contracts', { salesOrderId: order.id }), 201);
  expectStatus(await (await seller()).post(`/contracts/${id}/sign`, { signedBy: '陈小测' }), 200);
}
const insurance = async (order: Order, more: object = {}) =>
  (await seller()).post('/insurance-policies', {
    salesOrderId: order.id,
    kind: 'COMPULSORY',
    insurer: '示范保险',
    policyNumber: `JQ${unique()}`,
    startsOn: await dateOn(app, 0),
    endsOn: await dateOn(app, 364),
    premium: 95_000,
    ...more,
  });
const plates = async (more: object = {}) => ({
  plateNumber: `沪A${String(unique()).slice(-5)}`,
  registeredOn: await dateOn(app, 0),
  purchaseTax: { amount: 1_700_000, paidOn: await dateOn(app, 0), certificateNumber: `TAX${unique()}` },
  ...more,
});
/** Everything D-7 asks for. */
async function readyOrder(): Promise<{ order: Order; car: { id: string; vin: string } }> {
  const car = await stockCar(app, model);
  const order = await confirmedOrder(app, model);
  await identify(app, order.customerId);
  await pay(app, order.id, 'DEPOSIT');
  await orderIn(app, await seller(), order.id, 'PREPARING');
  await signedContract(order);
  expectStatus(
    await (await app.as('inventory_clerk@s01')).post('/pdi-inspections', { stockVehicleId: car.id, odometerKm: 11, items: PDI_ITEMS }),
    201,
  );
  await pay(app, order.id, 'BALANCE');
  const cashier = await app.as('cashier@s01');
  const invoice = expectStatus(await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' }), 201);
  expectStatus(await cashier.post(`/invoices/${invoice.id}/issue`), 200);
  expectStatus(await insurance(order), 201);
  const registration = expectStatus(await (await seller()).post('/registrations', { salesOrderId: order.id }), 201);
  expectStatus(await (await seller()).post(`/registrations/${registration.id}/complete`, await plates()), 200);
  return { order, car };
}
async function deliveredOrder(): Promise<Order> {
  const { order } = await readyOrder();
  const { checklist } = await app.soon(async () => {
    const r = await readiness(order.id);
    return r.ready && r;
  }, 'every gate open');
  const marks = checklist.map(({ code }: { code: string }) => ({ code, done: true }));
  expectStatus(
    await (await seller()).post(`/sales-orders/${order.id}/deliver`, { odometerKm: 14, checklist: marks, signedBy: '陈小测' }),
    200,
  );
  return order;
}

describe('an order', () => {
  it('holds the oldest matching car for 48 h and owes its whole price (D-3, D-4)', async () => {
    // Both came in today: the VIN decides.
    const [first] = [(await stockCar(app, model)).vin, (await stockCar(app, model)).vin].sort();
    const order = await confirmedOrder(app, model);
    const seen = expectStatus(await (await seller()).get(`/sales-orders/${order.id}`), 200);
    expect(seen).toMatchObject({
      state: 'PENDING_DEPOSIT',
      total: 19_650_000,
      passThroughTotal: 50_000,
      depositAmount: 500_000,
      financing: 'NONE',
      ready: false,
    });
    expect(seen.payment).toMatchObject({ state: 'UNPAID', paid: 0, outstanding: 19_650_000 });
    expect(seen.reservation.vin).toBe(first);
    expect(Date.parse(seen.reservation.expiresAt) - Date.parse(seen.confirmedAt)).toBe(48 * 3_600_000);
    const held = expectStatus(await (await seller()).get(`/stock-vehicles/${seen.reservation.stockVehicleId}`), 200);
    expect(held.state).toBe('RESERVED');
  });

  it('is not there for another store, and of its consultant’s own list (scope)', async () => {
    const order = await confirmedOrder(app, model);
    const stranger = await app.as('sales_consultant@s02');
    for (const path of ['', '/delivery-readiness']) expect((await stranger.get(`/sales-orders/${order.id}${path}`)).status).toBe(404);
    expect((await stranger.get(`/sales-orders?opportunityId=${order.opportunityId}`)).body.items).toEqual([]);
    const mine = expectStatus(await (await seller()).get(`/sales-orders?opportunityId=${order.opportunityId}&state=PENDING_DEPOSIT`), 200);
    expect(mine.items).toHaveLength(1);
    expect((await (await seller()).post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '不买了' })).body.code).toBe(
      'forbidden',
    );
  });

  it('is prepared when the deposit is paid, and its car no longer runs out', async () => {
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    const paid = await pay(app, order.id, 'DEPOSIT');
    const prepared = await orderIn(app, await seller(), order.id, 'PREPARING');
    expect(prepared.reservation.expiresAt).toBeNull();
    expect(prepared.payment).toMatchObject({ state: 'PARTIAL', paid });
    expect((await (await seller()).get(`/stock-vehicles/${prepared.reservation.stockVehicleId}`)).body.state).toBe('PREPARING');
  });

  it('is OVERDUE when a due date passed with money missing, until that money came (D-2)', async () => {
    const { id, opportunityId } = await confirmedOrder(app, model);
    const cashier = await app.as('cashier@s01');
    const due = await app.soon(
      async () => ((await cashier.get(`/receivables?salesOrderId=${id}`)).body.items as Answer['body'][]).find((r) => r.kind === 'DEPOSIT'),
      'the deposit',
    );
    const consultant = await seller();
    const state = async () => (await consultant.get(`/sales-orders/${id}`)).body.payment.state as string;
    expect(await state()).toBe('UNPAID');
    // As on the day after it was due.
    await app.sql(`UPDATE finance.receivable SET overdue_at = overdue_at - interval '30 days' WHERE id = $1`, [due.id]);
    await app.soon(async () => (await state()) === 'OVERDUE', 'the order heard of it');
    const { items } = expectStatus(await consultant.get(`/sales-orders?opportunityId=${opportunityId}`), 200);
    expect(items).toMatchObject([{ payment: { state: 'OVERDUE' } }]);
    await pay(app, id, 'DEPOSIT');
    await app.soon(async () => (await state()) === 'PARTIAL', 'the money came after all');
  });

  it('without a car waits, and gets the next one that comes in once its deposit is paid', async () => {
    const order = await confirmedOrder(app, model);
    expect((await (await seller()).get(`/sales-orders/${order.id}`)).body.reservation).toBeNull();
    expect((await (await seller()).post('/contracts', { salesOrderId: order.id })).body.code).toBe('order_without_car');
    await pay(app, order.id, 'DEPOSIT');
    await orderIn(app, await seller(), order.id, 'PENDING_ALLOCATION');
    const car = await stockCar(app, model);
    const prepared = await orderIn(app, await seller(), order.id, 'PREPARING');
    expect(prepared.reservation.vin).toBe(car.vin);
    const events = await app.sql<{ name: string }>(`SELECT name FROM kernel.event WHERE aggregate_id = $1 ORDER BY seq`, [order.id]);
    expect(events.map((e) => e.name)).toEqual(['sales.order-confirmed', 'sales.order-allocated', 'sales.order-preparing']);
  });

  it('frees its car and voids its contract when a manager cancels it (D-6)', async () => {
    const car = await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    await signedContract(order);
    const manager = await app.as('sales_manager@s01');
    const cancelled = expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '客户放弃' }), 200);
    expect(cancelled).toMatchObject({ state: 'CANCELLED', reservation: null, cancelCause: 'CUSTOMER', contract: 'NONE', allowedMoves: [] });
    expect((await manager.get(`/stock-vehicles/${car.id}`)).body.state).toBe('IN_STOCK');
    expect((await manager.get(`/contracts?salesOrderId=${order.id}`)).body.items[0].state).toBe('VOID');
    expect((await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '再来' })).body.code).toBe('illegal_move');
    expect((await (await seller()).post('/registrations', { salesOrderId: order.id })).body.code).toBe('order_not_live');
  });
});

describe('the papers of an order', () => {
  it('compulsory insurance runs one year, once (IN-1)', async () => {
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    expect((await insurance(order, { endsOn: await dateOn(app, 180) })).body).toMatchObject({
      code: 'insurance_term_invalid',
      rule: 'IN-1',
    });
    const policyNumber = `JQ${unique()}`;
    expectStatus(await insurance(order, { policyNumber }), 201);
    expect((await insurance(order)).body.code).toBe('compulsory_insurance_exists');
    expect((await insurance(order, { kind: 'COMMERCIAL', policyNumber })).body.code).toBe('policy_number_taken');
    expectStatus(await insurance(order, { kind: 'COMMERCIAL', endsOn: await dateOn(app, 90) }), 201);
    expect((await (await seller()).get(`/insurance-policies?salesOrderId=${order.id}`)).body.items).toHaveLength(2);
  });

  it('a registration names the documents it lacks and waits for them (RG-1, ID-2, TX-1)', async () => {
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    const consultant = await seller();
    const registration = expectStatus(await consultant.post('/registrations', { salesOrderId: order.id }), 201);
    expect(registration).toMatchObject({
      state: 'IN_PROGRESS',
      missingDocuments: ['ID', 'INVOICE', 'COMPULSORY_INSURANCE', 'PURCHASE_TAX', 'VESSEL_TAX'],
    });
    expect((await consultant.post('/registrations', { salesOrderId: order.id })).body.code).toBe('registration_exists');
    const complete = async (more: object = {}) =>
      (await consultant.post(`/registrations/${registration.id}/complete`, await plates(more))).body;
    expect(await complete()).toMatchObject({
      status: 409,
      code: 'registration_documents_missing',
      missingDocuments: ['ID', 'INVOICE', 'COMPULSORY_INSURANCE', 'VESSEL_TAX'],
    });
    expect(await complete({ plateNumber: '沪I12345' })).toMatchObject({ status: 422, code: 'plate_invalid', rule: 'ID-2' });
    expect((await complete({ registeredOn: await dateOn(app, 2) })).code).toBe('registration_date_invalid');
    await identify(app, order.customerId);
    expectStatus(await insurance(order), 201);
    expect((await consultant.get(`/registrations/${registration.id}`)).body.missingDocuments).toEqual(['INVOICE', 'PURCHASE_TAX']);
    const cashier = await app.as('cashier@s01');
    // Finance writes an invoice when it has heard of the order.
    const invoice = await app.soon(async () => {
      const { status, body } = await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' });
      return status === 201 && body;
    }, 'the invoice');
    expectStatus(await cashier.post(`/invoices/${invoice.id}/issue`), 200);
    // Every paper is there, but the deposit is not: the hold may still run out and take the car away.
    const unpaid = await app.soon(async () => {
      const answer = await complete();
      return answer.code !== 'registration_documents_missing' && answer;
    });
    expect(unpaid).toMatchObject({ status: 409, code: 'order_not_prepared' });
  });

  it('plates after an accident need an inspection, and the vessel tax a proof where no insurer collected it (RG-1)', async () => {
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    const consultant = await seller();
    await pay(app, order.id, 'DEPOSIT');
    await orderIn(app, consultant, order.id, 'PREPARING');
    await identify(app, order.customerId);
    expect(expectStatus(await insurance(order, { vesselTax: 'NOT_COLLECTED' }), 201).vesselTax).toBe('NOT_COLLECTED');
    await issueInvoice(app, order.id);
    const begun = expectStatus(await consultant.post('/registrations', { salesOrderId: order.id, afterAccident: true }), 201);
    const complete = async (more: object) => consultant.post(`/registrations/${begun.id}/complete`, await plates(more));
    expect((await complete({})).body).toMatchObject({ status: 409, missingDocuments: ['VESSEL_TAX', 'SAFETY_INSPECTION'] });
    const proofs = { vesselTaxProof: 'CCS-1', safetyInspectionProof: 'AJ-1' };
    expect((await complete({ ...proofs, safetyInspectionProof: undefined })).body.missingDocuments).toEqual(['SAFETY_INSPECTION']);
    expect(expectStatus(await complete(proofs), 200)).toMatchObject({ state: 'COMPLETED', missingDocuments: [], ...proofs });
  });

  it('a contract freezes buyer, car and price, once, and shows the buyer masked', async () => {
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    await identify(app, order.customerId);
    const consultant = await seller();
    const contract = expectStatus(await consultant.post('/contracts', { salesOrderId: order.id }), 201);
    expect(contract).toMatchObject({ state: 'DRAFT', buyerName: '陈*测', total: 19_650_000, depositAmount: 500_000 });
    expect(contract.buyerIdentity).toMatch(/^1101\*+/);
    expect((await consultant.post('/contracts', { salesOrderId: order.id })).body.code).toBe('contract_exists');
    expect(expectStatus(await consultant.post(`/contracts/${contract.id}/sign`, { signedBy: '陈小测' }), 200)).toMatchObject({
      state: 'SIGNED',
      signedBy: '陈*测',
    });
    const [row] = await app.sql<{ all: string }>('SELECT c::text AS all FROM sales.contract c WHERE id = $1', [contract.id]);
    expect(row?.all).not.toContain('陈小测');
  });
});

describe('the hand-over', () => {
  it('says which gates are shut, and refuses with them (D-7)', async () => {
    await stockCar(app, model, ['CERTIFICATE', 'KEYS']);
    const order = await confirmedOrder(app, model);
    const consultant = await seller();
    const body = { odometerKm: 20, checklist: [], signedBy: '陈小测' };
    expect((await consultant.post(`/sales-orders/${order.id}/deliver`, body)).body.code).toBe('illegal_move');
    await pay(app, order.id, 'DEPOSIT');
    await orderIn(app, consultant, order.id, 'PREPARING');
    const early = await readiness(order.id);
    expect(early.ready).toBe(false);
    const shut = early.gates.filter((g: { passed: boolean; reason: string | null; rule: string }) => !g.passed);
    expect(shut.every((g: { reason: string | null; rule: string }) => g.reason && g.rule)).toBe(true);
    expect(shut.map((g: { code: string }) => g.code)).toEqual([
      'PAYMENT',
      'CONTRACT_SIGNED',
      'PDI_PASSED',
      'INVOICE_ISSUED',
      'VIN_MATCHES',
      'DOCUMENTS',
      'COMPULSORY_INSURANCE',
      'PURCHASE_TAX',
      'REGISTRATION',
    ]);
    const refused = await consultant.post(`/sales-orders/${order.id}/deliver`, body);
    expect([refused.status, refused.body.code]).toEqual([409, 'delivery_gates_open']);
    expect(refused.body.gates.map((g: { code: string }) => g.code)).toEqual(shut.map((g: { code: string }) => g.code));
  });

  it('is not ready by itself: a single read asks every gate, a list only what it knows (D-2, D-7)', async () => {
    const { order } = await readyOrder();
    const consultant = await seller();
    const one = async () => expectStatus(await consultant.get(`/sales-orders/${order.id}`), 200).ready as boolean;
    await app.soon(one, 'the order is ready');
    // Its policy begins tomorrow: what is recorded is not in force.
    await app.sql('UPDATE sales.insurance_policy SET starts_on = $2 WHERE sales_order_id = $1', [order.id, await dateOn(app, 1)]);
    expect(gate(await readiness(order.id), 'COMPULSORY_INSURANCE')?.passed).toBe(false);
    expect(await one()).toBe(false);
    const { items } = expectStatus(await consultant.get(`/sales-orders?opportunityId=${order.opportunityId}`), 200);
    expect(items).toMatchObject([{ ready: true }]);
  });

  it('needs the whole statutory checklist and an odometer that goes on; then the car is the customer’s (D-8)', async () => {
    const { order, car } = await readyOrder();
    const consultant = await seller();
    const ready = await app.soon(async () => {
      const r = await readiness(order.id);
      return r.ready && r;
    }, 'every gate open');
    await app.soon(async () => (await consultant.get(`/sales-orders/${order.id}`)).body.ready, 'the order says so itself');
    const timing = (await consultant.get(`/sales-orders/${order.id}`)).headers.get('server-timing') ?? '';
    expect(Number(/"(\d+) statements"/.exec(timing)?.[1])).toBeLessThanOrEqual(4);
    expect(gate(ready, 'VIN_MATCHES')).toMatchObject({ passed: true, reason: null });
    const marks = ready.checklist.map(({ code }: { code: string }) => ({ code, done: true }));
    const deliver = (body: object) =>
      consultant.post(`/sales-orders/${order.id}/deliver`, { odometerKm: 14, checklist: marks, signedBy: '陈小测', ...body });
    expect((await deliver({ checklist: marks.slice(1) })).body).toMatchObject({ status: 422, code: 'delivery_checklist_incomplete' });
    expect((await deliver({ checklist: [...marks, { code: 'UNKNOWN', done: true }] })).body.code).toBe('delivery_checklist_incomplete');
    const [first, ...others] = marks;
    const unsigned = await deliver({ checklist: [{ ...first, signed: false }, ...others] });
    expect(unsigned.body).toMatchObject({
      status: 422,
      code: 'delivery_checklist_incomplete',
      errors: [{ pointer: '/checklist/0/signed' }],
    });
    expect(unsigned.body.errors[0].message).toContain('客户未签字');
    const twice = await deliver({ checklist: [...marks, { ...first, signed: false }] });
    expect(twice.body).toMatchObject({ code: 'delivery_checklist_incomplete', errors: [{ pointer: `/checklist/${marks.length}/code` }] });
    const notDone = marks.findIndex(
      ({ code }: { code: string }) => !ready.checklist.find((i: { code: string }) => i.code === code).mandatory,
    );
    const early = await deliver({ checklist: marks.with(notDone, { ...marks[notDone], done: false, signed: true }) });
    expect(early.body).toMatchObject({ code: 'delivery_checklist_incomplete', errors: [{ pointer: `/checklist/${notDone}/signed` }] });
    expect((await deliver({ odometerKm: 3 })).body).toMatchObject({ status: 422, code: 'odometer_backwards' });
    const statutoryOnly = ready.checklist
      .filter((i: { mandatory: boolean }) => i.mandatory)
      .map(({ code }: { code: string }) => ({ code, done: true }));
    // A ceremony item was done, and the customer did not sign for it.
    const ceremony = ready.checklist.find((i: { mandatory: boolean }) => !i.mandatory).code as string;
    const delivered = expectStatus(await deliver({ checklist: [...statutoryOnly, { code: ceremony, done: true, signed: false }] }), 200);
    expect(delivered).toMatchObject({ state: 'DELIVERED', allowedMoves: [] });
    expect((await consultant.get(`/stock-vehicles/${car.id}`)).body.state).toBe('DELIVERED');
    const delivery = expectStatus(await consultant.get(`/deliveries/${delivered.deliveryId}`), 200);
    expect(delivery).toMatchObject({
      salesOrderId: order.id,
      vin: car.vin,
      odometerKm: 14,
      signedBy: '陈*测',
      invoicedOn: delivery.deliveredOn,
    });
    for (const item of delivery.checklist as { code: string; mandatory: boolean; done: boolean; signed: boolean }[])
      expect([item.code, item.done, item.signed]).toEqual([item.code, item.mandatory || item.code === ceremony, item.mandatory]);
    expect((await deliver({})).body.code).toBe('illegal_move');
    const [event] = await app.sql<{ payload: object; sealed: { plateNumber?: string } }>(
      `SELECT payload, sealed FROM kernel.event WHERE name = 'sales.order-delivered' AND aggregate_id = $1`,
      [order.id],
    );
    expect(event?.sealed.plateNumber).toBeTruthy();
    expect(JSON.stringify(event?.payload)).not.toContain('沪A');
  });
});

describe('time', () => {
  it('takes the car of an unpaid order after 48 h, the order itself after 7 days, and completes a delivered one after 7 (D-4, D-10)', async () => {
    const own = await ownServer();
    const itsModel = await someModel(own);
    const car = await stockCar(own, itsModel);
    const order = await confirmedOrder(own, itsModel);
    expectStatus(await (await seller(own)).post('/contracts', { salesOrderId: order.id }), 201);
    await own.advance('PT49H');
    const late = expectStatus(await (await seller(own)).get(`/sales-orders/${order.id}`), 200);
    expect(late).toMatchObject({ state: 'PENDING_DEPOSIT', reservation: null, contract: 'NONE' });
    expect((await (await seller(own)).get(`/stock-vehicles/${car.id}`)).body.state).toBe('IN_STOCK');
    await pay(own, order.id, 'DEPOSIT');
    expect((await orderIn(own, await seller(own), order.id, 'PREPARING')).reservation.vin).toBe(car.vin);
    const unpaid = await confirmedOrder(own, itsModel);
    app = own;
    model = itsModel;
    const delivered = await deliveredOrder();
    await own.advance('P8D');
    const consultant = await seller(own);
    expect((await consultant.get(`/sales-orders/${unpaid.id}`)).body).toMatchObject({ state: 'CANCELLED', cancelCause: 'UNPAID' });
    expect((await consultant.get(`/sales-orders/${order.id}`)).body.state).toBe('PREPARING');
    expect((await consultant.get(`/sales-orders/${delivered.id}`)).body).toMatchObject({ state: 'COMPLETED', allowedMoves: [] });
  });
});
