import { Module } from '@nestjs/common';
import { CrmModule } from '../crm/crm.module.js';
import { MessagingReactions } from './messaging.reactions.js';

@Module({
  imports: [CrmModule],
  controllers: [],
  providers: [MessagingReactions],
  exports: [],
})
export class MessagingModule {}
