import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Config } from '../config.js';
import { context } from '../context.js';
import { Database } from '../database/database.js';
import { InvalidInput, say } from '../problems.js';
import { deriveKey } from '../security/keys.js';
import { QueryFlag, QueryWhole } from './fields.js';

/** What every read accepts. */
export class ReadQuery {
  /** Only these fields of the view, comma-separated. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  @ApiProperty({ required: false, maxLength: 1000, example: 'id,state' })
  fields?: string;
}

/** What every list accepts; unknown parameters are refused by name. */
export class ListQuery extends ReadQuery {
  /** Items a page, 1 to 100. */
  @QueryWhole(1, 100, 20)
  limit?: number;

  /** The `nextCursor` of the page before, with the same filter and sort. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  @ApiProperty({ required: false, maxLength: 1000 })
  cursor?: string;

  /** A sort key, `-` before it for descending. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  @ApiProperty({ required: false, maxLength: 60 })
  sort?: string;

  /** Adds `total`: it costs a count. */
  @QueryFlag()
  count?: boolean;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

/** A condition of the caller with its value, `?` for each; `boundTo` is what cursors are bound to where the value may change between pages. */
export type FixedCondition = [condition: string, value: unknown, boundTo?: unknown];

type SortType = 'timestamptz' | 'date' | 'text' | 'int' | 'bigint' | 'numeric';
export interface ListDefinition {
  /** Columns, aliased as the row type names them. */
  select: string;
  /** Table and joins within the context, with an alias. */
  from: string;
  /** The unique tie-breaker. */
  id: string;
  /** Sort keys: expressions that are never null. */
  sorts: Record<string, { by: string; type: SortType }>;
  defaultSort: string;
  /** Query parameter → condition, `?` for its value. */
  filters: Record<string, string>;
  /** Columns that the caller's scope is applied to; leave out for group-scoped data. */
  scope?: { store: string; owner?: string };
  /** A condition that always holds. */
  where?: string;
}

const pages = new Map<Type, Type>();
/** The page class of a view, for the document. */
export function pageOf(view: Type): Type {
  let page = pages.get(view);
  if (!page) {
    page = { [`${view.name.replace(/View$/, '')}Page`]: class {} }[`${view.name.replace(/View$/, '')}Page`] as Type;
    ApiProperty({ type: view, isArray: true, maxItems: 100 })(page.prototype as object, 'items');
    ApiProperty({ type: String, nullable: true, description: 'Pass it as `cursor` for the next page; null on the last.', example: null })(
      page.prototype as object,
      'nextCursor',
    );
    ApiProperty({ type: 'integer', required: false, description: 'Only with `count=true`.', example: 1 })(
      page.prototype as object,
      'total',
    );
    pages.set(view, page);
  }
  return page;
}

/** Cursor lists: never OFFSET; a cursor is signed and bound to its filter and sort. */
@Injectable()
export class Lists {
  readonly #key: Buffer;

  constructor(
    private readonly db: Database,
    config: Config,
  ) {
    this.#key = deriveKey(config.masterKey, 'cursor');
  }

  /** One statement a page, whatever the rows hold. */
  async page<R extends object>(definition: ListDefinition, query: ListQuery, fixed: FixedCondition[] = []): Promise<Page<R>> {
    const {
      limit = 20,
      cursor,
      sort = definition.defaultSort,
      count = false,
      fields: _fields,
      ...filters
    } = query as ListQuery & Record<string, unknown>;
    const descending = sort.startsWith('-');
    const name = sort.replace(/^-/, '');
    const key = Object.hasOwn(definition.sorts, name) ? definition.sorts[name] : undefined;
    if (!key)
      throw InvalidInput({
        errors: [
          {
            pointer: '/sort',
            code: 'unknown_sort',
            message: say(
              `排序字段可为 ${Object.keys(definition.sorts).join('、')}`,
              `sort can be ${Object.keys(definition.sorts).join(', ')}`,
            ),
          },
        ],
      });
    const values: unknown[] = [];
    const conditions: string[] = definition.where ? [definition.where] : [];
    const bind = (condition: string, value: unknown) => {
      values.push(value);
      conditions.push(condition.replaceAll('?', `$${values.length}`));
    };
    for (const [condition, value] of fixed) bind(condition, value);
    for (const [name, value] of Object.entries(filters)) {
      if (value === undefined) continue;
      const condition = definition.filters[name];
      if (condition === undefined) throw new Error(`The list has no filter for ${name}`);
      bind(condition, value);
    }
    this.#scope(definition, values, conditions);
    const where = () => (conditions.length ? `WHERE ${conditions.map((c) => `(${c})`).join(' AND ')}` : '');
    const total = count
      ? (await this.db.sql<{ total: number }>(`SELECT count(*)::int AS total FROM ${definition.from} ${where()}`, [...values]))[0]?.total
      : undefined;

    const bound = createHash('sha256')
      .update(JSON.stringify([definition.from, sort, filters, fixed.map(([condition, value, boundTo]) => boundTo ?? [condition, value])]))
      .digest('base64url')
      .slice(0, 16);
    if (cursor !== undefined) {
      const position = this.#openCursor(cursor, bound);
      values.push(position.value, position.id);
      conditions.push(
        `(${key.by}, ${definition.id}) ${descending ? '<' : '>'} ($${values.length - 1}::${key.type}, $${values.length}::uuid)`,
      );
    }
    values.push(limit + 1);
    const direction = descending ? 'DESC' : 'ASC';
    const rows = await this.db.sql<R & { _key: string; _id: string }>(
      `SELECT ${definition.select}, (${key.by})::text AS _key, ${definition.id} AS _id FROM ${definition.from} ${where()}
       ORDER BY ${key.by} ${direction}, ${definition.id} ${direction} LIMIT $${values.length}`,
      values,
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const items = rows.slice(0, limit).map(({ _key, _id, ...row }) => row as unknown as R);
    return { items, nextCursor: last ? this.#sealCursor(last._key, last._id, bound) : null, ...(total !== undefined && { total }) };
  }

  #scope(definition: ListDefinition, values: unknown[], conditions: string[]): void {
    const scope = context.scope;
    if (!definition.scope || scope.group) return;
    const { store, owner } = definition.scope;
    values.push(owner ? scope.stores : [...scope.stores, ...scope.ownStores]);
    let condition = `${store} = ANY($${values.length}::uuid[])`;
    if (owner) {
      values.push(scope.ownStores, context.principal.id);
      condition += ` OR (${store} = ANY($${values.length - 1}::uuid[]) AND ${owner} = $${values.length}::uuid)`;
    }
    conditions.push(condition);
  }

  #sealCursor(value: string, id: string, bound: string): string {
    const body = Buffer.from(JSON.stringify([value, id, bound])).toString('base64url');
    return `${body}.${this.#sign(body)}`;
  }
  #openCursor(cursor: string, bound: string): { value: string; id: string } {
    const [body = '', signature = ''] = cursor.split('.');
    const expected = this.#sign(body);
    const refuse = () =>
      InvalidInput({
        errors: [
          {
            pointer: '/cursor',
            code: 'invalid_cursor',
            message: say('游标无效,或与筛选条件不符', 'the cursor is invalid or belongs to another filter'),
          },
        ],
      });
    const [given, wanted] = [Buffer.from(signature), Buffer.from(expected)];
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw refuse();
    const [value, id, boundTo] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, string, string];
    if (boundTo !== bound) throw refuse();
    return { value, id };
  }
  #sign(body: string): string {
    return createHmac('sha256', this.#key).update(body).digest('base64url').slice(0, 22);
  }
}
