import type { ListDefinition } from '../../../kernel/http/list.js';

export const PART_RESERVATIONS: ListDefinition = {
  select: `r.id, r.state, r.store_id AS "storeId", r.repair_order_id AS "repairOrderId", r.line_id AS "lineId", r.part_id AS "partId", p.number AS "partNumber", p.name AS "partName",
    r.quantity, r.reserved, r.issued, CASE WHEN r.state = 'OPEN' THEN r.quantity - r.issued - r.reserved ELSE 0 END AS backordered, r.promised_at AS "promisedAt", r.expires_at AS "expiresAt",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'parts.part_reservation r JOIN parts.part p ON p.id = r.part_id',
  id: 'r.id',
  sorts: {
    createdAt: { by: 'r.created_at', type: 'timestamptz' },
    promisedAt: { by: `coalesce(r.promised_at, 'infinity')`, type: 'timestamptz' },
  },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'r.store_id = ?',
    partId: 'r.part_id = ?',
    repairOrderId: 'r.repair_order_id = ?',
    lineId: 'r.line_id = ?',
    state: 'r.state = ANY(?::text[])',
    backordered: `(r.state = 'OPEN' AND r.quantity > r.issued + r.reserved) = ?::boolean`,
  },
  scope: { store: 'r.store_id' },
};
