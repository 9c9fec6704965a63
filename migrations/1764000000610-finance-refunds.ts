import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FinanceRefunds1764000000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE finance.refund (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_refund_number UNIQUE,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_refund_state CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED', 'PAID')),
  reason text NOT NULL CONSTRAINT ck_refund_reason CHECK (reason IN ('CANCELLATION', 'AMENDMENT', 'RETURN')),
  source_id uuid NOT NULL,
  sales_order_id uuid NOT NULL,
  subject_number text NOT NULL,
  customer_id uuid NOT NULL,
  amount bigint NOT NULL CONSTRAINT ck_refund_amount CHECK (amount > 0),
  currency text NOT NULL,
  compensation bigint NOT NULL CONSTRAINT ck_refund_compensation CHECK (compensation BETWEEN 0 AND amount),
  retained bigint NOT NULL CONSTRAINT ck_refund_retained CHECK (retained >= 0),
  explanation text NOT NULL,
  approval_level text NOT NULL CONSTRAINT ck_refund_level CHECK (approval_level IN ('NONE', 'FINANCE_MANAGER', 'GENERAL_MANAGER')),
  requested_by uuid NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  method text CONSTRAINT ck_refund_method CHECK (method IN ('CASH', 'BANK_CARD', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE')),
  paid_by uuid,
  paid_at timestamptz,
  CONSTRAINT uq_refund_source UNIQUE (reason, source_id),
  CONSTRAINT ck_refund_paid CHECK ((state = 'PAID') = (paid_at IS NOT NULL AND method IS NOT NULL)),
  CONSTRAINT ck_refund_decided CHECK (approval_level = 'NONE' OR state NOT IN ('APPROVED', 'PAID') OR decided_by <> requested_by)
);
CREATE INDEX ix_refund_store ON finance.refund (store_id, created_at, id);
CREATE INDEX ix_refund_sales_order ON finance.refund (sales_order_id);
CREATE INDEX ix_refund_customer ON finance.refund (customer_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.refund');
  }
}
