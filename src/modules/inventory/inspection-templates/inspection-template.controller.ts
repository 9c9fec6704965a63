import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import {
  CreateInspectionTemplate,
  EditInspectionTemplate,
  InspectionTemplateView,
  ListInspectionTemplates,
} from './inspection-template.dto.js';
import { InspectionItemTwice, InspectionTemplateFixed } from './inspection-template.rules.js';
import { InspectionTemplateService } from './inspection-template.service.js';

@Resource('inspection-templates', 'inventory')
export class InspectionTemplateController {
  constructor(private readonly templates: InspectionTemplateService) {}

  @Create('createInspectionTemplate', InspectionTemplateView, {
    summary: 'Write a revision of a checklist (D-9)',
    description: 'A: arrival, B: storage, C: before delivery. Inspections follow it once it is published.',
    refusals: [InspectionItemTwice],
  })
  create(@Body() body: CreateInspectionTemplate): Promise<InspectionTemplateView> {
    return this.templates.write(body);
  }
  @List('listInspectionTemplates', InspectionTemplateView, { summary: 'List checklists by code' })
  list(@Query() query: ListInspectionTemplates): Promise<Page<InspectionTemplateView>> {
    return this.templates.list(query);
  }
  @Read('getInspectionTemplate', InspectionTemplateView, { summary: 'Read a checklist' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<InspectionTemplateView> {
    return this.templates.one(id);
  }
  @Edit('updateInspectionTemplate', InspectionTemplateView, {
    summary: 'Change a checklist that is not published yet',
    refusals: [InspectionTemplateFixed, InspectionItemTwice],
  })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditInspectionTemplate,
    @IfMatch() expected: number | '*',
  ): Promise<InspectionTemplateView> {
    return this.templates.change(id, body, expected);
  }
  @Move('publishInspectionTemplate', 'publish', InspectionTemplateView, {
    summary: 'Inspect by this revision from now on',
    description: 'The revision before is retired; inspections that were made by it keep it.',
    refusals: [IllegalMove],
  })
  publish(@Param('id', ParseUUIDPipe) id: string): Promise<InspectionTemplateView> {
    return this.templates.publish(id);
  }
}
