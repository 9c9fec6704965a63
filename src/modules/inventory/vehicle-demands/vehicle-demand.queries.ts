import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListVehicleDemands, VehicleDemandView } from './vehicle-demand.dto.js';
import { vehicleDemandLifecycle, type VehicleDemandState } from './vehicle-demand.entity.js';

type Row = Omit<VehicleDemandView, 'allowedMoves' | 'state'> & { state: VehicleDemandState };

const DEMANDS = {
  select: `d.id, d.state, d.store_id AS "storeId", d.model_id AS "modelId", m.name AS "modelName", d.colour, d.sales_order_id AS "salesOrderId", p.paid_at IS NOT NULL AS "depositPaid",
    d.stock_vehicle_id AS "stockVehicleId", d.ended_at AS "endedAt", d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: `inventory.vehicle_demand d JOIN inventory.vehicle_model m ON m.id = d.model_id LEFT JOIN inventory.paid_deposit p ON p.sales_order_id = d.sales_order_id`,
  id: 'd.id',
  sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'd.state = ANY(?::text[])',
    storeId: 'd.store_id = ?::uuid',
    modelId: 'd.model_id = ?::uuid',
    colour: 'd.colour = ?',
    salesOrderId: 'd.sales_order_id = ?::uuid',
  },
  scope: { store: 'd.store_id' },
} satisfies ListDefinition;

@Injectable()
export class VehicleDemandReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<VehicleDemandView> {
    const [row] = await this.db.sql<Row>(`SELECT ${DEMANDS.select} FROM ${DEMANDS.from} WHERE d.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListVehicleDemands): Promise<Page<VehicleDemandView>> {
    const page = await this.lists.page<Row>(DEMANDS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (row: Row): VehicleDemandView => ({ ...row, allowedMoves: permissions.allowedMoves(vehicleDemandLifecycle, row) });
