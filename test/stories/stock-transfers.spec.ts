import { confirmedOrder, expectStatus, type Model, pay, someModel } from '../support/deals.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';
import {
  approvedTransfer,
  came,
  carIn,
  peopleOf,
  requestedTransfer,
  shippedTransfer,
  someStore,
  type StorePeople,
  TRANSPORT,
} from '../support/three-stores.js';
import { atScale } from '../support/scale.js';

const ROUNDS = atScale(2, 60);
const AT_ONCE = 4;
const told = ({ status, body }: Answer) => [status, (body as { code?: string }).code];

let app: Server;
let s01: StorePeople;
let s02: StorePeople;
let model: Model;
beforeAll(async () => {
  app = await server();
  [s01, s02] = await Promise.all([peopleOf(app, 's01'), peopleOf(app, 's02')]);
  model = await someModel(app);
});
const car = (of = s01) => carIn(app, of, model);
const step = (who: Actor, id: string, move: string, body: object = {}) => who.post(`/stock-transfers/${id}/${move}`, body);
const stateOf = async (who: Actor, id: string) => ((await who.get(`/stock-vehicles/${id}`)).body as { state?: string }).state;
/** Which store has the car, and in which state: exactly one. */
const owners = (id: string) =>
  app.sql<{ store_id: string; state: string }>('SELECT store_id, state FROM inventory.stock_vehicle WHERE id = $1', [id]);

