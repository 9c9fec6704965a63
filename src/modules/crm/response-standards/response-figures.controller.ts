import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { AskResponseFigures, ResponseFiguresView } from './response-figures.dto.js';
import { ResponseFigures } from './response-figures.js';

@Resource('leads', 'crm')
export class ResponseFiguresController {
  constructor(private readonly figures: ResponseFigures) {}

  @Read('getLeadResponseFigures', ResponseFiguresView, {
    path: 'response-figures',
    summary: 'How soon enquiries were answered',
    description:
      'Of the leads that came in during the period, by source and by consultant: the median, and the shares on time, late and missed (K-13).',
    refusals: [InvalidInput],
  })
  of(@Query() query: AskResponseFigures): Promise<ResponseFiguresView> {
    return this.figures.of(query);
  }
}
