import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { PlaceholderUnknown } from '../messaging.contract.js';
import { EditMessageTemplate, ListMessageTemplates, MessageTemplateView } from './message-template.dto.js';
import { MessageTemplateService } from './message-template.service.js';

@Resource('message-templates', 'messaging')
export class MessageTemplateController {
  constructor(private readonly templates: MessageTemplateService) {}

  @List('listMessageTemplates', MessageTemplateView, { summary: 'List message templates' })
  list(@Query() query: ListMessageTemplates): Promise<Page<MessageTemplateView>> {
    return this.templates.list(query);
  }
  @Read('getMessageTemplate', MessageTemplateView, { summary: 'Read a message template' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<MessageTemplateView> {
    return this.templates.template(id);
  }
  @Edit('updateMessageTemplate', MessageTemplateView, { summary: 'Reword a message template', refusals: [PlaceholderUnknown] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditMessageTemplate,
    @IfMatch() expected: number | '*',
  ): Promise<MessageTemplateView> {
    return this.templates.reword(id, body, expected);
  }
}
