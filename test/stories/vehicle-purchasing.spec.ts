import { confirmedOrder, expectStatus, type Model, someModel, someVin } from '../support/deals.js';
import { type Actor, type Answer, ownServer, type Server, server } from '../support/server.js';

const CSV = { headers: { 'content-type': 'text/csv' } };
let app: Server;
let clerk: Actor;
let manager: Actor;
let boss: Actor;
beforeAll(async () => {
  app = await server();
  [clerk, manager, boss] = [await app.as('inventory_clerk@s01'), await app.as('sales_manager@s01'), await app.as('general_manager@s01')];
});
const levelOf = async (model: Model, by = clerk) => (await by.get(`/stock-levels?modelId=${model.id}`)).body.items[0];
const codeOf = async (model: Model, by = clerk) => (await by.get(`/vehicle-models/${model.id}`)).body.code as string;

/** An order to the maker, written by the clerk, approved, sent and confirmed. */
async function confirmed(model: Model, quantity: number, by = clerk, approver = manager): Promise<Answer['body']> {
  const lines = [{ modelId: model.id, colour: model.colour, quantity }];
  const order = expectStatus(await by.post('/vehicle-purchase-orders', { maker: '示范汽车', lines }), 201);
  expectStatus(await approver.post(`/vehicle-purchase-orders/${order.id}/approve`), 200);
  expectStatus(await by.post(`/vehicle-purchase-orders/${order.id}/send`), 200);
  return expectStatus(await by.post(`/vehicle-purchase-orders/${order.id}/confirm`, { makerReference: 'OEM-1' }), 200);
}
let notices = 0;
const bringIn = (orderId: string, file: string, onError = 'SKIP', more: { expectedOn?: string; by?: Actor } = {}) =>
  (more.by ?? clerk).post(
    `/shipment-notices?vehiclePurchaseOrderId=${orderId}&noticeNumber=ASN-${++notices}&carrier=${encodeURIComponent('示范物流')}&expectedOn=${more.expectedOn ?? '2026-11-27'}&onError=${onError}`,
    Buffer.from(file),
    CSV,
  );

