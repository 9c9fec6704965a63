import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListPartMovements, PartMovementView } from './part-movement.dto.js';
import { PartMovementService } from './part-movement.service.js';

@Resource('part-movements', 'parts')
export class PartMovementController {
  constructor(private readonly movements: PartMovementService) {}

  @List('listPartMovements', PartMovementView, {
    summary: 'Read the stock ledger',
    description: 'Append-only (P-1): a mistake is corrected by a further movement.',
  })
  list(@Query() query: ListPartMovements): Promise<Page<PartMovementView>> {
    return this.movements.list(query);
  }
}
