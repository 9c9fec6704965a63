import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { CreateResponseStandard, EditResponseStandard, ListResponseStandards, ResponseStandardView } from './response-standard.dto.js';
import { StandardPlace, StandardReversed, StandardTaken } from './response-standard.entity.js';
import { ResponseStandardService } from './response-standard.service.js';

@Resource('response-standards', 'crm')
export class ResponseStandardController {
  constructor(private readonly standards: ResponseStandardService) {}

  @Create('createResponseStandard', ResponseStandardView, {
    summary: 'Set how soon a source is answered in a brand or store',
    description: 'A store’s own standard goes before its brand’s, that before the group’s (L-5).',
    refusals: [NotFound, StandardTaken, StandardReversed, StandardPlace],
  })
  create(@Body() body: CreateResponseStandard): Promise<ResponseStandardView> {
    return this.standards.set(body);
  }
  @List('listResponseStandards', ResponseStandardView, { summary: 'List response standards by source (L-5)' })
  list(@Query() query: ListResponseStandards): Promise<Page<ResponseStandardView>> {
    return this.standards.list(query);
  }
  @Read('getResponseStandard', ResponseStandardView, { summary: 'Read a response standard' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ResponseStandardView> {
    return this.standards.one(id);
  }
  @Edit('updateResponseStandard', ResponseStandardView, {
    summary: 'Change a response standard',
    description: 'For leads that come in from now on: a running clock keeps its limits.',
    refusals: [StandardReversed],
  })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditResponseStandard,
    @IfMatch() expected: number | '*',
  ): Promise<ResponseStandardView> {
    return this.standards.change(id, body, expected);
  }
}