describe('a purchase plan', () => {
  it('is reckoned from what is to be expected, decided by somebody else, and becomes an order to the maker (V-10)', async () => {
    const model = await someModel(app);
    expectStatus(
      await manager.post('/stock-policies', {
        modelId: model.id,
        colour: model.colour,
        safety: 2,
        targetDaysSupply: 30,
        pack: 2,
        quota: 6,
      }),
      201,
    );
    await confirmedOrder(app, model);
    const alert = await app.soon(
      async () =>
        (await clerk.get(`/stock-alerts?modelId=${model.id}&state=OPEN`)).body.items.find((a: { kind: string }) => a.kind === 'LOW'),
      'the low alert',
    );
    const plan = expectStatus(await clerk.post('/purchase-plans', { title: '补库', modelIds: [model.id] }), 201);
    expect(plan).toMatchObject({ state: 'DRAFT', asOf: '2026-11-24', quantity: 2, amount: 2 * 16_000_000 });
    expect(plan.lines).toMatchObject([
      {
        ...{ lineNumber: 1, modelId: model.id, colour: model.colour, targetDaysSupply: 30, soldIn30Days: 0, dailyRate: 0, openDemand: 1 },
        ...{ projected: 0, needed: 1, pack: 2, quota: 6, suggested: 2, quantity: 2, stockAlertId: alert.id },
      },
    ]);
    expect((await clerk.get(`/stock-alerts/${alert.id}`)).body.planLines).toMatchObject([{ purchasePlanId: plan.id, quantity: 2 }]);

    const edit = (lines: object[], version: number) =>
      clerk.patch(`/purchase-plans/${plan.id}`, { lines }, { headers: { 'if-match': `"${version}"` } });
    expect((await edit([{ lineNumber: 9, quantity: 1 }], 1)).body.code).toBe('purchase_plan_line_unknown');
    expect(expectStatus(await edit([{ lineNumber: 1, quantity: 0 }], 1), 200).quantity).toBe(0);
    expect((await clerk.post(`/purchase-plans/${plan.id}/submit`)).body.code).toBe('purchase_plan_empty');
    expectStatus(await edit([{ lineNumber: 1, quantity: 4 }], 2), 200);
    const submitted = expectStatus(await manager.post(`/purchase-plans/${plan.id}/submit`), 200);
    expect(submitted).toMatchObject({ state: 'SUBMITTED', allowedMoves: [] });
    expect((await manager.post(`/purchase-plans/${plan.id}/approve`)).body).toMatchObject({
      status: 403,
      code: 'purchase_plan_approver_is_requester',
    });
    expect((await clerk.post(`/purchase-plans/${plan.id}/order`, { maker: 'X' })).body).toMatchObject({
      status: 409,
      code: 'illegal_move',
    });
    expect((await boss.get(`/purchase-plans/${plan.id}`)).body.allowedMoves).toEqual(['approve', 'reject']);
    expect(expectStatus(await boss.post(`/purchase-plans/${plan.id}/approve`, { note: '同意' }), 200).state).toBe('APPROVED');
    const ordered = expectStatus(await clerk.post(`/purchase-plans/${plan.id}/order`, { maker: '示范汽车' }), 200);
    expect(ordered.state).toBe('ORDERED');
    const order = expectStatus(await clerk.get(`/vehicle-purchase-orders/${ordered.vehiclePurchaseOrderId}`), 200);
    expect(order).toMatchObject({
      state: 'APPROVED',
      purchasePlanId: plan.id,
      amount: 4 * 16_000_000,
      lines: [{ quantity: 4, confirmed: 0 }],
    });
    expect((await clerk.post(`/purchase-plans/${plan.id}/order`, { maker: 'X' })).body.code).toBe('illegal_move');
    expect((await (await app.as('sales_consultant@s01')).get(`/purchase-plans/${plan.id}`)).status).toBe(403);
    expect((await (await app.as('inventory_clerk@s02')).get(`/purchase-plans/${plan.id}`)).status).toBe(404);

    // What the maker confirms is to be expected, and the alert is over.
    expectStatus(await clerk.post(`/vehicle-purchase-orders/${order.id}/send`), 200);
    expectStatus(await clerk.post(`/vehicle-purchase-orders/${order.id}/confirm`, {}), 200);
    expect(await levelOf(model)).toMatchObject({ oemConfirmed: 4, openDemand: 1, projected: 3 });
    await app.soon(async () => (await clerk.get(`/stock-alerts/${alert.id}`)).body.state === 'CLOSED', 'the alert closes');
  });

  it('may be refused, with a reason', async () => {
    const model = await someModel(app);
    await confirmedOrder(app, model);
    const plan = expectStatus(await clerk.post('/purchase-plans', { title: '补库', modelIds: [model.id] }), 201);
    expectStatus(await clerk.post(`/purchase-plans/${plan.id}/submit`), 200);
    expect(expectStatus(await manager.post(`/purchase-plans/${plan.id}/reject`, { reason: '库存偏高' }), 200)).toMatchObject({
      state: 'REJECTED',
      decisionNote: '库存偏高',
    });
  });
});

