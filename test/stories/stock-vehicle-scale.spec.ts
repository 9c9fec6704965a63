import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { expectStatus, someModel, unique } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type OwnServer, ownServer } from '../support/server.js';

const CARS = atScale(20_000, 200_000);
const MODELS = 40;
const STORES = 20;

const uuid = (variant: string, n: string) => `('01900000-0000-7000-${variant}000-' || lpad((${n})::text, 12, '0'))::uuid`;
let app: OwnServer;
let client: pg.Client;
let seller: Actor;
let auditor: Actor;
let store: string;
/** One of the models that have cars. */
let model: string;
let vin: string;

beforeAll(async () => {
  app = await ownServer();
  const username = `auditor-${unique()}`;
  const account = { username, name: '周小测', password: 'forecourt-demo', grants: [{ role: 'auditor' }] };
  expectStatus(await (await app.as('admin@s01')).post('/employees', account), 201);
  store = ((await (await app.as('admin@s01')).get('/stores')).body.items as { id: string }[])[0]?.id ?? '';
  const { id: template } = await someModel(app);
  await app.stop();
  client = new pg.Client({ connectionString: app.databaseUrl });
  // Its database is dropped while it looks.
  client.on('error', () => undefined);
  await client.connect();
  const run = async <R extends object>(text: string, values: unknown[] = []) => (await client.query<R>(text, values)).rows;
  await run(
    `INSERT INTO inventory.vehicle_model SELECT (jsonb_populate_record(m, jsonb_build_object('id', ${uuid('9', 'i')}, 'code', 'SCALE-' || i))).*
     FROM inventory.vehicle_model m, generate_series(0, ${MODELS - 1}) i WHERE m.id = $1`,
    [template],
  );
  // As a group's register is: nine of ten are delivered, the stock is a twentieth, in twenty stores.
  await run(
    `INSERT INTO inventory.stock_vehicle (id, version, created_at, updated_at, number, state, store_id, vin, model_id, colour, purchase_cost, damages, documents, stock_in_date, store_since, open_recall, delivered_on)
     SELECT md5('car' || i)::uuid, 1, timestamptz '2016-01-01' + i * interval '5 minutes', timestamptz '2016-01-01', 'SV-T-' || i,
       CASE WHEN i % 20 = 0 THEN 'IN_STOCK' WHEN i % 40 = 1 THEN 'IN_TRANSIT' ELSE 'DELIVERED' END,
       CASE i / 20 % ${STORES} WHEN 0 THEN $1::uuid ELSE ${uuid('8', `i / 20 % ${STORES}`)} END,
       'LSV00000P' || lpad(i::text, 8, '0'), ${uuid('9', `i * 7919 % ${MODELS}`)}, (ARRAY['珍珠白', '曜石黑'])[1 + i / 7 % 2], 10000000, '[]', '{}',
       CASE WHEN i % 40 <> 1 THEN date '2016-01-01' + (i / 70) END, CASE WHEN i % 40 <> 1 THEN date '2016-01-01' + (i / 70) END, false,
       CASE WHEN i % 20 <> 0 AND i % 40 <> 1 THEN date '2016-02-01' + (i / 70) END
     FROM generate_series(1, ${CARS}) i`,
    [store],
  );
  for (const table of ['stock_vehicle', 'vehicle_model', 'reservation']) await run(`VACUUM (ANALYZE) inventory.${table}`);
  [model, vin] = (
    await run<{ model: string; vin: string }>(`SELECT model_id AS model, vin FROM inventory.stock_vehicle WHERE number = 'SV-T-${CARS}'`)
  ).flatMap((r) => [r.model, r.vin]) as [string, string];
  await run('SELECT pg_stat_reset()');
  await app.start();
  [seller, auditor] = await Promise.all([app.as('sales_consultant@s01'), app.as(username)]);
}, 600_000);
afterAll(() => client.end());

