import { Module } from '@nestjs/common';
import { FeedController } from './feed/feed.controller.js';
import { FeedService } from './feed/feed.service.js';
import { IntegrationReactions } from './integration.reactions.js';

@Module({
  imports: [],
  controllers: [FeedController],
  providers: [IntegrationReactions, FeedService],
  exports: [],
})
export class IntegrationModule {}
