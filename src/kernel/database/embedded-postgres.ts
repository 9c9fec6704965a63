import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { prepareBinaries } from './embedded-postgres-binaries.js';
import {
  chooseAccount,
  giveTo,
  initialise,
  loadPassword,
  removeInterruptedInitialisation,
  runIn,
  SUPERUSER,
  type Cluster,
} from './embedded-postgres-cluster.js';
import { EmbeddedPostgresError, explain } from './embedded-postgres-error.js';
import { lockDirectory, type DirectoryLock } from './embedded-postgres-lock.js';
import {
  endStragglers,
  findPostmaster,
  readPostmasterFile,
  signal,
  startTimeOf,
  terminate,
  waitUntil,
  type Postmaster,
} from './embedded-postgres-processes.js';

export { EmbeddedPostgresError };

export interface EmbeddedPostgres {
  /** Stays the same for the life of the object: a server that dies comes up again on the same port. */
  readonly url: string;
  /** Called once when the server is gone and did not come up again, also when that happened before the call. */
  onExit(listener: (reason: string) => void): void;
  /** Ends the server cleanly and gives the directory free; safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  database: string;
  /** False: nothing waits for the disk, and what is written may be lost with the machine. For data that can be made again. */
  durable?: boolean;
  log?: (line: string) => void;
}

