import pg from 'pg';
import { learnReadings, tokensOf } from '../../src/modules/crm/search/tokens.js';
import { expectStatus, someMobile, someVin, unique } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type OwnServer, ownServer } from '../support/server.js';

const CUSTOMERS = atScale(20_000, 1_000_000);
const STORES = 20;
/** Surnames as frequent as they are: 7 % are 王. */
const SURNAMES =
  '王王王王王王王李李李李李李李张张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨黄黄赵赵周周吴吴徐徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏';
const GIVEN =
  '英华玉秀明珍文小春志建金国军丽平红兰林芳桂德梅云海永清成生荣龙忠燕福美光凤祥新兴爱庆艳宝东晓伟玲敏香元波强娟霞辉斌超勇磊洋杰涛静鹏飞雪莉琳宇浩轩然子涵梓欣怡佳豪博思雨嘉俊泽睿一诺铭晨阳雅婷慧颖倩娜洁莹瑞凯健鑫亮刚毅峰坤宁安康';
const TABLES = ['customer', 'customer_search', 'customer_store', 'customer_car'];

let app: OwnServer;
/** Sees what the first store knows: a twentieth. */
let seller: Actor;
/** Sees the whole group. */
let auditor: Actor;
const known = { name: '', mobile: someMobile(), vin: someVin(), plate: `沪C${String(unique()).slice(-5)}`, id: '' };

beforeAll(async () => {
  app = await ownServer();
  const username = `auditor-${unique()}`;
  const account = { username, name: '周小测', password: 'forecourt-demo', grants: [{ role: 'auditor' }] };
  expectStatus(await (await app.as('admin@s01')).post('/employees', account), 201);
  known.name = '诸葛小明';
  const body = { type: 'PERSON', name: known.name, mobile: known.mobile };
  known.id = expectStatus(await (await app.as('sales_consultant@s01')).post('/customers', body), 201).id as string;
  const car = { vin: known.vin, customerId: known.id, plateNumber: known.plate, modelName: '示范', powertrain: 'ICE', odometerKm: 1 };
  expectStatus(await (await app.as('service_advisor@s01')).post('/customer-vehicles', car), 201);
  // Asked of the program: what its connections read is counted before they end, and so before the count begins.
  const found = async () => (await (await app.as('sales_consultant@s01')).get(`/customers?q=${known.vin}`)).body.items.length as number;
  await app.soon(found, 'the car');
  const [store] = (await (await app.as('admin@s01')).get('/stores')).body.items as { id: string }[];
  // What a read did while the tables were small is none of the figures.
  await app.stop();
  await crowd(store?.id ?? '');
  await app.sql('SELECT pg_stat_reset()');
  await app.start();
  [seller, auditor] = await Promise.all([app.as('sales_consultant@s01'), app.as(username)]);
}, 600_000);

/** So many customers as the register would have made them, older than those of the demo. */
async function crowd(store: string): Promise<void> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  const run = async <R extends object>(text: string, values: unknown[] = []) => (await client.query<R>(text, values)).rows;
  const pick = (letters: string, n: number) => letters.charAt(n % letters.length);
  const names = Array.from(
    { length: 40_000 },
    (_, n) => pick(SURNAMES, n * 31) + pick(GIVEN, n * 17) + (n % 5 ? pick(GIVEN, Math.floor(n / 7) * 29) : ''),
  );
  const blind = (_: string, value: string) => value;
  await learnReadings();
  await run('CREATE TABLE public.crowd_name (n int PRIMARY KEY, name text, tokens text[])');
  for (let from = 0; from < names.length; from += 5000) {
    const part = names
      .slice(from, from + 5000)
      .map((name, n) => ({ n: from + n, name, tokens: tokensOf({ names: [name], storeIds: [] }, blind) }));
    await run('INSERT INTO public.crowd_name SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (n int, name text, tokens text[])', [
      JSON.stringify(part),
    ]);
  }
  const [index] = await run<{ definition: string }>(`SELECT pg_get_indexdef('crm.ix_customer_search_tokens'::regclass) AS definition`);
  await run('DROP INDEX crm.ix_customer_search_tokens');
  const id = `('0190' || substr(lpad(to_hex(i), 8, '0'), 1, 4) || '-' || substr(lpad(to_hex(i), 8, '0'), 5) || '-7000-8000-' || substr(md5(i::text), 1, 12))::uuid`;
  const storeOf = `CASE i % ${STORES} WHEN 0 THEN $1 ELSE '01900000-0000-7000-8000-' || lpad((i % ${STORES})::text, 12, '0') END`;
  await run(
    `INSERT INTO crm.customer (id, version, created_at, updated_at, number, state, type, name, language, mobile_sealed, mobile_index)
     SELECT ${id}, 1, timestamptz '2020-01-01' + i * interval '1 minute', timestamptz '2020-01-01', 'CU-T-' || i, 'ACTIVE', 'PERSON', c.name, 'zh', '', 'T-' || i
     FROM generate_series(1, ${CUSTOMERS}) i JOIN public.crowd_name c ON c.n = i::bigint * 7919 % 40000`,
  );
  await run(
    `INSERT INTO crm.customer_store (id, customer_id, store_id, since)
     SELECT ${id}, ${id}, (${storeOf})::uuid, timestamptz '2020-01-01' FROM generate_series(1, ${CUSTOMERS}) i`,
    [store],
  );
  // Six tokens of a mobile, every second one has a car with a plate and a VIN.
  await run(
    `INSERT INTO crm.customer_search (id, tokens, token_version)
     SELECT ${id}, array_to_tsvector(c.tokens || ARRAY['@' || (${storeOf})]
       || ARRAY(SELECT '#' || substr(md5(size || '-' || CASE size WHEN 4 THEN i % 10000 ELSE i END), 1, 10) FROM unnest(ARRAY[4, 5, 6, 7, 8, 11]) size)
       || CASE i % 2 WHEN 0 THEN ARRAY['^' || reverse('lsv00000p' || lpad(i::text, 8, '0'))]
          || ARRAY(SELECT '~' || substr(md5(part || '-' || i % (10 ^ part)::int), 1, 10) FROM generate_series(1, 5) part) ELSE '{}' END),
       (SELECT max(token_version) FROM crm.customer_search)
     FROM generate_series(1, ${CUSTOMERS}) i JOIN public.crowd_name c ON c.n = i::bigint * 7919 % 40000`,
    [store],
  );
  await run(
    `INSERT INTO crm.customer_car (id, customer_id, vin) SELECT ${id}, ${id}, 'LSV00000P' || lpad(i::text, 8, '0') FROM generate_series(2, ${CUSTOMERS}, 2) i`,
  );
  await run(`SET maintenance_work_mem = '256MB'`);
  await run(index?.definition ?? '');
  await run('DROP TABLE public.crowd_name');
  for (const table of TABLES) await run(`VACUUM (ANALYZE) crm.${table}`);
  await client.end();
}

