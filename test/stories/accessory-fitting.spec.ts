import { dateOn, expectStatus, offer, someModel, someOpportunity, stockCar, type Model, orderIn, pay, unique } from '../support/deals.js';
import { orderOf, readinessOf } from '../support/orders.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

let app: Server;
beforeAll(async () => {
  app = await server();
});
const as = (role: string): Promise<Actor> => app.as(`${role}@s01`);

/** A part on the shelf that has the item code as its number. */
async function accessory(onShelf: number): Promise<{ code: string; partId: string }> {
  const code = `ACC-${unique()}`;
  const clerk = await as('parts_clerk');
  const { id: partId } = expectStatus(
    await clerk.post('/parts', { number: code, name: '原厂贴膜', unit: 'PCS', price: 298_000, source: 'OEM' }),
    201,
  );
  const { id: supplierId } = expectStatus(await clerk.post('/suppliers', { name: `供应商 ${unique()}` }), 201);
  const lines = [{ partId, quantity: onShelf, unitCost: 120_000 }];
  const order = expectStatus(await clerk.post('/part-purchase-orders', { supplierId, type: 'STOCK', lines }), 201);
  expectStatus(await (await as('parts_manager')).post(`/part-purchase-orders/${order.id}/approve`), 200);
  expectStatus(await clerk.post(`/part-purchase-orders/${order.id}/send`), 200);
  expectStatus(await clerk.post('/goods-receipts', { partPurchaseOrderId: order.id, lines }), 201);
  return { code, partId };
}
/** A model whose list offers these accessories for 2,980 yuan each. */
async function modelWith(codes: string[]): Promise<Model> {
  const model = await someModel(app);
  const manager = await as('sales_manager');
  const items = [
    { kind: 'MODEL', modelId: model.id, amount: model.listPrice },
    ...codes.map((code) => ({ kind: 'ACCESSORY', code, description: `精品 ${code}`, modelId: model.id, amount: 298_000 })),
  ];
  const list = expectStatus(await manager.post('/price-lists', { name: '精品价格表', validFrom: await dateOn(app, 0), items }), 201);
  expectStatus(await manager.post(`/price-lists/${list.id}/publish`), 200);
  return model;
}
const lineOf = (itemCode: string, quantity: number) => ({ kind: 'ACCESSORY', description: '精品', itemCode, quantity });
async function orderWith(model: Model, lines: object[], more: object = {}, accept: object = {}): Promise<Answer['body']> {
  const seller = await as('sales_consultant');
  const { opportunityId } = await someOpportunity(app, model);
  const body = { opportunityId, modelId: model.id, colour: model.colour, lines: [...offer(model), ...lines], ...more };
  const { id } = expectStatus(await seller.post('/quotations', body), 201);
  expectStatus(await seller.post(`/quotations/${id}/submit`), 200);
  expectStatus(await seller.post(`/quotations/${id}/send`), 200);
  return expectStatus(await seller.post(`/quotations/${id}/accept`, accept), 200);
}
const repairsOf = async (orderId: string): Promise<Answer['body'][]> =>
  expectStatus(await (await as('technician')).get(`/internal-repairs?salesOrderId=${orderId}`), 200).items;
const repairOf = (orderId: string, wanted: (repair: Answer['body']) => boolean = () => true): Promise<Answer['body']> =>
  app.soon(async () => (await repairsOf(orderId)).find((r) => r.state !== 'CANCELLED' && wanted(r)), 'the internal repair');
const reserved = async (repairId: string): Promise<Answer['body'][]> =>
  (await (await as('parts_clerk')).get(`/part-reservations?repairOrderId=${repairId}&sort=createdAt`)).body.items;
const gate = async (orderId: string) =>
  ((await readinessOf(app, orderId)).gates as { code: string; passed: boolean; reason: string }[]).find(
    (g) => g.code === 'ACCESSORIES_FITTED',
  );
