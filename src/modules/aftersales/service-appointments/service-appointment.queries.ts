import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListServiceAppointments, ServiceAppointmentView } from './service-appointment.dto.js';
import { ServiceAppointment, serviceAppointmentLifecycle } from './service-appointment.entity.js';

const APPOINTMENTS: ListDefinition = {
  select: `a.id, a.number, a.state, a.store_id AS "storeId", a.owner_employee_id AS "ownerEmployeeId", a.customer_vehicle_id AS "customerVehicleId", a.customer_id AS "customerId",
    a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.bay_id AS "bayId", a.operation_codes AS "operationCodes", a.concern, a.no_show_at AS "noShowAt",
    a.arrived_at AS "arrivedAt", a.cancel_reason AS "cancelReason", a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`,
  from: 'aftersales.service_appointment a',
  id: 'a.id',
  sorts: { createdAt: { by: 'a.created_at', type: 'timestamptz' }, startsAt: { by: 'a.starts_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'a.store_id = ?::uuid',
    customerId: 'a.customer_id = ?::uuid',
    customerVehicleId: 'a.customer_vehicle_id = ?::uuid',
    date: 'a.service_date = ?::date',
    state: 'a.state = ANY(?::text[])',
  },
  scope: { store: 'a.store_id' },
};

@Injectable()
export class ServiceAppointmentQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async appointment(id: string): Promise<ServiceAppointmentView> {
    return viewOf(await this.db.find(ServiceAppointment, id));
  }
  async list(query: ListServiceAppointments): Promise<Page<ServiceAppointmentView>> {
    const page = await this.lists.page<ServiceAppointment>(APPOINTMENTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

export const viewOf = (a: ServiceAppointment): ServiceAppointmentView => ({
  id: a.id,
  number: a.number,
  state: a.state,
  allowedMoves: permissions.allowedMoves(serviceAppointmentLifecycle, a),
  storeId: a.storeId,
  ownerEmployeeId: a.ownerEmployeeId,
  customerVehicleId: a.customerVehicleId,
  customerId: a.customerId,
  startsAt: a.startsAt,
  endsAt: a.endsAt,
  bayId: a.bayId,
  operationCodes: a.operationCodes,
  concern: a.concern,
  noShowAt: a.noShowAt,
  arrivedAt: a.arrivedAt,
  cancelReason: a.cancelReason,
  version: a.version,
  createdAt: a.createdAt,
  updatedAt: a.updatedAt,
});
