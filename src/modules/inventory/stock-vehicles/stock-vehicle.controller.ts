import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, ReferenceUnknown, StoreRequired } from '../../../kernel/problems.js';
import {
  ColourNotOfModel,
  OdometerBackwards,
  VehicleNotAvailable,
  VehicleUnderRecall,
  VIN_REFUSALS,
  VinExists,
} from '../inventory.contract.js';
import { DemoInsuranceExpired, HoldUntilPast, ReservedForOrder, ScannedVinDiffers } from '../inventory.rules.js';
import { ReservationService } from '../reservations/reservation.service.js';
import { VehicleDefectsOpen } from '../vehicle-defects/vehicle-defect.rules.js';
import { CancelledOrders } from './cancelled-orders.js';
import { ExpectedOut } from './expected-out.js';
import {
  AcceptStockVehicle,
  ArriveStockVehicle,
  AssignDemoStockVehicle,
  AssignLoanerStockVehicle,
  CancelOrderStockVehicle,
  CreateStockVehicle,
  EditStockVehicle,
  EndDemoStockVehicle,
  EndLoanerStockVehicle,
  ExpectedOutView,
  HoldStockVehicle,
  ListStockVehicles,
  ListVehicleMovements,
  ReceiveReturnStockVehicle,
  ReleaseHoldStockVehicle,
  ReleaseStockVehicle,
  RepairStockVehicle,
  ReportDamageStockVehicle,
  ReserveStockVehicle,
  ShipStockVehicle,
  StockVehicleView,
  VehicleMovementView,
} from './stock-vehicle.dto.js';
import { StockVehicleReads } from './stock-vehicle.queries.js';
import { NotForDisplay, VehicleGone, VehicleNotOnSite } from './stock-vehicle.rules.js';
import { StockVehicleService } from './stock-vehicle.service.js';
import { VehicleUses } from './vehicle-uses.js';

@Resource('stock-vehicles', 'inventory')
export class StockVehicleController {
  constructor(
    private readonly cars: StockVehicleService,
    private readonly uses: VehicleUses,
    private readonly reservations: ReservationService,
    private readonly reads: StockVehicleReads,
    private readonly expected: ExpectedOut,
    private readonly cancelled: CancelledOrders,
  ) {}

