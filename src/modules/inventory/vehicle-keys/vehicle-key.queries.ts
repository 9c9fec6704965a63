import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { ListVehicleKeyEntries, ListVehicleKeys, VehicleKeyEntryView, VehicleKeyView } from './vehicle-key.dto.js';
import { VehicleKey, vehicleKeyLifecycle } from './vehicle-key.entity.js';

const COLUMNS = `k.id, k.number, k.state, v.store_id AS "storeId", k.stock_vehicle_id AS "stockVehicleId", k.label, k.holder_employee_id AS "holderEmployeeId",
  k.held_since AS "heldSince", k.purpose, k.version, k.created_at AS "createdAt", k.updated_at AS "updatedAt"`;
/** A key goes where its car goes: it is its present store's. */
const FROM = 'inventory.vehicle_key k JOIN inventory.stock_vehicle v ON v.id = k.stock_vehicle_id';
const KEYS: ListDefinition = {
  select: COLUMNS,
  from: FROM,
  id: 'k.id',
  sorts: { createdAt: { by: 'k.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'k.state = ANY(?::text[])',
    storeId: 'v.store_id = ?::uuid',
    stockVehicleId: 'k.stock_vehicle_id = ?::uuid',
    holderEmployeeId: 'k.holder_employee_id = ?::uuid',
  },
  scope: { store: 'v.store_id' },
};
const ENTRIES: ListDefinition = {
  select: `e.id, e.move, e.to_state AS "toState", e.holder_employee_id AS "holderEmployeeId", e.note, e.actor_id AS "actorId", e.at`,
  from: 'inventory.vehicle_key_entry e',
  id: 'e.id',
  sorts: { at: { by: 'e.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: {},
};

@Injectable()
export class VehicleKeyReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  /** 404 when its car is not there or not the caller's. */
  async one(id: string): Promise<VehicleKeyView> {
    const [row] = await this.db.sql<VehicleKey>(`SELECT ${COLUMNS} FROM ${FROM} WHERE k.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListVehicleKeys): Promise<Page<VehicleKeyView>> {
    const holderEmployeeId = context.employee(query.holderEmployeeId);
    const page = await this.lists.page<VehicleKey>(KEYS, { ...query, ...(holderEmployeeId && { holderEmployeeId }) });
    return { ...page, items: page.items.map(viewOf) };
  }
  async history(id: string, query: ListVehicleKeyEntries): Promise<Page<VehicleKeyEntryView>> {
    await this.one(id);
    return this.lists.page(ENTRIES, query, [['e.vehicle_key_id = ?::uuid', id]]);
  }
}

const viewOf = (k: VehicleKey): VehicleKeyView => ({
  ...headOf(vehicleKeyLifecycle, k),
  stockVehicleId: k.stockVehicleId,
  label: k.label,
  holderEmployeeId: k.holderEmployeeId,
  heldSince: k.heldSince,
  purpose: k.purpose,
});
