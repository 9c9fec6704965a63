import { Module } from '@nestjs/common';
import { FunnelController } from './funnel/funnel.controller.js';
import { FunnelFacts } from './funnel/funnel.facts.js';
import { FunnelService } from './funnel/funnel.service.js';
import { ReportingReactions } from './reporting.reactions.js';

@Module({
  imports: [],
  controllers: [FunnelController],
  providers: [ReportingReactions, FunnelFacts, FunnelService],
  exports: [],
})
export class ReportingModule {}
