import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { CreateHousehold, HouseholdView, JoinHousehold, LeaveHousehold, ListHouseholds } from './household.dto.js';
import { HouseholdOfPersons, HouseholdStranger, HouseholdTaken } from './household.rules.js';
import { HouseholdService } from './household.service.js';

@Resource('households', 'crm')
export class HouseholdController {
  constructor(private readonly households: HouseholdService) {}

  @Create('createHousehold', HouseholdView, {
    summary: 'Found a household',
    refusals: [NotFound, CustomerMerged, HouseholdOfPersons, HouseholdTaken],
  })
  found(@Body() body: CreateHousehold): Promise<HouseholdView> {
    return this.households.found(body);
  }
  @List('listHouseholds', HouseholdView, { summary: 'List the households of your stores’ customers' })
  list(@Query() query: ListHouseholds): Promise<Page<HouseholdView>> {
    return this.households.list(query);
  }
  @Read('getHousehold', HouseholdView, { summary: 'Read a household' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<HouseholdView> {
    return this.households.one(id);
  }
  @Move('joinHousehold', 'join', HouseholdView, {
    summary: 'Take a person into a household',
    refusals: [IllegalMove, CustomerMerged, HouseholdOfPersons, HouseholdTaken],
  })
  join(@Param('id', ParseUUIDPipe) id: string, @Body() body: JoinHousehold): Promise<HouseholdView> {
    return this.households.join(id, body);
  }
  @Move('leaveHousehold', 'leave', HouseholdView, { summary: 'A person leaves a household', refusals: [IllegalMove, HouseholdStranger] })
  leave(@Param('id', ParseUUIDPipe) id: string, @Body() body: LeaveHousehold): Promise<HouseholdView> {
    return this.households.leave(id, body);
  }
}
