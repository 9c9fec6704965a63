import { expectStatus, someMobile, someVin, unique } from '../support/deals.js';
import { type Actor, type Server, server } from '../support/server.js';

let app: Server;
let seller: Actor;
let stranger: Actor;
let advisor: Actor;
beforeAll(async () => {
  app = await server();
  [seller, stranger, advisor] = await Promise.all(
    ['sales_consultant@s01', 'sales_consultant@s02', 'service_advisor@s01'].map((name) => app.as(name)),
  );
});

/** Three characters that no other customer of the run is called by. */
const someName = () => {
  const n = unique();
  return String.fromCodePoint(0x5500 + (n % 997), 0x6500 + (Math.floor(n / 997) % 997), 0x7500 + (Math.floor(n / 994_009) % 997));
};
const enrol = async (more: object = {}, by = seller) =>
  expectStatus(await by.post('/customers', { type: 'PERSON', name: someName(), mobile: someMobile(), ...more }), 201);
const found = async (q: string, by = seller, path = '/customers') =>
  (expectStatus(await by.get(`${path}?q=${encodeURIComponent(q)}&limit=100`), 200).items as { id: string }[]).map((c) => c.id);
const change = async (id: string, body: object) => {
  const etag = (await seller.get(`/customers/${id}`)).headers.get('etag') ?? '';
  return expectStatus(await seller.patch(`/customers/${id}`, body, { headers: { 'if-match': etag } }), 200);
};
const someCar = (customerId: string, vin = someVin(), plateNumber = `沪B${String(unique()).slice(-5)}`) => ({
  vin,
  customerId,
  plateNumber,
  modelName: '示范 A4L',
  powertrain: 'ICE',
  odometerKm: 12,
});

