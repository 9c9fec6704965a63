import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { StoreRequired } from '../../../kernel/problems.js';
import { BayCodeTaken } from '../aftersales.contract.js';
import { BayView, CreateBay, ListBays } from './bay.dto.js';
import { BayService } from './bay.service.js';

@Resource('bays', 'aftersales')
export class BayController {
  constructor(private readonly bays: BayService) {}

  @Create('createBay', BayView, { summary: 'Open a bay in the workshop', refusals: [BayCodeTaken, StoreRequired] })
  create(@Body() body: CreateBay): Promise<BayView> {
    return this.bays.open(body);
  }
  @List('listBays', BayView, { summary: 'List bays: by the labour operation they fit, and whether they are free now' })
  list(@Query() query: ListBays): Promise<Page<BayView>> {
    return this.bays.list(query);
  }
  @Read('getBay', BayView, { summary: 'Read a bay' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<BayView> {
    return this.bays.bay(id);
  }
}
