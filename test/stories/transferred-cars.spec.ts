import { shareOf } from '../../src/modules/inventory/stock-transfers/transport-share.js';
import { addDays } from '../../src/kernel/time/clock.js';
import { dateOn, expectStatus, type Model, someModel } from '../support/deals.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';
import { came, carIn, peopleOf, shippedTransfer, type StorePeople } from '../support/three-stores.js';

/** What goes with a car to another store, and what one that arrives late brings along (V-8). */
let app: Server;
let s01: StorePeople;
let s02: StorePeople;
let model: Model;
beforeAll(async () => {
  app = await server();
  [s01, s02] = await Promise.all([peopleOf(app, 's01'), peopleOf(app, 's02')]);
  model = await someModel(app);
});
const told = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
const step = (who: Actor, id: string, move: string, body: object = {}) => who.post(`/stock-transfers/${id}/${move}`, body);

it('its financing, its inspections and its costs are the receiving store’s from then on; the carriage is a cost of it', async () => {
  const car = await carIn(app, s01, model);
  const startsOn = addDays(await dateOn(app, 0), -2);
  const terms = { lender: '示范汽车金融', principal: 15_500_000, annualRatePercent: 5.4, dayBasis: 360, freeDays: 0, startsOn };
  const plan = expectStatus(await s01.clerk.post('/floor-plans', { stockVehicleId: car.id, ...terms }), 201);
  const items = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));
  const pdi = expectStatus(await s01.clerk.post('/pdi-inspections', { stockVehicleId: car.id, odometerKm: 11, items }), 201);
  const note = { kind: 'OTHER', amount: 5_000, note: '洗车' };
  const cost = expectStatus(await s01.clerk.post(`/stock-vehicles/${car.id}/costs`, note), 201);
  expect((await s02.clerk.get(`/pdi-inspections/${pdi.id}`)).status).toBe(404);
  const sent = await shippedTransfer(s01, s02, [car]);
  expectStatus(await step(s02.clerk, sent.id as string, 'receive', { cars: [came(car)] }), 200);
  // The giver has nothing of it any more, the receiver all.
  for (const path of [`/floor-plans/${plan.id}`, `/pdi-inspections/${pdi.id}`, `/stock-vehicles/${car.id}/costs`]) {
    expect([path, (await s01.manager.get(path)).status]).toEqual([path, 404]);
    expect([path, (await s02.manager.get(path)).status]).toEqual([path, 200]);
  }
  for (const list of ['floor-plans', 'pdi-inspections']) {
    const listed = async (who: Actor) => (await who.get(`/${list}?stockVehicleId=${car.id}`)).body.items as unknown[];
    expect([list, (await listed(s01.manager)).length, (await listed(s02.manager)).length]).toEqual([list, 0, 1]);
  }
  expect((await s01.manager.post(`/vehicle-costs/${cost.id}/reverse`, { reason: '录错' })).status).toBe(404);
  expectStatus(await s02.manager.post(`/vehicle-costs/${cost.id}/reverse`, { reason: '录错' }), 200);
  const { lines } = expectStatus(await s02.manager.get(`/stock-vehicles/${car.id}/costs`), 200) as {
    lines: { kind: string; amount: number; document: string }[];
  };
  expect(lines.filter((l) => l.kind === 'TRANSPORT')).toMatchObject([{ amount: 120_000, document: sent.number }]);
});

it('the carriage is shared by all that left, and one that arrives late is looked at like the others', async () => {
  const cars = [await carIn(app, s01, model), await carIn(app, s01, model), await carIn(app, s01, model)];
  const [first, second, late] = cars as [Answer['body'], Answer['body'], Answer['body']];
  const { id } = await shippedTransfer(s01, s02, cars);
  const missing = { stockVehicleId: late.id, arrived: false };
  const received = expectStatus(await step(s02.clerk, id, 'receive', { cars: [came(first), came(second), missing] }), 200);
  const found = received.differences[0].id as string;
  const resolved = expectStatus(
    await step(s02.clerk, id, 'resolve', {
      ...{ differenceId: found, resolution: 'ARRIVED_LATE', note: '次日到店', location: 'B-02', odometerKm: 90 },
      damages: [{ place: '右后门', note: '凹陷' }],
    }),
    200,
  );
  const open = (resolved.differences as { kind: string; resolution: string | null; stockVehicleId: string }[]).filter(
    (d) => d.resolution === null,
  );
  expect(open.map((d) => [d.kind, d.stockVehicleId]).sort()).toEqual([
    ['DAMAGE', late.id],
    ['ODOMETER', late.id],
  ]);
  expect(told(await step(s02.clerk, id, 'close'))).toEqual([409, 'transfer_differences_open']);
  const there = expectStatus(await s02.clerk.get(`/stock-vehicles/${late.id}`), 200);
  expect(there).toMatchObject({ state: 'HOLD', holdKind: 'QUALITY', damages: [{ place: '右后门', note: '凹陷' }] });
  expect((await s02.clerk.get(`/vehicle-defects?stockVehicleId=${late.id}`)).body.items).toMatchObject([
    { source: 'TRANSFER', state: 'OPEN' },
  ]);
  // It is not for sale before its damage is settled (D-9).
  expect(told(await s02.clerk.post(`/stock-vehicles/${late.id}/release-hold`, { reason: '复检合格' }))).toEqual([
    409,
    'vehicle_defects_open',
  ]);
  const shares = await Promise.all(
    cars.map(async (car) => {
      const { lines } = expectStatus(await s02.manager.get(`/stock-vehicles/${car.id}/costs`), 200) as {
        lines: { kind: string; amount: number }[];
      };
      return lines.filter((l) => l.kind === 'TRANSPORT').map((l) => l.amount);
    }),
  );
  expect(shares).toEqual([[40_000], [40_000], [40_000]]);
});

it.each([
  [100, 3, [33, 33, 34]],
  [2, 3, [0, 0, 2]],
  [0, 2, [0, 0]],
  [7, 1, [7]],
])('%i fen for %i cars: the last bears what is left over', (amount, shares, wanted) =>
  expect(Array.from({ length: shares }, (_, n) => shareOf(amount, n, shares))).toEqual(wanted),
);
