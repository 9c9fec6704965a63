import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { deriveKey } from './keys.js';

const GONE = Symbol('erased');

/**
 * Personal columns: sealed with AES-256-GCM under a key per subject, so that erasing the key erases the person,
 * and found again through a keyed hash of the normalised value (a blind index). The subject is the customer or lead.
 */
@Injectable()
export class PersonalData {
  readonly #wrapKey: Buffer;
  readonly #indexKey: Buffer;
  /** A key erased on one instance is forgotten by the others within a minute. */
  readonly #keys = new LRUCache<string, Buffer | typeof GONE>({ max: 20_000, ttl: 60_000 });

  constructor(
    private readonly db: Database,
    config: Config,
  ) {
    this.#wrapKey = deriveKey(config.masterKey, 'subject');
    this.#indexKey = deriveKey(config.masterKey, 'blind-index');
  }

  /** Seals a value under its subject's key (made on first use, in the caller's transaction). */
  async seal<V extends string | null | undefined>(subjectId: string, value: V): Promise<V extends string ? string : null> {
    if (value === null || value === undefined) return null as V extends string ? string : null;
    const key = (await this.#key(subjectId)) ?? (await this.#makeKey(subjectId));
    return encrypt(key, value, subjectId) as V extends string ? string : null;
  }

  /** The value, or null when there is none or the subject's key was erased. */
  async open(subjectId: string, sealed: string | null | undefined): Promise<string | null> {
    if (!sealed) return null;
    const key = await this.#key(subjectId);
    return key ? decrypt(key, sealed, subjectId) : null;
  }

  /** A text of one subject sealed anew under another; what another key has sealed, or an erased one, stays as it is. */
  async handOver(fromId: string, toId: string, sealed: string): Promise<string> {
    const key = await this.#key(fromId);
    const value = key && tryDecrypt(key, sealed, fromId);
    return value === undefined ? sealed : this.seal(toId, value);
  }

  /** Opens many values with one statement at most: for lists. */
  async prefetch(subjectIds: string[]): Promise<void> {
    const unknown = [...new Set(subjectIds)].filter((id) => !this.#keys.has(id));
    if (!unknown.length) return;
    const rows = await this.db.sql<{ subject_id: string; wrapped: string }>(
      'SELECT subject_id, wrapped FROM kernel.subject_key WHERE subject_id = ANY($1)',
      [unknown],
    );
    const found = new Set<string>();
    for (const row of rows) {
      found.add(row.subject_id);
      this.#keys.set(row.subject_id, this.#unwrap(row.subject_id, row.wrapped));
      // A key that this transaction made itself is forgotten when it is rolled back.
      if (this.db.inTransaction) this.db.afterRollback(() => this.#keys.delete(row.subject_id));
    }
    // An erased key is remembered as gone, so that a list does not ask for it row by row; not in a transaction that may be making it.
    if (!this.db.inTransaction) for (const id of unknown) if (!found.has(id)) this.#keys.set(id, GONE);
  }

  /** What equal values of a field share and nothing else tells: for lookup by exact value or by token. */
  blindIndex(field: string, normalised: string): string {
    return createHmac('sha256', this.#indexKey).update(`${field}\0${normalised}`).digest('base64url').slice(0, 22);
  }

  async erase(subjectId: string): Promise<void> {
    await this.db.sql('DELETE FROM kernel.subject_key WHERE subject_id = $1', [subjectId]);
    this.#keys.delete(subjectId);
  }

  async #key(subjectId: string): Promise<Buffer | undefined> {
    await this.prefetch([subjectId]);
    const key = this.#keys.get(subjectId);
    return key === GONE ? undefined : key;
  }

  async #makeKey(subjectId: string): Promise<Buffer> {
    const wrapped = encrypt(this.#wrapKey, randomBytes(32).toString('base64'), subjectId);
    const [row] = await this.db.sql<{ wrapped: string }>(
      `INSERT INTO kernel.subject_key (subject_id, wrapped) VALUES ($1, $2)
       ON CONFLICT (subject_id) DO UPDATE SET wrapped = kernel.subject_key.wrapped RETURNING wrapped`,
      [subjectId, wrapped],
    );
    const key = this.#unwrap(subjectId, (row as { wrapped: string }).wrapped);
    // Cached only when it is committed: a rolled back key must not be used again.
    if (this.db.inTransaction) this.db.afterCommit(() => this.#keys.set(subjectId, key));
    return key;
  }

  #unwrap(subjectId: string, wrapped: string): Buffer {
    return Buffer.from(decrypt(this.#wrapKey, wrapped, subjectId), 'base64');
  }
}

function encrypt(key: Buffer, text: string, subjectId: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(subjectId));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}
function decrypt(key: Buffer, sealed: string, subjectId: string): string {
  const raw = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(0, 12))
    .setAAD(Buffer.from(subjectId))
    .setAuthTag(raw.subarray(12, 28));
  return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8');
}
/** Undefined when another key sealed it: the cipher authenticates its subject. */
function tryDecrypt(key: Buffer, sealed: string, subjectId: string): string | undefined {
  try {
    return decrypt(key, sealed, subjectId);
  } catch {
    return undefined;
  }
}

/** `+8613812348000` → `138****8000`. */
export const maskMobile = (mobile: string | null): string | null => {
  const local = mobile?.replace(/^\+86/, '');
  return local ? `${local.slice(0, 3)}****${local.slice(-4)}` : null;
};
/** `11010519491231002X` → `1101**********002X`. */
export const maskIdentity = (value: string | null): string | null =>
  value ? `${value.slice(0, 4)}${'*'.repeat(Math.max(1, value.length - 8))}${value.slice(-4)}` : null;
/** `王小明` → `王*明`, `李四` → `李*`. */
export const maskName = (name: string | null): string | null => {
  if (!name) return name;
  const letters = [...name];
  return letters.length <= 2 ? `${letters[0]}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
};
export const maskEmail = (email: string | null): string | null => email?.replace(/^(.)[^@]*/, '$1***') ?? null;
