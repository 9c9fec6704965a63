import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { CURRENCY } from '../../../kernel/money.js';
import { mayChange, visibleHere } from '../group-wide.js';
import type { ListPriceLists, PriceItemView, PriceListView, PriceListWithItemsView } from './price-list.dto.js';
import { PriceList, priceListLifecycle } from './price-list.entity.js';

type CountedList = PriceList & { itemCount: number };
const PRICE_LISTS: ListDefinition = {
  select: `p.id, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.number, p.state, p.store_id AS "storeId", p.name, p.valid_from AS "validFrom",
    p.valid_until AS "validUntil", p.published_at AS "publishedAt", p.retired_at AS "retiredAt",
    (SELECT count(*)::int FROM sales.price_list_item i WHERE i.price_list_id = p.id) AS "itemCount"`,
  from: 'sales.price_list p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' }, validFrom: { by: 'p.valid_from', type: 'date' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'p.state = ANY(?::text[])',
    storeId: 'p.store_id = ?::uuid',
    modelId: 'EXISTS (SELECT 1 FROM sales.price_list_item i WHERE i.price_list_id = p.id AND i.model_id = ?::uuid)',
    date: `daterange(p.valid_from, p.valid_until, '[]') @> ?::date`,
  },
};

@Injectable()
export class PriceListReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<PriceListWithItemsView> {
    const list = await this.db.find(PriceList, id);
    const items = await this.db.sql<PriceItemView>(
      `SELECT kind, model_id AS "modelId", nullif(code, '') AS code, description, amount FROM sales.price_list_item WHERE price_list_id = $1 ORDER BY position`,
      [id],
    );
    return { ...viewOf({ ...list, itemCount: items.length } as CountedList), items };
  }
  async list(query: ListPriceLists): Promise<Page<PriceListView>> {
    const page = await this.lists.page<CountedList>(PRICE_LISTS, query, visibleHere('p.store_id'));
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (p: CountedList): PriceListView => {
  const head = headOf(priceListLifecycle, p);
  return {
    ...head,
    allowedMoves: mayChange(p) ? head.allowedMoves : [],
    storeId: p.storeId,
    name: p.name,
    validFrom: p.validFrom,
    validUntil: p.validUntil,
    currency: CURRENCY,
    itemCount: p.itemCount,
    publishedAt: p.publishedAt,
    retiredAt: p.retiredAt,
  };
};
