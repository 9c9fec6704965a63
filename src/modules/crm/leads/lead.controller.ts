import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ListQuery, type Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { IntentLevelUnknown } from '../intent-levels/intent-level.rules.js';
import { RevealedLeadView, RevealLead } from '../customers/reveal.dto.js';
import { ContactMade } from '../interactions/interaction.dto.js';
import { SearchTooShort } from '../search/search.rules.js';
import {
  AssignLead,
  CreateLead,
  InvalidateLead,
  LeadOwnershipView,
  LeadView,
  ListLeadPool,
  ListLeads,
  LoseLead,
  QualifyLead,
  ReviewLead,
} from './lead.dto.js';
import { LeadIntake } from './lead-intake.js';
import { LeadQualification } from './lead-qualification.js';
import { LeadReads } from './lead.queries.js';
import { LeadService } from './lead.service.js';
import { LeadLosses } from './lead-losses.js';
import { LeadOwnerships } from './lead-ownerships.js';
import {
  HandOverReasonRequired,
  LeadLoadFull,
  LeadOwnerUnfit,
  LeadReclaimTooSoon,
  LeadUnreachable,
  LeftInFuture,
  LossReviewOwn,
} from './lead.rules.js';

@Resource('leads', 'crm')
export class LeadController {
  constructor(
    private readonly intake: LeadIntake,
    private readonly leads: LeadService,
    private readonly ownerships: LeadOwnerships,
    private readonly losses: LeadLosses,
    private readonly qualification: LeadQualification,
    private readonly reads: LeadReads,
  ) {}

  @Create('createLead', LeadView, {
    summary: 'Take an enquiry in',
    description:
      'NEW, with the response clock running in business hours (L-5). If a lead of the same mobile or e-mail is open in the group (90 days †), this one is kept as DUPLICATE with `duplicateOfLeadId`, and the open lead counts it and is due now (L-3). Where the store assigns by rule, it has its consultant in the answer, with the reason (L-7).',
    refusals: [StoreRequired, NotFound, LeadUnreachable, LeftInFuture],
  })
  create(@Body() body: CreateLead): Promise<LeadView> {
    return this.intake.receive(body);
  }
  @List('listLeads', LeadView, {
    summary: 'List leads',
    description: 'Consultants see their own; what nobody has taken yet is in the pool.',
    refusals: [SearchTooShort],
  })
  list(@Query() query: ListLeads): Promise<Page<LeadView>> {
    return this.reads.list(query);
  }
  @List('listLeadPool', LeadView, { path: 'pool', summary: 'List leads that wait for somebody, the most urgent first' })
  pool(@Query() query: ListLeadPool): Promise<Page<LeadView>> {
    return this.reads.pool(query);
  }
  @Read('getLead', LeadView, { summary: 'Read a lead' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<LeadView> {
    return this.reads.one(id);
  }
  @List('listLeadInquiries', LeadView, {
    path: ':id/inquiries',
    summary: 'List the further enquiries that were folded into a lead (L-3)',
    refusals: [NotFound],
  })
  inquiries(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListQuery): Promise<Page<LeadView>> {
    return this.reads.inquiries(id, query);
  }
  @List('listLeadOwnerships', LeadOwnershipView, {
    path: ':id/ownerships',
    summary: 'List who had a lead and how it came to them (L-6)',
    refusals: [NotFound],
  })
  owners(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListQuery): Promise<Page<LeadOwnershipView>> {
    return this.reads.ownerships(id, query);
  }
  @Move('assignLead', 'assign', LeadView, {
    summary: 'Give a lead to a consultant',
    description: 'By hand, and from one consultant to another with the reason (L-7).',
    refusals: [IllegalMove, LeadOwnerUnfit, HandOverReasonRequired],
  })
  assign(@Param('id', ParseUUIDPipe) id: string, @Body() body: AssignLead): Promise<LeadView> {
    return this.ownerships.assign(id, body);
  }
  @Move('claimLead', 'claim', LeadView, {
    summary: 'Take a lead that nobody has',
    description: 'Not by the one it was recalled from within 24 hours † (L-6), nor by one who holds as many open leads as they may (L-7).',
    refusals: [IllegalMove, LeadReclaimTooSoon, LeadLoadFull],
  })
  claim(@Param('id', ParseUUIDPipe) id: string): Promise<LeadView> {
    return this.ownerships.claim(id);
  }
  @Move('contactLead', 'contacts', LeadView, {
    summary: 'Record a contact',
    description: 'The first OUTBOUND contact stops the response clock (L-5); every contact puts off the recall (L-6).',
    refusals: [IllegalMove],
  })
  contact(@Param('id', ParseUUIDPipe) id: string, @Body() body: ContactMade): Promise<LeadView> {
    return this.leads.contact(id, body);
  }
  @Move('qualifyLead', 'qualify', LeadView, {
    summary: 'Make it a customer with an opportunity',
    description: 'Finds the customer by mobile or opens a file, opens the opportunity, and hands the lead’s story over to the customer.',
    refusals: [IllegalMove, IntentLevelUnknown],
  })
  qualify(@Param('id', ParseUUIDPipe) id: string, @Body() body: QualifyLead): Promise<LeadView> {
    return this.qualification.qualify(id, body);
  }
  @Move('loseLead', 'lose', LeadView, { summary: 'Ask to give it up (L-2)', refusals: [IllegalMove] })
  lose(@Param('id', ParseUUIDPipe) id: string, @Body() body: LoseLead): Promise<LeadView> {
    return this.losses.lose(id, body);
  }
  @Move('reviewLead', 'review', LeadView, {
    summary: 'Decide whether it is lost',
    description: 'APPROVED makes it LOST, REJECTED gives it back to its consultant; by somebody else than who asked (L-2).',
    refusals: [IllegalMove, LossReviewOwn],
  })
  review(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReviewLead): Promise<LeadView> {
    return this.losses.review(id, body);
  }
  @Move('invalidateLead', 'invalidate', LeadView, { summary: 'Set an enquiry aside that is none', refusals: [IllegalMove] })
  invalidate(@Param('id', ParseUUIDPipe) id: string, @Body() body: InvalidateLead): Promise<LeadView> {
    return this.leads.invalidate(id, body);
  }
  @Move('revealLead', 'reveal', RevealedLeadView, {
    summary: 'See the number to call',
    description: 'With a purpose; who saw it is kept in the audit (PR-16). The answer is never stored.',
    unkept: true,
  })
  reveal(@Param('id', ParseUUIDPipe) id: string, @Body() body: RevealLead): Promise<RevealedLeadView> {
    return this.reads.reveal(id, body);
  }
}
