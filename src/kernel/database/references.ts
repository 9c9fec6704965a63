import { Injectable } from '@nestjs/common';
import { PersonalData } from '../security/personal-data.js';
import { Clock } from '../time/clock.js';
import { Database } from './database.js';

/** One subject's rows become another's, in the tables of one schema. */
export interface ReferenceMove {
  /** Names the move, so that it can be repeated and undone. */
  moveId: string;
  schema: string;
  /** The column that names the subject; columns that end in `_<column>` name one too. */
  column: string;
  from: string;
  to: string;
}

/** A column that refers to a subject, read off the migrated schema. */
interface Reference {
  table: string;
  column: string;
  /** What else than the reference tells a row from the others. */
  key: string[];
  versioned: boolean;
  sealed: string[];
  /** What must be unique together with the reference. */
  uniques: { columns: string[]; where: string | null; nulls: boolean }[];
}
interface SealedRow {
  row_key: string;
  values: Record<string, string | null>;
  /** Restoring: the text before and after the move. */
  moved?: Record<string, [before: string, after: string]> | null;
}

/**
 * Re-points references from one subject to another and back, set-based. The schema is the declaration: a new table is followed
 * from its first row. What is sealed under the one is sealed under the other. A row that would break a uniqueness, because the new
 * subject has its equal, stays where it is. Every moved row is remembered: restoring brings back exactly those and leaves what came later.
 */
@Injectable()
export class References {
  readonly #known = new Map<string, Promise<Reference[]>>();

  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly clock: Clock,
  ) {}

  /** May be repeated: what still refers to `from` is moved then. */
  async move({ moveId, schema, column, from, to }: ReferenceMove): Promise<void> {
    for (const reference of await this.#referencesOf(schema, column)) {
      const { table, sealed } = reference;
      const resealed: Record<string, Record<string, [string, string]>> = {};
      if (sealed.length)
        for (const { row_key, values } of await this.db.sql<SealedRow>(
          `SELECT ${keyOf(reference)} AS row_key, ${valuesOf(sealed)} AS values FROM ${table} r WHERE r.${reference.column} = $1 FOR UPDATE OF r`,
          [from],
        )) {
          const pairs: Record<string, [string, string]> = {};
          for (const [name, before] of Object.entries(values))
            if (before !== null) pairs[name] = [before, await this.personal.handOver(from, to, before)];
          resealed[row_key] = pairs;
        }
      const key = keyOf(reference);
      await this.db.sql(
        `WITH given AS (${GIVEN}), moved AS (
           UPDATE ${table} r SET ${assignments(reference, (name) => `given.texts -> ${key} -> '${name}' ->> 1`)} FROM given
           WHERE r.${reference.column} = $2 AND ${free(reference)}${sealed.length ? ` AND given.texts ? ${key}` : ''}
           RETURNING ${key} AS row_key)
         INSERT INTO kernel.moved_reference (move_id, table_name, column_name, row_key, sealed)
         SELECT $1, '${table}', '${reference.column}', moved.row_key, given.texts -> moved.row_key FROM moved, given
         ON CONFLICT (move_id, table_name, column_name, row_key) DO UPDATE SET sealed = excluded.sealed`,
        [moveId, from, to, JSON.stringify(resealed), this.clock.now()],
      );
    }
  }

  /** Brings back what the move took along and still belongs to `to`; a sealed text that was not changed since is the old one, byte for byte. */
  async restore({ moveId, schema, column, from, to }: ReferenceMove): Promise<void> {
    for (const reference of await this.#referencesOf(schema, column)) {
      const { table, sealed } = reference;
      const key = keyOf(reference);
      const mine = `m.move_id = $1 AND m.table_name = '${table}' AND m.column_name = '${reference.column}' AND m.row_key = ${key} AND r.${reference.column} = $2`;
      const resealed: Record<string, Record<string, string>> = {};
      if (sealed.length)
        for (const { row_key, values, moved } of await this.db.sql<SealedRow>(
          `SELECT m.row_key, ${valuesOf(sealed)} AS values, m.sealed AS moved FROM ${table} r JOIN kernel.moved_reference m ON ${mine} FOR UPDATE OF r`,
          [moveId, to],
        )) {
          const texts: Record<string, string> = {};
          for (const [name, now] of Object.entries(values))
            if (now !== null) texts[name] = moved?.[name]?.[1] === now ? moved[name][0] : await this.personal.handOver(to, from, now);
          resealed[row_key] = texts;
        }
      await this.db.sql(
        `WITH given AS (${GIVEN})
         UPDATE ${table} r SET ${assignments(reference, (name) => `given.texts -> ${key} ->> '${name}'`)}
         FROM kernel.moved_reference m, given WHERE ${mine} AND ${free(reference)}`,
        [moveId, to, from, JSON.stringify(resealed), this.clock.now()],
      );
      await this.db.sql('DELETE FROM kernel.moved_reference WHERE move_id = $1 AND table_name = $2 AND column_name = $3', [
        moveId,
        table,
        reference.column,
      ]);
    }
  }

  #referencesOf(schema: string, column: string): Promise<Reference[]> {
    const place = `${schema}.${column}`;
    let known = this.#known.get(place);
    if (!known) {
      known = this.db.sql<Reference>(REFERENCES, [schema, column]);
      known.catch(() => this.#known.delete(place));
      this.#known.set(place, known);
    }
    return known;
  }
}

