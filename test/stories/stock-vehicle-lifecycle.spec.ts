import { expectStatus, someModel, stockCar } from '../support/deals.js';
import { orderOf, passPdi, preparingOrder, readinessOf, waitingOrder } from '../support/orders.js';
import { programFacts } from '../support/program-facts.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';
import { bossOf, type Car, carIn, carOf, clerkOf, dispose, move, moved, returnedCar } from '../support/stock.js';

/** Every state × every move of a car: what is legal has its effect, what is not answers 409 with the legal moves and changes nothing (V-1, V-2). */
const STATES = [
  ...['ORDERED', 'IN_TRANSIT', 'ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DELIVERED'],
  ...['DEMO', 'HOLD', 'TRANSFERRING', 'LOANER', 'DAMAGED', 'RETURNED', 'WHOLESALE', 'SCRAPPED', 'CANCELLED'],
];
const OF_AN_ORDER = ['PREPARING', 'READY'];
interface Cell {
  /** State → state after it. */
  legal: Record<string, string>;
  ask: (id: string) => Promise<Answer>;
  /** The code where it is illegal, if not `illegal_move`. */
  code?: (state: string) => string;
}
let app: OwnServer;
let clerk: Actor;
let boss: Actor;
const all = (states: string[], to: string) => Object.fromEntries(states.map((s) => [s, to]));
const asked = (name: string, legal: Record<string, string>, code?: Cell['code']): [string, Cell] => [
  name,
  { legal, ask: (id) => move(app, id, name), ...(code && { code }) },
];
const MOVES: Record<string, Cell> = Object.fromEntries([
  asked('ship', { ORDERED: 'IN_TRANSIT' }),
  asked('arrive', { IN_TRANSIT: 'ARRIVED' }),
  asked('cancel-order', { ORDERED: 'CANCELLED', IN_TRANSIT: 'CANCELLED' }),
  asked('accept', { ARRIVED: 'IN_STOCK' }),
  asked('reserve', { IN_STOCK: 'RESERVED' }, () => 'vehicle_not_available'),
  // An order's car is freed by its order (D-6).
  asked('release', { RESERVED: 'IN_STOCK' }, (state) => (OF_AN_ORDER.includes(state) ? 'reserved_for_order' : 'illegal_move')),
  asked('assign-demo', { IN_STOCK: 'DEMO' }),
  asked('end-demo', { DEMO: 'IN_STOCK' }),
  asked('assign-loaner', { IN_STOCK: 'LOANER' }),
  asked('end-loaner', { LOANER: 'IN_STOCK' }),
  asked('hold', all(['ARRIVED', 'IN_STOCK', 'DEMO', 'LOANER', 'RETURNED'], 'HOLD')),
  asked('release-hold', { HOLD: 'IN_STOCK' }),
  asked('report-damage', all(['ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DEMO', 'LOANER'], 'DAMAGED')),
  asked('repair', { DAMAGED: 'IN_STOCK' }),
  asked('receive-return', { RETURNED: 'ARRIVED' }),
]);
const COMMANDS: Record<string, Cell> = {
  wholesale: {
    legal: all(['IN_STOCK', 'DEMO', 'HOLD', 'DAMAGED', 'RETURNED'], 'WHOLESALE'),
    ask: (id) => dispose(app, id, 'WHOLESALE'),
  },
  scrap: { legal: all(['HOLD', 'DAMAGED', 'RETURNED'], 'SCRAPPED'), ask: (id) => dispose(app, id, 'SCRAP') },
};
const CELLS = Object.entries({ ...MOVES, ...COMMANDS });
const table = programFacts().lifecycles.find((l) => l.name === 'StockVehicle');
const movesFrom = (state: string) => (table?.moves ?? []).filter((m) => !m.system && m.from.includes(state)).map((m) => m.name);

const rowOf = async (id: string) => ({
  car: (await app.sql<{ row: unknown }>('SELECT to_jsonb(v) AS row FROM inventory.stock_vehicle v WHERE id = $1', [id]))[0]?.row,
  history: await app.sql('SELECT move, to_state FROM inventory.vehicle_movement WHERE stock_vehicle_id = $1 ORDER BY at, id', [id]),
  reservations: await app.sql('SELECT id, state FROM inventory.reservation WHERE stock_vehicle_id = $1 ORDER BY id', [id]),
});
const told = (answer: Answer) => [answer.status, answer.body.code];

