import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CrmLeads1764000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE crm.lead
  ADD COLUMN language text CONSTRAINT ck_lead_language CHECK (language IN ('zh', 'en')),
  ADD COLUMN email_sealed text,
  ADD COLUMN email_index text,
  ADD COLUMN left_at timestamptz,
  ADD COLUMN response_clock text CONSTRAINT ck_lead_response_clock CHECK (response_clock IN ('BUSINESS', 'ELAPSED')),
  ADD COLUMN response_missed_after timestamptz,
  ADD COLUMN response_verdict text CONSTRAINT ck_lead_response_verdict CHECK (response_verdict IN ('PENDING', 'GOAL', 'LATE', 'MISSED')),
  ADD COLUMN response_minutes int CONSTRAINT ck_lead_response_minutes CHECK (response_minutes >= 0),
  ADD COLUMN response_employee_id uuid,
  ADD COLUMN follow_up_due_at timestamptz,
  ADD COLUMN assignment jsonb,
  ADD COLUMN inquiries int NOT NULL DEFAULT 0 CONSTRAINT ck_lead_inquiries CHECK (inquiries >= 0),
  ADD COLUMN loss_review_id uuid;

UPDATE crm.lead SET response_clock = CASE source WHEN 'WALK_IN' THEN 'ELAPSED' ELSE 'BUSINESS' END, response_missed_after = response_due_at + interval '15 minutes',
  follow_up_due_at = CASE WHEN state IN ('ASSIGNED', 'CONTACTED') THEN coalesce(recall_at, response_due_at) END,
  response_verdict = CASE WHEN first_responded_at <= response_due_at THEN 'GOAL' WHEN first_responded_at IS NOT NULL THEN 'LATE'
                          WHEN state IN ('NEW', 'POOL', 'ASSIGNED', 'CONTACTED', 'LOST_PENDING_REVIEW') THEN 'PENDING' END;
ALTER TABLE crm.lead
  ALTER COLUMN response_clock SET NOT NULL,
  ALTER COLUMN mobile_sealed DROP NOT NULL,
  ALTER COLUMN mobile_index DROP NOT NULL,
  ADD CONSTRAINT ck_lead_reachable CHECK (num_nonnulls(mobile_index, email_index) > 0 AND (mobile_index IS NULL) = (mobile_sealed IS NULL)),
  ALTER COLUMN response_missed_after SET NOT NULL,
  ALTER COLUMN inquiries DROP DEFAULT,
  ADD CONSTRAINT ck_lead_response_pending CHECK (response_verdict IS DISTINCT FROM 'PENDING' OR state IN ('NEW', 'POOL', 'ASSIGNED', 'CONTACTED', 'LOST_PENDING_REVIEW')),
  ADD CONSTRAINT ck_lead_owner CHECK (state NOT IN ('ASSIGNED', 'CONTACTED', 'LOST_PENDING_REVIEW') OR owner_employee_id IS NOT NULL),
  ADD CONSTRAINT ck_lead_unowned CHECK (state NOT IN ('NEW', 'POOL') OR owner_employee_id IS NULL),
  ADD CONSTRAINT ck_lead_follow_up CHECK ((state IN ('ASSIGNED', 'CONTACTED')) = (recall_at IS NOT NULL)
    AND (state IN ('ASSIGNED', 'CONTACTED')) = (follow_up_due_at IS NOT NULL));
CREATE INDEX ix_lead_email ON crm.lead (email_index, received_at) WHERE email_index IS NOT NULL;
CREATE INDEX ix_lead_duplicate_of ON crm.lead (duplicate_of_lead_id, received_at, id) WHERE duplicate_of_lead_id IS NOT NULL;
CREATE INDEX ix_lead_store_source ON crm.lead (store_id, source, received_at, id);
CREATE INDEX ix_lead_store_verdict ON crm.lead (store_id, response_verdict, received_at, id);
CREATE INDEX ix_lead_store_waiting ON crm.lead (store_id, response_due_at, id) WHERE state IN ('NEW', 'POOL');
CREATE INDEX ix_lead_store_follow_up ON crm.lead (store_id, (coalesce(follow_up_due_at, 'infinity'::timestamptz)), id);
CREATE INDEX ix_lead_owner_follow_up ON crm.lead (owner_employee_id, (coalesce(follow_up_due_at, 'infinity'::timestamptz)), id);
CREATE INDEX ix_lead_owner_load ON crm.lead (store_id, owner_employee_id) WHERE state IN ('ASSIGNED', 'CONTACTED');
CREATE INDEX ix_lead_response_pending ON crm.lead (response_missed_after) WHERE response_verdict = 'PENDING';
CREATE INDEX ix_lead_customer ON crm.lead (customer_id, received_at, id) WHERE customer_id IS NOT NULL;

