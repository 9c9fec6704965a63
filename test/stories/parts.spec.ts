import { expectStatus, someModel, someOpportunity, unique } from '../support/deals.js';
import { type Actor, type Answer, ownServer, type Server, server } from '../support/server.js';

interface Part {
  id: string;
  number: string;
}
interface PurchaseLine {
  partId: string;
  quantity: number;
  unitCost: number;
}
const counted = (answers: Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = [status, (body as { code?: string }).code].filter(Boolean).join(' ');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

async function somePart(app: Server, more: object = {}): Promise<Part> {
  const body = { number: `T-${unique()}`, name: '测试滤清器', unit: 'PCS', price: 6_800, source: 'OEM', ...more };
  return expectStatus(await (await app.as('parts_clerk@s01')).post('/parts', body), 201) as Part;
}
async function someSupplier(app: Server): Promise<string> {
  return (expectStatus(await (await app.as('parts_clerk@s01')).post('/suppliers', { name: `供应商 ${unique()}` }), 201) as { id: string })
    .id;
}
async function draftOrder(app: Server, lines: PurchaseLine[], by = 'parts_clerk@s01'): Promise<string> {
  const body = { supplierId: await someSupplier(app), type: 'STOCK', lines };
  return (expectStatus(await (await app.as(by)).post('/part-purchase-orders', body), 201) as { id: string }).id;
}
async function sentOrder(app: Server, lines: PurchaseLine[]): Promise<string> {
  const id = await draftOrder(app, lines);
  expectStatus(await (await app.as('parts_manager@s01')).post(`/part-purchase-orders/${id}/approve`), 200);
  expectStatus(await (await app.as('parts_clerk@s01')).post(`/part-purchase-orders/${id}/send`), 200);
  return id;
}
async function bought(app: Server, partId: string, quantity: number, unitCost: number): Promise<void> {
  const lines = [{ partId, quantity, unitCost }];
  const partPurchaseOrderId = await sentOrder(app, lines);
  expectStatus(await (await app.as('parts_clerk@s01')).post('/goods-receipts', { partPurchaseOrderId, lines }), 201);
}
async function stockOf(app: Server, partId: string): Promise<Answer['body']> {
  return (await (await app.as('parts_clerk@s01')).get(`/part-stocks?partId=${partId}`)).body.items[0];
}
/** The ledger must explain the balance, in pieces and in money (P-1). */
async function expectLedgerBalances(app: Server, partId: string): Promise<void> {
  const rows = await app.sql<{ quantity: string; value: string; on_hand: string; stock_value: string }>(
    `SELECT sum(m.quantity) AS quantity, sum(m.value) AS value, s.on_hand, s.value AS stock_value
     FROM parts.part_stock s JOIN parts.part_movement m ON m.store_id = s.store_id AND m.part_id = s.part_id WHERE s.part_id = $1 GROUP BY s.id`,
    [partId],
  );
  for (const row of rows) expect([Number(row.quantity), Number(row.value)]).toEqual([Number(row.on_hand), Number(row.stock_value)]);
}

let customer: Promise<string> | undefined;
const someCustomer = (app: Server): Promise<string> =>
  (customer ??= someModel(app).then(async (model) => (await someOpportunity(app, model)).customerId));

/** A repair order whose part lines the customer approved: their parts are reserved. */
async function repairOrder(
  app: Server,
  parts: { partId: string; quantity: number }[],
  customerId?: string,
): Promise<{ id: string; lines: string[] }> {
  const advisor = await app.as('service_advisor@s01');
  const vin = `WBA${String(unique()).padStart(14, '0').slice(-14)}`;
  const car = expectStatus(
    await advisor.post('/customer-vehicles', {
      vin,
      customerId: customerId ?? (await someCustomer(app)),
      modelName: '测试车',
      powertrain: 'ICE',
      odometerKm: 20_000,
    }),
    201,
  );
  const reception = {
    customerVehicleId: car.id,
    odometerKm: 20_100,
    fuelLevelPercent: 50,
    concern: '异响',
    walkAround: { items: [{ code: 'BODY', note: '无划痕' }] },
    signedBy: '陈小测',
  };
  const { id } = expectStatus(await advisor.post('/repair-orders', reception), 201);
  const lines: string[] = [];
  for (const { partId, quantity } of parts)
    lines.push(
      expectStatus(await advisor.post(`/repair-orders/${id}/lines`, { type: 'PART', partId, quantity, payer: 'CUSTOMER' }), 201)
        .id as string,
    );
  const { estimate } = expectStatus(await advisor.post(`/repair-orders/${id}/estimate`), 200);
  expectStatus(
    await advisor.post(`/repair-orders/${id}/approve`, { estimateVersion: estimate.version, channel: 'SIGNATURE', reference: '陈小测' }),
    200,
  );
  return { id, lines };
}

describe('parts', () => {
  let app: Server;
  let clerk: Actor;
  beforeAll(async () => {
    app = await server();
    clerk = await app.as('parts_clerk@s01');
  });

  describe('the master', () => {
    it('keeps a number once, whatever its case, and declares the source (P-12)', async () => {
      const part = await somePart(app, { source: 'REMANUFACTURED', maker: '示范再制造' });
      const again = await clerk.post('/parts', { number: part.number.toLowerCase(), name: '同号', unit: 'PCS', price: 1, source: 'OEM' });
      expect([again.status, again.body.code]).toEqual([409, 'part_number_taken']);
      expect((await clerk.get(`/parts/${part.id}`)).body).toMatchObject({ source: 'REMANUFACTURED', maker: '示范再制造', currency: 'CNY' });
      const undeclared = await clerk.post('/parts', { number: `T-${unique()}`, name: '无来源', unit: 'PCS', price: 1 });
      expect(undeclared.status).toBe(400);
    });
    it('finds a part by one character of its name, by a piece of its number, and by the whole number', async () => {
      const part = await somePart(app, { name: '龘字滤清器' });
      const found = async (query: string) => ((await clerk.get(`/parts?${query}`)).body.items as Part[]).map((p) => p.id);
      expect(await found(`q=${encodeURIComponent('龘')}`)).toEqual([part.id]);
      expect(await found(`q=${encodeURIComponent('龘字滤')}`)).toEqual([part.id]);
      expect(await found(`q=${encodeURIComponent('滤龘')}`)).toEqual([]);
      expect(await found(`q=${part.number.slice(-6)}&limit=100`)).toContain(part.id);
      expect(await found(`number=${part.number.toLowerCase()}`)).toEqual([part.id]);
    });
    it('is changed by the manager on the version that was read', async () => {
      const part = await somePart(app);
      const manager = await app.as('parts_manager@s01');
      expect((await clerk.patch(`/parts/${part.id}`, { price: 1 }, { headers: { 'if-match': '"1"' } })).status).toBe(403);
      expect((await manager.patch(`/parts/${part.id}`, { price: 7_000 })).status).toBe(428);
      expect((await manager.patch(`/parts/${part.id}`, { price: 7_000 }, { headers: { 'if-match': '"1"' } })).body.price).toBe(7_000);
      expect((await manager.patch(`/parts/${part.id}`, { price: 7_100 }, { headers: { 'if-match': '"1"' } })).status).toBe(412);
    });
    it('of the demo holds at least 60 parts with stock in both stores', async () => {
      const rows = await app.sql<{ parts: number }>(
        'SELECT count(DISTINCT part_id)::int AS parts FROM parts.part_stock WHERE on_hand > 0 GROUP BY store_id ORDER BY 1',
      );
      expect(rows.length).toBe(2);
      for (const { parts } of rows) expect(parts).toBeGreaterThanOrEqual(60);
    });
  });

  describe('buying (P-10)', () => {
    it('goes from draft to received in its order, and is closed', async () => {
      const part = await somePart(app);
      const id = await draftOrder(app, [{ partId: part.id, quantity: 10, unitCost: 1_000 }]);
      const path = `/part-purchase-orders/${id}`;
      const manager = await app.as('parts_manager@s01');
      const unsent = await clerk.post(`${path}/send`);
      expect([unsent.status, unsent.body.code, unsent.body.allowedMoves]).toEqual([409, 'illegal_move', ['approve', 'cancel']]);
      expect((await manager.get(path)).body.allowedMoves).toEqual(['approve', 'cancel']);
      expect((await manager.post(`${path}/approve`)).body).toMatchObject({ state: 'APPROVED', total: 10_000 });
      expect((await clerk.post(`${path}/send`)).body.state).toBe('SENT');
      const some = await clerk.post('/goods-receipts', {
        partPurchaseOrderId: id,
        lines: [{ partId: part.id, quantity: 4, unitCost: 1_000 }],
      });
      expect([some.status, some.body.lines[0].value]).toEqual([201, 4_000]);
      expect((await clerk.get(path)).body).toMatchObject({ state: 'PARTIALLY_RECEIVED', lines: [{ received: 4 }] });
      expect((await clerk.post(`${path}/cancel`, { reason: '不要了' })).status).toBe(409);
      await clerk.post('/goods-receipts', { partPurchaseOrderId: id, lines: [{ partId: part.id, quantity: 6, unitCost: 1_000 }] });
      expect((await clerk.get(path)).body.state).toBe('RECEIVED');
      expect((await clerk.post(`${path}/close`)).body.state).toBe('CLOSED');
    });
    it('is never approved by who asked for it, nor by somebody without the right', async () => {
      const part = await somePart(app);
      const id = await draftOrder(app, [{ partId: part.id, quantity: 1, unitCost: 1 }], 'parts_manager@s01');
      const own = await (await app.as('parts_manager@s01')).post(`/part-purchase-orders/${id}/approve`);
      expect([own.status, own.body.code]).toEqual([403, 'purchase_approver_is_requester']);
      expect((await clerk.post(`/part-purchase-orders/${id}/approve`)).body.code).toBe('forbidden');
      expect((await (await app.as('general_manager@s01')).post(`/part-purchase-orders/${id}/approve`)).status).toBe(200);
    });
    it('names a part once, and only what exists', async () => {
      const part = await somePart(app);
      const line = { partId: part.id, quantity: 1, unitCost: 1 };
      const supplierId = await someSupplier(app);
      const twice = await clerk.post('/part-purchase-orders', { supplierId, type: 'STOCK', lines: [line, line] });
      expect([twice.status, twice.body.code, twice.body.errors[0].pointer]).toEqual([422, 'part_listed_twice', '/lines/1/partId']);
      const unknown = await clerk.post('/part-purchase-orders', {
        supplierId: crypto.randomUUID(),
        type: 'STOCK',
        lines: [{ ...line, partId: crypto.randomUUID() }],
      });
      expect([unknown.status, unknown.body.errors.map((e: { pointer: string }) => e.pointer)]).toEqual([
        422,
        ['/supplierId', '/lines/0/partId'],
      ]);
    });
    it('takes in no more than was ordered, nothing else, and another price only from who may approve', async () => {
      const [part, other] = [await somePart(app), await somePart(app)];
      const id = await sentOrder(app, [{ partId: part.id, quantity: 10, unitCost: 1_000 }]);
      const take = (actor: Actor, line: PurchaseLine) => actor.post('/goods-receipts', { partPurchaseOrderId: id, lines: [line] });
      expect((await take(clerk, { partId: part.id, quantity: 11, unitCost: 1_000 })).body.code).toBe('over_receipt');
      expect((await take(clerk, { partId: other.id, quantity: 1, unitCost: 1_000 })).body.code).toBe('part_not_on_order');
      const dearer = { partId: part.id, quantity: 5, unitCost: 1_100 };
      const refused = await take(clerk, dearer);
      expect([refused.status, refused.body.code, refused.body.rule]).toEqual([403, 'price_variance_not_approved', 'P-10']);
      expect((await take(await app.as('parts_manager@s01'), dearer)).status).toBe(201);
      expect((await take(clerk, { partId: part.id, quantity: 6, unitCost: 1_000 })).body.code).toBe('over_receipt');
      expect((await stockOf(app, part.id)).onHand).toBe(5);
    });
    it('needs an Idempotency-Key to take in, and takes in once', async () => {
      const part = await somePart(app);
      const lines = [{ partId: part.id, quantity: 3, unitCost: 500 }];
      const body = { partPurchaseOrderId: await sentOrder(app, lines), lines };
      const keyless = await clerk.post('/goods-receipts', body, { key: null });
      expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency_key_required']);
      const key = crypto.randomUUID();
      const first = await clerk.post('/goods-receipts', body, { key });
      const again = await clerk.post('/goods-receipts', body, { key });
      expect([again.status, again.body.id, again.headers.get('idempotency-replayed')]).toEqual([201, first.body.id, 'true']);
      expect((await stockOf(app, part.id)).onHand).toBe(3);
    });
    it('belongs to its store', async () => {
      const part = await somePart(app);
      const id = await sentOrder(app, [{ partId: part.id, quantity: 1, unitCost: 1 }]);
      const stranger = await app.as('parts_clerk@s02');
      expect((await stranger.get(`/part-purchase-orders/${id}`)).status).toBe(404);
      expect(
        (await stranger.post('/goods-receipts', { partPurchaseOrderId: id, lines: [{ partId: part.id, quantity: 1, unitCost: 1 }] }))
          .status,
      ).toBe(404);
    });
  });

  describe('stock', () => {
    it('is valued at the moving average: ten at 1000 and ten at 1200, five issued, 16500 left (P-2)', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 10, 1_000);
      await bought(app, part.id, 10, 1_200);
      expect(await stockOf(app, part.id)).toMatchObject({ onHand: 20, averageCost: 1_100, value: 22_000 });
      const order = await repairOrder(app, [{ partId: part.id, quantity: 5 }]);
      const issue = await clerk.post('/part-issues', { repairOrderId: order.id, lineId: order.lines[0], quantity: 5 });
      expect([issue.status, issue.body.unitCost, issue.body.cost]).toEqual([201, 1_100, 5_500]);
      expect(await stockOf(app, part.id)).toMatchObject({ onHand: 15, reserved: 0, averageCost: 1_100, value: 16_500 });
      await expectLedgerBalances(app, part.id);
    });
    it('keeps six places of the average and loses no fen on the way to zero (P-2)', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 1, 100);
      await bought(app, part.id, 2, 101);
      expect(await stockOf(app, part.id)).toMatchObject({ averageCost: 100.666667, value: 302 });
      const order = await repairOrder(app, [{ partId: part.id, quantity: 3 }]);
      for (let n = 0; n < 3; n++)
        expectStatus(await clerk.post('/part-issues', { repairOrderId: order.id, lineId: order.lines[0], quantity: 1 }), 201);
      expect(await stockOf(app, part.id)).toMatchObject({ onHand: 0, value: 0 });
      await expectLedgerBalances(app, part.id);
    });
    it('hides its cost from advisors and technicians', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 1, 100);
      const technician = await app.as('technician@s01');
      expect((await technician.get(`/part-stocks?partId=${part.id}`)).body.items[0]).toMatchObject({
        onHand: 1,
        averageCost: null,
        value: null,
      });
      expect((await technician.get(`/part-movements?partId=${part.id}`)).body.items[0]).toMatchObject({
        quantity: 1,
        unitCost: null,
        value: null,
      });
    });
    it('has a ledger that nobody rewrites (P-1)', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 1, 100);
      await expect(app.sql(`UPDATE parts.part_movement SET quantity = 2 WHERE part_id = $1`, [part.id])).rejects.toThrow('append-only');
      await expect(app.sql('DELETE FROM parts.part_movement WHERE part_id = $1', [part.id])).rejects.toThrow('append-only');
      await expect(app.sql('TRUNCATE parts.part_movement')).rejects.toThrow('append-only');
    });
  });

  describe('repair order lines', () => {
    it('reserve what is there, the rest waits and is served first by the next receipt (P-3)', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 3, 100);
      const first = await repairOrder(app, [{ partId: part.id, quantity: 5 }]);
      const second = await repairOrder(app, [{ partId: part.id, quantity: 2 }]);
      const of = async (lineId: string | undefined) => (await clerk.get(`/part-reservations?lineId=${lineId}`)).body.items[0];
      expect(await of(first.lines[0])).toMatchObject({ state: 'OPEN', quantity: 5, reserved: 3, backordered: 2 });
      expect(await of(second.lines[0])).toMatchObject({ reserved: 0, backordered: 2 });
      await bought(app, part.id, 3, 100);
      expect(await of(first.lines[0])).toMatchObject({ reserved: 5, backordered: 0 });
      expect(await of(second.lines[0])).toMatchObject({ reserved: 1, backordered: 1 });
      expect(await stockOf(app, part.id)).toMatchObject({ onHand: 6, reserved: 6, available: 0 });
    });
    it('give back what they held when the order is cancelled; those who wait get it (P-3)', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 2, 100);
      const first = await repairOrder(app, [{ partId: part.id, quantity: 2 }]);
      const second = await repairOrder(app, [{ partId: part.id, quantity: 2 }]);
      expectStatus(await (await app.as('service_advisor@s01')).post(`/repair-orders/${first.id}/cancel`, { reason: '客户取消' }), 200);
      await app.soon(
        async () => (await clerk.get(`/part-reservations?lineId=${second.lines[0]}`)).body.items[0].reserved === 2,
        'the waiting line gets the parts',
      );
      expect((await clerk.get(`/part-reservations?lineId=${first.lines[0]}`)).body.items[0]).toMatchObject({
        state: 'RELEASED',
        reserved: 0,
      });
      const late = await clerk.post('/part-issues', { repairOrderId: first.id, lineId: first.lines[0], quantity: 1 });
      expect([late.status, late.body.code]).toEqual([409, 'part_not_available']);
    });
    it('get no more than is there for them, then no more than they need', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 10, 100);
      const other = await repairOrder(app, [{ partId: part.id, quantity: 6 }]);
      const order = await repairOrder(app, [{ partId: part.id, quantity: 2 }]);
      const issue = (quantity: number) => clerk.post('/part-issues', { repairOrderId: order.id, lineId: order.lines[0], quantity });
      const tooMany = await issue(5);
      expect([tooMany.status, tooMany.body.code, tooMany.body.rule]).toEqual([409, 'part_not_available', 'P-3']);
      const notNeeded = await issue(3);
      expect([notNeeded.status, notNeeded.body.code]).toEqual([422, 'part_issue_exceeds_line']);
      expect((await issue(2)).status).toBe(201);
      expect((await issue(1)).body.code).toBe('part_issue_exceeds_line');
      expect(other.lines.length).toBe(1);
    });
    it('are known to the parts desk of their store only', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 1, 100);
      const order = await repairOrder(app, [{ partId: part.id, quantity: 1 }]);
      const body = { repairOrderId: order.id, lineId: order.lines[0], quantity: 1 };
      expect((await (await app.as('parts_clerk@s02')).post('/part-issues', body)).body.code).toBe('part_line_unknown');
      expect((await clerk.post('/part-issues', { ...body, lineId: crypto.randomUUID() })).body.code).toBe('part_line_unknown');
      expect((await (await app.as('technician@s01')).post('/part-issues', body)).status).toBe(403);
      expect((await clerk.post('/part-issues', body, { key: null })).body.code).toBe('idempotency_key_required');
    });
    it('race for the last ten parts: ten get one, forty are told that there is none', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 10, 333);
      const order = await repairOrder(
        app,
        Array.from({ length: 50 }, () => ({ partId: part.id, quantity: 1 })),
      );
      const answers = await Promise.all(
        order.lines.map((lineId) => clerk.post('/part-issues', { repairOrderId: order.id, lineId, quantity: 1 })),
      );
      expect(counted(answers)).toEqual({ '201': 10, '409 part_not_available': 40 });
      expect(await stockOf(app, part.id)).toMatchObject({ onHand: 0, reserved: 0, value: 0 });
      await expectLedgerBalances(app, part.id);
    });
    it('race on one line too: never more than the stock', async () => {
      const part = await somePart(app);
      await bought(app, part.id, 10, 333);
      const order = await repairOrder(app, [{ partId: part.id, quantity: 50 }]);
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => clerk.post('/part-issues', { repairOrderId: order.id, lineId: order.lines[0], quantity: 1 })),
      );
      expect(counted(answers)).toEqual({ '201': 10, '409 part_not_available': 40 });
      expect((await clerk.get(`/part-reservations?lineId=${order.lines[0]}`)).body.items[0]).toMatchObject({
        issued: 10,
        reserved: 0,
        backordered: 40,
      });
      await expectLedgerBalances(app, part.id);
    });
  });
});

