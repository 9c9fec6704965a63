import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Config } from '../config.js';
import { context } from '../context.js';
import { Database } from '../database/database.js';
import { asProblem } from '../database/database.js';
import { InProgress, InvalidInput, KeyRequired, KeyReused, Problem, say } from '../problems.js';
import { deriveKey } from '../security/keys.js';
import { Clock, plus } from '../time/clock.js';
import { declaredOperation, type OperationFacts } from './operation.js';

const KEPT_HOURS = 72;

/** Thrown to answer 304: the caller already has this version. */
export class NotModified extends Error {
  constructor(readonly etag: string) {
    super('not modified');
  }
}

/** An answer that is no JSON: a picture, a file. */
export class Rendered {
  constructor(
    readonly contentType: string,
    readonly body: string | Buffer,
    readonly headers: Record<string, string> = {},
  ) {}
}

interface Kept {
  body_hash: string;
  status: number;
  headers: Record<string, string>;
  answer: string;
}

/** What every answer has in common: ETag and 304, Location, `fields`, Idempotency-Key, unknown query parameters refused. */
@Injectable()
export class AnswersInterceptor implements NestInterceptor {
  readonly #key: Buffer;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.#key = deriveKey(config.masterKey, 'idempotency');
  }

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const facts = declaredOperation(execution.getHandler());
    if (!facts) return next.handle();
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const reply = execution.switchToHttp().getResponse<FastifyReply>();
    return from(this.#answer(facts, execution, request, reply, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }

  async #answer(
    facts: OperationFacts,
    execution: ExecutionContext,
    request: FastifyRequest,
    reply: FastifyReply,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    if (!takesQuery(execution))
      refuseQuery(request.query as Record<string, unknown>, facts.shape === 'read' || facts.shape === 'list' ? ['fields'] : []);
    if (facts.shape === 'read' || facts.shape === 'list') return this.#read(facts, request, reply, await handle());
    const key = request.headers['idempotency-key'];
    if (facts.keyed && (typeof key !== 'string' || key === '')) throw KeyRequired();
    if (facts.unkept || typeof key !== 'string' || key === '' || request.method !== 'POST') {
      const value = await handle();
      void reply.headers(this.#headers(facts, request, value));
      return value;
    }
    if (key.length > 200)
      throw InvalidInput({ errors: [{ pointer: '/headers/idempotency-key', code: 'too_long', message: 'at most 200 characters' }] });
    return this.#once(facts, key, request, reply, handle);
  }

  #read(facts: OperationFacts, request: FastifyRequest, reply: FastifyReply, value: unknown): unknown {
    if (value instanceof Rendered) {
      void reply.headers({ ...value.headers, 'content-type': value.contentType });
      return value.body;
    }
    const etag = facts.shape === 'read' ? etagOf(value) : undefined;
    if (etag) {
      void reply.header('etag', etag);
      const known = request.headers['if-none-match'];
      if (known && (known === '*' || known.split(',').some((k) => k.trim().replace(/^W\//, '') === etag))) throw new NotModified(etag);
    }
    const fields = (request.query as { fields?: unknown }).fields;
    return typeof fields === 'string' ? narrow(value, fields, facts.shape === 'list') : value;
  }

  #headers(facts: OperationFacts, request: FastifyRequest, value: unknown): Record<string, string> {
    const headers: Record<string, string> = {};
    const etag = etagOf(value);
    if (etag) headers['etag'] = etag;
    const id = (value as { id?: unknown } | undefined)?.id;
    const leads = request.server.hasRoute({ method: 'GET', url: `${request.routeOptions.url}/:id` });
    if (facts.shape === 'create' && leads && typeof id === 'string') headers['location'] = `${request.url.split('?')[0]}/${id}`;
    return headers;
  }

  /** The record of the answer commits with the effect; the advisory lock tells "still running", the primary key is behind it. */
  async #once(
    facts: OperationFacts,
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    const caller = context.principal.id;
    const route = `${request.method} ${request.url.split('?')[0]}`;
    const hash = createHash('sha256')
      .update(Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null))
      .update(request.url.split('?')[1] ?? '')
      .digest('base64url');
    const now = this.clock.now();
    try {
      return await this.db.transaction(async () => {
        const [row] = await this.db.sql<{ locked: boolean } & Partial<Kept>>(
          `SELECT l.locked, k.body_hash, k.status, k.headers, k.answer
           FROM (SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || ' ' || $2 || ' ' || $3, 7)) AS locked) l
           LEFT JOIN kernel.idempotency k ON k.caller_id = $1::uuid AND k.route = $2 AND k.key = $3 AND k.expires_at > $4`,
          [caller, route, key, now],
        );
        if (row?.body_hash) {
          if (row.body_hash !== hash) throw KeyReused();
          void reply.headers({ ...row.headers, 'content-type': 'application/json; charset=utf-8', 'idempotency-replayed': 'true' });
          return this.#open(row.answer as string);
        }
        if (!row?.locked) throw InProgress({ headers: { 'retry-after': '1' } });
        const value = await handle();
        const headers = this.#headers(facts, request, value);
        const answer = JSON.stringify(value ?? null);
        this.db.atEnd({
          text: `INSERT INTO kernel.idempotency (caller_id, route, key, body_hash, status, headers, answer, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (caller_id, route, key) DO UPDATE SET body_hash = excluded.body_hash, status = excluded.status, headers = excluded.headers, answer = excluded.answer, expires_at = excluded.expires_at
                 WHERE kernel.idempotency.expires_at <= $9 RETURNING 1`,
          values: [caller, route, key, hash, facts.status, headers, this.#seal(answer), plus(now, { hours: KEPT_HOURS }), now],
          mustTouch: () => InProgress({ headers: { 'retry-after': '1' } }),
        });
        void reply.headers({ ...headers, 'content-type': 'application/json; charset=utf-8' });
        return answer;
      });
    } catch (error) {
      const problem = asProblem(error);
      for (const header of ['etag', 'location', 'idempotency-replayed', 'content-type']) reply.removeHeader(header);
      throw problem instanceof Problem ? problem : error;
    }
  }

  #seal(answer: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const body = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }
  #open(sealed: string): string {
    const raw = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, raw.subarray(0, 12)).setAuthTag(raw.subarray(12, 28));
    return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8');
  }
}

