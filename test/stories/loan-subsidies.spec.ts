import { confirmedOrder, expectStatus, type Model, offer, type Order, someModel } from '../support/deals.js';
import { Loans, SUBSIDISED } from '../support/loans.js';
import { handOver, orderPaidDown, readyOrder, refundsOf } from '../support/orders.js';
import { type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
let loans: Loans;
beforeAll(async () => {
  app = await server();
  loans = new Loans(app);
  model = await someModel(app);
});

const subsidised = async (): Promise<string> => expectStatus(await loans.product(SUBSIDISED), 201).id as string;
const prepared = () => orderPaidDown(app, model);
const makerPays = async (receivableId: string, amount: number): Promise<void> => {
  expectStatus(await (await app.as('cashier@s01')).post('/receipts', { receivableId, amount, method: 'TRANSFER' }), 201);
};
const subsidyBack = (order: Order, sourceId: string) =>
  app.soon(
    async () => (await refundsOf(app, order.id)).find((r) => r.reason === 'SUBSIDY' && r.sourceId === sourceId),
    'the refund of the subsidy',
  );
const receivable = async (id: string) => expectStatus(await (await app.as('cashier@s01')).get(`/receivables/${id}`), 200);

describe('a loan whose interest somebody pays', () => {
  it('counts its subsidy: what the lender’s own rate would cost more is due from who pays it (F-4)', async () => {
    const order = await prepared();
    const lenderProductId = await subsidised();
    const application = await loans.submitted(order, { lenderProductId });
    expect(application).toMatchObject({ totalInterest: 0, subsidyAmount: 708_893, subsidyPayer: 'MAKER' });
    const finance = await loans.bank();
    expectStatus(await finance.post(`/finance-applications/${application.id}/approve`, await loans.decision()), 200);
    expectStatus(await finance.post(`/finance-applications/${application.id}/disburse`, { reference: 'FK-2' }), 200);
    const due = await loans.subsidyOf(application.number as string);
    expect(due).toMatchObject({ payer: 'MAKER', amount: 708_893, customerId: null, salesOrderId: null });
  });

  it('whose order ends is subsidised no more: the receivable is given up, and what was paid of it goes back (F-4)', async () => {
    const order = await prepared();
    const lenderProductId = await subsidised();
    const loan = await loans.disbursed(order, { lenderProductId });
    const due = await loans.subsidyOf(loan.number as string);
    await makerPays(due.id as string, 8_893);
    const manager = await app.as('sales_manager@s01');
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'AGREED', reason: '协商解除' }), 200);
    expect(await subsidyBack(order, due.id as string)).toMatchObject({ payee: 'MAKER', amount: 8_893 });
    expect(await receivable(due.id as string)).toMatchObject({ state: 'CANCELLED' });
  });

  it('is subsidised for what pays the car: none of it for what went back to the lender at once (F-4)', async () => {
    // The deposit is not paid yet: it is no part of what a loan pays.
    const order = await confirmedOrder(app, model);
    const lenderProductId = await subsidised();
    const balance = await app.soon(() => loans.balanceOf(order), 'the balance');
    const cash = { receivableId: balance.id, amount: balance.amount - 9_700_000, method: 'TRANSFER' };
    expectStatus(await (await app.as('cashier@s01')).post('/receipts', cash), 201);
    const loan = await loans.disbursed(order, { lenderProductId });
    // 97 % of 7,088.93, half up.
    expect(await loans.subsidyOf(loan.number as string)).toMatchObject({ payer: 'MAKER', amount: 687_626 });
    expect(await refundsOf(app, order.id)).toMatchObject([{ reason: 'LOAN_SURPLUS', payee: 'LENDER', amount: 300_000 }]);
  });

  it('is subsidised for what is left of it when a lower price sends part of it back (D-6, F-4)', async () => {
    const order = await prepared();
    const loan = await loans.disbursed(order, { lenderProductId: await subsidised(), amount: 15_000_000 });
    const { id, amount } = await loans.subsidyOf(loan.number as string);
    await makerPays(id as string, 1_050_000);
    // The balance that is left to the customer is 4,150,000: of 5,000,000 less, 850,000 are the lender's.
    const balance = await loans.balanceOf(order);
    const own = { receivableId: balance.id, amount: balance.amount - 15_000_000, method: 'TRANSFER' };
    expectStatus(await (await app.as('cashier@s01')).post('/receipts', own), 201);
    const asked = { salesOrderId: order.id, reason: '议价', lines: offer(model, 27) };
    const amendment = expectStatus(await (await loans.seller()).post('/order-amendments', asked), 201);
    expectStatus(await (await app.as('general_manager@s01')).post(`/order-amendments/${amendment.id}/approve`), 200);
    const left = Math.round(((amount as number) * 14_150_000) / 15_000_000);
    expect(await subsidyBack(order, amendment.id as string)).toMatchObject({ payee: 'MAKER', amount: 1_050_000 - left });
    expect(await receivable(id as string)).toMatchObject({ state: 'PAID', amount: left, paid: left });
    const manager = await app.as('sales_manager@s01');
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'AGREED', reason: '协商解除' }), 200);
    expect(await subsidyBack(order, id as string)).toMatchObject({ payee: 'MAKER', amount: left });
  });

  it('is subsidised no more when its car comes back (D-11, F-4)', async () => {
    let loan: { number: string } | undefined;
    const settle = async (of: Order) => {
      loan = await loans.disbursed(of, { lenderProductId: await subsidised() });
      const { id: receivableId, outstanding: amount } = await loans.balanceOf(of);
      expectStatus(await (await app.as('cashier@s01')).post('/receipts', { receivableId, amount, method: 'TRANSFER' }), 201);
    };
    const { order } = await readyOrder(app, await someModel(app), { settle });
    const due = await loans.subsidyOf(loan?.number ?? '');
    await makerPays(due.id as string, 8_893);
    const consultant = await loans.seller();
    expectStatus(await consultant.post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id)), 200);
    const body = { salesOrderId: order.id, reason: 'SANBAO_ART_22', odometerKm: 30, account: '检测报告' };
    const asked = expectStatus(await consultant.post('/order-returns', body), 201);
    expectStatus(await (await app.as('general_manager@s01')).post(`/order-returns/${asked.id}/approve`), 200);
    expect(await subsidyBack(order, due.id as string)).toMatchObject({ payee: 'MAKER', amount: 8_893 });
    expect(await receivable(due.id as string)).toMatchObject({ state: 'CANCELLED' });
  });
});
