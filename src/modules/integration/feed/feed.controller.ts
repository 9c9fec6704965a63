import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { FeedView, ReadFeed } from './feed.dto.js';
import { FeedService } from './feed.service.js';

@Resource('events', 'integration')
export class FeedController {
  constructor(private readonly feed: FeedService) {}

  @Read('listEvents', FeedView, {
    path: '',
    summary: 'Read the change feed',
    description:
      'Every committed event once, in feed order, for data platforms and AI consumers: read on with `after` = the `next` of the answer before. Events of the whole group are seen by callers whose role is held for the group.',
    refusals: [InvalidInput],
  })
  read(@Query() query: ReadFeed): Promise<FeedView> {
    return this.feed.read(query);
  }
}
