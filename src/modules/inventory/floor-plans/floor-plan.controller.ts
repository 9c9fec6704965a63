import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import {
  CreateFloorPlan,
  FloorPlanAccrualView,
  FloorPlanView,
  ListFloorPlanAccruals,
  ListFloorPlans,
  PayOffFloorPlan,
} from './floor-plan.dto.js';
import { FloorPlanReads } from './floor-plan.queries.js';
import { FloorPlanOverlaps, PayoffOutOfRange, VehicleNotFinanceable } from './floor-plan.rules.js';
import { FloorPlanService } from './floor-plan.service.js';

@Resource('floor-plans', 'inventory')
export class FloorPlanController {
  constructor(
    private readonly plans: FloorPlanService,
    private readonly reads: FloorPlanReads,
  ) {}

  @Create('createFloorPlan', FloorPlanView, {
    summary: 'Record what a lender has put into a car (V-5)',
    description:
      'Interest of a day is principal × rate ÷ 360 or 365, after the free days. Every night the day that is over is accrued, once per car and day, and whatever a downtime left out with it. The total is exact and rounded half up once: a day’s row is what the rounded total grows by on that day.',
    refusals: [NotFound, FloorPlanOverlaps, VehicleNotFinanceable],
    keyed: true,
  })
  create(@Body() body: CreateFloorPlan): Promise<FloorPlanView> {
    return this.plans.start(body);
  }
  @List('listFloorPlans', FloorPlanView, { summary: 'List the financing of cars' })
  list(@Query() query: ListFloorPlans): Promise<Page<FloorPlanView>> {
    return this.reads.list(query);
  }
  @Read('getFloorPlan', FloorPlanView, { summary: 'Read a floor plan and what it has cost' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<FloorPlanView> {
    return this.reads.one(id);
  }
  @Move('payOffFloorPlan', 'pay-off', FloorPlanView, {
    summary: 'The lender is paid',
    description:
      'Interest stops: the day itself bears none, the days before it are accrued at once. What was accrued after a payoff that is told late is taken back by one line; the accruals stay.',
    refusals: [IllegalMove, PayoffOutOfRange],
    keyed: true,
  })
  payOff(@Param('id', ParseUUIDPipe) id: string, @Body() body: PayOffFloorPlan): Promise<FloorPlanView> {
    return this.plans.payOff(id, body);
  }
  @List('listFloorPlanAccruals', FloorPlanAccrualView, {
    summary: 'List the interest of a car day by day',
    path: ':id/accruals',
    refusals: [NotFound],
  })
  accruals(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListFloorPlanAccruals): Promise<Page<FloorPlanAccrualView>> {
    return this.reads.accruals(id, query);
  }
}
