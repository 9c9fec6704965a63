import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

// kill -9 needs processes of their own, so these tests run the built module: `npm run build` comes first.
const MODULE = resolve(process.env.EMBEDDED_POSTGRES_MODULE ?? 'dist/src/kernel/database/embedded-postgres.js');
const FIXTURE = resolve('test/kernel/fixtures/embedded-postgres.mjs');
const ROOT = process.getuid?.() === 0;
const NORMAL_USER = 65534;
const onlyAsRoot = ROOT ? it : it.skip;

interface Event {
  url?: string;
  log?: string;
  exit?: string;
  error?: string;
  plain?: boolean;
}

async function until<T>(what: string, check: () => Promise<T | undefined | false> | T | undefined | false, ms = 30_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`timed out: ${what}`);
    await delay(10);
  }
}

class Program {
  readonly events: Event[] = [];
  readonly child: ChildProcess;
  private readonly closed: Promise<number | null>;

  constructor(
    readonly dataDir: string,
    account: { uid?: number; gid?: number } = {},
  ) {
    this.child = spawn(process.execPath, [FIXTURE, MODULE, dataDir], { stdio: ['ignore', 'pipe', 'inherit'], ...account });
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.events.push(JSON.parse(line) as Event));
    this.closed = new Promise((done) => this.child.once('exit', (code) => done(code)));
  }

  async outcome(): Promise<Event> {
    return until(`start in ${this.dataDir}`, () => this.events.find((event) => event.url ?? event.error));
  }

  async url(): Promise<string> {
    const { url, error } = await this.outcome();
    if (!url) throw new Error(error);
    return url;
  }

  logged(pattern: RegExp): boolean {
    return this.events.some((event) => pattern.test(event.log ?? ''));
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.closed;
  }
}

