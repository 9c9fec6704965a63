import { interestOf, interestOfDay } from '../../src/modules/inventory/floor-plans/floor-plan-interest.js';
import { addDays, addMonths } from '../../src/kernel/time/clock.js';
import { dateOn, expectStatus, someModel, stockCar } from '../support/deals.js';
import { handOver, readyOrder } from '../support/orders.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';
import { carIn, carOf, dispose, move } from '../support/stock.js';

/** What a car costs and what its keeping costs (V-4, V-5). The demo of the specs ends on 2026-11-24. */
let app: OwnServer;
let clerk: Actor;
let finance: Actor;
let today: string;
const signIn = async () => {
  [clerk, finance] = await Promise.all(['inventory_clerk@s01', 'finance_manager@s01'].map((name) => app.as(name)));
  today = await dateOn(app, 0);
};
beforeAll(async () => {
  app = await ownServer();
  await signIn();
}, 120_000);
const told = (answer: Answer) => [answer.status, answer.body.code];
const costsOf = async (id: string) => expectStatus(await finance.get(`/stock-vehicles/${id}/costs`), 200);
const newCar = async () => stockCar(app, await someModel(app));
const TERMS = { lender: '示范汽车金融', principal: 15_500_000, annualRatePercent: 5.47, dayBasis: 365, freeDays: 0 };
const finance_ = (stockVehicleId: string, more: object = {}) => finance.post('/floor-plans', { stockVehicleId, ...TERMS, ...more });
const rowsOf = (id: string) =>
  app.sql<{ day: string; interest: number }>(
    'SELECT day::text, interest::int FROM inventory.floor_plan_accrual WHERE stock_vehicle_id = $1 ORDER BY day',
    [id],
  );

describe('cost lines', () => {
  it('build up from the purchase, and a wrong one is taken back by another, once', async () => {
    const { id } = await newCar();
    const add = (body: object) => clerk.post(`/stock-vehicles/${id}/costs`, { kind: 'TRANSPORT', amount: 120_000, note: '板车', ...body });
    const transport = expectStatus(await add({ document: 'YS-1' }), 201);
    expectStatus(await add({ kind: 'ACCESSORY', amount: 80_000, note: '脚垫' }), 201);
    expect(await costsOf(id)).toMatchObject({ purchaseCost: 15_500_000, totalCost: 15_700_000, fullCost: 15_700_000 });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => finance.post(`/vehicle-costs/${transport.id}/reverse`, { reason: '录错车辆' })),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('cost_already_reversed');
    const reversal = answers.find((a) => a.status === 200)?.body;
    expect(told(await finance.post(`/vehicle-costs/${reversal.id}/reverse`, { reason: '再冲' }))).toEqual([409, 'cost_already_reversed']);
    const { lines, totalCost } = await costsOf(id);
    expect(totalCost).toBe(15_580_000);
    expect(lines.map((l: { kind: string; amount: number; reversed: boolean }) => [l.kind, l.amount, l.reversed])).toEqual([
      ['PURCHASE', 15_500_000, false],
      ['TRANSPORT', 120_000, true],
      ['ACCESSORY', 80_000, false],
      ['TRANSPORT', -120_000, false],
    ]);
    expect(told(await add({ incurredOn: addDays(today, 1) }))).toEqual([422, 'cost_in_future']);
    expect(told(await add({ amount: 0 }))).toEqual([400, 'invalid_input']);
  });
  it('nobody changes or deletes one, not even by SQL', async () => {
    await expect(app.sql('UPDATE inventory.vehicle_cost SET amount = 1')).rejects.toThrow('only added to');
    await expect(app.sql('DELETE FROM inventory.vehicle_cost')).rejects.toThrow('only added to');
    await expect(app.sql('DELETE FROM inventory.floor_plan_accrual')).rejects.toThrow('only added to');
  });
  it('are seen by roles that see cost, of their store', async () => {
    const { id } = await newCar();
    expect(told(await (await app.as('sales_consultant@s01')).get(`/stock-vehicles/${id}/costs`))).toEqual([403, 'forbidden']);
    expect((await (await app.as('inventory_clerk@s02')).get(`/stock-vehicles/${id}/costs`)).status).toBe(404);
    expect(told(await (await app.as('sales_consultant@s01')).post(`/stock-vehicles/${id}/costs`, {}))).toEqual([403, 'forbidden']);
  });
});

