import { confirmedOrder, expectStatus, type Model, type Order, orderIn, pay, someModel, stockCar } from '../support/deals.js';
import { handOver, orderOf, preparingOrder, readyOrder, receivablesOf, refundOf, refundsOf, told } from '../support/orders.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
let manager: Actor;
let finance: Actor;
beforeEach(async () => {
  app = await server();
  model = await someModel(app);
  manager = await app.as('sales_manager@s01');
  finance = await app.as('finance_manager@s01');
});
const terms = async (id: string) => {
  const body = expectStatus(await manager.get(`/sales-orders/${id}/cancellation-terms`), 200);
  return {
    ...body,
    of: Object.fromEntries((body.terms as { cause: string }[]).map((t) => [t.cause, t])) as Record<string, Answer['body']>,
  };
};
const cancel = (id: string, cause: string): Promise<Answer> => manager.post(`/sales-orders/${id}/cancel`, { cause, reason: '解除合同' });
async function prepaid(order: Order): Promise<void> {
  const cashier = await app.as('cashier@s01');
  const deposit = await app.soon(async () => (await receivablesOf(app, order.id))['DEPOSIT'], 'the deposit');
  const body = { receivableId: deposit.id, amount: deposit.amount, method: 'WECHAT', depositType: 'PREPAYMENT' };
  expectStatus(await cashier.post('/receipts', body), 201);
}
/** What the books say of an order that ended, by account. */
const settled = async (id: string) =>
  Object.fromEntries(
    (
      await app.sql<{ account: string; amount: number }>(
        `SELECT account, sum(debit - credit)::float8 AS amount FROM finance.journal_entry WHERE source_id = $1 AND source_type = 'ORDER_SETTLED' GROUP BY 1`,
        [id],
      )
    ).map((r) => [r.account, r.amount]),
  );

