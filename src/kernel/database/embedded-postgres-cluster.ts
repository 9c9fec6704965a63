import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chown, lchown, mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canReach, type Account, type Binaries } from './embedded-postgres-binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { endStragglers } from './embedded-postgres-processes.js';

export const SUPERUSER = 'postgres';

export interface Cluster {
  dataDir: string;
  pgData: string;
  logFile: string;
  password: string;
  binaries: Binaries;
  account: Account | undefined;
  durable: boolean;
  log: (line: string) => void;
}

/** Whose files and processes the server's are: an existing directory keeps its owner, so root can serve a normal user's data. */
export async function chooseAccount(pgData: string): Promise<Account | undefined> {
  const owner = await stat(pgData).catch(() => undefined);
  if (process.getuid?.() !== 0) {
    if (owner && process.getuid && owner.uid !== process.getuid()) {
      throw new EmbeddedPostgresError(
        `The database in ${pgData} belongs to user id ${owner.uid} and cannot be started by user id ${process.getuid()}.`,
      );
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((fields) => fields[0] === name && Number(fields[2]) > 0);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  return { uid: 65534, gid: 65534 };
}

export async function giveTo(account: Account, path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await giveTo(account, join(path, entry.name));
    else await lchown(join(path, entry.name), account.uid, account.gid);
  }
  await chown(path, account.uid, account.gid); // Last, so that an interrupted run starts over.
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

export async function loadPassword(dataDir: string, exists: boolean): Promise<string> {
  const path = join(dataDir, 'postgres-password');
  const stored = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (stored?.trim()) return stored.trim();
  if (exists) throw new EmbeddedPostgresError(`The file ${path} with the password of the database is missing: restore it from a backup.`);
  const password = randomBytes(24).toString('hex');
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${password}\n`);
    await file.sync();
    await rename(draft, path);
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  await syncDirectory(dataDir);
  return password;
}

/**
 * Options for running a server program in a directory. When the account may not pass through the directories above (DATA_DIR below
 * /root), the program enters before it drops its privileges and then names the directory through /proc.
 */
export async function runIn(cluster: Cluster, directory: string) {
  const reachable = await canReach(directory, cluster.account, 0o7);
  if (!reachable && process.platform !== 'linux') {
    throw new EmbeddedPostgresError(`The data directory ${directory} cannot be reached by user id ${cluster.account?.uid}: move DATA_DIR.`);
  }
  // Nothing of this program's environment is PostgreSQL's business, PGOPTIONS and secrets included.
  const env = { LC_ALL: 'C', PATH: process.env.PATH, SystemRoot: process.env.SystemRoot };
  // A session of its own: Ctrl-C in a terminal must reach the program first, which then stops the server after its last request.
  return { path: reachable ? directory : '/proc/self/cwd', options: { cwd: directory, env, detached: true, ...cluster.account } };
}

async function runInitdb(cluster: Cluster, target: string, locale: string[]): Promise<{ ok: boolean; output: string }> {
  const { path, options } = await runIn(cluster, target);
  const parameters = [
    '-D',
    path,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${path}/../password`,
    '--data-checksums',
    '-E',
    'UTF8',
  ];
  const child = spawn(cluster.binaries.initdb, [...parameters, ...locale], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ok = await new Promise<boolean>((done, fail) => child.once('error', fail).once('close', (code) => done(code === 0)));
  return { ok, output };
}

/** Makes the cluster beside its place and moves it there whole, so an interrupted initdb leaves nothing half done. */
export async function initialise(cluster: Cluster): Promise<void> {
  const draft = await mkdtemp(join(cluster.dataDir, 'postgres-init-'));
  const target = join(draft, 'data');
  try {
    await mkdir(target, { mode: 0o700 });
    const file = await open(join(draft, 'password'), 'wx', 0o600);
    await file.writeFile(`${cluster.password}\n`).finally(() => file.close());
    if (cluster.account) await giveTo(cluster.account, draft);
    cluster.log(`creating a new PostgreSQL database in ${cluster.pgData}`);
    let result = await runInitdb(cluster, target, ['--locale=C.UTF-8']);
    if (!result.ok && /invalid locale/i.test(result.output)) {
      // A system without C.UTF-8: PostgreSQL has one of its own.
      const builtin = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
      result = await runInitdb(cluster, target, builtin);
    }
    if (!result.ok) throw new Error(`initdb failed: ${result.output.match(/(?:FATAL|error|PANIC):.*/i)?.[0] ?? result.output.trim()}`);
    await rename(target, cluster.pgData);
    await syncDirectory(cluster.dataDir);
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function removeInterruptedInitialisation(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres-init-')) continue;
    await endStragglers(join(dataDir, name, 'data'));
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}
