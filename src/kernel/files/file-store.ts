import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { NotFound } from '../problems.js';

/**
 * Bytes that people upload, outside the database: a file is named by its SHA-256, so what is there is what was put, and the same content
 * is once on a shelf; what one context drops from its shelf another may still name on its own. Who may see it, and what it is called,
 * says the row that names it. Several instances share the directory (`FILES_DIR`).
 */
@Injectable()
export class FileStore {
  constructor(private readonly config: Config) {}

  /** Keeps the bytes and answers their name; they are there whole, on the disk, or not at all. */
  async put(bytes: Buffer, shelf?: string): Promise<string> {
    const name = createHash('sha256').update(bytes).digest('hex');
    const path = this.#path(name, shelf);
    if ((await sizeOf(path)) === bytes.length) return name;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomUUID()}`;
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    return name;
  }

  async get(name: string, shelf?: string): Promise<Buffer> {
    try {
      return await readFile(this.#path(name, shelf));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw NotFound();
      throw error;
    }
  }

  /** Nobody names them any more; no error when they are gone already. */
  async drop(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  #path(name: string, shelf = ''): string {
    if (!/^[0-9a-f]{64}$/.test(name)) throw new Error('A file is named by its SHA-256');
    if (!/^([a-z-]{3,})?$/.test(shelf)) throw new Error('A shelf is named in kebab-case');
    return join(this.config.filesDir, shelf, name.slice(0, 2), name);
  }
}

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );
