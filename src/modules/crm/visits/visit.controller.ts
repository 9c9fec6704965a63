import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { OpportunityClosed, OpportunityOfAnother } from '../opportunities/opportunity.rules.js';
import { CreateVisit, IdentifyVisit, LeaveVisit, ListVisits, ReceiveVisit, VisitView } from './visit.dto.js';
import { viewOf, VisitReads } from './visit.queries.js';
import { HostUnfit, VisitorKnown, VisitorNamedTwice, VisitorPresent } from './visit.rules.js';
import { VisitService } from './visit.service.js';

@Resource('visits', 'crm')
export class VisitController {
  constructor(
    private readonly visits: VisitService,
    private readonly reads: VisitReads,
  ) {}

  @Create('createVisit', VisitView, {
    summary: 'Record that somebody came to the showroom',
    description: 'A customer, a lead, or people whose names are not known yet. With a host they do not wait.',
    refusals: [
      StoreRequired,
      NotFound,
      CustomerMerged,
      VisitorNamedTwice,
      VisitorPresent,
      HostUnfit,
      OpportunityOfAnother,
      OpportunityClosed,
    ],
  })
  async create(@Body() body: CreateVisit): Promise<VisitView> {
    return viewOf(await this.visits.arrive(body));
  }
  @List('listVisits', VisitView, { summary: 'List visits, newest first' })
  list(@Query() query: ListVisits): Promise<Page<VisitView>> {
    return this.reads.list(query);
  }
  @Read('getVisit', VisitView, { summary: 'Read a visit' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VisitView> {
    return this.reads.one(id);
  }
  @Move('receiveVisit', 'receive', VisitView, { summary: 'Take care of a visitor', refusals: [IllegalMove, HostUnfit] })
  async receive(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveVisit): Promise<VisitView> {
    return viewOf(await this.visits.receive(id, body));
  }
  @Move('identifyVisit', 'identify', VisitView, {
    summary: 'Say who a visitor is',
    refusals: [IllegalMove, CustomerMerged, VisitorKnown, VisitorNamedTwice, VisitorPresent],
  })
  async identify(@Param('id', ParseUUIDPipe) id: string, @Body() body: IdentifyVisit): Promise<VisitView> {
    return viewOf(await this.visits.identify(id, body));
  }
  @Move('leaveVisit', 'leave', VisitView, {
    summary: 'Record that a visitor left',
    description: 'Whoever is forgotten leaves when the store closes.',
    refusals: [IllegalMove],
  })
  async leave(@Param('id', ParseUUIDPipe) id: string, @Body() body: LeaveVisit): Promise<VisitView> {
    return viewOf(await this.visits.leave(id, body));
  }
}