describe('an order to the maker', () => {
  it('is approved by somebody else; what is confirmed counts until it is sent or given up (V-7)', async () => {
    const model = await someModel(app);
    const line = { modelId: model.id, colour: model.colour, quantity: 3 };
    const write = (lines: object[]) => clerk.post('/vehicle-purchase-orders', { maker: '示范汽车', lines });
    expect((await write([line, line])).body.code).toBe('vehicle_purchase_order_line_twice');
    expect((await write([{ ...line, colour: '荧光粉' }])).body.code).toBe('colour_not_of_model');
    const mine = expectStatus(await manager.post('/vehicle-purchase-orders', { maker: '示范汽车', lines: [line] }), 201);
    expect((await manager.post(`/vehicle-purchase-orders/${mine.id}/approve`)).body).toMatchObject({
      status: 403,
      code: 'vehicle_purchase_order_approver_is_requester',
    });
    expect(expectStatus(await clerk.post(`/vehicle-purchase-orders/${mine.id}/cancel`, { reason: '重复' }), 200).state).toBe('CANCELLED');

    const order = await confirmed(model, 3);
    expect(await levelOf(model)).toMatchObject({ oemConfirmed: 3, projected: 3 });
    const again = (confirmedCars: number) =>
      clerk.post(`/vehicle-purchase-orders/${order.id}/confirm`, { lines: [{ lineNumber: 1, confirmed: confirmedCars }] });
    expect((await again(4)).body).toMatchObject({ status: 422, code: 'vehicle_purchase_order_confirmation_wrong' });
    expectStatus(await again(2), 200);
    expect((await levelOf(model)).oemConfirmed).toBe(2);
    expect(expectStatus(await clerk.post(`/vehicle-purchase-orders/${order.id}/close`, { reason: '停产' }), 200).state).toBe('CLOSED');
    expect(await levelOf(model)).toBeUndefined();
  });
});

