import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListReservations, ReservationView } from './reservation.dto.js';
import { reservationLifecycle, type ReservationState } from './reservation.entity.js';

type Row = Omit<ReservationView, 'allowedMoves' | 'state'> & { state: ReservationState };

const RESERVATIONS = {
  select: `r.id, r.state, r.store_id AS "storeId", r.stock_vehicle_id AS "stockVehicleId", v.vin, m.name AS "modelName", v.colour, r.sales_order_id AS "salesOrderId",
    r.customer_id AS "customerId", r.reserved_by AS "reservedBy", r.expires_at AS "expiresAt", r.reason, r.extensions, r.delivery_on AS "deliveryOn", r.ended_at AS "endedAt", r.end_reason AS "endReason",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: `inventory.reservation r JOIN inventory.stock_vehicle v ON v.id = r.stock_vehicle_id JOIN inventory.vehicle_model m ON m.id = v.model_id`,
  id: 'r.id',
  sorts: {
    createdAt: { by: 'r.created_at', type: 'timestamptz' },
    expiresAt: { by: `coalesce(r.expires_at, 'infinity'::timestamptz)`, type: 'timestamptz' },
  },
  defaultSort: '-createdAt',
  filters: {
    state: 'r.state = ANY(?::text[])',
    storeId: 'r.store_id = ?::uuid',
    stockVehicleId: 'r.stock_vehicle_id = ?::uuid',
    salesOrderId: 'r.sales_order_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
  },
  scope: { store: 'r.store_id' },
} satisfies ListDefinition;

@Injectable()
export class ReservationReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<ReservationView> {
    const [row] = await this.db.sql<Row>(`SELECT ${RESERVATIONS.select} FROM ${RESERVATIONS.from} WHERE r.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListReservations): Promise<Page<ReservationView>> {
    const page = await this.lists.page<Row>(RESERVATIONS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (row: Row): ReservationView => ({ ...row, allowedMoves: permissions.allowedMoves(reservationLifecycle, row) });
