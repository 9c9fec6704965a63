import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AftersalesInternalRepairs1764000000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE aftersales.internal_repair (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_internal_repair_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_internal_repair_state CHECK (state IN ('PLANNED', 'IN_PROGRESS', 'QUALITY_CHECK', 'CLOSED', 'CANCELLED')),
  store_id uuid NOT NULL,
  sales_order_id uuid NOT NULL,
  order_number text NOT NULL,
  stock_vehicle_id uuid,
  vin text,
  released_at timestamptz,
  technician_employee_id uuid,
  started_at timestamptz,
  finished_at timestamptz,
  inspector_id uuid,
  rework_reason text,
  ended_at timestamptz,
  cancel_reason text,
  CONSTRAINT ck_internal_repair_begun CHECK (state IN ('PLANNED', 'CANCELLED') OR (stock_vehicle_id IS NOT NULL AND vin IS NOT NULL AND technician_employee_id IS NOT NULL)),
  CONSTRAINT ck_internal_repair_inspected CHECK (inspector_id IS NULL OR inspector_id <> technician_employee_id),
  CONSTRAINT ck_internal_repair_ended CHECK ((state IN ('CLOSED', 'CANCELLED')) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_internal_repair_live ON aftersales.internal_repair (sales_order_id) WHERE state IN ('PLANNED', 'IN_PROGRESS', 'QUALITY_CHECK');
CREATE INDEX ix_internal_repair_order ON aftersales.internal_repair (sales_order_id);
CREATE INDEX ix_internal_repair_car ON aftersales.internal_repair (stock_vehicle_id) WHERE stock_vehicle_id IS NOT NULL;
CREATE INDEX ix_internal_repair_store ON aftersales.internal_repair (store_id, created_at, id);

CREATE TABLE aftersales.fitting_order (
  sales_order_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  order_number text NOT NULL,
  accessories jsonb NOT NULL,
  stock_vehicle_id uuid,
  vin text,
  released_at timestamptz,
  end_reason text
);

CREATE TABLE aftersales.internal_repair_line (
  id uuid PRIMARY KEY,
  internal_repair_id uuid NOT NULL REFERENCES aftersales.internal_repair (id),
  item_code text NOT NULL,
  description text NOT NULL,
  part_id uuid,
  quantity numeric(14,3) NOT NULL,
  issued_quantity numeric(14,3) NOT NULL,
  cost bigint NOT NULL,
  CONSTRAINT uq_internal_repair_line_item UNIQUE (internal_repair_id, item_code),
  CONSTRAINT ck_internal_repair_line_quantity CHECK (quantity >= 0 AND issued_quantity BETWEEN 0 AND quantity AND cost >= 0)
);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE aftersales.internal_repair_line; DROP TABLE aftersales.internal_repair; DROP TABLE aftersales.fitting_order;',
    );
  }
}
