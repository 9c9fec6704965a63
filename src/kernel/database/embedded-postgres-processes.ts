import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;
const HAS_PROC = process.platform === 'linux';

export interface Postmaster {
  pid: number;
  port: number;
}

async function procStat(pid: number): Promise<{ name: string; state: string; startTime: string } | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const end = line.lastIndexOf(')');
  if (end < 0) return undefined;
  const fields = line.slice(end + 2).split(' ');
  return { name: line.slice(line.indexOf('(') + 1, end), state: fields[0], startTime: fields[19] };
}

/** Identifies a live process beyond its pid, which the system reuses; undefined when it is gone or only waits to be reaped. */
export async function startTimeOf(pid: number): Promise<string | undefined> {
  if (HAS_PROC) {
    const info = await procStat(pid);
    return info && !'ZX'.includes(info.state) ? info.startTime : undefined;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return 'unknown';
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Sends each signal in turn until the process is gone. */
export async function terminate(pid: number, steps: [NodeJS.Signals, number][]): Promise<void> {
  const startTime = await startTimeOf(pid);
  if (startTime === undefined) return;
  for (const [name, waitMs] of steps) {
    signal(pid, name);
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if ((await startTimeOf(pid)) !== startTime) return;
      await delay(POLL_MS);
    }
  }
}

/** Compares directories by inode: the command line of the server may name its directory through /proc. */
async function runsIn(pid: number, directory: string): Promise<boolean> {
  const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(directory).catch(() => undefined)]);
  return !!theirs && !!ours && theirs.dev === ours.dev && theirs.ino === ours.ino;
}

export async function readPostmasterFile(pgData: string): Promise<(Postmaster & { ready: boolean }) | undefined> {
  const lines = (await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' };
}

/** The postmaster that a killed program left running in this directory. */
export async function findPostmaster(pgData: string): Promise<Postmaster | undefined> {
  const found = await readPostmasterFile(pgData);
  if (!found || (await startTimeOf(found.pid)) === undefined) return undefined;
  if (HAS_PROC && !((await procStat(found.pid))?.name === 'postgres' && (await runsIn(found.pid, pgData)))) return undefined;
  return found;
}

/**
 * Ends what a dead postmaster or a dead initdb left behind. Backends notice the death of their postmaster only when they wait for
 * something, and while one is busy no new server can start; recovery comes anyway, so nothing is lost by ending them.
 */
export async function endStragglers(directory: string): Promise<void> {
  if (!HAS_PROC) return;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  for (const pid of pids) {
    if (!(await runsIn(pid, directory))) continue;
    const name = (await procStat(pid))?.name;
    if (name !== 'postgres' && name !== 'initdb') continue;
    await terminate(pid, [
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ]);
  }
}

export async function waitUntil(condition: () => Promise<boolean>, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
}
