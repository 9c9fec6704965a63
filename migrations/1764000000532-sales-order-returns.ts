import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesOrderReturns1764000000532 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.gate_waiver (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  gate text NOT NULL CONSTRAINT ck_gate_waiver_gate CHECK (gate IN ('PAYMENT', 'CONTRACT_SIGNED', 'PURCHASE_TAX', 'REGISTRATION')),
  vin text NOT NULL,
  reason text NOT NULL,
  waived_by uuid NOT NULL,
  covered_amount bigint,
  CONSTRAINT ck_gate_waiver_covered CHECK ((gate = 'PAYMENT') = (covered_amount IS NOT NULL))
);
CREATE INDEX ix_gate_waiver_order ON sales.gate_waiver (sales_order_id);
CREATE INDEX ix_gate_waiver_customer ON sales.gate_waiver (customer_id);
CREATE INDEX ix_gate_waiver_opportunity ON sales.gate_waiver (opportunity_id);

CREATE TABLE sales.order_return (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_order_return_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_order_return_state CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  stock_vehicle_id uuid NOT NULL,
  vin text NOT NULL,
  reason text NOT NULL CONSTRAINT ck_order_return_reason CHECK (reason IN ('SANBAO_ART_22', 'SANBAO_ART_23', 'SANBAO_ART_24', 'DISTANCE_SALE', 'GOODWILL')),
  account text NOT NULL,
  odometer_km int NOT NULL,
  delivered_on date NOT NULL,
  last_day date NOT NULL,
  most_km int,
  price bigint NOT NULL,
  use_fee bigint NOT NULL CONSTRAINT ck_order_return_use_fee CHECK (use_fee BETWEEN 0 AND price AND (use_fee = 0 OR reason = 'SANBAO_ART_24')),
  deduction bigint NOT NULL CONSTRAINT ck_order_return_deduction CHECK (deduction BETWEEN 0 AND price AND (deduction = 0 OR reason = 'GOODWILL')),
  disclosure boolean NOT NULL,
  requested_by uuid NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  CONSTRAINT ck_order_return_approver CHECK (state <> 'APPROVED' OR (decided_by IS NOT NULL AND decided_by <> requested_by))
);
CREATE UNIQUE INDEX uq_order_return_open ON sales.order_return (sales_order_id) WHERE state IN ('REQUESTED', 'APPROVED');
CREATE INDEX ix_order_return_order ON sales.order_return (sales_order_id);
CREATE INDEX ix_order_return_store ON sales.order_return (store_id, created_at, id);
CREATE INDEX ix_order_return_owner ON sales.order_return (owner_employee_id, created_at, id);
CREATE INDEX ix_order_return_customer ON sales.order_return (customer_id);
CREATE INDEX ix_order_return_opportunity ON sales.order_return (opportunity_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sales.order_return; DROP TABLE sales.gate_waiver');
  }
}
