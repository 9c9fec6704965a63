import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ProjectionHorizon } from '../inventory.rules.js';
import type { ListStockLevels, StockLevelView } from './stock-level.dto.js';

/** What stock is counted by (V-7). */
export interface StockKey {
  storeId: string;
  modelId: string;
  colour: string;
}
export interface StockLevel extends StockKey {
  projected: number;
  openDemand: number;
}

/**
 * The terms of V-7 as sums of the maintained counts; `$1` is the last day of the horizon. They are sums of what the database
 * itself noted beside every change of a car, so they equal a count over the cars in every snapshot, and no car is read.
 */
const count = (kinds: string) => `coalesce(sum(quantity) FILTER (WHERE ${kinds}), 0)::int`;
const TERMS = `${count(`kind = 'IN_STOCK'`)} AS in_stock,
  ${count(`kind IN ('RESERVED', 'PREPARING', 'READY')`)} AS reserved,
  ${count(`kind = 'ARRIVED'`)} AS arrived,
  ${count(`kind = 'IN_TRANSIT'`)} AS in_transit,
  ${count(`kind = 'IN_TRANSIT' AND expected_on <= $1::date`)} AS in_transit_within,
  ${count(`kind = 'ORDERED'`)} AS ordered,
  ${count(`kind = 'OEM_CONFIRMED'`)} AS oem_confirmed,
  ${count(`kind = 'HOLD'`)} AS on_hold,
  ${count(`kind = 'TRANSFERRING'`)} AS transferring,
  ${count(`kind IN ('DEMO', 'LOANER', 'DAMAGED', 'RETURNED', 'WHOLESALE')`)} AS set_aside,
  ${count(`kind = 'OPEN_DEMAND'`)} AS open_demand`;
const LEVEL_OF = (where: string) => `(
    SELECT store_id, model_id, colour, ${TERMS} FROM inventory.stock_count
    WHERE kind NOT IN ('DELIVERED', 'SCRAPPED', 'CANCELLED')${where} GROUP BY store_id, model_id, colour
  )`;
const PROJECTED = 'l.in_stock + l.arrived + l.in_transit_within + l.oem_confirmed - l.open_demand';
const KEY_ID = 'md5(l.store_id::text || l.model_id::text || l.colour)::uuid';

/** Sales of the 30 days up to a day, `$2`: read from an index of the delivered cars by day. */
const SALES = `SELECT store_id, model_id, colour, count(*)::int AS sold FROM inventory.stock_vehicle
    WHERE state = 'DELIVERED' AND condition = 'NEW' AND delivered_on > $2::date - 30 AND delivered_on <= $2::date GROUP BY 1, 2, 3`;

const LEVELS: ListDefinition = {
  select: `${KEY_ID} AS id, l.store_id AS "storeId", l.model_id AS "modelId", m.code AS "modelCode", m.name AS "modelName", l.colour, l.in_stock AS "inStock", l.reserved, l.arrived,
    l.in_transit AS "inTransit", l.in_transit_within AS "inTransitWithinHorizon", l.oem_confirmed AS "oemConfirmed", l.ordered, l.on_hold AS "onHold", l.transferring,
    l.set_aside AS "setAside", l.open_demand AS "openDemand", ${PROJECTED} AS projected,
    coalesce(s.sold, 0) AS "soldIn30Days", round((${PROJECTED}) * 30.0 / s.sold, 1) AS "daysSupply"`,
  from: `${LEVEL_OF('')} l JOIN inventory.vehicle_model m ON m.id = l.model_id
    LEFT JOIN (${SALES}) s ON s.store_id = l.store_id AND s.model_id = l.model_id AND s.colour = l.colour`,
  id: KEY_ID,
  sorts: {
    modelCode: { by: 'm.code', type: 'text' },
    projected: { by: PROJECTED, type: 'int' },
  },
  defaultSort: 'modelCode',
  filters: { storeId: 'l.store_id = ?::uuid', modelId: 'l.model_id = ?::uuid', colour: 'l.colour = ?' },
  scope: { store: 'l.store_id' },
  // What has come to nothing is no level.
  where: `l.in_stock <> 0 OR l.reserved <> 0 OR l.arrived <> 0 OR l.in_transit <> 0 OR l.ordered <> 0 OR l.oem_confirmed <> 0 OR l.on_hold <> 0
    OR l.transferring <> 0 OR l.set_aside <> 0 OR l.open_demand <> 0`,
};

@Injectable()
export class StockLevelReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
    private readonly clock: Clock,
  ) {}

  async list(query: ListStockLevels): Promise<Page<StockLevelView>> {
    const horizon = await this.#horizon(query.storeId);
    return this.lists.page<StockLevelView>(LEVELS, query, [
      ['?::date IS NOT NULL', horizon],
      ['?::date IS NOT NULL', this.clock.today()],
    ]);
  }

  /** What is to be expected of one kind of car. */
  async projected({ storeId, modelId, colour }: StockKey): Promise<StockLevel> {
    const [row] = await this.db.sql<StockLevel>(
      `SELECT ${PROJECTED} AS projected, l.open_demand AS "openDemand" FROM ${LEVEL_OF(' AND store_id = $2 AND model_id = $3 AND colour = $4')} l`,
      [await this.#horizon(storeId), storeId, modelId, colour],
    );
    return { storeId, modelId, colour, projected: row?.projected ?? 0, openDemand: row?.openDemand ?? 0 };
  }
  /** All kinds of cars that a store has, waits for or lacks. */
  async projections(storeId: string): Promise<StockLevel[]> {
    return this.db.sql<StockLevel>(
      `SELECT l.store_id AS "storeId", l.model_id AS "modelId", l.colour, ${PROJECTED} AS projected, l.open_demand AS "openDemand" FROM ${LEVEL_OF(' AND store_id = $2')} l`,
      [await this.#horizon(storeId), storeId],
    );
  }

  /** Cars sold to customers in the 30 days before a day, by kind (V-6). */
  sales(storeId: string, until: string): Promise<(StockKey & { sold: number })[]> {
    return this.db.sql(
      `SELECT s.store_id AS "storeId", s.model_id AS "modelId", s.colour, s.sold FROM (${SALES}) s WHERE s.store_id = $1`,
      [storeId, until],
    );
  }

  /** One row of each count instead of many, if there are more than so many; whoever reads meanwhile sees the many or the one, the same sum. */
  async fold({ storeId, modelId, colour }: StockKey, moreThan = 0): Promise<void> {
    await this.db.sql(
      `WITH folded AS (
         DELETE FROM inventory.stock_count WHERE store_id = $1 AND model_id = $2 AND colour = $3
           AND (SELECT count(*) FROM inventory.stock_count WHERE store_id = $1 AND model_id = $2 AND colour = $3) > $4
         RETURNING kind, expected_on, quantity)
       INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
       SELECT $1, $2, $3, kind, expected_on, sum(quantity) FROM folded GROUP BY kind, expected_on HAVING sum(quantity) <> 0`,
      [storeId, modelId, colour, moreThan],
    );
  }
  /** Kinds of cars that have several rows for one count. */
  unfolded(): Promise<StockKey[]> {
    return this.db.sql<StockKey>(
      `SELECT store_id AS "storeId", model_id AS "modelId", colour FROM inventory.stock_count
       GROUP BY 1, 2, 3 HAVING count(*) > count(DISTINCT (kind, expected_on))`,
    );
  }

  async #horizon(storeId?: string): Promise<string> {
    return addDays(this.clock.today(), await this.identity.setting(ProjectionHorizon, storeId));
  }
}
