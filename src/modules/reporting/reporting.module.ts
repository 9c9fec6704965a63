import { Module } from '@nestjs/common';
import { ReportingReactions } from './reporting.reactions.js';

@Module({
  imports: [],
  controllers: [],
  providers: [ReportingReactions],
  exports: [],
})
export class ReportingModule {}
