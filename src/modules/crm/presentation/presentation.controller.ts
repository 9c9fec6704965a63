import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { BrandOfAnother } from '../brand-data.js';
import {
  CreatePresentationItem,
  EditPresentationItem,
  ListPresentationItems,
  PresentationItemView,
  PresentationView,
  PresentOpportunity,
} from './presentation.dto.js';
import { PresentationItemExists, PresentationItemUnknown } from './presentation.rules.js';
import { PresentationService } from './presentation.service.js';

@Resource('presentation-items', 'crm')
export class PresentationItemController {
  constructor(private readonly presentations: PresentationService) {}

  @List('listPresentationItems', PresentationItemView, { summary: 'List what is shown in a product presentation (O-1)' })
  list(@Query() query: ListPresentationItems): Promise<Page<PresentationItemView>> {
    return this.presentations.list(query);
  }
  @Read('getPresentationItem', PresentationItemView, { summary: 'Read an item of the presentation' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PresentationItemView> {
    return this.presentations.one(id);
  }
  @Create('createPresentationItem', PresentationItemView, {
    summary: 'Give a brand an item of its own',
    refusals: [PresentationItemExists, BrandOfAnother],
  })
  create(@Body() body: CreatePresentationItem): Promise<PresentationItemView> {
    return this.presentations.create(body);
  }
  @Edit('updatePresentationItem', PresentationItemView, { summary: 'Change an item of the presentation', refusals: [BrandOfAnother] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditPresentationItem,
    @IfMatch() expected: number | '*',
  ): Promise<PresentationItemView> {
    return this.presentations.change(id, body, expected);
  }
}

@Resource('opportunities/:id', 'crm')
export class PresentationController {
  constructor(private readonly presentations: PresentationService) {}

  @Read('getPresentation', PresentationView, { path: 'presentation', summary: 'Read how far the product presentation has come' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PresentationView> {
    return this.presentations.of(id);
  }
  @Move('presentOpportunity', '/present', PresentationView, {
    summary: 'Tick what was presented',
    description: 'With the last mandatory item the presentation is complete, and the opportunity at PRESENTATION at least (O-1).',
    refusals: [IllegalMove, PresentationItemUnknown],
  })
  present(@Param('id', ParseUUIDPipe) id: string, @Body() body: PresentOpportunity): Promise<PresentationView> {
    return this.presentations.present(id, body);
  }
}
