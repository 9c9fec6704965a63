import { demoCar, dateOn, expectStatus, type Model, type Opportunity, someModel, someOpportunity, stockCar } from '../support/deals.js';
import { type OwnServer, ownServer } from '../support/server.js';

// A server of its own: consultants of the shared one are booked by other specs, and the clock moves here.
let app: OwnServer;
let model: Model;
let deal: Opportunity;
let car: { id: string; odometerKm: number };
let validUntil: string;
let day = 0;

beforeAll(async () => {
  app = await ownServer();
  model = await someModel(app);
  deal = await someOpportunity(app, model);
  validUntil = await dateOn(app, 900);
});
beforeEach(async () => {
  car = await demoCar(app, model);
  day += 2;
});

const seller = () => app.as('sales_consultant@s01');
/** A booking that starts so many minutes into a day of its own. */
const booking = async (minute: number, more: object = {}) => {
  const { body } = await (await app.as('admin')).get('/ops/clock');
  const start = Date.parse(body.now as string) - 1 + day * 86_400_000 + minute * 60_000;
  const rounded = Math.ceil(start / 60_000) * 60_000;
  return {
    opportunityId: deal.opportunityId,
    stockVehicleId: car.id,
    startsAt: new Date(rounded).toISOString(),
    endsAt: new Date(rounded + 30 * 60_000).toISOString(),
    licence: { number: '11010519491231002X', class: 'C1', expiresOn: validUntil },
    ...more,
  };
};
const shifted = (body: { startsAt: string; endsAt: string }, minutes: number) => ({
  ...body,
  startsAt: new Date(Date.parse(body.startsAt) + minutes * 60_000).toISOString(),
  endsAt: new Date(Date.parse(body.endsAt) + minutes * 60_000).toISOString(),
});

