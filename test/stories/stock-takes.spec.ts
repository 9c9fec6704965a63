import { expectStatus, type Model, someModel, someVin } from '../support/deals.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';
import { came, carIn, peopleOf, shippedTransfer, someStore, type StorePeople } from '../support/three-stores.js';

const told = ({ status, body }: Answer) => [status, (body as { code?: string }).code];

let app: Server;
let s01: StorePeople;
let model: Model;
beforeAll(async () => {
  app = await server();
  s01 = await peopleOf(app, 's01');
  model = await someModel(app);
});

/** A store of its own, so that all its cars are known, counted by its clerk. */
class Count {
  private constructor(
    readonly store: StorePeople,
    readonly cars: Answer['body'][],
    readonly id: string,
  ) {}
  static async of(cars: number, body: object = {}): Promise<Count> {
    const store = await someStore(app);
    const there: Answer['body'][] = [];
    for (let n = 0; n < cars; n++) there.push(await carIn(app, store, model));
    const { id, expected } = expectStatus(await store.clerk.post('/stock-takes', body), 201);
    expect(expected).toBe(cars);
    return new Count(store, there, id as string);
  }
  do(who: Actor, move: string, body: object = {}): Promise<Answer> {
    return who.post(`/stock-takes/${this.id}/${move}`, body);
  }
  scan(...vins: (string | { vin: string; location?: string })[]): Promise<Answer> {
    return this.do(this.store.clerk, 'scan', { scans: vins.map((v) => (typeof v === 'string' ? { vin: v } : v)) });
  }
  async closed(): Promise<Answer['body']> {
    return expectStatus(await this.do(this.store.clerk, 'close'), 200);
  }
  /** What differs, by VIN. */
  async differences(): Promise<Record<string, Answer['body']>> {
    const { items } = expectStatus(await this.store.manager.get(`/stock-takes/${this.id}/differences?limit=100`), 200);
    return Object.fromEntries((items as { vin: string }[]).map((d) => [d.vin, d]));
  }
  async car(n: number): Promise<Answer['body']> {
    return expectStatus(await this.store.clerk.get(`/stock-vehicles/${this.cars[n]?.id}`), 200);
  }
}

