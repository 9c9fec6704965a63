import type { MigrationInterface, QueryRunner } from 'typeorm';

const STAGES = [
  'OPENED',
  'NEEDS',
  'PRESENTATION',
  'TEST_DRIVE',
  'QUOTATION',
  'NEGOTIATION',
  'CONTRACT',
  'AWAITING_DELIVERY',
  'DELIVERED',
  'FOLLOW_UP',
];
/** What the delivered standard asks of each stage (O-1, O-2): name, what must be there to enter and to leave, papers, hours, percent. */
const STANDARDS: [string, string, string, string[], string[], string[], number | null, number][] = [
  ['OPENED', '建卡', 'Opened', [], [], [], 24, 10],
  ['NEEDS', '需求分析', 'Needs', ['NEEDS_RECORD'], [], ['NEEDS_RECORD'], 72, 20],
  ['PRESENTATION', '产品介绍', 'Presentation', ['NEEDS_RECORD'], [], ['PRESENTATION_CHECKLIST'], 72, 30],
  ['TEST_DRIVE', '试乘试驾', 'Test drive', ['TEST_DRIVE_BOOKING'], ['TEST_DRIVE'], [], 168, 40],
  ['QUOTATION', '报价', 'Quotation', ['QUOTATION'], [], ['QUOTATION'], 168, 60],
  ['NEGOTIATION', '谈判', 'Negotiation', ['QUOTATION'], [], ['QUOTATION'], 168, 70],
  ['CONTRACT', '签约', 'Contract', ['ACCEPTANCE'], [], ['CONTRACT'], 72, 90],
  ['AWAITING_DELIVERY', '待交付', 'Awaiting delivery', ['CONTRACT'], [], ['DELIVERY'], 720, 95],
  ['DELIVERED', '交付', 'Delivered', ['DELIVERY'], [], [], 72, 100],
  ['FOLLOW_UP', '回访', 'Follow-up', ['DELIVERY'], [], [], null, 100],
];
/** 六方位绕车介绍. */
const WALK_AROUND: [string, string, string, boolean][] = [
  ['FRONT', '正前方:造型、灯组、品牌', 'Front: styling, lamps, the brand', true],
  ['DRIVER_SEAT', '驾驶席:座姿、仪表、智能座舱', 'Driver’s seat: seating, instruments, cockpit', true],
  ['REAR_SEAT', '后排:空间与舒适', 'Rear seats: space and comfort', true],
  ['TAIL', '车尾:后备厢与倒车辅助', 'Tail: boot and reversing aids', true],
  ['SIDE', '侧面:安全结构、轮胎与底盘', 'Side: safety structure, tyres, chassis', true],
  ['ENGINE_BAY', '发动机舱:动力与可靠性', 'Engine bay: drive and reliability', true],
  ['INSURANCE_AND_FINANCE', '金融与保险介绍', 'Finance and insurance', false],
];

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const list = (values: string[]): string => `ARRAY[${values.map(text).join(', ')}]::text[]`;
const id = (room: number, n: number): string => `'01938b4e-0000-7000-8000-0000000${room}${String(n).padStart(4, '0')}'`;
const SINCE = `'2026-01-01T00:00:00+08:00'`;

export class CrmOpportunities1764000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE crm.intent_level
  ADD COLUMN version int NOT NULL DEFAULT 1,
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT ${SINCE},
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT ${SINCE},
  ADD COLUMN active boolean NOT NULL DEFAULT true,
  ADD CONSTRAINT ck_intent_level_rank CHECK (rank > 0);
ALTER TABLE crm.intent_level
  ALTER COLUMN version DROP DEFAULT,
  ALTER COLUMN created_at DROP DEFAULT,
  ALTER COLUMN updated_at DROP DEFAULT,
  ALTER COLUMN active DROP DEFAULT;

