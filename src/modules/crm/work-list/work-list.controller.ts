import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { AskWorkList, ListWorkItems, WorkItemView, WorkListView } from './work-list.dto.js';
import { WorkList } from './work-list.service.js';

@Resource('work-list', 'crm')
export class WorkListController {
  constructor(private readonly work: WorkList) {}

  @Read('getWorkList', WorkListView, {
    path: '',
    summary: 'What is to be done: overdue, today, tomorrow',
    refusals: [InvalidInput],
    description:
      'Follow-ups of opportunities, agreed appointments, leads to be answered or about to be recalled, customers to be won back; for managers also leads that nobody has and losses to be reviewed. Consultants see their own, managers the store’s. It is read off the records: a contact that is recorded is gone from it at once.',
  })
  read(@Query() query: AskWorkList): Promise<WorkListView> {
    return this.work.of(query);
  }
  @List('listWorkItems', WorkItemView, {
    path: 'items',
    summary: 'List one section of the work list, the most urgent first',
    description: 'Everything of the section, page by page.',
  })
  items(@Query() query: ListWorkItems): Promise<Page<WorkItemView>> {
    return this.work.items(query);
  }
}
