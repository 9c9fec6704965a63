import { Module } from '@nestjs/common';
import { CrmModule } from '../crm/crm.module.js';
import { PartsModule } from '../parts/parts.module.js';
import { FinanceModule } from '../finance/finance.module.js';
import { AftersalesReactions } from './aftersales.reactions.js';

@Module({
  imports: [CrmModule, PartsModule, FinanceModule],
  controllers: [],
  providers: [AftersalesReactions],
  exports: [],
})
export class AftersalesModule {}
