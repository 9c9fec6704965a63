import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { ownServer, server, type Server } from '../support/server.js';

const claims = (token: string) =>
  jwt.decode(token, { complete: true }) as { header: { alg: string; kid: string }; payload: { sub: string; exp: number; iat: number } };

describe('access', () => {
  let app: Server;
  beforeAll(async () => {
    app = await server();
  });

  it('signs ES256 tokens that live ten minutes at most', async () => {
    const { header, payload } = claims((await app.as('cashier@s01')).token);
    expect(header.alg).toBe('ES256');
    expect(payload.exp - payload.iat).toBeLessThanOrEqual(600);
  });

  it('refuses a missing, a mangled, a foreign and an unsigned token', async () => {
    const good = (await app.as('cashier@s01')).token;
    const { payload } = claims(good);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const options = { issuer: 'forecourt', audience: 'forecourt', subject: payload.sub } as const;
    const foreign = jwt.sign({ exp: payload.exp }, privateKey, { algorithm: 'ES256', ...options });
    const unsigned = jwt.sign({ exp: payload.exp }, null, { algorithm: 'none', ...options });
    const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string;
    const confused = jwt.sign({ exp: payload.exp }, Buffer.from(publicPem), {
      algorithm: 'HS256',
      ...options,
      allowInvalidAsymmetricKeyTypes: true,
    });
    for (const token of ['', `${good}x`, foreign, unsigned, confused]) {
      const answer = await app.anonymous.get('/me', { headers: token ? { authorization: `Bearer ${token}` } : {} });
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
    }
  });

  it('rotates refresh tokens and ends the family when one is used twice', async () => {
    const first = (await app.anonymous.post('/auth/login', { username: 'auditor@s01', password: 'forecourt-demo' })).body
      .refreshToken as string;
    const second = await app.anonymous.post('/auth/refresh', { refreshToken: first });
    expect(second.status).toBe(200);
    const reused = await app.anonymous.post('/auth/refresh', { refreshToken: first });
    expect([reused.status, reused.body.code]).toEqual([401, 'refresh_token_invalid']);
    const successor = await app.anonymous.post('/auth/refresh', { refreshToken: second.body.refreshToken });
    expect(successor.status).toBe(401);
  });

  it('keeps neither a password nor a token in clear', async () => {
    const [kept] = await app.sql<{ hashes: string }>(`SELECT string_agg(password_hash, ' ') AS hashes FROM identity.employee`);
    expect(kept?.hashes).toMatch(/^\$argon2id\$/);
    const signIn = (await app.anonymous.post('/auth/login', { username: 'auditor@s02', password: 'forecourt-demo' })).body;
    const found = await app.sql('SELECT 1 FROM identity.refresh_token WHERE token_hash = $1', [signIn.refreshToken]);
    expect(found).toEqual([]);
  });

  it('names the permission that is lacking', async () => {
    const answer = await (
      await app.as('technician@s01')
    ).post('/stores', { code: 'S09', name: 'x', city: 'x', address: 'x', phone: '1', brand: 'x' });
    expect([answer.status, answer.body.code, answer.body.permission]).toEqual([403, 'forbidden', 'createStore']);
  });

  it('says in English what it says in Chinese', async () => {
    const chinese = await app.anonymous.get('/me');
    const english = await app.anonymous.get('/me', { headers: { 'accept-language': 'en' } });
    expect(chinese.body.title).toBe('请先登录');
    expect(english.body.title).toBe('Sign in first');
  });
});

describe('access over time', () => {
  it('blocks an account after ten failures and lets it in again later; expires tokens by the system’s clock; a disabled account is out within 2 s', async () => {
    const app = await ownServer();
    const attempt = (password: string) => app.anonymous.post('/auth/login', { username: 'technician@s02', password });
    for (let n = 0; n < 10; n++) expect((await attempt('wrong')).status).toBe(401);
    const blocked = await attempt('forecourt-demo');
    expect([blocked.status, blocked.body.code]).toEqual([429, 'sign_in_blocked']);
    expect(blocked.headers.get('retry-after')).toBeTruthy();

    const admin = await app.as('admin@s01');
    await app.advance('PT16M');
    expect((await attempt('forecourt-demo')).status).toBe(200);
    expect((await admin.get('/me')).status).toBe(401);

    const fresh = (await app.anonymous.post('/auth/login', { username: 'admin@s01', password: 'forecourt-demo' })).body
      .accessToken as string;
    const headers = { authorization: `Bearer ${fresh}` };
    const clerk = (await app.anonymous.post('/auth/login', { username: 'parts_clerk@s01', password: 'forecourt-demo' })).body
      .accessToken as string;
    const { id } = (await app.anonymous.get('/employees?role=parts_clerk&limit=100', { headers })).body.items.find(
      (e: { username: string }) => e.username === 'parts_clerk@s01',
    );
    expect((await app.anonymous.get('/me', { headers: { authorization: `Bearer ${clerk}` } })).status).toBe(200);
    const etag = (await app.anonymous.get(`/employees/${id}`, { headers })).headers.get('etag') as string;
    expect((await app.anonymous.patch(`/employees/${id}`, { active: false }, { headers: { ...headers, 'if-match': etag } })).status).toBe(
      200,
    );
    const started = Date.now();
    await app.soon(async () => (await app.anonymous.get('/me', { headers: { authorization: `Bearer ${clerk}` } })).status === 401);
    expect(Date.now() - started).toBeLessThan(2000);
  });
});
