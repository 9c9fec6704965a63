import { Injectable } from '@nestjs/common';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { CURRENCY } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListPartStocks, PartStockView } from './part-stock.dto.js';

const STOCKS: ListDefinition = {
  select: `s.id, s.store_id AS "storeId", s.part_id AS "partId", p.number AS "partNumber", p.name AS "partName", p.unit, s.on_hand AS "onHand", s.reserved, s.on_hand - s.reserved AS available,
    s.average_cost AS "averageCost", s.value, '${CURRENCY}' AS currency, s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`,
  from: 'parts.part_stock s JOIN parts.part p ON p.id = s.part_id',
  id: 's.id',
  sorts: { partNumber: { by: 'p.number', type: 'text' }, onHand: { by: 's.on_hand', type: 'numeric' } },
  defaultSort: 'partNumber',
  filters: { partId: 's.part_id = ?', storeId: 's.store_id = ?' },
  scope: { store: 's.store_id' },
};

@Injectable()
export class PartStockService {
  constructor(private readonly lists: Lists) {}

  async list(query: ListPartStocks): Promise<Page<PartStockView>> {
    const page = await this.lists.page<PartStockView>(STOCKS, query);
    return { ...page, items: page.items.map((s) => (permissions.may('seePartCost', s) ? s : { ...s, averageCost: null, value: null })) };
  }
}
