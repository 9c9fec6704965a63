import type { Database } from '../../../kernel/database/database.js';
import type { PriceLine } from '../quotations/pricing.js';

/** The price lines that hold for an order: of the last amendment that was agreed to, else of its quotation. */
export async function heldLines(db: Database, { id, quotationId }: { id: string; quotationId: string }): Promise<PriceLine[]> {
  const [row] = await db.sql<{ lines: PriceLine[] }>(
    `SELECT lines FROM (
       SELECT lines, decided_at FROM sales.order_amendment WHERE sales_order_id = $1 AND state = 'APPROVED'
       UNION ALL SELECT lines, '-infinity'::timestamptz FROM sales.quotation WHERE id = $2
     ) held ORDER BY decided_at DESC LIMIT 1`,
    [id, quotationId],
  );
  return row?.lines ?? [];
}
