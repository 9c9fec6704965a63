import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import {
  ApprovePurchasePlan,
  CreatePurchasePlan,
  EditPurchasePlan,
  ListPurchasePlans,
  OrderPurchasePlan,
  PurchasePlanView,
  RejectPurchasePlan,
} from './purchase-plan.dto.js';
import { PurchasePlanReads } from './purchase-plan.queries.js';
import { PurchasePlanApproverIsRequester, PurchasePlanEmpty, PurchasePlanLineUnknown } from './purchase-plan.rules.js';
import { PurchasePlanService } from './purchase-plan.service.js';

@Resource('purchase-plans', 'inventory')
export class PurchasePlanController {
  constructor(
    private readonly plans: PurchasePlanService,
    private readonly reads: PurchasePlanReads,
  ) {}

  @Create('createPurchasePlan', PurchasePlanView, {
    summary: 'Reckon what to buy from projected availability (V-10)',
    description:
      'A line for every car of which something is needed or whose stock alert is open: max(0, target days’ supply × daily rate + open demand − projected), in whole packs, within the quota. Every input is on the line.',
    refusals: [NotFound, StoreRequired],
  })
  async create(@Body() body: CreatePurchasePlan): Promise<PurchasePlanView> {
    return this.reads.one(await this.plans.plan(body));
  }
  @List('listPurchasePlans', PurchasePlanView, { summary: 'List purchase plans, the newest first' })
  list(@Query() query: ListPurchasePlans): Promise<Page<PurchasePlanView>> {
    return this.reads.list(query);
  }
  @Read('getPurchasePlan', PurchasePlanView, { summary: 'Read a purchase plan' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PurchasePlanView> {
    return this.reads.one(id);
  }
  @Edit('updatePurchasePlan', PurchasePlanView, {
    summary: 'Change title or quantities of a draft',
    refusals: [IllegalMove, PurchasePlanLineUnknown],
  })
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditPurchasePlan,
    @IfMatch() expected: number | '*',
  ): Promise<PurchasePlanView> {
    await this.plans.change(id, body, expected);
    return this.reads.one(id);
  }
  @Move('submitPurchasePlan', 'submit', PurchasePlanView, {
    summary: 'Ask for its approval',
    refusals: [IllegalMove, PurchasePlanEmpty],
  })
  async submit(@Param('id', ParseUUIDPipe) id: string): Promise<PurchasePlanView> {
    await this.plans.submit(id);
    return this.reads.one(id);
  }
  @Move('approvePurchasePlan', 'approve', PurchasePlanView, {
    summary: 'Agree to a plan',
    description: 'Never by whoever submitted it.',
    refusals: [IllegalMove, PurchasePlanApproverIsRequester],
  })
  async approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApprovePurchasePlan): Promise<PurchasePlanView> {
    await this.plans.approve(id, body.note ?? null);
    return this.reads.one(id);
  }
  @Move('rejectPurchasePlan', 'reject', PurchasePlanView, {
    summary: 'Refuse a plan',
    refusals: [IllegalMove, PurchasePlanApproverIsRequester],
  })
  async reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectPurchasePlan): Promise<PurchasePlanView> {
    await this.plans.reject(id, body.reason);
    return this.reads.one(id);
  }
  @Move('orderPurchasePlan', 'order', PurchasePlanView, {
    summary: 'Make the order to the maker of an approved plan',
    description: 'The order has the lines with a quantity and is approved with the plan; it is sent by a move of its own.',
    refusals: [IllegalMove],
    keyed: true,
  })
  async order(@Param('id', ParseUUIDPipe) id: string, @Body() body: OrderPurchasePlan): Promise<PurchasePlanView> {
    await this.plans.order(id, body);
    return this.reads.one(id);
  }
}