CREATE TABLE crm.stage_standard (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  brand text,
  code text NOT NULL CONSTRAINT ck_stage_standard_code CHECK (code IN (${STAGES.map(text).join(', ')})),
  position int NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  entry text[] NOT NULL,
  exit text[] NOT NULL,
  artefacts text[] NOT NULL,
  sla_hours int CONSTRAINT ck_stage_standard_sla CHECK (sla_hours > 0),
  probability_percent int NOT NULL CONSTRAINT ck_stage_standard_probability CHECK (probability_percent BETWEEN 0 AND 100),
  CONSTRAINT uq_stage_standard UNIQUE NULLS NOT DISTINCT (code, brand)
);
INSERT INTO crm.stage_standard (id, version, created_at, updated_at, brand, code, position, name_zh, name_en, entry, exit, artefacts, sla_hours, probability_percent) VALUES
${STANDARDS.map(
  ([code, zh, en, entry, exit, artefacts, hours, percent], n) =>
    `  (${id(1, n + 1)}, 1, ${SINCE}, ${SINCE}, NULL, ${text(code)}, ${n + 1}, ${text(zh)}, ${text(en)}, ${list(entry)}, ${list(exit)}, ${list(artefacts)}, ${hours ?? 'NULL'}, ${percent})`,
).join(',\n')};

CREATE TABLE crm.presentation_item (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  brand text,
  code text NOT NULL,
  position int NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  mandatory boolean NOT NULL,
  active boolean NOT NULL,
  CONSTRAINT uq_presentation_item UNIQUE NULLS NOT DISTINCT (code, brand)
);
INSERT INTO crm.presentation_item (id, version, created_at, updated_at, brand, code, position, title_zh, title_en, mandatory, active) VALUES
${WALK_AROUND.map(
  ([code, zh, en, mandatory], n) =>
    `  (${id(2, n + 1)}, 1, ${SINCE}, ${SINCE}, NULL, ${text(code)}, ${n + 1}, ${text(zh)}, ${text(en)}, ${mandatory}, true)`,
).join(',\n')};

ALTER TABLE crm.opportunity
  ADD COLUMN stage_entered_at timestamptz,
  ADD COLUMN stage_due_at timestamptz,
  ADD COLUMN stage_overdue_since timestamptz,
  ADD COLUMN probability_percent int CONSTRAINT ck_opportunity_probability CHECK (probability_percent BETWEEN 0 AND 100),
  ADD COLUMN quoted_total bigint CONSTRAINT ck_opportunity_quoted CHECK (quoted_total >= 0),
  ADD COLUMN expected_on date,
  ADD COLUMN follow_up_missed_on date,
  ADD COLUMN competitor text,
  ADD COLUMN win_back_on date,
  ADD COLUMN loss_reviewed_at timestamptz,
  ADD COLUMN loss_reviewed_by uuid,
  ADD COLUMN loss_review_note text,
  ADD COLUMN follow_up_late_at timestamptz GENERATED ALWAYS AS (timezone('Asia/Shanghai', (next_follow_up_on + 1)::timestamp)) STORED,
  ADD COLUMN win_back_late_at timestamptz GENERATED ALWAYS AS (timezone('Asia/Shanghai', (win_back_on + 1)::timestamp)) STORED,
  ADD COLUMN closed_on date GENERATED ALWAYS AS (timezone('Asia/Shanghai', closed_at)::date) STORED;
UPDATE crm.opportunity o SET
  stage_entered_at = coalesce((SELECT max(s.at) FROM crm.opportunity_stage s WHERE s.opportunity_id = o.id), o.created_at),
  probability_percent = CASE o.state WHEN 'LOST' THEN 0 ELSE (SELECT s.probability_percent FROM crm.stage_standard s WHERE s.code = o.stage AND s.brand IS NULL) END,
  expected_on = coalesce(o.next_follow_up_on, timezone('Asia/Shanghai', o.created_at)::date),
  loss_reviewed_at = CASE o.state WHEN 'LOST' THEN o.closed_at END;
ALTER TABLE crm.opportunity
  ALTER COLUMN stage_entered_at SET NOT NULL,
  ALTER COLUMN probability_percent SET NOT NULL,
  ALTER COLUMN expected_on SET NOT NULL,
  ADD CONSTRAINT ck_opportunity_win_back CHECK (win_back_on IS NULL OR state = 'LOST'),
  ADD CONSTRAINT ck_opportunity_loss_review CHECK (loss_reviewed_at IS NULL OR state = 'LOST');
