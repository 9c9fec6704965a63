import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Workflow1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA workflow;

CREATE TABLE workflow.process_definition (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL,
  revision int NOT NULL,
  state text NOT NULL CONSTRAINT ck_process_definition_state CHECK (state IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  content jsonb NOT NULL,
  published_at timestamptz,
  CONSTRAINT uq_process_definition_revision UNIQUE (code, revision)
);
CREATE UNIQUE INDEX uq_process_definition_published ON workflow.process_definition (code) WHERE state = 'PUBLISHED';

CREATE TABLE workflow.process (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_process_state CHECK (state IN ('RUNNING', 'COMPLETED', 'CANCELLED')),
  definition_id uuid NOT NULL REFERENCES workflow.process_definition (id),
  definition_code text NOT NULL,
  definition_revision int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  facts jsonb NOT NULL,
  steps jsonb NOT NULL,
  next_start_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT uq_process_subject UNIQUE (subject_id, definition_code)
);
CREATE INDEX ix_process_store ON workflow.process (store_id, created_at DESC, id DESC);
CREATE INDEX ix_process_start ON workflow.process (next_start_at) WHERE state = 'RUNNING' AND next_start_at IS NOT NULL;

CREATE TABLE workflow.task (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_task_state CHECK (state IN ('OPEN', 'DONE', 'SKIPPED', 'CANCELLED')),
  process_id uuid NOT NULL REFERENCES workflow.process (id),
  definition_code text NOT NULL,
  step text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  standard_zh text NOT NULL,
  standard_en text NOT NULL,
  role text NOT NULL,
  assignee_employee_id uuid,
  due_at timestamptz,
  overdue_at timestamptz,
  escalation_level int NOT NULL,
  escalated_from uuid REFERENCES workflow.task (id),
  deadlines jsonb NOT NULL,
  next_deadline_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  completed_by text CONSTRAINT ck_task_completed_by CHECK (completed_by IN ('HAND', 'EVENT')),
  reason text,
  CONSTRAINT ck_task_done CHECK ((state = 'DONE') = (completed_by IS NOT NULL)),
  CONSTRAINT ck_task_skipped CHECK (state <> 'SKIPPED' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX uq_task_step ON workflow.task (process_id, step) WHERE escalated_from IS NULL;
CREATE UNIQUE INDEX uq_task_escalation ON workflow.task (escalated_from, escalation_level) WHERE escalated_from IS NOT NULL;
CREATE INDEX ix_task_subject ON workflow.task (subject_id);
CREATE INDEX ix_task_process ON workflow.task (process_id);
CREATE INDEX ix_task_due ON workflow.task (store_id, state, (coalesce(due_at, 'infinity')), id);
CREATE INDEX ix_task_assignee ON workflow.task (assignee_employee_id, state);
CREATE INDEX ix_task_deadline ON workflow.task (next_deadline_at) WHERE state = 'OPEN' AND next_deadline_at IS NOT NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA workflow CASCADE');
  }
}