const keyOf = ({ key }: Reference): string => `concat_ws('|', ${key.map((name) => `r.${name}::text`).join(', ')})`;
const valuesOf = (sealed: string[]): string => `jsonb_build_object(${sealed.map((name) => `'${name}', r.${name}`).join(', ')})`;

/** The parameters of a move, for every statement alike: of which move, whose rows, whose they become, texts sealed anew by row, when. */
const GIVEN = 'SELECT $1::uuid AS move, $2::uuid AS old, $3::uuid AS new, $4::jsonb AS texts, $5::timestamptz AS now';

const assignments = ({ column, versioned, sealed }: Reference, textOf: (name: string) => string): string =>
  [
    `${column} = given.new`,
    ...(versioned ? ['version = r.version + 1', 'updated_at = given.now'] : []),
    ...sealed.map((name) => `${name} = coalesce(${textOf(name)}, r.${name})`),
  ].join(', ');

/** The new subject has no row that must be unique and equals this one but for the reference. */
function free({ table, column, uniques }: Reference): string {
  const twins = uniques.map(({ columns, where, nulls }) => {
    const counts = where === null ? '' : `EXISTS (SELECT 1 FROM (SELECT r.*) mine WHERE ${where}) AND `;
    const equal = columns.map((name) => `twin.${name} ${nulls ? 'IS NOT DISTINCT FROM' : '='} r.${name}`);
    const theirs = `SELECT * FROM ${table} WHERE ${column} = $3${where === null ? '' : ` AND (${where})`}`;
    return `NOT (${counts}EXISTS (SELECT 1 FROM (${theirs}) twin WHERE ${['true', ...equal].join(' AND ')}))`;
  });
  return ['true', ...twins].join(' AND ');
}

/** Rows that the reference alone identifies are the subject's own: they are nobody else's to take over. */
const REFERENCES = `
SELECT * FROM (
  SELECT n.nspname || '.' || c.relname AS "table", a.attname AS "column",
    ARRAY(SELECT k.attname FROM pg_index p JOIN pg_attribute k ON k.attrelid = p.indrelid AND k.attnum = ANY (p.indkey)
          WHERE p.indrelid = c.oid AND p.indisprimary AND k.attnum <> a.attnum ORDER BY k.attnum)::text[] AS key,
    (SELECT count(*) = 2 FROM pg_attribute v WHERE v.attrelid = c.oid AND v.attname IN ('version', 'updated_at') AND NOT v.attisdropped) AS versioned,
    CASE WHEN a.attname = $2 THEN ARRAY(SELECT s.attname FROM pg_attribute s WHERE s.attrelid = c.oid AND s.attname LIKE '%\\_sealed' AND NOT s.attisdropped ORDER BY s.attnum)::text[]
         ELSE '{}'::text[] END AS sealed,
    coalesce((SELECT jsonb_agg(jsonb_build_object('where', pg_get_expr(u.indpred, u.indrelid), 'nulls', u.indnullsnotdistinct,
        'columns', ARRAY(SELECT k.attname FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attnum = ANY (u.indkey) AND k.attnum <> a.attnum)))
      FROM pg_index u WHERE u.indrelid = c.oid AND u.indisunique AND a.attnum = ANY (u.indkey)), '[]') AS uniques
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind = 'r' AND NOT a.attisdropped AND a.atttypid = 'uuid'::regtype
    AND (a.attname = $2 OR a.attname LIKE '%\\_' || $2)
) AS reference WHERE cardinality(key) > 0 ORDER BY "table", "column"`;
