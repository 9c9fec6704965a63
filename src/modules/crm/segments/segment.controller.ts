import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CreateSegment, EditSegment, ListSegments, PreviewFilter, SegmentPreviewView, SegmentView } from './segment.dto.js';
import { SegmentFilterInvalid, SegmentRetired } from './segment.rules.js';
import { SegmentService } from './segment.service.js';

@Resource('segments', 'crm')
export class SegmentController {
  constructor(private readonly segments: SegmentService) {}

  @Create('createSegment', SegmentView, {
    summary: 'Save a segment',
    refusals: [SegmentFilterInvalid, StoreRequired, NotFound],
  })
  create(@Body() body: CreateSegment): Promise<SegmentView> {
    return this.segments.save(body);
  }
  @List('listSegments', SegmentView, { summary: 'List segments, newest first' })
  list(@Query() query: ListSegments): Promise<Page<SegmentView>> {
    return this.segments.list(query);
  }
  @Move('previewFilter', '/preview', SegmentPreviewView, {
    summary: 'See whom a filter would find',
    description: 'Count, consents per channel and twenty masked examples, before anything is saved or sent.',
    refusals: [SegmentFilterInvalid, StoreRequired],
    unkept: true,
  })
  preview(@Body() body: PreviewFilter): Promise<SegmentPreviewView> {
    return this.segments.preview(body);
  }
  @Read('getSegment', SegmentView, { summary: 'Read a segment' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<SegmentView> {
    return this.segments.one(id);
  }
  @Edit('updateSegment', SegmentView, {
    summary: 'Change a segment',
    description: 'Campaigns that were launched keep the audience they were launched with.',
    refusals: [SegmentFilterInvalid, SegmentRetired],
  })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditSegment, @IfMatch() expected: number | '*'): Promise<SegmentView> {
    return this.segments.change(id, body, expected);
  }
  @Read('previewSegment', SegmentPreviewView, { path: ':id/preview', summary: 'See whom a segment finds now' })
  previewOf(@Param('id', ParseUUIDPipe) id: string): Promise<SegmentPreviewView> {
    return this.segments.previewOf(id);
  }
  @Move('retireSegment', 'retire', SegmentView, { summary: 'Retire a segment', refusals: [IllegalMove] })
  retire(@Param('id', ParseUUIDPipe) id: string): Promise<SegmentView> {
    return this.segments.retire(id);
  }
}