describe('a shipment notice', () => {
  it('brings the good cars on their way and says of each bad row what is wrong, by field (V-3, ID-1)', async () => {
    const model = await someModel(app);
    const code = await codeOf(model);
    const order = await confirmed(model, 3);
    const [a, b, c] = [someVin(), someVin(), someVin()];
    const broken = `${a.slice(0, 8)}${a[8] === '1' ? '2' : '1'}${a.slice(9)}`;
    const file = `VIN,车型,颜色,发动机号\n${a},${code},${model.colour},EN1\n${broken},${code},${model.colour},\n${a},${code},${model.colour},\n,NO-SUCH,,=cmd\n${someVin()},${code},荧光粉,\n${b},${code},${model.colour},\n`;
    const refused = await bringIn(order.id as string, file, 'ABORT');
    expect(refused.body).toMatchObject({ status: 422, code: 'shipment_notice_rows_bad' });
    expect(refused.body.errors).toContainEqual(expect.objectContaining({ pointer: '/rows/3/vin', code: 'vin_check_digit' }));
    expect((await clerk.get(`/stock-vehicles?modelId=${model.id}`)).body.items).toEqual([]);

    const notice = expectStatus(await bringIn(order.id as string, file), 201);
    expect(notice).toMatchObject({ state: 'ISSUED', rowsTotal: 6, rowsGood: 2, rowsBad: 4 });
    expect(notice.faults.map((f: Record<string, unknown>) => [f['rowNumber'], f['field'], f['code']])).toEqual([
      [3, 'vin', 'vin_check_digit'],
      [4, 'vin', 'notice_vin_twice'],
      [5, 'vin', 'notice_cell_empty'],
      [5, 'model', 'notice_model_unknown'],
      [5, 'engineNumber', 'notice_cell_code_invalid'],
      [6, 'colour', 'colour_not_of_model'],
    ]);
    expect(notice.lines).toMatchObject([
      { rowNumber: 2, vin: a, vehicleState: 'IN_TRANSIT' },
      { rowNumber: 7, vin: b, vehicleState: 'IN_TRANSIT' },
    ]);
    const car = (await clerk.get(`/stock-vehicles/${notice.lines[0].stockVehicleId}`)).body;
    expect(car).toMatchObject({
      vin: a,
      state: 'IN_TRANSIT',
      expectedOn: '2026-11-27',
      engineNumber: 'EN1',
      purchaseCost: 16_000_000,
      version: 2,
    });
    const moves = (await clerk.get(`/stock-vehicles/${car.id}/movements`)).body.items;
    expect(moves.map((m: { move: string }) => m.move)).toEqual(['ship', 'order']);
    expect(await levelOf(model)).toMatchObject({ inTransit: 2, oemConfirmed: 1, projected: 3 });

    expect((await bringIn(order.id as string, `VIN,车型,颜色\n${a},${code},${model.colour}\n`)).body.errors[0].code).toBe('vin_exists');
    const rest = expectStatus(
      await bringIn(order.id as string, `VIN,车型,颜色\n${c},${code},${model.colour}\n${someVin()},${code},${model.colour}\n`),
      201,
    );
    expect(rest.faults).toMatchObject([{ rowNumber: 3, field: 'model', code: 'notice_more_than_confirmed' }]);
    expect((await clerk.get(`/vehicle-purchase-orders/${order.id}`)).body).toMatchObject({ state: 'CLOSED', lines: [{ shipped: 3 }] });
    expect((await bringIn(order.id as string, file)).body).toMatchObject({ status: 409, code: 'shipment_notice_order_not_confirmed' });
  });

  it.each([
    ['shipment_notice_columns_wrong', 'VIN,颜色\nX,Y\n'],
    ['shipment_notice_columns_wrong', 'VIN,车型,颜色,鞋码\nX,Y,Z,1\n'],
    ['shipment_notice_empty', 'VIN,车型,颜色\n'],
    ['shipment_notice_unreadable', 'VIN,车型,颜色\n"X\n'],
    ['shipment_notice_too_long', `VIN,车型,颜色\n${'X,Y,Z\n'.repeat(2001)}`],
  ])('is refused as a whole: %s', async (code, file) =>
    expect((await bringIn(crypto.randomUUID(), file)).body).toMatchObject({ status: 422, code }),
  );

  it('is held against what came: missing, extra, other VIN and damage, with claims against the carrier (V-3)', async () => {
    const model = await someModel(app);
    const code = await codeOf(model);
    const order = await confirmed(model, 5);
    const [whole, damaged, missing, swapped] = [someVin(), someVin(), someVin(), someVin()];
    const rows = [whole, damaged, missing, swapped].map((vin) => `${vin},${code},${model.colour}`).join('\n');
    const notice = expectStatus(await bringIn(order.id as string, `VIN,车型,颜色\n${rows}\n`), 201);
    const [extra, other] = [someVin(), someVin()];
    const damages = [{ place: '左前门', note: '划痕' }];
    const cars = [
      { vin: ` ${whole.toLowerCase()}`, odometerKm: 8 },
      { vin: damaged, odometerKm: 9, damages },
      { vin: other, odometerKm: 7, insteadOf: swapped },
      { vin: extra, odometerKm: 5 },
    ];
    const receive = (list: object[]) => clerk.post(`/shipment-notices/${notice.id}/receive`, { cars: list });
    expect((await receive([...cars, { vin: extra, odometerKm: 5 }])).body).toMatchObject({
      status: 422,
      code: 'shipment_notice_car_twice',
    });
    const received = expectStatus(await receive(cars), 200);
    const told = received.differences.map((d: Record<string, unknown>) => [d['kind'], d['vin'], d['cameInstead']]);
    expect(told).toHaveLength(4);
    expect(told).toEqual(
      expect.arrayContaining([
        ['EXTRA', extra, null],
        ['OTHER_VIN', swapped, other],
        ['MISSING', missing, null],
        ['DAMAGE', damaged, null],
      ]),
    );
    const stateOf = Object.fromEntries(received.lines.map((l: { vin: string; vehicleState: string }) => [l.vin, l.vehicleState]));
    expect(stateOf).toEqual({ [whole]: 'ARRIVED', [damaged]: 'ARRIVED', [missing]: 'IN_TRANSIT', [swapped]: 'IN_TRANSIT' });
    expect((await receive(cars)).body.code).toBe('illegal_move');

    const claims = (await clerk.get(`/carrier-claims?shipmentNoticeId=${notice.id}`)).body.items as Record<string, string>[];
    expect(claims.map((c) => [c['kind'], c['vin'], c['state']]).sort()).toEqual([
      ['DAMAGE', damaged, 'OPEN'],
      ['MISSING', missing, 'OPEN'],
    ]);
    const claim = claims.find((c) => c['kind'] === 'DAMAGE')?.['id'];
    expect((await clerk.get(`/carrier-claims/${claim}`)).body.damages).toEqual(damages);
    expect((await manager.post(`/carrier-claims/${claim}/settle`, { settledAmount: 1 })).body.code).toBe('illegal_move');
    expectStatus(await clerk.post(`/carrier-claims/${claim}/submit`, { amount: 180_000 }), 200);
    expect((await manager.post(`/carrier-claims/${claim}/settle`, { settledAmount: 180_001 })).body).toMatchObject({
      status: 422,
      code: 'carrier_claim_settled_above_amount',
    });
    expect(expectStatus(await manager.post(`/carrier-claims/${claim}/settle`, { settledAmount: 150_000 }), 200)).toMatchObject({
      state: 'SETTLED',
      amount: 180_000,
      settledAmount: 150_000,
    });
    const gone = claims.find((c) => c['kind'] === 'MISSING')?.['id'];
    expect(expectStatus(await manager.post(`/carrier-claims/${gone}/waive`, { reason: '随下一车到' }), 200).state).toBe('WAIVED');
  });

  it('what was seen of a car that was let in before its notice, then and now, is one claim and its defects', async () => {
    const model = await someModel(app);
    const code = await codeOf(model);
    const order = await confirmed(model, 2);
    const [early, plain] = [someVin(), someVin()];
    const rows = [
      `${early},${code},${model.colour},2026-08-01`,
      `${plain},${code},${model.colour},2026-8-1`,
      `${plain},${code},${model.colour},`,
    ];
    const notice = expectStatus(await bringIn(order.id as string, `VIN,车型,颜色,生产日期\n${rows.join('\n')}\n`), 201);
    expect(notice.faults.map((f: Record<string, unknown>) => [f['field'], f['code']])).toEqual([
      ['producedOn', 'notice_cell_date_invalid'],
      ['vin', 'notice_vin_twice'],
    ]);
    const id = notice.lines[0].stockVehicleId as string;
    expect(expectStatus(await clerk.get(`/stock-vehicles/${id}`), 200).producedOn).toBe('2026-08-01');
    const [scratch, dent] = [
      { place: '左前门', note: '划痕' },
      { place: '后保险杠', note: '凹陷' },
    ];
    expectStatus(await clerk.post(`/stock-vehicles/${id}/arrive`, { odometerKm: 8, damages: [scratch] }), 200);
    const cars = [{ vin: early, odometerKm: 8, damages: [scratch, dent] }];
    const received = expectStatus(await clerk.post(`/shipment-notices/${notice.id}/receive`, { cars }), 200);
    expect(received.differences).toMatchObject([{ kind: 'DAMAGE', vin: early, damages: [scratch, dent] }]);
    const car = expectStatus(await clerk.get(`/stock-vehicles/${id}`), 200);
    expect([car.state, car.damages]).toEqual(['ARRIVED', [scratch, dent]]);
    const defects = (await clerk.get(`/vehicle-defects?stockVehicleId=${id}`)).body.items as { itemCode: string; description: string }[];
    expect(defects.map((d) => d.description).sort()).toEqual(['后保险杠:凹陷', '左前门:划痕'].sort());
    expect((await clerk.get(`/carrier-claims?stockVehicleId=${id}`)).body.items).toMatchObject([
      { kind: 'DAMAGE', damages: [scratch, dent] },
    ]);
  });

  it('a car that never comes is cancelled: it counts nowhere, the maker has it to send, and its VIN may come in again (V-1)', async () => {
    const model = await someModel(app);
    const code = await codeOf(model);
    const order = await confirmed(model, 3);
    const [lost, second, last] = [someVin(), someVin(), someVin()];
    const file = (...vins: string[]) => `VIN,车型,颜色\n${vins.map((vin) => `${vin},${code},${model.colour}`).join('\n')}\n`;
    const notice = expectStatus(await bringIn(order.id as string, file(lost, second)), 201);
    const cancel = (vin: string, lines: { vin: string; stockVehicleId: string }[]) =>
      clerk.post(`/stock-vehicles/${lines.find((l) => l.vin === vin)?.stockVehicleId}/cancel-order`, { reason: '运输途中灭失' });
    const gone = expectStatus(await cancel(lost, notice.lines), 200);
    expect(gone).toMatchObject({ state: 'CANCELLED', location: null, allowedMoves: [] });
    expect((await cancel(lost, notice.lines)).body).toMatchObject({ status: 409, code: 'illegal_move' });
    expect((await clerk.get(`/vehicle-purchase-orders/${order.id}`)).body.lines).toMatchObject([{ confirmed: 3, shipped: 1 }]);
    expect(await levelOf(model)).toMatchObject({ inTransit: 1, oemConfirmed: 2, projected: 3 });
    // One that came all the same was not announced any more; nobody claims for it.
    const received = expectStatus(
      await clerk.post(`/shipment-notices/${notice.id}/receive`, { cars: [{ vin: second, odometerKm: 5 }] }),
      200,
    );
    expect(received.differences).toEqual([]);
    // The maker sends it again, and one more: the order is complete; what then does not come is given up with it.
    const again = expectStatus(await bringIn(order.id as string, file(lost, last)), 201);
    expect((await clerk.get(`/vehicle-purchase-orders/${order.id}`)).body).toMatchObject({ state: 'CLOSED', lines: [{ shipped: 3 }] });
    expectStatus(await cancel(last, again.lines), 200);
    expect((await clerk.get(`/vehicle-purchase-orders/${order.id}`)).body.lines).toMatchObject([{ confirmed: 2, shipped: 2 }]);
    expect(await levelOf(model)).toMatchObject({ inTransit: 1, arrived: 1, oemConfirmed: 0, projected: 2 });
  });

  it('of two of one number for an order, or of the same cars, one comes in', async () => {
    const model = await someModel(app);
    const code = await codeOf(model);
    const order = await confirmed(model, 9);
    const vin = someVin();
    const answers = await Promise.all([1, 2, 3].map(() => bringIn(order.id as string, `VIN,车型,颜色\n${vin},${code},${model.colour}\n`)));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 422, 422]);
    expect((await levelOf(model)).inTransit).toBe(1);
  });
});

