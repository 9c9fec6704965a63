import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { ListVehicleDisposals, VehicleDisposalView } from './vehicle-disposal.dto.js';
import { VehicleDisposal, vehicleDisposalLifecycle } from './vehicle-disposal.entity.js';

const DISPOSALS: ListDefinition = {
  select: `d.id, d.number, d.state, d.store_id AS "storeId", d.stock_vehicle_id AS "stockVehicleId", d.vin, d.kind, d.taken_by AS "takenBy", d.amount, d.reason,
    d.requested_by AS "requestedBy", d.decided_by AS "decidedBy", d.decided_at AS "decidedAt", d.decision_note AS "decisionNote",
    d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'inventory.vehicle_disposal d',
  id: 'd.id',
  sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'd.state = ANY(?::text[])',
    kind: 'd.kind = ?',
    storeId: 'd.store_id = ?::uuid',
    stockVehicleId: 'd.stock_vehicle_id = ?::uuid',
  },
  scope: { store: 'd.store_id' },
};

@Injectable()
export class VehicleDisposalReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<VehicleDisposalView> {
    return viewOf(await this.db.find(VehicleDisposal, id));
  }
  async list(query: ListVehicleDisposals): Promise<Page<VehicleDisposalView>> {
    const page = await this.lists.page<VehicleDisposal>(DISPOSALS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

export const viewOf = (d: VehicleDisposal): VehicleDisposalView => ({
  ...headOf(vehicleDisposalLifecycle, d),
  stockVehicleId: d.stockVehicleId,
  vin: d.vin,
  kind: d.kind,
  takenBy: d.takenBy,
  amount: d.amount,
  reason: d.reason,
  requestedBy: d.requestedBy,
  decidedBy: d.decidedBy,
  decidedAt: d.decidedAt,
  decisionNote: d.decisionNote,
});
