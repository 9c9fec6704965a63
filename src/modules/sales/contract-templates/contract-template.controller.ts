import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { ContractTemplateView, CreateContractTemplate, EditContractTemplate, ListContractTemplates } from './contract-template.dto.js';
import { ContractTemplateFixed, ContractTemplateInvalid } from './contract-template.rules.js';
import { ContractTemplateService } from './contract-template.service.js';
import { NEEDED_PLACES, PLACES } from './template-places.js';

@Resource('contract-templates', 'sales')
export class ContractTemplateController {
  constructor(private readonly templates: ContractTemplateService) {}

  @Create('createContractTemplate', ContractTemplateView, {
    summary: 'Write a revision of a contract’s text',
    description: `Places are written {{name}}: ${PLACES.join(', ')}. Needed in both languages: ${NEEDED_PLACES.join(', ')}.`,
    refusals: [ContractTemplateInvalid],
  })
  create(@Body() body: CreateContractTemplate): Promise<ContractTemplateView> {
    return this.templates.write(body);
  }
  @List('listContractTemplates', ContractTemplateView, { summary: 'List contract templates by code' })
  list(@Query() query: ListContractTemplates): Promise<Page<ContractTemplateView>> {
    return this.templates.list(query);
  }
  @Read('getContractTemplate', ContractTemplateView, { summary: 'Read a contract template' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ContractTemplateView> {
    return this.templates.one(id);
  }
  @Edit('updateContractTemplate', ContractTemplateView, {
    summary: 'Change a template that is not published yet',
    refusals: [ContractTemplateFixed, ContractTemplateInvalid],
  })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditContractTemplate,
    @IfMatch() expected: number | '*',
  ): Promise<ContractTemplateView> {
    return this.templates.change(id, body, expected);
  }
  @Move('publishContractTemplate', 'publish', ContractTemplateView, {
    summary: 'Draw up contracts from this revision from now on',
    description: 'The revision before is retired; contracts that were drawn up from it keep it.',
    refusals: [IllegalMove],
  })
  publish(@Param('id', ParseUUIDPipe) id: string): Promise<ContractTemplateView> {
    return this.templates.publish(id);
  }
}
