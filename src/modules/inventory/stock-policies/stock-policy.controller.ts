import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, ReferenceUnknown, StoreRequired } from '../../../kernel/problems.js';
import { ColourNotOfModel } from '../inventory.contract.js';
import { CreateStockPolicy, EditStockPolicy, ListStockPolicies, StockPolicyView } from './stock-policy.dto.js';
import { StockPolicyExists, StockPolicyInvalid, StockPolicyOfAllStores } from './stock-policy.rules.js';
import { StockPolicyService } from './stock-policy.service.js';

@Resource('stock-policies', 'inventory')
export class StockPolicyController {
  constructor(private readonly policies: StockPolicyService) {}

  @Create('createStockPolicy', StockPolicyView, {
    summary: 'Say how much stock there should be of which cars (V-7)',
    description:
      'What is not named is a wildcard; the policy then holds for each store, model and colour by itself. Of several that cover a car the most specific wins. Alerts follow at once.',
    refusals: [NotFound, StockPolicyInvalid, StockPolicyExists, StockPolicyOfAllStores, ColourNotOfModel, ReferenceUnknown, StoreRequired],
  })
  create(@Body() body: CreateStockPolicy): Promise<StockPolicyView> {
    return this.policies.set(body);
  }
  @List('listStockPolicies', StockPolicyView, {
    summary: 'List stock policies, the newest first',
    description: 'Those of the store and those of every store.',
  })
  list(@Query() query: ListStockPolicies): Promise<Page<StockPolicyView>> {
    return this.policies.list(query);
  }
  @Read('getStockPolicy', StockPolicyView, { summary: 'Read a stock policy' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StockPolicyView> {
    return this.policies.one(id);
  }
  @Edit('updateStockPolicy', StockPolicyView, {
    summary: 'Change the figures of a stock policy',
    refusals: [StockPolicyInvalid, StockPolicyOfAllStores],
  })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditStockPolicy, @IfMatch() expected: number | '*'): Promise<StockPolicyView> {
    return this.policies.change(id, body, expected);
  }
  @Move('endStockPolicy', 'end', StockPolicyView, {
    summary: 'End a stock policy; its alerts close',
    refusals: [IllegalMove, StockPolicyOfAllStores],
  })
  end(@Param('id', ParseUUIDPipe) id: string): Promise<StockPolicyView> {
    return this.policies.end(id);
  }
}