describe('parts as time passes', () => {
  it('lets a hold go some days after the promise and keeps the shelf free for others (P-3)', async () => {
    const app = await ownServer();
    const part = await somePart(app);
    await bought(app, part.id, 2, 100);
    const customerId = (await someOpportunity(app, await someModel(app))).customerId;
    const order = await repairOrder(app, [{ partId: part.id, quantity: 2 }], customerId);
    // The promise comes with the repair order; here it is set as if it had been made for tomorrow.
    await app.sql(
      `UPDATE parts.part_reservation SET promised_at = created_at + interval '1 day', expires_at = created_at + interval '8 days' WHERE line_id = $1`,
      [order.lines[0]],
    );
    await app.advance('P7D');
    expect((await (await app.as('parts_clerk@s01')).get(`/part-reservations?lineId=${order.lines[0]}`)).body.items[0].state).toBe('OPEN');
    await app.advance('P2D');
    expect((await (await app.as('parts_clerk@s01')).get(`/part-reservations?lineId=${order.lines[0]}`)).body.items[0]).toMatchObject({
      state: 'EXPIRED',
      reserved: 0,
    });
    expect(await stockOf(app, part.id)).toMatchObject({ onHand: 2, reserved: 0, available: 2 });
    const issue = await (
      await app.as('parts_clerk@s01')
    ).post('/part-issues', { repairOrderId: order.id, lineId: order.lines[0], quantity: 2 });
    expect(issue.status).toBe(201);
  });
});