describe('a transfer between two stores (V-8)', () => {
  it('is asked for, agreed, sent, received and closed, each step by the store whose it is', async () => {
    const it1 = await car();
    await app.sql(`UPDATE inventory.stock_vehicle SET stock_in_date = stock_in_date - 40, store_since = store_since - 40 WHERE id = $1`, [
      it1.id,
    ]);
    const seen = expectStatus(await s01.clerk.get(`/stock-vehicles/${it1.id}`), 200);
    expect([seen.stockAgeDays, seen.storeAgeDays]).toEqual([40, 40]);
    const offered = expectStatus(await s02.clerk.get(`/transferable-vehicles?modelId=${model.id}`), 200).items as { id: string }[];
    expect(offered.map((c) => c.id)).toContain(it1.id);
    const total = async () =>
      (await app.sql(`SELECT 1 FROM inventory.stock_vehicle WHERE model_id = $1 AND state <> 'DELIVERED'`, [model.id])).length;
    const before = await total();

    const { id } = expectStatus(
      await s02.clerk.post('/stock-transfers', {
        fromStoreId: s01.id,
        toStoreId: s02.id,
        reason: '客户指定车型',
        neededBy: '2026-12-01',
        cars: [{ stockVehicleId: it1.id, transferPrice: 15_800_000 }],
      }),
      201,
    );
    // The one that did not ask sees it and cannot ask in its place.
    expect(told(await step(s01.clerk, id, 'request'))).toEqual([403, 'transfer_of_other_store']);
    const requested = expectStatus(await step(s02.clerk, id, 'request'), 200);
    expect([requested.state, requested.askingStoreId, requested.allowedMoves]).toEqual(['REQUESTED', s02.id, ['withdraw-car', 'cancel']]);
    expect(expectStatus(await s01.manager.get(`/stock-transfers/${id}`), 200).allowedMoves).toEqual(['approve', 'reject', 'withdraw-car']);
    expect(told(await step(s02.manager, id, 'approve'))).toEqual([403, 'transfer_of_other_store']);
    expect(told(await step(s01.clerk, id, 'approve'))).toEqual([403, 'forbidden']);
    expect(expectStatus(await step(s01.manager, id, 'approve', { note: '同意' }), 200).decisionNote).toBe('同意');
    expect(told(await step(s02.clerk, id, 'ship', TRANSPORT))).toEqual([403, 'transfer_of_other_store']);

    const shipped = expectStatus(await step(s01.clerk, id, 'ship', TRANSPORT), 200);
    expect(shipped).toMatchObject({ state: 'IN_TRANSIT', ...TRANSPORT, cars: [{ vin: it1.vin, odometerOutKm: 10, outcome: null }] });
    // On its way it is the giver's, and nobody can take it.
    expect(await owners(it1.id)).toEqual([{ store_id: s01.id, state: 'TRANSFERRING' }]);
    expect((await s02.clerk.get(`/stock-vehicles/${it1.id}`)).status).toBe(404);
    const refused = await s01.manager.post(`/stock-vehicles/${it1.id}/reserve`, { reason: '客户看中' });
    expect([...told(refused), refused.body.allowedMoves]).toEqual([409, 'vehicle_not_available', []]);
    expect(await total()).toBe(before);
    expect(told(await step(s01.clerk, id, 'receive', { cars: [came(it1)] }))).toEqual([403, 'transfer_of_other_store']);

    const received = expectStatus(await step(s02.clerk, id, 'receive', { cars: [came(it1)] }), 200);
    expect(received).toMatchObject({ state: 'RECEIVED', differences: [], cars: [{ outcome: 'RECEIVED', odometerInKm: 12 }] });
    expect(await owners(it1.id)).toEqual([{ store_id: s02.id, state: 'IN_STOCK' }]);
    expect((await s01.clerk.get(`/stock-vehicles/${it1.id}`)).status).toBe(404);
    // V-4: its age in the group goes on, its age in the store begins anew.
    const there = expectStatus(await s02.clerk.get(`/stock-vehicles/${it1.id}`), 200);
    expect([there.stockInDate, there.stockAgeDays, there.storeAgeDays, there.location]).toEqual([seen.stockInDate, 40, 0, 'B-01']);
    expect(await total()).toBe(before);

    const closed = expectStatus(await step(s01.clerk, id, 'close'), 200);
    expect([closed.state, closed.allowedMoves]).toEqual(['CLOSED', []]);
    const { items } = expectStatus(await s02.clerk.get(`/stock-vehicles/${it1.id}/movements?limit=2`), 200);
    const both = { stockTransferId: id, fromStoreId: s01.id, toStoreId: s02.id };
    expect(items).toMatchObject([
      { move: 'end-transfer', fromState: 'TRANSFERRING', toState: 'IN_STOCK', ...both },
      { move: 'begin-transfer', fromState: 'IN_STOCK', toState: 'TRANSFERRING', ...both },
    ]);
    const events = await app.sql<{ name: string }>(`SELECT name FROM kernel.event WHERE aggregate_id = $1 ORDER BY seq`, [id]);
    expect(events.map((e) => e.name.replace('inventory.transfer-', ''))).toEqual([
      'requested',
      'approved',
      'shipped',
      'received',
      'closed',
    ]);
  });

  it('is unknown to a third store, and listed to both of its own', async () => {
    const third = await someStore(app);
    const { id } = await requestedTransfer(s01, s02, [await car()]);
    expect((await third.clerk.get(`/stock-transfers/${id}`)).status).toBe(404);
    expect(told(await step(third.manager, id, 'approve'))).toEqual([404, 'not_found']);
    expect(expectStatus(await third.clerk.get('/stock-transfers'), 200).items).toEqual([]);
    for (const who of [s01.clerk, s02.clerk])
      for (const query of ['state=REQUESTED', `fromStoreId=${s01.id}`, `toStoreId=${s02.id}`, `storeId=${s02.id}`])
        expect((expectStatus(await who.get(`/stock-transfers?${query}`), 200).items as { id: string }[])[0]?.id).toBe(id);
    expect(
      told(
        await third.clerk.post('/stock-transfers', { fromStoreId: s01.id, toStoreId: s02.id, reason: '无关', cars: [came(await car())] }),
      ),
    ).toEqual([400, 'invalid_input']);
    const foreign = { fromStoreId: s01.id, toStoreId: s02.id, reason: '无关', cars: [{ stockVehicleId: (await car()).id }] };
    expect(told(await third.clerk.post('/stock-transfers', foreign))).toEqual([404, 'not_found']);
  });

  it('can be offered by the store that gives; what it costs only they see who may', async () => {
    const it1 = await car();
    const body = {
      fromStoreId: s01.id,
      toStoreId: s02.id,
      reason: '库存均衡',
      cars: [{ stockVehicleId: it1.id, transferPrice: 15_000_000 }],
    };
    const { id, askingStoreId } = expectStatus(await s01.clerk.post('/stock-transfers', body), 201);
    expect(askingStoreId).toBe(s01.id);
    expectStatus(await step(s01.clerk, id, 'request'), 200);
    // Who offers does not agree in the other's place (V-8).
    expect(told(await step(s01.manager, id, 'approve'))).toEqual([403, 'transfer_of_other_store']);
    expect(expectStatus(await s02.manager.get(`/stock-transfers/${id}`), 200).allowedMoves).toEqual(['approve', 'reject', 'withdraw-car']);
    expectStatus(await step(s02.manager, id, 'approve'), 200);
    expectStatus(await step(s01.clerk, id, 'ship', TRANSPORT), 200);
    const prices = async (who: Actor) => {
      const { cars, transportCost } = expectStatus(await who.get(`/stock-transfers/${id}`), 200);
      return [(cars as { transferPrice: number | null }[])[0]?.transferPrice, transportCost];
    };
    expect(await prices(await app.as('sales_consultant@s01'))).toEqual([null, null]);
    expect(await prices(await app.as('sales_consultant@s02'))).toEqual([null, null]);
    expect(await prices(s02.manager)).toEqual([15_000_000, 120_000]);
  });

  it('takes only cars in stock of the store that gives, each once', async () => {
    const [reserved, free, theirs] = [await car(), await car(), await car(s02)];
    expectStatus(await s01.manager.post(`/stock-vehicles/${reserved.id}/reserve`, { reason: '客户已约看车' }), 200);
    const ask = (...ids: string[]) =>
      s02.clerk.post('/stock-transfers', {
        ...{ fromStoreId: s01.id, toStoreId: s02.id, reason: '客户指定车型' },
        cars: ids.map((stockVehicleId) => ({ stockVehicleId })),
      });
    const refused = await ask(reserved.id);
    expect([...told(refused), refused.body.allowedMoves]).toEqual([409, 'illegal_move', ['release', 'report-damage']]);
    expect(told(await ask(theirs.id))).toEqual([422, 'reference_unknown']);
    const twice = await ask(free.id, free.id);
    expect([...told(twice), twice.body.errors[0].pointer]).toEqual([422, 'transfer_car_listed_twice', '/cars/1/stockVehicleId']);
    const body = { fromStoreId: s02.id, toStoreId: s02.id, reason: '库存均衡', cars: [{ stockVehicleId: theirs.id }] };
    expect(told(await s02.clerk.post('/stock-transfers', body))).toEqual([422, 'transfer_same_store']);

    // Two drafts may want one car; the second to be asked for hears that it is gone.
    const [first, second] = [expectStatus(await ask(free.id), 201), expectStatus(await ask(free.id), 201)];
    expectStatus(await step(s02.clerk, first.id, 'request'), 200);
    expect(told(await step(s02.clerk, second.id, 'request'))).toEqual([409, 'vehicle_in_transfer']);
    const listed = expectStatus(await s02.clerk.get(`/transferable-vehicles?modelId=${model.id}&limit=100`), 200).items as { id: string }[];
    expect(listed.map((c) => c.id)).not.toContain(free.id);
    // What is rejected is free for the next wish; what has gone elsewhere is not to be had.
    expect(expectStatus(await step(s01.manager, first.id, 'reject', { reason: '本店需要' }), 200).state).toBe('REJECTED');
    const third = await someStore(app);
    const elsewhere = await shippedTransfer(s01, third, [free]);
    expect(told(await step(s02.clerk, second.id, 'request'))).toEqual([409, 'illegal_move']);
    expectStatus(await step(third.clerk, elsewhere.id, 'receive', { cars: [came(free)] }), 200);
    expect(told(await step(s02.clerk, second.id, 'request'))).toEqual([409, 'vehicle_left_store']);
  });

  it('leaves its yard with the giver, and comes back to it when the transfer fails', async () => {
    const [goes, fails] = [await car(), await car()];
    for (const one of [goes, fails])
      expectStatus(await s01.clerk.patch(`/stock-vehicles/${one.id}`, { yard: '一号停车场' }, { headers: { 'if-match': '*' } }), 200);
    const placeOf = async (who: Actor, { id }: { id: string }) => {
      const { location, yard } = expectStatus(await who.get(`/stock-vehicles/${id}`), 200);
      return [yard, location];
    };
    const sent = await shippedTransfer(s01, s02, [goes]);
    const failing = await shippedTransfer(s01, s02, [fails]);
    expect(await placeOf(s01.clerk, goes)).toEqual([null, null]);
    expectStatus(await step(s02.clerk, sent.id as string, 'receive', { cars: [came(goes)] }), 200);
    expectStatus(await step(s01.clerk, failing.id as string, 'fail', { reason: '车辆故障返回' }), 200);
    expect([await placeOf(s02.clerk, goes), await placeOf(s01.clerk, fails)]).toEqual([
      [null, 'B-01'],
      ['一号停车场', 'T-01'],
    ]);
  });

  it('does not take a car about whose disposal nobody has decided', async () => {
    const it1 = await car();
    const asked = { stockVehicleId: it1.id, kind: 'WHOLESALE', takenBy: '车商', amount: 1_000_000, reason: '清库' };
    const disposal = expectStatus(await s01.clerk.post('/vehicle-disposals', asked), 201);
    const { id } = await approvedTransfer(s01, s02, [it1]);
    const refused = await step(s01.clerk, id, 'ship', TRANSPORT);
    expect(told(refused)).toEqual([409, 'disposal_of_car_waits']);
    expect(refused.body.detail).toContain(disposal.number);
    expectStatus(await s01.clerk.post(`/vehicle-disposals/${disposal.id}/cancel`), 200);
    expectStatus(await step(s01.clerk, id, 'ship', TRANSPORT), 200);
  });

  it('does not take a car that was sold before it left: the others go without it', async () => {
    const [sold, goes] = [await car(), await car()];
    const { id } = await approvedTransfer(s01, s02, [sold, goes]);
    expectStatus(await s01.manager.post(`/stock-vehicles/${sold.id}/reserve`, { reason: '本店客户' }), 200);
    const refused = await step(s01.clerk, id, 'ship', TRANSPORT);
    expect([...told(refused), refused.body.allowedMoves]).toEqual([409, 'illegal_move', ['release', 'report-damage']]);
    expect(await stateOf(s01.clerk, goes.id)).toBe('IN_STOCK');
    const less = expectStatus(await step(s01.clerk, id, 'withdraw-car', { stockVehicleId: sold.id, reason: '本店售出' }), 200);
    expect(less).toMatchObject({ state: 'APPROVED', cars: [{ outcome: 'WITHDRAWN' }, { outcome: null }] });
    expect(told(await step(s01.clerk, id, 'withdraw-car', { stockVehicleId: sold.id, reason: '重复' }))).toEqual([
      422,
      'reference_unknown',
    ]);
    expect(told(await step(s01.clerk, id, 'withdraw-car', { stockVehicleId: goes.id, reason: '重复' }))).toEqual([
      409,
      'transfer_last_car',
    ]);
    expectStatus(await step(s01.clerk, id, 'ship', TRANSPORT), 200);
    expect([await stateOf(s01.clerk, sold.id), await stateOf(s01.clerk, goes.id)]).toEqual(['RESERVED', 'TRANSFERRING']);
  });

  it('keeps what came otherwise than it was sent until each difference is resolved', async () => {
    const cars = [await car(), await car(), await car(), await car(), await car()] as [Answer['body'], ...Answer['body'][]];
    const [fine, damaged, late, back, lost] = cars as Answer['body'][];
    const { id } = await shippedTransfer(s01, s02, cars);
    const damages = [{ place: '左前门', note: '划痕' }];
    const missing = (one: Answer['body']) => ({ stockVehicleId: one.id, arrived: false });
    const full = [came(fine, { odometerKm: 60 }), came(damaged, { damages }), missing(late), missing(back), missing(lost)];
    const receive = (list: object[]) => step(s02.clerk, id, 'receive', { cars: list });

    const short = await receive([came(fine), came(fine), came(await car()), { stockVehicleId: damaged.id, arrived: true }, missing(late)]);
    expect(told(short)).toEqual([422, 'transfer_receipt_incomplete']);
    expect((short.body.errors as { pointer: string }[]).map((e) => e.pointer)).toEqual([
      '/cars/1/stockVehicleId',
      '/cars/2/stockVehicleId',
      '/cars/3/odometerKm',
      '/cars/3/location',
      '/cars',
      '/cars',
    ]);
    expect(told(await receive([came(fine, { odometerKm: 9 }), ...full.slice(1)]))).toEqual([422, 'odometer_backwards']);
    expect(await owners(fine.id)).toEqual([{ store_id: s01.id, state: 'TRANSFERRING' }]);

    const received = expectStatus(await receive(full), 200);
    expect((received.cars as { outcome: string }[]).map((c) => c.outcome)).toEqual([
      'RECEIVED',
      'DAMAGED',
      'MISSING',
      'MISSING',
      'MISSING',
    ]);
    const differences = received.differences as { id: string; kind: string; stockVehicleId: string }[];
    expect(differences.map((d) => d.kind).sort()).toEqual(['DAMAGE', 'MISSING', 'MISSING', 'MISSING', 'ODOMETER']);
    const held = expectStatus(await s02.clerk.get(`/stock-vehicles/${damaged.id}`), 200);
    expect(held).toMatchObject({ state: 'HOLD', storeId: s02.id, damages, holdReason: '调拨到货有损伤' });
    for (const one of [late, back, lost]) expect(await owners(one.id)).toEqual([{ store_id: s01.id, state: 'TRANSFERRING' }]);

    const of = (one: Answer['body'], kind: string) => differences.find((d) => d.stockVehicleId === one.id && d.kind === kind)?.id;
    const resolve = (who: Actor, one: Answer['body'], kind: string, resolution: string, more: object = {}) =>
      step(who, id, 'resolve', { differenceId: of(one, kind), resolution, note: '已核实', ...more });
    expect(told(await step(s01.clerk, id, 'close'))).toEqual([409, 'transfer_differences_open']);
    expect(told(await resolve(s02.clerk, damaged, 'DAMAGE', 'LOST'))).toEqual([422, 'resolution_not_of_kind']);
    expectStatus(await resolve(s02.clerk, damaged, 'DAMAGE', 'CARRIER_CLAIM'), 200);
    expect(told(await resolve(s02.clerk, damaged, 'DAMAGE', 'CARRIER_CLAIM'))).toEqual([409, 'difference_resolved']);
    expectStatus(await resolve(s01.clerk, fine, 'ODOMETER', 'ACCEPTED'), 200);
    // Where a car is only they can say who have it.
    expect(told(await resolve(s01.clerk, late, 'MISSING', 'ARRIVED_LATE'))).toEqual([403, 'transfer_of_other_store']);
    expect(told(await resolve(s02.clerk, back, 'MISSING', 'RETURNED'))).toEqual([403, 'transfer_of_other_store']);
    expect(told(await resolve(s02.clerk, late, 'MISSING', 'ARRIVED_LATE'))).toEqual([422, 'transfer_receipt_incomplete']);
    expectStatus(await resolve(s02.clerk, late, 'MISSING', 'ARRIVED_LATE', { location: 'B-07', odometerKm: 11 }), 200);
    expectStatus(await resolve(s01.clerk, back, 'MISSING', 'RETURNED'), 200);
    expect(told(await step(s01.clerk, id, 'close'))).toEqual([409, 'transfer_differences_open']);
    expectStatus(await resolve(s01.clerk, lost, 'MISSING', 'LOST'), 200);
    expect(await owners(late.id)).toEqual([{ store_id: s02.id, state: 'IN_STOCK' }]);
    expect(await owners(back.id)).toEqual([{ store_id: s01.id, state: 'IN_STOCK' }]);
    expect(expectStatus(await s01.clerk.get(`/stock-vehicles/${back.id}`), 200).location).toBe('T-01');
    expect(await owners(lost.id)).toEqual([{ store_id: s01.id, state: 'HOLD' }]);
    expect(expectStatus(await step(s02.clerk, id, 'close'), 200).state).toBe('CLOSED');
    // A held car goes on where it is now, once its damage is settled (D-9).
    expect(told(await s02.clerk.post(`/stock-vehicles/${damaged.id}/release-hold`, { reason: '已修复' }))).toEqual([
      409,
      'vehicle_defects_open',
    ]);
    const [defect] = expectStatus(await s02.clerk.get(`/vehicle-defects?stockVehicleId=${damaged.id}`), 200).items as { id: string }[];
    expectStatus(await s02.manager.post(`/vehicle-defects/${defect?.id}/waive`, { disclosure: '左前门划痕' }), 200);
    expect(expectStatus(await s02.clerk.post(`/stock-vehicles/${damaged.id}/release-hold`, { reason: '已修复' }), 200).state).toBe(
      'IN_STOCK',
    );
  });

  it('that fails or is called off gives the cars back', async () => {
    const [whole, hurt] = [await car(), await car()];
    const { id } = await shippedTransfer(s01, s02, [whole, hurt]);
    expect(told(await step(s01.clerk, id, 'cancel', { reason: '太迟' }))).toEqual([409, 'illegal_move']);
    expect(told(await step(s01.clerk, id, 'fail', { reason: '事故', heldVehicleIds: [(await car()).id] }))).toEqual([
      422,
      'reference_unknown',
    ]);
    const failed = expectStatus(await step(s01.clerk, id, 'fail', { reason: '运输途中事故', heldVehicleIds: [hurt.id] }), 200);
    expect(failed).toMatchObject({ state: 'FAILED', endReason: '运输途中事故', cars: [{ outcome: 'RETURNED' }, { outcome: 'RETURNED' }] });
    expect(expectStatus(await s01.clerk.get(`/stock-vehicles/${whole.id}`), 200)).toMatchObject({ state: 'IN_STOCK', location: 'T-01' });
    expect(await stateOf(s01.clerk, hurt.id)).toBe('HOLD');
    const again = await approvedTransfer(s01, s02, [whole]);
    expect(expectStatus(await step(s02.clerk, again.id, 'cancel', { reason: '客户取消' }), 200).state).toBe('CANCELLED');
    expect((await requestedTransfer(s01, s02, [whole])).state).toBe('REQUESTED');
  });

  it('brings the car to the order that waits for it', async () => {
    const wanted = await someModel(app);
    const order = await confirmedOrder(app, wanted);
    await pay(app, order.id, 'DEPOSIT');
    await app.soon(
      async () => (await app.sql('SELECT 1 FROM inventory.paid_deposit WHERE sales_order_id = $1', [order.id])).length > 0,
      'the deposit is heard of',
    );
    const it1 = await carIn(app, s02, wanted);
    const { id } = await shippedTransfer(s02, s01, [it1]);
    expectStatus(await step(s01.clerk, id, 'receive', { cars: [came(it1)] }), 200);
    const there = expectStatus(await s01.clerk.get(`/stock-vehicles/${it1.id}`), 200);
    expect([there.state, there.reservation.salesOrderId]).toEqual(['PREPARING', order.id]);
  });
});

