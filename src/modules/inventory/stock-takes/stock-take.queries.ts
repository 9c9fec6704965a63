import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type {
  ListStockTakeDifferences,
  ListStockTakes,
  ListStockTakeScans,
  StockTakeDifferenceView,
  StockTakeScanView,
  StockTakeView,
} from './stock-take.dto.js';
import { STANDING, StockTake, type StockTakeDifference, stockTakeLifecycle } from './stock-take.entity.js';

type Row = StockTake & Pick<StockTakeView, 'scanned' | 'missing' | 'surplus' | 'wrongPlace'>;
export type Judged = Omit<StockTakeDifference, 'id' | 'stockTakeId' | 'outcome'>;

const differences = (kind: string) =>
  `(SELECT count(*)::int FROM inventory.stock_take_difference d WHERE d.stock_take_id = t.id AND d.kind = '${kind}')`;
const TAKES: ListDefinition = {
  select: `t.id, t.number, t.state, t.store_id AS "storeId", t.yard, t.note, t.opened_by AS "openedBy", t.opened_at AS "openedAt", t.expected,
    (SELECT count(*)::int FROM inventory.stock_take_scan s WHERE s.stock_take_id = t.id) AS scanned,
    ${differences('MISSING')} AS missing, ${differences('SURPLUS')} AS surplus, ${differences('WRONG_PLACE')} AS "wrongPlace",
    t.closed_by AS "closedBy", t.closed_at AS "closedAt", t.decided_by AS "decidedBy", t.decided_at AS "decidedAt", t.decision_note AS "decisionNote",
    t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'inventory.stock_take t',
  id: 't.id',
  sorts: { createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 't.state = ANY(?::text[])', storeId: 't.store_id = ?::uuid' },
  scope: { store: 't.store_id' },
};
const SCANS: ListDefinition = {
  select: `s.id, s.vin, s.stock_vehicle_id AS "stockVehicleId", s.flag, s.location, s.recorded_location AS "recordedLocation", s.scanned_by AS "scannedBy", s.scanned_at AS "scannedAt"`,
  from: 'inventory.stock_take_scan s',
  id: 's.id',
  sorts: { scannedAt: { by: 's.scanned_at', type: 'timestamptz' } },
  defaultSort: '-scannedAt',
  filters: { flag: 's.flag = ?', flagged: '?::boolean = (s.flag IS NOT NULL)' },
};
const DIFFERENCES: ListDefinition = {
  select: `d.id, d.vin, d.stock_vehicle_id AS "stockVehicleId", d.kind, d.flag, d.recorded_state AS "recordedState", d.recorded_location AS "recordedLocation",
    d.found_location AS "foundLocation", d.outcome`,
  from: 'inventory.stock_take_difference d',
  id: 'd.id',
  sorts: { vin: { by: 'd.vin', type: 'text' } },
  defaultSort: 'vin',
  filters: { kind: 'd.kind = ?' },
};

/** Whether a place `l` is of the yard that is counted. */
const ofYard = (location: string, yard: string) =>
  `(${yard}::text IS NULL OR ${location} = ${yard} OR left(${location}, length(${yard}) + 1) = ${yard} || '-')`;
const standing = `v.state = ANY($3::text[])`;
/** Came into this store or left it by a recorded move since the count was opened. */
const MOVED = `EXISTS (SELECT 1 FROM inventory.vehicle_movement w WHERE w.stock_vehicle_id = v.id AND w.store_id = $2 AND w.at >= $5::timestamptz
  AND (w.from_state IS NOT NULL AND w.from_state = ANY($3::text[])) <> (w.to_state = ANY($3::text[])))`;
const EXPECTED = `EXISTS (SELECT 1 FROM inventory.stock_take_expectation e WHERE e.stock_take_id = $1 AND e.stock_vehicle_id = v.id)`;

/**
 * One statement, so one instant: the books as they were when the count was opened and as they are now, against what was scanned.
 * A car that left or came by a recorded move in between is no difference.
 */
const JUDGE = `
SELECT v.vin, v.id AS "stockVehicleId", 'MISSING' AS kind, NULL AS flag, v.state AS "recordedState", v.location AS "recordedLocation", NULL AS "foundLocation"
FROM inventory.stock_vehicle v
WHERE v.store_id = $2 AND ${standing} AND (v.yard = $4::text OR ${ofYard('v.location', '$4')}) AND ${EXPECTED} AND NOT ${MOVED}
  AND NOT EXISTS (SELECT 1 FROM inventory.stock_take_scan s WHERE s.stock_take_id = $1 AND s.vin = v.vin)
UNION ALL
SELECT s.vin, v.id, 'WRONG_PLACE', NULL, v.state, v.location, f.location
FROM inventory.stock_take_scan s JOIN inventory.stock_vehicle v ON v.id = s.stock_vehicle_id
CROSS JOIN LATERAL (SELECT coalesce(s.location, CASE WHEN v.yard IS DISTINCT FROM $4::text AND NOT ${ofYard(`coalesce(s.recorded_location, '')`, '$4')} THEN $4::text END) AS location) f
WHERE s.stock_take_id = $1 AND v.store_id = $2 AND ${standing} AND f.location IS NOT NULL AND f.location IS DISTINCT FROM v.location
  AND v.location IS NOT DISTINCT FROM s.recorded_location
UNION ALL
SELECT s.vin, v.id, 'SURPLUS', CASE WHEN v.id IS NULL THEN 'UNKNOWN_VIN' WHEN v.store_id <> $2 THEN 'OTHER_STORE' ELSE 'NOT_IN_STOCK' END,
  CASE WHEN v.store_id = $2 THEN v.state END, CASE WHEN v.store_id = $2 THEN v.location END, s.location
FROM inventory.stock_take_scan s LEFT JOIN inventory.stock_vehicle v ON v.id = s.stock_vehicle_id
WHERE s.stock_take_id = $1 AND (v.id IS NULL OR NOT (v.store_id = $2 AND ${standing}) AND NOT ${EXPECTED} AND NOT ${MOVED})
ORDER BY 1`;

@Injectable()
export class StockTakeReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<StockTakeView> {
    const [row] = await this.db.sql<Row>(`SELECT ${TAKES.select} FROM ${TAKES.from} WHERE t.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListStockTakes): Promise<Page<StockTakeView>> {
    const page = await this.lists.page<Row>(TAKES, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async scans(id: string, query: ListStockTakeScans): Promise<Page<StockTakeScanView>> {
    await this.db.find(StockTake, id);
    return this.lists.page<StockTakeScanView>(SCANS, query, [['s.stock_take_id = ?::uuid', id]]);
  }
  async differences(id: string, query: ListStockTakeDifferences): Promise<Page<StockTakeDifferenceView>> {
    await this.db.find(StockTake, id);
    return this.lists.page<StockTakeDifferenceView>(DIFFERENCES, query, [['d.stock_take_id = ?::uuid', id]]);
  }

  /** Keeps what stands there by the books now; answers how many cars. */
  async expect({ id, storeId, yard }: Pick<StockTake, 'id' | 'storeId' | 'yard'>): Promise<number> {
    return this.db.touched(
      `INSERT INTO inventory.stock_take_expectation (stock_take_id, stock_vehicle_id)
       SELECT $1, v.id FROM inventory.stock_vehicle v WHERE v.store_id = $2 AND ${standing} AND (v.yard = $4::text OR ${ofYard('v.location', '$4')}) RETURNING 1`,
      [id, storeId, STANDING, yard],
    );
  }
  judge({ id, storeId, yard, openedAt }: StockTake): Promise<Judged[]> {
    return this.db.sql<Judged>(JUDGE, [id, storeId, STANDING, yard, openedAt]);
  }
}

const viewOf = (t: Row): StockTakeView => ({
  ...headOf(stockTakeLifecycle, t),
  yard: t.yard,
  note: t.note,
  openedBy: t.openedBy,
  openedAt: t.openedAt,
  expected: t.expected,
  scanned: t.scanned,
  missing: t.missing,
  surplus: t.surplus,
  wrongPlace: t.wrongPlace,
  closedBy: t.closedBy,
  closedAt: t.closedAt,
  decidedBy: t.decidedBy,
  decidedAt: t.decidedAt,
  decisionNote: t.decisionNote,
});