CREATE TABLE crm.response_standard (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  source text NOT NULL,
  brand text,
  store_id uuid,
  clock text NOT NULL CONSTRAINT ck_response_standard_clock CHECK (clock IN ('BUSINESS', 'ELAPSED')),
  goal_minutes int NOT NULL CONSTRAINT ck_response_standard_goal CHECK (goal_minutes > 0),
  missed_minutes int NOT NULL,
  CONSTRAINT ck_response_standard_missed CHECK (missed_minutes >= goal_minutes),
  CONSTRAINT ck_response_standard_place CHECK (brand IS NULL OR store_id IS NULL),
  CONSTRAINT uq_response_standard UNIQUE NULLS NOT DISTINCT (source, brand, store_id)
);
INSERT INTO crm.response_standard (id, version, created_at, updated_at, source, clock, goal_minutes, missed_minutes)
SELECT ('01938b4e-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, 1, '2026-01-01T00:00:00+08:00', '2026-01-01T00:00:00+08:00', source,
  CASE source WHEN 'WALK_IN' THEN 'ELAPSED' ELSE 'BUSINESS' END,
  CASE source WHEN 'WALK_IN' THEN 1440 ELSE 15 END,
  CASE source WHEN 'WALK_IN' THEN 1440 ELSE 30 END
FROM unnest(ARRAY['WEBSITE', 'PLATFORM', 'WALK_IN', 'PHONE', 'WECHAT', 'REFERRAL', 'EVENT', 'OEM', 'OTHER']) WITH ORDINALITY AS delivered (source, n);

CREATE TABLE crm.lead_desk (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  on_duty boolean NOT NULL,
  load_cap int CONSTRAINT ck_lead_desk_load_cap CHECK (load_cap > 0),
  skills text[] NOT NULL,
  last_turn int NOT NULL CONSTRAINT ck_lead_desk_turn CHECK (last_turn >= 0),
  last_assigned_at timestamptz,
  CONSTRAINT uq_lead_desk UNIQUE (store_id, employee_id)
);
CREATE INDEX ix_lead_desk_created ON crm.lead_desk (created_at, id);

CREATE TABLE crm.lead_rotation (
  store_id uuid PRIMARY KEY,
  turns int NOT NULL CONSTRAINT ck_lead_rotation_turns CHECK (turns >= 0)
);

CREATE TABLE crm.lead_ownership (
  id uuid PRIMARY KEY,
  lead_id uuid NOT NULL REFERENCES crm.lead (id),
  employee_id uuid NOT NULL,
  how text NOT NULL CONSTRAINT ck_lead_ownership_how CHECK (how IN ('HAND', 'RULE', 'CLAIM')),
  reason text,
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  explanation jsonb,
  ended_by text CONSTRAINT ck_lead_ownership_ended_by CHECK (ended_by IN ('RECALL', 'HAND_OVER')),
  CONSTRAINT ck_lead_ownership_end CHECK ((until_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT ck_lead_ownership_period CHECK (until_at >= from_at)
);
CREATE UNIQUE INDEX uq_lead_ownership_current ON crm.lead_ownership (lead_id) WHERE until_at IS NULL;
CREATE INDEX ix_lead_ownership_lead ON crm.lead_ownership (lead_id, from_at, id);
INSERT INTO crm.lead_ownership (id, lead_id, employee_id, how, from_at)
SELECT gen_random_uuid(), id, owner_employee_id, 'HAND', updated_at FROM crm.lead WHERE owner_employee_id IS NOT NULL;

CREATE TABLE crm.lead_loss_review (
  id uuid PRIMARY KEY,
  lead_id uuid NOT NULL REFERENCES crm.lead (id),
  reason text NOT NULL,
  note text,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  decision text NOT NULL CONSTRAINT ck_lead_loss_review_decision CHECK (decision IN ('PENDING', 'APPROVED', 'REJECTED')),
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  CONSTRAINT ck_lead_loss_review_decided CHECK ((decision = 'PENDING') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX uq_lead_loss_review_pending ON crm.lead_loss_review (lead_id) WHERE decision = 'PENDING';
CREATE INDEX ix_lead_loss_review_lead ON crm.lead_loss_review (lead_id, asked_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE crm.lead_loss_review, crm.lead_ownership, crm.lead_rotation, crm.lead_desk, crm.response_standard;
DROP INDEX crm.ix_lead_customer;
ALTER TABLE crm.lead
  DROP CONSTRAINT ck_lead_owner, DROP CONSTRAINT ck_lead_unowned,
  DROP COLUMN language, DROP COLUMN email_sealed, DROP COLUMN email_index, DROP COLUMN left_at, DROP COLUMN response_clock,
  DROP COLUMN response_missed_after, DROP COLUMN response_verdict, DROP COLUMN response_minutes, DROP COLUMN response_employee_id,
  DROP COLUMN follow_up_due_at, DROP COLUMN assignment, DROP COLUMN inquiries, DROP COLUMN loss_review_id;
`);
  }
}