describe('floor-plan interest (V-5)', () => {
  it('accrues every day once, after free days, and one that begins in the past is caught up at once', async () => {
    const [{ id }, { id: late }] = [await newCar(), await newCar()];
    const startsOn = addDays(today, -10);
    const plan = expectStatus(await finance_(id, { startsOn, freeDays: 4 }), 201);
    expect(plan).toMatchObject({ state: 'RUNNING', bearsInterestFrom: addDays(today, -6), accruedDays: 6 });
    expect((await rowsOf(id)).map((r) => r.day)).toEqual(Array.from({ length: 6 }, (_, n) => addDays(today, n - 6)));
    expect((await rowsOf(id)).map((r) => r.interest)).toEqual(Array.from({ length: 6 }, (_, n) => interestOfDay(TERMS, n + 1)));
    expect(plan.accruedInterest).toBe(interestOf(TERMS, 6));
    expect((await costsOf(id)).carryingCost).toMatchObject({
      interestDays: 6,
      interest: interestOf(TERMS, 6),
      storageDays: 0,
      storagePerDay: 1000,
    });
    const { items } = expectStatus(await finance.get(`/floor-plans/${plan.id}/accruals?limit=4`), 200);
    expect(items.map((a: { day: string }) => a.day)).toEqual([1, 2, 3, 4].map((n) => addDays(today, -n)));
    expect(expectStatus(await finance_(late, { startsOn: addDays(today, 2) }), 201)).toMatchObject({ accruedDays: 0, accruedInterest: 0 });
    expect(told(await finance_(id))).toEqual([409, 'floor_plan_overlaps']);
    expect(told(await finance_(id, { startsOn: addDays(today, -5), dayBasis: 364 }))).toEqual([400, 'invalid_input']);
  });

  it('a day is never there twice: the key forbids it with the statement taken away', async () => {
    const { id } = await newCar();
    expectStatus(await finance_(id, { startsOn: addDays(today, -2) }), 201);
    const again = app.sql(
      'INSERT INTO inventory.floor_plan_accrual SELECT stock_vehicle_id, day, floor_plan_id, store_id, principal, annual_rate_percent, day_basis, interest, accrued_at FROM inventory.floor_plan_accrual WHERE stock_vehicle_id = $1',
      [id],
    );
    await expect(again).rejects.toThrow('floor_plan_accrual_pkey');
    // A plan that says it has accrued nothing gets no second row for a day that is there.
    await app.sql('UPDATE inventory.floor_plan SET accrued_until = starts_on - 1 WHERE stock_vehicle_id = $1', [id]);
    const [{ id: planId }] = (await finance.get(`/floor-plans?stockVehicleId=${id}`)).body.items as [{ id: string }];
    expectStatus(await finance.post(`/floor-plans/${planId}/pay-off`), 200);
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it('stops at the payoff, whose day bears none, and can begin anew on that day', async () => {
    const { id } = await newCar();
    const plan = expectStatus(await finance_(id, { startsOn: addDays(today, -3) }), 201);
    expect(told(await finance.post(`/floor-plans/${plan.id}/pay-off`, { paidOn: addDays(today, 1) }))).toEqual([
      422,
      'payoff_out_of_range',
    ]);
    expect(told(await finance.post(`/floor-plans/${plan.id}/pay-off`, { paidOn: addDays(today, -4) }))).toEqual([
      422,
      'payoff_out_of_range',
    ]);
    expect(told(await clerk.post(`/floor-plans/${plan.id}/pay-off`))).toEqual([403, 'forbidden']);
    const paid = expectStatus(await finance.post(`/floor-plans/${plan.id}/pay-off`), 200);
    expect(paid).toMatchObject({
      state: 'PAID_OFF',
      endsOn: today,
      accruedDays: 3,
      accruedInterest: interestOf(TERMS, 3),
      allowedMoves: [],
    });
    expect(told(await finance.post(`/floor-plans/${plan.id}/pay-off`))).toEqual([409, 'illegal_move']);
    expect(expectStatus(await finance_(id, { annualRatePercent: 4 }), 201)).toMatchObject({ state: 'RUNNING', startsOn: today });
    expect(await rowsOf(id)).toHaveLength(3);
  });

  it('a payoff that is told late takes back what came after it, in one line; the days stay as they were', async () => {
    const { id } = await newCar();
    const plan = expectStatus(await finance_(id, { startsOn: addDays(today, -10), freeDays: 2 }), 201);
    const before = await rowsOf(id);
    expect(before).toHaveLength(8);
    const paid = expectStatus(await finance.post(`/floor-plans/${plan.id}/pay-off`, { paidOn: addDays(today, -3) }), 200);
    expect(paid).toMatchObject({ state: 'PAID_OFF', endsOn: addDays(today, -3), accruedDays: 5, accruedInterest: interestOf(TERMS, 5) });
    expect(await rowsOf(id)).toEqual(before);
    const lines = await app.sql(
      `SELECT from_day::text AS day, days, interest::int FROM inventory.floor_plan_adjustment WHERE stock_vehicle_id = $1`,
      [id],
    );
    expect(lines).toEqual([{ day: addDays(today, -3), days: 3, interest: interestOf(TERMS, 5) - interestOf(TERMS, 8) }]);
    expect((await costsOf(id)).carryingCost).toMatchObject({ interestDays: 5, interest: interestOf(TERMS, 5) });
    await expect(app.sql('DELETE FROM inventory.floor_plan_adjustment')).rejects.toThrow('only added to');
    // A day of a car is accrued once: who financed it from the payoff on is told so.
    expect(told(await finance_(id, { startsOn: addDays(today, -3) }))).toEqual([409, 'floor_plan_overlaps']);
    expectStatus(await finance_(id), 201);
    // Within its free days there is nothing left of it.
    const { id: other } = await newCar();
    const free = expectStatus(await finance_(other, { startsOn: addDays(today, -5), freeDays: 3 }), 201);
    expect(expectStatus(await finance.post(`/floor-plans/${free.id}/pay-off`, { paidOn: addDays(today, -4) }), 200)).toMatchObject({
      accruedDays: 0,
      accruedInterest: 0,
    });
  });

  it('stops when the car leaves: delivered, sold to the trade; nothing is financed that has left', async () => {
    const { order, car } = await readyOrder(app, await someModel(app));
    const delivered = expectStatus(await finance_(car.id, { startsOn: addDays(today, -2) }), 201);
    expectStatus(
      await (await app.as('sales_consultant@s01')).post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id)),
      200,
    );
    expect(expectStatus(await finance.get(`/floor-plans/${delivered.id}`), 200)).toMatchObject({
      state: 'ENDED',
      endsOn: today,
      accruedDays: 2,
    });
    expect(told(await finance_(car.id))).toEqual([409, 'vehicle_not_financeable']);
    const { id } = await newCar();
    expectStatus(await finance_(id, { startsOn: addDays(today, -1) }), 201);
    expectStatus(await dispose(app, id, 'WHOLESALE'), 200);
    expect((await finance.get(`/floor-plans?stockVehicleId=${id}`)).body.items).toMatchObject([{ state: 'ENDED', accruedDays: 1 }]);
  });
});

