import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { ListMessages, MessageView } from './message.dto.js';
import { MessageReads } from './message.queries.js';

@Resource('messages', 'messaging')
export class MessageController {
  constructor(private readonly reads: MessageReads) {}

  @List('listMessages', MessageView, { summary: 'List messages to customers, newest first' })
  list(@Query() query: ListMessages): Promise<Page<MessageView>> {
    return this.reads.list(query);
  }
  @Read('getMessage', MessageView, { summary: 'Read a message' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<MessageView> {
    return this.reads.one(id);
  }
}
