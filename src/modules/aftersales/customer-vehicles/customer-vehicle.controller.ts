import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CustomerMerged } from '../../crm/crm.contract.js';
import { CustomerVehicleKnown, CustomerVehiclePlateInvalid, CustomerVehicleVinInvalid, OdometerBelowLast } from '../aftersales.contract.js';
import {
  CreateCustomerVehicle,
  CustomerVehicleView,
  ListCustomerVehicles,
  ListOdometerReadings,
  OdometerReadingView,
  RecordOdometerReading,
} from './customer-vehicle.dto.js';
import { CustomerVehicleService } from './customer-vehicle.service.js';

@Resource('customer-vehicles', 'aftersales')
export class CustomerVehicleController {
  constructor(private readonly vehicles: CustomerVehicleService) {}

  @Create('createCustomerVehicle', CustomerVehicleView, {
    summary: 'Register a customer’s car that was bought elsewhere',
    description: 'Cars of ours are known from their delivery.',
    refusals: [CustomerVehicleVinInvalid, CustomerVehicleKnown, CustomerVehiclePlateInvalid, CustomerMerged, StoreRequired, NotFound],
  })
  create(@Body() body: CreateCustomerVehicle): Promise<CustomerVehicleView> {
    return this.vehicles.register(body);
  }
  @List('listCustomerVehicles', CustomerVehicleView, { summary: 'List customers’ cars: by VIN, VIN tail or customer' })
  list(@Query() query: ListCustomerVehicles): Promise<Page<CustomerVehicleView>> {
    return this.vehicles.list(query);
  }
  @Read('getCustomerVehicle', CustomerVehicleView, { summary: 'Read a customer’s car' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CustomerVehicleView> {
    return this.vehicles.vehicle(id);
  }
  @Move('recordOdometerReading', 'odometer-readings', CustomerVehicleView, {
    summary: 'Record what the odometer shows (M-2)',
    refusals: [OdometerBelowLast],
  })
  recordReading(@Param('id', ParseUUIDPipe) id: string, @Body() body: RecordOdometerReading): Promise<CustomerVehicleView> {
    return this.vehicles.recordReading(id, body);
  }
  @List('listOdometerReadings', OdometerReadingView, {
    summary: 'List the odometer readings of a car, newest first',
    path: ':id/odometer-readings',
    refusals: [NotFound],
  })
  readings(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListOdometerReadings): Promise<Page<OdometerReadingView>> {
    return this.vehicles.readings(id, query);
  }
}