  @Create('createStockVehicle', StockVehicleView, {
    summary: 'Order a car from the maker',
    description: 'The VIN must have a right check digit (ID-1) and be new to the group, the colour one of the model’s.',
    refusals: [...VIN_REFUSALS, VinExists, ColourNotOfModel, ReferenceUnknown, StoreRequired],
    keyed: true,
  })
  async create(@Body() body: CreateStockVehicle): Promise<StockVehicleView> {
    return this.reads.one(await this.cars.order(body));
  }
  @List('listStockVehicles', StockVehicleView, {
    summary: 'List cars by state, model, colour or VIN',
    description:
      'Newest first; `sort=stockInDate` lists the oldest stock first, cars not yet in stock last. Purchase cost is null for roles that do not see it. Quick at any size, each by an index of its own, are the list as it is and these filters with their sorts: `storeId` newest first, `modelId` and `colour` newest first, `state` with `sort=stockInDate`, `stockInUntil` with `sort=stockInDate`, and `q` or `vin` with any.',
  })
  list(@Query() query: ListStockVehicles): Promise<Page<StockVehicleView>> {
    return this.reads.list(query);
  }
  @Read('getStockVehicle', StockVehicleView, { summary: 'Read a car' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StockVehicleView> {
    return this.reads.one(id);
  }
  @Edit('updateStockVehicle', StockVehicleView, {
    summary: 'Correct where a car stands, its papers and numbers',
    description: 'Another place, yard or showroom becomes a line of its history (`relocate`).',
    refusals: [VehicleNotOnSite, VehicleGone, NotForDisplay],
  })
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditStockVehicle,
    @IfMatch() expected: number | '*',
  ): Promise<StockVehicleView> {
    await this.cars.change(id, body, expected);
    return this.reads.one(id);
  }
  @Move('shipStockVehicle', 'ship', StockVehicleView, { summary: 'The maker has sent it', refusals: [IllegalMove], keyed: true })
  async ship(@Param('id', ParseUUIDPipe) id: string, @Body() body: ShipStockVehicle): Promise<StockVehicleView> {
    await this.cars.ship(id, body);
    return this.reads.one(id);
  }
  @Move('cancelOrderStockVehicle', 'cancel-order', StockVehicleView, {
    summary: 'It will not come',
    description:
      'Cancelled by the maker, lost on its way, or another came in its place: it is CANCELLED for good, counts nowhere, and its VIN may come in again. If it came with a shipment notice, the order to the maker has it to send again.',
    refusals: [IllegalMove],
    keyed: true,
  })
  async cancelOrder(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelOrderStockVehicle): Promise<StockVehicleView> {
    await this.cancelled.cancel(id, body.reason);
    return this.reads.one(id);
  }
  @Move('arriveStockVehicle', 'arrive', StockVehicleView, {
    summary: 'It is unloaded at the store (V-3)',
    description:
      'Each damage is a defect of the car as well (`vehicle-defects`): it is settled before the car comes into stock, and its buyer is told (三包 32).',
    refusals: [IllegalMove, ...VIN_REFUSALS, ScannedVinDiffers, OdometerBackwards],
    keyed: true,
  })
  async arrive(@Param('id', ParseUUIDPipe) id: string, @Body() body: ArriveStockVehicle): Promise<StockVehicleView> {
    await this.cars.arrive(id, body);
    return this.reads.one(id);
  }
  @Move('acceptStockVehicle', 'accept', StockVehicleView, {
    summary: 'Record the arrival inspection (V-3)',
    description:
      'Passed: the car is in stock, and the oldest waiting order of its kind whose deposit is paid gets it at once. Failed: it is on hold, and what is wrong must be settled before it is inspected again (`vehicle-defects`).',
    refusals: [IllegalMove, VehicleDefectsOpen],
    keyed: true,
  })
  async accept(@Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptStockVehicle): Promise<StockVehicleView> {
    await this.cars.accept(id, body);
    return this.reads.one(id);
  }
  @Move('reserveStockVehicle', 'reserve', StockVehicleView, {
    summary: 'Hold this car for somebody (D-4)',
    description: 'Of any number of callers at once exactly one gets it; the hold runs out by itself.',
    refusals: [VehicleNotAvailable, VehicleUnderRecall, HoldUntilPast],
    keyed: true,
  })
  async reserve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReserveStockVehicle): Promise<StockVehicleView> {
    await this.reservations.reserveVehicle(id, body);
    return this.reads.one(id);
  }
  @Move('releaseStockVehicle', 'release', StockVehicleView, {
    summary: 'Free a car that was held by hand',
    refusals: [IllegalMove, ReservedForOrder],
    keyed: true,
  })
  async release(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReleaseStockVehicle): Promise<StockVehicleView> {
    await this.reservations.releaseVehicle(id, body.reason);
    return this.reads.one(id);
  }
  @Move('assignDemoStockVehicle', 'assign-demo', StockVehicleView, {
    summary: 'Make it a demo car (T-3)',
    refusals: [IllegalMove, DemoInsuranceExpired, VehicleUnderRecall],
    keyed: true,
  })
  async assignDemo(@Param('id', ParseUUIDPipe) id: string, @Body() body: AssignDemoStockVehicle): Promise<StockVehicleView> {
    await this.uses.assignDemo(id, body);
    return this.reads.one(id);
  }
  @Move('endDemoStockVehicle', 'end-demo', StockVehicleView, {
    summary: 'Put a demo car back on sale',
    description:
      'As USED and with its disclosure FORMER_DEMO, which is a defect to be told its buyer (`vehicle-defects`): no order for a new car is given it (消法 55), and it is inspected anew before it is delivered.',
    refusals: [IllegalMove, OdometerBackwards],
    keyed: true,
  })
  async endDemo(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndDemoStockVehicle): Promise<StockVehicleView> {
    await this.uses.endDemo(id, body);
    return this.reads.one(id);
  }
  @Move('assignLoanerStockVehicle', 'assign-loaner', StockVehicleView, {
    summary: 'Make it a loaner car (代步车)',
    refusals: [IllegalMove, DemoInsuranceExpired, VehicleUnderRecall],
    keyed: true,
  })
  async assignLoaner(@Param('id', ParseUUIDPipe) id: string, @Body() body: AssignLoanerStockVehicle): Promise<StockVehicleView> {
    await this.uses.assignLoaner(id, body);
    return this.reads.one(id);
  }
  @Move('endLoanerStockVehicle', 'end-loaner', StockVehicleView, {
    summary: 'Put a loaner car back on sale',
    description: 'As USED and with its disclosure FORMER_LOANER.',
    refusals: [IllegalMove, OdometerBackwards],
    keyed: true,
  })
  async endLoaner(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndLoanerStockVehicle): Promise<StockVehicleView> {
    await this.uses.endLoaner(id, body);
    return this.reads.one(id);
  }
  @Move('reportDamageStockVehicle', 'report-damage', StockVehicleView, {
    summary: 'Report damage of a car that is ours',
    description:
      'It is DAMAGED, and nobody can have it, until it is repaired or disposed of. One that was kept for somebody is free of that: an order waits for the next car.',
    refusals: [IllegalMove],
    keyed: true,
  })
  async reportDamage(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReportDamageStockVehicle): Promise<StockVehicleView> {
    await this.uses.reportDamage(id, body);
    return this.reads.one(id);
  }
  @Move('repairStockVehicle', 'repair', StockVehicleView, {
    summary: 'Record the repair of a damaged car',
    description: 'It goes back to where it was; the damage and what was done stay on its record (三包 32).',
    refusals: [IllegalMove],
    keyed: true,
  })
  async repair(@Param('id', ParseUUIDPipe) id: string, @Body() body: RepairStockVehicle): Promise<StockVehicleView> {
    await this.uses.repair(id, body);
    return this.reads.one(id);
  }
  @Move('receiveReturnStockVehicle', 'receive-return', StockVehicleView, {
    summary: 'Take a returned car to the arrival inspection',
    description:
      'ARRIVED again: accepted like any car that comes in, with a new pre-delivery inspection to come. It is USED from now on, its disclosure stays (三包 33), and its days in stock begin anew.',
    refusals: [IllegalMove, OdometerBackwards],
    keyed: true,
  })
  async receiveReturn(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveReturnStockVehicle): Promise<StockVehicleView> {
    await this.cars.receiveReturn(id, body);
    return this.reads.one(id);
  }
  @Move('holdStockVehicle', 'hold', StockVehicleView, { summary: 'Take a car out of circulation', refusals: [IllegalMove], keyed: true })
  async hold(@Param('id', ParseUUIDPipe) id: string, @Body() body: HoldStockVehicle): Promise<StockVehicleView> {
    await this.cars.hold(id, body);
    return this.reads.one(id);
  }
  @Move('releaseHoldStockVehicle', 'release-hold', StockVehicleView, {
    summary: 'Put a held car back to where it was',
    description: 'What is wrong with it is settled first (`vehicle-defects`), unless it goes back to be inspected.',
    refusals: [IllegalMove, VehicleDefectsOpen],
    keyed: true,
  })
  async releaseHold(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReleaseHoldStockVehicle): Promise<StockVehicleView> {
    await this.cars.releaseHold(id, body);
    return this.reads.one(id);
  }
  @List('listVehicleMovements', VehicleMovementView, {
    summary: 'The history of a car',
    description: 'Every move as it was made, newest first.',
    path: ':id/movements',
    refusals: [NotFound],
  })
  movements(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListVehicleMovements): Promise<Page<VehicleMovementView>> {
    return this.reads.movements(id, query);
  }
  @Read('getExpectedOut', ExpectedOutView, {
    summary: 'Read when a car is expected to go out (V-9)',
    description: 'The delivery that was agreed for it, else its days in stock against the median days to sell of its model and colour.',
    path: ':id/expected-out',
  })
  expectedOut(@Param('id', ParseUUIDPipe) id: string): Promise<ExpectedOutView> {
    return this.expected.of(id);
  }
}