DROP INDEX crm.ix_opportunity_follow_up;
CREATE INDEX ix_opportunity_follow_up ON crm.opportunity (store_id, follow_up_late_at) WHERE state = 'OPEN' AND next_follow_up_on IS NOT NULL;
CREATE INDEX ix_opportunity_follow_up_owner ON crm.opportunity (owner_employee_id, follow_up_late_at) WHERE state = 'OPEN' AND next_follow_up_on IS NOT NULL;
CREATE INDEX ix_opportunity_follow_up_due ON crm.opportunity (follow_up_late_at) WHERE state = 'OPEN' AND next_follow_up_on IS NOT NULL;
CREATE INDEX ix_opportunity_stage_due ON crm.opportunity (stage_due_at) WHERE stage_overdue_since IS NULL AND stage_due_at IS NOT NULL;
CREATE INDEX ix_opportunity_win_back ON crm.opportunity (store_id, win_back_late_at) WHERE win_back_on IS NOT NULL;
CREATE INDEX ix_opportunity_loss_review ON crm.opportunity (store_id, closed_at) WHERE state = 'LOST' AND loss_reviewed_at IS NULL;
CREATE INDEX ix_opportunity_forecast ON crm.opportunity (store_id, expected_on) WHERE state = 'OPEN';
CREATE INDEX ix_opportunity_closed ON crm.opportunity (store_id, closed_on) WHERE closed_at IS NOT NULL;

ALTER TABLE crm.opportunity_stage
  ADD COLUMN by_employee_id uuid,
  ADD COLUMN note text;

CREATE TABLE crm.opportunity_proof (
  id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL REFERENCES crm.opportunity (id),
  proof text NOT NULL,
  ref_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT uq_opportunity_proof UNIQUE (opportunity_id, proof)
);

