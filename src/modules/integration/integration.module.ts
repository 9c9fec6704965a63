import { Module } from '@nestjs/common';
import { IntegrationReactions } from './integration.reactions.js';

@Module({
  imports: [],
  controllers: [],
  providers: [IntegrationReactions],
  exports: [],
})
export class IntegrationModule {}
