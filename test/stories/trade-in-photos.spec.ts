import { expectStatus, someModel, someOpportunity, someVin, stockCar, unique } from '../support/deals.js';
import { file } from '../support/files.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

/** What the valuation of a customer's car was made of (TI-1). */
let app: Server;
let seller: Actor;
let clerk: Actor;
beforeAll(async () => {
  app = await server();
  [seller, clerk] = (await Promise.all(['sales_consultant@s01', 'inventory_clerk@s01'].map((name) => app.as(name)))) as [Actor, Actor];
});
const told = (answer: Answer) => [answer.status, answer.body.code];
const appraised = async (): Promise<string> => {
  const { opportunityId } = await someOpportunity(app, await someModel(app));
  const car = {
    ...{
      opportunityId,
      vin: someVin(),
      brand: '别的品牌',
      series: 'K5',
      modelYear: 2020,
      powertrain: 'ICE',
      colour: '银色',
      odometerKm: 68_000,
    },
    ...{
      firstRegisteredOn: '2020-05-18',
      items: [{ code: 'PAINT', title: '漆面', verdict: 'ATTENTION', note: '左前门划痕' }],
      valuation: 6_000_000,
      reconditioningCost: 300_000,
    },
  };
  return expectStatus(await seller.post('/trade-ins', car), 201).id as string;
};
const upload = (id: string, bytes: Buffer, type: string, query = 'view=DAMAGE', who = seller) =>
  who.post(`/trade-ins/${id}/photos?${query}`, bytes, { headers: { 'content-type': type } });
const contentOf = (id: string, { token }: Actor) =>
  fetch(`${app.baseUrl}/api/v1/trade-in-photos/${id}/content`, { headers: { authorization: `Bearer ${token}` } });

it('are kept as they are, listed by what they show, and served as what they are to who sees the trade-in', async () => {
  const id = await appraised();
  const bytes = file('image/jpeg');
  const damage = expectStatus(await upload(id, bytes, 'image/jpeg', `view=DAMAGE&caption=${encodeURIComponent('左前门划痕')}`), 201);
  expect(damage).toMatchObject({ tradeInId: id, view: 'DAMAGE', caption: '左前门划痕', mediaType: 'image/jpeg', size: bytes.length });
  const front = expectStatus(await upload(id, file('image/png'), 'image/png', 'view=FRONT', clerk), 201);
  const listed = async (query = '') => (await seller.get(`/trade-ins/${id}/photos${query}`)).body.items as { id: string }[];
  expect((await listed()).map((p) => p.id)).toEqual([front.id, damage.id]);
  expect((await listed('?view=DAMAGE')).map((p) => p.id)).toEqual([damage.id]);
  const answer = await contentOf(damage.id as string, seller);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
    ...[200, 'image/jpeg', 'nosniff'],
  ]);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});

it('are images, each once, of a trade-in that is not over', async () => {
  const id = await appraised();
  const bytes = file('image/webp');
  expectStatus(await upload(id, bytes, 'image/webp'), 201);
  expect(told(await upload(id, bytes, 'image/webp'))).toEqual([409, 'file_already_there']);
  expect(told(await upload(id, file('application/pdf'), 'application/pdf'))).toEqual([415, 'unsupported_media_type']);
  expect(told(await upload(id, file('application/pdf'), 'image/png'))).toEqual([422, 'file_content_differs']);
  expect(told(await upload(id, Buffer.from('<html></html>'), 'image/png'))).toEqual([422, 'file_content_unknown']);
  expect(told(await upload(id, Buffer.alloc(0), 'image/png'))).toEqual([422, 'file_empty']);
  expect(told(await upload(id, file('image/png'), 'image/png', 'view=ROOF'))).toEqual([400, 'invalid_input']);
  expectStatus(await seller.post(`/trade-ins/${id}/decline`, { reason: '客户自行出售' }), 200);
  expect(told(await upload(id, file('image/png'), 'image/png'))).toEqual([409, 'trade_in_over']);
  expect((await seller.get(`/trade-ins/${id}/photos`)).body.items).toHaveLength(1);
});

it('are nobody else’s', async () => {
  const id = await appraised();
  const { id: photo } = expectStatus(await upload(id, file('image/png'), 'image/png'), 201);
  const stranger = await app.as('sales_manager@s02');
  expect((await stranger.get(`/trade-ins/${id}/photos`)).status).toBe(404);
  expect((await contentOf(photo as string, stranger)).status).toBe(404);
  expect((await upload(id, file('image/png'), 'image/png', 'view=REAR', stranger)).status).toBe(404);
  for (const name of ['technician@s01', 'auditor@s01']) expect((await contentOf(photo as string, await app.as(name))).status).toBe(403);
  const [{ storeId }] = (await seller.get('/me')).body.grants as [{ storeId: string }];
  const username = `c${unique()}`;
  const hired = { username, name: '另一位顾问', password: 'forecourt-demo', grants: [{ role: 'sales_consultant', storeId }] };
  expectStatus(await (await app.as('admin@s01')).post('/employees', hired), 201);
  const colleague = await app.as(username);
  expect((await colleague.get(`/trade-ins/${id}/photos`)).status).toBe(404);
  expect((await contentOf(photo as string, colleague)).status).toBe(404);
  expect((await upload(id, file('image/png'), 'image/png', 'view=REAR', colleague)).status).toBe(404);
});

it('are there once, however many bring the same at once', async () => {
  const id = await appraised();
  const bytes = file('image/png');
  const answers = await Promise.all(Array.from({ length: 5 }, () => upload(id, bytes, 'image/png')));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
});

it('outlive the same picture of a car in stock that is removed', async () => {
  const bytes = file('image/png');
  const { id: photo } = expectStatus(await upload(await appraised(), bytes, 'image/png'), 201);
  const car = await stockCar(app, await someModel(app));
  const query = 'kind=PHOTO&category=DAMAGE&fileName=a.png';
  const kept = await clerk.post(`/stock-vehicles/${car.id}/files?${query}`, bytes, { headers: { 'content-type': 'image/png' } });
  expectStatus(await clerk.post(`/vehicle-files/${expectStatus(kept, 201).id}/remove`, { reason: '拍错车辆' }), 200);
  await app.soon(
    async () =>
      (await app.sql(`SELECT 1 FROM graphile_worker._private_jobs WHERE payload::text LIKE '%' || $1 || '%'`, [kept.body.sha256]))
        .length === 0,
    'the bytes of the car gone',
  );
  expect((await contentOf(photo as string, seller)).status).toBe(200);
});