describe('a customer', () => {
  it('is found by one or two characters of the name, by its initials and by its pinyin', async () => {
    const { id } = await enrol({ name: '欧阳單曦' });
    for (const q of ['欧', '曦', '欧阳', '單曦', '阳單', 'oysx', 'oydx', 'OY', 'ouyang', 'ouyangdan', 'ｏｙｓｘ', ' 欧 阳 '])
      expect({ q, ids: await found(q) }).toEqual({ q, ids: expect.arrayContaining([id]) as unknown });
    for (const q of ['欧單', 'oyx', 'uyang']) expect({ q, found: (await found(q)).includes(id) }).toEqual({ q, found: false });
  });

  it('is found by the last digits of the mobile: by any store only when the number is whole', async () => {
    const mobile = someMobile();
    const { id } = await enrol({ mobile });
    for (const size of [4, 5, 6, 7, 8, 9]) expect(await found(mobile.slice(-size))).toContain(id);
    expect(await found(mobile.slice(0, 8))).not.toContain(id);
    expect(await found(`+86 ${mobile}`)).toEqual([id]);
    expect(await found(mobile, stranger)).toEqual([id]);
    expect(await found(mobile.slice(-8), stranger)).toEqual([]);
  });

  it('is found by stores that have dealt with them, and by the group', async () => {
    const name = someName();
    const { id } = await enrol({ name });
    expect(await found(name, stranger)).toEqual([]);
    const elsewhere = await enrol({ name }, stranger);
    expect(await found(name)).toEqual([id]);
    expect(await found(name, stranger)).toEqual([elsewhere.id]);
    const username = `auditor-${unique()}`;
    const account = { username, name: '周小测', password: 'forecourt-demo', grants: [{ role: 'auditor' }] };
    expectStatus(await (await app.as('admin@s01')).post('/employees', account), 201);
    expect(await found(name, await app.as(username))).toEqual([elsewhere.id, id]);
  });

  it('is found by what they are called now, as a company also by whom to speak to', async () => {
    const [before, after, contactName] = [someName(), someName(), someName()];
    const mobile = someMobile();
    const { id } = await enrol({ type: 'COMPANY', name: `${before}汽车Acme公司`, contactName });
    for (const q of [before, contactName, 'acme公司', '汽车acme']) expect(await found(q)).toContain(id);
    await change(id, { name: after, mobile });
    expect(await found(before)).toEqual([]);
    expect(await found(after)).toEqual([id]);
    expect(await found(mobile.slice(-8))).toContain(id);
  });

  it('is found by a part of the plate and by the tail of the VIN of their cars', async () => {
    const { id } = await enrol();
    const car = someCar(id);
    expectStatus(await advisor.post('/customer-vehicles', car), 201);
    await app.soon(async () => (await found(car.plateNumber)).includes(id), 'the plate');
    const plate = car.plateNumber;
    for (const q of [
      plate.slice(0, 4),
      plate.slice(1, 5),
      plate.slice(-5),
      plate.toLowerCase(),
      car.vin,
      car.vin.slice(-6),
      car.vin.slice(-4),
    ])
      expect({ q, ids: await found(q) }).toEqual({ q, ids: expect.arrayContaining([id]) as unknown });
    expect(await found(plate, stranger)).toEqual([]);
    const clear = await app.sql(`SELECT 1 FROM crm.customer_search WHERE id = $1 AND tokens::text LIKE '%' || $2 || '%'`, [
      id,
      plate.slice(-4),
    ]);
    expect(clear).toEqual([]);
  });

  it('is shown as masked as in any list, page after page, each once, in the order that is asked for', async () => {
    const name = someName();
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push((await enrol({ name: `${name}${n}` })).id);
    for (const [sort, order] of [
      ['', [...ids].reverse()],
      ['&sort=createdAt', ids],
      ['&sort=name', ids],
    ] as const) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { items, nextCursor } = expectStatus(
          await seller.get(`/customers?q=${encodeURIComponent(name)}&limit=2&count=${sort === ''}${sort}${cursor}`),
          200,
        );
        seen.push(...(items as { id: string }[]).map((c) => c.id));
        // One who comes meanwhile changes nothing for the walk that is under way.
        if (nextCursor && sort === '') await enrol({ name: `${name}新` });
        cursor = nextCursor ? `&cursor=${nextCursor as string}` : '';
      } while (cursor);
      expect(seen.filter((id) => ids.includes(id))).toEqual(order);
      expect(new Set(seen).size).toBe(seen.length);
    }
    const auditor = await app.as('auditor@s01');
    const [shown] = (await auditor.get(`/customers?q=${encodeURIComponent(`${name}3`)}`)).body.items;
    expect(shown).toMatchObject({ id: ids[3], name: `${name[0]}**3`, mobile: expect.stringMatching(/^1\d\d\*{4}\d{4}$/) as unknown });
  });
});

describe('a lead', () => {
  it('is found by name, pinyin and the last digits of the mobile, by those who may see it', async () => {
    const agent = await app.as('crm_agent@s01');
    const [name, mobile] = [`欧${someName()}`, someMobile()];
    const { id } = expectStatus(await agent.post('/leads', { source: 'WEBSITE', name, mobile }), 201);
    const manager = await app.as('sales_manager@s01');
    await app.soon(async () => (await found(name, manager, '/leads')).includes(id), 'the lead');
    for (const q of [name.slice(1, 3), 'ou', mobile, mobile.slice(-6)]) expect(await found(q, manager, '/leads')).toContain(id);
    expect(await found(name, seller, '/leads')).toEqual([]);
    expect(await found(name, await app.as('sales_manager@s02'), '/leads')).toEqual([]);
  });
});

describe('a question', () => {
  it.each(['w', '1', '123', '·', '%25'])('%s is too short to be looked up', async (q) => {
    for (const path of ['/customers', '/leads']) {
      const refused = await (await app.as('sales_manager@s01')).get(`${path}?q=${q}`);
      expect(refused).toMatchObject({ status: 422, body: { code: 'search_too_short', errors: [{ pointer: '/q' }] } });
    }
  });
  it.each(["'", "王' | 'x", '王:*', '王 & !李', '\\', '(', '𠮷', '\u0000王'])('%j asks for no more than it says', async (q) => {
    expect([200, 400, 422]).toContain((await seller.get(`/customers?q=${encodeURIComponent(q)}`)).status);
  });
});
