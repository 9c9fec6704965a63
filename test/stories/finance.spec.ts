import { randomUUID } from 'node:crypto';
import { type Actor, ownServer, server, type Server } from '../support/server.js';
import { depositPortions } from '../../src/modules/finance/receipts/deposit-portions.js';
import { confirmedOrder, dateOn, identify, type Model, type Order, someModel, stockCar, unique } from '../support/deals.js';
import { insure, issueInvoice, preparingOrder } from '../support/orders.js';

let app: Server;
let cashier: Actor;
let manager: Actor;
let model: Model;
beforeAll(async () => {
  app = await server();
  model = await someModel(app);
  cashier = await app.as('cashier@s01');
  manager = await app.as('finance_manager@s01');
});

interface ReceivableOfOrder {
  id: string;
  kind: string;
  state: string;
  amount: number;
  paid: number;
  outstanding: number;
}
const PASS_THROUGH = 50_000;
interface Deal extends Order {
  total: number;
  deposit: ReceivableOfOrder;
  balance: ReceivableOfOrder;
}
/** A confirmed order with a car of its own, whose receivables Finance has opened. */
async function deal(on: Server = app, of: Model = model): Promise<Deal> {
  await stockCar(on, of);
  const order = await confirmedOrder(on, of);
  const consultant = await on.as('sales_consultant@s01');
  const { total } = (await consultant.get(`/sales-orders/${order.id}`)).body as { total: number };
  const reader = await on.as('cashier@s01');
  return on.soon(async () => {
    const { items } = (await reader.get(`/receivables?salesOrderId=${order.id}`)).body as { items: ReceivableOfOrder[] };
    const deposit = items.find((r) => r.kind === 'DEPOSIT');
    const balance = items.find((r) => r.kind === 'BALANCE');
    return deposit && balance && { ...order, total, deposit, balance };
  }, 'the receivables of the order');
}
const pay = (receivable: ReceivableOfOrder, amount: number, more: object = {}, by: Actor = cashier) =>
  by.post('/receipts', {
    receivableId: receivable.id,
    amount,
    method: 'BANK_CARD',
    ...(receivable.kind === 'DEPOSIT' && { depositType: 'EARNEST' }),
    ...more,
  });
const read = async (receivable: ReceivableOfOrder) => (await cashier.get(`/receivables/${receivable.id}`)).body as ReceivableOfOrder;
/** Σ of account 1122 of an order's postings is what it still lacks. */
const booked = async (order: Order) =>
  (
    await app.sql<{ booked: number }>(
      `SELECT coalesce(sum(j.debit - j.credit), 0)::float8 AS booked FROM finance.journal_entry j WHERE j.account = '1122' AND j.source_id IN
       (SELECT id FROM finance.receivable WHERE sales_order_id = $1 UNION SELECT id FROM finance.receipt WHERE sales_order_id = $1)`,
      [order.id],
    )
  )[0]?.booked;

