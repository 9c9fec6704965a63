import { Injectable } from '@nestjs/common';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ProjectionHorizon } from '../inventory.contract.js';
import type { ListStockLevels, StockLevelView } from './stock-level.dto.js';

/** `$1` is the horizon: the list's first fixed condition binds it. */
const LEVELS: ListDefinition = {
  select: `l.id, l.store_id AS "storeId", l.model_id AS "modelId", m.code AS "modelCode", m.name AS "modelName", l.colour, l.in_stock AS "inStock", l.reserved, l.arrived,
    l.in_transit AS "inTransit", l.in_transit_within AS "inTransitWithinHorizon", l.ordered, l.on_hold AS "onHold", l.open_demand AS "openDemand",
    l.in_stock + l.arrived + l.in_transit_within - l.open_demand AS projected`,
  from: `(
    SELECT md5(store_id::text || model_id::text || colour)::uuid AS id, store_id, model_id, colour,
      count(*) FILTER (WHERE state = 'IN_STOCK')::int AS in_stock,
      count(*) FILTER (WHERE state IN ('RESERVED', 'PREPARING', 'READY'))::int AS reserved,
      count(*) FILTER (WHERE state = 'ARRIVED')::int AS arrived,
      count(*) FILTER (WHERE state = 'IN_TRANSIT')::int AS in_transit,
      count(*) FILTER (WHERE state = 'IN_TRANSIT' AND expected_on <= $1::date)::int AS in_transit_within,
      count(*) FILTER (WHERE state = 'ORDERED')::int AS ordered,
      count(*) FILTER (WHERE state = 'HOLD')::int AS on_hold,
      count(*) FILTER (WHERE state = 'OPEN')::int AS open_demand
    FROM (
      SELECT store_id, model_id, colour, state, expected_on FROM inventory.stock_vehicle WHERE state NOT IN ('DELIVERED', 'DEMO') AND condition = 'NEW'
      UNION ALL
      SELECT store_id, model_id, colour, state, NULL FROM inventory.vehicle_demand WHERE state = 'OPEN'
    ) c
    GROUP BY store_id, model_id, colour
  ) l JOIN inventory.vehicle_model m ON m.id = l.model_id`,
  id: 'l.id',
  sorts: {
    modelCode: { by: 'm.code', type: 'text' },
    projected: { by: 'l.in_stock + l.arrived + l.in_transit_within - l.open_demand', type: 'int' },
  },
  defaultSort: 'modelCode',
  filters: { storeId: 'l.store_id = ?::uuid', modelId: 'l.model_id = ?::uuid', colour: 'l.colour = ?' },
  scope: { store: 'l.store_id' },
};

@Injectable()
export class StockLevelReads {
  constructor(
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
    private readonly clock: Clock,
  ) {}

  async list(query: ListStockLevels): Promise<Page<StockLevelView>> {
    const horizon = addDays(this.clock.today(), await this.identity.setting(ProjectionHorizon, query.storeId));
    return this.lists.page<StockLevelView>(LEVELS, query, [['?::date IS NOT NULL', horizon]]);
  }
}
