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
import { CarImporter } from './imports/car-importer.js';
import { ImportController } from './imports/import.controller.js';
import { Import, ImportRow } from './imports/import.entity.js';
import { ImportReads } from './imports/import.queries.js';
import { ImportService } from './imports/import.service.js';
import { LeadImporter } from './imports/lead-importer.js';
import { ModelImporter } from './imports/model-importer.js';
import { IntegrationReactions } from './integration.reactions.js';

@Module({
  imports: [TypeOrmModule.forFeature([AdfIntake, Import, ImportRow]), CrmModule, InventoryModule],
  controllers: [AdfController, AdfIntakeController, ImportController, FeedController],
  providers: [
    Desk,
    AdfReads,
    AdfIntakeService,
    LeadImporter,
    CarImporter,
    ModelImporter,
    ImportReads,
    ImportService,
    FeedService,
    IntegrationReactions,
  ],
  exports: [],
})
export class IntegrationModule {}
