import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrmModule } from '../crm/crm.module.js';
import { ChannelLog } from './channels/channel-log.entity.js';
import { MessageChannel } from './channels/channel.js';
import { LoggedChannel } from './channels/logged-channel.js';
import { MessageTemplateController } from './message-templates/message-template.controller.js';
import { MessageTemplate } from './message-templates/message-template.entity.js';
import { MessageTemplateService } from './message-templates/message-template.service.js';
import { CampaignMail } from './messages/campaign-mail.js';
import { Mailbox } from './messages/mailbox.js';
import { MessageClearance } from './messages/message-clearance.js';
import { MessageDelivery } from './messages/message-delivery.js';
import { SurveyInvitations } from './messages/survey-invitations.js';
import { MessageController } from './messages/message.controller.js';
import { Message } from './messages/message.entity.js';
import { MessageReads } from './messages/message.queries.js';
import { MessagingReactions } from './messaging.reactions.js';

@Module({
  imports: [CrmModule, TypeOrmModule.forFeature([Message, MessageTemplate, ChannelLog])],
  controllers: [MessageController, MessageTemplateController],
  providers: [
    MessageTemplateService,
    MessageReads,
    Mailbox,
    CampaignMail,
    MessageClearance,
    MessageDelivery,
    SurveyInvitations,
    { provide: MessageChannel, useClass: LoggedChannel },
    MessagingReactions,
  ],
  exports: [],
})
export class MessagingModule {}
