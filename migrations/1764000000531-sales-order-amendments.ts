import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesOrderAmendments1764000000531 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.order_amendment (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_order_amendment_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_order_amendment_state CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  reason text NOT NULL,
  model_id uuid NOT NULL,
  model_name text NOT NULL,
  colour text NOT NULL,
  lines jsonb NOT NULL,
  total bigint NOT NULL CONSTRAINT ck_order_amendment_total CHECK (total > 0),
  pass_through_total bigint NOT NULL,
  approval_level text NOT NULL CONSTRAINT ck_order_amendment_level CHECK (approval_level IN ('MANAGER', 'GENERAL_MANAGER')),
  stock_vehicle_id uuid,
  before jsonb NOT NULL,
  difference bigint NOT NULL,
  requested_by uuid NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  CONSTRAINT ck_order_amendment_approver CHECK (state <> 'APPROVED' OR (decided_by IS NOT NULL AND decided_by <> requested_by))
);
CREATE UNIQUE INDEX uq_order_amendment_open ON sales.order_amendment (sales_order_id) WHERE state = 'REQUESTED';
CREATE INDEX ix_order_amendment_order ON sales.order_amendment (sales_order_id);
CREATE INDEX ix_order_amendment_store ON sales.order_amendment (store_id, created_at, id);
CREATE INDEX ix_order_amendment_owner ON sales.order_amendment (owner_employee_id, created_at, id);
CREATE INDEX ix_order_amendment_customer ON sales.order_amendment (customer_id);
CREATE INDEX ix_order_amendment_opportunity ON sales.order_amendment (opportunity_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sales.order_amendment');
  }
}