beforeAll(async () => {
  app = await ownServer();
  [clerk, boss] = await Promise.all([clerkOf(app), bossOf(app)]);
}, 120_000);

it('the table names every state, and every move that somebody can ask for', () => {
  expect([...(table?.states ?? [])].sort()).toEqual([...STATES].sort());
  expect(
    (table?.moves ?? [])
      .filter((m) => !m.system)
      .map((m) => m.name)
      .sort(),
  ).toEqual(Object.keys(MOVES).sort());
});

describe.each(STATES)('a car that is %s', (state) => {
  const legal = CELLS.filter(([, cell]) => state in cell.legal);
  const illegal = CELLS.filter(([, cell]) => !(state in cell.legal));
  let resting: Car;

  it(`refuses ${illegal.map(([name]) => name).join(', ')} and stays as it was`, async () => {
    resting = await carIn(app, state);
    const before = await rowOf(resting.id);
    for (const [name, { ask, code }] of illegal) {
      const answer = await ask(resting.id);
      expect([name, ...told(answer)]).toEqual([name, 409, code?.(state) ?? 'illegal_move']);
      if (answer.body.code !== 'reserved_for_order') expect([name, answer.body.allowedMoves]).toEqual([name, movesFrom(state)]);
    }
    expect(await rowOf(resting.id)).toEqual(before);
    // What is offered as a button is what is not refused.
    expect(expectStatus(await boss.get(`/stock-vehicles/${resting.id}`), 200).allowedMoves).toEqual(
      movesFrom(state).filter((m) => !(m === 'release' && OF_AN_ORDER.includes(state))),
    );
  });

  if (legal.length)
    it(`can be asked to ${legal.map(([name]) => name).join(', ')}, and each has its effect`, async () => {
      for (const [n, [name, { ask, legal: to }]] of legal.entries()) {
        const { id } = n === 0 ? resting : await carIn(app, state);
        const answer = await ask(id);
        expect([name, answer.status, answer.body.code]).toEqual([name, 200, undefined]);
        expect([name, (await carOf(app, id)).state]).toEqual([name, to[state]]);
        const [last] = (await clerk.get(`/stock-vehicles/${id}/movements?limit=1`)).body.items as { move: string; fromState: string }[];
        expect([last?.move, last?.fromState]).toEqual([name, state]);
      }
    });
});

it('a car that was a demo or a loaner is sold as used, and its buyer is told', async () => {
  const demo = await carIn(app, 'DEMO');
  expect(told(await move(app, demo.id, 'end-demo', { odometerKm: 1 }))).toEqual([422, 'odometer_backwards']);
  expect(expectStatus(await move(app, demo.id, 'end-demo'), 200)).toMatchObject({
    ...{ state: 'IN_STOCK', condition: 'USED', disclosure: 'FORMER_DEMO', odometerKm: 5_000, location: 'B-01', demoAgeDays: null },
  });
  const loaner = await carIn(app, 'LOANER');
  expect(expectStatus(await move(app, loaner.id, 'end-loaner'), 200)).toMatchObject({ condition: 'USED', disclosure: 'FORMER_LOANER' });
  expect(told(await move(app, loaner.id, 'assign-loaner', { insuredUntil: '2020-01-01' }))).toEqual([422, 'demo_insurance_expired']);
});