describe('cancelling an order with a deposit (D-5, D-6)', () => {
  it('says before what every cause would cost, and keeps 定金 when the buyer gives up', async () => {
    const { order } = await preparingOrder(app, model);
    const shown = await terms(order.id);
    expect(shown).toMatchObject({ cancellable: true, obstacle: null, redFlushNeeded: false });
    expect(shown.of['CUSTOMER']).toMatchObject({
      paid: 500_000,
      earnest: 500_000,
      forfeited: 500_000,
      compensation: 0,
      refund: 0,
      rule: 'D-5',
    });
    expect(shown.of['SELLER']).toMatchObject({ forfeited: 0, compensation: 500_000, refund: 1_000_000 });
    expect(shown.of['AGREED']).toMatchObject({ forfeited: 0, compensation: 0, refund: 500_000 });
    expectStatus(await cancel(order.id, 'CUSTOMER'), 200);
    await app.soon(async () => (await settled(order.id))['2203'], 'the settlement');
    expect(await settled(order.id)).toEqual({ '2203': 500_000, '6301': -500_000 });
    expect(await refundsOf(app, order.id)).toEqual([]);
    expect(await terms(order.id)).toMatchObject({ cancellable: false, obstacle: 'illegal_move' });
    expect((await (await app.as('sales_consultant@s02')).get(`/sales-orders/${order.id}/cancellation-terms`)).status).toBe(404);
  });

  it('pays 定金 back double when the seller fails; nobody approves what follows from their own doing, and it is paid once', async () => {
    const { order } = await preparingOrder(app, model);
    expectStatus(await cancel(order.id, 'SELLER'), 200);
    const refund = await refundOf(app, order.id);
    expect(refund).toMatchObject({
      state: 'REQUESTED',
      reason: 'CANCELLATION',
      amount: 1_000_000,
      compensation: 500_000,
      retained: 0,
      approvalLevel: 'FINANCE_MANAGER',
    });
    expect(await settled(order.id)).toEqual({ '2203': 500_000, '6711': 500_000, '2241': -1_000_000 });
    const cashier = await app.as('cashier@s01');
    expect((await cashier.post(`/refunds/${refund.id}/pay`, { method: 'TRANSFER' })).body.code).toBe('illegal_move');
    expect((await cashier.post(`/refunds/${refund.id}/approve`)).body.code).toBe('forbidden');
    expectStatus(await finance.post(`/refunds/${refund.id}/reject`, { reason: '缺账户' }), 200);
    expectStatus(await finance.post(`/refunds/${refund.id}/resubmit`, { note: '已补' }), 200);
    expect((await finance.post(`/refunds/${refund.id}/approve`)).body).toMatchObject({ status: 403, code: 'refund_approver_is_requester' });
    expectStatus(await (await app.as('general_manager@s01')).post(`/refunds/${refund.id}/approve`, { note: '同意' }), 200);
    const paid = await Promise.all(Array.from({ length: 6 }, () => cashier.post(`/refunds/${refund.id}/pay`, { method: 'TRANSFER' })));
    expect(paid.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const book = await app.sql<{ amount: number }>(
      `SELECT sum(debit)::float8 AS amount FROM finance.journal_entry WHERE source_id = $1 AND source_type = 'REFUND'`,
      [refund.id],
    );
    expect(book).toEqual([{ amount: 1_000_000 }]);
    await app.soon(async () => (await orderOf(app, order.id)).payment.state === 'REFUNDED', 'the order hears of it');
    expect((await orderOf(app, order.id)).payment.refunded).toBe(1_000_000);
    await told(app, order.customerId, '退款 ¥10,000.00');
  });

  it('gives 订金 and all other money back when the buyer gives up, a large sum by the general manager only', async () => {
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    await prepaid(order);
    await orderIn(app, manager, order.id, 'PREPARING');
    await pay(app, order.id, 'BALANCE');
    expect((await terms(order.id)).of['CUSTOMER']).toMatchObject({
      earnest: 0,
      prepayment: 500_000,
      other: 19_150_000,
      forfeited: 0,
      refund: 19_650_000,
    });
    expectStatus(await cancel(order.id, 'CUSTOMER'), 200);
    const refund = await refundOf(app, order.id);
    expect(refund).toMatchObject({ amount: 19_650_000, approvalLevel: 'GENERAL_MANAGER' });
    expect((await finance.post(`/refunds/${refund.id}/approve`)).body).toMatchObject({ status: 403, code: 'refund_level_too_low' });
    expectStatus(await (await app.as('general_manager@s01')).post(`/refunds/${refund.id}/approve`), 200);
    expect((await (await app.as('cashier@s02')).get(`/refunds/${refund.id}`)).status).toBe(404);
  });

  it('is agreed to by nobody who ever asked for it, whoever asks again in between (D-6)', async () => {
    const { order } = await preparingOrder(app, model);
    const boss = await app.as('general_manager@s01');
    expectStatus(await boss.post(`/sales-orders/${order.id}/cancel`, { cause: 'AGREED', reason: '协商解除' }), 200);
    const refund = await refundOf(app, order.id);
    expect((await boss.post(`/refunds/${refund.id}/approve`)).body.code).toBe('refund_approver_is_requester');
    expectStatus(await finance.post(`/refunds/${refund.id}/reject`, { reason: '缺账户' }), 200);
    const again = expectStatus(await (await app.as('cashier@s01')).post(`/refunds/${refund.id}/resubmit`, { note: '已补' }), 200);
    expect(again.requesters).toEqual([refund.requestedBy, again.requestedBy]);
    // The one whose doing it follows from is still none to agree to it.
    expect((await boss.post(`/refunds/${refund.id}/approve`)).body).toMatchObject({ status: 403, code: 'refund_approver_is_requester' });
    await expect(
      app.sql(`UPDATE finance.refund SET state = 'APPROVED', decided_by = $2 WHERE id = $1`, [refund.id, refund.requestedBy]),
    ).rejects.toThrow('ck_refund_decided');
    expectStatus(await finance.post(`/refunds/${refund.id}/approve`), 200);
  });

  it('with nothing paid has nothing to settle', async () => {
    const order = await confirmedOrder(app, model);
    await app.soon(async () => (await receivablesOf(app, order.id))['DEPOSIT'], 'the receivables');
    expectStatus(await cancel(order.id, 'SELLER'), 200);
    await app.soon(async () => (await receivablesOf(app, order.id))['DEPOSIT']?.state === 'CANCELLED', 'the receivables end');
    expect(await refundsOf(app, order.id)).toEqual([]);
    expect(await settled(order.id)).toEqual({});
  });

  it('a deposit that comes in at the same moment is either refused or comes back', async () => {
    for (let n = 0; n < 4; n++) {
      await stockCar(app, model);
      const order = await confirmedOrder(app, model);
      const deposit = await app.soon(async () => (await receivablesOf(app, order.id))['DEPOSIT'], 'the deposit');
      const cashier = await app.as('cashier@s01');
      const receipt = { receivableId: deposit.id, amount: deposit.amount, method: 'CASH', depositType: 'EARNEST' };
      const [taken, cancelled] = await Promise.all([cashier.post('/receipts', receipt), cancel(order.id, 'AGREED')]);
      expect(cancelled.status).toBe(200);
      await app.soon(async () => {
        const waiting = await app.sql(
          `SELECT 1 FROM kernel.delivery d JOIN kernel.event e ON e.id = d.event_id WHERE e.aggregate_id = $1 AND d.listener = 'finance.bill-sales-order' AND d.state = 'PENDING'`,
          [order.id],
        );
        return waiting.length === 0;
      }, 'finance has heard');
      const refunds = await refundsOf(app, order.id);
      expect(refunds.map((r) => r.amount as number)).toEqual(taken.status === 201 ? [500_000] : []);
    }
  });
});

describe('at the moment of the hand-over', () => {
  it('of a delivery and a cancellation at once exactly one happens, and of many deliveries one (D-1)', async () => {
    const consultant = await app.as('sales_consultant@s01');
    const { order, car } = await readyOrder(app, model, { plates: false });
    for (const gate of ['REGISTRATION', 'PURCHASE_TAX'])
      expectStatus(await manager.post(`/sales-orders/${order.id}/gate-waivers`, { gate, reason: '客户自行上牌' }), 201);
    const body = await handOver(app, order.id);
    const deliver = () => consultant.post(`/sales-orders/${order.id}/deliver`, body);
    const answers = await Promise.all([
      deliver(),
      cancel(order.id, 'CUSTOMER'),
      deliver(),
      cancel(order.id, 'SELLER'),
      deliver(),
      deliver(),
    ]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    for (const a of answers.filter((one) => one.status !== 200)) expect(a.body).toMatchObject({ status: 409, code: 'illegal_move' });
    const { state } = await orderOf(app, order.id);
    const [row] = await app.sql<{ deliveries: number; live: number; car: string }>(
      `SELECT (SELECT count(*)::int FROM sales.delivery WHERE sales_order_id = $1) AS deliveries,
         (SELECT count(*)::int FROM inventory.reservation WHERE sales_order_id = $1 AND state = 'LIVE') AS live,
         (SELECT state FROM inventory.stock_vehicle WHERE id = $2) AS car`,
      [order.id, car.id],
    );
    expect(row).toEqual(state === 'DELIVERED' ? { deliveries: 1, live: 0, car: 'DELIVERED' } : { deliveries: 0, live: 0, car: 'IN_STOCK' });
  });
});
