import { Module } from '@nestjs/common';
import { CrmModule } from '../crm/crm.module.js';
import { InventoryModule } from '../inventory/inventory.module.js';
import { FinanceModule } from '../finance/finance.module.js';
import { SalesReactions } from './sales.reactions.js';

@Module({
  imports: [CrmModule, InventoryModule, FinanceModule],
  controllers: [],
  providers: [SalesReactions],
  exports: [],
})
export class SalesModule {}
