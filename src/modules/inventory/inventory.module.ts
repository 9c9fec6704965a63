import { Module } from '@nestjs/common';
import { InventoryApi } from './inventory.api.js';
import { InventoryReactions } from './inventory.reactions.js';

@Module({
  imports: [],
  controllers: [],
  providers: [InventoryApi, InventoryReactions],
  exports: [InventoryApi],
})
export class InventoryModule {}
