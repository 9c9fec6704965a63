import { hkdfSync } from 'node:crypto';

/** A key for one purpose, derived from the master key. */
export const deriveKey = (
  masterKey: Buffer,
  purpose: 'audit' | 'blind-index' | 'cursor' | 'subject' | 'idempotency' | 'public-link',
): Buffer => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `forecourt/${purpose}`, 32));
