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
});
