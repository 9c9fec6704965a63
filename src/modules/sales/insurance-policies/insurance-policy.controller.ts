import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { CompulsoryInsuranceExists, InsuranceTermInvalid, OrderNotLive, OrderWithoutCar, PolicyNumberTaken } from '../deals.rules.js';
import { InsurancePolicyView, ListInsurancePolicies, RecordInsurancePolicy } from './insurance-policy.dto.js';
import { InsurancePolicyService } from './insurance-policy.service.js';

@Resource('insurance-policies', 'sales')
export class InsurancePolicyController {
  constructor(private readonly policies: InsurancePolicyService) {}

  @Create('createInsurancePolicy', InsurancePolicyView, {
    summary: 'Record an insurance policy',
    refusals: [NotFound, OrderNotLive, OrderWithoutCar, InsuranceTermInvalid, CompulsoryInsuranceExists, PolicyNumberTaken],
  })
  record(@Body() body: RecordInsurancePolicy): Promise<InsurancePolicyView> {
    return this.policies.record(body);
  }
  @List('listInsurancePolicies', InsurancePolicyView, { summary: 'List insurance policies' })
  list(@Query() query: ListInsurancePolicies): Promise<Page<InsurancePolicyView>> {
    return this.policies.list(query);
  }
  @Read('getInsurancePolicy', InsurancePolicyView, { summary: 'Read an insurance policy' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<InsurancePolicyView> {
    return this.policies.policy(id);
  }
}
