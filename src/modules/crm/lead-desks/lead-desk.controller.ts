import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound, StoreRequired } from '../../../kernel/problems.js';
import { LeadOwnerUnfit } from '../leads/lead.rules.js';
import { CreateLeadDesk, EditLeadDesk, LeadDeskView, ListLeadDesks } from './lead-desk.dto.js';
import { DeskTaken } from './lead-desk.entity.js';
import { LeadDeskService } from './lead-desk.service.js';

@Resource('lead-desks', 'crm')
export class LeadDeskController {
  constructor(private readonly desks: LeadDeskService) {}

  @Create('createLeadDesk', LeadDeskView, {
    summary: 'Let a consultant take part in the rotation of leads',
    description: 'New leads are given in turn where the setting `crm.assignment-rule` of the store is ROUND_ROBIN (L-7).',
    refusals: [NotFound, StoreRequired, LeadOwnerUnfit, DeskTaken],
  })
  create(@Body() body: CreateLeadDesk): Promise<LeadDeskView> {
    return this.desks.open(body);
  }
  @List('listLeadDesks', LeadDeskView, { summary: 'List who takes part in the rotation of leads' })
  list(@Query() query: ListLeadDesks): Promise<Page<LeadDeskView>> {
    return this.desks.list(query);
  }
  @Read('getLeadDesk', LeadDeskView, { summary: 'Read a lead desk' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<LeadDeskView> {
    return this.desks.one(id);
  }
  @Edit('updateLeadDesk', LeadDeskView, { summary: 'Put a consultant on or off duty, change their cap or skills' })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditLeadDesk, @IfMatch() expected: number | '*'): Promise<LeadDeskView> {
    return this.desks.change(id, body, expected);
  }
}