async function fit(repair: Answer['body']): Promise<void> {
  expectStatus(await (await as('technician')).post(`/internal-repairs/${repair.id}/start`), 200);
  for (const line of repair.lines as { id: string; partId: string | null; quantity: number }[])
    if (line.partId)
      expectStatus(
        await (await as('parts_clerk')).post('/part-issues', { repairOrderId: repair.id, lineId: line.id, quantity: line.quantity }),
        201,
      );
  await app.soon(
    async () => (await (await as('technician')).post(`/internal-repairs/${repair.id}/finish`)).status === 200,
    'the work done',
  );
  expectStatus(await (await as('quality_inspector')).post(`/internal-repairs/${repair.id}/pass`), 200);
}

describe('accessories of an order (精品加装)', () => {
  it('are reserved and fitted by an internal repair, which opens the gate of the delivery', async () => {
    const { code } = await accessory(1);
    const free = `FREE-${unique()}`;
    const model = await modelWith([code, free]);
    const car = await stockCar(app, model);
    const { salesOrderId: id } = await orderWith(model, [lineOf(code, 1), lineOf(code, 1), lineOf(free, 1)]);
    const repair = await repairOf(id, (r) => r.vin !== null);
    expect(repair).toMatchObject({ state: 'PLANNED', vin: car.vin, releasedAt: null, orderNumber: (await orderOf(app, id)).number });
    expect(repair.lines).toMatchObject([
      { itemCode: code, quantity: 2, issuedQuantity: 0, partId: expect.any(String) },
      { itemCode: free, quantity: 1, partId: null },
    ]);
    // One is on the shelf, the other is on backorder (P-3).
    expect(await reserved(repair.id)).toMatchObject([{ quantity: 2, reserved: 1, backordered: 1, lineId: repair.lines[0].id }]);
    expect(await gate(id)).toMatchObject({ passed: false, reason: expect.stringContaining('精品') });

    const technician = await as('technician');
    const path = `/internal-repairs/${repair.id}`;
    expect((await technician.post(`${path}/start`)).body.code).toBe('fitting_not_due');
    await pay(app, id, 'DEPOSIT');
    await repairOf(id, (r) => r.releasedAt !== null);
    expect((await technician.post(`${path}/finish`)).body).toMatchObject({ code: 'illegal_move', allowedMoves: ['start'] });
    const started = await Promise.all([1, 2].map(() => technician.post(`${path}/start`)));
    expect(started.map((a) => a.status).sort()).toEqual([200, 409]);
    const seen = async () => (await (await as('inventory_clerk')).get(`/stock-vehicles/${car.id}`)).body.openRepairOrderId;
    await app.soon(async () => (await seen()) === repair.id, 'the car in the workshop');
    expect((await technician.post(`${path}/finish`)).body).toMatchObject({ code: 'fitting_parts_missing', detail: code });
    const clerk = await as('parts_clerk');
    const issue = (quantity: number) => clerk.post('/part-issues', { repairOrderId: repair.id, lineId: repair.lines[0].id, quantity });
    expect((await issue(2)).body.code).toBe('part_not_available');
    expectStatus(await issue(1), 201);
    expect((await technician.post(`${path}/finish`)).body.code).toBe('fitting_parts_missing');
    const { id: partId } = (await clerk.get(`/parts?number=${code}`)).body.items[0];
    const { id: supplierId } = expectStatus(await clerk.post('/suppliers', { name: `供应商 ${unique()}` }), 201);
    const lines = [{ partId, quantity: 1, unitCost: 130_000 }];
    const more = expectStatus(await clerk.post('/part-purchase-orders', { supplierId, type: 'STOCK', lines }), 201);
    expectStatus(await (await as('parts_manager')).post(`/part-purchase-orders/${more.id}/approve`), 200);
    expectStatus(await clerk.post(`/part-purchase-orders/${more.id}/send`), 200);
    expectStatus(await clerk.post('/goods-receipts', { partPurchaseOrderId: more.id, lines }), 201);
    expectStatus(await issue(1), 201);
    await app.soon(async () => (await technician.post(`${path}/finish`)).status === 200, 'both parts there');

    const inspector = await as('quality_inspector');
    expect(expectStatus(await inspector.post(`${path}/rework`, { reason: '左前门有气泡' }), 200)).toMatchObject({
      state: 'IN_PROGRESS',
      reworkReason: '左前门有气泡',
    });
    expectStatus(await technician.post(`${path}/finish`), 200);
    expect((await technician.post(`${path}/pass`)).status).toBe(403);
    expect(expectStatus(await inspector.post(`${path}/pass`), 200)).toMatchObject({ state: 'CLOSED', allowedMoves: [] });
    await app.soon(async () => (await gate(id))?.passed, 'the gate open');
    await app.soon(async () => (await seen()) === null, 'the car out of the workshop');
    expect((await orderOf(app, id)).accessories).toMatchObject([
      { itemCode: code, quantity: 2, fitted: 2 },
      { itemCode: free, quantity: 1, fitted: 1 },
    ]);
    const [closed] = await app.sql<{ cost: number }>(
      `SELECT (payload->>'cost')::int AS cost FROM kernel.event WHERE name = 'aftersales.internal-repair-closed' AND aggregate_id = $1`,
      [repair.id],
    );
    expect(closed?.cost).toBe(250_000);
    const costs = expectStatus(await (await as('inventory_clerk')).get(`/stock-vehicles/${car.id}/costs`), 200);
    expect(costs.lines).toMatchObject([{ kind: 'PURCHASE' }, { kind: 'ACCESSORY', amount: 250_000, document: repair.number }]);
  });

  it('follow the order: other accessories, another car, its end', async () => {
    const [one, two] = [await accessory(5), await accessory(5)];
    const model = await modelWith([one.code, two.code]);
    const first = await stockCar(app, model);
    const { salesOrderId: id } = await orderWith(model, [lineOf(one.code, 2)]);
    const repair = await repairOf(id);
    expect(await reserved(repair.id)).toMatchObject([{ partId: one.partId, reserved: 2 }]);
    await pay(app, id, 'DEPOSIT');
    await orderIn(app, await as('sales_consultant'), id, 'PREPARING');

    const amend = async (lines: object[]): Promise<void> => {
      const asked = await (
        await as('sales_consultant')
      ).post('/order-amendments', { salesOrderId: id, lines: [...offer(model), ...lines], reason: '客户改选精品' });
      const amendment = expectStatus(asked, 201);
      expectStatus(await (await as('general_manager')).post(`/order-amendments/${amendment.id}/approve`), 200);
    };
    await amend([lineOf(one.code, 1), lineOf(two.code, 1)]);
    await repairOf(id, (r) => r.lines.length === 2);
    expect((await reserved(repair.id)).map((r) => [r.partId, r.quantity, r.reserved])).toEqual([
      [one.partId, 1, 1],
      [two.partId, 1, 1],
    ]);
    await repairOf(id, (r) => r.releasedAt !== null);
    await fit(await repairOf(id));
    await app.soon(async () => (await gate(id))?.passed, 'the gate open');

    // One more of what is fitted already: only what is missing is fitted.
    await amend([lineOf(one.code, 1), lineOf(two.code, 3)]);
    const second = await repairOf(id, (r) => r.id !== repair.id);
    expect(second).toMatchObject({ state: 'PLANNED', vin: first.vin, lines: [{ itemCode: two.code, quantity: 2 }] });
    expect(second.releasedAt).not.toBeNull();
    expect((await gate(id))?.passed).toBe(false);
    // Back to what is on the car: nothing is left to do.
    await amend([lineOf(one.code, 1), lineOf(two.code, 1)]);
    await app.soon(async () => (await repairsOf(id)).find((r) => r.id === second.id)?.state === 'CANCELLED', 'the second given up');
    expect((await reserved(second.id)).map((r) => r.state)).toEqual(['RELEASED']);
    expect((await gate(id))?.passed).toBe(true);

    // Another car has nothing on it yet.
    const other = await stockCar(app, model);
    expectStatus(await (await as('sales_manager')).post(`/sales-orders/${id}/allocate`, { stockVehicleId: other.id }), 200);
    const third = await repairOf(id, (r) => r.vin === other.vin);
    expect(third.lines).toMatchObject([{ quantity: 1 }, { quantity: 1 }]);
    expect((await gate(id))?.passed).toBe(false);
    expectStatus(await (await as('technician')).post(`/internal-repairs/${third.id}/start`), 200);
    const cancel = { cause: 'CUSTOMER', reason: '客户放弃购车' };
    expectStatus(await (await as('sales_manager')).post(`/sales-orders/${id}/cancel`, cancel), 200);
    await app.soon(async () => (await repairsOf(id)).find((r) => r.id === third.id)?.state === 'CANCELLED', 'the work given up');
    expect((await reserved(third.id)).map((r) => [r.state, r.reserved])).toEqual([
      ['RELEASED', 0],
      ['RELEASED', 0],
    ]);
    expect((await (await as('technician')).post(`/internal-repairs/${third.id}/finish`)).body.code).toBe('illegal_move');
    expect((await (await app.as('technician@s02')).get(`/internal-repairs/${third.id}`)).status).toBe(404);
  });

  it('that an amendment brings are fitted to the car that the order has already', async () => {
    const { code } = await accessory(1);
    const model = await modelWith([code]);
    const car = await stockCar(app, model);
    const { salesOrderId: id } = await orderWith(model, []);
    await pay(app, id, 'DEPOSIT');
    const seller = await as('sales_consultant');
    await orderIn(app, seller, id, 'PREPARING');
    const body = { salesOrderId: id, lines: [...offer(model), lineOf(code, 1)], reason: '客户加装' };
    const amendment = expectStatus(await seller.post('/order-amendments', body), 201);
    expectStatus(await (await as('general_manager')).post(`/order-amendments/${amendment.id}/approve`), 200);
    const repair = await repairOf(id);
    expect(repair).toMatchObject({ vin: car.vin, stockVehicleId: car.id, releasedAt: expect.any(String) });
    await fit(repair);
    await app.soon(async () => (await gate(id))?.passed, 'the gate open');
  });

  it('of free text are nobody’s work', async () => {
    const model = await someModel(app);
    const { salesOrderId: id } = await orderWith(model, [{ kind: 'ACCESSORY', description: '脚垫', amount: 80_000 }]);
    expect((await orderOf(app, id)).accessories).toEqual([]);
    expect(await gate(id)).toMatchObject({ passed: true });
  });
});