const MAX_RESTARTS_PER_MINUTE = 5;
const START_MS = 10 * 60_000; // Recovery after a crash may replay a lot of WAL.
const RETRY_MS = 30_000;
const PATIENCE_MS = 15_000;
const BUSY = '57P03'; // Starting up or shutting down.
const MAX_LOG_BYTES = 10 * 1024 * 1024;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  max_connections: '100',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const FORGETFUL = { fsync: 'off', full_page_writes: 'off' };
const FAST_SHUTDOWN: [NodeJS.Signals, number][] = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
];
const DEAF_SHUTDOWN: [NodeJS.Signals, number][] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
const PORT_TAKEN = /could not bind|address already in use/i;
/** Children of a killed server can live on for a moment. */
const STILL_CLEARING = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/i;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(cluster: Cluster, port: number, database: string): Promise<void> {
  await withClient(urlOf(cluster, port, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

class Server implements EmbeddedPostgres {
  readonly url: string;
  private readonly listeners: ((reason: string) => void)[] = [];
  private readonly restarts: number[] = [];
  private pid = 0;
  private dead: string | undefined;
  private stopping: Promise<void> | undefined;
  private recovery: Promise<void> | undefined;
  private watch: NodeJS.Timeout | undefined;
  // A program that ends without stop() still lets the server shut down cleanly.
  private readonly onProcessExit = () => this.pid && signal(this.pid, 'SIGINT');

  private constructor(
    private readonly cluster: Cluster,
    private readonly lock: DirectoryLock,
    readonly port: number,
    database: string,
  ) {
    this.url = urlOf(cluster, port, database);
    process.once('exit', this.onProcessExit);
  }

  static async open(cluster: Cluster, lock: DirectoryLock, database: string): Promise<Server> {
    const orphan = await adoptable(cluster);
    if (orphan) {
      cluster.log(`adopting the PostgreSQL server that an earlier run left behind (process ${orphan.pid}, port ${orphan.port})`);
      const server = new Server(cluster, lock, orphan.port, database);
      server.watchAdopted(orphan.pid);
      return server.withDatabase(database);
    }
    const deadline = Date.now() + RETRY_MS;
    for (;;) {
      const server = new Server(cluster, lock, await freePort(), database);
      try {
        await server.launch();
        return await server.withDatabase(database);
      } catch (error) {
        process.off('exit', server.onProcessExit);
        if (!(PORT_TAKEN.test(String(error)) || STILL_CLEARING.test(String(error))) || Date.now() > deadline) throw error;
        await delay(200);
      }
    }
  }

  onExit(listener: (reason: string) => void): void {
    if (this.dead === undefined) this.listeners.push(listener);
    else listener(this.dead);
  }

  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async withDatabase(database: string): Promise<this> {
    try {
      await createDatabase(this.cluster, this.port, database);
      return this;
    } catch (error) {
      this.stopping ??= this.shutDown(false);
      await this.stopping;
      throw error;
    }
  }

  private async shutDown(releaseLock = true): Promise<void> {
    clearInterval(this.watch);
    if (this.pid) signal(this.pid, 'SIGINT'); // Ends a restart in progress, too.
    await this.recovery;
    if (this.pid) await terminate(this.pid, FAST_SHUTDOWN);
    process.off('exit', this.onProcessExit);
    if (releaseLock) await this.lock.release();
  }

  private async launch(): Promise<void> {
    const { pgData, logFile, binaries, durable } = this.cluster;
    await clearDeadServer(pgData);
    const { path, options } = await runIn(this.cluster, pgData);
    const settings = { ...SETTINGS, ...(durable ? {} : FORGETFUL), port: String(this.port) };
    const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const output = await openLog(logFile);
    let ended: string | undefined;
    let ready = false;
    let child: ChildProcess;
    const { size } = await output.stat();
    try {
      // A file and not a pipe: a server that outlives this program goes on writing its log.
      child = spawn(binaries.postgres, ['-D', path, ...given], { ...options, stdio: ['ignore', output.fd, output.fd] });
    } finally {
      await output.close();
    }
    const pid = child.pid ?? 0;
    this.pid = pid;
    child.once('error', (error) => (ended ??= error.message));
    child.once('exit', (code, name) => {
      ended ??= name ? `ended by ${name}` : `exit code ${code}`;
      if (ready) this.died(pid, ended);
    });
    const started = async () => {
      const file = await readPostmasterFile(pgData);
      return ended !== undefined || (file?.pid === pid && file.ready);
    };
    const inTime = await waitUntil(started, START_MS);
    if (!inTime) await terminate(pid, DEAF_SHUTDOWN);
    if (ended !== undefined || !inTime) {
      this.pid = 0;
      throw new Error((await complaintIn(logFile, size)) ?? ended ?? 'the server did not become ready');
    }
    ready = true;
  }

  /** An adopted server is not a child of this program, so nothing reports its end. */
  private watchAdopted(pid: number): void {
    this.pid = pid;
    const startTime = startTimeOf(pid);
    this.watch = setInterval(() => {
      void Promise.all([startTime, startTimeOf(pid)]).then(([before, now]) => {
        if (before === now && now !== undefined) return;
        clearInterval(this.watch);
        this.died(pid, 'the adopted process is gone');
      });
    }, 200);
    this.watch.unref();
  }

  private died(pid: number, reason: string): void {
    if (this.pid !== pid) return;
    this.pid = 0;
    if (!this.stopping) this.recovery = this.recover(reason);
  }

  private async recover(reason: string): Promise<void> {
    const now = Date.now();
    this.restarts.push(now);
    while (this.restarts[0] < now - 60_000) this.restarts.shift();
    if (this.restarts.length > MAX_RESTARTS_PER_MINUTE) {
      return this.giveUp(`PostgreSQL ended ${this.restarts.length} times within a minute (last: ${reason}); see ${this.cluster.logFile}.`);
    }
    this.cluster.log(`PostgreSQL ended unexpectedly (${reason}); starting it again on port ${this.port}`);
    for (;;) {
      try {
        await this.launch();
        this.cluster.log(`PostgreSQL is back on port ${this.port}`);
        return;
      } catch (error) {
        if (this.stopping) return;
        const passing = PORT_TAKEN.test(String(error)) || STILL_CLEARING.test(String(error));
        if (!passing || Date.now() > now + RETRY_MS) return this.giveUp((await explain(error, this.cluster.dataDir)).message);
        await delay(200);
      }
    }
  }

  private giveUp(reason: string): void {
    this.dead = reason;
    this.cluster.log(reason);
    for (const listener of this.listeners) listener(reason);
  }
}

async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

async function complaintIn(logFile: string, from: number): Promise<string | undefined> {
  const lines = (await readFile(logFile)).subarray(from).toString().split('\n');
  const complaints = lines.filter((line) => /(FATAL|PANIC|ERROR|WARNING):|could not bind|error while loading/.test(line));
  if (lines.some((line) => PORT_TAKEN.test(line))) return 'could not bind the port';
  return (complaints.find((line) => /FATAL|PANIC/.test(line)) ?? complaints[0])?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '');
}

/** Two things stop a new server that has nothing to fear: backends of the dead one, and its pid file once the pid has been reused. */
async function clearDeadServer(pgData: string): Promise<void> {
  await endStragglers(pgData);
  if (process.platform === 'linux' && !(await findPostmaster(pgData))) await rm(join(pgData, 'postmaster.pid'), { force: true });
}

async function adoptable(cluster: Cluster): Promise<Postmaster | undefined> {
  const orphan = await findPostmaster(cluster.pgData);
  if (!orphan) return undefined;
  let problem = '';
  const running = async () => (await findPostmaster(cluster.pgData))?.pid === orphan.pid;
  for (let deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(50)) {
    if (!(await running())) return undefined; // It was already on its way out.
    try {
      await withClient(urlOf(cluster, orphan.port, 'postgres'), (client) => client.query('SELECT 1'));
      return orphan;
    } catch (error) {
      problem = (error as Error).message;
      const code = (error as { code?: string }).code;
      if (code === BUSY) deadline = Date.now() + PATIENCE_MS;
      if (code?.startsWith('28')) break; // It refuses the password, so waiting does not help.
    }
  }
  cluster.log(`the PostgreSQL server that an earlier run left behind (process ${orphan.pid}) does not answer (${problem}); ending it`);
  await terminate(orphan.pid, DEAF_SHUTDOWN);
  return undefined;
}

/** Starts PostgreSQL on the data directory, or takes over the server that a killed program left running there. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const pgData = join(dataDir, 'postgres');
  let lock: DirectoryLock | undefined;
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    lock = await lockDirectory(join(dataDir, 'lock'), dataDir);
    await removeInterruptedInitialisation(dataDir);
    const exists = await stat(join(pgData, 'PG_VERSION')).then(
      () => true,
      () => false,
    );
    const account = await chooseAccount(pgData);
    const binaries = await prepareBinaries(account, dataDir, log);
    const password = await loadPassword(dataDir, exists);
    const cluster: Cluster = {
      dataDir,
      pgData,
      logFile: join(dataDir, 'postgres.log'),
      password,
      binaries,
      account,
      durable: options.durable ?? true,
      log,
    };
    if (!exists) await initialise(cluster);
    else if (account && (await stat(pgData)).uid === 0) await giveTo(account, pgData);
    const server = await Server.open(cluster, lock, options.database);
    log(`PostgreSQL is ready on 127.0.0.1:${server.port} with the data in ${pgData}`);
    return server;
  } catch (error) {
    const plain = await explain(error, dataDir);
    await lock?.release().catch(() => undefined);
    throw plain;
  }
}
