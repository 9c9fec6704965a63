import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { StoreCodeTaken } from '../identity.contract.js';
import { CreateStore, ListStores, StoreView } from './store.dto.js';
import { StoreService } from './store.service.js';

@Resource('stores', 'identity')
export class StoreController {
  constructor(private readonly stores: StoreService) {}

  @Create('createStore', StoreView, { summary: 'Open a store', refusals: [StoreCodeTaken] })
  create(@Body() body: CreateStore): Promise<StoreView> {
    return this.stores.openStore(body);
  }
  @List('listStores', StoreView, { summary: 'List the stores of the group' })
  list(@Query() query: ListStores): Promise<Page<StoreView>> {
    return this.stores.list(query);
  }
  @Read('getStore', StoreView, { summary: 'Read a store' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StoreView> {
    return this.stores.store(id);
  }
}
