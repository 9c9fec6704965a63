import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startProgram } from '../support/running.cjs';
import { atScale } from '../support/scale.js';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'forecourt-program-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe('the program with its own PostgreSQL', () => {
  it('starts, stops cleanly, comes up again within 4 s, keeps its secrets to itself and stays small', async () => {
    const DATA_DIR = folder();
    const env = { DATA_DIR, SEED: 'none', MODE: 'demo', BOOTSTRAP_ADMIN_PASSWORD: 'first administrator' };
    const first = await startProgram(env);
    expect(statSync(join(DATA_DIR, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(await first.stop()).toBe(0);

    // On a busy machine everything is slow: there it is held against what loading the same code takes at the same time.
    const code = `import(${JSON.stringify(join(process.cwd(), 'dist/src/app.module.js'))})`;
    let began = performance.now();
    expect(spawnSync(process.execPath, ['--max-semi-space-size=2', '-e', code]).status).toBe(0);
    const loading = performance.now() - began;
    began = performance.now();
    const second = await startProgram(env);
    const took = performance.now() - began;
    const resident = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${second.pid}/status`, 'utf8'))?.[1]) / 1024;
    const signIn = await fetch(`${second.baseUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'first administrator' }),
    });
    expect(signIn.status).toBe(200);
    await second.stop();
    expect(took).toBeLessThan(Math.max(4000, 3 * loading));
    expect(resident).toBeLessThan(200);
  });

  it('refuses a second program on the same directory and comes up after a kill with what was written', async () => {
    const DATA_DIR = folder();
    const env = { DATA_DIR, SEED: 'none', MODE: 'demo', BOOTSTRAP_ADMIN_PASSWORD: 'first administrator' };
    const first = await startProgram(env);
    await expect(startProgram(env)).rejects.toThrow(new RegExp(`in use by process ${first.pid}`));
    await first.kill();
    const again = await startProgram({ ...env, BOOTSTRAP_ADMIN_PASSWORD: '' });
    const signIn = await fetch(`${again.baseUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'first administrator' }),
    });
    expect(signIn.status).toBe(200);
    expect(await again.stop()).toBe(0);
  });
});

describe('several instances', () => {
  it('starting together on an empty database apply each migration once', async () => {
    const { adminUrl, dataDir } = JSON.parse(process.env['FORECOURT_TEST'] ?? '{}') as { adminUrl: string; dataDir: string };
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    const name = `forecourt_together_${process.pid}`;
    await admin.query(`CREATE DATABASE ${name}`);
    const DATABASE_URL = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();
    const programs = await Promise.all(
      Array.from({ length: atScale(4, 10) }, () => startProgram({ DATA_DIR: dataDir, DATABASE_URL, SEED: 'none', POOL_SIZE: '5' })),
    );
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    const { rows } = await client.query<{ name: string; times: number }>(
      'SELECT name, count(*)::int AS times FROM forecourt_migration GROUP BY name',
    );
    await client.end();
    await Promise.all(programs.map((p) => p.stop()));
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter((r) => r.times !== 1)).toEqual([]);
  });
});

describe('settings that stop the start', () => {
  const start = (env: Record<string, string>) => {
    const { status, stderr } = spawnSync(process.execPath, [join(process.cwd(), 'dist/src/main.js')], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder(), ...env },
      encoding: 'utf8',
      timeout: 30_000,
    });
    return { status, stderr };
  };
  it.each([
    [
      'production without anything',
      { MODE: 'production' },
      ['DATABASE_URL is missing', 'MASTER_KEY is missing', 'JWT_PRIVATE_KEY is missing'],
    ],
    [
      'a weak master key',
      { MODE: 'production', DATABASE_URL: 'postgres://x@127.0.0.1:1/x', MASTER_KEY: Buffer.alloc(32).toString('base64') },
      ['MASTER_KEY must be 32 random bytes'],
    ],
    ['an end of the demo without its offset', { DEMO_ENDS_AT: '2026-11-24T10:00' }, ['DEMO_ENDS_AT must be an instant with its offset']],
    ['an end of the demo in production', { MODE: 'production', DEMO_ENDS_AT: '2026-11-24T10:00Z' }, ['DEMO_ENDS_AT belongs to demo mode']],
    ['a demo password in production', { MODE: 'production', DEMO_PASSWORD: 'forecourt-demo' }, ['DEMO_PASSWORD belongs to demo mode']],
    ['a bad mode', { MODE: 'live' }, ['MODE must be']],
    ['a bad port', { PORT: '70000' }, ['PORT must be a whole number']],
    ['a bad log level', { LOG_LEVEL: 'loud' }, ['LOG_LEVEL must be one of']],
    ['a bad role', { ROLES: 'web' }, ['ROLES must be']],
    ['a data directory that cannot be', { DATA_DIR: '/dev/null/forecourt' }, ['DATA_DIR']],
  ])('%s', (_name, env, texts) => {
    const { status, stderr } = start(env);
    expect(status).toBe(1);
    for (const text of texts) expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