it('a demo car is inspected anew before it is delivered, and its buyer is told what it was (D-7, 消法 55)', async () => {
  const model = await someModel(app);
  const car = await stockCar(app, model);
  await passPdi(app, car.id);
  await moved(app, car.id, 'assign-demo', 'end-demo');
  expect((await carOf(app, car.id)).pdi.passed).toBe(false);
  const defects = async () => (await clerk.get(`/vehicle-defects?stockVehicleId=${car.id}`)).body.items as { id: string }[];
  const [history] = await defects();
  expect(await defects()).toMatchObject([
    { source: 'HISTORY', itemCode: 'FORMER_DEMO', state: 'WAIVED', description: '本车曾作试驾车使用', decisionNote: '本车曾作试驾车使用' },
  ]);
  // Once a demo, told once, however often it was.
  await moved(app, car.id, 'assign-demo');
  expectStatus(await move(app, car.id, 'end-demo', { odometerKm: 9_000 }), 200);
  expect(await defects()).toHaveLength(1);
  const order = await waitingOrder(app, model);
  const manager = await app.as('sales_manager@s01');
  expectStatus(await manager.post(`/sales-orders/${order.id}/allocate`, { stockVehicleId: car.id }), 200);
  const gate = async () =>
    ((await readinessOf(app, order.id)).gates as { code: string; passed: boolean }[]).find((g) => g.code === 'DEFECTS_DISCLOSED')?.passed;
  expect(await gate()).toBe(false);
  expectStatus(await clerk.post(`/vehicle-defects/${history?.id}/disclose`, { document: 'GZ-7' }), 200);
  expect(await gate()).toBe(true);
});

it('damage to a car that is prepared takes it from its order, which waits for the next one', async () => {
  const model = await someModel(app);
  const { order, car } = await preparingOrder(app, model);
  await moved(app, car.id, 'report-damage');
  expect(await carOf(app, car.id)).toMatchObject({ state: 'DAMAGED', reservation: null });
  await app.soon(async () => (await orderOf(app, order.id)).state === 'PENDING_ALLOCATION', 'the order waits');
  expect((await orderOf(app, order.id)).reservation).toBeNull();
  expect((await clerk.get(`/vehicle-demands?salesOrderId=${order.id}&state=OPEN`)).body.items).toHaveLength(1);
  const next = await stockCar(app, model);
  await app.soon(async () => (await orderOf(app, order.id)).reservation?.vin === next.vin, 'the next one is its');
  expect((await orderOf(app, order.id)).state).toBe('PREPARING');
  // Repaired, it is free stock again.
  await moved(app, car.id, 'repair');
  expect((await carOf(app, car.id)).state).toBe('IN_STOCK');
});

it('a car is on hold for its quality, a recall or something else, and comes back to what it was', async () => {
  const loaner = await carIn(app, 'LOANER');
  expect(expectStatus(await move(app, loaner.id, 'hold', { kind: 'RECALL' }), 200)).toMatchObject({ state: 'HOLD', holdKind: 'RECALL' });
  expect(expectStatus(await move(app, loaner.id, 'release-hold'), 200)).toMatchObject({ state: 'LOANER', holdKind: null });
  const back = await carIn(app, 'RETURNED');
  expect(expectStatus(await move(app, back.id, 'hold'), 200)).toMatchObject({ holdKind: 'OTHER', stockInDate: null });
  expect(expectStatus(await move(app, back.id, 'release-hold'), 200).state).toBe('RETURNED');
  expect(told(await move(app, back.id, 'hold', { kind: 'MOOD' }))).toEqual([400, 'invalid_input']);
});

it('what is wrong with a car on hold is settled before it is for sale again (D-9)', async () => {
  const { id } = await carIn(app, 'HOLD');
  const inspector = await app.as('quality_inspector@s01');
  const answers = (
    (await clerk.get('/inspection-templates?code=B&state=PUBLISHED')).body.items[0].items as {
      code: string;
      kind: string;
      required: boolean;
    }[]
  )
    .filter((i) => i.required)
    .map(({ code, kind }) => ({
      code,
      ...(code === 'TYRES' ? { result: 'DEFECT', note: '鼓包' } : kind === 'NUMBER' ? { number: 12 } : { result: 'OK' }),
    }));
  expectStatus(await inspector.post('/vehicle-inspections', { stockVehicleId: id, templateCode: 'B', answers }), 201);
  expect(told(await move(app, id, 'release-hold'))).toEqual([409, 'vehicle_defects_open']);
  const [{ id: defect }] = (await clerk.get(`/vehicle-defects?stockVehicleId=${id}`)).body.items as [{ id: string }];
  expectStatus(await (await app.as('sales_manager@s01')).post(`/vehicle-defects/${defect}/waive`, { disclosure: '轮胎鼓包' }), 200);
  expect(expectStatus(await move(app, id, 'release-hold'), 200).state).toBe('IN_STOCK');
});

