import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { CustomerVehicleView, ListCustomerVehicles, ListOdometerReadings, OdometerReadingView } from './customer-vehicle.dto.js';
import { CustomerVehicle } from './customer-vehicle.entity.js';

const VEHICLES: ListDefinition = {
  select: `v.id, v.vin, v.home_store_id AS "homeStoreId", v.customer_id AS "customerId", v.model_id AS "modelId", v.model_name AS "modelName", v.powertrain,
    v.odometer_km AS "odometerKm", v.delivered_on AS "deliveredOn", v.plate_sealed AS "plateSealed", v.version, v.created_at AS "createdAt", v.updated_at AS "updatedAt"`,
  from: 'aftersales.customer_vehicle v',
  id: 'v.id',
  sorts: { createdAt: { by: 'v.created_at', type: 'timestamptz' }, vin: { by: 'v.vin', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { vin: 'v.vin = upper(?)', customerId: 'v.customer_id = ?::uuid', q: `reverse(v.vin) LIKE reverse(upper(?::text)) || '%'` },
};
const READINGS: ListDefinition = {
  select: 'r.id, r.odometer_km AS "odometerKm", r.read_on AS "readOn", r.read_at AS "readAt", r.source, r.reason',
  from: 'aftersales.odometer_reading r',
  id: 'r.id',
  sorts: { readAt: { by: 'r.read_at', type: 'timestamptz' } },
  defaultSort: '-readAt',
  filters: {},
};

/** Reads of customer vehicles: the plate is opened for the workshop and masked for everybody else. */
@Injectable()
export class CustomerVehicleQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async vehicle(id: string): Promise<CustomerVehicleView> {
    return this.viewOf(await this.db.find(CustomerVehicle, id));
  }
  async list(query: ListCustomerVehicles): Promise<Page<CustomerVehicleView>> {
    const page = await this.lists.page<CustomerVehicle>(VEHICLES, query);
    await this.personal.prefetch(page.items.flatMap((v) => (v.plateSealed ? [v.customerId] : [])));
    return { ...page, items: await Promise.all(page.items.map((v) => this.viewOf(v))) };
  }
  async readings(id: string, query: ListOdometerReadings): Promise<Page<OdometerReadingView>> {
    const vehicle = await this.db.find(CustomerVehicle, id);
    return this.lists.page<OdometerReadingView>(READINGS, query, [['r.customer_vehicle_id = ?::uuid', vehicle.id]]);
  }

  async viewOf(v: CustomerVehicle): Promise<CustomerVehicleView> {
    const plate = await this.personal.open(v.customerId, v.plateSealed);
    return {
      id: v.id,
      storeId: null,
      homeStoreId: v.homeStoreId,
      vin: v.vin,
      customerId: v.customerId,
      modelId: v.modelId,
      modelName: v.modelName,
      powertrain: v.powertrain,
      odometerKm: v.odometerKm,
      deliveredOn: v.deliveredOn,
      plate: plate !== null && !permissions.may('seeCustomerVehiclePlate') ? `${plate.slice(0, 2)}***${plate.slice(-2)}` : plate,
      version: v.version,
      createdAt: v.createdAt,
      updatedAt: v.updatedAt,
    };
  }
}