/** The default list, and the five pairs of filter and sort that the document names, each with its index. */
const LISTS: [what: string, query: () => Record<string, unknown>, index: RegExp][] = [
  ['the list as it is', () => ({}), /ix_stock_vehicle_(created|store)/],
  ['a store, newest first', () => ({ storeId: store }), /ix_stock_vehicle_store/],
  ['a model and colour, newest first', () => ({ modelId: model, colour: '珍珠白' }), /ix_stock_vehicle_(kind|match)/],
  [
    'a state, oldest stock first',
    () => ({ state: ['IN_STOCK'], sort: 'stockInDate' }),
    /ix_stock_vehicle_(state|store|match|stock_in)|uq_stock_vehicle_vin/,
  ],
  ['in stock since, oldest stock first', () => ({ stockInUntil: '2016-06-30', sort: 'stockInDate' }), /ix_stock_vehicle_(stock_in|ageing)/],
  ['the end of a VIN, newest first', () => ({ q: vin.slice(-6) }), /ix_stock_vehicle_vin_tail/],
];

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  'Actual Loops'?: number;
  Plans?: Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The statements that the built program itself makes of these lists, for who sees the group or one store. It is pure ESM, so another node runs it. */
const PROGRAM = `
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
const { built, store, queries } = JSON.parse(readFileSync(0, 'utf8'));
const load = (path) => import('file://' + built + '/src/' + path);
const { context, SYSTEM } = await load('kernel/context.js');
const { Lists } = await load('kernel/http/list.js');
const { Clock } = await load('kernel/time/clock.js');
const { StockVehicleReads } = await load('modules/inventory/stock-vehicles/stock-vehicle.queries.js');
const made = [];
const db = { sql: async (text, values) => (made.push({ text, values: [...values] }), []) };
const reads = new StockVehicleReads(db, new Lists(db, { masterKey: Buffer.alloc(32) }), new Clock());
for (const { query, group } of queries) {
  const scope = { group, stores: group ? [] : [store], ownStores: [] };
  await context.run({ correlationId: 'x', locale: 'zh', principal: SYSTEM, scope, statements: 0 }, () => reads.list(query));
}
process.stdout.write(JSON.stringify(made));
`;
function statementOf(query: Record<string, unknown>, group: boolean): { text: string; values: unknown[] } {
  const input = JSON.stringify({
    built: join(process.cwd(), process.env['FORECOURT_BUILT'] ?? 'dist'),
    store,
    queries: [{ query, group }],
  });
  const [made] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], { input, encoding: 'utf8' })) as [
    { text: string; values: unknown[] },
  ];
  return made;
}

describe(`among ${CARS} cars`, () => {
  describe.each([
    ['the whole group', true],
    ['one store', false],
  ])('for %s', (_, group) => {
    it.each(LISTS)('%s is served by its index', async (_what, query, index) => {
      const { text, values } = statementOf(query(), group);
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      const plan = nodes((rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
      const cars = plan.filter((n) => n['Relation Name'] === 'stock_vehicle');
      expect(cars.filter((n) => n['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(plan.map((n) => n['Index Name']).join(' ')).toMatch(index);
      // Few rows are looked at for a page of 20: at most the cars that have not left (one of thirteen), and those only to be sorted.
      const looked = Math.max(
        ...cars.map((n) => ((n['Actual Rows'] ?? 0) + (n['Rows Removed by Filter'] ?? 0)) * (n['Actual Loops'] ?? 1)),
      );
      expect(looked).toBeLessThanOrEqual(CARS / 13 + 100);
    });
  });

  it('as they are asked for, also once their plans are kept, nothing is read from end to end', async () => {
    const took: Record<string, number> = {};
    for (const [what, query] of LISTS)
      for (const who of [seller, auditor]) {
        const asked = new URLSearchParams(Object.entries(query()).flatMap(([k, v]) => [v].flat().map((one) => [k, String(one)])));
        for (let n = 0; n < 8; n++) {
          const begun = performance.now();
          const answer = expectStatus(await who.get(`/stock-vehicles?${asked.toString()}`), 200);
          took[what] = Math.round(performance.now() - begun);
          expect(answer.items.length).toBeGreaterThan(0);
        }
      }
    await app.stop();
    const { rows } = await client.query<{ scans: number }>(
      `SELECT seq_scan::int AS scans FROM pg_stat_user_tables WHERE schemaname = 'inventory' AND relname = 'stock_vehicle'`,
    );
    expect(rows).toEqual([{ scans: 0 }]);
    process.stdout.write(`${JSON.stringify({ cars: CARS, ms: took })}\n`);
  });
});
