import { dateOn, expectStatus, someModel, unique } from '../support/deals.js';
import { deliveredOrder, orderOf, refundsOf } from '../support/orders.js';
import { type Answer, type Server, server } from '../support/server.js';

let app: Server;
beforeAll(async () => {
  app = await server();
});
const finance = () => app.as('finance_manager@s01');
const admin = () => app.as('admin@s01');
const programme = async (more: object) => {
  const period = { validFrom: await dateOn(app, -1), validUntil: await dateOn(app, 30) };
  return (await admin()).post('/rebate-programmes', { code: `RB-${unique()}`, name: '提车返利', ...period, ...more });
};
const claimsOf = async (orderId: string): Promise<Answer['body'][]> =>
  expectStatus(await (await finance()).get(`/rebate-claims?salesOrderId=${orderId}`), 200).items;
const receivable = async (id: string) => expectStatus(await (await finance()).get(`/receivables/${id}`), 200);

describe("a maker's rebate (返利)", () => {
  it('is due from the maker for every delivery of its time, beside the price, and not for a car that came back', async () => {
    const model = await someModel(app);
    const modelIds = [model.id];
    const fixed = expectStatus(await programme({ modelIds, amount: 300_000 }), 201);
    const share = expectStatus(await programme({ modelIds, percent: 1.25 }), 201);
    const over = expectStatus(await programme({ modelIds, amount: 1, validUntil: await dateOn(app, -1) }), 201);
    const closed = expectStatus(await programme({ modelIds, amount: 1 }), 201);
    expect(expectStatus(await (await admin()).post(`/rebate-programmes/${closed.id}/close`), 200).state).toBe('CLOSED');
    expectStatus(await programme({ modelIds: [(await someModel(app)).id], amount: 1 }), 201);
    const me = expectStatus(await (await app.as('sales_consultant@s02')).get('/me'), 200);
    expectStatus(await programme({ modelIds, storeIds: [me.stores?.[0]?.storeId ?? fixed.id], amount: 1 }), 201);

    const { order } = await deliveredOrder(app, model);
    const claims = await app.soon(async () => {
      const found = await claimsOf(order.id);
      return found.length >= 2 && found;
    }, 'the claims');
    expect(claims.map((c) => [c.rebateProgrammeId, c.amount, c.state]).sort()).toEqual(
      [
        [fixed.id, 300_000, 'CLAIMED'],
        // 1.25 % of the 155,000 yuan that the car cost.
        [share.id, 193_750, 'CLAIMED'],
      ].sort(),
    );
    expect(claims.map((c) => c.rebateProgrammeId)).not.toContain(over.id);
    const [first, second] = [fixed.id, share.id].map((id) => claims.find((c) => c.rebateProgrammeId === id)) as [
      Answer['body'],
      Answer['body'],
    ];
    expect(await receivable(first.receivableId)).toMatchObject({
      payer: 'MAKER',
      kind: 'OTHER',
      amount: 300_000,
      salesOrderId: null,
      state: 'OPEN',
    });
    expect((await orderOf(app, order.id)).payment.outstanding).toBe(0);

    const cashier = await app.as('cashier@s01');
    expectStatus(await cashier.post('/receipts', { receivableId: first.receivableId, amount: 300_000, method: 'TRANSFER' }), 201);
    const back = { salesOrderId: order.id, reason: 'GOODWILL', odometerKm: 900, account: '协商退车' };
    const asked = expectStatus(await (await app.as('sales_manager@s01')).post('/order-returns', back), 201);
    expectStatus(await (await app.as('general_manager@s01')).post(`/order-returns/${asked.id}/approve`), 200);
    await app.soon(async () => (await claimsOf(order.id)).every((c) => c.state === 'WITHDRAWN'), 'the claims withdrawn');
    expect(await receivable(second.receivableId)).toMatchObject({ state: 'CANCELLED', paid: 0 });
    const refunds = await app.soon(async () => {
      const found = await refundsOf(app, order.id);
      return found.length === 2 && found;
    }, 'the refunds');
    expect(refunds.find((r) => r.reason === 'REBATE')).toMatchObject({ payee: 'MAKER', amount: 300_000, sourceId: first.id });
    expect((await (await app.as('finance_manager@s02')).get(`/rebate-claims?salesOrderId=${order.id}`)).body.items).toEqual([]);
  });

  it('that does not hold together is refused with its place', async () => {
    for (const [more, pointer] of [
      [{}, '/amount'],
      [{ amount: 1, percent: 1 }, '/amount'],
      [{ amount: 1, validUntil: '2020-01-01' }, '/validUntil'],
    ] as [object, string][])
      expect(await programme(more)).toMatchObject({ status: 422, body: { code: 'rebate_programme_invalid', errors: [{ pointer }] } });
    const { code } = expectStatus(await programme({ amount: 1 }), 201);
    expect((await programme({ code, amount: 1 })).body.code).toBe('rebate_code_taken');
    const foreign = await (
      await app.as('sales_consultant@s01')
    ).post('/rebate-programmes', { code: 'X', name: 'X', amount: 1, validFrom: '2026-01-01', validUntil: '2026-01-02' });
    expect(foreign.status).toBe(403);
  });
});
