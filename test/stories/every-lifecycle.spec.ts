import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFacts } from '../support/program-facts.js';
import { type Actor, type OwnServer, ownServer } from '../support/server.js';

/**
 * Every aggregate of the program in every state, and every move that its state forbids: 409 with the legal moves, and nothing has changed.
 * What the legal ones do is told by the stories. A row is put into its state past all constraints, so each cell is tried, also those
 * that no story reaches.
 */
interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { example?: object }> };
  'x-permission'?: { roles: Record<string, string> };
}
type Row = Record<string, unknown>;
const document = JSON.parse(readFileSync(join(process.cwd(), 'docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = new Map(
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => [operation.operationId, { path: path.replace('/api/v1', ''), operation }] as const),
  ),
);
const camel = (kebab: string): string => kebab.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase());
const { lifecycles, entities } = programFacts();
const asked = lifecycles.flatMap((lifecycle) =>
  lifecycle.moves.flatMap((move) => {
    const found = move.system ? undefined : operations.get(camel(move.name) + lifecycle.name);
    return found ? [{ lifecycle, move, ...found }] : [];
  }),
);
const FILLER: Record<string, unknown> = {
  uuid: '01938b4e-7c00-7000-8000-000000000001',
  'timestamp with time zone': '2026-11-24T02:00:00Z',
  date: '2026-11-24',
  boolean: false,
  jsonb: '{}',
};
/** Refusals that say more than that the move is illegal. */
const NAMED: Record<string, string[]> = {
  // Whose turn it is comes before what is due.
  requestStockTransfer: ['transfer_of_other_store'],
  receiveStockTransfer: ['transfer_of_other_store'],
  mergeCustomer: ['customer_merged'],
  acceptQuotation: ['quotation_expired'],
  answerSurvey: ['survey_answered', 'survey_expired'],
  reserveStockVehicle: ['vehicle_not_available'],
};
const fillerOf = (type: string, array: boolean): unknown => {
  if (array) return [];
  if (/int|numeric|number/.test(type)) return 1;
  return FILLER[type] ?? 'X';
};

let app: OwnServer;
let storeId: string;
beforeAll(async () => {
  // No deadline comes between a row that is put somewhere and the move.
  app = await ownServer({ ROLES: 'api' });
  [{ id: storeId }] = (await app.sql<{ id: string }>(`SELECT id FROM identity.store WHERE code = 'S01'`)) as [{ id: string }];
  const checks = await app.sql<{ place: string; name: string }>(
    `SELECT conrelid::regclass::text AS place, conname AS name FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text = ANY($1)`,
    [[...new Set(asked.map((a) => String(a.lifecycle.table)))]],
  );
  for (const { place, name } of checks) await app.sql(`ALTER TABLE ${place} DROP CONSTRAINT ${name}`);
});

