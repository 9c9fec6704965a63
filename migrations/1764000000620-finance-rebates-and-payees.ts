import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FinanceRebatesAndPayees1764000000620 implements MigrationInterface {
  /** Rebates of the maker; money that goes back to a lender or the maker; a traded car that pays. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE finance.rebate_programme (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_rebate_programme_code UNIQUE,
  state text NOT NULL CONSTRAINT ck_rebate_programme_state CHECK (state IN ('ACTIVE', 'CLOSED')),
  name text NOT NULL,
  model_ids uuid[] NOT NULL,
  store_ids uuid[] NOT NULL,
  amount bigint CONSTRAINT ck_rebate_programme_amount CHECK (amount > 0),
  percent numeric(5,2) CONSTRAINT ck_rebate_programme_percent CHECK (percent > 0 AND percent <= 100),
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  CONSTRAINT ck_rebate_programme_one CHECK (num_nonnulls(amount, percent) = 1),
  CONSTRAINT ck_rebate_programme_period CHECK (valid_from <= valid_until)
);

CREATE TABLE finance.rebate_claim (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_rebate_claim_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_rebate_claim_state CHECK (state IN ('CLAIMED', 'WITHDRAWN')),
  store_id uuid NOT NULL,
  rebate_programme_id uuid NOT NULL REFERENCES finance.rebate_programme (id),
  sales_order_id uuid NOT NULL,
  order_number text NOT NULL,
  vin text NOT NULL,
  model_id uuid NOT NULL,
  amount bigint NOT NULL CONSTRAINT ck_rebate_claim_amount CHECK (amount > 0),
  receivable_id uuid NOT NULL REFERENCES finance.receivable (id),
  delivered_on date NOT NULL,
  CONSTRAINT uq_rebate_claim_order UNIQUE (rebate_programme_id, sales_order_id)
);
CREATE INDEX ix_rebate_claim_store ON finance.rebate_claim (store_id, created_at, id);
CREATE INDEX ix_rebate_claim_order ON finance.rebate_claim (sales_order_id);

ALTER TABLE finance.receipt ADD COLUMN finance_application_id uuid, ADD COLUMN trade_in_id uuid;
CREATE UNIQUE INDEX uq_receipt_trade_in ON finance.receipt (trade_in_id) WHERE trade_in_id IS NOT NULL;
ALTER TABLE finance.receipt DROP CONSTRAINT ck_receipt_method;
ALTER TABLE finance.receipt ADD CONSTRAINT ck_receipt_method CHECK (method IN ('CASH', 'BANK_CARD', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE', 'TRADE_IN'));
ALTER TABLE finance.receipt ADD CONSTRAINT ck_receipt_trade_in CHECK ((method = 'TRADE_IN') = (trade_in_id IS NOT NULL));

ALTER TABLE finance.refund
  ADD COLUMN payee text NOT NULL DEFAULT 'CUSTOMER' CONSTRAINT ck_refund_payee CHECK (payee IN ('CUSTOMER', 'LENDER', 'MAKER')),
  ADD COLUMN payee_name text;
ALTER TABLE finance.refund DROP CONSTRAINT ck_refund_reason;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_reason CHECK (reason IN ('CANCELLATION', 'AMENDMENT', 'RETURN', 'TRADE_IN', 'LOAN', 'LOAN_SURPLUS', 'REBATE'));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.refund DROP CONSTRAINT ck_refund_reason;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_reason CHECK (reason IN ('CANCELLATION', 'AMENDMENT', 'RETURN'));
ALTER TABLE finance.refund DROP COLUMN payee_name, DROP COLUMN payee;
ALTER TABLE finance.receipt DROP CONSTRAINT ck_receipt_trade_in, DROP CONSTRAINT ck_receipt_method;
ALTER TABLE finance.receipt ADD CONSTRAINT ck_receipt_method CHECK (method IN ('CASH', 'BANK_CARD', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'));
ALTER TABLE finance.receipt DROP COLUMN trade_in_id, DROP COLUMN finance_application_id;
DROP TABLE finance.rebate_claim; DROP TABLE finance.rebate_programme;
`);
  }
}
