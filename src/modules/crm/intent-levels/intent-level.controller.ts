import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { BrandOfAnother } from '../brand-data.js';
import { CreateIntentLevel, EditIntentLevel, IntentLevelView, ListIntentLevels } from './intent-level.dto.js';
import { IntentLevelExists } from './intent-level.rules.js';
import { IntentLevelService } from './intent-level.service.js';

@Resource('intent-levels', 'crm')
export class IntentLevelController {
  constructor(private readonly levels: IntentLevelService) {}

  @List('listIntentLevels', IntentLevelView, { summary: 'List intent levels, the warmest first (G-1)' })
  list(@Query() query: ListIntentLevels): Promise<Page<IntentLevelView>> {
    return this.levels.list(query);
  }
  @Read('getIntentLevel', IntentLevelView, { summary: 'Read an intent level' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<IntentLevelView> {
    return this.levels.one(id);
  }
  @Create('createIntentLevel', IntentLevelView, {
    summary: 'Give a brand an intent level of its own',
    description: 'It goes before the delivered level of the same code in the stores of the brand (G-1).',
    refusals: [IntentLevelExists, BrandOfAnother],
  })
  create(@Body() body: CreateIntentLevel): Promise<IntentLevelView> {
    return this.levels.create(body);
  }
  @Edit('updateIntentLevel', IntentLevelView, {
    summary: 'Change an intent level',
    description: 'A new interval holds for contacts and changes of level from now on: due dates that are set stay as they are (G-2).',
    refusals: [BrandOfAnother],
  })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditIntentLevel, @IfMatch() expected: number | '*'): Promise<IntentLevelView> {
    return this.levels.change(id, body, expected);
  }
}
