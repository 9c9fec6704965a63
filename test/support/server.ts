import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import pg from 'pg';
import { type Host, startHosted } from './hosted.js';
import { startProgram } from './running.cjs';
import { atScale } from './scale.js';

export interface Answer {
  status: number;
  headers: Headers;
  // Specs read answers as a front end does: by name; the document's schema is checked on every answer.
  body: any;
}
export interface CallOptions {
  /** null sends no Idempotency-Key. */
  key?: string | null;
  headers?: Record<string, string>;
}
export interface Actor {
  token: string;
  get(path: string, options?: CallOptions): Promise<Answer>;
  /** Bytes are sent as they are: name their `content-type`. */
  post(path: string, body?: object, options?: CallOptions): Promise<Answer>;
  patch(path: string, body: object, options?: CallOptions): Promise<Answer>;
}
export interface Server {
  baseUrl: string;
  databaseUrl: string;
  as(username: string): Promise<Actor>;
  anonymous: Actor;
  sql<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>;
  /** Waits for what an event brings about. */
  soon<T>(probe: () => Promise<T | undefined | null | false>, what?: string): Promise<T>;
}
export interface OwnServer extends Server {
  stop(): Promise<void>;
  start(env?: Record<string, string>): Promise<void>;
  output(): string;
  /** Moves its clock on; accounts are signed in anew afterwards. */
  advance(duration: string): Promise<Date>;
}
export interface OwnProcess extends OwnServer {
  kill(): Promise<void>;
  /** Its exit code. */
  end(): Promise<number | null>;
}
interface Shared {
  baseUrl: string;
  databaseUrl: string;
  adminUrl: string;
  template: string;
  dataDir: string;
  /** Where each worker has its own servers started. */
  hosts: Host[];
}

const shared = (): Shared => JSON.parse(process.env['FORECOURT_TEST'] ?? '{}') as Shared;
const PASSWORD = 'forecourt-demo';
const pools: pg.Pool[] = [];
const endings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of endings.splice(0)) await end();
  for (const pool of pools.splice(0)) await pool.end();
});

/** The program that all specs share: demo data is in it; its clock is never moved. */
export async function server(): Promise<Server> {
  const { baseUrl, databaseUrl } = shared();
  return Promise.resolve(connect(() => baseUrl, databaseUrl));
}

/** A program of its own on a copy of the demo database: its clock may be moved, it may be stopped and started again. */
export async function ownServer(env: Record<string, string> = {}): Promise<OwnServer> {
  return (await onCopy((settings) => startHosted(shared().hosts, { ...env, ...settings }))).server;
}

/** The same as a process of its own: it may be killed. */
export async function ownProcess({ FORECOURT_TEST_ENTRY: entry, ...env }: Record<string, string> = {}): Promise<OwnProcess> {
  const { server, program } = await onCopy((settings) => startProgram({ ...env, ...settings }, entry === undefined ? {} : { entry }));
  return Object.assign(server, {
    kill: async () => void (await program().kill()),
    end: () => program().stop(),
  });
}

async function onCopy<P extends Pick<OwnServer, 'baseUrl' | 'output'> & { stop(): Promise<unknown> }>(
  begin: (settings: Record<string, string>) => Promise<P>,
): Promise<{ server: OwnServer; program: () => P }> {
  const { adminUrl, template, dataDir } = shared();
  const name = `${template}_${process.pid}_${++databases}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  // PostgreSQL copies a template only while nobody else does.
  await admin.query('SELECT pg_advisory_lock(4711)');
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  await admin.query('SELECT pg_advisory_unlock(4711)');
  const databaseUrl = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();
  const start = (more: Record<string, string> = {}) => begin({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...more });
  let program = await start();
  endings.push(async () => {
    await program.stop();
    for (const pool of pools.splice(0)) await pool.end();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  });
  const connection = connect(() => program.baseUrl, databaseUrl);
  const server = Object.assign(connection, {
    stop: async () => void (await program.stop()),
    start: async (more?: Record<string, string>) => {
      program = await start(more);
    },
    output: () => program.output(),
    advance: async (duration: string) => {
      const admin = await signIn(() => program.baseUrl, 'admin@s01');
      const answer = await admin.post('/ops/clock', { advance: duration });
      if (answer.status !== 200) throw new Error(`advance ${duration}: ${answer.status} ${JSON.stringify(answer.body)}`);
      connection.forget();
      return new Date((answer.body as { now: string }).now);
    },
  });
  return { server, program: () => program };
}
let databases = 0;
/** Until when what an event brings about must be there, ms. */
export const PATIENCE = atScale(15_000, 120_000);

function connect(baseUrl: () => string, databaseUrl: string): Server & { forget(): void } {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => undefined);
  pools.push(pool);
  const tokens = new Map<string, Promise<Actor>>();
  let tokensOf = '';
  return {
    get baseUrl() {
      return baseUrl();
    },
    databaseUrl,
    anonymous: actor(baseUrl, ''),
    forget: () => tokens.clear(),
    as: (username) => {
      if (tokensOf !== baseUrl()) {
        tokens.clear();
        tokensOf = baseUrl();
      }
      let known = tokens.get(username);
      if (!known) {
        known = signIn(baseUrl, username);
        tokens.set(username, known);
      }
      return known;
    },
    sql: async <R>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as R[],
    soon: async <T>(probe: () => Promise<T | undefined | null | false>, what = 'it') => {
      const deadline = Date.now() + PATIENCE;
      for (;;) {
        const seen = await probe();
        if (seen) return seen;
        if (Date.now() > deadline) throw new Error(`${what} did not happen within ${PATIENCE / 1000} s`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** Signs in anew before a token ends: at full figures a spec is longer than a session. */
async function signIn(baseUrl: () => string, username: string): Promise<Actor> {
  const tokenOf = async () => {
    const answer = await actor(baseUrl, '').post('/auth/login', { username, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`sign in as ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
    const { accessToken, expiresIn } = answer.body as { accessToken: string; expiresIn: number };
    return { token: accessToken, renewAt: Date.now() + expiresIn * 500 };
  };
  const first = await tokenOf();
  let current = Promise.resolve(first);
  let { renewAt } = first;
  return actor(baseUrl, first.token, async () => {
    if (Date.now() > renewAt) {
      renewAt = Infinity;
      current = tokenOf();
      ({ renewAt } = await current);
    }
    return (await current).token;
  });
}

