import {
  confirmedOrder,
  dateOn,
  expectStatus,
  identify,
  type Model,
  offer,
  type Order,
  orderIn,
  pay,
  someModel,
  someOpportunity,
  stockCar,
} from '../support/deals.js';
import {
  deliveredOrder,
  issueInvoice,
  orderOf,
  preparingOrder,
  receivablesOf,
  refundOf,
  refundsOf,
  signedContract,
  told,
} from '../support/orders.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

const TOTAL = 19_650_000;
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
const ask = async (order: Order, body: object, as = 'sales_consultant@s01'): Promise<Answer> =>
  (await app.as(as)).post('/order-amendments', { salesOrderId: order.id, reason: '客户要求', ...body });
const asked = async (order: Order, body: object): Promise<Answer['body']> => expectStatus(await ask(order, body), 201);
const approve = (id: string, body: object = {}, as = manager): Promise<Answer> => as.post(`/order-amendments/${id}/approve`, body);
const inBlack = (): Model => ({ ...model, colour: '曜石黑' });
/** The order's lines with a discount in percent, and an accessory. */
const lines = (discount: number, accessory = 0) => [
  ...offer(model, discount),
  ...(accessory ? [{ kind: 'ACCESSORY', description: '全车贴膜', amount: accessory }] : []),
];
const receivablesSum = async (id: string, total: number) =>
  app.soon(async () => {
    const { DEPOSIT, BALANCE } = await receivablesOf(app, id);
    return DEPOSIT && BALANCE && DEPOSIT.amount + BALANCE.amount === total && { DEPOSIT, BALANCE };
  }, `receivables of ${total}`);

