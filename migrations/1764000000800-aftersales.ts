import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Aftersales1764000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA aftersales;

CREATE TABLE aftersales.customer_vehicle (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  vin text NOT NULL CONSTRAINT uq_customer_vehicle_vin UNIQUE,
  home_store_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  model_id uuid,
  model_name text NOT NULL,
  powertrain text NOT NULL CONSTRAINT ck_customer_vehicle_powertrain CHECK (powertrain IN ('ICE', 'BEV', 'PHEV')),
  odometer_km int NOT NULL CONSTRAINT ck_customer_vehicle_odometer CHECK (odometer_km >= 0),
  delivered_on date,
  plate_sealed text
);
CREATE INDEX ix_customer_vehicle_vin_tail ON aftersales.customer_vehicle (reverse(vin) text_pattern_ops);
CREATE INDEX ix_customer_vehicle_customer ON aftersales.customer_vehicle (customer_id);
CREATE INDEX ix_customer_vehicle_created ON aftersales.customer_vehicle (created_at, id);

CREATE TABLE aftersales.odometer_reading (
  id uuid PRIMARY KEY,
  customer_vehicle_id uuid NOT NULL REFERENCES aftersales.customer_vehicle (id),
  odometer_km int NOT NULL CONSTRAINT ck_odometer_reading_km CHECK (odometer_km >= 0),
  read_on date NOT NULL,
  read_at timestamptz NOT NULL,
  source text NOT NULL CONSTRAINT ck_odometer_reading_source CHECK (source IN ('DELIVERY', 'REGISTRATION', 'REPAIR_ORDER', 'REPORTED')),
  reason text,
  recorded_by uuid NOT NULL
);
CREATE INDEX ix_odometer_reading_vehicle ON aftersales.odometer_reading (customer_vehicle_id, read_at);

CREATE TABLE aftersales.labour_operation (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_labour_operation_code UNIQUE,
  name text NOT NULL,
  skill text NOT NULL,
  bay_type text NOT NULL,
  standard_hours numeric(6,1) NOT NULL CONSTRAINT ck_labour_operation_hours CHECK (standard_hours > 0),
  hourly_rate bigint NOT NULL CONSTRAINT ck_labour_operation_rate CHECK (hourly_rate >= 0),
  menu_price bigint CONSTRAINT ck_labour_operation_price CHECK (menu_price >= 0)
);

CREATE TABLE aftersales.bay (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  code text NOT NULL,
  bay_type text NOT NULL,
  CONSTRAINT uq_bay_code UNIQUE (store_id, code)
);

CREATE TABLE aftersales.technician (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  name text NOT NULL,
  skills text[] NOT NULL,
  shifts jsonb NOT NULL,
  CONSTRAINT uq_technician_employee UNIQUE (store_id, employee_id)
);
CREATE INDEX ix_technician_employee ON aftersales.technician (employee_id);

CREATE TABLE aftersales.maintenance_plan (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_maintenance_plan_code UNIQUE,
  name text NOT NULL,
  model_id uuid CONSTRAINT uq_maintenance_plan_model UNIQUE,
  powertrain text CONSTRAINT uq_maintenance_plan_powertrain UNIQUE,
  items jsonb NOT NULL,
  CONSTRAINT ck_maintenance_plan_target CHECK (num_nonnulls(model_id, powertrain) = 1)
);

