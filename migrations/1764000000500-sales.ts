import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sales1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA sales;

CREATE TABLE sales.test_drive (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_test_drive_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_test_drive_state CHECK (state IN ('BOOKED', 'OUT', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL,
  vin text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  taken_from timestamptz NOT NULL,
  taken_until timestamptz NOT NULL,
  no_show_at timestamptz NOT NULL,
  licence_number_sealed text NOT NULL,
  licence_class text NOT NULL,
  licence_expires_on date NOT NULL,
  agreement_signed_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  odometer_out_km int,
  odometer_in_km int,
  distance_reason text,
  feedback text,
  cancel_reason text,
  CONSTRAINT ck_test_drive_period CHECK (ends_at > starts_at AND taken_until > taken_from),
  CONSTRAINT ck_test_drive_agreement CHECK (started_at IS NULL OR agreement_signed_at IS NOT NULL),
  CONSTRAINT ck_test_drive_odometer CHECK (odometer_in_km >= odometer_out_km),
  CONSTRAINT ex_test_drive_car EXCLUDE USING gist (stock_vehicle_id WITH =, tstzrange(taken_from, taken_until, '[)') WITH &&) WHERE (state IN ('BOOKED', 'OUT')),
  CONSTRAINT ex_test_drive_consultant EXCLUDE USING gist (owner_employee_id WITH =, tstzrange(taken_from, taken_until, '[)') WITH &&) WHERE (state IN ('BOOKED', 'OUT'))
);
CREATE UNIQUE INDEX uq_test_drive_car_out ON sales.test_drive (stock_vehicle_id) WHERE state = 'OUT';
CREATE UNIQUE INDEX uq_test_drive_consultant_out ON sales.test_drive (owner_employee_id) WHERE state = 'OUT';
CREATE INDEX ix_test_drive_store ON sales.test_drive (store_id, created_at, id);
CREATE INDEX ix_test_drive_owner ON sales.test_drive (owner_employee_id, created_at, id);
CREATE INDEX ix_test_drive_opportunity ON sales.test_drive (opportunity_id);
CREATE INDEX ix_test_drive_customer ON sales.test_drive (customer_id);
CREATE INDEX ix_test_drive_no_show ON sales.test_drive (no_show_at) WHERE state = 'BOOKED';

CREATE TABLE sales.quotation (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_quotation_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_quotation_state CHECK (state IN ('DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'SENT', 'ACCEPTED', 'EXPIRED', 'SUPERSEDED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  series_id uuid NOT NULL,
  revision int NOT NULL,
  superseded_by_id uuid,
  model_id uuid NOT NULL,
  model_name text NOT NULL,
  colour text NOT NULL,
  lines jsonb NOT NULL,
  total bigint NOT NULL CONSTRAINT ck_quotation_total CHECK (total > 0),
  pass_through_total bigint NOT NULL,
  discount_percent numeric NOT NULL,
  front_gross bigint NOT NULL,
  approval_level text NOT NULL CONSTRAINT ck_quotation_approval_level CHECK (approval_level IN ('CONSULTANT', 'MANAGER', 'GENERAL_MANAGER')),
  version_hash text NOT NULL,
  valid_days int NOT NULL,
  valid_until timestamptz NOT NULL,
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  approved_hash text,
  sent_at timestamptz,
  accepted_at timestamptz,
  sales_order_id uuid,
  CONSTRAINT uq_quotation_revision UNIQUE (series_id, revision),
  CONSTRAINT ck_quotation_approved CHECK (state NOT IN ('APPROVED', 'SENT', 'ACCEPTED') OR approved_hash = version_hash),
  CONSTRAINT ck_quotation_four_eyes CHECK (approved_hash IS NULL OR approval_level = 'CONSULTANT' OR decided_by <> submitted_by),
  CONSTRAINT ck_quotation_order CHECK ((state = 'ACCEPTED') = (sales_order_id IS NOT NULL))
);
CREATE UNIQUE INDEX uq_quotation_active ON sales.quotation (series_id) WHERE state IN ('SENT', 'ACCEPTED');
CREATE INDEX ix_quotation_store ON sales.quotation (store_id, created_at, id);
CREATE INDEX ix_quotation_owner ON sales.quotation (owner_employee_id, created_at, id);
CREATE INDEX ix_quotation_opportunity ON sales.quotation (opportunity_id);
CREATE INDEX ix_quotation_customer ON sales.quotation (customer_id);
CREATE INDEX ix_quotation_valid_until ON sales.quotation (valid_until) WHERE state IN ('PENDING_APPROVAL', 'APPROVED', 'SENT');

CREATE TABLE sales.sales_order (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_sales_order_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_sales_order_state CHECK (state IN ('PENDING_DEPOSIT', 'PENDING_ALLOCATION', 'PREPARING', 'DELIVERED', 'COMPLETED', 'CANCELLED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  quotation_id uuid NOT NULL CONSTRAINT uq_sales_order_quotation UNIQUE,
  model_id uuid NOT NULL,
  model_name text NOT NULL,
  colour text NOT NULL,
  total bigint NOT NULL CONSTRAINT ck_sales_order_total CHECK (total > 0),
  pass_through_total bigint NOT NULL,
  deposit_amount bigint NOT NULL CONSTRAINT ck_sales_order_deposit CHECK (deposit_amount > 0 AND deposit_amount <= total),
  confirmed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  reservation_id uuid,
  stock_vehicle_id uuid,
  vin text,
  reservation_expires_at timestamptz,
  car_documents jsonb NOT NULL,
  paid_amount bigint NOT NULL,
  deposit_paid_at timestamptz,
  financing text NOT NULL CONSTRAINT ck_sales_order_financing CHECK (financing IN ('NONE')),
  contract text NOT NULL CONSTRAINT ck_sales_order_contract CHECK (contract IN ('NONE', 'DRAFT', 'SIGNED')),
  invoice text NOT NULL CONSTRAINT ck_sales_order_invoice CHECK (invoice IN ('NONE', 'ISSUED')),
  insurance text NOT NULL CONSTRAINT ck_sales_order_insurance CHECK (insurance IN ('NONE', 'RECORDED')),
  tax text NOT NULL CONSTRAINT ck_sales_order_tax CHECK (tax IN ('NONE', 'RECORDED')),
  registration text NOT NULL CONSTRAINT ck_sales_order_registration CHECK (registration IN ('NONE', 'IN_PROGRESS', 'COMPLETED')),
  pdi text NOT NULL CONSTRAINT ck_sales_order_pdi CHECK (pdi IN ('NONE', 'PASSED')),
  delivery_id uuid,
  delivered_at timestamptz,
  completes_at timestamptz,
  cancelled_at timestamptz,
  cancel_cause text,
  cancel_reason text,
  CONSTRAINT ck_sales_order_car CHECK ((reservation_id IS NULL) = (stock_vehicle_id IS NULL) AND (reservation_id IS NULL) = (vin IS NULL)),
  CONSTRAINT ck_sales_order_prepared CHECK (state NOT IN ('PREPARING', 'DELIVERED', 'COMPLETED') OR (vin IS NOT NULL AND deposit_paid_at IS NOT NULL)),
  CONSTRAINT ck_sales_order_delivered CHECK ((state IN ('DELIVERED', 'COMPLETED')) = (delivery_id IS NOT NULL))
);
CREATE UNIQUE INDEX uq_sales_order_opportunity ON sales.sales_order (opportunity_id) WHERE state <> 'CANCELLED';
CREATE UNIQUE INDEX uq_sales_order_vin ON sales.sales_order (vin) WHERE state IN ('PREPARING', 'DELIVERED', 'COMPLETED');
CREATE INDEX ix_sales_order_store ON sales.sales_order (store_id, created_at, id);
CREATE INDEX ix_sales_order_owner ON sales.sales_order (owner_employee_id, created_at, id);
CREATE INDEX ix_sales_order_customer ON sales.sales_order (customer_id);
CREATE INDEX ix_sales_order_expires ON sales.sales_order (expires_at) WHERE state = 'PENDING_DEPOSIT' AND paid_amount = 0;
CREATE INDEX ix_sales_order_completes ON sales.sales_order (completes_at) WHERE state = 'DELIVERED';

CREATE TABLE sales.contract (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_contract_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_contract_state CHECK (state IN ('DRAFT', 'SIGNED', 'VOID')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  buyer_name_sealed text NOT NULL,
  buyer_identity_sealed text,
  vin text NOT NULL,
  model_name text NOT NULL,
  colour text NOT NULL,
  total bigint NOT NULL,
  deposit_amount bigint NOT NULL,
  document_hash text NOT NULL,
  signed_by_sealed text,
  signed_on date
);
CREATE UNIQUE INDEX uq_contract_order ON sales.contract (sales_order_id) WHERE state IN ('DRAFT', 'SIGNED');
CREATE INDEX ix_contract_order ON sales.contract (sales_order_id);
CREATE INDEX ix_contract_store ON sales.contract (store_id, created_at, id);
CREATE INDEX ix_contract_owner ON sales.contract (owner_employee_id, created_at, id);
CREATE INDEX ix_contract_customer ON sales.contract (customer_id);

CREATE TABLE sales.insurance_policy (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  vin text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_insurance_policy_kind CHECK (kind IN ('COMPULSORY', 'COMMERCIAL')),
  insurer text NOT NULL,
  policy_number text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  premium bigint NOT NULL CONSTRAINT ck_insurance_policy_premium CHECK (premium >= 0),
  CONSTRAINT uq_insurance_policy_number UNIQUE (insurer, policy_number),
  CONSTRAINT ck_insurance_policy_term CHECK (ends_on > starts_on)
);
CREATE UNIQUE INDEX uq_insurance_policy_compulsory ON sales.insurance_policy (sales_order_id, vin) WHERE kind = 'COMPULSORY';
CREATE INDEX ix_insurance_policy_order ON sales.insurance_policy (sales_order_id);
CREATE INDEX ix_insurance_policy_store ON sales.insurance_policy (store_id, created_at, id);
CREATE INDEX ix_insurance_policy_owner ON sales.insurance_policy (owner_employee_id, created_at, id);
CREATE INDEX ix_insurance_policy_customer ON sales.insurance_policy (customer_id);

CREATE TABLE sales.registration (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_registration_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_registration_state CHECK (state IN ('IN_PROGRESS', 'COMPLETED', 'WITHDRAWN')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL REFERENCES sales.sales_order (id),
  vin text,
  plate_number_sealed text,
  registered_on date,
  tax_amount bigint,
  tax_paid_on date,
  tax_certificate_number text,
  CONSTRAINT ck_registration_completed CHECK (state <> 'COMPLETED' OR (vin IS NOT NULL AND plate_number_sealed IS NOT NULL AND registered_on IS NOT NULL AND tax_paid_on <= registered_on))
);
CREATE UNIQUE INDEX uq_registration_order ON sales.registration (sales_order_id) WHERE state <> 'WITHDRAWN';
CREATE INDEX ix_registration_order ON sales.registration (sales_order_id);
CREATE INDEX ix_registration_store ON sales.registration (store_id, created_at, id);
CREATE INDEX ix_registration_owner ON sales.registration (owner_employee_id, created_at, id);
CREATE INDEX ix_registration_customer ON sales.registration (customer_id);

CREATE TABLE sales.delivery (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_delivery_number UNIQUE,
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  sales_order_id uuid NOT NULL CONSTRAINT uq_delivery_order UNIQUE REFERENCES sales.sales_order (id),
  stock_vehicle_id uuid NOT NULL,
  vin text NOT NULL,
  model_name text NOT NULL,
  odometer_km int NOT NULL,
  invoiced_on date,
  delivered_on date NOT NULL,
  delivered_at timestamptz NOT NULL,
  checklist jsonb NOT NULL,
  signed_by_sealed text NOT NULL
);
CREATE INDEX ix_delivery_store ON sales.delivery (store_id, created_at, id);
CREATE INDEX ix_delivery_owner ON sales.delivery (owner_employee_id, created_at, id);
CREATE INDEX ix_delivery_customer ON sales.delivery (customer_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA sales CASCADE');
  }
}
