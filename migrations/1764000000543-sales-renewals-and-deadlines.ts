import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesRenewalsAndDeadlines1764000000543 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.insurance_policy ADD COLUMN renews_policy_id uuid CONSTRAINT uq_insurance_policy_renews UNIQUE REFERENCES sales.insurance_policy (id);
DROP INDEX sales.uq_insurance_policy_compulsory;
CREATE UNIQUE INDEX uq_insurance_policy_compulsory ON sales.insurance_policy (sales_order_id, vin) WHERE kind = 'COMPULSORY' AND renews_policy_id IS NULL;

CREATE TABLE sales.insurance_renewal (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_insurance_renewal_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_insurance_renewal_state CHECK (state IN ('OPEN', 'RENEWED', 'LOST', 'VOID')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  insurance_policy_id uuid NOT NULL CONSTRAINT uq_insurance_renewal_policy UNIQUE REFERENCES sales.insurance_policy (id),
  vin text NOT NULL,
  kind text NOT NULL,
  insurer text NOT NULL,
  ends_on date NOT NULL,
  next_reminder_at timestamptz,
  reminders int NOT NULL,
  renewed_policy_id uuid REFERENCES sales.insurance_policy (id),
  gap_days int,
  closed_at timestamptz,
  close_reason text,
  CONSTRAINT ck_insurance_renewal_renewed CHECK ((state = 'RENEWED') = (renewed_policy_id IS NOT NULL)),
  CONSTRAINT ck_insurance_renewal_closed CHECK ((state = 'OPEN') = (closed_at IS NULL))
);
CREATE INDEX ix_insurance_renewal_store ON sales.insurance_renewal (store_id, ends_on, id);
CREATE INDEX ix_insurance_renewal_owner ON sales.insurance_renewal (owner_employee_id, ends_on, id);
CREATE INDEX ix_insurance_renewal_opportunity ON sales.insurance_renewal (opportunity_id);
CREATE INDEX ix_insurance_renewal_customer ON sales.insurance_renewal (customer_id);
CREATE INDEX ix_insurance_renewal_order ON sales.insurance_renewal (sales_order_id);
CREATE INDEX ix_insurance_renewal_reminder ON sales.insurance_renewal (next_reminder_at) WHERE state = 'OPEN';
-- Policies of before get their renewal; the first reminder that is still to come is found by the tick.
INSERT INTO sales.insurance_renewal (id, version, created_at, updated_at, number, state, store_id, owner_employee_id, opportunity_id, customer_id, sales_order_id, insurance_policy_id,
  vin, kind, insurer, ends_on, next_reminder_at, reminders)
SELECT gen_random_uuid(), 1, p.updated_at, p.updated_at, 'IR-' || p.id, 'OPEN', p.store_id, p.owner_employee_id, p.opportunity_id, p.customer_id, p.sales_order_id, p.id,
  p.vin, p.kind, p.insurer, p.ends_on, ((p.ends_on - 60) || ' 09:00+08')::timestamptz, 0
FROM sales.insurance_policy p;

ALTER TABLE sales.registration ADD COLUMN temporary_plates int NOT NULL DEFAULT 0;
CREATE TABLE sales.temporary_plate (
  id uuid PRIMARY KEY,
  registration_id uuid NOT NULL REFERENCES sales.registration (id),
  customer_id uuid NOT NULL,
  sequence int NOT NULL CONSTRAINT ck_temporary_plate_sequence CHECK (sequence > 0),
  vin text NOT NULL,
  number_sealed text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by uuid NOT NULL,
  void_after date,
  CONSTRAINT uq_temporary_plate_sequence UNIQUE (registration_id, sequence),
  CONSTRAINT ck_temporary_plate_term CHECK (valid_until >= valid_from)
);
CREATE INDEX ix_temporary_plate_customer ON sales.temporary_plate (customer_id);

CREATE TABLE sales.registration_deadline (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_registration_deadline_kind CHECK (kind IN ('PURCHASE_TAX', 'TEMPORARY_PLATE', 'TRANSFER')),
  subject_id uuid NOT NULL,
  subject_number text NOT NULL,
  due_on date NOT NULL,
  warn_at timestamptz NOT NULL,
  warned_at timestamptz,
  closed_at timestamptz
);
CREATE UNIQUE INDEX uq_registration_deadline_open ON sales.registration_deadline (kind, subject_id) WHERE closed_at IS NULL;
CREATE INDEX ix_registration_deadline_store ON sales.registration_deadline (store_id, due_on, id);
CREATE INDEX ix_registration_deadline_owner ON sales.registration_deadline (owner_employee_id, due_on, id);
CREATE INDEX ix_registration_deadline_opportunity ON sales.registration_deadline (opportunity_id);
CREATE INDEX ix_registration_deadline_customer ON sales.registration_deadline (customer_id);
CREATE INDEX ix_registration_deadline_warn ON sales.registration_deadline (warn_at) WHERE closed_at IS NULL AND warned_at IS NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE sales.registration_deadline;
DROP TABLE sales.temporary_plate;
ALTER TABLE sales.registration DROP COLUMN temporary_plates;
DROP TABLE sales.insurance_renewal;
DELETE FROM sales.insurance_policy WHERE renews_policy_id IS NOT NULL;
DROP INDEX sales.uq_insurance_policy_compulsory;
ALTER TABLE sales.insurance_policy DROP COLUMN renews_policy_id;
CREATE UNIQUE INDEX uq_insurance_policy_compulsory ON sales.insurance_policy (sales_order_id, vin) WHERE kind = 'COMPULSORY';
`);
  }
}
