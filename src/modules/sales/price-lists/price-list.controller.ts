import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, InvalidInput, StoreRequired } from '../../../kernel/problems.js';
import { PriceExplanation } from './price-explanation.js';
import {
  AskPrices,
  CreatePriceList,
  EditPriceList,
  ListPriceLists,
  PriceExplanationView,
  PriceListView,
  PriceListWithItemsView,
} from './price-list.dto.js';
import { PriceListReads } from './price-list.queries.js';
import { PriceListFixed, PriceListInvalid, PriceListOverlap } from './price-list.rules.js';
import { PriceListService } from './price-list.service.js';

@Resource('price-lists', 'sales')
export class PriceListController {
  constructor(
    private readonly priceLists: PriceListService,
    private readonly reads: PriceListReads,
    private readonly explanation: PriceExplanation,
  ) {}

  @Create('createPriceList', PriceListWithItemsView, {
    summary: 'Draft a price list',
    refusals: [PriceListInvalid, StoreRequired],
  })
  create(@Body() body: CreatePriceList): Promise<PriceListWithItemsView> {
    return this.priceLists.write(body);
  }
  @List('listPriceLists', PriceListView, {
    summary: 'List price lists',
    description: 'Those of the caller’s stores and those of the whole group, newest first.',
  })
  list(@Query() query: ListPriceLists): Promise<Page<PriceListView>> {
    return this.reads.list(query);
  }
  @Read('explainPrices', PriceExplanationView, {
    path: 'prices',
    summary: 'See which price holds for a model at a store on a day, and why',
    description:
      'The store’s published list goes before the group’s, and both before the model’s own list price. Promotions that a quotation gets without asking are marked APPLIED: all that go together, or the one that does not if it is worth more.',
    refusals: [InvalidInput, StoreRequired],
  })
  explain(@Query() query: AskPrices): Promise<PriceExplanationView> {
    return this.explanation.of(query);
  }
  @Read('getPriceList', PriceListWithItemsView, { summary: 'Read a price list with its prices' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PriceListWithItemsView> {
    return this.reads.one(id);
  }
  @Edit('updatePriceList', PriceListWithItemsView, { summary: 'Change a draft', refusals: [PriceListFixed, PriceListInvalid] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditPriceList,
    @IfMatch() expected: number | '*',
  ): Promise<PriceListWithItemsView> {
    return this.priceLists.change(id, body, expected);
  }
  @Move('publishPriceList', 'publish', PriceListWithItemsView, {
    summary: 'Publish it: it never changes again',
    description:
      'Holds from its first day, or from today where that is over. Refused when another published list has a price for the same store, item and day (Q-2).',
    refusals: [IllegalMove, PriceListInvalid, PriceListOverlap],
  })
  publish(@Param('id', ParseUUIDPipe) id: string): Promise<PriceListWithItemsView> {
    return this.priceLists.publish(id);
  }
  @Move('retirePriceList', 'retire', PriceListWithItemsView, {
    summary: 'End it: its prices hold no more from today on',
    refusals: [IllegalMove],
  })
  retire(@Param('id', ParseUUIDPipe) id: string): Promise<PriceListWithItemsView> {
    return this.priceLists.retire(id);
  }
}