const QUESTIONS: [kind: string, q: () => string][] = [
  ['a common surname', () => '王'],
  ['a character of many given names', () => '小'],
  ['a rare character', () => '葛'],
  ['two characters', () => '王小'],
  ['a whole name', () => '诸葛小明'],
  ['two initials', () => 'wx'],
  ['three initials', () => 'zgx'],
  ['a common syllable', () => 'li'],
  ['a common surname in pinyin', () => 'wang'],
  ['the beginning of many names', () => 'zha'],
  ['a whole name in pinyin', () => 'zhugexiaoming'],
  ['four digits', () => known.mobile.slice(-4)],
  ['eight digits', () => known.mobile.slice(-8)],
  ['a part of a plate', () => known.plate.slice(0, 4)],
  ['a whole plate', () => known.plate],
  ['four places of a VIN', () => known.vin.slice(-4)],
  ['a whole VIN', () => known.vin],
  ['nobody', () => '龘靐'],
];

describe(`among ${CUSTOMERS} customers`, () => {
  const took: Record<string, number> = {};
  const ask = async (who: Actor, query: string) => {
    const begun = performance.now();
    const answer = await who.get(`/customers?${query}`);
    return {
      ...(expectStatus(answer, 200) as { items: { id: string; name: string }[]; nextCursor: string | null }),
      ms: performance.now() - begun,
    };
  };

  it.each(QUESTIONS)('%s is found, on the first page, on further ones and from the far end', async (kind, q) => {
    const asked = `q=${encodeURIComponent(q())}`;
    for (const [scope, who] of [
      ['store', seller],
      ['group', auditor],
    ] as const) {
      const first = await ask(who, asked);
      const again = await ask(who, asked);
      took[`${kind}, ${scope}`] = Math.round(Math.min(first.ms, again.ms));
      const seen = new Set(first.items.map((c) => c.id));
      let { nextCursor } = first;
      for (let page = 0; page < 3 && nextCursor; page++) {
        const next = await ask(who, `${asked}&cursor=${nextCursor}`);
        for (const { id } of next.items) expect(seen.has(id)).toBe(false);
        for (const { id } of next.items) seen.add(id);
        nextCursor = next.nextCursor;
      }
      const oldest = await ask(who, `${asked}&sort=createdAt`);
      const named = await ask(who, `${asked}&sort=name&limit=5`);
      expect([oldest.items.length > 0, named.items.length > 0]).toEqual([first.items.length > 0, first.items.length > 0]);
    }
  });

  it('the one who is meant is among them', async () => {
    for (const q of [known.name, '诸葛', 'zgx', 'zhugexiaoming', known.mobile.slice(-8), known.plate, known.vin, known.vin.slice(-6)])
      expect({ q, ids: (await ask(seller, `q=${encodeURIComponent(q)}&limit=100`)).items.map((c) => c.id) }).toMatchObject({
        q,
        ids: expect.arrayContaining([known.id]) as unknown,
      });
    const { items } = await ask(auditor, `q=${encodeURIComponent('王')}&limit=100`);
    expect(items).toHaveLength(100);
  });

  it('no table of customers was read from end to end, and few rows for each question', async () => {
    await app.stop();
    const read = await app.sql<{ table: string; scans: number; looked: number; fetched: number }>(
      `SELECT relname AS table, seq_scan::int AS scans, idx_scan::int AS looked, idx_tup_fetch::int AS fetched FROM pg_stat_user_tables
       WHERE schemaname = 'crm' AND relname = ANY($1) ORDER BY 1`,
      [TABLES],
    );
    expect(read.map(({ table, scans }) => ({ table, scans }))).toEqual([...TABLES].sort().map((table) => ({ table, scans: 0 })));
    const search = read.find((r) => r.table === 'customer_search');
    expect(search?.looked).toBeGreaterThan(QUESTIONS.length * 4);
    const sizes = await app.sql(
      `SELECT pg_size_pretty(pg_table_size('crm.customer_search')) AS table, pg_size_pretty(pg_indexes_size('crm.customer_search')) AS indexes`,
    );
    process.stdout.write(`${JSON.stringify({ customers: CUSTOMERS, sizes, fetched: search?.fetched, ms: took }, null, 1)}\n`);
  });
});