it('nothing of a car that has left is changed, and it gets no more keys', async () => {
  const { id } = await carIn(app, 'DELIVERED');
  const patch = await clerk.patch(`/stock-vehicles/${id}`, { engineNumber: 'EN-9' }, { headers: { 'if-match': '*' } });
  expect(told(patch)).toEqual([409, 'vehicle_gone']);
  expect(told(await clerk.post('/vehicle-keys', { stockVehicleId: id, label: '备用' }))).toEqual([409, 'vehicle_gone']);
});

it('damage is repaired back to where it was found and stays on the record (三包 32)', async () => {
  const arrived = await carIn(app, 'ARRIVED');
  await moved(app, arrived.id, 'report-damage');
  const damaged = await carOf(app, arrived.id);
  expect(damaged.damages).toEqual([{ place: '左前门', note: '停车场剐蹭', reportedOn: damaged.arrivedOn }]);
  const repaired = expectStatus(await move(app, arrived.id, 'repair'), 200);
  expect([repaired.state, repaired.stockInDate, repaired.location]).toEqual(['ARRIVED', null, 'A-02']);
  expect(repaired.damages).toMatchObject([
    { place: '左前门', note: '停车场剐蹭', repair: '钣金喷漆', repairedOn: damaged.damages[0].reportedOn },
  ]);
  // Its buyer is told of it, and somebody else than who repaired it looks at it before it comes into stock (D-9).
  const defects = (await (await app.as('inventory_clerk@s01')).get(`/vehicle-defects?stockVehicleId=${arrived.id}`)).body.items;
  expect(defects).toMatchObject([
    { source: 'STORAGE', itemCode: 'DAMAGE', description: '左前门:停车场剐蹭', state: 'REWORKED', reworkNote: '钣金喷漆' },
  ]);
  expect((await move(app, arrived.id, 'accept')).body.code).toBe('vehicle_defects_open');
  expectStatus(await (await app.as('quality_inspector@s01')).post(`/vehicle-defects/${defects[0].id}/accept`), 200);
  expect(expectStatus(await move(app, arrived.id, 'accept'), 200).state).toBe('IN_STOCK');
});

it('a returned car comes back to stock through a new inspection, and what must be disclosed stays (三包 33)', async () => {
  const car = await returnedCar(app, await someModel(app));
  const back = expectStatus(await move(app, car.id, 'receive-return'), 200);
  expect(back).toMatchObject({
    ...{ state: 'ARRIVED', condition: 'USED', disclosure: 'THREE_GUARANTEES_RETURN', stockInDate: null, deliveredOn: null },
    ...{ pdi: { passed: false, at: null }, odometerKm: 1_300 },
  });
  const accepted = expectStatus(await move(app, car.id, 'accept'), 200);
  expect(accepted).toMatchObject({ state: 'IN_STOCK', disclosure: 'THREE_GUARANTEES_RETURN', stockAgeDays: 0, storeAgeDays: 0 });
});

describe('where a car stands', () => {
  it('place, yard and showroom are a flag and two words, and each change is a line of its history', async () => {
    const { id } = await carIn(app, 'IN_STOCK');
    const patch = async (body: object) => clerk.patch(`/stock-vehicles/${id}`, body, { headers: { 'if-match': '*' } });
    const shown = expectStatus(await patch({ onDisplay: true, yard: '一层展厅', location: '1-03' }), 200);
    expect(shown).toMatchObject({ state: 'IN_STOCK', onDisplay: true, yard: '一层展厅', location: '1-03' });
    expectStatus(await patch({ engineNumber: 'EN-7' }), 200);
    const lines = (await clerk.get(`/stock-vehicles/${id}/movements`)).body.items as { move: string; location: string }[];
    expect(lines.filter((l) => l.move === 'relocate').map((l) => l.location)).toEqual(['1-03']);
    expect((await clerk.get(`/stock-vehicles?onDisplay=true&vin=${shown.vin}`)).body.items).toHaveLength(1);
    // It may be sold out of the showroom, and leaves it with what takes it away.
    await moved(app, id, 'reserve', 'release', 'hold');
    expect((await carOf(app, id)).onDisplay).toBe(false);
    expect(told(await patch({ onDisplay: true }))).toEqual([409, 'not_for_display']);
    expect(expectStatus(await patch({ yard: null }), 200).yard).toBeNull();
  });
  it('a car that is not here stands nowhere', async () => {
    const { id } = await carIn(app, 'WHOLESALE');
    expect(await carOf(app, id)).toMatchObject({ location: null, yard: null });
    expect(told(await clerk.patch(`/stock-vehicles/${id}`, { location: 'X' }, { headers: { 'if-match': '*' } }))).toEqual([
      409,
      'vehicle_not_on_site',
    ]);
  });
});

