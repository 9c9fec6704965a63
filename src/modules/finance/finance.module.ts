import { Module } from '@nestjs/common';
import { CrmModule } from '../crm/crm.module.js';
import { FinanceApi } from './finance.api.js';
import { FinanceReactions } from './finance.reactions.js';

@Module({
  imports: [CrmModule],
  controllers: [],
  providers: [FinanceApi, FinanceReactions],
  exports: [FinanceApi],
})
export class FinanceModule {}
