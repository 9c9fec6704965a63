import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { ListVehicleDemands, VehicleDemandView } from './vehicle-demand.dto.js';
import { VehicleDemandReads } from './vehicle-demand.queries.js';

@Resource('vehicle-demands', 'inventory')
export class VehicleDemandController {
  constructor(private readonly reads: VehicleDemandReads) {}

  @List('listVehicleDemands', VehicleDemandView, { summary: 'List orders that wait, or waited, for a car (D-3)' })
  list(@Query() query: ListVehicleDemands): Promise<Page<VehicleDemandView>> {
    return this.reads.list(query);
  }
  @Read('getVehicleDemand', VehicleDemandView, { summary: 'Read the demand of a waiting order' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleDemandView> {
    return this.reads.one(id);
  }
}
