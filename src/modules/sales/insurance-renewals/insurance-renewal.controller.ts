import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { InsuranceTermInvalid, PolicyNumberTaken } from '../deals.rules.js';
import { InsuranceRenewalView, ListInsuranceRenewals, LoseInsuranceRenewal, RenewInsuranceRenewal } from './insurance-renewal.dto.js';
import { PolicyAlreadyRenewed, RenewalOverlaps } from './insurance-renewal.rules.js';
import { InsuranceRenewalService } from './insurance-renewal.service.js';

@Resource('insurance-renewals', 'sales')
export class InsuranceRenewalController {
  constructor(private readonly renewals: InsuranceRenewalService) {}

  @List('listInsuranceRenewals', InsuranceRenewalView, {
    summary: 'List policies that run out',
    description: 'Soonest first; `dueWithin` shows those that somebody must work on now (IN-1).',
  })
  list(@Query() query: ListInsuranceRenewals): Promise<Page<InsuranceRenewalView>> {
    return this.renewals.list(query);
  }
  @Read('getInsuranceRenewal', InsuranceRenewalView, { summary: 'Read a renewal' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<InsuranceRenewalView> {
    return this.renewals.one(id);
  }
  @Move('renewInsuranceRenewal', 'renew', InsuranceRenewalView, {
    summary: 'Record the policy that goes on',
    description: 'The new policy has a renewal of its own.',
    refusals: [IllegalMove, InsuranceTermInvalid, RenewalOverlaps, PolicyNumberTaken, PolicyAlreadyRenewed],
  })
  renew(@Param('id', ParseUUIDPipe) id: string, @Body() body: RenewInsuranceRenewal): Promise<InsuranceRenewalView> {
    return this.renewals.renew(id, body);
  }
  @Move('loseInsuranceRenewal', 'lose', InsuranceRenewalView, { summary: 'The customer insures elsewhere', refusals: [IllegalMove] })
  lose(@Param('id', ParseUUIDPipe) id: string, @Body() body: LoseInsuranceRenewal): Promise<InsuranceRenewalView> {
    return this.renewals.lose(id, body);
  }
}