describe('of many at once', () => {
  const sum = (answers: Answer[], status: number) => answers.filter((a) => a.status === status).length;

  it('one transfer has the car', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const it1 = await car();
      const drafts = await Promise.all(
        Array.from({ length: AT_ONCE }, async () =>
          expectStatus(
            await s02.clerk.post('/stock-transfers', {
              ...{ fromStoreId: s01.id, toStoreId: s02.id, reason: '客户指定车型', cars: [{ stockVehicleId: it1.id }] },
            }),
            201,
          ),
        ),
      );
      const answers = await Promise.all(drafts.map(({ id }) => step(s02.clerk, id as string, 'request')));
      expect([sum(answers, 200), answers.filter((a) => a.body.code === 'vehicle_in_transfer').length]).toEqual([1, AT_ONCE - 1]);
      const live = await app.sql('SELECT 1 FROM inventory.stock_transfer_line WHERE stock_vehicle_id = $1 AND live', [it1.id]);
      expect(live).toHaveLength(1);
    }
  });

  it('either somebody reserves it or it leaves', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const it1 = await car();
      const { id } = await approvedTransfer(s01, s02, [it1]);
      const attempts = [
        () => s01.manager.post(`/stock-vehicles/${it1.id}/reserve`, { reason: '客户看中' }),
        () => step(s01.clerk, id, 'ship', TRANSPORT),
        () => s01.clerk.post(`/stock-vehicles/${it1.id}/reserve`, { reason: '客户看中' }),
        () => step(s01.manager, id, 'ship', TRANSPORT),
      ];
      const answers = await Promise.all(attempts.map((_, n) => (attempts[(n + round) % attempts.length] as () => Promise<Answer>)()));
      expect([sum(answers, 200), sum(answers, 409)]).toEqual([1, 3]);
      const { state } = expectStatus(await s01.clerk.get(`/stock-transfers/${id}`), 200);
      const live = await app.sql(`SELECT 1 FROM inventory.reservation WHERE stock_vehicle_id = $1 AND state = 'LIVE'`, [it1.id]);
      expect([state, await stateOf(s01.clerk, it1.id), live.length]).toEqual(
        live.length ? ['APPROVED', 'RESERVED', 1] : ['IN_TRANSIT', 'TRANSFERRING', 0],
      );
    }
  });

  it('it is received once, and cancelled or shipped, never both', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, two] = [await car(), await car()];
      const shipped = await shippedTransfer(s01, s02, [one]);
      const receipts = await Promise.all(
        Array.from({ length: AT_ONCE }, () => step(s02.clerk, shipped.id as string, 'receive', { cars: [came(one)] })),
      );
      expect([sum(receipts, 200), receipts.filter((a) => a.body.code === 'illegal_move').length]).toEqual([1, AT_ONCE - 1]);
      const moved = await app.sql(`SELECT 1 FROM inventory.vehicle_movement WHERE stock_vehicle_id = $1 AND move = 'end-transfer'`, [
        one.id,
      ]);
      expect(moved).toHaveLength(1);

      const { id } = await approvedTransfer(s01, s02, [two]);
      const [cancelled, left] = await Promise.all([
        step(s02.clerk, id, 'cancel', { reason: '客户取消' }),
        step(s01.clerk, id, 'ship', TRANSPORT),
      ]);
      expect([cancelled.status, left.status].sort()).toEqual([200, 409]);
      expect(await stateOf(s01.clerk, two.id)).toBe(left.status === 200 ? 'TRANSFERRING' : 'IN_STOCK');
    }
  });
});
