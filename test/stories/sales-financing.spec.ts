import { confirmedOrder, dateOn, expectStatus, type Model, offer, type Order, someModel } from '../support/deals.js';
import { Loans } from '../support/loans.js';
import { handOver, orderPaidDown, readyOrder, refundsOf, told } from '../support/orders.js';
import { type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
let loans: Loans;
beforeAll(async () => {
  app = await server();
  loans = new Loans(app);
  model = await someModel(app);
});

const financing = async (order: Order) => (await (await loans.seller()).get(`/sales-orders/${order.id}`)).body.financing as string;
const prepared = () => orderPaidDown(app, model);

describe('a lender product', () => {
  it('is data of the group: offered, changed with If-Match, closed (F-3)', async () => {
    const made = expectStatus(await loans.product({ brands: ['示范'] }), 201);
    expect(made).toMatchObject({
      state: 'ACTIVE',
      allowedMoves: ['close'],
      storeId: null,
      rates: [{ months: 36, lenderRatePercent: 4.5 }],
    });
    const finance = await loans.bank();
    expect((await finance.patch(`/lender-products/${made.id}`, { maxLoanPercentIce: 70 })).body.code).toBe('if_match_required');
    const etag = { headers: { 'if-match': `"${made.version}"` } };
    expectStatus(await finance.patch(`/lender-products/${made.id}`, { maxLoanPercentIce: 70 }, etag), 200);
    expect((await finance.patch(`/lender-products/${made.id}`, { maxLoanPercentIce: 60 }, etag)).body.code).toBe('version_stale');
    expect((await (await loans.seller()).post(`/lender-products/${made.id}/close`)).body.code).toBe('forbidden');
    expect(expectStatus(await finance.post(`/lender-products/${made.id}/close`), 200)).toMatchObject({ state: 'CLOSED', allowedMoves: [] });
    const on = await (await loans.seller()).get(`/lender-products?on=${await dateOn(app, 0)}&limit=100`);
    expect((on.body.items as { id: string }[]).map((p) => p.id)).not.toContain(made.id);
    expect((await loans.product({ code: made.code })).body.code).toBe('lender_product_code_taken');
  });

  it.each([
    ['a term twice', { rates: [36, 36].map((months) => ({ months, annualRatePercent: 4 })) }, '/rates/1/months'],
    ['a term that is too long', { rates: [{ months: 72, annualRatePercent: 4 }] }, '/rates/0/months'],
    ['a lender who pays', { rates: [{ months: 12, annualRatePercent: 4, lenderRatePercent: 3 }] }, '/rates/0/lenderRatePercent'],
    ['a subsidy of nobody (F-4)', { rates: [{ months: 12, annualRatePercent: 0, lenderRatePercent: 3 }] }, '/subsidyPayer'],
    ['an end before its beginning', { validUntil: '2020-01-01' }, '/validUntil'],
  ])('is refused with %s', async (_, more, pointer) => {
    const answer = await loans.product(more);
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([422, 'lender_product_invalid', pointer]);
  });
});

describe('a finance application', () => {
  it('goes from the desk to the lender and back; its money settles the balance of the order (F-1, D-7)', async () => {
    const order = await prepared();
    const consultant = await loans.seller();
    const { amount: price } = await loans.balanceOf(order);
    const application = expectStatus(await loans.draft(order), 201);
    expect(application).toMatchObject({ state: 'DRAFT', allowedMoves: ['submit', 'withdraw'], totalInterest: 708_893, subsidyAmount: 0 });
    expect(application.downPayment).toBe(application.price - 10_000_000);
    const schedule = expectStatus(await consultant.get(`/finance-applications/${application.id}/schedule`), 200);
    expect(schedule.instalments).toHaveLength(36);
    expect([schedule.instalments[0].payment, schedule.instalments[35].payment, schedule.instalments[35].balance]).toEqual([
      297_469, 297_478, 0,
    ]);
    expect((await consultant.post(`/finance-applications/${application.id}/disburse`, { reference: 'X' })).body.code).toBe('forbidden');
    expect(await financing(order)).toBe('NONE');

    expectStatus(await consultant.post(`/finance-applications/${application.id}/submit`), 200);
    expect(await financing(order)).toBe('APPLIED');
    const finance = await loans.bank();
    const path = `/finance-applications/${application.id}`;
    const conditional = expectStatus(
      await finance.post(
        `${path}/approve-conditionally`,
        await loans.decision({ amount: 9_000_000, conditions: [{ text: '增加共同借款人' }] }),
      ),
      200,
    );
    expect(conditional).toMatchObject({ state: 'CONDITIONAL', approvedAmount: 9_000_000, decision: { conditions: ['增加共同借款人'] } });
    expect(await financing(order)).toBe('APPLIED');
    expect((await finance.post(`${path}/disburse`, { reference: 'X' })).body).toMatchObject({ code: 'illegal_move' });
    expect((await finance.post(`${path}/approve`, await loans.decision({ amount: 9_000_001 }))).body.errors[0].pointer).toBe('/amount');
    expect((await finance.post(`${path}/approve`, await loans.decision({ validUntil: '2020-01-01' }))).body.errors[0].pointer).toBe(
      '/validUntil',
    );
    expectStatus(await finance.post(`${path}/approve`, await loans.decision()), 200);
    expect(await financing(order)).toBe('APPROVED');

    // In the moment between its last day and the lapse, nothing is paid out.
    const until = await app.sql<{ day: string }>('SELECT decision_valid_until::text AS day FROM sales.finance_application WHERE id = $1', [
      application.id,
    ]);
    await app.sql(`UPDATE sales.finance_application SET decision_valid_until = '2020-01-01' WHERE id = $1`, [application.id]);
    expect((await finance.post(`${path}/disburse`, { reference: 'X' })).body.code).toBe('finance_decision_expired');
    await app.sql('UPDATE sales.finance_application SET decision_valid_until = $2 WHERE id = $1', [application.id, until[0]?.day]);
    const answers = await Promise.all([1, 2, 3].map(() => finance.post(`${path}/disburse`, { reference: 'FK-1' })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    expect(await financing(order)).toBe('DISBURSED');
    await told(app, order.customerId, '贷款放款 ¥90,000.00');
    const balance = await app.soon(async () => {
      const now = await loans.balanceOf(order);
      return now.outstanding < price && now;
    }, 'the loan on the balance');
    expect([balance.state, balance.outstanding]).toEqual(['PARTIAL', price - 9_000_000]);
    const { items } = expectStatus(await finance.get(`/receipts?receivableId=${balance.id}`), 200);
    expect(items).toMatchObject([{ amount: 9_000_000, method: 'TRANSFER', payerName: '示范银行', note: application.number }]);
  });

  it('of an order that is cancelled goes back to the lender, and the rest to the customer (D-6)', async () => {
    const order = await prepared();
    const application = await loans.submitted(order, { amount: 9_000_000 });
    const finance = await loans.bank();
    expectStatus(await finance.post(`/finance-applications/${application.id}/approve`, await loans.decision()), 200);
    expectStatus(await finance.post(`/finance-applications/${application.id}/disburse`, { reference: 'FK-4' }), 200);
    await app.soon(async () => (await loans.balanceOf(order)).state === 'PARTIAL', 'the loan on the balance');
    const manager = await app.as('sales_manager@s01');
    const { terms } = expectStatus(await manager.get(`/sales-orders/${order.id}/cancellation-terms`), 200);
    expect((terms as { cause: string }[]).find((t) => t.cause === 'AGREED')).toMatchObject({
      ...{ paid: 500_000, toLender: 9_000_000, refund: 500_000 },
    });
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'AGREED', reason: '协商解除' }), 200);
    const refunds = await app.soon(async () => {
      const { items } = expectStatus(await finance.get(`/refunds?salesOrderId=${order.id}`), 200);
      return items.length === 2 && (items as { payee: string }[]).sort((a, b) => (a.payee < b.payee ? -1 : 1));
    }, 'both refunds');
    expect(refunds).toMatchObject([
      { payee: 'CUSTOMER', payeeName: null, reason: 'CANCELLATION', amount: 500_000 },
      { payee: 'LENDER', payeeName: '示范银行', reason: 'LOAN', amount: 9_000_000, approvalLevel: 'GENERAL_MANAGER' },
    ]);
    const book = await app.sql<{ account: string; amount: number }>(
      `SELECT account, sum(debit - credit)::float8 AS amount FROM finance.journal_entry WHERE source_id = $1 GROUP BY 1 ORDER BY 1`,
      [order.id],
    );
    expect(book).toEqual([
      { account: '2203', amount: 9_500_000 },
      { account: '2241', amount: -9_500_000 },
    ]);
  });

  it('that was paid out goes back in part when the price comes down: the customer’s money first, then the lender’s (D-6, F-3)', async () => {
    const order = await prepared();
    await loans.disbursed(order, { amount: 15_000_000 });
    const cashier = await app.as('cashier@s01');
    const balance = await loans.balanceOf(order);
    const own = balance.amount - 15_000_000;
    expectStatus(await cashier.post('/receipts', { receivableId: balance.id, amount: own, method: 'TRANSFER' }), 201);
    const priceIs = async (discount: number, accessory = 0) => {
      const lines = [...offer(model, discount), ...(accessory ? [{ kind: 'ACCESSORY', description: '全车贴膜', amount: accessory }] : [])];
      const asked = expectStatus(
        await (await loans.seller()).post('/order-amendments', { salesOrderId: order.id, reason: '议价', lines }),
        201,
      );
      expectStatus(await (await app.as('general_manager@s01')).post(`/order-amendments/${asked.id}/approve`), 200);
      return asked.id as string;
    };
    // 27 % off: 5,000,000 less than before, of which 4,150,000 are the customer's own.
    const amendment = await priceIs(27);
    const refunds = await app.soon(async () => {
      const found = await refundsOf(app, order.id);
      return found.length === 2 && found.sort((a, b) => (a.payee < b.payee ? -1 : 1));
    }, 'both refunds');
    expect(refunds).toMatchObject([
      { reason: 'AMENDMENT', payee: 'CUSTOMER', payeeName: null, sourceId: amendment, amount: own },
      { reason: 'AMENDMENT', payee: 'LENDER', payeeName: '示范银行', sourceId: amendment, amount: 5_000_000 - own },
    ]);
    const manager = await app.as('sales_manager@s01');
    const { terms } = expectStatus(await manager.get(`/sales-orders/${order.id}/cancellation-terms`), 200);
    expect((terms as { cause: string }[]).find((t) => t.cause === 'CUSTOMER')).toMatchObject({
      ...{ paid: 500_000, earnest: 500_000, forfeited: 500_000, refund: 0, toLender: 14_150_000 },
    });
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '改变计划' }), 200);
    const loan = await app.soon(async () => (await refundsOf(app, order.id)).find((r) => r.reason === 'LOAN'), 'the loan on its way back');
    expect(loan.amount).toBe(14_150_000);
  });

  it('is measured again when the lender decides and when it pays: the order may have been amended meanwhile (F-3)', async () => {
    const order = await prepared();
    const finance = await loans.bank();
    const most = 19_600_000 * 0.8;
    const amended = async (discount: number) => {
      const body = { salesOrderId: order.id, reason: '议价', lines: offer(model, discount) };
      const asked = expectStatus(await (await loans.seller()).post('/order-amendments', body), 201);
      expectStatus(await (await app.as('general_manager@s01')).post(`/order-amendments/${asked.id}/approve`), 200);
    };
    const first = await loans.submitted(order, { amount: most });
    await amended(7);
    const path = `/finance-applications/${first.id}`;
    const refused = await finance.post(`${path}/approve`, await loans.decision());
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([422, 'loan_above_ceiling', '/amount']);
    const ceiling = 18_600_000 * 0.8;
    expect((await finance.post(`${path}/approve-conditionally`, await loans.decision({ conditions: [{ text: '担保' }] }))).body.code).toBe(
      'loan_above_ceiling',
    );
    const granted = expectStatus(await finance.post(`${path}/approve`, await loans.decision({ amount: ceiling })), 200);
    expect(granted).toMatchObject({ price: 18_600_000, approvedAmount: ceiling, downPayment: 18_600_000 - ceiling });
    await amended(8);
    expect((await finance.post(`${path}/disburse`, { reference: 'FK-6' })).body.code).toBe('loan_above_ceiling');
    expect(expectStatus(await finance.get(path), 200)).toMatchObject({ state: 'APPROVED', price: 18_600_000 });
    await amended(6);
    await app.soon(async () => (await loans.balanceOf(order)).amount === 18_350_000, 'the balance of the price that holds');
    expectStatus(await finance.post(`${path}/disburse`, { reference: 'FK-6' }), 200);
  });

  it('is neither paid out nor open any more once the car came back (F-4)', async () => {
    const { order } = await readyOrder(app, await someModel(app));
    const finance = await loans.bank();
    // Granted while the order was open, never paid out: the customer paid all of it.
    const { id } = await loans.submitted(order, { amount: 5_000_000 });
    expectStatus(await finance.post(`/finance-applications/${id}/approve`, await loans.decision()), 200);
    const consultant = await loans.seller();
    expectStatus(await consultant.post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id)), 200);
    const body = { salesOrderId: order.id, reason: 'SANBAO_ART_22', odometerKm: 30, account: '检测报告' };
    const asked = expectStatus(await consultant.post('/order-returns', body), 201);
    expectStatus(await (await app.as('general_manager@s01')).post(`/order-returns/${asked.id}/approve`), 200);
    const refused = await finance.post(`/finance-applications/${id}/disburse`, { reference: 'FK-7' });
    expect(['order_not_live', 'illegal_move']).toContain(refused.body.code);
    const over = await app.soon(async () => {
      const { body: now } = await finance.get(`/finance-applications/${id}`);
      return now.state === 'WITHDRAWN' && now;
    }, 'the withdrawal');
    expect(over.withdrawReason).toBe('ORDER_RETURNED');
  });

  it('opens the payment gate with the lender’s commitment letter before the money comes (D-7)', async () => {
    const order = await prepared();
    const consultant = await loans.seller();
    const { id } = await loans.submitted(order, { amount: 12_000_000 });
    const gate = async () =>
      (
        expectStatus(await consultant.get(`/sales-orders/${order.id}/delivery-readiness`), 200).gates as { code: string; passed: boolean }[]
      ).find((g) => g.code === 'PAYMENT')?.passed;
    const balance = await loans.balanceOf(order);
    const cashier = await app.as('cashier@s01');
    const cash = { receivableId: balance.id, amount: balance.amount - 12_000_000, method: 'TRANSFER' };
    expectStatus(await cashier.post('/receipts', cash), 201);
    const finance = await loans.bank();
    expectStatus(await finance.post(`/finance-applications/${id}/approve`, await loans.decision()), 200);
    expect(await gate()).toBe(false);
    expectStatus(await consultant.post(`/finance-applications/${id}/withdraw`, { reason: '改报' }), 200);
    expect(await financing(order)).toBe('NONE');
    const again = await loans.submitted(order, { amount: 12_000_000 });
    expectStatus(await finance.post(`/finance-applications/${again.id}/approve`, await loans.decision({ commitmentLetter: 'CN-1' })), 200);
    expect(await gate()).toBe(true);
    // The customer paid the rest meanwhile: the lender's money is no longer owed.
    expectStatus(await cashier.post('/receipts', { ...cash, amount: 1 }), 201);
    const refused = await finance.post(`/finance-applications/${again.id}/disburse`, { reference: 'FK-3' });
    expect([refused.status, refused.body.code]).toEqual([409, 'loan_exceeds_outstanding']);
  });

  it('is one at a time, within what the lender gives for the car (F-3)', async () => {
    const order = await confirmedOrder(app, model);
    const codeOf = async (more: object) => (await loans.draft(order, more)).body.code as string;
    const other = expectStatus(await loans.product({ brands: ['别的品牌'] }), 201);
    const closed = expectStatus(await loans.product(), 201);
    expectStatus(await (await loans.bank()).post(`/lender-products/${closed.id}/close`), 200);
    expect(await codeOf({ months: 12 })).toBe('loan_term_not_offered');
    expect(await codeOf({ lenderProductId: other.id })).toBe('lender_product_not_for_model');
    expect(await codeOf({ lenderProductId: closed.id })).toBe('lender_product_unavailable');
    expect(await codeOf({ lenderProductId: order.id })).toBe('reference_unknown');
    const { price } = expectStatus(await loans.draft(order), 201);
    expect(await codeOf({ amount: Math.floor(price * 0.8) })).toBe('finance_application_exists');
    expect(await codeOf({ amount: Math.floor(price * 0.8) + 1 })).toBe('loan_above_ceiling');
    expect((await (await app.as('sales_consultant@s02')).get(`/finance-applications?salesOrderId=${order.id}`)).body.items).toEqual([]);
  });

  it('that the lender rejects is over; with the order it is withdrawn', async () => {
    const order = await confirmedOrder(app, model);
    const first = await loans.submitted(order);
    const finance = await loans.bank();
    expectStatus(await finance.post(`/finance-applications/${first.id}/reject`, { reason: '征信不符合要求' }), 200);
    expect(await financing(order)).toBe('DECLINED');
    const second = await loans.submitted(order);
    const manager = await app.as('sales_manager@s01');
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '改变计划' }), 200);
    const over = await app.soon(async () => {
      const { body } = await manager.get(`/finance-applications/${second.id}`);
      return (body as { state: string }).state === 'WITHDRAWN' && (body as { withdrawReason: string });
    }, 'the withdrawal');
    expect(over.withdrawReason).toBe('ORDER_CANCELLED');
    expect((await finance.post(`/finance-applications/${second.id}/approve`, await loans.decision())).body.code).toBe('illegal_move');
  });

  it('each move in each state: the legal ones are those of the lifecycle, the others are 409 and change nothing', async () => {
    const finance = await loans.bank();
    const consultant = await loans.seller();
    const bodies: Record<string, object> = {
      submit: {},
      approve: await loans.decision(),
      'approve-conditionally': await loans.decision({ conditions: [{ text: '补充材料' }] }),
      reject: { reason: '不符合' },
      disburse: { reference: 'FK' },
      withdraw: { reason: '不贷了' },
    };
    const move = (id: string, name: string) =>
      (name === 'submit' || name === 'withdraw' ? consultant : finance).post(`/finance-applications/${id}/${name}`, bodies[name]);
    const ways: Record<string, string[]> = {
      SUBMITTED: ['submit'],
      CONDITIONAL: ['submit', 'approve-conditionally'],
      APPROVED: ['submit', 'approve'],
      REJECTED: ['submit', 'reject'],
      WITHDRAWN: ['withdraw'],
      DISBURSED: ['submit', 'approve', 'disburse'],
    };
    const legal: Record<string, string[]> = {
      SUBMITTED: ['approve', 'approve-conditionally', 'reject', 'withdraw'],
      CONDITIONAL: ['approve', 'reject', 'withdraw'],
      APPROVED: ['disburse', 'withdraw'],
      REJECTED: [],
      WITHDRAWN: [],
      DISBURSED: [],
    };
    const order = await prepared();
    for (const [state, way] of Object.entries(ways)) {
      const { id } = expectStatus(await loans.draft(order), 201);
      for (const name of way) expectStatus(await move(id, name), 200);
      const before = expectStatus(await finance.get(`/finance-applications/${id}`), 200);
      expect(before.state).toBe(state);
      for (const name of Object.keys(bodies).filter((n) => !legal[state]?.includes(n))) {
        const answer = await move(id, name);
        expect([state, name, answer.status, answer.body.code]).toEqual([state, name, 409, 'illegal_move']);
      }
      expect(expectStatus(await finance.get(`/finance-applications/${id}`), 200).version).toBe(before.version);
      if (state !== 'REJECTED' && state !== 'WITHDRAWN' && state !== 'DISBURSED') expectStatus(await move(id, 'withdraw'), 200);
    }
  });
});
