import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesFinancing1764000000541 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.lender_product (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_lender_product_code UNIQUE,
  state text NOT NULL CONSTRAINT ck_lender_product_state CHECK (state IN ('ACTIVE', 'CLOSED')),
  lender text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  method text NOT NULL CONSTRAINT ck_lender_product_method CHECK (method IN ('EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL')),
  rates jsonb NOT NULL,
  subsidy_payer text CONSTRAINT ck_lender_product_subsidy_payer CHECK (subsidy_payer IN ('MAKER', 'LENDER')),
  min_down_payment_percent numeric(5,2) NOT NULL,
  max_loan_percent_ice numeric(5,2) NOT NULL,
  max_loan_percent_nev numeric(5,2) NOT NULL,
  brands text[] NOT NULL,
  model_ids uuid[] NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  CONSTRAINT ck_lender_product_dates CHECK (valid_until >= valid_from),
  CONSTRAINT ck_lender_product_percents CHECK (min_down_payment_percent BETWEEN 0 AND 100 AND max_loan_percent_ice BETWEEN 0 AND 100 AND max_loan_percent_nev BETWEEN 0 AND 100)
);

CREATE TABLE sales.finance_application (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_finance_application_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_finance_application_state CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'CONDITIONAL', 'REJECTED', 'DISBURSED', 'WITHDRAWN')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  lender_product_id uuid NOT NULL REFERENCES sales.lender_product (id),
  product_code text NOT NULL,
  lender text NOT NULL,
  method text NOT NULL,
  months int NOT NULL,
  annual_rate_percent numeric NOT NULL,
  lender_rate_percent numeric NOT NULL,
  subsidy_payer text,
  price bigint NOT NULL,
  requested_amount bigint NOT NULL CONSTRAINT ck_finance_application_amount CHECK (requested_amount > 0 AND requested_amount <= price),
  approved_amount bigint CONSTRAINT ck_finance_application_approved CHECK (approved_amount > 0 AND approved_amount <= requested_amount),
  total_interest bigint NOT NULL,
  subsidy_amount bigint NOT NULL CONSTRAINT ck_finance_application_subsidy CHECK (subsidy_amount >= 0),
  submitted_at timestamptz,
  decided_at timestamptz,
  decision_reference text,
  decision_valid_until date,
  decision_expires_at timestamptz,
  conditions jsonb NOT NULL,
  commitment_letter text,
  decision_note text,
  disbursed_at timestamptz,
  disbursement_reference text,
  withdrawn_at timestamptz,
  withdraw_reason text,
  CONSTRAINT ck_finance_application_decided CHECK (state NOT IN ('APPROVED', 'CONDITIONAL', 'DISBURSED') OR (approved_amount IS NOT NULL AND decision_valid_until IS NOT NULL)),
  CONSTRAINT ck_finance_application_disbursed CHECK ((state = 'DISBURSED') = (disbursed_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_finance_application_order ON sales.finance_application (sales_order_id) WHERE state NOT IN ('REJECTED', 'WITHDRAWN');
CREATE INDEX ix_finance_application_order ON sales.finance_application (sales_order_id);
CREATE INDEX ix_finance_application_opportunity ON sales.finance_application (opportunity_id);
CREATE INDEX ix_finance_application_store ON sales.finance_application (store_id, created_at, id);
CREATE INDEX ix_finance_application_owner ON sales.finance_application (owner_employee_id, created_at, id);
CREATE INDEX ix_finance_application_customer ON sales.finance_application (customer_id);
CREATE INDEX ix_finance_application_product ON sales.finance_application (lender_product_id);
CREATE INDEX ix_finance_application_expires ON sales.finance_application (decision_expires_at) WHERE state IN ('APPROVED', 'CONDITIONAL');

ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_financing;
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_financing CHECK (financing IN ('NONE', 'APPLIED', 'APPROVED', 'DECLINED', 'DISBURSED'));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_financing;
UPDATE sales.sales_order SET financing = 'NONE';
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_financing CHECK (financing IN ('NONE'));
DROP TABLE sales.finance_application;
DROP TABLE sales.lender_product;
`);
  }
}