describe('the money of an order', () => {
  let order: Deal;
  let deposit: ReceivableOfOrder;
  let balance: ReceivableOfOrder;
  beforeAll(async () => {
    order = await deal();
    ({ deposit, balance } = order);
  });

  it('is a deposit and a balance that sum to the price, once', async () => {
    expect(deposit.amount + balance.amount).toBe(order.total);
    expect(deposit).toMatchObject({
      state: 'OPEN',
      paid: 0,
      outstanding: deposit.amount,
      currency: 'CNY',
      payer: 'CUSTOMER',
      allowedMoves: [],
    });
    expect(await app.sql('SELECT 1 FROM finance.receivable WHERE sales_order_id = $1', [order.id])).toHaveLength(2);
    expect(await booked(order)).toBe(order.total);
  });

  it('cannot be doubled even by hand', async () => {
    await expect(
      app.sql(
        `INSERT INTO finance.receivable SELECT gen_random_uuid(), version, created_at, updated_at, number || '-2', store_id, state, kind, payer, amount, paid, currency, due_on, overdue_at, paid_at,
           sales_order_id, repair_order_id, subject_number, customer_id FROM finance.receivable WHERE id = $1`,
        [deposit.id],
      ),
    ).rejects.toThrow('uq_receivable_sales_order');
  });

  it('needs a key, and the same key pays once', async () => {
    const keyless = await cashier.post(
      '/receipts',
      { receivableId: deposit.id, amount: 1, method: 'CASH', depositType: 'EARNEST' },
      { key: null },
    );
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency_key_required']);
    const key = randomUUID();
    const body = { receivableId: deposit.id, amount: 1000, method: 'CASH', depositType: 'EARNEST' };
    const [first, again] = [await cashier.post('/receipts', body, { key }), await cashier.post('/receipts', body, { key })];
    expect([first.status, again.status, again.headers.get('idempotency-replayed'), again.body.id]).toEqual([
      201,
      201,
      'true',
      first.body.id,
    ]);
    expect(await read(deposit)).toMatchObject({ state: 'PARTIAL', paid: 1000, outstanding: deposit.amount - 1000 });
  });

  it('says whether a deposit is 定金 or 订金 (D-5)', async () => {
    const untyped = await pay(deposit, 1, { depositType: undefined });
    expect([untyped.status, untyped.body.code, untyped.body.rule]).toEqual([422, 'deposit_type_required', 'D-5']);
    const typed = await pay(balance, 1, { depositType: 'EARNEST' });
    expect([typed.status, typed.body.code]).toEqual([422, 'deposit_type_not_applicable']);
  });

  it('is never taken beyond what is outstanding', async () => {
    const tooMuch = await pay(balance, balance.amount + 1);
    expect([tooMuch.status, tooMuch.body.code]).toEqual([422, 'amount_exceeds_outstanding']);
    expect(await read(balance)).toMatchObject({ state: 'OPEN', paid: 0 });
  });

  it('is not taken by another store, a consultant or the general manager', async () => {
    expect((await pay(balance, 1, {}, await app.as('cashier@s02'))).status).toBe(404);
    expect((await (await app.as('cashier@s02')).get(`/receivables/${balance.id}`)).status).toBe(404);
    for (const account of ['general_manager@s01', 'sales_consultant@s01'])
      expect((await pay(balance, 1, {}, await app.as(account))).body.code).toBe('forbidden');
    expect((await (await app.as('general_manager@s01')).get(`/receivables/${balance.id}`)).status).toBe(200);
  });

  it('fits exactly, however many cashiers take it at once', async () => {
    // Ten fit and leave a little for the last payment.
    const slice = Math.floor(balance.amount / 10) - 1;
    const answers = await Promise.all(Array.from({ length: 16 }, () => pay(balance, slice, { method: 'WECHAT' })));
    const taken = answers.filter((a) => a.status === 201).length;
    expect(answers.map((a) => a.status).filter((status) => status !== 201 && status !== 422)).toEqual([]);
    expect(taken).toBe(10);
    expect((await read(balance)).paid).toBe(taken * slice);
    expect(await booked(order)).toBe((await read(deposit)).outstanding + (await read(balance)).outstanding);
  });

  it('is known to Sales when all of it is there, also when the last two payments meet', async () => {
    const rest = await read(balance);
    const [a, b] = await Promise.all([pay(deposit, deposit.amount - 1000), pay(balance, rest.outstanding)]);
    expect([a.status, b.status]).toEqual([201, 201]);
    const events = await app.sql<{ left: number }>(
      `SELECT (payload ->> 'outstandingOfSubject')::float8 AS left FROM kernel.event WHERE name = 'finance.receivable-paid' AND payload ->> 'salesOrderId' = $1`,
      [order.id],
    );
    expect(events).toHaveLength(2);
    expect(Math.min(...events.map((e) => e.left))).toBe(0);
    expect(await booked(order)).toBe(0);
  });
});

describe('earnest money', () => {
  it('has its effect up to a fifth of the contract price; the rest is a prepayment (D-5)', () => {
    expect(depositPortions('EARNEST', 150_000, 1_000_003, 0)).toEqual({ earnest: 150_000, prepayment: 0 });
    expect(depositPortions('EARNEST', 100_000, 1_000_003, 150_000)).toEqual({ earnest: 50_000, prepayment: 50_000 });
    expect(depositPortions('EARNEST', 100_000, 1_000_003, 200_000)).toEqual({ earnest: 0, prepayment: 100_000 });
    expect(depositPortions('PREPAYMENT', 100_000, 1_000_003, 0)).toEqual({ earnest: 0, prepayment: 100_000 });
  });

  it('stands on the receipt beside the prepayment', async () => {
    const { deposit } = await deal();
    const earnest = await pay(deposit, 1_000);
    const prepayment = await pay(deposit, 500, { depositType: 'PREPAYMENT' });
    expect([earnest, prepayment].map(({ body }) => [body.depositType, body.earnestAmount, body.prepaymentAmount])).toEqual([
      ['EARNEST', 1_000, 0],
      ['PREPAYMENT', 0, 500],
    ]);
    const { items } = (await cashier.get(`/receipts?receivableId=${deposit.id}`)).body;
    expect(items.map((r: { id: string }) => r.id)).toEqual([prepayment.body.id, earnest.body.id]);
  });
});

