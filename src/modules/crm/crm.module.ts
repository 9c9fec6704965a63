import { Module } from '@nestjs/common';
import { CrmApi } from './crm.api.js';
import { CrmReactions } from './crm.reactions.js';

@Module({
  imports: [],
  controllers: [],
  providers: [CrmApi, CrmReactions],
  exports: [CrmApi],
})
export class CrmModule {}