describe('a claim against a carrier', () => {
  it('can be submitted only within its window †', async () => {
    const own = await ownServer();
    const desk = await own.as('inventory_clerk@s01');
    const model = await someModel(own);
    const order = await confirmed(model, 1, desk, await own.as('sales_manager@s01'));
    const file = `VIN,车型,颜色\n${someVin()},${await codeOf(model, desk)},${model.colour}\n`;
    const notice = expectStatus(await bringIn(order.id as string, file, 'ABORT', { by: desk }), 201);
    expectStatus(await desk.post(`/shipment-notices/${notice.id}/receive`, { cars: [] }), 200);
    await own.advance('PT73H');
    const late = await own.as('inventory_clerk@s01');
    const [claim] = (await late.get(`/carrier-claims?shipmentNoticeId=${notice.id}`)).body.items;
    expect((await late.post(`/carrier-claims/${claim.id}/submit`, { amount: 1 })).body).toMatchObject({
      status: 409,
      code: 'carrier_claim_window_over',
    });
  });
});

describe('the lists of purchasing', () => {
  it.each(['stock-policies', 'stock-alerts', 'purchase-plans', 'vehicle-purchase-orders', 'shipment-notices', 'carrier-claims'])(
    '%s of 20 takes at most 4 statements, and belongs to its store',
    async (path) => {
      await clerk.get(`/${path}`);
      const answer = await clerk.get(`/${path}?limit=20`);
      expect(answer.status).toBe(200);
      expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(4);
      const strangers = (await (await app.as('inventory_clerk@s02')).get(`/${path}?limit=100`)).body.items as { id: string }[];
      const mine = new Set(
        (answer.body.items as { id: string; storeId: string | null }[]).filter((i) => i.storeId !== null).map((i) => i.id),
      );
      expect(strangers.filter((i) => mine.has(i.id))).toEqual([]);
    },
  );
});
