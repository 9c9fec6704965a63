import { Module } from '@nestjs/common';
import { PartsApi } from './parts.api.js';
import { PartsReactions } from './parts.reactions.js';

@Module({
  imports: [],
  controllers: [],
  providers: [PartsApi, PartsReactions],
  exports: [PartsApi],
})
export class PartsModule {}
