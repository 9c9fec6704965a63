import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (names: string) => `
ALTER TABLE inventory.integrity_alarm DROP CONSTRAINT ck_integrity_alarm_kind, ADD CONSTRAINT ck_integrity_alarm_kind CHECK (kind IN (${names}));
`;

/** What was accrued after a payoff that is told late; orders that were heard to have ended; deliveries by their time. */
export class InventoryAdjustmentsAndEndedOrders1764000000474 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.floor_plan_adjustment (
  floor_plan_id uuid PRIMARY KEY REFERENCES inventory.floor_plan (id),
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  from_day date NOT NULL,
  days int NOT NULL CONSTRAINT ck_floor_plan_adjustment_days CHECK (days > 0),
  interest bigint NOT NULL CONSTRAINT ck_floor_plan_adjustment_interest CHECK (interest <= 0),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX ix_floor_plan_adjustment_vehicle ON inventory.floor_plan_adjustment (stock_vehicle_id);
CREATE TRIGGER floor_plan_adjustment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory.floor_plan_adjustment FOR EACH STATEMENT EXECUTE FUNCTION inventory.refuse_change();
CREATE TABLE inventory.ended_order (
  sales_order_id uuid PRIMARY KEY,
  ended_at timestamptz NOT NULL
);
CREATE INDEX ix_vehicle_movement_delivered ON inventory.vehicle_movement (at) WHERE move = 'deliver';
${kinds(`'RESERVED_WITHOUT_RESERVATION', 'RESERVATION_WITHOUT_RESERVED_CAR', 'RESERVED_FOR_ENDED_ORDER'`)}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM inventory.integrity_alarm WHERE kind = 'RESERVED_FOR_ENDED_ORDER';
${kinds(`'RESERVED_WITHOUT_RESERVATION', 'RESERVATION_WITHOUT_RESERVED_CAR'`)}
DROP INDEX inventory.ix_vehicle_movement_delivered;
DROP TABLE inventory.ended_order;
DROP TABLE inventory.floor_plan_adjustment;
`);
  }
}
