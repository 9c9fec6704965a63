import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { IntentLevelView, ListIntentLevels } from './intent-level.dto.js';
import { IntentLevelService } from './intent-level.service.js';

@Resource('intent-levels', 'crm')
export class IntentLevelController {
  constructor(private readonly levels: IntentLevelService) {}

  @List('listIntentLevels', IntentLevelView, { summary: 'List intent levels, the warmest first (G-1)' })
  list(@Query() query: ListIntentLevels): Promise<Page<IntentLevelView>> {
    return this.levels.list(query);
  }
}
