import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { BrandOfAnother } from '../brand-data.js';
import { CreateStageStandard, EditStageStandard, ListStageStandards, StageStandardView } from './stage-standard.dto.js';
import { StageStandardExists } from './stage-standard.rules.js';
import { StageStandards } from './stage-standard.service.js';

@Resource('stage-standards', 'crm')
export class StageStandardController {
  constructor(private readonly standards: StageStandards) {}

  @List('listStageStandards', StageStandardView, { summary: 'List what each stage of the sales process asks for (O-1)' })
  list(@Query() query: ListStageStandards): Promise<Page<StageStandardView>> {
    return this.standards.list(query);
  }
  @Read('getStageStandard', StageStandardView, { summary: 'Read the standard of a stage' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StageStandardView> {
    return this.standards.one(id);
  }
  @Create('createStageStandard', StageStandardView, {
    summary: 'Give a brand a standard of its own for a stage',
    description: 'It goes before the delivered one; what is left out is taken from that.',
    refusals: [StageStandardExists, BrandOfAnother],
  })
  create(@Body() body: CreateStageStandard): Promise<StageStandardView> {
    return this.standards.create(body);
  }
  @Edit('updateStageStandard', StageStandardView, {
    summary: 'Change the standard of a stage',
    description: 'Time limit and probability hold for opportunities that enter the stage from now on; criteria hold at once.',
    refusals: [BrandOfAnother],
  })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditStageStandard,
    @IfMatch() expected: number | '*',
  ): Promise<StageStandardView> {
    return this.standards.change(id, body, expected);
  }
}
