import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, ReferenceUnknown } from '../../../kernel/problems.js';
import { OrderNotLive } from '../deals.rules.js';
import {
  ApproveConditionallyFinanceApplication,
  ApproveFinanceApplication,
  CreateFinanceApplication,
  DisburseFinanceApplication,
  FinanceApplicationView,
  FinanceScheduleView,
  ListFinanceApplications,
  RejectFinanceApplication,
  WithdrawFinanceApplication,
} from './finance-application.dto.js';
import { FinanceApplicationReads } from './finance-application.queries.js';
import {
  FinanceApplicationExists,
  FinanceDecisionExpired,
  FinanceDecisionInvalid,
  LenderProductNotForModel,
  LenderProductUnavailable,
  LoanAboveCeiling,
  LoanExceedsOutstanding,
  LoanTermNotOffered,
} from './finance-application.rules.js';
import { FinanceApplicationService } from './finance-application.service.js';

const MEASURES = [LenderProductNotForModel, LoanAboveCeiling];
const LIMITS = [LenderProductUnavailable, LoanTermNotOffered, ...MEASURES];

@Resource('finance-applications', 'sales')
export class FinanceApplicationController {
  constructor(
    private readonly applications: FinanceApplicationService,
    private readonly reads: FinanceApplicationReads,
  ) {}

  @Create('createFinanceApplication', FinanceApplicationView, {
    summary: 'Prepare a loan for an order',
    description: 'By the terms of a lender product as they are today (F-3); an order has one application at a time.',
    refusals: [NotFound, ReferenceUnknown, OrderNotLive, FinanceApplicationExists, ...LIMITS],
  })
  create(@Body() body: CreateFinanceApplication): Promise<FinanceApplicationView> {
    return this.applications.prepare(body);
  }
  @List('listFinanceApplications', FinanceApplicationView, { summary: 'List finance applications' })
  list(@Query() query: ListFinanceApplications): Promise<Page<FinanceApplicationView>> {
    return this.reads.list(query);
  }
  @Read('getFinanceApplication', FinanceApplicationView, { summary: 'Read a finance application' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<FinanceApplicationView> {
    return this.reads.one(id);
  }
  @Read('getFinanceApplicationSchedule', FinanceScheduleView, {
    path: ':id/schedule',
    summary: 'The repayment schedule of a finance application',
    description: 'Of what the lender granted, or else of what was asked for; exact to the fen (F-1, F-2).',
  })
  schedule(@Param('id', ParseUUIDPipe) id: string): Promise<FinanceScheduleView> {
    return this.reads.schedule(id);
  }
  @Move('submitFinanceApplication', 'submit', FinanceApplicationView, {
    summary: 'Send it to the lender',
    description: 'The price of the order may have changed since: the limits are checked again.',
    refusals: [IllegalMove, OrderNotLive, ...LIMITS],
  })
  submit(@Param('id', ParseUUIDPipe) id: string): Promise<FinanceApplicationView> {
    return this.applications.submit(id);
  }
  @Move('approveFinanceApplication', 'approve', FinanceApplicationView, {
    summary: 'The lender grants it, or its conditions are met',
    description: 'Within the ceiling of what the order costs now (F-3).',
    refusals: [IllegalMove, OrderNotLive, FinanceDecisionInvalid, ...MEASURES],
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveFinanceApplication): Promise<FinanceApplicationView> {
    return this.applications.approve(id, body);
  }
  @Move('approveConditionallyFinanceApplication', 'approve-conditionally', FinanceApplicationView, {
    summary: 'The lender grants it under conditions',
    refusals: [IllegalMove, OrderNotLive, FinanceDecisionInvalid, ...MEASURES],
  })
  approveConditionally(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApproveConditionallyFinanceApplication,
  ): Promise<FinanceApplicationView> {
    return this.applications.approveConditionally(id, body);
  }
  @Move('rejectFinanceApplication', 'reject', FinanceApplicationView, {
    summary: 'The lender says no',
    refusals: [IllegalMove],
  })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectFinanceApplication): Promise<FinanceApplicationView> {
    return this.applications.reject(id, body);
  }
  @Move('disburseFinanceApplication', 'disburse', FinanceApplicationView, {
    summary: 'The lender paid out',
    description:
      'The money settles the balance of the order; a subsidy becomes a receivable of who pays it (F-4). Before the keys went over, the loan must still be within the ceiling of what the order costs now (F-3).',
    keyed: true,
    refusals: [IllegalMove, OrderNotLive, FinanceDecisionExpired, LoanExceedsOutstanding, ...MEASURES],
  })
  disburse(@Param('id', ParseUUIDPipe) id: string, @Body() body: DisburseFinanceApplication): Promise<FinanceApplicationView> {
    return this.applications.disburse(id, body);
  }
  @Move('withdrawFinanceApplication', 'withdraw', FinanceApplicationView, {
    summary: 'Take it back',
    refusals: [IllegalMove],
  })
  withdraw(@Param('id', ParseUUIDPipe) id: string, @Body() body: WithdrawFinanceApplication): Promise<FinanceApplicationView> {
    return this.applications.withdraw(id, body);
  }
}
