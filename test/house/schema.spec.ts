import { server } from '../support/server.js';
import { type Column, programFacts } from '../support/program-facts.js';

const { contexts, entities, lifecycles, constraints } = programFacts();
const owners = [...contexts.map((c) => c.name), 'kernel'];

interface DatabaseColumn {
  schema: string;
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  generated: boolean;
}
const COLUMNS = `
SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
       a.attgenerated <> '' OR a.attidentity <> '' AS generated
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname = ANY($1) ORDER BY 1, 2, 3`;

const typeOf = ({ type, precision, scale, array }: Column) =>
  `${type}${precision === null ? '' : `(${precision}${scale === null ? '' : `,${scale}`})`}${array ? '[]' : ''}`;
/** An entity that leaves precision to the database is right whatever it is. */
const fits = (column: Column, database: string) =>
  database === typeOf(column) || (column.precision === null && database.replace(/\([\d,]+\)/, '') === typeOf(column));

describe('the migrated database', () => {
  it('has exactly the columns of the entities, with their types and nullability', async () => {
    const app = await server();
    const columns = await app.sql<DatabaseColumn>(COLUMNS, [owners]);
    const drift: string[] = [];
    for (const entity of entities) {
      const place = `${entity.schema}.${entity.table}`;
      const there = new Map(columns.filter((c) => `${c.schema}.${c.table}` === place).map((c) => [c.name, c]));
      if (there.size === 0) drift.push(`${place} is missing`);
      for (const column of entity.columns) {
        const found = there.get(column.name);
        if (!found) drift.push(`${place}.${column.name} is missing`);
        else if (!fits(column, found.type)) drift.push(`${place}.${column.name} is ${found.type}, the entity says ${typeOf(column)}`);
        else if (found.nullable !== column.nullable)
          drift.push(`${place}.${column.name} is ${found.nullable ? 'nullable' : 'not null'}, the entity says the opposite`);
        there.delete(column.name);
      }
      // What the database computes by itself an entity need not know.
      for (const left of there.values()) if (!left.generated) drift.push(`${place}.${left.name} is in no entity`);
    }
    expect(drift).toEqual([]);
  });

  it('has every table in the schema of one context, and none that is nobody’s', async () => {
    const app = await server();
    const tables = await app.sql<{ place: string }>(
      `SELECT n.nspname || '.' || c.relname AS place FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'graphile_worker') AND NOT n.nspname = ANY($1)`,
      [owners],
    );
    expect(tables.map((t) => t.place)).toEqual(['public.forecourt_migration']);
  });

  it('has no foreign key into the schema of another context', async () => {
    const app = await server();
    const crossing = await app.sql<{ name: string }>(
      `SELECT k.conname || ': ' || k.conrelid::regclass || ' → ' || k.confrelid::regclass AS name FROM pg_constraint k
       JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid WHERE k.contype = 'f' AND a.relnamespace <> b.relnamespace`,
    );
    expect(crossing).toEqual([]);
  });

  it('checks the state of every aggregate against exactly the states of its lifecycle', async () => {
    const app = await server();
    const checks = await app.sql<{ place: string; name: string; definition: string }>(
      `SELECT n.nspname || '.' || c.relname AS place, k.conname AS name, pg_get_constraintdef(k.oid) AS definition FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'c' AND k.convalidated`,
    );
    const faults: string[] = [];
    for (const { name, table, states } of lifecycles) {
      const wanted = `ck_${String(table).split('.')[1]}_state`;
      const check = checks.find((k) => k.place === table && k.name === wanted);
      const allowed = [...(check?.definition ?? '').matchAll(/'([^']+)'::text/g)].map(([, state]) => state).sort();
      if (!check) faults.push(`${String(table)} has no ${wanted}`);
      else if (allowed.join() !== [...states].sort().join())
        faults.push(`${name}: ${wanted} allows ${allowed.join(', ')}, the lifecycle ${states.join(', ')}`);
    }
    expect(faults).toEqual([]);
  });

  it('names its constraints by what they are, and knows every one that has a refusal', async () => {
    const app = await server();
    const named = await app.sql<{ place: string; name: string; kind: string }>(
      `SELECT k.conrelid::regclass::text AS place, k.conname AS name, k.contype AS kind FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
       WHERE n.nspname = ANY($1) AND k.contype IN ('u', 'c', 'x')
       UNION ALL
       SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, 'i' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY($1) AND NOT i.indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('u', 'x', 'p'))`,
      [contexts.map((c) => c.name)],
    );
    const prefix: Record<string, RegExp> = { u: /^uq_/, c: /^ck_/, x: /^ex_/, i: /^(ix|uq)_/ };
    const bare = (name: string) => name.replace(/^\w+\./, '');
    expect(named.filter(({ name, kind }) => !prefix[kind]?.test(bare(name))).map(({ place, name }) => `${place}: ${name}`)).toEqual([]);
    const known = new Set(named.map(({ name }) => bare(name)));
    expect(constraints.filter((name) => !known.has(name))).toEqual([]);
  });
});
