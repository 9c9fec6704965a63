import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { PartIssueExceedsLine, PartLineUnknown, PartNotAvailable } from '../parts.contract.js';
import { CreatePartIssue, ListPartIssues, PartIssueView } from './part-issue.dto.js';
import { PartIssueService } from './part-issue.service.js';

@Resource('part-issues', 'parts')
export class PartIssueController {
  constructor(private readonly issues: PartIssueService) {}

  @Create('createPartIssue', PartIssueView, {
    summary: 'Hand parts out for a repair order line',
    description:
      'At the average cost of the moment (P-2). First the stock must have them for this line, held for it or free (P-3); then the line must still need them.',
    refusals: [PartNotAvailable, PartIssueExceedsLine, PartLineUnknown, IllegalMove],
    keyed: true,
  })
  create(@Body() body: CreatePartIssue): Promise<PartIssueView> {
    return this.issues.issue(body);
  }
  @List('listPartIssues', PartIssueView, { summary: 'List what was handed out' })
  list(@Query() query: ListPartIssues): Promise<Page<PartIssueView>> {
    return this.issues.list(query);
  }
  @Read('getPartIssue', PartIssueView, { summary: 'Read an issue of parts' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PartIssueView> {
    return this.issues.issued(id);
  }
}
