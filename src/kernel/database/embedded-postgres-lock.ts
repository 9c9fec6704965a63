import { createHash, randomUUID } from 'node:crypto';
import { link, open, readFile, readlink, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { startTimeOf, waitUntil } from './embedded-postgres-processes.js';

const HEARTBEAT_MS = 1_500;
/** How long a lock of another container or host may go without a heartbeat before it counts as abandoned. */
const ABANDONED_MS = 6_000;

interface Holder {
  pid: number;
  startTime: string;
  host: string;
  pidNamespace: string;
  bootId: string;
  nonce: string;
}

export interface DirectoryLock {
  release(): Promise<void>;
}

async function describeThisProcess(): Promise<Holder> {
  return {
    pid: process.pid,
    startTime: (await startTimeOf(process.pid)) ?? 'unknown',
    host: hostname(),
    pidNamespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    bootId: (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim(),
    nonce: randomUUID(),
  };
}

function parseHolder(content: string): Holder | undefined {
  try {
    return JSON.parse(content) as Holder;
  } catch {
    return undefined; // A power cut can leave an empty file.
  }
}

const mtimeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

async function isLive(holder: Holder, me: Holder, path: string): Promise<boolean> {
  if (holder.host === me.host && holder.pidNamespace === me.pidNamespace) {
    return holder.bootId === me.bootId && (await startTimeOf(holder.pid)) === holder.startTime;
  }
  // A process of another container or host cannot be looked up from here: only its heartbeat tells.
  const before = await mtimeOf(path);
  return waitUntil(async () => (await mtimeOf(path)) !== before, ABANDONED_MS);
}

async function acquire(path: string, content: string, me: Holder, dataDir: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
    await file.close();
    for (;;) {
      try {
        await link(draft, path); // Creates the lock with its content in one step, or fails.
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const current = await readFile(path, 'utf8').catch(() => undefined);
      if (current === undefined) continue;
      const holder = parseHolder(current);
      if (holder && (await isLive(holder, me, path))) {
        const where = holder.host === me.host ? '' : ` on ${holder.host}`;
        throw new EmbeddedPostgresError(`The data directory ${dataDir} is in use by process ${holder.pid}${where}.`);
      }
      // Only the owner of the guard named after this very content may replace it, so of several programs one wins. A guard whose
      // owner died half way is itself a stale lock, hence the recursion.
      const guard = `${path}.${createHash('sha256').update(current).digest('hex').slice(0, 12)}`;
      await acquire(guard, content, me, dataDir);
      try {
        if ((await readFile(path, 'utf8').catch(() => undefined)) === current) {
          await rename(draft, path);
          return;
        }
      } finally {
        await rm(guard, { force: true });
      }
    }
  } finally {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
  }
}

/** Holds `<dataDir>/lock` for the life of this process. */
export async function lockDirectory(path: string, dataDir: string): Promise<DirectoryLock> {
  const me = await describeThisProcess();
  const content = JSON.stringify(me) + '\n';
  await acquire(path, content, me, dataDir);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await readFile(path, 'utf8').catch(() => undefined)) === content) await rm(path, { force: true });
    },
  };
}
