import { dateOn, expectStatus, type Order, unique } from './deals.js';
import type { Actor, Answer, Server } from './server.js';

/** What a zero-rate product's interest costs whoever pays it: the lender's rate is 4.5 % over 36 months. */
export const SUBSIDISED = { rates: [{ months: 36, annualRatePercent: 0, lenderRatePercent: 4.5 }], subsidyPayer: 'MAKER' };

/** Loans for orders, from the lender's product to the money (F-3, F-4). */
export class Loans {
  constructor(private readonly app: Server) {}

  seller(): Promise<Actor> {
    return this.app.as('sales_consultant@s01');
  }
  bank(): Promise<Actor> {
    return this.app.as('finance_manager@s01');
  }
  async product(more: object = {}): Promise<Answer> {
    const body = {
      ...{ code: `BANK-${unique()}`, lender: '示范银行', nameZh: '低息贷', nameEn: 'Low rate loan', method: 'EQUAL_INSTALLMENT' },
      ...{ rates: [{ months: 36, annualRatePercent: 4.5 }], minDownPaymentPercent: 20, maxLoanPercentIce: 80, maxLoanPercentNev: 85 },
      ...{ validFrom: await dateOn(this.app, -1), ...more },
    };
    return (await this.bank()).post('/lender-products', body);
  }
  async draft(order: Order, more: object = {}): Promise<Answer> {
    const { id } = expectStatus(await this.product(), 201);
    const body = { salesOrderId: order.id, lenderProductId: id, amount: 10_000_000, months: 36, ...more };
    return (await this.seller()).post('/finance-applications', body);
  }
  async submitted(order: Order, more: object = {}): Promise<Answer['body']> {
    const { id } = expectStatus(await this.draft(order, more), 201);
    return expectStatus(await (await this.seller()).post(`/finance-applications/${id}/submit`), 200);
  }
  async decision(more: object = {}): Promise<object> {
    return { validUntil: await dateOn(this.app, 20), reference: 'SP-1', ...more };
  }
  async disbursed(order: Order, more: object = {}): Promise<Answer['body']> {
    const { id } = await this.submitted(order, more);
    const finance = await this.bank();
    expectStatus(await finance.post(`/finance-applications/${id}/approve`, await this.decision()), 200);
    const paid = expectStatus(await finance.post(`/finance-applications/${id}/disburse`, { reference: `FK-${unique()}` }), 200);
    await this.app.soon(
      async () => (await this.app.sql('SELECT 1 FROM finance.receipt WHERE finance_application_id = $1', [id])).length > 0,
      'the loan',
    );
    return paid;
  }
  /** What is due of the interest of a loan from whoever pays it. */
  subsidyOf(number: string): Promise<Answer['body']> {
    return this.app.soon(async () => {
      const { items } = expectStatus(await (await this.bank()).get('/receivables?kind=OTHER&limit=100'), 200);
      return (items as { subjectNumber: string }[]).find((r) => r.subjectNumber === number);
    }, 'the receivable of the subsidy');
  }
  async balanceOf(order: Order): Promise<{ id: string; amount: number; outstanding: number; state: string }> {
    const { items } = expectStatus(await (await this.bank()).get(`/receivables?salesOrderId=${order.id}&kind=BALANCE`), 200);
    return items[0] as { id: string; amount: number; outstanding: number; state: string };
  }
}
