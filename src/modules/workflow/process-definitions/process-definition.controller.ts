import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { DefinitionBusy, DefinitionFixed, DefinitionInvalid } from '../workflow.contract.js';
import { CreateProcessDefinition, EditProcessDefinition, ListProcessDefinitions, ProcessDefinitionView } from './process-definition.dto.js';
import { ProcessDefinitionService } from './process-definition.service.js';

@Resource('process-definitions', 'workflow')
export class ProcessDefinitionController {
  constructor(private readonly definitions: ProcessDefinitionService) {}

  @Create('createProcessDefinition', ProcessDefinitionView, {
    summary: 'Draft a revision of a process',
    description: 'A code that is known gets its next revision.',
    refusals: [DefinitionBusy],
  })
  create(@Body() body: CreateProcessDefinition): Promise<ProcessDefinitionView> {
    return this.definitions.draft(body);
  }
  @List('listProcessDefinitions', ProcessDefinitionView, { summary: 'List processes as data' })
  list(@Query() query: ListProcessDefinitions): Promise<Page<ProcessDefinitionView>> {
    return this.definitions.list(query);
  }
  @Read('getProcessDefinition', ProcessDefinitionView, { summary: 'Read a revision of a process' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ProcessDefinitionView> {
    return this.definitions.definition(id);
  }
  @ApiResponse({
    status: 200,
    description: 'The picture.',
    content: {
      'image/svg+xml': {
        schema: { type: 'string', maxLength: 1_000_000 },
        example: '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"></svg>',
      },
    },
  })
  @Read('drawProcessDefinition', null, {
    path: ':id/diagram',
    summary: 'Draw a process',
    description:
      'As an SVG picture, step names in the language of the request: role, time limit and finishing events of each step, dashed where it may be left out.',
  })
  async draw(@Param('id', ParseUUIDPipe) id: string): Promise<Rendered> {
    return new Rendered('image/svg+xml; charset=utf-8', await this.definitions.diagram(id));
  }
  @Edit('updateProcessDefinition', ProcessDefinitionView, { summary: 'Change a draft', refusals: [DefinitionFixed] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditProcessDefinition,
    @IfMatch() expected: number | '*',
  ): Promise<ProcessDefinitionView> {
    return this.definitions.change(id, body, expected);
  }
  @Move('publishProcessDefinition', 'publish', ProcessDefinitionView, {
    summary: 'Put a revision in force',
    description:
      'Checked first: unknown events, roles and steps, steps that can never open, cycles without exit are refused with their place. The revision before retires; what runs on it finishes on it.',
    refusals: [IllegalMove, DefinitionInvalid, DefinitionBusy],
  })
  publish(@Param('id', ParseUUIDPipe) id: string): Promise<ProcessDefinitionView> {
    return this.definitions.publish(id);
  }
  @Move('retireProcessDefinition', 'retire', ProcessDefinitionView, { summary: 'Start no more processes of it', refusals: [IllegalMove] })
  retire(@Param('id', ParseUUIDPipe) id: string): Promise<ProcessDefinitionView> {
    return this.definitions.retire(id);
  }
}
