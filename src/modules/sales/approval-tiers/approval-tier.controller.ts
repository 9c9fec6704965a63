import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound, StoreRequired } from '../../../kernel/problems.js';
import { ApprovalTierView, CreateApprovalTier, EditApprovalTier, ListApprovalTiers } from './approval-tier.dto.js';
import { ApprovalTierExists } from './approval-tier.rules.js';
import { ApprovalTiers } from './approval-tier.service.js';

@Resource('approval-tiers', 'sales')
export class ApprovalTierController {
  constructor(private readonly tiers: ApprovalTiers) {}

  @Create('createApprovalTier', ApprovalTierView, {
    summary: 'Say how far a role may go by itself (Q-3)',
    description:
      'At a store and for a model, or wider: what is said most exactly holds, and where nothing is said the model’s own limits. A price is for the lowest level whose discount and gross floor both hold.',
    refusals: [NotFound, StoreRequired, ApprovalTierExists],
  })
  create(@Body() body: CreateApprovalTier): Promise<ApprovalTierView> {
    return this.tiers.create(body);
  }
  @List('listApprovalTiers', ApprovalTierView, { summary: 'List approval tiers' })
  list(@Query() query: ListApprovalTiers): Promise<Page<ApprovalTierView>> {
    return this.tiers.list(query);
  }
  @Read('getApprovalTier', ApprovalTierView, { summary: 'Read an approval tier' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ApprovalTierView> {
    return this.tiers.one(id);
  }
  @Edit('updateApprovalTier', ApprovalTierView, { summary: 'Change an approval tier' })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditApprovalTier,
    @IfMatch() expected: number | '*',
  ): Promise<ApprovalTierView> {
    return this.tiers.change(id, body, expected);
  }
}