describe('the age of the stock (V-4)', () => {
  /** A model and a store whose figures move by what this story does. */
  const ageing = async (query = '') => expectStatus(await finance.get(`/stock-ageing${query}`), 200);
  const put = (id: string, days: number) =>
    app.sql('UPDATE inventory.stock_vehicle SET stock_in_date = $2::date, store_since = $2::date + 5 WHERE id = $1', [
      id,
      addDays(today, -days),
    ]);

  it('counts cars and cost by band, by group and by store, and the marks of 90 days and 6 months', async () => {
    const before = await ageing();
    const store = (await carOf(app, (await newCar()).id)).storeId as string;
    const bandsOf = (v: typeof before, id?: string) =>
      ((id ? v.stores.find((s: { storeId: string }) => s.storeId === id) : v.group).bands as { cars: number }[]).map((b) => b.cars);
    for (const days of [31, 63, 91, 181]) await put((await newCar()).id, days);
    const after = await ageing();
    expect(after.group.bands.map((b: { fromDays: number; toDays: number }) => [b.fromDays, b.toDays])).toEqual([
      ...[
        [0, 30],
        [31, 60],
        [61, 90],
        [91, 180],
      ],
      [181, null],
    ]);
    expect(bandsOf(after).map((n, i) => n - (bandsOf(before)[i] ?? 0))).toEqual([1, 1, 1, 1, 1]);
    expect(bandsOf(after, store).map((n, i) => n - (bandsOf(before, store)[i] ?? 0))).toEqual([1, 1, 1, 1, 1]);
    expect(after.group.agedCars - before.group.agedCars).toBe(2);
    expect(after.group.cost - before.group.cost).toBe(5 * 15_500_000);
    // By the age in the store, which began five days later, each of the old ones is a band younger.
    const inStore = await ageing('?age=STORE');
    expect(bandsOf(inStore).map((n, i) => n - (bandsOf(after)[i] ?? 0))).toEqual([1, 0, 0, 0, -1]);
    // 6 months before 24 November is 24 May: 184 days are no longer than that, 185 are.
    const old = await newCar();
    for (const [days, more] of [
      [184, 0],
      [185, 1],
    ] as const) {
      await put(old.id, days);
      expect((await ageing()).group.overSixMonths - after.group.overSixMonths).toBe(more);
    }
    const behind = `/stock-vehicles?stockInUntil=${addDays(today, -185)}&limit=100`;
    expect((await finance.get(behind)).body.items.some((c: { id: string }) => c.id === old.id)).toBe(true);
    const seen = expectStatus(await (await app.as('sales_consultant@s01')).get('/stock-ageing'), 200);
    expect([seen.group.cost, seen.group.interest, seen.group.bands[0].cost]).toEqual([null, null, null]);
  });

  it('a demo car is as old as its demo', async () => {
    const before = await ageing();
    const { id } = await carIn(app, 'DEMO');
    await put(id, 100);
    await app.sql('UPDATE inventory.stock_vehicle SET demo_since = $2 WHERE id = $1', [id, addDays(today, -40)]);
    const after = await ageing();
    expect([after.group.demoCars - before.group.demoCars, after.group.bands[1].cars - before.group.bands[1].cars]).toEqual([1, 1]);
    expect(await carOf(app, id)).toMatchObject({ demoAgeDays: 40, stockAgeDays: 100, storeAgeDays: 95 });
    expect((await move(app, id, 'end-demo')).body.demoAgeDays).toBeNull();
  });
  it('what has left is no stock', async () => {
    const before = await ageing();
    const { id } = await newCar();
    expectStatus(await dispose(app, id, 'WHOLESALE'), 200);
    expect((await ageing()).group.cars).toBe(before.group.cars);
  });
});

