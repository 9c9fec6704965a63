import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { CreateLenderProduct, EditLenderProduct, LenderProductView, ListLenderProducts } from './lender-product.dto.js';
import { LenderProductCodeTaken, LenderProductInvalid } from './lender-product.rules.js';
import { LenderProductService } from './lender-product.service.js';

@Resource('lender-products', 'sales')
export class LenderProductController {
  constructor(private readonly products: LenderProductService) {}

  @Create('createLenderProduct', LenderProductView, {
    summary: 'Offer a loan of a lender',
    description:
      'Ceilings and terms are the lender’s (F-3); where its own rate is higher, the difference is a subsidy that somebody owes (F-4).',
    refusals: [LenderProductInvalid, LenderProductCodeTaken],
  })
  create(@Body() body: CreateLenderProduct): Promise<LenderProductView> {
    return this.products.introduce(body);
  }
  @List('listLenderProducts', LenderProductView, { summary: 'List lender products by code' })
  list(@Query() query: ListLenderProducts): Promise<Page<LenderProductView>> {
    return this.products.list(query);
  }
  @Read('getLenderProduct', LenderProductView, { summary: 'Read a lender product' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<LenderProductView> {
    return this.products.one(id);
  }
  @Edit('updateLenderProduct', LenderProductView, {
    summary: 'Change rates, limits or the end of a lender product',
    description: 'What was applied for already keeps its terms.',
    refusals: [LenderProductInvalid],
  })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditLenderProduct,
    @IfMatch() expected: number | '*',
  ): Promise<LenderProductView> {
    return this.products.change(id, body, expected);
  }
  @Move('closeLenderProduct', 'close', LenderProductView, { summary: 'Take it off the offer', refusals: [IllegalMove] })
  close(@Param('id', ParseUUIDPipe) id: string): Promise<LenderProductView> {
    return this.products.close(id);
  }
}
