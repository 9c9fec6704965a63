import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import type { Page } from '../../../kernel/http/list.js';
import { checkPlate, checkVin } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { CrmApi } from '../../crm/crm.api.js';
import { IdentityApi } from '../../identity/identity.api.js';
import {
  CustomerVehiclePlated,
  CustomerVehiclePlateInvalid,
  CustomerVehicleRegistered,
  CustomerVehicleVinInvalid,
} from '../aftersales.contract.js';
import type {
  CreateCustomerVehicle,
  CustomerVehicleView,
  ListCustomerVehicles,
  ListOdometerReadings,
  OdometerReadingView,
  RecordOdometerReading,
} from './customer-vehicle.dto.js';
import { CustomerVehicle } from './customer-vehicle.entity.js';
import { CustomerVehicleQueries } from './customer-vehicle.queries.js';
import { OdometerReadings } from './odometer-readings.js';

/** A car of ours as its delivery told it. */
export interface DeliveredCar {
  vin: string;
  storeId: string;
  customerId: string;
  modelId: string;
  modelName: string;
  powertrain: CustomerVehicle['powertrain'];
  odometerKm: number;
  deliveredOn: string;
  deliveredAt: Date;
  plateSealed: string | null;
}

@Injectable()
export class CustomerVehicleService {
  constructor(
    private readonly db: Database,
    private readonly odometer: OdometerReadings,
    private readonly queries: CustomerVehicleQueries,
    private readonly crm: CrmApi,
    private readonly identity: IdentityApi,
    private readonly outbox: Outbox,
  ) {}

  /** Registers a car bought elsewhere: its maintenance counts from today, since nobody knows its services. */
  async register(body: CreateCustomerVehicle): Promise<CustomerVehicleView> {
    const checked = checkVin(body.vin, 'LENIENT');
    if (checked.normalised === null)
      throw CustomerVehicleVinInvalid({ errors: [at('/vin', CustomerVehicleVinInvalid, checked.reasons.join(', '))] });
    const plate = body.plateNumber === undefined ? null : checkPlate(body.plateNumber).normalised;
    if (body.plateNumber !== undefined && plate === null)
      throw CustomerVehiclePlateInvalid({ errors: [at('/plateNumber', CustomerVehiclePlateInvalid)] });
    const vin = checked.normalised;
    const store = await this.identity.storeForNew(body.storeId);
    return this.db.transaction(async () => {
      const { customerId } = await this.crm.customer(body.customerId);
      const vehicle = Object.assign(new CustomerVehicle(), {
        id: newId(),
        vin,
        homeStoreId: store.id,
        customerId,
        modelId: body.modelId ?? null,
        modelName: body.modelName,
        powertrain: body.powertrain,
        odometerKm: body.odometerKm,
        deliveredOn: body.deliveredOn ?? null,
        plateSealed: plate === null ? null : await this.crm.seal(customerId, plate),
      });
      await this.db.save(vehicle, 'register');
      await this.odometer.begin(vehicle, 'REGISTRATION');
      this.#announce(vehicle);
      return this.queries.viewOf(vehicle);
    });
  }

  /** A car of ours was handed over: it is known once per VIN, and a car that came back and is sold again changes its owner. */
  async receiveDelivered(car: DeliveredCar): Promise<void> {
    const [known] = await this.db.lockAll(CustomerVehicle, { vin: car.vin });
    const vehicle = known ?? Object.assign(new CustomerVehicle(), { id: newId(), vin: car.vin });
    Object.assign(vehicle, {
      homeStoreId: car.storeId,
      customerId: car.customerId,
      modelId: car.modelId,
      modelName: car.modelName,
      powertrain: car.powertrain,
      odometerKm: car.odometerKm,
      deliveredOn: car.deliveredOn,
      plateSealed: car.plateSealed,
    });
    await this.db.save(vehicle, known ? 'change-owner' : 'register');
    await this.odometer.begin(vehicle, 'DELIVERY', car.deliveredAt);
    this.#announce(vehicle);
  }

  /** Plates came after the keys; a car that is somebody else's by now has plates of theirs. */
  async notePlate({ vin, customerId, plateSealed }: Pick<DeliveredCar, 'vin' | 'customerId' | 'plateSealed'>): Promise<void> {
    const [vehicle] = await this.db.lockAll(CustomerVehicle, { vin, customerId });
    if (!vehicle || plateSealed === null) return;
    vehicle.plateSealed = plateSealed;
    await this.db.save(vehicle, 'note-plate');
    const { id: customerVehicleId, homeStoreId: storeId } = vehicle;
    this.outbox.publish(CustomerVehiclePlated, vehicle, { storeId, customerId, customerVehicleId, vin }, { plateNumber: plateSealed });
  }

  recordReading(id: string, body: RecordOdometerReading): Promise<CustomerVehicleView> {
    return this.db.transaction(async () => {
      const vehicle = await this.db.lock(CustomerVehicle, id);
      await this.odometer.record(vehicle, { odometerKm: body.odometerKm, reason: body.reason ?? null, source: 'REPORTED' });
      return this.queries.viewOf(vehicle);
    });
  }

  vehicle(id: string): Promise<CustomerVehicleView> {
    return this.queries.vehicle(id);
  }
  list(query: ListCustomerVehicles): Promise<Page<CustomerVehicleView>> {
    return this.queries.list(query);
  }
  readings(id: string, query: ListOdometerReadings): Promise<Page<OdometerReadingView>> {
    return this.queries.readings(id, query);
  }

  #announce(v: CustomerVehicle): void {
    const { id: customerVehicleId, homeStoreId: storeId, customerId, vin, modelId, modelName, odometerKm, deliveredOn } = v;
    this.outbox.publish(
      CustomerVehicleRegistered,
      v,
      { storeId, customerId, customerVehicleId, vin, modelId, modelName, odometerKm, deliveredOn },
      v.plateSealed === null ? null : { plateNumber: v.plateSealed },
    );
  }
}