describe('wholesale and scrapping need two people', () => {
  const request = (who: Actor, stockVehicleId: string, more: object = {}) =>
    who.post('/vehicle-disposals', { stockVehicleId, kind: 'WHOLESALE', takenBy: '车商', amount: 1_000_000, reason: '清库', ...more });

  it('whoever asks does not agree, and only who may decides', async () => {
    const { id } = await carIn(app, 'IN_STOCK');
    const mine = expectStatus(await request(boss, id), 201);
    expect(told(await boss.post(`/vehicle-disposals/${mine.id}/approve`))).toEqual([403, 'disposal_approver_is_requester']);
    expect(told(await clerk.post(`/vehicle-disposals/${mine.id}/approve`))).toEqual([403, 'forbidden']);
    expect(told(await request(clerk, id))).toEqual([409, 'disposal_pending']);
    const finance = await app.as('finance_manager@s01');
    const agreed = expectStatus(await finance.post(`/vehicle-disposals/${mine.id}/approve`, { note: '同意' }), 200);
    expect(agreed).toMatchObject({ state: 'APPROVED', amount: 1_000_000, decisionNote: '同意', allowedMoves: [] });
    expect((await carOf(app, id)).state).toBe('WHOLESALE');
    const [event] = await app.sql<{ payload: object }>(
      `SELECT payload FROM kernel.event WHERE name = 'inventory.vehicle-disposed' AND aggregate_id = $1`,
      [id],
    );
    expect(event?.payload).toMatchObject({ kind: 'WHOLESALE', amount: 1_000_000, disposalId: mine.id });
    const cashier = await app.as('cashier@s01');
    const due = await app.soon(async () => {
      const { items } = (await cashier.get('/receivables?kind=OTHER&limit=100')).body;
      return (items as { subjectNumber: string }[]).find((r) => r.subjectNumber === mine.number);
    }, 'the receivable');
    expect(due).toMatchObject({ payer: 'TRADE', amount: 1_000_000, salesOrderId: null });
    expect(told(await finance.post(`/vehicle-disposals/${mine.id}/reject`, { reason: '晚了' }))).toEqual([409, 'illegal_move']);
    // Out of the group: its VIN may come in again one day.
    expect((await clerk.get(`/stock-vehicles?vin=${(await carOf(app, id)).vin as string}`)).body.items).toHaveLength(1);
  });
  it('the database itself knows that two people are two', async () => {
    const { id } = await carIn(app, 'IN_STOCK');
    const { id: disposal } = expectStatus(await request(clerk, id), 201);
    const alone = app.sql(
      `UPDATE inventory.vehicle_disposal SET state = 'APPROVED', decided_by = requested_by, decided_at = created_at WHERE id = $1`,
      [disposal],
    );
    await expect(alone).rejects.toThrow('ck_vehicle_disposal_two_people');
  });
  it('a sale has a price; a car that was reserved in the meantime stays', async () => {
    const { id } = await carIn(app, 'IN_STOCK');
    expect(told(await request(clerk, id, { amount: 0 }))).toEqual([422, 'wholesale_amount_missing']);
    const { id: disposal } = expectStatus(await request(clerk, id), 201);
    await moved(app, id, 'reserve');
    expect(told(await boss.post(`/vehicle-disposals/${disposal}/approve`))).toEqual([409, 'illegal_move']);
    expect(expectStatus(await clerk.post(`/vehicle-disposals/${disposal}/cancel`), 200).state).toBe('CANCELLED');
    expect((await carOf(app, id)).state).toBe('RESERVED');
  });
  it('of ten who agree at once one does', async () => {
    const { id } = await carIn(app, 'IN_STOCK');
    const { id: disposal } = expectStatus(await request(clerk, id), 201);
    const answers = await Promise.all(Array.from({ length: 10 }, () => boss.post(`/vehicle-disposals/${disposal}/approve`)));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status !== 200).every((a) => a.status === 409)).toBe(true);
  });
  it('does not exist for another store', async () => {
    const { id } = await carIn(app, 'IN_STOCK');
    const { id: disposal } = expectStatus(await request(clerk, id), 201);
    const stranger = await app.as('inventory_clerk@s02');
    expect((await stranger.get(`/vehicle-disposals/${disposal}`)).status).toBe(404);
    expect((await request(stranger, id)).status).toBe(404);
  });
});

