import { statfs } from 'node:fs/promises';

/** The message is one plain sentence for an operator; nothing else needs to be shown. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

const DISK_FULL = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;
const NEARLY_NOTHING = 1024 * 1024;

/** Turns whatever went wrong into an EmbeddedPostgresError. */
export async function explain(error: unknown, dataDir: string): Promise<EmbeddedPostgresError> {
  if (error instanceof EmbeddedPostgresError && !DISK_FULL.test(error.message)) return error;
  const { code, path, message } = error as NodeJS.ErrnoException;
  // On a full disk PostgreSQL may be unable to write even the line that says so, hence the look at the disk itself.
  const disk = await statfs(dataDir).catch(() => undefined);
  if (DISK_FULL.test(`${code} ${message}`) || (disk && disk.blocks > 0 && disk.bavail * disk.bsize < NEARLY_NOTHING)) {
    return new EmbeddedPostgresError(`The disk that holds the data directory ${dataDir} is full: free some space and start again.`);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const who = process.getuid ? ` (user id ${process.getuid()})` : '';
    return new EmbeddedPostgresError(`The data directory ${dataDir} is not writable by this user${who}: ${path ?? message} (${code}).`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedPostgresError(
      `The data directory ${dataDir} cannot be created because ${path ?? 'a part of it'} is not a directory.`,
    );
  }
  return new EmbeddedPostgresError(`The embedded PostgreSQL in ${dataDir} did not start: ${message ?? String(error)}`);
}
