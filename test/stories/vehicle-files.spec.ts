import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expectStatus, someModel, stockCar } from '../support/deals.js';
import { BEGIN, file } from '../support/files.js';
import { deliveredOrder } from '../support/orders.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';
import { carIn } from '../support/stock.js';

/** Photos, documents and keys of a car, and when it goes out (V-3, V-9). */
let app: Server;
let clerk: Actor;
let seller: Actor;
beforeAll(async () => {
  app = await server();
  [clerk, seller] = await Promise.all(['inventory_clerk@s01', 'sales_consultant@s01'].map((name) => app.as(name)));
});
const told = (answer: Answer) => [answer.status, answer.body.code];
const upload = (id: string, bytes: Buffer, type: string, query = 'kind=PHOTO&category=DAMAGE&fileName=a.jpg', who = clerk) =>
  who.post(`/stock-vehicles/${id}/files?${query}`, bytes, { headers: { 'content-type': type } });
const { dataDir } = JSON.parse(process.env['FORECOURT_TEST'] ?? '{}') as { dataDir: string };
const onDisk = (sha256: string) => existsSync(join(dataDir, 'files', sha256.slice(0, 2), sha256));
const newCar = async () => (await stockCar(app, await someModel(app))).id;
/** What is answered to so many bytes before they are sent. */
const announced = (id: string, bytes: number) =>
  new Promise<number | undefined>((resolve, reject) => {
    const url = `${app.baseUrl}/api/v1/stock-vehicles/${id}/files?kind=PHOTO&category=OTHER&fileName=a.png`;
    const headers = { authorization: `Bearer ${clerk.token}`, 'content-type': 'image/png', 'content-length': bytes };
    const sent = request(url, { method: 'POST', headers }, ({ statusCode }) => {
      sent.destroy();
      resolve(statusCode);
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
const fetchContent = (id: string, token = clerk.token) =>
  fetch(`${app.baseUrl}/api/v1/vehicle-files/${id}/content`, { headers: { authorization: `Bearer ${token}` } });

describe('photos and documents', () => {
  it.each(Object.keys(BEGIN) as (keyof typeof BEGIN)[])('%s is kept as it is, and served as what it is', async (type) => {
    const id = await newCar();
    const bytes = file(type);
    const name = encodeURIComponent("合格证 'a'.bin");
    const kept = expectStatus(await upload(id, bytes, type, `kind=DOCUMENT&category=CERTIFICATE&fileName=${name}`), 201);
    expect(kept).toMatchObject({ mediaType: type, size: bytes.length, state: 'KEPT', category: 'CERTIFICATE', allowedMoves: ['remove'] });
    expect(onDisk(kept.sha256)).toBe(true);
    const served = await fetchContent(kept.id);
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
    expect([served.headers.get('content-type'), served.headers.get('x-content-type-options')]).toEqual([type, 'nosniff']);
    expect(served.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(served.headers.get('content-disposition')).toBe(`inline; filename*=UTF-8''${name.replaceAll("'", '%27')}`);
  });

  it('what its content is not, it is not, whatever it is called', async () => {
    const id = await newCar();
    const html = Buffer.from('<script>alert(1)</script>');
    expect(told(await upload(id, html, 'image/jpeg'))).toEqual([422, 'file_content_unknown']);
    expect(told(await upload(id, file('application/pdf'), 'image/jpeg'))).toEqual([422, 'file_content_differs']);
    expect(told(await upload(id, file('application/pdf'), 'application/pdf'))).toEqual([422, 'photo_must_be_image']);
    expect(told(await upload(id, html, 'text/html'))).toEqual([415, 'unsupported_media_type']);
    expect(told(await upload(id, Buffer.alloc(0), 'image/png'))).toEqual([422, 'file_empty']);
    const began = Date.now();
    expect(await announced(id, 10 * 1024 * 1024 + 1)).toBe(413);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(told(await upload(id, file('image/png'), 'image/png', 'kind=PHOTO&category=NONE&fileName=a'))).toEqual([400, 'invalid_input']);
    expect((await clerk.get(`/stock-vehicles/${id}/files`)).body.items).toEqual([]);
    expect(onDisk('0'.repeat(64))).toBe(false);
  });

  it('is seen by whoever sees the car and brought by whoever may', async () => {
    const id = await newCar();
    const kept = expectStatus(await upload(id, file('image/png'), 'image/png'), 201);
    expect((await fetchContent(kept.id, seller.token)).status).toBe(200);
    expect(told(await upload(id, file('image/png'), 'image/png', undefined, seller))).toEqual([403, 'forbidden']);
    const stranger = await app.as('inventory_clerk@s02');
    expect((await fetchContent(kept.id, stranger.token)).status).toBe(404);
    expect((await stranger.get(`/vehicle-files/${kept.id}`)).status).toBe(404);
    expect((await stranger.get(`/stock-vehicles/${id}/files`)).status).toBe(404);
    expect((await upload(id, file('image/png'), 'image/png', undefined, stranger)).status).toBe(404);
    expect((await stranger.post(`/vehicle-files/${kept.id}/remove`, { reason: '试试' })).status).toBe(404);
    expect((await fetch(`${app.baseUrl}/api/v1/vehicle-files/${kept.id}/content`)).status).toBe(401);
  });

  it('is there once a car; removed, it is told of and its bytes go when no other car has them', async () => {
    const [one, other] = [await newCar(), await newCar()];
    const bytes = file('image/jpeg');
    const first = expectStatus(await upload(one, bytes, 'image/jpeg'), 201);
    expect(told(await upload(one, bytes, 'image/jpeg'))).toEqual([409, 'file_already_there']);
    const second = expectStatus(await upload(other, bytes, 'image/jpeg'), 201);
    expect(second.sha256).toBe(first.sha256);
    const removed = expectStatus(await clerk.post(`/vehicle-files/${first.id}/remove`, { reason: '拍错车辆' }), 200);
    expect(removed).toMatchObject({ state: 'REMOVED', removeReason: '拍错车辆', allowedMoves: [] });
    expect((await fetchContent(first.id)).status).toBe(410);
    expect(told(await clerk.post(`/vehicle-files/${first.id}/remove`, { reason: '再来' }))).toEqual([409, 'illegal_move']);
    expect((await clerk.get(`/stock-vehicles/${one}/files?state=KEPT`)).body.items).toEqual([]);
    expect((await clerk.get(`/stock-vehicles/${one}/files`)).body.items).toHaveLength(1);
    expect((await fetchContent(second.id)).status).toBe(200);
    expectStatus(await clerk.post(`/vehicle-files/${second.id}/remove`, { reason: '同上' }), 200);
    await app.soon(() => Promise.resolve(!onDisk(first.sha256)), 'the bytes are gone');
    // Brought again, it is there again.
    const again = expectStatus(await upload(one, bytes, 'image/jpeg'), 201);
    expect((await fetchContent(again.id)).status).toBe(200);
  });

  it('of ten who bring the same content at once one does', async () => {
    const id = await newCar();
    const bytes = file('image/png');
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(id, bytes, 'image/png')));
    expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });
});

describe('keys', () => {
  const me = async (who: Actor) => (await who.get('/me')).body.employeeId as string;
  const key = async (stockVehicleId: string, label = '主钥匙') =>
    expectStatus(await clerk.post('/vehicle-keys', { stockVehicleId, label }), 201).id as string;
  const move = (id: string, name: string, body: object = {}, who = clerk) => who.post(`/vehicle-keys/${id}/${name}`, body);

  it('are counted, and each is in the cabinet or with one person', async () => {
    const car = await newCar();
    const [main, spare] = [await key(car), await key(car, '备用钥匙')];
    expect(told(await clerk.post('/vehicle-keys', { stockVehicleId: car, label: '主钥匙' }))).toEqual([409, 'key_label_taken']);
    expect((await clerk.get(`/vehicle-keys?stockVehicleId=${car}&count=true`)).body.total).toBe(2);
    const out = expectStatus(await move(main, 'hand-out', { employeeId: await me(seller), purpose: '客户看车' }), 200);
    expect(out).toMatchObject({
      state: 'OUT',
      holderEmployeeId: await me(seller),
      purpose: '客户看车',
      allowedMoves: ['give-back', 'report-lost'],
    });
    expect(told(await move(main, 'hand-out', { employeeId: 'me', purpose: '我也要' }))).toEqual([409, 'illegal_move']);
    expect((await seller.get('/vehicle-keys?holderEmployeeId=me&limit=100')).body.items.map((k: { id: string }) => k.id)).toContain(main);
    expect(told(await move(main, 'give-back', {}, seller))).toEqual([403, 'forbidden']);
    expectStatus(await move(main, 'give-back', { note: '12 号钩' }), 200);
    expectStatus(await move(spare, 'report-lost', { note: '找不到' }), 200);
    expect(told(await move(spare, 'hand-out', { employeeId: 'me', purpose: '试' }))).toEqual([409, 'illegal_move']);
    expectStatus(await move(spare, 'find', { note: '在车里' }), 200);
    const { items } = (await clerk.get(`/vehicle-keys/${main}/history`)).body;
    expect(items.map((e: { move: string; toState: string }) => [e.move, e.toState])).toEqual([
      ['give-back', 'IN_CABINET'],
      ['hand-out', 'OUT'],
      ['add', 'IN_CABINET'],
    ]);
  });
  it('of twenty who want it at once one has it', async () => {
    const main = await key(await newCar());
    const answers = await Promise.all(Array.from({ length: 20 }, () => move(main, 'hand-out', { employeeId: 'me', purpose: '抢钥匙' })));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(new Set(answers.filter((a) => a.status !== 200).map((a) => a.body.code))).toEqual(new Set(['illegal_move']));
  });
  it('go to people of the store, and with the car when it leaves', async () => {
    const { car } = await deliveredOrder(app, await someModel(app));
    const other = await newCar();
    const main = await key(other);
    const stranger = await app.as('inventory_clerk@s02');
    expect(told(await move(main, 'hand-out', { employeeId: await me(stranger), purpose: '外店' }))).toEqual([422, 'reference_unknown']);
    expect((await move(main, 'hand-out', { employeeId: 'me', purpose: '外店' }, stranger)).status).toBe(404);
    const wholesale = await carIn(app, 'IN_STOCK');
    const gone = await key(wholesale.id);
    const body = { stockVehicleId: wholesale.id, kind: 'WHOLESALE', takenBy: '车商', amount: 1, reason: '清库' };
    const { id } = expectStatus(await clerk.post('/vehicle-disposals', body), 201);
    expectStatus(await (await app.as('general_manager@s01')).post(`/vehicle-disposals/${id}/approve`), 200);
    await app.soon(async () => (await clerk.get(`/vehicle-keys/${gone}`)).body.state === 'HANDED_OVER', 'the key went with it');
    expect((await clerk.get(`/vehicle-keys?stockVehicleId=${car.id}`)).body.items).toEqual([]);
  });
});

describe('when a car goes out (V-9)', () => {
  const expected = async (id: string) => expectStatus(await seller.get(`/stock-vehicles/${id}/expected-out`), 200);
  it('is the delivery that was agreed, else the median of its model and colour, else unknown', async () => {
    const model = await someModel(app);
    const sold = [await deliveredOrder(app, model), await deliveredOrder(app, model), await deliveredOrder(app, model)];
    const { id } = await stockCar(app, model);
    for (const [n, { car }] of sold.entries())
      await app.sql('UPDATE inventory.stock_vehicle SET stock_in_date = delivered_on - $2::int WHERE id = $1', [car.id, [10, 26, 90][n]]);
    const [{ day }] = (await app.sql<{ day: string }>(
      'SELECT (stock_in_date + 26)::text AS day FROM inventory.stock_vehicle WHERE id = $1',
      [id],
    )) as [{ day: string }];
    expect(await expected(id)).toMatchObject({ date: day, basis: 'MEDIAN_DAYS_TO_SELL', medianDays: 26, soldCars: 3 });
    // Another colour is another car.
    const { id: black } = await stockCar(app, { ...model, colour: '曜石黑' });
    expect(await expected(black)).toMatchObject({ date: null, basis: 'UNKNOWN', medianDays: null, soldCars: 0 });
    const { reservation } = expectStatus(await clerk.post(`/stock-vehicles/${id}/reserve`, { reason: '约看' }), 200);
    const agree = (deliveryOn: string) => clerk.post(`/reservations/${reservation.id}/agree-delivery`, { deliveryOn });
    expect(told(await agree('2020-01-01'))).toEqual([422, 'delivery_in_past']);
    expect(expectStatus(await agree('2030-05-01'), 200).deliveryOn).toBe('2030-05-01');
    expect(await expected(id)).toMatchObject({ date: '2030-05-01', basis: 'AGREED_DELIVERY' });
    expect(await expected(sold[0]?.car.id ?? '')).toMatchObject({ basis: 'LEFT' });
    // Longer in stock than half of them: today.
    await clerk.post(`/stock-vehicles/${id}/release`, { reason: '放弃' });
    await app.sql('UPDATE inventory.stock_vehicle SET stock_in_date = stock_in_date - 60 WHERE id = $1', [id]);
    expect((await expected(id)).date).toBe((await expected(sold[0]?.car.id ?? '')).date);
  });
});