describe('an amendment of an order', () => {
  it('changes nothing before somebody else has agreed; then colour, car and reservation follow in one step', async () => {
    const { order, car } = await preparingOrder(app, model);
    const black = await stockCar(app, inBlack());
    const amendment = await asked(order, { colour: '曜石黑' });
    expect(amendment).toMatchObject({
      state: 'REQUESTED',
      before: { colour: '珍珠白', total: TOTAL },
      after: { colour: '曜石黑', total: TOTAL },
      difference: 0,
      approvalLevel: 'MANAGER',
    });
    expect((await orderOf(app, order.id)).reservation.vin).toBe(car.vin);
    expect((await ask(order, { colour: '曜石黑' })).body).toMatchObject({ status: 409, code: 'amendment_pending' });
    expect(expectStatus(await approve(amendment.id), 200)).toMatchObject({ state: 'APPROVED', allowedMoves: [] });
    await told(app, order.customerId, '订单变更');
    expect(await orderOf(app, order.id)).toMatchObject({
      state: 'PREPARING',
      colour: '曜石黑',
      reservation: { vin: black.vin, expiresAt: null },
    });
    const states = await app.sql<{ state: string }>(
      'SELECT state FROM inventory.stock_vehicle WHERE id = ANY($1::uuid[]) ORDER BY id = $2 DESC',
      [[car.id, black.id], car.id],
    );
    expect(states.map((s) => s.state)).toEqual(['IN_STOCK', 'PREPARING']);
  });

  it('to another model brings its price; the order waits in the queue while there is no such car', async () => {
    const { order } = await preparingOrder(app, model);
    const dearer = await someModel(app, { listPrice: 25_000_000, floorPrice: 22_000_000, standardCost: 20_000_000 });
    const amendment = await asked(order, { modelId: dearer.id });
    expect(amendment).toMatchObject({ after: { modelId: dearer.id, total: TOTAL + 5_000_000 }, difference: 5_000_000 });
    expectStatus(await approve(amendment.id), 200);
    expect(await orderOf(app, order.id)).toMatchObject({
      state: 'PENDING_ALLOCATION',
      modelId: dearer.id,
      total: TOTAL + 5_000_000,
      reservation: null,
    });
    const { DEPOSIT, BALANCE } = await receivablesSum(order.id, TOTAL + 5_000_000);
    expect([DEPOSIT, BALANCE]).toMatchObject([
      { amount: 500_000, state: 'PAID' },
      { amount: TOTAL + 4_500_000, state: 'OPEN' },
    ]);
    const car = await stockCar(app, dearer);
    await orderIn(app, manager, order.id, 'PREPARING');
    expect((await orderOf(app, order.id)).reservation.vin).toBe(car.vin);
  });

  it('to another model takes nothing of the old one’s prices along: list, promotions, estimates, and the plan to pay it', async () => {
    const dearer = await someModel(app, {
      listPrice: 25_000_000,
      floorPrice: 22_000_000,
      standardCost: 20_000_000,
      seats: 7,
      powertrain: 'BEV',
    });
    const today = await dateOn(app, 0);
    const dates = { validFrom: today, validUntil: await dateOn(app, 30) };
    const film = (of: Model, amount: number) => ({ kind: 'ACCESSORY', code: 'FILM', modelId: of.id, description: '隔热膜', amount });
    const list = expectStatus(
      await manager.post('/price-lists', { name: '测试价格表', validFrom: today, items: [film(model, 100_000), film(dearer, 150_000)] }),
      201,
    );
    expectStatus(await manager.post(`/price-lists/${list.id}/publish`), 200);
    const promote = async (modelIds: string[], more: object) => {
      const body = { nameZh: '促销', nameEn: 'Offer', lineKind: 'DISCOUNT', modelIds, quantity: 1, ...dates, ...more };
      const { id } = expectStatus(await manager.post('/promotions', body), 201);
      return expectStatus(await boss.post(`/promotions/${id}/approve`), 200).id as string;
    };
    const both = await promote([model.id, dearer.id], { kind: 'PERCENT', percent: 1 });
    const old = await promote([model.id], { kind: 'AMOUNT', amount: 300_000 });
    const used = async () =>
      Object.fromEntries(
        (
          await app.sql<{ id: string; used: number; spent: string }>(
            'SELECT id, used_count AS used, spent FROM sales.promotion WHERE id = ANY($1::uuid[])',
            [[both, old]],
          )
        ).map((p) => [p.id, [p.used, Number(p.spent)]]),
      );

    const seller = await app.as('sales_consultant@s01');
    const { opportunityId } = await someOpportunity(app, model);
    const quotation = expectStatus(
      await seller.post('/quotations', {
        ...{ opportunityId, modelId: model.id, colour: model.colour, estimates: ['PURCHASE_TAX', 'COMPULSORY_INSURANCE'] },
        lines: [
          { kind: 'VEHICLE', description: '指导价' },
          { kind: 'ACCESSORY', description: '隔热膜', itemCode: 'FILM', quantity: 2 },
        ],
        financeAlternatives: [
          { kind: 'CASH' },
          { kind: 'LOAN', downPayment: 5_000_000, months: 36, annualRatePercent: 4.5, method: 'EQUAL_INSTALLMENT' },
        ],
      }),
      201,
    );
    expectStatus(await seller.post(`/quotations/${quotation.id}/submit`), 200);
    expectStatus(await seller.post(`/quotations/${quotation.id}/send`), 200);
    const { salesOrderId: id } = expectStatus(await seller.post(`/quotations/${quotation.id}/accept`, { financeAlternative: 2 }), 200);
    // 200,000 less 1 % and 3,000 yuan; tax on 195,000 ÷ 1.13.
    const before = await orderOf(app, id);
    expect(before.total).toBe(20_000_000 - 200_000 - 300_000 + 200_000 + 1_725_664 + 95_000);
    expect(await used()).toEqual({ [both]: [1, 200_000], [old]: [1, 300_000] });

    const amendment = expectStatus(await seller.post('/order-amendments', { salesOrderId: id, modelId: dearer.id, reason: '升级' }), 201);
    const byKind = (after: { lines: { kind: string; amount: number }[] }) => Object.fromEntries(after.lines.map((l) => [l.kind, l.amount]));
    // A new-energy car in 2026: half of the tax on 247,500 ÷ 1.13 (TX-2); seven seats: the larger premium (IN-1).
    const anew = { VEHICLE: 25_000_000, ACCESSORY: 300_000, DISCOUNT: -250_000, PURCHASE_TAX: 1_095_133, INSURANCE: 110_000 };
    expect(byKind(amendment.after)).toEqual(anew);
    const total = Object.values(anew).reduce((sum, amount) => sum + amount, 0);
    expectStatus(await approve(amendment.id), 200);
    const after = await orderOf(app, id);
    expect(after).toMatchObject({ total, modelId: dearer.id, accessories: [{ itemCode: 'FILM', quantity: 2 }] });
    expect(after.paymentPlan).toMatchObject({ number: 2, downPayment: 5_000_000, principal: total - 5_000_000, months: 36 });
    expect(after.paymentPlan.totalPaid).toBe(total + (after.paymentPlan.totalInterest as number));
    expect(await used()).toEqual({ [both]: [1, 250_000], [old]: [0, 0] });
    expectStatus(await manager.post(`/sales-orders/${id}/cancel`, { cause: 'AGREED', reason: '客户放弃' }), 200);
    await app.soon(async () => (await used())[both]?.[0] === 0, 'the promotion is free again');
    expect(await used()).toEqual({ [both]: [0, 0], [old]: [0, 0] });
  });

  it('of the price moves the receivables by exactly the difference, and what was paid beyond it goes back', async () => {
    const { order } = await preparingOrder(app, model);
    const dearer = await asked(order, { lines: lines(2, 88_801) });
    expect(dearer.difference).toBe(88_801);
    expectStatus(await approve(dearer.id), 200);
    await receivablesSum(order.id, TOTAL + 88_801);
    await pay(app, order.id, 'BALANCE');
    const cheaper = await asked(order, { lines: lines(3) });
    expect(cheaper.difference).toBe(-200_000 - 88_801);
    expectStatus(await approve(cheaper.id), 200);
    const { BALANCE } = await receivablesSum(order.id, TOTAL - 200_000);
    expect(BALANCE).toMatchObject({ state: 'PAID', paid: BALANCE.amount, outstanding: 0 });
    expect(await refundOf(app, order.id)).toMatchObject({ reason: 'AMENDMENT', amount: 288_801, sourceId: cheaper.id, compensation: 0 });
    const [book] = await app.sql<{ debit: number; credit: number }>(
      'SELECT sum(debit)::float8 AS debit, sum(credit)::float8 AS credit FROM finance.journal_entry WHERE source_id = $1',
      [BALANCE.id],
    );
    expect(book?.debit).toBe(book?.credit);
    // What went back was of the balance: the earnest money is still whole (D-5).
    const { terms } = expectStatus(await manager.get(`/sales-orders/${order.id}/cancellation-terms`), 200) as {
      terms: { cause: string }[];
    };
    expect(terms.find((t) => t.cause === 'CUSTOMER')).toMatchObject({ paid: TOTAL - 200_000, earnest: 500_000, forfeited: 500_000 });
  });

  it('needs the general manager for a deep discount, and never the one who asked', async () => {
    const order = await confirmedOrder(app, model);
    const deep = await asked(order, { lines: lines(9) });
    expect(deep.approvalLevel).toBe('GENERAL_MANAGER');
    expect((await approve(deep.id)).body).toMatchObject({ status: 403, code: 'approval_level_too_low' });
    expectStatus(await approve(deep.id, {}, boss), 200);
    const own = expectStatus(await ask(order, { lines: lines(2) }, 'sales_manager@s01'), 201);
    expect((await approve(own.id)).body).toMatchObject({ status: 403, code: 'amendment_approver_is_requester' });
    expectStatus(await manager.post(`/order-amendments/${own.id}/cancel`), 200);
    const refused = await asked(order, { lines: lines(1) });
    expect(expectStatus(await manager.post(`/order-amendments/${refused.id}/reject`, { reason: '不同意' }), 200)).toMatchObject({
      state: 'REJECTED',
      decisionNote: '不同意',
    });
    expect((await approve(refused.id)).body.code).toBe('illegal_move');
    expect((await orderOf(app, order.id)).total).toBe(20_000_000 - 1_800_000 + 50_000);
  });

  it('is refused by name when it changes nothing, does not fit, or comes too late', async () => {
    const { order } = await preparingOrder(app, model);
    expect((await ask(order, {})).body).toMatchObject({ status: 422, code: 'amendment_changes_nothing' });
    expect((await ask(order, { colour: '珍珠白' })).body.code).toBe('amendment_changes_nothing');
    expect((await ask(order, { colour: '翡翠绿' })).body).toMatchObject({ status: 422, code: 'colour_not_offered' });
    expect((await ask(order, { lines: [{ kind: 'VEHICLE', description: '车', amount: 1 }] })).body.code).toBe('vehicle_price_not_list');
    const white = await stockCar(app, model);
    expect((await ask(order, { colour: '曜石黑', stockVehicleId: white.id })).body.code).toBe('car_differs_from_order');
    const stranger = await app.as('sales_consultant@s02');
    expect((await stranger.post('/order-amendments', { salesOrderId: order.id, colour: '曜石黑', reason: '换' })).status).toBe(404);

    const pending = await asked(order, { colour: '曜石黑' });
    await signedContract(app, order.id);
    expect((await approve(pending.id)).body).toMatchObject({ status: 409, code: 'contract_signed' });
    await identify(app, order.customerId);
    await issueInvoice(app, order.id);
    expect((await approve(pending.id, { voidContract: true })).body).toMatchObject({ status: 409, code: 'order_invoiced' });
    expect(await orderOf(app, order.id)).toMatchObject({ colour: '珍珠白', contract: 'SIGNED', state: 'PREPARING' });

    const delivered = await deliveredOrder(app, await someModel(app));
    expect((await ask(delivered.order, { colour: '曜石黑' })).body).toMatchObject({ status: 409, code: 'order_not_live' });
  });

  it('voids the contract that was signed before, if its approver says so, and falls with the order', async () => {
    const { order } = await preparingOrder(app, model);
    const contract = await signedContract(app, order.id);
    const first = await asked(order, { lines: lines(2, 30_000) });
    expectStatus(await approve(first.id, { voidContract: true }), 200);
    expect((await manager.get(`/contracts/${contract}`)).body.state).toBe('VOID');
    await signedContract(app, order.id);
    expect((await orderOf(app, order.id)).contract).toBe('SIGNED');
    const second = await asked(order, { colour: '曜石黑' });
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'AGREED', reason: '客户放弃' }), 200);
    expect((await manager.get(`/order-amendments/${second.id}`)).body).toMatchObject({ state: 'CANCELLED', allowedMoves: [] });
    expect((await approve(second.id)).body.code).toBe('order_not_live');
  });

  it('takes the chosen car or does nothing at all', async () => {
    const { order, car } = await preparingOrder(app, model);
    const black = await stockCar(app, inBlack());
    const amendment = await asked(order, { colour: '曜石黑', stockVehicleId: black.id });
    expectStatus(await manager.post(`/stock-vehicles/${black.id}/hold`, { reason: '质量问题' }), 200);
    expect((await approve(amendment.id)).body).toMatchObject({ status: 409, code: 'vehicle_not_available' });
    expect(await orderOf(app, order.id)).toMatchObject({ colour: '珍珠白', reservation: { vin: car.vin } });
    expect((await manager.get(`/order-amendments/${amendment.id}`)).body.state).toBe('REQUESTED');
    expectStatus(await manager.post(`/stock-vehicles/${black.id}/release-hold`, { reason: '已排除' }), 200);
    expectStatus(await approve(amendment.id), 200);
    expect((await orderOf(app, order.id)).reservation.vin).toBe(black.vin);
  });

  it('of two approvers at once one decides, and the money moves once', async () => {
    for (let n = 0; n < 3; n++) {
      const { order } = await preparingOrder(app, await someModel(app));
      const total = (await orderOf(app, order.id)).total as number;
      const own = { ...order.model };
      const amendment = await asked(order, {
        lines: [...offer(own, 2), { kind: 'ACCESSORY', description: '脚垫', amount: 12_345 }],
      });
      const answers = await Promise.all([approve(amendment.id), approve(amendment.id, {}, boss)]);
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
      expect(answers.find((a) => a.status === 409)?.body.code).toBe('illegal_move');
      await receivablesSum(order.id, total + 12_345);
      const told = await app.sql(`SELECT 1 FROM kernel.event WHERE name = 'sales.order-amended' AND aggregate_id = $1`, [order.id]);
      expect(told).toHaveLength(1);
      expect(await refundsOf(app, order.id)).toEqual([]);
    }
  });
});