const etagOf = (value: unknown): string | undefined => {
  const version = (value as { version?: unknown } | undefined)?.version;
  return typeof version === 'number' && typeof (value as { id?: unknown }).id === 'string' ? `"${version}"` : undefined;
};

/** Nest's parameter kinds: 4 is the query. */
function takesQuery(execution: ExecutionContext): boolean {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, execution.getClass(), execution.getHandler().name) ?? {}) as Record<
    string,
    unknown
  >;
  return Object.keys(args).some((key) => key.startsWith('4:'));
}

function refuseQuery(query: Record<string, unknown>, known: string[]): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length)
    throw InvalidInput({
      errors: unknown.map((name) => ({
        pointer: `/${name}`,
        code: 'unknown_parameter',
        message: say(`未知参数 ${name}`, `unknown parameter ${name}`),
      })),
    });
}

function narrow(value: unknown, fields: string, list: boolean): unknown {
  const names = fields.split(',').map((f) => f.trim());
  const pick = (one: Record<string, unknown>) => {
    const unknown = names.filter((n) => !Object.hasOwn(one, n));
    if (unknown.length)
      throw InvalidInput({
        errors: unknown.map((n) => ({
          pointer: '/fields',
          code: 'unknown_field',
          message: say(`没有字段 ${n}`, `there is no field ${n}`),
        })),
      });
    return Object.fromEntries(names.map((n) => [n, one[n]]));
  };
  if (!list) return pick(value as Record<string, unknown>);
  const page = value as { items: Record<string, unknown>[] };
  return { ...page, items: page.items.map(pick) };
}
