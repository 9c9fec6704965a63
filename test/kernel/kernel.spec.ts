import { randomUUID } from 'node:crypto';
import { type Actor, server, type Server } from '../support/server.js';

let app: Server;
let admin: Actor;
beforeAll(async () => {
  app = await server();
  admin = await app.as('admin@s01');
});

let serial = 0;
const newStore = () => ({
  code: `T${(Date.now() % 1_000_000).toString(36).toUpperCase()}${(++serial).toString(36).toUpperCase()}`.slice(0, 8),
  name: '测试店',
  city: '测试',
  address: '测试路 1 号',
  phone: '000',
  brand: '测试',
});

describe('Idempotency-Key', () => {
  it('answers the same byte for byte and does the work once', async () => {
    const body = newStore();
    const key = randomUUID();
    const first = await admin.post('/stores', body, { key });
    const again = await admin.post('/stores', body, { key });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
    expect([again.headers.get('location'), again.headers.get('etag')]).toEqual([first.headers.get('location'), first.headers.get('etag')]);
  });

  it('refuses another body under the same key, and keeps no refusal', async () => {
    const body = newStore();
    const key = randomUUID();
    const refusedFirst = await admin.post('/stores', { ...body, code: 'bad code' }, { key });
    expect(refusedFirst.status).toBe(400);
    expect((await admin.post('/stores', body, { key })).status).toBe(201);
    const other = await admin.post('/stores', { ...body, name: '别的店' }, { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('does the work once for fifty at once', async () => {
    const body = newStore();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => admin.post('/stores', body, { key })));
    for (const answer of answers) {
      expect([201, 409]).toContain(answer.status);
      if (answer.status === 409) expect([answer.body.code, answer.headers.get('retry-after')]).toEqual(['request_in_progress', '1']);
    }
    expect(new Set(answers.filter((a) => a.status === 201).map((a) => a.body.id as string)).size).toBe(1);
    expect(await app.sql('SELECT 1 FROM identity.store WHERE code = $1', [body.code])).toHaveLength(1);
  });

  it('keeps answers sealed', async () => {
    const body = newStore();
    await admin.post('/stores', body);
    const [row] = await app.sql<{ answers: string }>(`SELECT string_agg(answer, '') AS answers FROM kernel.idempotency`);
    expect(row?.answers).not.toContain(body.code);
  });
});

describe('versions', () => {
  it('needs If-Match, refuses a stale one with the current ETag, answers 304 to a known one', async () => {
    const { id } = (await admin.get('/store-calendars?limit=1')).body.items[0];
    const path = `/store-calendars/${id}`;
    const read = await admin.get(path);
    const etag = read.headers.get('etag') as string;
    const change = { exceptions: [{ date: '2030-01-01', name: '元旦', periods: [] }] };
    const blind = await admin.patch(path, change);
    expect([blind.status, blind.body.code]).toEqual([428, 'if_match_required']);
    expect((await admin.get(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const changed = await admin.patch(path, change, { headers: { 'if-match': etag } });
    expect([changed.status, changed.body.version]).toEqual([200, read.body.version + 1]);
    const stale = await admin.patch(path, change, { headers: { 'if-match': etag } });
    expect([stale.status, stale.body.code, stale.headers.get('etag')]).toEqual([412, 'version_stale', changed.headers.get('etag')]);
  });

  it('lets one of fifty changes on the same version through', async () => {
    const { id } = (await admin.get('/store-calendars?limit=1')).body.items[0];
    const etag = (await admin.get(`/store-calendars/${id}`)).headers.get('etag') as string;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        admin.patch(
          `/store-calendars/${id}`,
          { exceptions: [{ date: '2030-01-02', name: `第${n}个`, periods: [] }] },
          { headers: { 'if-match': etag } },
        ),
      ),
    );
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 412)).toHaveLength(49);
  });
});

describe('lists', () => {
  it('walks every row once, however the pages are cut', async () => {
    const whole = (await admin.get('/employees?limit=100')).body.items.map((e: { id: string }) => e.id) as string[];
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await admin.get(`/employees?limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).body as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      walked.push(...page.items.map((e) => e.id));
      cursor = page.nextCursor;
    }
    // Other specs take people on meanwhile: those may come in between, but move nobody.
    const known = new Set(whole);
    expect(walked.filter((id) => known.has(id))).toEqual(whole);
    expect(new Set(walked).size).toBe(walked.length);
  });

  it('refuses a forged cursor, one of another filter, an unknown sort, an unknown parameter and a limit out of range, each by name', async () => {
    const cursor = (await admin.get('/employees?limit=2')).body.nextCursor as string;
    const [body, signature] = cursor.split('.');
    for (const [path, pointer] of [
      [`/employees?cursor=${body}x.${signature}`, '/cursor'],
      [`/employees?role=cashier&cursor=${cursor}`, '/cursor'],
      ['/employees?sort=password', '/sort'],
      ['/employees?page=2', '/page'],
      ['/employees?limit=101', '/limit'],
      ['/employees?fields=passwordHash', '/fields'],
    ] as const) {
      const answer = await admin.get(path);
      expect([path, answer.status, answer.body.errors?.[0]?.pointer]).toEqual([path, 400, pointer]);
    }
  });

  it('counts only when asked and narrows to the wanted fields', async () => {
    const page = (
      await app.anonymous.get('/employees?limit=2&count=true&fields=id', { headers: { authorization: `Bearer ${admin.token}` } })
    ).body;
    expect(page.total).toBeGreaterThan(2);
    expect(Object.keys(page.items[0])).toEqual(['id']);
  });
});

describe('a use case', () => {
  it('leaves its row, its event and its audit under one correlation id', async () => {
    const trace = `trace-${randomUUID()}`;
    const username = `t${Date.now()}.${++serial}`;
    const hired = await admin.post(
      '/employees',
      { username, name: '测试员', password: 'long enough', grants: [{ role: 'cashier' }] },
      { headers: { 'x-request-id': trace } },
    );
    expect([hired.status, hired.headers.get('x-request-id')]).toEqual([201, trace]);
    const [event] = await app.sql('SELECT name, aggregate_id FROM kernel.event WHERE correlation_id = $1', [trace]);
    expect(event).toEqual({ name: 'identity.employee-hired', aggregate_id: hired.body.id });
    const [audit] = await app.sql<{ action: string; hash: string }>(
      'SELECT action, hash FROM kernel.audit_entry WHERE correlation_id = $1',
      [trace],
    );
    expect([audit?.action, audit?.hash.length]).toEqual(['hire', 43]);
  });

  it('that fails leaves neither row nor event nor audit', async () => {
    const trace = `trace-${randomUUID()}`;
    const taken = await admin.post(
      '/employees',
      { username: 'cashier@s01', name: '重名', password: 'long enough', grants: [{ role: 'cashier' }] },
      { headers: { 'x-request-id': trace } },
    );
    expect([taken.status, taken.body.code]).toEqual([409, 'username_taken']);
    expect(await app.sql('SELECT 1 FROM kernel.event WHERE correlation_id = $1', [trace])).toEqual([]);
    expect(await app.sql('SELECT 1 FROM kernel.audit_entry WHERE correlation_id = $1', [trace])).toEqual([]);
  });
});

describe('refusals', () => {
  it('names unknown and malformed members, and answers broken JSON, wrong types and huge bodies with a problem', async () => {
    const unknown = await admin.post('/stores', { ...newStore(), owner: 'x' });
    expect([unknown.status, unknown.body.errors[0]]).toEqual([
      400,
      { pointer: '/owner', code: 'unknown_property', message: '未知字段 owner' },
    ]);
    const raw = (body: string, type = 'application/json') =>
      fetch(`${app.baseUrl}/api/v1/stores`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, authorization: `Bearer ${admin.token}` },
      });
    for (const [answer, status] of [
      [await raw('{"code":'), 400],
      [await raw('<a/>', 'application/xml'), 415],
      [await raw(JSON.stringify({ name: 'x'.repeat(1_100_000) })), 413],
      [await raw('[]'), 400],
      [await raw('{"code":{"$ne":1},"name":"a"}'), 400],
      [await raw(`{"code":"AB","name":"\\u0000","city":"a","address":"a","phone":"1","brand":"a"}`), 400],
    ] as const) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
    }
  });

  it('has a page for each code', async () => {
    const all = await (await fetch(`${app.baseUrl}/problems`)).text();
    const codes = [...all.matchAll(/\/problems\/(\w+)"/g)].map((m) => m[1]);
    expect(codes).toContain('version_stale');
    for (const code of codes) expect((await fetch(`${app.baseUrl}/problems/${code}`)).status).toBe(200);
    expect((await fetch(`${app.baseUrl}/problems/no_such_code`)).status).toBe(404);
  });
});

describe('settings', () => {
  it('explains which value holds and why: store before brand before group before default', async () => {
    const key = 'identity.sign-in-failure-limit';
    const explain = async (store?: string) =>
      (await admin.get(`/settings/${key}${store ? `?storeId=${store}` : ''}`)).body as {
        value: number;
        source: string;
        considered: unknown[];
      };
    expect(await explain()).toMatchObject({ value: 10, source: 'DEFAULT', considered: [] });
    const store = (await admin.post('/stores', { ...newStore(), brand: `牌${Date.now()}` })).body as { id: string; brand: string };
    await admin.post('/settings', { key, scope: 'BRAND', brand: store.brand, value: 20 });
    expect(await explain(store.id)).toMatchObject({ value: 20, source: 'BRAND' });
    await admin.post('/settings', { key, scope: 'STORE', storeId: store.id, value: 30, validFrom: '2099-01-01T00:00:00+08:00' });
    expect(await explain(store.id)).toMatchObject({ value: 20, source: 'BRAND' });
    await admin.post('/settings', { key, scope: 'STORE', storeId: store.id, value: 40 });
    expect(await explain(store.id)).toMatchObject({ value: 40, source: 'STORE' });
    expect(await explain()).toMatchObject({ value: 10, source: 'DEFAULT' });
    const wrong = await admin.post('/settings', { key, scope: 'STORE', storeId: store.id, value: 'many' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'setting_value_invalid']);
    expect((await admin.get('/settings/no-such')).body.code).toBe('setting_unknown');
  });
});

describe('operations', () => {
  it('answers health, metrics, the document and its reference without a sign-in', async () => {
    const get = (path: string) => fetch(app.baseUrl + path);
    expect(await (await get('/health/live')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/metrics')).text()).toMatch(/http_request_duration_seconds_count/);
    const page = await (await get('/docs')).text();
    expect(page).not.toMatch(/(src|href)="https?:/);
    for (const [, asset] of page.matchAll(/(?:src|href)="(\.\/docs[^"]+)"/g)) expect((await get(`/${asset?.slice(2)}`)).status).toBe(200);
  });

  it('counts its statements and says so', async () => {
    const response = await fetch(`${app.baseUrl}/api/v1/employees?limit=20`, { headers: { authorization: `Bearer ${admin.token}` } });
    const statements = Number(/"(\d+) statements"/.exec(response.headers.get('server-timing') ?? '')?.[1]);
    expect(statements).toBeGreaterThan(0);
    expect(statements).toBeLessThanOrEqual(4);
    expect(response.headers.get('ratelimit-policy')).toBe('"caller";q=1000;w=5');
  });
});
