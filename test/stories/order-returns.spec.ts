import { confirmedOrder, expectStatus, type Model, type Order, someModel } from '../support/deals.js';
import {
  deliveredOrder,
  handOver,
  orderOf,
  preparingOrder,
  readyOrder,
  receivablesOf,
  refundOf,
  refundsOf,
  told,
} from '../support/orders.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

const PAID = 19_650_000;
const PRICE = 19_600_000;
let app: Server;
let model: Model;
let manager: Actor;
let boss: Actor;
beforeEach(async () => {
  app = await server();
  model = await someModel(app);
  manager = await app.as('sales_manager@s01');
  boss = await app.as('general_manager@s01');
});
const ask = async ({ id }: Order, reason: string, more: object = {}, as = 'sales_consultant@s01'): Promise<Answer> =>
  (await app.as(as)).post('/order-returns', { salesOrderId: id, reason, odometerKm: 900, account: '检测报告 JC-018', ...more });
const approve = (id: string, as: Actor = boss): Promise<Answer> => as.post(`/order-returns/${id}/approve`);
const carOf = async (id: string) => expectStatus(await manager.get(`/stock-vehicles/${id}`), 200);

describe('a delivered car that comes back', () => {
  it('under the law: the order is RETURNED, the car in stock with the flag it must be sold with, the money on its way back (三包 23, 33)', async () => {
    const { order, car } = await deliveredOrder(app, model);
    const asked = expectStatus(await ask(order, 'SANBAO_ART_23'), 201);
    expect(asked).toMatchObject({ state: 'REQUESTED', mostKm: 3000, useFee: 0, deduction: 0, disclosure: true, price: PRICE });
    expect((await orderOf(app, order.id)).state).toBe('DELIVERED');
    expect((await ask(order, 'GOODWILL')).body).toMatchObject({ status: 409, code: 'return_pending' });
    expect((await approve(asked.id, manager)).body.code).toBe('forbidden');
    expect(asked.purchaseTaxRefund).toBeNull();
    // Paid this year: the tax office gives all of it back (购税 15).
    expect(expectStatus(await approve(asked.id), 200)).toMatchObject({
      ...{ state: 'APPROVED', allowedMoves: [], purchaseTaxRefund: 1_700_000 },
    });
    const returned = await orderOf(app, order.id);
    expect(returned).toMatchObject({ state: 'RETURNED', allowedMoves: [] });
    await told(app, order.customerId, '退车');
    expect(Date.parse(returned.returnedAt as string)).toBeGreaterThan(Date.parse(returned.deliveredAt as string));
    const back = await app.soon(async () => {
      const seen = await carOf(car.id);
      return seen.state === 'RETURNED' && seen;
    }, 'the car comes back');
    expect(back).toMatchObject({ disclosure: 'THREE_GUARANTEES_RETURN', odometerKm: 900, allowedMoves: ['hold', 'receive-return'] });
    expect(await refundOf(app, order.id)).toMatchObject({
      reason: 'RETURN',
      sourceId: asked.id,
      amount: PAID,
      retained: 0,
      approvalLevel: 'GENERAL_MANAGER',
    });
    // It is not offered to the next customer as a new car.
    expect((await orderOf(app, (await confirmedOrder(app, model)).id)).reservation).toBeNull();
    expect((await ask(order, 'GOODWILL')).body.code).toBe('order_not_delivered');
  });

  it('before it has plates: nobody waits for its registration any more', async () => {
    const { order } = await readyOrder(app, model, { plates: false });
    const consultant = await app.as('sales_consultant@s01');
    for (const gate of ['PURCHASE_TAX', 'REGISTRATION'])
      expectStatus(await manager.post(`/sales-orders/${order.id}/gate-waivers`, { gate, reason: '客户自行上牌' }), 201);
    expectStatus(await consultant.post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id)), 200);
    const { id } = expectStatus(await consultant.post('/registrations', { salesOrderId: order.id }), 201);
    const open = async () =>
      expectStatus(await consultant.get(`/registration-deadlines?subjectId=${order.id}&open=true`), 200).items as unknown[];
    await app.soon(async () => (await open()).length === 1, 'the deadline of the purchase tax');
    const asked = expectStatus(await ask(order, 'SANBAO_ART_23'), 201);
    expectStatus(await approve(asked.id), 200);
    expect((await consultant.get(`/registrations/${id}`)).body).toMatchObject({ state: 'WITHDRAWN', missingDocuments: [] });
    expect((await orderOf(app, order.id)).registration).toBe('NONE');
    await app.soon(async () => (await open()).length === 0, 'no deadline is left');
    expect((await consultant.post('/registrations', { salesOrderId: order.id })).body.code).toBe('order_not_live');
  });

  it('within seven days without a reason only where it was sold at a distance, and that was not excluded (D-11)', async () => {
    const inStore = await deliveredOrder(app, model);
    expect((await ask(inStore.order, 'DISTANCE_SALE')).body).toMatchObject({ status: 409, code: 'return_not_distance_sale', rule: 'D-11' });
    // As an order is that grew from such a quotation.
    const set = (channel: string, excluded: boolean) =>
      app.sql('UPDATE sales.sales_order SET sale_channel = $2, distance_return_excluded = $3 WHERE id = $1', [
        inStore.order.id,
        channel,
        excluded,
      ]);
    await set('PHONE', true);
    expect((await ask(inStore.order, 'DISTANCE_SALE')).body.code).toBe('return_not_distance_sale');
    await set('PHONE', false);
    expect(expectStatus(await ask(inStore.order, 'DISTANCE_SALE'), 201)).toMatchObject({ state: 'REQUESTED', useFee: 0 });
  });

  it('under art 24 costs the use fee; by agreement what was agreed, without the flag (W-5)', async () => {
    const used = await deliveredOrder(app, model);
    const fee = expectStatus(await ask(used.order, 'SANBAO_ART_24', { odometerKm: 12_000 }), 201);
    // SB-16 of the vectors: price × 12,000 ÷ 1,000 × 0.5 %.
    expect(fee.useFee).toBe((PRICE * 12 * 5) / 1000);
    expectStatus(await approve(fee.id), 200);
    expect(await refundOf(app, used.order.id)).toMatchObject({ amount: PAID - fee.useFee, retained: fee.useFee });

    const agreed = await deliveredOrder(app, await someModel(app));
    const goodwill = expectStatus(await ask(agreed.order, 'GOODWILL', { deduction: 300_000 }), 201);
    expect(goodwill).toMatchObject({ deduction: 300_000, useFee: 0, disclosure: false });
    expectStatus(await approve(goodwill.id), 200);
    expect(await refundOf(app, agreed.order.id)).toMatchObject({ amount: PAID - 300_000, retained: 300_000 });
    const car = await app.soon(async () => {
      const seen = await carOf(agreed.car.id);
      return seen.state === 'RETURNED' && seen;
    }, 'the car comes back');
    expect(car.disclosure).toBeNull();
    const book = await app.sql<{ account: string; amount: number }>(
      `SELECT account, sum(debit - credit)::float8 AS amount FROM finance.journal_entry WHERE source_id = $1 GROUP BY 1 ORDER BY 1`,
      [goodwill.id],
    );
    expect(book).toEqual([
      { account: '2203', amount: PAID },
      { account: '2241', amount: -(PAID - 300_000) },
      { account: '6301', amount: -300_000 },
    ]);
  });

  it('is refused by name: too far, backwards, a deduction the law knows not, a car that is not out', async () => {
    const { order, car } = await deliveredOrder(app, model);
    expect((await ask(order, 'SANBAO_ART_23', { odometerKm: 3001 })).body).toMatchObject({ status: 409, code: 'return_window_over' });
    expect((await ask(order, 'SANBAO_ART_24', { odometerKm: 50_001 })).body.code).toBe('return_window_over');
    expect((await ask(order, 'GOODWILL', { odometerKm: 13 })).body).toMatchObject({ status: 422, code: 'return_odometer_backwards' });
    expect((await ask(order, 'SANBAO_ART_22', { deduction: 1 })).body).toMatchObject({ status: 422, code: 'return_deduction_not_allowed' });
    expect((await ask(order, 'GOODWILL', { deduction: PRICE + 1 })).body.code).toBe('return_deduction_not_allowed');
    expect((await ask(order, 'BAD_MOOD')).status).toBe(400);
    const { order: early } = await preparingOrder(app, await someModel(app));
    expect((await ask(early, 'GOODWILL')).body).toMatchObject({ status: 409, code: 'order_not_delivered' });
    expect(
      (
        await (
          await app.as('sales_consultant@s02')
        ).post('/order-returns', { salesOrderId: order.id, reason: 'GOODWILL', odometerKm: 900, account: '无' })
      ).status,
    ).toBe(404);

    const own = expectStatus(await ask(order, 'GOODWILL', {}, 'general_manager@s01'), 201);
    expect((await approve(own.id)).body).toMatchObject({ status: 403, code: 'return_approver_is_requester' });
    expectStatus(await boss.post(`/order-returns/${own.id}/cancel`), 200);
    const refused = expectStatus(await ask(order, 'SANBAO_ART_22'), 201);
    expectStatus(await boss.post(`/order-returns/${refused.id}/reject`, { reason: '检测未见异常' }), 200);
    expect((await approve(refused.id)).body.code).toBe('illegal_move');
    expect((await orderOf(app, order.id)).state).toBe('DELIVERED');
    expect((await carOf(car.id)).state).toBe('DELIVERED');
    expect(await refundsOf(app, order.id)).toEqual([]);
  });

  it('is not asked after any more: its care ends (D-10)', async () => {
    const { order } = await readyOrder(app, model);
    const consent = { purpose: 'SATISFACTION_SURVEY', channel: 'PHONE', granted: true, textVersion: '2026-01', evidence: '展厅签字' };
    expectStatus(await (await app.as('crm_agent@s01')).post(`/customers/${order.customerId}/consents`, consent), 201);
    expectStatus(
      await (await app.as('sales_consultant@s01')).post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id)),
      200,
    );
    const care = (state: string) =>
      app.soon(async () => {
        const { items } = expectStatus(await boss.get(`/processes?subjectId=${order.id}`), 200);
        return (items as { definitionCode: string; state: string }[]).some(
          (p) => p.definitionCode === 'after-delivery-care' && p.state === state,
        );
      }, `the care ${state}`);
    await care('RUNNING');
    const asked = expectStatus(await ask(order, 'GOODWILL'), 201);
    expectStatus(await approve(asked.id), 200);
    await care('CANCELLED');
    const { items } = expectStatus(await manager.get(`/tasks?subjectId=${order.id}&state=OPEN`), 200);
    expect((items as { definitionCode: string }[]).filter((t) => t.definitionCode === 'after-delivery-care')).toEqual([]);
  });

  it('agreed to by many at once comes back once, and is refunded once', async () => {
    const { order } = await deliveredOrder(app, model);
    const asked = expectStatus(await ask(order, 'SANBAO_ART_22'), 201);
    const answers = await Promise.all(Array.from({ length: 5 }, () => approve(asked.id)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409]);
    await refundOf(app, order.id);
    expect(await refundsOf(app, order.id)).toHaveLength(1);

    expect((await receivablesOf(app, order.id))['BALANCE']?.state).toBe('PAID');
    const told = await app.sql(`SELECT 1 FROM kernel.event WHERE name = 'sales.order-returned' AND aggregate_id = $1`, [order.id]);
    expect(told).toHaveLength(1);
  });

  it('is invoiced no more: a draft is void, none is made, and money goes back only after the red invoice (D-6, FP-1)', async () => {
    const { order } = await deliveredOrder(app, model);
    const finance = await app.as('finance_manager@s01');
    const cashier = await app.as('cashier@s01');
    const { items } = expectStatus(await cashier.get(`/invoices?salesOrderId=${order.id}`), 200);
    expectStatus(await finance.post(`/invoices/${items[0].id}/red-flush`, { reason: '抬头有误' }), 200);
    const draft = expectStatus(await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' }), 201);
    const asked = expectStatus(await ask(order, 'SANBAO_ART_22'), 201);
    expectStatus(await approve(asked.id), 200);
    await refundOf(app, order.id);
    expect((await cashier.get(`/invoices/${draft.id}`)).body.state).toBe('VOID');
    expect((await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' })).body).toMatchObject({
      ...{ status: 409, code: 'order_not_billable' },
    });

    const invoiced = await deliveredOrder(app, await someModel(app));
    const again = expectStatus(await ask(invoiced.order, 'SANBAO_ART_22'), 201);
    expectStatus(await approve(again.id), 200);
    const refund = await refundOf(app, invoiced.order.id);
    expectStatus(await boss.post(`/refunds/${refund.id}/approve`), 200);
    const pay = () => cashier.post(`/refunds/${refund.id}/pay`, { method: 'TRANSFER' });
    expect((await pay()).body).toMatchObject({ status: 409, code: 'invoice_not_red_flushed' });
    expect((await cashier.get(`/refunds/${refund.id}`)).body.state).toBe('APPROVED');
    const { items: issued } = expectStatus(await cashier.get(`/invoices?salesOrderId=${invoiced.order.id}&state=ISSUED`), 200);
    expectStatus(await finance.post(`/invoices/${issued[0].id}/red-flush`, { reason: '退车' }), 200);
    expectStatus(await pay(), 200);
  });
});