CREATE TABLE aftersales.maintenance_reminder (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  customer_vehicle_id uuid NOT NULL REFERENCES aftersales.customer_vehicle (id),
  customer_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_maintenance_reminder_state CHECK (state IN ('UPCOMING', 'DUE_SOON', 'OVERDUE', 'BOOKED', 'DONE', 'STOPPED')),
  plan_item text NOT NULL,
  item_name text NOT NULL,
  operation_code text NOT NULL,
  cycle int NOT NULL,
  base_on date NOT NULL,
  base_km int NOT NULL,
  due_on date,
  due_km int,
  predicted_due_on date NOT NULL,
  last_notified_at timestamptz,
  next_step_at timestamptz,
  closed_on date,
  stop_reason text,
  CONSTRAINT uq_maintenance_reminder_cycle UNIQUE (customer_vehicle_id, plan_item, cycle),
  CONSTRAINT ck_maintenance_reminder_due CHECK (num_nonnulls(due_on, due_km) > 0)
);
CREATE UNIQUE INDEX uq_maintenance_reminder_open ON aftersales.maintenance_reminder (customer_vehicle_id, plan_item) WHERE state IN ('UPCOMING', 'DUE_SOON', 'OVERDUE', 'BOOKED');
CREATE INDEX ix_maintenance_reminder_next_step ON aftersales.maintenance_reminder (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX ix_maintenance_reminder_store ON aftersales.maintenance_reminder (store_id, predicted_due_on, id);

CREATE TABLE aftersales.maintenance_reminder_step (
  id uuid PRIMARY KEY,
  reminder_id uuid NOT NULL REFERENCES aftersales.maintenance_reminder (id),
  step text NOT NULL,
  dedupe_key text NOT NULL CONSTRAINT uq_maintenance_reminder_step UNIQUE,
  due_at timestamptz NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX ix_maintenance_reminder_step_reminder ON aftersales.maintenance_reminder_step (reminder_id);

CREATE TABLE aftersales.service_appointment (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  owner_employee_id uuid,
  number text NOT NULL CONSTRAINT uq_service_appointment_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_service_appointment_state CHECK (state IN ('BOOKED', 'ARRIVED', 'CONVERTED', 'NO_SHOW', 'CANCELLED')),
  customer_vehicle_id uuid NOT NULL REFERENCES aftersales.customer_vehicle (id),
  customer_id uuid NOT NULL,
  service_date date NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  bay_id uuid NOT NULL REFERENCES aftersales.bay (id),
  operation_codes text[] NOT NULL,
  hours jsonb NOT NULL,
  concern text,
  no_show_at timestamptz NOT NULL,
  arrived_at timestamptz,
  cancel_reason text,
  CONSTRAINT ck_service_appointment_period CHECK (ends_at > starts_at),
  CONSTRAINT ex_service_appointment_bay EXCLUDE USING gist (bay_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN ('BOOKED', 'ARRIVED', 'CONVERTED'))
);
CREATE INDEX ix_service_appointment_day ON aftersales.service_appointment (store_id, service_date);
CREATE INDEX ix_service_appointment_vehicle ON aftersales.service_appointment (customer_vehicle_id);
CREATE INDEX ix_service_appointment_created ON aftersales.service_appointment (store_id, created_at, id);
CREATE INDEX ix_service_appointment_no_show ON aftersales.service_appointment (no_show_at) WHERE state = 'BOOKED';

CREATE TABLE aftersales.repair_order (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  number text NOT NULL CONSTRAINT uq_repair_order_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_repair_order_state CHECK (state IN ('RECEIVED', 'ESTIMATED', 'APPROVED', 'DISPATCHED', 'IN_PROGRESS', 'QUALITY_CHECK', 'SETTLEMENT', 'READY', 'CLOSED', 'CANCELLED')),
  customer_vehicle_id uuid NOT NULL REFERENCES aftersales.customer_vehicle (id),
  customer_id uuid NOT NULL,
  vin text NOT NULL,
  appointment_id uuid REFERENCES aftersales.service_appointment (id),
  odometer_km int NOT NULL,
  fuel_level_percent int NOT NULL,
  concern text NOT NULL,
  walk_around jsonb NOT NULL,
  signed_by text NOT NULL,
  received_at timestamptz NOT NULL,
  estimate jsonb,
  estimate_version int NOT NULL,
  estimate_stale boolean NOT NULL,
  approval jsonb,
  started_at timestamptz,
  finished_at timestamptz,
  quality_checks jsonb NOT NULL,
  settlement jsonb,
  handed_over_to text,
  closed_on date,
  closed_at timestamptz,
  cancel_reason text
);
CREATE UNIQUE INDEX uq_repair_order_appointment ON aftersales.repair_order (appointment_id);
CREATE INDEX ix_repair_order_store ON aftersales.repair_order (store_id, created_at, id);
CREATE INDEX ix_repair_order_store_state ON aftersales.repair_order (store_id, state, created_at, id);
CREATE INDEX ix_repair_order_vehicle ON aftersales.repair_order (customer_vehicle_id);
CREATE INDEX ix_repair_order_customer ON aftersales.repair_order (customer_id);
CREATE INDEX ix_repair_order_vin ON aftersales.repair_order (vin);

CREATE TABLE aftersales.repair_order_line (
  id uuid PRIMARY KEY,
  repair_order_id uuid NOT NULL REFERENCES aftersales.repair_order (id),
  position int NOT NULL,
  type text NOT NULL CONSTRAINT ck_repair_order_line_type CHECK (type IN ('LABOUR', 'PART', 'SUBLET')),
  payer text NOT NULL CONSTRAINT ck_repair_order_line_payer CHECK (payer IN ('CUSTOMER', 'WARRANTY', 'INTERNAL', 'INSURANCE', 'SERVICE_CONTRACT', 'GOODWILL')),
  description text NOT NULL,
  operation_code text,
  skill text,
  bay_type text,
  part_id uuid,
  part_number text,
  quantity numeric(14,3) NOT NULL CONSTRAINT ck_repair_order_line_quantity CHECK (quantity > 0),
  unit_price bigint NOT NULL,
  amount bigint NOT NULL CONSTRAINT ck_repair_order_line_amount CHECK (amount >= 0),
  issued_quantity numeric(14,3) NOT NULL,
  cost bigint NOT NULL,
  technician_id uuid REFERENCES aftersales.technician (id),
  technician_employee_id uuid,
  bay_id uuid REFERENCES aftersales.bay (id),
  started_at timestamptz,
  done_at timestamptz,
  CONSTRAINT uq_repair_order_line_position UNIQUE (repair_order_id, position),
  CONSTRAINT ck_repair_order_line_subject CHECK ((type = 'LABOUR') = (operation_code IS NOT NULL) AND (type = 'PART') = (part_id IS NOT NULL))
);

CREATE TABLE aftersales.bay_occupation (
  id uuid PRIMARY KEY,
  bay_id uuid NOT NULL REFERENCES aftersales.bay (id),
  repair_order_id uuid NOT NULL REFERENCES aftersales.repair_order (id),
  occupied_at timestamptz NOT NULL,
  released_at timestamptz
);
CREATE UNIQUE INDEX uq_bay_occupation_running ON aftersales.bay_occupation (bay_id) WHERE released_at IS NULL;
CREATE INDEX ix_bay_occupation_order ON aftersales.bay_occupation (repair_order_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA aftersales CASCADE');
  }
}
