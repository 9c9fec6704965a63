import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Finance1764000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA finance;

CREATE TABLE finance.receivable (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_receivable_number UNIQUE,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_receivable_state CHECK (state IN ('OPEN', 'PARTIAL', 'PAID', 'OVERDUE', 'CANCELLED')),
  kind text NOT NULL CONSTRAINT ck_receivable_kind CHECK (kind IN ('DEPOSIT', 'BALANCE', 'REPAIR', 'OTHER')),
  payer text NOT NULL,
  amount bigint NOT NULL CONSTRAINT ck_receivable_amount CHECK (amount >= 0),
  paid bigint NOT NULL,
  currency text NOT NULL,
  due_on date NOT NULL,
  overdue_at timestamptz NOT NULL,
  paid_at timestamptz,
  sales_order_id uuid,
  repair_order_id uuid,
  subject_number text NOT NULL,
  customer_id uuid,
  CONSTRAINT ck_receivable_paid CHECK (paid BETWEEN 0 AND amount),
  CONSTRAINT ck_receivable_paid_up CHECK ((state = 'PAID') = (paid = amount AND state <> 'CANCELLED')),
  CONSTRAINT ck_receivable_subject CHECK (num_nonnulls(sales_order_id, repair_order_id) <= 1 AND (kind = 'OTHER' OR num_nonnulls(sales_order_id, repair_order_id) = 1))
);
CREATE UNIQUE INDEX uq_receivable_sales_order ON finance.receivable (sales_order_id, kind) WHERE sales_order_id IS NOT NULL AND kind <> 'OTHER';
CREATE UNIQUE INDEX uq_receivable_repair_order ON finance.receivable (repair_order_id, payer) WHERE repair_order_id IS NOT NULL AND kind <> 'OTHER';
CREATE INDEX ix_receivable_store ON finance.receivable (store_id, created_at, id);
CREATE INDEX ix_receivable_customer ON finance.receivable (customer_id);
CREATE INDEX ix_receivable_overdue ON finance.receivable (overdue_at) WHERE state IN ('OPEN', 'PARTIAL');

CREATE TABLE finance.receipt (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_receipt_number UNIQUE,
  store_id uuid NOT NULL,
  receivable_id uuid NOT NULL REFERENCES finance.receivable (id),
  kind text NOT NULL,
  amount bigint NOT NULL CONSTRAINT ck_receipt_amount CHECK (amount > 0),
  currency text NOT NULL,
  method text NOT NULL CONSTRAINT ck_receipt_method CHECK (method IN ('CASH', 'BANK_CARD', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE')),
  deposit_type text CONSTRAINT ck_receipt_deposit_type CHECK (deposit_type IN ('EARNEST', 'PREPAYMENT')),
  earnest_amount bigint NOT NULL,
  prepayment_amount bigint NOT NULL,
  payer_name text,
  note text,
  cashier_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  sales_order_id uuid,
  repair_order_id uuid,
  customer_id uuid,
  CONSTRAINT ck_receipt_deposit CHECK ((kind = 'DEPOSIT') = (deposit_type IS NOT NULL)),
  CONSTRAINT ck_receipt_portions CHECK (earnest_amount >= 0 AND prepayment_amount >= 0 AND earnest_amount + prepayment_amount = CASE WHEN deposit_type IS NULL THEN 0 ELSE amount END)
);
CREATE INDEX ix_receipt_receivable ON finance.receipt (receivable_id);
CREATE INDEX ix_receipt_store ON finance.receipt (store_id, received_at, id);
CREATE INDEX ix_receipt_sales_order ON finance.receipt (sales_order_id);
CREATE INDEX ix_receipt_repair_order ON finance.receipt (repair_order_id);
CREATE INDEX ix_receipt_customer ON finance.receipt (customer_id);

CREATE TABLE finance.billable_order (
  id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  number text NOT NULL,
  total bigint NOT NULL,
  pass_through_total bigint NOT NULL,
  model_name text,
  vin text,
  engine_number text,
  certificate_number text,
  cancelled boolean NOT NULL
);

CREATE TABLE finance.invoice (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_invoice_number UNIQUE,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_invoice_state CHECK (state IN ('DRAFT', 'ISSUED', 'RED_FLUSHED', 'VOID')),
  kind text NOT NULL CONSTRAINT ck_invoice_kind CHECK (kind IN ('VEHICLE')),
  sales_order_id uuid NOT NULL,
  sales_order_number text NOT NULL,
  customer_id uuid NOT NULL,
  buyer_name text NOT NULL,
  buyer_identity_sealed text NOT NULL,
  seller_name text NOT NULL,
  model_name text NOT NULL,
  vin text NOT NULL,
  engine_number text,
  certificate_number text,
  currency text NOT NULL,
  total bigint NOT NULL,
  vat_rate_percent numeric NOT NULL,
  vat_amount bigint NOT NULL,
  ex_tax_amount bigint NOT NULL,
  issued_on date,
  red_flushed_on date,
  red_flush_reason text,
  CONSTRAINT ck_invoice_amounts CHECK (total >= 0 AND vat_amount >= 0 AND vat_amount + ex_tax_amount = total),
  CONSTRAINT ck_invoice_issued CHECK ((state IN ('ISSUED', 'RED_FLUSHED')) = (issued_on IS NOT NULL)),
  CONSTRAINT ck_invoice_red_flushed CHECK ((state = 'RED_FLUSHED') = (red_flushed_on IS NOT NULL AND red_flush_reason IS NOT NULL))
);
CREATE UNIQUE INDEX uq_invoice_vin ON finance.invoice (vin) WHERE kind = 'VEHICLE' AND state = 'ISSUED';
CREATE UNIQUE INDEX uq_invoice_vehicle ON finance.invoice (sales_order_id) WHERE kind = 'VEHICLE' AND state IN ('DRAFT', 'ISSUED');
CREATE INDEX ix_invoice_store ON finance.invoice (store_id, created_at, id);
CREATE INDEX ix_invoice_sales_order ON finance.invoice (sales_order_id);
CREATE INDEX ix_invoice_vin ON finance.invoice (vin);
CREATE INDEX ix_invoice_customer ON finance.invoice (customer_id);

CREATE TABLE finance.journal_entry (
  id uuid PRIMARY KEY,
  posting_id uuid NOT NULL,
  store_id uuid NOT NULL,
  posted_at timestamptz NOT NULL,
  source_type text NOT NULL,
  source_id uuid NOT NULL,
  account text NOT NULL,
  debit bigint NOT NULL,
  credit bigint NOT NULL,
  CONSTRAINT ck_journal_entry_side CHECK (debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0))
);
CREATE INDEX ix_journal_entry_posting ON finance.journal_entry (posting_id);
CREATE INDEX ix_journal_entry_source ON finance.journal_entry (source_id);
CREATE INDEX ix_journal_entry_store ON finance.journal_entry (store_id, posted_at, id);

CREATE FUNCTION finance.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON finance.journal_entry FOR EACH ROW EXECUTE FUNCTION finance.refuse_change();

CREATE FUNCTION finance.require_balanced_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(debit) <> sum(credit) FROM finance.journal_entry WHERE posting_id = NEW.posting_id) THEN
    RAISE EXCEPTION 'posting % does not balance', NEW.posting_id USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_entry_balance';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_posting_balances AFTER INSERT ON finance.journal_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.require_balanced_posting();
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA finance CASCADE');
  }
}
