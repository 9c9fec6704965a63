import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { DismissDuplicatePair, DuplicatePairView, ListDuplicatePairs } from './duplicate-pair.dto.js';
import { DuplicatePairService } from './duplicate-pair.service.js';

@Resource('duplicate-pairs', 'crm')
export class DuplicatePairController {
  constructor(private readonly pairs: DuplicatePairService) {}

  @List('listDuplicatePairs', DuplicatePairView, {
    summary: 'List files that may be one customer’s',
    description: 'Found as a file is opened or changed, and every night, by ID number, then e-mail, then name and plate (L-3).',
  })
  list(@Query() query: ListDuplicatePairs): Promise<Page<DuplicatePairView>> {
    return this.pairs.list(query);
  }
  @Move('dismissDuplicatePair', 'dismiss', DuplicatePairView, {
    summary: 'Say that they are two customers',
    description: 'The pair is not asked about again.',
    refusals: [IllegalMove],
  })
  dismiss(@Param('id', ParseUUIDPipe) id: string, @Body() body: DismissDuplicatePair): Promise<DuplicatePairView> {
    return this.pairs.dismiss(id, body);
  }
}
