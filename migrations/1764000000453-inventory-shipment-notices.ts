import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryShipmentNotices1764000000453 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.shipment_notice (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_shipment_notice_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_shipment_notice_state CHECK (state IN ('ISSUED', 'RECEIVED')),
  store_id uuid NOT NULL,
  vehicle_purchase_order_id uuid NOT NULL REFERENCES inventory.vehicle_purchase_order (id),
  notice_number text NOT NULL,
  carrier text NOT NULL,
  expected_on date NOT NULL,
  imported_by uuid NOT NULL,
  on_error text NOT NULL CONSTRAINT ck_shipment_notice_on_error CHECK (on_error IN ('SKIP', 'ABORT')),
  rows_total int NOT NULL,
  faults jsonb NOT NULL,
  received_at timestamptz,
  received_by uuid,
  differences jsonb NOT NULL,
  CONSTRAINT ck_shipment_notice_received CHECK ((state = 'RECEIVED') = (received_at IS NOT NULL)),
  CONSTRAINT uq_shipment_notice_of_order UNIQUE (vehicle_purchase_order_id, notice_number)
);
CREATE INDEX ix_shipment_notice_created ON inventory.shipment_notice (created_at, id);
CREATE INDEX ix_shipment_notice_store ON inventory.shipment_notice (store_id, created_at, id);

CREATE TABLE inventory.shipment_notice_line (
  id uuid PRIMARY KEY,
  shipment_notice_id uuid NOT NULL REFERENCES inventory.shipment_notice (id),
  row_number int NOT NULL,
  vin text NOT NULL,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  colour text NOT NULL,
  vehicle_purchase_order_line_id uuid NOT NULL REFERENCES inventory.vehicle_purchase_order_line (id),
  stock_vehicle_id uuid NOT NULL CONSTRAINT uq_shipment_notice_line_car UNIQUE REFERENCES inventory.stock_vehicle (id),
  CONSTRAINT uq_shipment_notice_line_row UNIQUE (shipment_notice_id, row_number)
);

CREATE TABLE inventory.carrier_claim (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_carrier_claim_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_carrier_claim_state CHECK (state IN ('OPEN', 'SUBMITTED', 'SETTLED', 'REJECTED', 'WAIVED')),
  store_id uuid NOT NULL,
  shipment_notice_id uuid NOT NULL REFERENCES inventory.shipment_notice (id),
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  vin text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_carrier_claim_kind CHECK (kind IN ('DAMAGE', 'MISSING')),
  carrier text NOT NULL,
  damages jsonb NOT NULL,
  claim_by timestamptz NOT NULL,
  currency text NOT NULL,
  amount bigint,
  submitted_by uuid,
  submitted_at timestamptz,
  settled_amount bigint,
  ended_by uuid,
  ended_at timestamptz,
  note text,
  CONSTRAINT uq_carrier_claim_car UNIQUE (shipment_notice_id, stock_vehicle_id, kind),
  CONSTRAINT ck_carrier_claim_submitted CHECK ((amount IS NOT NULL) = (submitted_at IS NOT NULL) AND (state NOT IN ('SUBMITTED', 'SETTLED', 'REJECTED') OR amount > 0)),
  CONSTRAINT ck_carrier_claim_settled CHECK ((state = 'SETTLED') = (settled_amount IS NOT NULL) AND settled_amount BETWEEN 0 AND amount),
  CONSTRAINT ck_carrier_claim_ended CHECK ((state IN ('SETTLED', 'REJECTED', 'WAIVED')) = (ended_at IS NOT NULL))
);
CREATE INDEX ix_carrier_claim_created ON inventory.carrier_claim (created_at, id);
CREATE INDEX ix_carrier_claim_store ON inventory.carrier_claim (store_id, created_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.carrier_claim;
DROP TABLE inventory.shipment_notice_line;
DROP TABLE inventory.shipment_notice;
`);
  }
}
