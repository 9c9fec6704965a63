import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { LabourOperationUnknown, MaintenancePlanExists, MaintenancePlanInvalid } from '../aftersales.contract.js';
import { CreateMaintenancePlan, ListMaintenancePlans, MaintenancePlanView } from './maintenance-plan.dto.js';
import { MaintenancePlanService } from './maintenance-plan.service.js';

@Resource('maintenance-plans', 'aftersales')
export class MaintenancePlanController {
  constructor(private readonly plans: MaintenancePlanService) {}

  @Create('createMaintenancePlan', MaintenancePlanView, {
    summary: 'Define the maintenance plan of a model or powertrain (M-1)',
    refusals: [MaintenancePlanExists, MaintenancePlanInvalid, LabourOperationUnknown],
  })
  create(@Body() body: CreateMaintenancePlan): Promise<MaintenancePlanView> {
    return this.plans.define(body);
  }
  @List('listMaintenancePlans', MaintenancePlanView, { summary: 'List maintenance plans' })
  list(@Query() query: ListMaintenancePlans): Promise<Page<MaintenancePlanView>> {
    return this.plans.list(query);
  }
  @Read('getMaintenancePlan', MaintenancePlanView, { summary: 'Read a maintenance plan' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<MaintenancePlanView> {
    return this.plans.plan(id);
  }
}
