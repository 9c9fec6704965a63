import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrmModule } from '../crm/crm.module.js';
import { InventoryModule } from '../inventory/inventory.module.js';
import { AdfController, AdfIntakeController } from './adf/adf.controller.js';
import { AdfIntake } from './adf/adf-intake.entity.js';
import { AdfIntakeService } from './adf/adf-intake.service.js';
import { AdfReads } from './adf/adf.queries.js';
import { Desk } from './desk.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedService } from './feed/feed.service.js';
import { IntegrationReactions } from './integration.reactions.js';

@Module({
  imports: [TypeOrmModule.forFeature([AdfIntake]), CrmModule, InventoryModule],
  controllers: [AdfController, AdfIntakeController, FeedController],
  providers: [Desk, AdfReads, AdfIntakeService, FeedService, IntegrationReactions],
  exports: [],
})
export class IntegrationModule {}