function actor(baseUrl: () => string, token: string, tokenNow = () => Promise.resolve(token)): Actor {
  const send = async (method: string, path: string, body?: object, { key, headers = {} }: CallOptions = {}): Promise<Answer> => {
    const idempotencyKey = key === undefined && method === 'POST' ? crypto.randomUUID() : key;
    const bearer = await tokenNow();
    const response = await fetch(`${baseUrl()}/api/v1${path}`, {
      method,
      ...(body !== undefined && { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: json && text ? (JSON.parse(text) as unknown) : text,
    };
    // A narrowed view has fewer members than the document promises.
    if ((json || response.status >= 400) && !/[?&]fields=/.test(path)) checkAgainstDocument(method, path, answer);
    return answer;
  };
  return {
    token,
    get: (path, options) => send('GET', path, undefined, options),
    post: (path, body = {}, options) => send('POST', path, body, options),
    patch: (path, body, options) => send('PATCH', path, body, options),
  };
}

// A lie in the document turns a test red: every answer is held against the schema that the document promises for it.
interface Operation {
  template: RegExp;
  path: string;
  method: string;
  responses: Record<string, PromisedAnswer & { $ref?: string }>;
}
interface PromisedAnswer {
  content?: Record<string, unknown>;
}
let operations: Operation[] | undefined;
let ajv: Ajv2020 | undefined;
let sharedResponses: Record<string, PromisedAnswer> = {};
const validators = new Map<string, ValidateFunction>();

function checkAgainstDocument(method: string, path: string, answer: Answer): void {
  if (!operations) {
    const document = JSON.parse(readFileSync(join(process.cwd(), 'docs/openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, { responses: Operation['responses'] }>>;
      components: { responses: Record<string, PromisedAnswer> };
    };
    sharedResponses = document.components.responses;
    ajv = new Ajv2020({ strict: false, allErrors: true });
    (formats as unknown as (on: Ajv2020) => void)(ajv);
    ajv.addSchema({ $id: 'document', ...document });
    operations = Object.entries(document.paths).flatMap(([p, methods]) =>
      Object.entries(methods).map(([m, operation]) => ({
        template: new RegExp(`^${p.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
        path: p,
        method: m.toUpperCase(),
        responses: operation.responses,
      })),
    );
    // A literal path goes before one with a parameter in its place.
    operations.sort((a, b) => (a.path.match(/\{/g)?.length ?? 0) - (b.path.match(/\{/g)?.length ?? 0));
  }
  const url = `/api/v1${path.split('?')[0]}`;
  const operation = operations.find((o) => o.method === method && o.template.test(url));
  if (!operation) {
    if (answer.status === 404) return;
    throw new Error(`${method} ${url} is not in the document`);
  }
  const named = operation.responses[answer.status];
  const shared = named?.$ref?.split('/').at(-1);
  const promised = shared === undefined ? named : sharedResponses[shared];
  if (!promised)
    throw new Error(
      `${method} ${operation.path} answered ${answer.status} ${JSON.stringify(answer.body)}, which the document does not promise`,
    );
  const media = answer.status >= 400 ? 'application/problem+json' : 'application/json';
  if (!promised.content?.[media]) return;
  const escape = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
  const place =
    shared === undefined
      ? `paths/${escape(operation.path)}/${method.toLowerCase()}/responses/${answer.status}`
      : `components/responses/${shared}`;
  const ref = `document#/${place}/content/${escape(media)}/schema`;
  let validate = validators.get(ref);
  if (!validate) {
    validate = (ajv as Ajv2020).compile({ $ref: ref });
    validators.set(ref, validate);
  }
  if (!validate(answer.body))
    throw new Error(
      `${method} ${operation.path} → ${answer.status} does not fit the document: ${JSON.stringify(validate.errors?.slice(0, 5))}\n${JSON.stringify(answer.body).slice(0, 800)}`,
    );
}