describe('a test drive', () => {
  it('goes out with a signed agreement and comes back with its kilometres (T-1, T-3)', async () => {
    const consultant = await seller();
    const booked = expectStatus(await consultant.post('/test-drives', await booking(0)), 201);
    expect(booked).toMatchObject({ state: 'BOOKED', allowedMoves: ['start', 'cancel'], customerId: deal.customerId });
    expect(booked.licence.number).toBe('1101**********002X');
    expect((await consultant.post(`/test-drives/${booked.id}/start`, { odometerKm: 10, agreementSigned: false })).body.code).toBe(
      'agreement_required',
    );
    const out = expectStatus(await consultant.post(`/test-drives/${booked.id}/start`, { odometerKm: 10, agreementSigned: true }), 200);
    expect(out).toMatchObject({ state: 'OUT', odometerOutKm: 10 });
    expect((await consultant.post(`/test-drives/${booked.id}/cancel`, { reason: '改期' })).body).toMatchObject({
      code: 'illegal_move',
      allowedMoves: ['complete'],
    });
    expect((await consultant.post(`/test-drives/${booked.id}/complete`, { odometerKm: 9 })).body.code).toBe('drive_odometer_backwards');
    expect((await consultant.post(`/test-drives/${booked.id}/complete`, { odometerKm: 90 })).body.code).toBe('distance_reason_required');
    const back = expectStatus(
      await consultant.post(`/test-drives/${booked.id}/complete`, { odometerKm: 90, distanceReason: '试高速', feedback: '很满意' }),
      200,
    );
    expect(back).toMatchObject({ state: 'COMPLETED', odometerInKm: 90, allowedMoves: [] });
    expect((await consultant.get(`/stock-vehicles/${car.id}`)).body.odometerKm).toBe(90);
  });

  it('keeps the licence number sealed: the table does not tell it', async () => {
    const booked = expectStatus(await (await seller()).post('/test-drives', await booking(0)), 201);
    const [row] = await app.sql<{ all: string }>('SELECT d::text AS all FROM sales.test_drive d WHERE id = $1', [booked.id]);
    expect(row?.all).not.toContain('11010519491231002X');
  });

  it.each([
    ['runs out before the drive ends', { number: '11010519491231002X', class: 'C1', expiresOn: '2020-01-01' }],
    ['is a motorcycle licence', { number: '11010519491231002X', class: 'D', expiresOn: '2099-01-01' }],
    ['covers automatic cars only and the gearbox is not known', { number: '11010519491231002X', class: 'C2', expiresOn: '2099-01-01' }],
  ])('is refused when the licence %s (T-1)', async (_, licence) => {
    const answer = await (await seller()).post('/test-drives', await booking(0, { licence }));
    expect([answer.status, answer.body.code, answer.body.rule]).toEqual([422, 'licence_not_valid', 'T-1']);
  });

  it('an electric car may be driven with C2 (T-1)', async () => {
    const electric = await demoCar(app, await someModel(app, { powertrain: 'BEV' }));
    const licence = { number: '11010519491231002X', class: 'C2', expiresOn: validUntil };
    expectStatus(await (await seller()).post('/test-drives', await booking(0, { stockVehicleId: electric.id, licence })), 201);
  });

  it.each([
    ['AUTOMATIC', 201],
    ['MANUAL', 422],
  ])('a petrol car that is %s with C2: %d (T-1)', async (transmission, wanted) => {
    const petrol = await demoCar(app, await someModel(app, { transmission }));
    const licence = { number: '11010519491231002X', class: 'C2', expiresOn: validUntil };
    expectStatus(await (await seller()).post('/test-drives', await booking(0, { stockVehicleId: petrol.id, licence })), wanted);
  });

  it('does not overlap another of the car or of the consultant, turnaround included; touching it is allowed (T-2)', async () => {
    const consultant = await seller();
    const first = await booking(0);
    expectStatus(await consultant.post('/test-drives', first), 201);
    expect((await consultant.post('/test-drives', shifted(first, 44))).body.code).toBe('test_drive_overlap');
    const otherCar = await demoCar(app, model);
    expect((await consultant.post('/test-drives', { ...shifted(first, 10), stockVehicleId: otherCar.id })).body.code).toBe(
      'test_drive_overlap',
    );
    expectStatus(await consultant.post('/test-drives', shifted(first, 45)), 201);
    expectStatus(await consultant.post('/test-drives', shifted(first, -45)), 201);
  });

  it('of twenty who want the same car at the same time one gets it (T-2)', async () => {
    const consultant = await seller();
    const body = await booking(0);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => consultant.post('/test-drives', shifted(body, n))));
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1);
    expect(new Set(answers.filter((a) => a.status !== 201).map((a) => a.body.code))).toEqual(new Set(['test_drive_overlap']));
  });

  it('of twenty who want the same consultant at the same time, each with a car of their own, one gets them (T-2)', async () => {
    const consultant = await seller();
    const cars = [car];
    for (let n = 1; n < 5; n++) cars.push(await demoCar(app, model));
    const body = await booking(0);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => consultant.post('/test-drives', { ...shifted(body, n), stockVehicleId: cars[n % 5]?.id })),
    );
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1);
    expect(new Set(answers.filter((a) => a.status !== 201).map((a) => a.body.code))).toEqual(new Set(['test_drive_overlap']));
  });

  it('keeps who signed the agreement and the hash of the file', async () => {
    const consultant = await seller();
    const booked = expectStatus(await consultant.post('/test-drives', await booking(0)), 201);
    const agreement = { signedBy: '王小明', sha256: 'a'.repeat(64) };
    const out = expectStatus(
      await consultant.post(`/test-drives/${booked.id}/start`, { odometerKm: 10, agreementSigned: true, agreement }),
      200,
    );
    expect(out).toMatchObject({ agreementSignedBy: '王*明', agreementSha256: agreement.sha256 });
    expectStatus(await consultant.post(`/test-drives/${booked.id}/complete`, { odometerKm: 12 }), 200);
  });

  it('that goes further than its route and 5 km † needs a reason and is marked (T-3)', async () => {
    const consultant = await seller();
    expect((await consultant.post('/test-drives', await booking(0, { routeCode: 'MOON' }))).body.code).toBe('test_drive_route_unknown');
    const booked = expectStatus(await consultant.post('/test-drives', await booking(0, { routeCode: 'CITY' })), 201);
    expect(booked.route).toEqual({ code: 'CITY', name: '城市路线', distanceKm: 12 });
    expectStatus(await consultant.post(`/test-drives/${booked.id}/start`, { odometerKm: 10, agreementSigned: true }), 200);
    expect((await consultant.post(`/test-drives/${booked.id}/complete`, { odometerKm: 28 })).body.code).toBe('distance_reason_required');
    const back = expectStatus(
      await consultant.post(`/test-drives/${booked.id}/complete`, { odometerKm: 28, distanceReason: '绕行修路' }),
      200,
    );
    expect(back).toMatchObject({ distanceKm: 18, distanceException: true, distanceReason: '绕行修路' });
    const marked = expectStatus(await consultant.get(`/test-drives?stockVehicleId=${car.id}&distanceException=true`), 200);
    expect(marked.items.map((d: { id: string }) => d.id)).toEqual([booked.id]);

    const second = expectStatus(await consultant.post('/test-drives', shifted(await booking(0, { routeCode: 'CITY' }), 120)), 201);
    expectStatus(await consultant.post(`/test-drives/${second.id}/start`, { odometerKm: 28, agreementSigned: true }), 200);
    const exactly = expectStatus(await consultant.post(`/test-drives/${second.id}/complete`, { odometerKm: 45 }), 200);
    expect(exactly).toMatchObject({ distanceKm: 17, distanceException: false });
  });

  it('asks for age, and for a companion on an expressway in the first year (T-1)', async () => {
    const consultant = await seller();
    const body = await booking(0);
    const licence = (more: object) => ({ number: 'D1234567', class: 'C1', expiresOn: validUntil, ...more });
    const ask = (more: object, drive: object = {}) => consultant.post('/test-drives', { ...body, ...drive, licence: licence(more) });
    const now = body.startsAt.slice(0, 10);
    const year = Number(now.slice(0, 4));
    const [lastYear, longAgo] = [`${year - 1}-12-31`, `${year - 4}-01-01`];

    expect((await ask({ bornOn: `${year - 17}-01-01` })).body.code).toBe('driver_too_young');
    const bornOn = `${year - 30}-01-01`;
    expect((await ask({})).body).toMatchObject({ code: 'licence_not_valid', errors: [{ pointer: '/licence/bornOn' }] });
    expect((await ask({ bornOn, firstIssuedOn: `${year + 9}-01-01` })).body.errors[0].pointer).toBe('/licence/firstIssuedOn');
    const highway = { routeCode: 'EXPRESSWAY' };
    expect((await ask({ bornOn }, highway)).body.errors[0].pointer).toBe('/licence/firstIssuedOn');
    expect((await ask({ bornOn, firstIssuedOn: lastYear }, highway)).body).toMatchObject({ code: 'companion_required', rule: 'T-1' });
    const novice = await ask({ bornOn, firstIssuedOn: lastYear }, { ...highway, companionLicensedOn: `${year - 2}-12-31` });
    expect(novice.body.code).toBe('companion_required');
    const booked = expectStatus(await ask({ bornOn, firstIssuedOn: lastYear }, { ...highway, companionLicensedOn: longAgo }), 201);
    expect(booked).toMatchObject({ expressway: true, warnings: ['PROBATION'], companionLicensedOn: longAgo });
  });

  it('shows in the calendar of its car and its consultant, and the rest of the day is free (T-2)', async () => {
    const consultant = await seller();
    const me = expectStatus(await consultant.get('/me'), 200);
    const date = await dateOn(app, day);
    const at = (time: string) => new Date(`${date}T${time}:00+08:00`).toISOString();
    const body = { ...(await booking(0)), startsAt: at('10:00'), endsAt: at('10:30') };
    const booked = expectStatus(await consultant.post('/test-drives', body), 201);
    const calendar = async () =>
      expectStatus(
        await consultant.get(`/test-drive-slots?date=${date}&days=1&stockVehicleId=${car.id}&ownerEmployeeId=${me.employeeId}`),
        200,
      );
    const { cars, consultants } = await calendar();
    const taken = [{ from: at('10:00'), until: at('10:45'), testDriveId: booked.id, state: 'BOOKED' }];
    expect(cars).toMatchObject([{ stockVehicleId: car.id, days: [{ date, taken, notReady: null }] }]);
    expect(consultants).toMatchObject([{ employeeId: me.employeeId, days: [{ date, taken }] }]);
    const { free } = cars[0].days[0];
    expect(free[0].until).toBe(at('09:45'));
    expect(free[1].from).toBe(at('10:45'));
    // What the calendar says is free is free, to its very end.
    const fits = { startsAt: at('09:15'), endsAt: at('09:45') };
    expectStatus(await consultant.post('/test-drives', { ...body, ...fits }), 201);
    expectStatus(await consultant.post(`/test-drives/${booked.id}/cancel`, { reason: '改期' }), 200);
    expect((await calendar()).cars[0].days[0].taken).toHaveLength(1);
    const insuredTo = await dateOn(app, 301);
    const late = expectStatus(await consultant.get(`/test-drive-slots?date=${insuredTo}&days=1&stockVehicleId=${car.id}`), 200);
    expect(late.cars[0].days[0]).toMatchObject({ free: [], notReady: '保险不覆盖试驾日期' });
  });

  it('is of no car whose safety defect is not settled (T-3, D-9)', async () => {
    const consultant = await seller();
    const [clerk, inspector] = [await app.as('inventory_clerk@s01'), await app.as('quality_inspector@s01')];
    const { items } = (await clerk.get('/inspection-templates?code=B&state=PUBLISHED')).body.items[0] as {
      items: { code: string; kind: string; required: boolean }[];
    };
    const found = (severity: string) =>
      inspector.post('/vehicle-inspections', {
        ...{ stockVehicleId: car.id, templateCode: 'B' },
        answers: items
          .filter((i) => i.required)
          .map(({ code, kind }) => ({
            code,
            ...(code === 'TYRES' ? { result: 'DEFECT', note: '鼓包', severity } : kind === 'NUMBER' ? { number: 12 } : { result: 'OK' }),
          })),
      });
    expectStatus(await found('MINOR'), 201);
    expectStatus(await consultant.post('/test-drives', await booking(0)), 201);
    expectStatus(await found('SAFETY'), 201);
    const refused = await consultant.post('/test-drives', await booking(60));
    expect(refused.body).toMatchObject({ code: 'demo_car_not_ready', detail: '有未处理的安全缺陷' });
  });

  it('is only of a demo car (T-3), of a period that makes sense', async () => {
    const consultant = await seller();
    const forSale = await stockCar(app, model);
    expect((await consultant.post('/test-drives', await booking(0, { stockVehicleId: forSale.id }))).body.code).toBe('demo_car_not_ready');
    const body = await booking(0);
    for (const period of [
      { endsAt: body.startsAt },
      { startsAt: '2020-01-01T10:00:00Z', endsAt: '2020-01-01T10:30:00Z' },
      { endsAt: shifted(body, 300).endsAt },
    ])
      expect((await consultant.post('/test-drives', { ...body, ...period })).body.code).toBe('test_drive_period_invalid');
  });

  it('is seen by its own consultant and store only', async () => {
    const booked = expectStatus(await (await seller()).post('/test-drives', await booking(0)), 201);
    expect((await (await app.as('sales_consultant@s02')).get(`/test-drives/${booked.id}`)).status).toBe(404);
    expectStatus(await (await app.as('sales_manager@s01')).get(`/test-drives/${booked.id}`), 200);
    const mine = expectStatus(await (await seller()).get(`/test-drives?stockVehicleId=${car.id}&state=BOOKED`), 200);
    expect(mine.items.map((d: { id: string }) => d.id)).toEqual([booked.id]);
    expect((await (await app.as('sales_consultant@s02')).get(`/test-drives?stockVehicleId=${car.id}`)).body.items).toEqual([]);
  });

  it('that nobody comes to is a no-show half an hour after its start, and frees the car', async () => {
    const body = await booking(0);
    const booked = expectStatus(await (await seller()).post('/test-drives', body), 201);
    await app.advance(`P${day}DT31M`);
    expect((await (await seller()).get(`/test-drives/${booked.id}`)).body).toMatchObject({ state: 'NO_SHOW', allowedMoves: [] });
    day = 0;
  });

  it('counts in the use of the demo fleet; without opening hours the share is unknown', async () => {
    const consultant = await seller();
    const today = await dateOn(app, 0);
    const booked = expectStatus(await consultant.post('/test-drives', { ...(await booking(0)), ...(await soonest()) }), 201);
    expectStatus(await consultant.post(`/test-drives/${booked.id}/start`, { odometerKm: 10, agreementSigned: true }), 200);
    await app.advance('PT30M');
    expectStatus(await (await seller()).post(`/test-drives/${booked.id}/complete`, { odometerKm: 24 }), 200);
    const use = async (from: string, to: string) => {
      const answer = expectStatus(await (await app.as('sales_manager@s01')).get(`/demo-fleet-utilisation?from=${from}&to=${to}`), 200);
      return (answer.cars as { stockVehicleId: string }[]).find((c) => c.stockVehicleId === car.id) as unknown as Record<
        string,
        number | null
      >;
    };
    const period = await use(today, await dateOn(app, 6));
    expect(period).toMatchObject({ drives: 1, kilometres: 14, noShows: 0, bookedHours: 0.5, drivenHours: 0.5 });
    const available = period['availableHours'] as number;
    expect(available).toBeGreaterThan(30);
    expect(period['bookedPercent']).toBeCloseTo((0.5 / available) * 100, 1);
    expect(await use('2020-01-01', '2020-01-02')).toMatchObject({ availableHours: 0, bookedPercent: null, drivenPercent: null });
    const refused = await (await app.as('sales_manager@s01')).get(`/demo-fleet-utilisation?from=${today}&to=2020-01-01`);
    expect([refused.status, refused.body.code]).toEqual([422, 'calendar_period_invalid']);
  });
});

/** The next half hour. */
async function soonest(): Promise<{ startsAt: string; endsAt: string }> {
  const { body } = await (await app.as('admin')).get('/ops/clock');
  const start = Math.ceil(Date.parse(body.now as string) / 60_000) * 60_000;
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(start + 30 * 60_000).toISOString() };
}
