import { Query } from '@nestjs/common';
import type { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { AskSalesFunnel, SalesFunnelView } from './funnel.dto.js';
import { FunnelService } from './funnel.service.js';

@Resource('reports', 'reporting')
export class FunnelController {
  constructor(private readonly funnel: FunnelService) {}

  @Read('getSalesFunnel', SalesFunnelView, {
    path: 'sales-funnel',
    summary: 'Sales funnel of a period, by lead cohort or by event date (K-11)',
    description:
      'Counts and rates from enquiry to keys; `from` and `to` are store dates, both inclusive. With `format=svg` the answer is a picture.',
    refusals: [InvalidInput],
    also: {
      'image/svg+xml': {
        schema: { type: 'string', maxLength: 1_000_000, description: 'The funnel as a picture, with `format=svg`.' },
        example: '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"></svg>',
      },
    },
  })
  salesFunnel(@Query() query: AskSalesFunnel): Promise<SalesFunnelView | Rendered> {
    return this.funnel.salesFunnel(query);
  }
}
