import { Injectable } from '@nestjs/common';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { CURRENCY } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListPartMovements, PartMovementView } from './part-movement.dto.js';

const MOVEMENTS: ListDefinition = {
  select: `m.id, m.at, m.store_id AS "storeId", m.part_id AS "partId", m.type, m.quantity, m.unit_cost AS "unitCost", m.value, '${CURRENCY}' AS currency,
    m.document_type AS "documentType", m.document_id AS "documentId", m.reason, m.employee_id AS "employeeId"`,
  from: 'parts.part_movement m',
  id: 'm.id',
  sorts: { at: { by: 'm.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: { storeId: 'm.store_id = ?', partId: 'm.part_id = ?', documentId: 'm.document_id = ?', type: 'm.type = ANY(?::text[])' },
  scope: { store: 'm.store_id' },
};

@Injectable()
export class PartMovementService {
  constructor(private readonly lists: Lists) {}

  async list(query: ListPartMovements): Promise<Page<PartMovementView>> {
    const page = await this.lists.page<PartMovementView>(MOVEMENTS, query);
    return { ...page, items: page.items.map((m) => (permissions.may('seePartCost', m) ? m : { ...m, unitCost: null, value: null })) };
  }
}
