import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The customer file in full: identifiers that are found again, contacts, households, duplicates, merges (L-3, L-4). */
export class CrmCustomers1764000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE crm.customer
  ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE' CONSTRAINT ck_customer_state CHECK (state IN ('ACTIVE', 'MERGED')),
  ADD COLUMN merged_into_customer_id uuid REFERENCES crm.customer (id),
  ADD COLUMN identity_index text,
  ADD COLUMN email_index text,
  ADD COLUMN birth_date_sealed text,
  ADD COLUMN licence_number_sealed text,
  ADD COLUMN licence_class text,
  ADD COLUMN licence_expires_on date,
  ADD COLUMN primary_contact_id uuid,
  ADD CONSTRAINT ck_customer_merged CHECK ((state = 'MERGED') = (merged_into_customer_id IS NOT NULL) AND merged_into_customer_id IS DISTINCT FROM id),
  ADD CONSTRAINT ck_customer_licence CHECK (num_nonnulls(licence_number_sealed, licence_class, licence_expires_on) IN (0, 3)),
  ADD CONSTRAINT ck_customer_of_person CHECK (type = 'PERSON' OR num_nonnulls(birth_date_sealed, licence_number_sealed) = 0);
ALTER TABLE crm.customer ALTER COLUMN state DROP DEFAULT;
CREATE UNIQUE INDEX uq_customer_identity ON crm.customer (identity_index) WHERE state = 'ACTIVE';
CREATE INDEX ix_customer_identity ON crm.customer (identity_index) WHERE identity_index IS NOT NULL;
CREATE INDEX ix_customer_email ON crm.customer (email_index) WHERE email_index IS NOT NULL;
CREATE INDEX ix_customer_merged_into ON crm.customer (merged_into_customer_id) WHERE merged_into_customer_id IS NOT NULL;

CREATE TABLE crm.customer_contact (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_customer_contact_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_customer_contact_state CHECK (state IN ('ACTIVE', 'REMOVED')),
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  person_customer_id uuid REFERENCES crm.customer (id),
  name text NOT NULL,
  roles text[] NOT NULL,
  position text,
  mobile_sealed text,
  email_sealed text,
  CONSTRAINT ck_customer_contact_roles CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['OWNER', 'DRIVER', 'PAYER', 'DECISION_MAKER'])
);
CREATE INDEX ix_customer_contact_customer ON crm.customer_contact (customer_id, created_at, id);
CREATE INDEX ix_customer_contact_person ON crm.customer_contact (person_customer_id) WHERE person_customer_id IS NOT NULL;
CREATE INDEX ix_customer_contact_created ON crm.customer_contact (created_at, id);
ALTER TABLE crm.customer ADD CONSTRAINT fk_customer_primary_contact FOREIGN KEY (primary_contact_id) REFERENCES crm.customer_contact (id);

CREATE TABLE crm.household (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_household_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_household_state CHECK (state IN ('ACTIVE', 'DISSOLVED')),
  name text NOT NULL
);
CREATE INDEX ix_household_created ON crm.household (created_at, id);

CREATE TABLE crm.household_member (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES crm.household (id),
  customer_id uuid NOT NULL CONSTRAINT uq_household_member_customer UNIQUE REFERENCES crm.customer (id),
  relation text NOT NULL CONSTRAINT ck_household_member_relation CHECK (relation IN ('SELF', 'SPOUSE', 'CHILD', 'PARENT', 'OTHER')),
  joined_at timestamptz NOT NULL
);
CREATE INDEX ix_household_member_household ON crm.household_member (household_id, joined_at, id);

CREATE TABLE crm.customer_plate (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  plate_index text NOT NULL,
  since timestamptz NOT NULL,
  CONSTRAINT uq_customer_plate UNIQUE (customer_id, plate_index)
);
CREATE INDEX ix_customer_plate_index ON crm.customer_plate (plate_index);

CREATE TABLE crm.duplicate_pair (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT ck_duplicate_pair_state CHECK (state IN ('OPEN', 'DISMISSED', 'MERGED')),
  customer_a uuid NOT NULL REFERENCES crm.customer (id),
  customer_b uuid NOT NULL REFERENCES crm.customer (id),
  key text NOT NULL CONSTRAINT ck_duplicate_pair_key CHECK (key IN ('IDENTITY', 'EMAIL', 'NAME_PLATE')),
  found_on date NOT NULL,
  reason text,
  CONSTRAINT uq_duplicate_pair UNIQUE (customer_a, customer_b),
  CONSTRAINT ck_duplicate_pair_order CHECK (customer_a < customer_b),
  CONSTRAINT ck_duplicate_pair_dismissed CHECK ((state = 'DISMISSED') = (reason IS NOT NULL))
);
CREATE INDEX ix_duplicate_pair_found ON crm.duplicate_pair (found_on, id);
CREATE INDEX ix_duplicate_pair_b ON crm.duplicate_pair (customer_b);

CREATE TABLE crm.customer_merge (
  id uuid PRIMARY KEY,
  merged_id uuid NOT NULL REFERENCES crm.customer (id),
  survivor_id uuid NOT NULL REFERENCES crm.customer (id),
  reason text NOT NULL,
  merged_by uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  settle_at timestamptz,
  unmerged_at timestamptz,
  merged_before jsonb NOT NULL,
  survivor_before jsonb NOT NULL,
  taken_over jsonb NOT NULL,
  CONSTRAINT ck_customer_merge_two CHECK (merged_id <> survivor_id)
);
CREATE UNIQUE INDEX uq_customer_merge_live ON crm.customer_merge (merged_id) WHERE unmerged_at IS NULL;
CREATE INDEX ix_customer_merge_survivor ON crm.customer_merge (survivor_id);
CREATE INDEX ix_customer_merge_settle ON crm.customer_merge (settle_at) WHERE settle_at IS NOT NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE crm.customer_merge, crm.duplicate_pair, crm.customer_plate, crm.household_member, crm.household;
ALTER TABLE crm.customer
  DROP COLUMN state, DROP COLUMN merged_into_customer_id, DROP COLUMN identity_index, DROP COLUMN email_index, DROP COLUMN birth_date_sealed,
  DROP COLUMN licence_number_sealed, DROP COLUMN licence_class, DROP COLUMN licence_expires_on, DROP COLUMN primary_contact_id;
DROP TABLE crm.customer_contact;
`);
  }
}