describe('a vehicle invoice (FP-1)', () => {
  it('copies buyer, car and price, splits the tax exactly, and is issued once', async () => {
    const order = await deal();
    await identify(app, order.customerId);
    const body = { salesOrderId: order.id, kind: 'VEHICLE' };
    const draft = await cashier.post('/invoices', body);
    expect(draft.status).toBe(201);
    const { total, vatAmount, exTaxAmount, vatRatePercent } = draft.body;
    expect(total).toBe(order.total - PASS_THROUGH);
    expect([vatRatePercent, vatAmount + exTaxAmount, exTaxAmount]).toEqual([13, total, Math.floor(total / 1.13 + 0.5)]);
    expect(draft.body).toMatchObject({ state: 'DRAFT', buyerName: '陈小测', issuedOn: null, allowedMoves: ['issue', 'void'] });
    expect(draft.body.buyerIdentityNumber).toMatch(/^1101\*{10}\d{3}[\dX]$/);
    expect(draft.body.vin).toHaveLength(17);
    const [row] = await app.sql<{ sealed: string }>('SELECT buyer_identity_sealed AS sealed FROM finance.invoice WHERE id = $1', [
      draft.body.id,
    ]);
    expect(row?.sealed).not.toContain('110105');

    const second = await cashier.post('/invoices', body);
    expect([second.status, second.body.code]).toEqual([409, 'vehicle_invoice_exists']);
    expect((await cashier.post(`/invoices/${draft.body.id}/red-flush`, { reason: '错票' })).status).toBe(403);
    const issued = await cashier.post(`/invoices/${draft.body.id}/issue`);
    expect(issued.body).toMatchObject({ state: 'ISSUED', allowedMoves: [] });
    expect(issued.body.issuedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const voided = await cashier.post(`/invoices/${draft.body.id}/void`);
    expect([voided.status, voided.body.code]).toEqual([409, 'illegal_move']);

    const flushed = await manager.post(`/invoices/${draft.body.id}/red-flush`, { reason: '客户退车' });
    expect(flushed.body).toMatchObject({ state: 'RED_FLUSHED', redFlushReason: '客户退车' });
    expect((await cashier.post('/invoices', body)).status).toBe(201);
    const [books] = await app.sql<{ tax: number }>(
      `SELECT sum(credit - debit)::float8 AS tax FROM finance.journal_entry WHERE account = '2221' AND source_id = $1`,
      [draft.body.id],
    );
    expect(books?.tax).toBe(0);
  });

  it('has every field of the form: of the car, of the store, and what the papers of an imported car say (FP-1)', async () => {
    const mpv = await someModel(app, { seats: 7 });
    const order = await deal(app, mpv);
    await identify(app, order.customerId);
    const [store] = await app.sql<{ id: string; tax: string }>(`SELECT id, tax_number AS tax FROM identity.store WHERE code = 'S01'`);
    const admin = await app.as('admin@s01');
    const authority = { key: 'finance.tax-authority', scope: 'STORE', storeId: store?.id, value: '浦东新区税务局' };
    expect((await admin.post('/settings', authority)).status).toBe(201);
    const body = { salesOrderId: order.id, kind: 'VEHICLE' };
    const draft = (await cashier.post('/invoices', body)).body;
    expect(draft).toMatchObject({
      ...{ typeCode: '03', vehicleType: '轿车', origin: '中国', seats: 7, tonnageKg: null, taxAuthority: '浦东新区税务局' },
      ...{ sellerTaxNumber: store?.tax, importCertificateNumber: null, inspectionNumber: null },
    });
    expect((await cashier.get(`/invoices?salesOrderId=${order.id}`)).body.items).toEqual([draft]);
    expect((await cashier.post(`/invoices/${draft.id}/void`)).status).toBe(200);
    const papers = { vehicleType: '多用途乘用车', origin: '德国', importCertificateNumber: 'JK1', inspectionNumber: 'SJ1', tonnageKg: 600 };
    expect((await cashier.post('/invoices', { ...body, ...papers })).body).toMatchObject(papers);
    expect((await cashier.post('/invoices', { ...body, tonnageKg: 0 })).status).toBe(400);
  });

  it('names the owner who gets the plates: by the number that is on file when the car is registered (FP-1)', async () => {
    const { order } = await preparingOrder(app, model);
    await identify(app, order.customerId);
    const invoice = await issueInvoice(app, order.id);
    await insure(app, order.id);
    const consultant = await app.as('sales_consultant@s01');
    const { id } = (await consultant.post('/registrations', { salesOrderId: order.id })).body;
    const today = await dateOn(app, 0);
    const purchaseTax = { amount: 1_700_000, paidOn: today, certificateNumber: `TAX${unique()}` };
    const complete = () =>
      consultant.post(`/registrations/${id}/complete`, {
        plateNumber: `沪A${String(unique()).slice(-5)}`,
        registeredOn: today,
        purchaseTax,
      });
    // A slip in the number was put right after the invoice.
    await identify(app, order.customerId);
    expect((await complete()).body).toMatchObject({ status: 409, code: 'buyer_is_not_owner' });
    expect((await consultant.get(`/registrations/${id}`)).body).toMatchObject({ state: 'IN_PROGRESS', registeredOn: null });
    expect((await manager.post(`/invoices/${invoice}/red-flush`, { reason: '证件号码有误' })).status).toBe(200);
    await issueInvoice(app, order.id);
    expect((await complete()).body).toMatchObject({ state: 'COMPLETED' });
  });

  it('needs the buyer’s ID number', async () => {
    const order = await deal();
    const refused = await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' });
    expect([refused.status, refused.body.code, refused.body.rule]).toEqual([422, 'buyer_not_identified', 'FP-1']);
  });

  it('is not made for what Finance does not know, or another store’s order', async () => {
    expect((await cashier.post('/invoices', { salesOrderId: randomUUID(), kind: 'VEHICLE' })).status).toBe(404);
    const order = await deal();
    expect((await (await app.as('cashier@s02')).post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' })).status).toBe(404);
  });
});

describe('a cancelled order', () => {
  it('owes nothing more and cannot be invoiced (D-6)', async () => {
    const order = await deal();
    const { deposit } = order;
    await identify(app, order.customerId);
    const draft = await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' });
    const cancelled = await (
      await app.as('sales_manager@s01')
    ).post(`/sales-orders/${order.id}/cancel`, { reason: '客户放弃', cause: 'CUSTOMER' });
    expect(cancelled.status).toBe(200);
    await app.soon(async () => (await read(deposit)).state === 'CANCELLED', 'the receivables are cancelled');
    const late = await pay(deposit, 1);
    expect([late.status, late.body.code, late.body.allowedMoves]).toEqual([409, 'illegal_move', []]);
    expect((await cashier.get(`/invoices/${draft.body.id}`)).body.state).toBe('VOID');
    const refused = await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' });
    expect([refused.status, refused.body.code]).toEqual([409, 'order_not_billable']);
    expect(await booked(order)).toBe(0);
  });
});

describe('the journal', () => {
  it('balances in every posting, agrees with what is outstanding, and cannot be rewritten', async () => {
    expect(await app.sql('SELECT posting_id FROM finance.journal_entry GROUP BY posting_id HAVING sum(debit) <> sum(credit)')).toEqual([]);
    // One statement, so that what other specs pay meanwhile is in both sums.
    const [books] = await app.sql<{ journal: number; receivables: number }>(
      `SELECT (SELECT coalesce(sum(debit - credit), 0)::float8 FROM finance.journal_entry WHERE account = '1122') AS journal,
              (SELECT coalesce(sum(amount - paid), 0)::float8 FROM finance.receivable WHERE state <> 'CANCELLED') AS receivables`,
    );
    expect(books?.journal).toBe(books?.receivables);
    await expect(app.sql('UPDATE finance.journal_entry SET debit = debit + 1 WHERE debit > 0')).rejects.toThrow('append-only');
    await expect(app.sql('DELETE FROM finance.journal_entry')).rejects.toThrow('append-only');
    await expect(
      app.sql(
        'INSERT INTO finance.journal_entry SELECT gen_random_uuid(), gen_random_uuid(), store_id, posted_at, source_type, source_id, account, 5, 0 FROM finance.journal_entry LIMIT 1',
      ),
    ).rejects.toThrow('does not balance');
  });
});

describe('time', () => {
  it('makes a receivable overdue the day after it was due; part of it paid, it stays overdue', async () => {
    const own = await ownServer();
    const order = await deal(own, await someModel(own));
    const { deposit } = order;
    await own.sql(`UPDATE finance.receivable SET due_on = due_on - 2, overdue_at = overdue_at - interval '2 days' WHERE id = $1`, [
      deposit.id,
    ]);
    await (await own.as('admin@s01')).post('/ops/clock', { advance: 'P1D' });
    const later = await own.as('finance_manager@s01');
    expect((await later.get(`/receivables/${deposit.id}`)).body.state).toBe('OVERDUE');
    expect(
      (await later.post('/receipts', { receivableId: deposit.id, amount: 1, method: 'ALIPAY', depositType: 'PREPAYMENT' })).status,
    ).toBe(201);
    expect((await later.get(`/receivables?state=OVERDUE&salesOrderId=${order.id}`)).body.items).toMatchObject([
      { id: deposit.id, paid: 1, state: 'OVERDUE' },
    ]);
  });
});
