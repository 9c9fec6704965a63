import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { DeliveryView, ListDeliveries } from './delivery.dto.js';
import { DeliveryReads } from './delivery.queries.js';

@Resource('deliveries', 'sales')
export class DeliveryController {
  constructor(private readonly reads: DeliveryReads) {}

  @List('listDeliveries', DeliveryView, { summary: 'List deliveries' })
  list(@Query() query: ListDeliveries): Promise<Page<DeliveryView>> {
    return this.reads.list(query);
  }
  @Read('getDelivery', DeliveryView, { summary: 'Read a delivery' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<DeliveryView> {
    return this.reads.one(id);
  }
}