describe('the way of paying (F-1)', () => {
  const loan = { kind: 'LOAN', downPayment: 6_000_000, months: 36, annualRatePercent: 4.5, method: 'EQUAL_INSTALLMENT' };
  it('that the customer chose goes into the order, and everybody hears whether it is a loan', async () => {
    const model = await someModel(app);
    const ways = { financeAlternatives: [{ kind: 'CASH' }, loan] };
    const accepted = await orderWith(model, [], ways, { financeAlternative: 2 });
    expect(accepted.acceptedAlternative).toBe(2);
    expect((await orderOf(app, accepted.salesOrderId)).paymentPlan).toMatchObject({ number: 2, kind: 'LOAN', downPayment: 6_000_000 });
    const [event] = await app.sql<{ financed: boolean }>(
      `SELECT (payload->>'financed')::boolean AS financed FROM kernel.event WHERE name = 'sales.order-confirmed' AND aggregate_id = $1`,
      [accepted.salesOrderId],
    );
    expect(event?.financed).toBe(true);
  });
  it('is one of those that were offered, or not said', async () => {
    const model = await someModel(app);
    const seller = await as('sales_consultant');
    const { opportunityId } = await someOpportunity(app, model);
    const body = { opportunityId, modelId: model.id, colour: model.colour, lines: offer(model), financeAlternatives: [loan] };
    const { id } = expectStatus(await seller.post('/quotations', body), 201);
    expectStatus(await seller.post(`/quotations/${id}/submit`), 200);
    expectStatus(await seller.post(`/quotations/${id}/send`), 200);
    const refused = await seller.post(`/quotations/${id}/accept`, { financeAlternative: 2 });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'finance_alternative_unknown', errors: [{ pointer: '/financeAlternative' }] },
    });
    expect((await seller.get(`/quotations/${id}`)).body.state).toBe('SENT');
    const accepted = expectStatus(await seller.post(`/quotations/${id}/accept`), 200);
    expect([accepted.acceptedAlternative, (await orderOf(app, accepted.salesOrderId)).paymentPlan]).toEqual([null, null]);
  });
});
