import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { ApproveRefund, ListRefunds, PayRefund, RefundView, RejectRefund, ResubmitRefund } from './refund.dto.js';
import { RefundReads } from './refund.queries.js';
import { InvoiceNotRedFlushed, RefundApproverIsRequester, RefundLevelTooLow } from './refund.rules.js';
import { RefundService } from './refund.service.js';

@Resource('refunds', 'finance')
export class RefundController {
  constructor(
    private readonly refunds: RefundService,
    private readonly reads: RefundReads,
  ) {}

  @List('listRefunds', RefundView, { summary: 'List the money that goes back' })
  list(@Query() query: ListRefunds): Promise<Page<RefundView>> {
    return this.reads.list(query);
  }
  @Read('getRefund', RefundView, { summary: 'Read a refund' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<RefundView> {
    return this.reads.one(id);
  }
  @Move('approveRefund', 'approve', RefundView, {
    summary: 'Agree to a refund',
    description: 'Who may depends on the amount †; nobody agrees to one that follows from what they did or that they ever asked for (D-6).',
    refusals: [IllegalMove, RefundApproverIsRequester, RefundLevelTooLow],
    keyed: true,
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveRefund): Promise<RefundView> {
    return this.refunds.approve(id, body);
  }
  @Move('rejectRefund', 'reject', RefundView, {
    summary: 'Send a refund back',
    description: 'What is wrong must be put right: the customer’s claim stands until it is resubmitted and paid.',
    refusals: [IllegalMove],
  })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectRefund): Promise<RefundView> {
    return this.refunds.reject(id, body);
  }
  @Move('resubmitRefund', 'resubmit', RefundView, { summary: 'Ask again for a refund that was sent back', refusals: [IllegalMove] })
  resubmit(@Param('id', ParseUUIDPipe) id: string, @Body() body: ResubmitRefund): Promise<RefundView> {
    return this.refunds.resubmit(id, body);
  }
  @Move('payRefund', 'pay', RefundView, {
    summary: 'Pay a refund out',
    description: 'What goes back because an order ended waits for the red invoice, if the car was invoiced (D-6).',
    refusals: [IllegalMove, InvoiceNotRedFlushed],
    keyed: true,
  })
  pay(@Param('id', ParseUUIDPipe) id: string, @Body() body: PayRefund): Promise<RefundView> {
    return this.refunds.pay(id, body);
  }
}
