import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListRegistrationDeadlines, RegistrationDeadlineView } from './registration-deadline.dto.js';
import { RegistrationDeadlines } from './registration-deadline.service.js';

@Resource('registration-deadlines', 'sales')
export class RegistrationDeadlineController {
  constructor(private readonly deadlines: RegistrationDeadlines) {}

  @List('listRegistrationDeadlines', RegistrationDeadlineView, {
    summary: 'List the days by which papers must be there',
    description: 'Purchase tax (TX-1), temporary plates and transfers (RG-2), soonest first.',
  })
  list(@Query() query: ListRegistrationDeadlines): Promise<Page<RegistrationDeadlineView>> {
    return this.deadlines.list(query);
  }
}
