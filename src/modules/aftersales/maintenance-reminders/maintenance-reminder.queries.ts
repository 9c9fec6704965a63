import type { ListDefinition } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { MaintenanceReminderView } from './maintenance-reminder.dto.js';
import { type MaintenanceReminder, maintenanceReminderLifecycle } from './maintenance-reminder.entity.js';

export const REMINDERS: ListDefinition = {
  select: `r.id, r.store_id AS "storeId", r.customer_vehicle_id AS "customerVehicleId", r.customer_id AS "customerId", r.state, r.plan_item AS "planItem",
    r.item_name AS "itemName", r.operation_code AS "operationCode", r.cycle, r.due_on AS "dueOn", r.due_km AS "dueKm", r.predicted_due_on AS "predictedDueOn",
    r.last_notified_at AS "lastNotifiedAt", r.next_step_at AS "nextStepAt", r.closed_on AS "closedOn", r.stop_reason AS "stopReason",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'aftersales.maintenance_reminder r',
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' }, predictedDueOn: { by: 'r.predicted_due_on', type: 'date' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'r.store_id = ?::uuid',
    customerVehicleId: 'r.customer_vehicle_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
    state: 'r.state = ANY(?::text[])',
    dueBy: 'r.predicted_due_on <= ?::date',
  },
  scope: { store: 'r.store_id' },
};

export const viewOf = (r: MaintenanceReminder): MaintenanceReminderView => ({
  id: r.id,
  state: r.state,
  allowedMoves: permissions.allowedMoves(maintenanceReminderLifecycle, r),
  storeId: r.storeId,
  customerVehicleId: r.customerVehicleId,
  customerId: r.customerId,
  planItem: r.planItem,
  itemName: r.itemName,
  operationCode: r.operationCode,
  cycle: r.cycle,
  dueOn: r.dueOn,
  dueKm: r.dueKm,
  predictedDueOn: r.predictedDueOn,
  lastNotifiedAt: r.lastNotifiedAt,
  nextStepAt: r.nextStepAt,
  closedOn: r.closedOn,
  stopReason: r.stopReason,
  version: r.version,
  createdAt: r.createdAt,
  updatedAt: r.updatedAt,
});
