import { Body, Param, ParseUUIDPipe } from '@nestjs/common';
import { Create, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { AddVehicleCost, ReverseVehicleCost, VehicleCostsView, VehicleCostView } from './vehicle-cost.dto.js';
import { CostAlreadyReversed, CostInFuture } from './vehicle-cost.rules.js';
import { VehicleCostService } from './vehicle-cost.service.js';

@Resource('stock-vehicles', 'inventory')
export class VehicleCostController {
  constructor(private readonly costs: VehicleCostService) {}

  @Read('getVehicleCosts', VehicleCostsView, {
    summary: 'Read what a car has cost, and what its keeping costs (V-5)',
    path: ':id/costs',
  })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleCostsView> {
    return this.costs.costsOf(id);
  }
  @Create('addVehicleCost', VehicleCostView, {
    summary: 'Add a cost to a car',
    description: 'Transport, accessories, inspection, repair and the like. A line is never changed: a wrong one is reversed.',
    path: ':id/costs',
    refusals: [NotFound, CostInFuture],
    keyed: true,
  })
  add(@Param('id', ParseUUIDPipe) id: string, @Body() body: AddVehicleCost): Promise<VehicleCostView> {
    return this.costs.add(id, body);
  }
}

@Resource('vehicle-costs', 'inventory')
export class VehicleCostLineController {
  constructor(private readonly costs: VehicleCostService) {}

  @Move('reverseVehicleCost', 'reverse', VehicleCostView, {
    summary: 'Take a cost back with a line of its own',
    refusals: [CostAlreadyReversed],
    keyed: true,
  })
  reverse(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReverseVehicleCost): Promise<VehicleCostView> {
    return this.costs.reverse(id, body.reason);
  }
}