describe('a stock-take', () => {
  it('finds what is missing, surplus or in the wrong place; a manager who did not count books it, and then it is final', async () => {
    const count = await Count.of(5);
    const [found, elsewhere, missing, reserved, held] = count.cars as [Answer['body'], ...Answer['body'][]] as Answer['body'][];
    const { clerk, manager } = count.store;
    expectStatus(await manager.post(`/stock-vehicles/${reserved.id}/reserve`, { reason: '客户已约看车' }), 200);
    expectStatus(await clerk.post(`/stock-vehicles/${held.id}/hold`, { reason: '漆面待查' }), 200);
    const [stranger, theirs] = [someVin(), await carIn(app, s01, model)];
    const onItsWay = expectStatus(
      await clerk.post('/stock-vehicles', { vin: someVin(), modelId: model.id, colour: model.colour, purchaseCost: 1 }),
      201,
    );
    const first = expectStatus(await count.scan(` ${found.vin.toLowerCase()} `, { vin: elsewhere.vin, location: 'Z-09' }, found.vin), 200);
    expect([first.scanned, first.state, first.missing]).toEqual([2, 'OPEN', 0]);
    // However often it is scanned, it counts once.
    expect(expectStatus(await count.scan(found.vin, stranger, theirs.vin, onItsWay.vin), 200).scanned).toBe(5);
    const flagged = expectStatus(await clerk.get(`/stock-takes/${count.id}/scans?flagged=true`), 200).items as Answer['body'][];
    expect(flagged.map((s) => [s.vin, s.flag]).sort()).toEqual(
      [
        [stranger, 'UNKNOWN_VIN'],
        [theirs.vin, 'OTHER_STORE'],
        [onItsWay.vin, 'NOT_IN_STOCK'],
      ].sort(),
    );
    expect(told(await count.do(manager, 'approve'))).toEqual([409, 'illegal_move']);

    const closed = await count.closed();
    expect([closed.state, closed.missing, closed.surplus, closed.wrongPlace]).toEqual(['CLOSED', 3, 3, 1]);
    expect(told(await count.scan(missing.vin))).toEqual([409, 'illegal_move']);
    const seen = await count.differences();
    expect(seen[elsewhere.vin]).toMatchObject({ kind: 'WRONG_PLACE', recordedLocation: 'T-01', foundLocation: 'Z-09', outcome: null });
    expect(seen[missing.vin]).toMatchObject({ kind: 'MISSING', recordedState: 'IN_STOCK', stockVehicleId: missing.id });
    // Of another store no more is said than that it is one.
    expect(seen[theirs.vin]).toMatchObject({ kind: 'SURPLUS', flag: 'OTHER_STORE', recordedState: null, recordedLocation: null });
    expect(seen[found.vin]).toBeUndefined();

    expect(told(await count.do(clerk, 'approve'))).toEqual([403, 'forbidden']);
    expectStatus(await count.do(manager, 'recount', { reason: '复盘' }), 200);
    expect(await count.differences()).toEqual({});
    // Who counts along does not approve.
    expectStatus(await count.do(manager, 'scan', { scans: [{ vin: held.vin }] }), 200);
    expect((await count.closed()).missing).toBe(2);
    expect(told(await count.do(manager, 'approve'))).toEqual([403, 'stock_take_own_count']);
    const boss = `general_manager@${count.store.code.toLowerCase()}`;
    const grants = [{ role: 'general_manager', storeId: count.store.id }];
    expectStatus(
      await (await app.as('admin')).post('/employees', { username: boss, name: '钱小测', password: 'forecourt-demo', grants }),
      201,
    );
    const approver = await app.as(boss);
    const booked = expectStatus(await count.do(approver, 'approve', { note: '已核实' }), 200);
    expect([booked.state, booked.allowedMoves, booked.decisionNote]).toEqual(['BOOKED', [], '已核实']);

    expect(await count.car(1)).toMatchObject({ state: 'IN_STOCK', location: 'Z-09' });
    expect((await count.car(2)).state).toBe('HOLD');
    expect((await count.car(2)).holdReason).toContain(booked.number);
    expect((await count.car(3)).state).toBe('RESERVED');
    const after = await count.differences();
    expect(Object.fromEntries(Object.entries(after).map(([vin, d]) => [vin, d.outcome]))).toEqual({
      [elsewhere.vin]: 'LOCATION_CORRECTED',
      [missing.vin]: 'HELD',
      [reserved.vin]: 'LEFT_RESERVED',
      [stranger]: 'NOTED',
      [theirs.vin]: 'NOTED',
      [onItsWay.vin]: 'NOTED',
    });
    for (const [move, body] of [
      ['scan', { scans: [{ vin: missing.vin }] }],
      ['close', {}],
      ['recount', { reason: '再盘' }],
      ['approve', {}],
      ['cancel', { reason: '作废' }],
    ] as const)
      expect(told(await count.do(approver, move, body))).toEqual([409, 'illegal_move']);
    const events = await app.sql<{ name: string }>('SELECT name FROM kernel.event WHERE aggregate_id = $1 ORDER BY seq', [count.id]);
    expect(events.map((e) => e.name)).toEqual([
      ...['inventory.stock-take-closed', 'inventory.stock-take-closed', 'inventory.stock-take-booked'],
    ]);
  });

  it('while cars move: one that left or came by a recorded move is no difference', async () => {
    const count = await Count.of(6);
    const { clerk } = count.store;
    const [stays, leftUnseen, leftSeen, returns, movedAfter, gone] = count.cars as Answer['body'][];
    expectStatus(await count.scan(stays.vin, leftSeen.vin, movedAfter.vin), 200);
    // Two leave for another store, one of them seen before; one goes and comes back; one comes that was not expected.
    const away = await shippedTransfer(count.store, s01, [leftUnseen, leftSeen]);
    expectStatus(await s01.clerk.post(`/stock-transfers/${away.id}/receive`, { cars: [came(leftUnseen), came(leftSeen)] }), 200);
    const round = await shippedTransfer(count.store, s01, [returns]);
    expectStatus(await clerk.post(`/stock-transfers/${round.id}/fail`, { reason: '车辆故障返回' }), 200);
    const [comesSeen, comesUnseen] = [await carIn(app, s01, model), await carIn(app, s01, model)];
    const hither = await shippedTransfer(s01, count.store, [comesSeen, comesUnseen]);
    // Scanned at the gate before its receipt is booked: by the books it is still the other store's.
    expectStatus(await count.scan(comesSeen.vin), 200);
    expectStatus(await clerk.post(`/stock-transfers/${hither.id}/receive`, { cars: [came(comesSeen), came(comesUnseen)] }), 200);
    // It was found where it then stood, and moved after that.
    expectStatus(await count.scan({ vin: movedAfter.vin, location: 'T-01' }), 200);
    const etag = (await clerk.get(`/stock-vehicles/${movedAfter.id}`)).headers.get('etag') ?? '';
    expectStatus(await clerk.patch(`/stock-vehicles/${movedAfter.id}`, { location: 'T-02' }, { headers: { 'if-match': etag } }), 200);

    const closed = await count.closed();
    expect(Object.values(await count.differences()).map((d) => [d.vin, d.kind])).toEqual([[gone.vin, 'MISSING']]);
    expect([closed.expected, closed.missing, closed.surplus, closed.wrongPlace]).toEqual([6, 1, 0, 0]);
    // What is missing turns out to be sold between the count and its approval: it is left alone.
    expectStatus(await count.store.manager.post(`/stock-vehicles/${gone.id}/reserve`, { reason: '客户提车' }), 200);
    expectStatus(await count.do(count.store.manager, 'approve'), 200);
    expect((await count.differences())[gone.vin]?.outcome).toBe('MOVED_MEANWHILE');
    expect((await count.car(5)).state).toBe('RESERVED');
  });

  it('is closed while cars are being sold and sent, and never calls one missing that has left', async () => {
    const count = await Count.of(8);
    const { clerk, manager } = count.store;
    const [first, ...others] = count.cars as [Answer['body'], ...Answer['body'][]];
    expectStatus(await count.scan(first.vin), 200);
    const sent = others.slice(0, 4);
    const [closed] = await Promise.all([
      count.closed(),
      ...sent.map((car) => shippedTransfer(count.store, s01, [car])),
      ...others.slice(4).map((car) => manager.post(`/stock-vehicles/${car.id}/reserve`, { reason: '客户看中' })),
    ]);
    const moved = await app.sql<{ vin: string; at: Date }>(
      `SELECT v.vin, w.at FROM inventory.vehicle_movement w JOIN inventory.stock_vehicle v ON v.id = w.stock_vehicle_id WHERE w.move = 'begin-transfer' AND v.id = ANY($1::uuid[])`,
      [sent.map((c) => c.id)],
    );
    const seen = await count.differences();
    for (const { vin } of moved) if (seen[vin]) expect(seen[vin]).toMatchObject({ kind: 'MISSING', recordedState: 'IN_STOCK' });
    expect(closed.missing).toBe(Object.keys(seen).length);
    // What was judged before it left is not held after it left.
    expectStatus(await count.do(manager, 'approve'), 200);
    const states = await app.sql<{ state: string }>('SELECT DISTINCT state FROM inventory.stock_vehicle WHERE id = ANY($1::uuid[])', [
      sent.map((c) => c.id),
    ]);
    expect(states).toEqual([{ state: 'TRANSFERRING' }]);
    expectStatus(await clerk.get(`/stock-takes/${count.id}`), 200);
  });

  it('of a yard counts the cars of that yard, and a car of another yard found there is in the wrong place', async () => {
    const store = await someStore(app);
    const [inA, inB] = [await carIn(app, store, model), await carIn(app, store, model)];
    const place = async (car: { id: string }, location: string) => {
      const etag = (await store.clerk.get(`/stock-vehicles/${car.id}`)).headers.get('etag') ?? '';
      expectStatus(await store.clerk.patch(`/stock-vehicles/${car.id}`, { location }, { headers: { 'if-match': etag } }), 200);
    };
    await place(inA, 'A-01');
    await place(inB, 'AB-01');
    const take = expectStatus(await store.clerk.post('/stock-takes', { yard: 'A' }), 201);
    expect(take.expected).toBe(1);
    // One count a yard; a count of the whole store runs alone.
    expect(told(await store.manager.post('/stock-takes', { yard: 'A' }))).toEqual([409, 'stock_take_running']);
    expect(told(await store.manager.post('/stock-takes', {}))).toEqual([409, 'stock_take_running']);
    const other = expectStatus(await store.manager.post('/stock-takes', { yard: 'AB' }), 201);
    expectStatus(await store.clerk.post(`/stock-takes/${take.id}/scan`, { scans: [{ vin: inA.vin }, { vin: inB.vin }] }), 200);
    expectStatus(await store.clerk.post(`/stock-takes/${take.id}/close`), 200);
    const { items } = expectStatus(await store.clerk.get(`/stock-takes/${take.id}/differences`), 200);
    expect(items).toMatchObject([{ vin: inB.vin, kind: 'WRONG_PLACE', recordedLocation: 'AB-01', foundLocation: 'A' }]);
    expect(expectStatus(await store.manager.post(`/stock-takes/${other.id}/cancel`, { reason: '改期' }), 200).state).toBe('CANCELLED');
    expectStatus(await store.manager.post(`/stock-takes/${take.id}/approve`), 200);
    expect(expectStatus(await store.clerk.get(`/stock-vehicles/${inB.id}`), 200).location).toBe('A');
    // Now the whole store may be counted, of several at once by one.
    const opened = await Promise.all(Array.from({ length: 4 }, () => store.clerk.post('/stock-takes', {})));
    expect(opened.map((a) => a.status).sort()).toEqual([201, 409, 409, 409]);
    expect((await s01.clerk.get(`/stock-takes/${take.id}`)).status).toBe(404);
    expect((await s01.clerk.get(`/stock-takes/${take.id}/scans`)).status).toBe(404);
    const listed = expectStatus(await store.clerk.get('/stock-takes?state=BOOKED'), 200).items as { id: string }[];
    expect(listed.map((t) => t.id)).toEqual([take.id]);
  });

  it('a car that is in the yard by its yard, not by its place, is where it should be', async () => {
    const store = await someStore(app);
    const [inside, outside] = [await carIn(app, store, model), await carIn(app, store, model)];
    const put = (car: { id: string }, body: object) =>
      store.clerk.patch(`/stock-vehicles/${car.id}`, body, { headers: { 'if-match': '*' } });
    expectStatus(await put(inside, { yard: '一号停车场', location: 'T-07' }), 200);
    expectStatus(await put(outside, { yard: '二号停车场', location: 'T-08' }), 200);
    const take = expectStatus(await store.clerk.post('/stock-takes', { yard: '一号停车场' }), 201);
    expect(take.expected).toBe(1);
    expectStatus(await store.clerk.post(`/stock-takes/${take.id}/scan`, { scans: [{ vin: inside.vin }, { vin: outside.vin }] }), 200);
    expectStatus(await store.clerk.post(`/stock-takes/${take.id}/close`), 200);
    const { items } = expectStatus(await store.clerk.get(`/stock-takes/${take.id}/differences`), 200);
    expect(items).toMatchObject([{ vin: outside.vin, kind: 'WRONG_PLACE', recordedLocation: 'T-08', foundLocation: '一号停车场' }]);
    expectStatus(await store.manager.post(`/stock-takes/${take.id}/approve`), 200);
    const placeOf = async (car: { id: string }) => {
      const { location, yard } = expectStatus(await store.clerk.get(`/stock-vehicles/${car.id}`), 200);
      return [yard, location];
    };
    expect([await placeOf(inside), await placeOf(outside)]).toEqual([
      ['一号停车场', 'T-07'],
      ['一号停车场', '一号停车场'],
    ]);
  });

  it('is not approved by whoever counted along, though others scanned after them; what is damaged already is only noted', async () => {
    const count = await Count.of(2);
    const [found, damaged] = count.cars as Answer['body'][];
    expectStatus(await count.do(count.store.manager, 'scan', { scans: [{ vin: found.vin, location: 'T-02' }] }), 200);
    expectStatus(await count.scan({ vin: found.vin, location: 'T-01' }), 200);
    const damages = [{ place: '左前门', note: '停车场剐蹭' }];
    expectStatus(await count.store.clerk.post(`/stock-vehicles/${damaged.id}/report-damage`, { damages }), 200);
    await count.closed();
    expect(told(await count.do(count.store.manager, 'approve'))).toEqual([403, 'stock_take_own_count']);
    const [other] = await app.sql<{ username: string }>(
      `UPDATE inventory.stock_take SET counters = array_remove(counters, (SELECT id FROM identity.employee WHERE username = $2)) WHERE id = $1 RETURNING $2 AS username`,
      [count.id, `sales_manager@${count.store.code.toLowerCase()}`],
    );
    expect(other?.username).toBeDefined();
    expectStatus(await count.do(count.store.manager, 'approve'), 200);
    expect((await count.differences())[damaged.vin]).toMatchObject({ kind: 'MISSING', outcome: 'NOTED' });
    expect((await count.car(1)).state).toBe('DAMAGED');
  });

  it('scanned by many at once counts each car once', async () => {
    const count = await Count.of(3);
    const vins = count.cars.map((c) => c.vin as string);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => count.scan(...[...vins.slice(n % 3), ...vins.slice(0, n % 3)])));
    for (const answer of answers) expect(expectStatus(answer, 200).scanned).toBe(3);
    const closed = await count.closed();
    expect([closed.missing, closed.surplus, closed.wrongPlace]).toEqual([0, 0, 0]);
  });
});