it('a car that is reserved for nobody raises an alarm in the night, once, and it closes when the car is in order again (V-2)', async () => {
  const { id } = await stockCar(app, await someModel(app));
  const promised = await carIn(app, 'RESERVED');
  await app.sql(`UPDATE inventory.stock_vehicle SET state = 'RESERVED' WHERE id = $1`, [id]);
  await app.sql(`UPDATE inventory.stock_vehicle SET state = 'IN_STOCK' WHERE id = $1`, [promised.id]);
  const alarms = async () =>
    expectStatus(await (await app.as('sales_manager@s01')).get('/integrity-alarms'), 200).items as {
      stockVehicleId: string;
      kind: string;
      state: string;
      vehicleState: string;
    }[];
  expect(await alarms()).toEqual([]);
  await app.advance('PT17H');
  expect((await alarms()).map((a) => [a.stockVehicleId, a.kind, a.state, a.vehicleState]).sort()).toEqual(
    [
      [id, 'RESERVED_WITHOUT_RESERVATION', 'OPEN', 'RESERVED'],
      [promised.id, 'RESERVATION_WITHOUT_RESERVED_CAR', 'OPEN', 'IN_STOCK'],
    ].sort(),
  );
  const events = await app.sql(`SELECT 1 FROM kernel.event WHERE name = 'inventory.integrity-alarm-raised'`);
  expect(events).toHaveLength(2);
  await app.sql(`UPDATE inventory.stock_vehicle SET state = 'IN_STOCK' WHERE id = $1`, [id]);
  await app.sql(`UPDATE inventory.stock_vehicle SET state = 'RESERVED' WHERE id = $1`, [promised.id]);
  await app.advance('P1D');
  expect((await alarms()).map((a) => a.state)).toEqual(['CLOSED', 'CLOSED']);
  expect(told(await (await app.as('sales_consultant@s01')).get('/integrity-alarms'))).toEqual([403, 'forbidden']);
});

it('a car that is kept for an order that has ended is a fault of ours (V-2)', async () => {
  const { order, car } = await preparingOrder(app, await someModel(app));
  await app.sql('INSERT INTO inventory.ended_order (sales_order_id, ended_at) SELECT id, created_at FROM sales.sales_order WHERE id = $1', [
    order.id,
  ]);
  await app.advance('P1D');
  clerk = await clerkOf(app);
  const { items } = expectStatus(await clerk.get(`/integrity-alarms?stockVehicleId=${car.id}`), 200);
  expect(items).toMatchObject([{ kind: 'RESERVED_FOR_ENDED_ORDER', state: 'OPEN', vehicleState: 'PREPARING' }]);
  const cancelled = await preparingOrder(app, await someModel(app));
  expectStatus(
    await (await app.as('sales_manager@s01')).post(`/sales-orders/${cancelled.order.id}/cancel`, { cause: 'CUSTOMER', reason: '客户放弃' }),
    200,
  );
  const heard = () => app.sql('SELECT 1 FROM inventory.ended_order WHERE sales_order_id = $1', [cancelled.order.id]);
  await app.soon(async () => (await heard()).length === 1, 'the end of an order is heard of');
  await app.sql('DELETE FROM inventory.ended_order WHERE sales_order_id = $1', [order.id]);
});
