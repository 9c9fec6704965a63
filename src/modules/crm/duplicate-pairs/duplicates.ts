import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { dateOf } from '../../../kernel/time/clock.js';
import { duplicatePairLifecycle } from './duplicate-pair.entity.js';

/** Finds files that may be one customer's, in the order of L-3, set-based: of one customer, or of all in the night. */
@Injectable()
export class Duplicates {
  constructor(private readonly db: Database) {}

  /** Null looks at everybody. What was judged before is not asked again. */
  async look(customerId: string | null, now: Date): Promise<void> {
    const found = await this.db.sql<{ a: string; b: string; key: string }>(PAIRS, [customerId]);
    if (!found.length) return;
    const rows = found.map((pair) => ({ id: newId(), ...pair }));
    await this.db.sql(
      `INSERT INTO crm.duplicate_pair (id, version, created_at, updated_at, state, customer_a, customer_b, key, found_on)
       SELECT p.id, 1, $2::timestamptz, $2, 'OPEN', p.a, p.b, p.key, $3::date FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, a uuid, b uuid, key text)
       ON CONFLICT (customer_a, customer_b) DO NOTHING`,
      [JSON.stringify(rows), now, dateOf(now)],
    );
  }

  /** They were one after all, or were taken for one by mistake. */
  async judge(oneId: string, otherId: string, move: 'merge' | 'unmerge', now: Date): Promise<void> {
    const { from, to } = duplicatePairLifecycle.table.moves[move];
    await this.db.sql(
      `UPDATE crm.duplicate_pair SET state = $3, version = version + 1, updated_at = $5
       WHERE customer_a = least($1::uuid, $2::uuid) AND customer_b = greatest($1::uuid, $2::uuid) AND state = ANY($4::text[])`,
      [oneId, otherId, to[0], from, now],
    );
  }
}

/** That two files were judged to be two customers'. */
const dismissed = (one: string, other: string): string => `EXISTS (
  SELECT 1 FROM crm.duplicate_pair d WHERE d.customer_a = least(${one}, ${other}) AND d.customer_b = greatest(${one}, ${other}) AND d.state = 'DISMISSED')`;

/**
 * Everyone is paired with the oldest file that shares the key and was not judged to be another's: as many pairs as there are files too many.
 * Who is not the oldest's may still be one with each other.
 */
const PAIRS = `
WITH shared (customer_id, key, rank, value) AS (
  SELECT id, 'IDENTITY', 1, type || identity_index FROM crm.customer WHERE state = 'ACTIVE' AND identity_index IS NOT NULL
    AND ($1::uuid IS NULL OR identity_index = (SELECT identity_index FROM crm.customer WHERE id = $1))
  UNION ALL
  SELECT id, 'EMAIL', 2, type || email_index FROM crm.customer WHERE state = 'ACTIVE' AND email_index IS NOT NULL
    AND ($1::uuid IS NULL OR email_index = (SELECT email_index FROM crm.customer WHERE id = $1))
  UNION ALL
  SELECT c.id, 'NAME_PLATE', 3, c.type || p.plate_index || c.name FROM crm.customer_plate p JOIN crm.customer c ON c.id = p.customer_id
  WHERE c.state = 'ACTIVE' AND ($1::uuid IS NULL OR p.plate_index IN (SELECT plate_index FROM crm.customer_plate WHERE customer_id = $1))
), paired AS (
  SELECT customer_id, key, rank, value, first_value(customer_id) OVER (PARTITION BY key, value ORDER BY customer_id) AS first FROM shared
), another AS (
  SELECT DISTINCT ON (p.customer_id, p.key) p.customer_id, p.key, p.rank, o.customer_id AS first
  FROM paired p JOIN shared o ON o.key = p.key AND o.value = p.value AND o.customer_id < p.customer_id AND o.customer_id <> p.first
  WHERE p.customer_id <> p.first AND ${dismissed('p.customer_id', 'p.first')} AND NOT ${dismissed('p.customer_id', 'o.customer_id')}
  ORDER BY p.customer_id, p.key, o.customer_id
)
SELECT DISTINCT ON (1, 2) least(p.customer_id, p.first) AS a, greatest(p.customer_id, p.first) AS b, p.key
FROM (SELECT customer_id, key, rank, first FROM paired UNION ALL SELECT customer_id, key, rank, first FROM another) AS p
WHERE p.customer_id <> p.first AND NOT EXISTS (
  SELECT 1 FROM crm.duplicate_pair d WHERE d.customer_a = least(p.customer_id, p.first) AND d.customer_b = greatest(p.customer_id, p.first))
ORDER BY 1, 2, p.rank`;
