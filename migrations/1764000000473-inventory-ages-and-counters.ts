import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which cars were told of as old, by the day their age is counted from; who counted along in a stock-take; lists of the whole group by index. */
export class InventoryAgesAndCounters1764000000473 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.vehicle_age_mark (
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  mark text NOT NULL CONSTRAINT ck_vehicle_age_mark_mark CHECK (mark IN ('AGED', 'SIX_MONTHS', 'REGISTRATION_INSPECTION_NEAR')),
  since date NOT NULL,
  told_on date NOT NULL,
  PRIMARY KEY (stock_vehicle_id, mark, since)
);
ALTER TABLE inventory.stock_take ADD COLUMN counters uuid[] NOT NULL DEFAULT '{}';
UPDATE inventory.stock_take t SET counters = s.counters
FROM (SELECT stock_take_id, array_agg(DISTINCT scanned_by) AS counters FROM inventory.stock_take_scan GROUP BY 1) s WHERE s.stock_take_id = t.id;
CREATE INDEX ix_reservation_created ON inventory.reservation (created_at, id);
CREATE INDEX ix_reservation_expires ON inventory.reservation ((coalesce(expires_at, 'infinity'::timestamptz)), id);
CREATE INDEX ix_vehicle_demand_created ON inventory.vehicle_demand (created_at, id);
CREATE INDEX ix_pdi_inspection_created ON inventory.pdi_inspection (created_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX inventory.ix_pdi_inspection_created;
DROP INDEX inventory.ix_vehicle_demand_created;
DROP INDEX inventory.ix_reservation_expires;
DROP INDEX inventory.ix_reservation_created;
ALTER TABLE inventory.stock_take DROP COLUMN counters;
DROP TABLE inventory.vehicle_age_mark;
`);
  }
}
