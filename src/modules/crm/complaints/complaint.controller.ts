import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, InvalidInput, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { AskPeriod } from '../period.js';
import { ComplaintIntake } from './complaint-intake.js';
import {
  AssignComplaint,
  CloseComplaint,
  ComplaintDetailView,
  ComplaintFiguresView,
  ComplaintNote,
  ComplaintView,
  EscalateComplaint,
  ListComplaints,
  OpenComplaint,
  ProposeRemedy,
} from './complaint.dto.js';
import { ComplaintReads } from './complaint.queries.js';
import { ComplaintOwnerUnfit, ComplaintPreviousUnfit } from './complaint.rules.js';
import { ComplaintService } from './complaint.service.js';

@Resource('complaints', 'crm')
export class ComplaintController {
  constructor(
    private readonly intake: ComplaintIntake,
    private readonly complaints: ComplaintService,
    private readonly reads: ComplaintReads,
  ) {}

  @Create('createComplaint', ComplaintDetailView, {
    summary: 'Take a complaint in',
    description:
      'The clocks start: acknowledged within 2 business hours †, closed by severity †; a claim under the three guarantees answered in 10 and done in 20 working days (W-5). CRITICAL is told the general manager at once.',
    refusals: [StoreRequired, NotFound, CustomerMerged, ComplaintPreviousUnfit],
  })
  async open(@Body() body: OpenComplaint): Promise<ComplaintDetailView> {
    return this.reads.detail(await this.intake.take(body));
  }
  @List('listComplaints', ComplaintView, { summary: 'List complaints, newest first' })
  list(@Query() query: ListComplaints): Promise<Page<ComplaintView>> {
    return this.reads.list(query);
  }
  @Read('getComplaintFigures', ComplaintFiguresView, {
    path: 'figures',
    summary: 'Complaints of a period by severity and root cause',
    description: 'Of those opened in the period; a figure over nothing is null.',
    refusals: [InvalidInput, NotFound],
  })
  figures(@Query() query: AskPeriod): Promise<ComplaintFiguresView> {
    return this.reads.figures(query);
  }
  @Read('getComplaint', ComplaintDetailView, { summary: 'Read a complaint with its history' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ComplaintDetailView> {
    return this.reads.one(id);
  }
  @Move('assignComplaint', 'assign', ComplaintDetailView, {
    summary: 'Say who answers for it',
    refusals: [IllegalMove, ComplaintOwnerUnfit],
  })
  assign(@Param('id', ParseUUIDPipe) id: string, @Body() body: AssignComplaint): Promise<ComplaintDetailView> {
    return this.complaints.assign(id, body);
  }
  @Move('acknowledgeComplaint', 'acknowledge', ComplaintDetailView, {
    summary: 'Tell the customer that it was heard',
    description: 'Who acknowledges what nobody has answers for it from then on.',
    refusals: [IllegalMove],
  })
  acknowledge(@Param('id', ParseUUIDPipe) id: string, @Body() body: ComplaintNote): Promise<ComplaintDetailView> {
    return this.complaints.acknowledge(id, body);
  }
  @Move('investigateComplaint', 'investigate', ComplaintDetailView, { summary: 'Look into it', refusals: [IllegalMove] })
  investigate(@Param('id', ParseUUIDPipe) id: string, @Body() body: ComplaintNote): Promise<ComplaintDetailView> {
    return this.complaints.investigate(id, body);
  }
  @Move('proposeComplaint', 'propose', ComplaintDetailView, {
    summary: 'Propose a remedy with its cost',
    description: 'Also after an escalation: a better one.',
    refusals: [IllegalMove],
  })
  propose(@Param('id', ParseUUIDPipe) id: string, @Body() body: ProposeRemedy): Promise<ComplaintDetailView> {
    return this.complaints.propose(id, body);
  }
  @Move('acceptComplaint', 'accept', ComplaintDetailView, { summary: 'The customer accepts the remedy', refusals: [IllegalMove] })
  accept(@Param('id', ParseUUIDPipe) id: string, @Body() body: ComplaintNote): Promise<ComplaintDetailView> {
    return this.complaints.accept(id, body);
  }
  @Move('escalateComplaint', 'escalate', ComplaintDetailView, {
    summary: 'The customer does not accept the remedy',
    description: 'One level up: a manager decides.',
    refusals: [IllegalMove],
  })
  escalate(@Param('id', ParseUUIDPipe) id: string, @Body() body: EscalateComplaint): Promise<ComplaintDetailView> {
    return this.complaints.escalate(id, body);
  }
  @Move('closeComplaint', 'close', ComplaintDetailView, {
    summary: 'Close it with its root cause',
    description: 'Final: a customer who comes back opens a new one that names it.',
    refusals: [IllegalMove],
  })
  close(@Param('id', ParseUUIDPipe) id: string, @Body() body: CloseComplaint): Promise<ComplaintDetailView> {
    return this.complaints.close(id, body);
  }
}
