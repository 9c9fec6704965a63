import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { IntegrityAlarmView, ListIntegrityAlarms } from './integrity-alarm.dto.js';
import { IntegrityAlarm, integrityAlarmLifecycle } from './integrity-alarm.entity.js';

const ALARMS: ListDefinition = {
  select: `a.id, a.number, a.state, a.store_id AS "storeId", a.stock_vehicle_id AS "stockVehicleId", a.vin, a.kind, a.vehicle_state AS "vehicleState", a.closed_at AS "closedAt",
    a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`,
  from: 'inventory.integrity_alarm a',
  id: 'a.id',
  sorts: { createdAt: { by: 'a.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'a.state = ANY(?::text[])',
    kind: 'a.kind = ?',
    storeId: 'a.store_id = ?::uuid',
    stockVehicleId: 'a.stock_vehicle_id = ?::uuid',
  },
  scope: { store: 'a.store_id' },
};

@Injectable()
export class IntegrityAlarmReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<IntegrityAlarmView> {
    return viewOf(await this.db.find(IntegrityAlarm, id));
  }
  async list(query: ListIntegrityAlarms): Promise<Page<IntegrityAlarmView>> {
    const page = await this.lists.page<IntegrityAlarm>(ALARMS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (a: IntegrityAlarm): IntegrityAlarmView => ({
  ...headOf(integrityAlarmLifecycle, a),
  stockVehicleId: a.stockVehicleId,
  vin: a.vin,
  kind: a.kind,
  vehicleState: a.vehicleState,
  closedAt: a.closedAt,
});