CREATE TABLE crm.opportunity_grade (
  id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL REFERENCES crm.opportunity (id),
  from_level text NOT NULL,
  to_level text NOT NULL,
  reason text NOT NULL,
  by_employee_id uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX ix_opportunity_grade_opportunity ON crm.opportunity_grade (opportunity_id, at, id);

CREATE TABLE crm.opportunity_owner (
  id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL REFERENCES crm.opportunity (id),
  from_employee_id uuid NOT NULL,
  to_employee_id uuid NOT NULL,
  reason text NOT NULL,
  by_employee_id uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX ix_opportunity_owner_opportunity ON crm.opportunity_owner (opportunity_id, at, id);

CREATE TABLE crm.needs_record (
  id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL REFERENCES crm.opportunity (id),
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  store_id uuid NOT NULL,
  revision int NOT NULL,
  budget_from bigint CONSTRAINT ck_needs_record_from CHECK (budget_from >= 0),
  budget_to bigint,
  use text,
  timing text,
  model_ids uuid[] NOT NULL,
  powertrains text[] NOT NULL,
  bodies text[] NOT NULL,
  colours text[] NOT NULL,
  trade_in jsonb,
  finance text,
  decision_maker text,
  personalised boolean NOT NULL,
  note text,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT uq_needs_record_revision UNIQUE (opportunity_id, revision),
  CONSTRAINT ck_needs_record_budget CHECK (budget_from IS NULL OR budget_to IS NULL OR budget_from <= budget_to)
);
CREATE INDEX ix_needs_record_customer ON crm.needs_record (customer_id, recorded_at, id);

CREATE TABLE crm.presentation_tick (
  id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL REFERENCES crm.opportunity (id),
  item_code text NOT NULL,
  done_by uuid NOT NULL,
  done_at timestamptz NOT NULL,
  CONSTRAINT uq_presentation_tick UNIQUE (opportunity_id, item_code)
);

CREATE TABLE crm.visit (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_visit_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_visit_state CHECK (state IN ('PRESENT', 'LEFT')),
  store_id uuid NOT NULL,
  host_employee_id uuid,
  customer_id uuid REFERENCES crm.customer (id),
  lead_id uuid REFERENCES crm.lead (id),
  opportunity_id uuid REFERENCES crm.opportunity (id),
  purpose text NOT NULL,
  party_size int NOT NULL CONSTRAINT ck_visit_party CHECK (party_size > 0),
  note text,
  arrived_at timestamptz NOT NULL,
  received_at timestamptz,
  closes_at timestamptz NOT NULL,
  left_at timestamptz,
  forgotten boolean NOT NULL,
  CONSTRAINT ck_visit_left CHECK ((state = 'LEFT') = (left_at IS NOT NULL)),
  CONSTRAINT ck_visit_host CHECK ((host_employee_id IS NULL) = (received_at IS NULL)),
  CONSTRAINT ck_visit_order CHECK (received_at >= arrived_at AND left_at >= arrived_at)
);
CREATE UNIQUE INDEX uq_visit_customer_present ON crm.visit (store_id, customer_id) WHERE state = 'PRESENT' AND customer_id IS NOT NULL;
CREATE UNIQUE INDEX uq_visit_lead_present ON crm.visit (store_id, lead_id) WHERE state = 'PRESENT' AND lead_id IS NOT NULL;
CREATE INDEX ix_visit_store ON crm.visit (store_id, arrived_at, id);
CREATE INDEX ix_visit_customer ON crm.visit (customer_id, arrived_at, id);
CREATE INDEX ix_visit_lead ON crm.visit (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX ix_visit_closing ON crm.visit (closes_at) WHERE state = 'PRESENT';

ALTER TABLE crm.interaction
  ADD COLUMN agreed_at timestamptz,
  ADD COLUMN settled_at timestamptz;
CREATE INDEX ix_interaction_agreed ON crm.interaction (store_id, agreed_at) WHERE agreed_at IS NOT NULL AND settled_at IS NULL;

CREATE INDEX ix_lead_response ON crm.lead (store_id, response_due_at) WHERE first_responded_at IS NULL AND state IN ('ASSIGNED', 'CONTACTED');
CREATE INDEX ix_lead_store_recall ON crm.lead (store_id, recall_at) WHERE recall_at IS NOT NULL;

CREATE TABLE crm.model_on_offer (
  model_id uuid PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  brand text NOT NULL,
  series text NOT NULL,
  powertrain text NOT NULL,
  colours text[] NOT NULL,
  seats int NOT NULL,
  list_price bigint NOT NULL
);

CREATE TABLE crm.car_on_offer (
  stock_vehicle_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  model_id uuid NOT NULL,
  colour text NOT NULL,
  stock_in_date date,
  since timestamptz NOT NULL
);
CREATE INDEX ix_car_on_offer_model ON crm.car_on_offer (model_id, store_id);

ALTER TABLE crm.timeline_entry DROP CONSTRAINT ck_timeline_entry_kind;
ALTER TABLE crm.timeline_entry ADD CONSTRAINT ck_timeline_entry_kind CHECK (kind IN ('LEAD', 'INTERACTION', 'VISIT', 'OPPORTUNITY', 'TEST_DRIVE', 'QUOTATION', 'SALES_ORDER', 'DELIVERY', 'MESSAGE', 'APPOINTMENT', 'REPAIR_ORDER'));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE crm.car_on_offer, crm.model_on_offer, crm.visit, crm.presentation_tick, crm.needs_record, crm.opportunity_owner, crm.opportunity_grade, crm.opportunity_proof, crm.presentation_item, crm.stage_standard;
DROP INDEX crm.ix_lead_response, crm.ix_lead_store_recall;
ALTER TABLE crm.interaction DROP COLUMN agreed_at, DROP COLUMN settled_at;
ALTER TABLE crm.opportunity_stage DROP COLUMN by_employee_id, DROP COLUMN note;
ALTER TABLE crm.opportunity
  DROP CONSTRAINT ck_opportunity_win_back, DROP CONSTRAINT ck_opportunity_loss_review,
  DROP COLUMN closed_on, DROP COLUMN win_back_late_at, DROP COLUMN follow_up_late_at, DROP COLUMN loss_review_note, DROP COLUMN loss_reviewed_by,
  DROP COLUMN loss_reviewed_at, DROP COLUMN win_back_on, DROP COLUMN competitor, DROP COLUMN follow_up_missed_on, DROP COLUMN expected_on, DROP COLUMN quoted_total,
  DROP COLUMN probability_percent, DROP COLUMN stage_overdue_since, DROP COLUMN stage_due_at, DROP COLUMN stage_entered_at;
CREATE INDEX ix_opportunity_follow_up ON crm.opportunity (store_id, next_follow_up_on) WHERE next_follow_up_on IS NOT NULL;
ALTER TABLE crm.intent_level
  DROP CONSTRAINT ck_intent_level_rank, DROP COLUMN version, DROP COLUMN created_at, DROP COLUMN updated_at, DROP COLUMN active;
ALTER TABLE crm.timeline_entry DROP CONSTRAINT ck_timeline_entry_kind;
ALTER TABLE crm.timeline_entry ADD CONSTRAINT ck_timeline_entry_kind CHECK (kind IN ('LEAD', 'INTERACTION', 'TEST_DRIVE', 'QUOTATION', 'SALES_ORDER', 'DELIVERY', 'MESSAGE', 'APPOINTMENT', 'REPAIR_ORDER'));
`);
  }
}