/** An id of what a column or field refers to by its name: the store, an order, a customer of the demo. */
async function someId(name: string): Promise<string | undefined> {
  if (name === 'store_id') return storeId;
  const referred = entities.find((e) => `${e.table}_id` === name.replace(/^(into|to)_/, '').replace(/_[ab]$/, '_id'));
  if (!referred) return undefined;
  const inStore = referred.columns.some((c) => c.name === 'store_id') ? `WHERE store_id = '${storeId}'` : '';
  const [row] = await app.sql<{ id: string }>(`SELECT id FROM ${referred.schema}.${referred.table} ${inStore} ORDER BY id DESC LIMIT 1`);
  return row?.id;
}
/** The example of the document, with ids of what is there. */
async function bodyOf(operation: Operation): Promise<object | undefined> {
  const example = Object.values(operation.requestBody?.content ?? {})[0]?.example;
  if (!example) return undefined;
  const known = Object.keys(example).map(async (key) => {
    const id = await someId(key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
    return id === undefined ? [] : [[key, id] as const];
  });
  return { ...example, ...Object.fromEntries((await Promise.all(known)).flat()) };
}
/** A row of store S01: one of the demo's, else one that is made up. */
async function rowOf(table: string): Promise<string> {
  const entity = entities.find((e) => `${e.schema}.${e.table}` === table);
  const columns = entity?.columns ?? [];
  const has = (name: string) => columns.some((c) => c.name === name);
  const [known] = await app.sql<{ id: string }>(
    `SELECT id FROM ${table} ${has('store_id') ? 'WHERE store_id = $1 OR store_id IS NULL' : 'WHERE $1::uuid IS NOT NULL'} LIMIT 1`,
    [storeId],
  );
  if (known) return known.id;
  const id = crypto.randomUUID();
  const values = new Map<string, unknown>();
  for (const c of columns.filter((c) => !c.nullable || c.name === 'store_id' || /_(id|[ab])$/.test(c.name)))
    values.set(c.name, (c.type === 'uuid' && !c.array && (await someId(c.name))) || fillerOf(c.type, c.array));
  values.set('id', id);
  await app.sql(
    `SET session_replication_role = replica; INSERT INTO ${table} (${[...values.keys()].map((k) => `"${k}"`).join(', ')}) VALUES (${[
      ...values.values(),
    ]
      .map((v) => (Array.isArray(v) ? `'{}'` : typeof v === 'number' ? String(v) : `'${String(v)}'`))
      .join(', ')}); SET session_replication_role = DEFAULT`,
  );
  // A household is seen through its members.
  if (table === 'crm.household')
    await app.sql(
      `INSERT INTO crm.household_member (id, household_id, customer_id, relation, joined_at) VALUES ($1, $1, $2, 'SELF', now())`,
      [id, await someId('customer_id')],
    );
  return id;
}
/** One whose role may ask, for the whole store where there is one. */
async function askerOf(operation: Operation, row: Row): Promise<Actor> {
  const roles = Object.entries(operation['x-permission']?.roles ?? {}).map(([role, scope]) => ({ role, scope }));
  const role = roles.find((r) => r.scope !== 'OWN') ?? roles[0];
  if (role?.scope === 'OWN') {
    const [owner] = await app.sql<{ username: string }>('SELECT username FROM identity.employee WHERE id = $1', [row['owner_employee_id']]);
    return app.as(owner?.username ?? `${role.role}@s01`);
  }
  return app.as(role?.role === 'admin' || role?.scope === 'GROUP' ? 'admin@s01' : `${role?.role ?? 'general_manager'}@s01`);
}

describe.each([...new Set(asked.map((a) => a.lifecycle.name))])('%s', (name) => {
  it('refuses every move that its state forbids, and is as it was', async () => {
    const moves = asked.filter((a) => a.lifecycle.name === name);
    const lifecycle = moves[0]?.lifecycle as (typeof asked)[number]['lifecycle'];
    const table = String(lifecycle.table);
    const id = await rowOf(table);
    const rowNow = async () => (await app.sql<Row>(`SELECT * FROM ${table} WHERE id = $1`, [id]))[0] as Row;
    const seen: string[] = [];
    let cells = 0;
    for (const state of lifecycle.states)
      for (const { move, path, operation } of moves.filter((m) => !m.move.from.includes(state))) {
        await app.sql(`UPDATE ${table} SET state = $2 WHERE id = $1`, [id, state]);
        const before = await rowNow();
        const body = await bodyOf(operation);
        const answer = await (await askerOf(operation, before)).post(path.replace('{id}', id), body);
        const legal = lifecycle.moves.filter((m) => !m.system && m.from.includes(state)).map((m) => m.name);
        cells++;
        const refused =
          (NAMED[operation.operationId] ?? []).includes(answer.body.code as string) ||
          (answer.status === 409 && answer.body.code === 'illegal_move' && String(answer.body.allowedMoves) === String(legal));
        const right = refused && JSON.stringify(await rowNow()) === JSON.stringify(before);
        if (!right) seen.push(`${state} × ${move.name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
      }
    expect(seen).toEqual([]);
    expect(cells).toBe(lifecycle.states.length * moves.length - moves.reduce((sum, m) => sum + m.move.from.length, 0));
  });
});