it('nights accrue what a downtime left out and go on day by day, and tell once which car became old', async () => {
  const [financed, missed, aged, older] = [await newCar(), await newCar(), await newCar(), await newCar()];
  const { id } = expectStatus(await finance_(financed.id), 201);
  // A plan as it is after five nights in which nothing ran.
  const began = addDays(today, -5);
  await app.sql(
    `INSERT INTO inventory.floor_plan (id, version, created_at, updated_at, number, state, store_id, stock_vehicle_id, vin, lender, principal, annual_rate_percent, day_basis, free_days, starts_on, accrued_until)
     SELECT gen_random_uuid(), 1, created_at, updated_at, number || '-X', state, store_id, $2, $3, lender, principal, annual_rate_percent, day_basis, 0, $4::date, $4::date - 1 FROM inventory.floor_plan WHERE id = $1`,
    [id, missed.id, missed.vin, began],
  );
  const age = (car: { id: string }, days: number) =>
    app.sql('UPDATE inventory.stock_vehicle SET stock_in_date = $2 WHERE id = $1', [car.id, addDays(today, -days)]);
  await age(aged, 89);
  await age(older, 184);
  // One that came in with its age is told of too; a demo car is as old as its demo, and has a mark of its own.
  const [imported, demo] = [await newCar(), await newCar()];
  await age(imported, 120);
  await age(demo, 89);
  expectStatus(await move(app, demo.id, 'assign-demo'), 200);
  const made = await newCar();
  const patch = { producedOn: addMonths(addDays(today, 1), -20) };
  const changed = await clerk.patch(`/stock-vehicles/${made.id}`, patch, { headers: { 'if-match': '*' } });
  expect(expectStatus(changed, 200).producedOn).toBe(patch.producedOn);
  const begun = today;
  await app.advance('P2D');
  await signIn();
  expect((await rowsOf(financed.id)).map((r) => r.day)).toEqual([begun, addDays(begun, 1)]);
  const caughtUp = await rowsOf(missed.id);
  expect(caughtUp.map((r) => r.day)).toEqual(Array.from({ length: 7 }, (_, n) => addDays(began, n)));
  expect(caughtUp.map((r) => r.interest)).toEqual(caughtUp.map((_, n) => interestOfDay(TERMS, n + 1)));
  const [{ interest }] = (await app.sql<{ interest: number }>(
    `SELECT sum(interest)::int AS interest FROM (SELECT stock_vehicle_id, interest FROM inventory.floor_plan_accrual
       UNION ALL SELECT stock_vehicle_id, interest FROM inventory.floor_plan_adjustment) a JOIN inventory.stock_vehicle v ON v.id = a.stock_vehicle_id
     WHERE v.state NOT IN ('DELIVERED', 'RETURNED', 'WHOLESALE', 'SCRAPPED') AND v.stock_in_date IS NOT NULL AND v.store_id = $1`,
    [(await carOf(app, missed.id)).storeId],
  )) as [{ interest: number }];
  // What the age of the stock shows as interest is what the rows add up to.
  expect(expectStatus(await finance.get('/stock-ageing'), 200).group.interest).toBe(interest);
  const marks = await app.sql<{ aggregate_id: string; mark: string; on: string }>(
    `SELECT aggregate_id, payload->>'mark' AS mark, payload->>'on' AS on FROM kernel.event WHERE name = 'inventory.vehicle-aged' AND aggregate_id = ANY($1::uuid[]) ORDER BY mark`,
    [[aged.id, older.id, made.id, imported.id, demo.id]],
  );
  const byMark = (a: { mark: string; aggregate_id: string }, b: { mark: string; aggregate_id: string }) =>
    `${a.mark} ${a.aggregate_id}` < `${b.mark} ${b.aggregate_id}` ? -1 : 1;
  const first = addDays(begun, 1);
  const wanted = [
    { aggregate_id: aged.id, mark: 'AGED', on: first },
    { aggregate_id: older.id, mark: 'AGED', on: first },
    { aggregate_id: imported.id, mark: 'AGED', on: first },
    // After two years it must be inspected before it can be registered (RG-1).
    { aggregate_id: made.id, mark: 'REGISTRATION_INSPECTION_NEAR', on: first },
    { aggregate_id: older.id, mark: 'SIX_MONTHS', on: first },
  ];
  expect(marks.sort(byMark)).toEqual(wanted.sort(byMark));
  // Whoever looks finds them: counted, and as a list (RG-1).
  const near = (await clerk.get(`/stock-vehicles?registrationInspectionNear=true&limit=100`)).body.items as { id: string }[];
  expect(near.map((c) => c.id)).toContain(made.id);
  expect(near.map((c) => c.id)).not.toContain(aged.id);
  expect(expectStatus(await finance.get('/stock-ageing'), 200).group.registrationInspectionNear).toBe(near.length);
});