async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const postmasterOf = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // An orphan that ended may wait long for the init process to reap it.
    return !existsSync(`/proc/${pid}/stat`) || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('the embedded PostgreSQL', () => {
  let base: string;
  let programs: Program[];

  const start = (name = 'data', account = {}): Program => {
    const program = new Program(join(base, name), account);
    programs.push(program);
    return program;
  };

  beforeAll(() => {
    if (!existsSync(MODULE)) throw new Error(`${MODULE} is missing: run npm run build first`);
  });

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
    await chmod(base, 0o755);
    programs = [];
  });

  afterEach(async () => {
    for (const program of programs) await program.end('SIGKILL');
    for (const dataDir of new Set(programs.map((program) => program.dataDir))) {
      const pid = await postmasterOf(dataDir).catch(() => 0);
      if (pid && runs(pid)) process.kill(pid, 'SIGQUIT');
      if (pid) await until('the server ends', () => !runs(pid));
    }
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  });

  it('is a safe PostgreSQL 18 that stops cleanly and keeps its data', async () => {
    const first = start();
    const url = await first.url();
    const [settings] = await query(
      url,
      `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync, current_setting('listen_addresses') AS address,
              current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding`,
    );
    expect(settings).toEqual({ checksums: 'on', fsync: 'on', address: '127.0.0.1', major: 18, encoding: 'UTF8' });
    await query(url, 'CREATE EXTENSION pg_trgm', 'CREATE TABLE kept (name text)', `INSERT INTO kept VALUES ('长安汽车')`);
    expect(await query(url, `SELECT cardinality(show_trgm('长安汽车')) > 0 AS ok`)).toEqual([{ ok: true }]);
    for (const file of ['postgres-password', 'lock', 'postgres.log']) {
      expect([file, ((await stat(join(first.dataDir, file))).mode & 0o777).toString(8)]).toEqual([file, '600']);
    }
    expect((await stat(join(first.dataDir, 'postgres'))).mode & 0o077).toBe(0);
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);

    const postmaster = await postmasterOf(first.dataDir);
    expect(await first.end('SIGTERM')).toBe(0);
    expect(runs(postmaster)).toBe(false);
    expect(await readdir(first.dataDir)).not.toContain('lock');
    expect(await readFile(join(first.dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);

    expect(await query(await start().url(), 'SELECT name FROM kept')).toEqual([{ name: '长安汽车' }]);
  });

  it('adopts the server of a killed program, watches it and stops it', async () => {
    const killed = start();
    const url = await killed.url();
    await query(url, 'CREATE TABLE kept (id int)', 'INSERT INTO kept VALUES (1)');
    const postmaster = await postmasterOf(killed.dataDir);
    await killed.end('SIGKILL');
    expect(runs(postmaster)).toBe(true);

    const next = start();
    expect(await next.url()).toBe(url);
    expect(next.logged(/adopting .*process \d+/)).toBe(true);
    expect(await postmasterOf(next.dataDir)).toBe(postmaster);
    expect(await query(url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);

    process.kill(postmaster, 'SIGKILL');
    await until('restart', () => next.logged(/back on port/));
    expect(await query(url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
    await next.end('SIGKILL');

    const last = start();
    expect(await last.url()).toBe(url);
    const adopted = await postmasterOf(last.dataDir);
    expect(await last.end('SIGTERM')).toBe(0);
    expect(runs(adopted)).toBe(false);
  });

  it('brings a killed server back on the same port with every committed row, and gives up when it keeps dying', async () => {
    const program = start();
    const url = await program.url();
    await query(url, 'CREATE TABLE kept (id serial)');
    let committed = 0;
    for (let round = 1; round <= 5; round++) {
      for (let i = 0; i < 20; i++, committed++) await query(url, 'INSERT INTO kept DEFAULT VALUES');
      process.kill(await postmasterOf(program.dataDir), 'SIGKILL');
      await until('restart', () => program.events.filter((event) => /back on port/.test(event.log ?? '')).length === round);
      expect(await query(url, 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: committed }]);
    }
    process.kill(await postmasterOf(program.dataDir), 'SIGKILL');
    const { exit } = await until('exit', () => program.events.find((event) => event.exit));
    expect(exit).toMatch(/ended 6 times within a minute/);
    expect(await program.end('SIGTERM')).toBe(0);
  });

  it('comes back although a busy backend has not noticed the death of its server', async () => {
    const program = start();
    const url = await program.url();
    const busy = query(url, `SELECT set_config('application_name', 'busy', false)`, 'SELECT count(*) FROM generate_series(1, 20000000000)');
    busy.catch(() => undefined);
    await until('busy', async () => (await query(url, `SELECT 1 FROM pg_stat_activity WHERE application_name = 'busy'`)).length);
    process.kill(await postmasterOf(program.dataDir), 'SIGKILL');
    await until('restart', () => program.logged(/back on port/));
    await expect(busy).rejects.toThrow();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a directory in use and names the process', async () => {
    const first = start();
    const url = await first.url();
    const { error, plain } = await start().outcome();
    expect(error).toBe(`The data directory ${first.dataDir} is in use by process ${first.child.pid}.`);
    expect(plain).toBe(true);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets exactly one of several programs take over a stale lock, whose pid has been reused', async () => {
    await mkdir(join(base, 'data'), { mode: 0o711 });
    const first = start();
    await first.url();
    const stale = { ...(JSON.parse(await readFile(join(first.dataDir, 'lock'), 'utf8')) as object), pid: process.pid, startTime: '1' };
    await first.end('SIGTERM');
    await writeFile(join(first.dataDir, 'lock'), JSON.stringify(stale));
    const outcomes = await Promise.all([start(), start(), start(), start()].map((program) => program.outcome()));
    expect(outcomes.filter((outcome) => outcome.url)).toHaveLength(1);
    for (const { error } of outcomes.filter((outcome) => !outcome.url)) expect(error).toMatch(/is in use by process \d+\./);
    expect((await readdir(first.dataDir)).filter((name) => name.startsWith('lock'))).toEqual(['lock']);
  });

  it('respects the heartbeat of another host and takes over when it stops', async () => {
    await mkdir(join(base, 'data'), { mode: 0o711 });
    const lock = join(base, 'data', 'lock');
    const beat = () => writeFile(lock, JSON.stringify({ pid: 7, startTime: '7', host: `not-${hostname()}`, pidNamespace: '', bootId: '' }));
    await beat();
    const timer = setInterval(() => void beat(), 500);
    const refused = await start().outcome();
    clearInterval(timer);
    expect(refused.error).toMatch(/is in use by process 7 on not-/);
    await beat();
    await start().url();
  });

  it('leaves nothing half done when it is killed during initdb', async () => {
    const killed = start();
    const files = async () =>
      (await readdir(killed.dataDir, { recursive: true }).catch(() => [])).filter((name) => name.includes('data/base/1/'));
    await until('initdb at work', async () => (await files()).length > 0);
    await killed.end('SIGKILL');
    expect(existsSync(join(killed.dataDir, 'postgres'))).toBe(false);
    const next = start();
    expect(await query(await next.url(), 'SHOW data_checksums')).toEqual([{ data_checksums: 'on' }]);
    expect((await readdir(next.dataDir)).sort()).toEqual(['lock', 'postgres', 'postgres-password', 'postgres.log']);
  });

  it('ignores a server pid that now belongs to another program', async () => {
    const first = start();
    await first.url();
    const file = join(first.dataDir, 'postgres', 'postmaster.pid');
    const content = await readFile(file, 'utf8');
    await first.end('SIGTERM');
    await writeFile(file, content.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
    const owner = await stat(join(first.dataDir, 'postgres'));
    await chown(file, owner.uid, owner.gid);
    await start().url();
  });

  it('says plainly that the place is no directory', async () => {
    await writeFile(join(base, 'file'), '');
    expect(await start('file').outcome()).toMatchObject({ error: expect.stringMatching(/is not a directory/), plain: true });
  });

  onlyAsRoot('works as a normal user and says plainly what it may not write', async () => {
    await mkdir(join(base, 'own'));
    await chown(join(base, 'own'), NORMAL_USER, NORMAL_USER);
    const account = { uid: NORMAL_USER, gid: NORMAL_USER };
    const program = start('own/data', account);
    await query(await program.url(), 'CREATE TABLE kept (id int)');
    expect((await stat(join(program.dataDir, 'postgres'))).uid).toBe(NORMAL_USER);
    expect(await program.end('SIGTERM')).toBe(0);
    // Root serves the directory of a normal user and leaves it theirs.
    const asRoot = start('own/data');
    await query(await asRoot.url(), 'SELECT FROM kept');
    expect(await asRoot.end('SIGTERM')).toBe(0);
    await query(await start('own/data', account).url(), 'SELECT FROM kept');

    const refused = await start('foreign', account).outcome();
    expect(refused).toMatchObject({ error: expect.stringMatching(/is not writable by this user \(user id 65534\)/), plain: true });
  });

  onlyAsRoot('works for root below a directory that nobody else may enter', async () => {
    await mkdir(join(base, 'closed'), { mode: 0o700 });
    const first = start('closed/data');
    await query(await first.url(), 'CREATE TABLE kept (id int)');
    const postmaster = await postmasterOf(first.dataDir);
    await first.end('SIGKILL');
    const next = start('closed/data');
    await query(await next.url(), 'SELECT FROM kept');
    expect(await postmasterOf(next.dataDir)).toBe(postmaster);
    expect(await next.end('SIGTERM')).toBe(0);
  });

  onlyAsRoot('says plainly that the disk is full', async () => {
    const disk = join(base, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return; // A container without the right to mount.
    }
    try {
      const { error, plain } = await start('disk/data').outcome();
      expect(error).toMatch(/The disk that holds the data directory .* is full/);
      expect(plain).toBe(true);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});
