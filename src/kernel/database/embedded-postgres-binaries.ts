import { chmod, copyFile, lstat, mkdir, mkdtemp, readFile, readdir, readlink, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** The unprivileged account that PostgreSQL runs under when this program is root, which PostgreSQL itself refuses to be. */
export interface Account {
  uid: number;
  gid: number;
}

/** Whether the account may pass through every directory above and including this path, and read the path itself. */
export async function canReach(path: string, account: Account | undefined, needed = 0o5): Promise<boolean> {
  if (!account) return true;
  let at = await realpath(path);
  let bits = needed;
  for (;;) {
    const info = await stat(at);
    const granted = info.uid === account.uid ? info.mode >> 6 : info.gid === account.gid ? info.mode >> 3 : info.mode;
    if ((granted & bits) !== bits) return false;
    if (dirname(at) === at) return true;
    at = dirname(at);
    bits = 0o1;
  }
}

async function locateNative(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const { postgres } = (await import(name)) as Binaries;
    const native = dirname(dirname(postgres));
    const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
    await stat(postgres);
    return { native, version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL is not installed for ${platform} (package ${name}: ${(error as NodeJS.ErrnoException).code ?? 'broken'}): ` +
        'install the dependencies again, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

/** npm packages carry no symbolic links and an install script may not have run, so the start makes what is missing. */
async function complete(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(dirname(native), target);
    if (await stat(path).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error; // Another start was faster.
    });
  }
  for (const path of Object.values(binariesIn(native) as unknown as Record<string, string>)) {
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (!entry.name.endsWith('.a')) {
      await copyFile(source, target);
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

async function isTrusted(path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined);
  return !!info && info.isDirectory() && info.uid === process.getuid?.() && (info.mode & 0o022) === 0;
}

async function copyInto(base: string, native: string, version: string): Promise<string | undefined> {
  await mkdir(base, { recursive: true, mode: 0o755 });
  if (!(await isTrusted(base))) return undefined;
  const home = join(base, `postgresql-${version}-${process.arch}`);
  if (!(await isTrusted(home))) {
    const draft = await mkdtemp(`${home}.new-`);
    try {
      await chmod(draft, 0o755);
      await copyTree(native, join(draft, 'native'));
      await complete(join(draft, 'native'));
      await rename(draft, home).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // Another start was faster.
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return join(home, 'native');
}

async function usable(native: string, account: Account | undefined): Promise<boolean> {
  const samples = ['bin/postgres', 'bin/initdb', 'lib', 'lib/postgresql', 'share/postgresql', 'share/postgresql/extension'];
  const files = ['share/postgresql/postgres.bki', 'lib/postgresql/plpgsql.so'];
  for (const path of samples) if (!(await canReach(join(native, path), account).catch(() => true))) return false;
  for (const path of files) if (!(await canReach(join(native, path), account, 0o4).catch(() => true))) return false;
  return true;
}

/**
 * The binaries to run. They stay where npm put them, unless the account may not go there (an installation below /root) or the
 * installation is read-only and incomplete; then they are copied once to a place that the account can read.
 */
export async function prepareBinaries(account: Account | undefined, dataDir: string, log: (line: string) => void): Promise<Binaries> {
  const { native, version } = await locateNative();
  let obstacle: unknown;
  await complete(native).catch((error: unknown) => (obstacle = error));
  if (!obstacle && (await usable(native, account))) return binariesIn(native);
  const places = account ? ['/var/cache/forecourt', join(tmpdir(), 'forecourt')] : [];
  if (await canReach(dataDir, account, 0o1)) places.unshift(join(dataDir, 'postgres-binaries'));
  for (const place of places) {
    try {
      const copy = await copyInto(place, native, version);
      if (!copy || !(await usable(copy, account))) continue;
      log(`the PostgreSQL binaries in ${native} cannot be used in place; using a copy in ${place}`);
      return binariesIn(copy);
    } catch (error) {
      obstacle = error;
    }
  }
  throw new EmbeddedPostgresError(
    `The PostgreSQL binaries in ${native} cannot be used by user id ${account?.uid ?? process.getuid?.()} and no copy could be made ` +
      `(${obstacle instanceof Error ? obstacle.message : 'no readable place'}): make them readable, or set DATABASE_URL.`,
  );
}
