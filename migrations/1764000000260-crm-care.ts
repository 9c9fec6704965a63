import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEEDED_AT = '2025-01-01T00:00:00+08:00';
type Words = [zh: string, en: string];

/** The delivered consent texts: version 2026-01, in force from the first day on. */
const TEXTS: [purpose: string, categories: string[], ...words: Words][] = [
  [
    'MARKETING',
    ['CONTACT', 'VEHICLE', 'PURCHASE', 'PREFERENCE'],
    '我同意门店使用我的联系方式、车辆和购买记录,通过所选渠道向我发送优惠和活动信息。我可以随时撤回,不影响其他服务。',
    'I agree that the store uses my contact data, vehicle and purchases to send me offers on the chosen channel. I can withdraw at any time; no service depends on it.',
  ],
  [
    'SERVICE_REMINDER',
    ['CONTACT', 'VEHICLE', 'SERVICE_HISTORY'],
    '我同意门店使用我的联系方式、车辆和维修记录,通过所选渠道提醒保养和到期事项。我可以随时撤回,不影响其他服务。',
    'I agree that the store uses my contact data, vehicle and service history to remind me of services on the chosen channel. I can withdraw at any time; no service depends on it.',
  ],
  [
    'SATISFACTION_SURVEY',
    ['CONTACT', 'VEHICLE', 'PURCHASE', 'SERVICE_HISTORY'],
    '我同意门店在交车和维修后,通过所选渠道向我回访满意度。我可以随时撤回,不影响其他服务。',
    'I agree that the store asks me after deliveries and services, on the chosen channel, how content I am. I can withdraw at any time; no service depends on it.',
  ],
  [
    'DATA_SHARING',
    ['CONTACT', 'VEHICLE', 'PURCHASE', 'SERVICE_HISTORY', 'IDENTITY', 'FINANCIAL'],
    '我单独同意门店将所列类别的个人信息提供给所列接收方,用于所列目的。我可以随时撤回。',
    'I agree, separately, that the store gives the named categories of my personal information to the named recipient for the named purpose. I can withdraw at any time.',
  ],
  [
    'PROFILING',
    ['VEHICLE', 'PURCHASE', 'SERVICE_HISTORY', 'PREFERENCE'],
    '门店根据我的购买和维修记录为我推荐车型和服务。我可以随时拒绝个性化推荐。',
    'The store recommends cars and services to me by what I bought and had serviced. I can opt out of personal recommendations at any time.',
  ],
];

const item = (code: string, weight: number, [zh, en]: Words) => ({ code, type: 'SCORE_5', zh, en, weight, required: true, options: [] });
const RECOMMEND = {
  code: 'recommend',
  type: 'NPS_10',
  zh: '您有多大可能向亲友推荐我们?(0–10 分)',
  en: 'How likely are you to recommend us? (0–10)',
  weight: 0,
  required: true,
  options: [],
};
const REMARK = { code: 'remark', type: 'TEXT', zh: '您还有什么想告诉我们?', en: 'Anything else?', weight: 0, required: false, options: [] };
const SURVEYS: { id: string; code: string; kind: string; name: Words; sendAfter: string; questions: object[] }[] = [
  {
    id: '01938b4e-0000-7000-8000-000000000261',
    code: 'DELIVERY_DAY_3',
    kind: 'DELIVERY',
    name: ['交车三日回访', 'Three days after delivery'],
    sendAfter: 'P3D',
    questions: [
      item('consultant', 3, ['您对销售顾问的服务满意吗?', 'How was your sales consultant?']),
      item('handover', 2, ['您对交车过程和讲解满意吗?', 'How were hand-over and explanation?']),
      item('car', 2, ['您对车辆的状态满意吗?', 'How was the condition of the car?']),
      RECOMMEND,
      REMARK,
    ],
  },
  {
    id: '01938b4e-0000-7000-8000-000000000262',
    code: 'SERVICE_72H',
    kind: 'SERVICE',
    name: ['维修三日回访', 'Three days after service'],
    sendAfter: 'P3D',
    questions: [
      item('advisor', 2, ['您对服务顾问的接待满意吗?', 'How was your service advisor?']),
      item('repair', 3, ['您对维修质量满意吗?', 'How was the quality of the work?']),
      item('time', 1, ['您对等待时间满意吗?', 'How was the time it took?']),
      {
        code: 'fixed',
        type: 'CHOICE',
        zh: '问题一次解决了吗?',
        en: 'Was it put right the first time?',
        weight: 0,
        required: false,
        options: [
          { code: 'YES', zh: '是', en: 'Yes' },
          { code: 'NO', zh: '否', en: 'No' },
        ],
      },
      RECOMMEND,
      REMARK,
    ],
  },
];

export class CrmCare1764000000260 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE crm.consent_text (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  purpose text NOT NULL CONSTRAINT ck_consent_text_purpose CHECK (purpose IN ('MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING', 'PROFILING')),
  text_version text NOT NULL,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  data_categories text[] NOT NULL,
  reconsent_required boolean NOT NULL,
  valid_from timestamptz NOT NULL,
  CONSTRAINT uq_consent_text_version UNIQUE (purpose, text_version)
);
CREATE INDEX ix_consent_text_valid ON crm.consent_text (purpose, valid_from, id);
`);
    for (const [n, [purpose, categories, zh, en]] of TEXTS.entries())
      await runner.query(
        `INSERT INTO crm.consent_text (id, version, created_at, updated_at, purpose, text_version, text_zh, text_en, data_categories, reconsent_required, valid_from)
         VALUES ($1, 1, $2, $2, $3, '2026-01', $4, $5, $6, false, $2)`,
        [`01938b4e-0000-7000-8000-00000000025${n}`, SEEDED_AT, purpose, zh, en, categories],
      );
    await runner.query(`
-- What was agreed to before texts were kept is known by its version alone.
INSERT INTO crm.consent_text (id, version, created_at, updated_at, purpose, text_version, text_zh, text_en, data_categories, reconsent_required, valid_from)
SELECT gen_random_uuid(), 1, min(at), min(at), purpose, text_version, '(未留存文本)', '(the text was not kept)', '{CONTACT}', false, '2024-01-01T00:00:00+08:00'
FROM crm.consent WHERE text_version <> '2026-01' GROUP BY purpose, text_version;

ALTER TABLE crm.consent DROP CONSTRAINT ck_consent_purpose, DROP CONSTRAINT ck_consent_recipient,
  ADD COLUMN recipient_contact text,
  ADD COLUMN sharing_purpose text,
  ADD COLUMN source text NOT NULL DEFAULT 'STAFF' CONSTRAINT ck_consent_source CHECK (source IN ('STAFF', 'LINK'));
ALTER TABLE crm.consent ALTER COLUMN source DROP DEFAULT,
  ADD CONSTRAINT ck_consent_purpose CHECK (purpose IN ('MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING', 'PROFILING')),
  ADD FOREIGN KEY (purpose, text_version) REFERENCES crm.consent_text (purpose, text_version),
  -- Lines from before recipients were described stay as they were written.
  ADD CONSTRAINT ck_consent_recipient CHECK (purpose <> 'DATA_SHARING' OR (recipient IS NOT NULL AND (NOT granted OR (recipient_contact IS NOT NULL AND sharing_purpose IS NOT NULL)))) NOT VALID;

-- What is told has a kind by its wording in code; each room of the CRM brings its own.

CREATE TABLE crm.consent_request (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  purpose text NOT NULL,
  channel text NOT NULL CONSTRAINT ck_consent_request_channel CHECK (channel IN ('PHONE', 'SMS', 'WECHAT', 'EMAIL', 'VISIT')),
  text_version text NOT NULL,
  asked_by uuid NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (purpose, text_version) REFERENCES crm.consent_text (purpose, text_version)
);
CREATE INDEX ix_consent_request_customer ON crm.consent_request (customer_id, at);

CREATE TABLE crm.complaint (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_complaint_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_complaint_state CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'INVESTIGATING', 'PROPOSED', 'ACCEPTED', 'ESCALATED', 'CLOSED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  kind text NOT NULL CONSTRAINT ck_complaint_kind CHECK (kind IN ('GENERAL', 'SANBAO')),
  source text NOT NULL CONSTRAINT ck_complaint_source CHECK (source IN ('HAND', 'SURVEY')),
  channel text NOT NULL CONSTRAINT ck_complaint_channel CHECK (channel IN ('PHONE', 'SMS', 'WECHAT', 'EMAIL', 'VISIT')),
  severity text NOT NULL CONSTRAINT ck_complaint_severity CHECK (severity IN ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  subject_type text CONSTRAINT ck_complaint_subject_type CHECK (subject_type IN ('SalesOrder', 'StockVehicle', 'TestDrive', 'RepairOrder', 'CustomerVehicle', 'ServiceAppointment')),
  subject_id uuid,
  survey_id uuid CONSTRAINT uq_complaint_survey UNIQUE,
  previous_complaint_id uuid REFERENCES crm.complaint (id),
  description text NOT NULL,
  remedy text,
  cost bigint CONSTRAINT ck_complaint_cost CHECK (cost >= 0),
  root_cause text CONSTRAINT ck_complaint_root_cause CHECK (root_cause IN ('PRODUCT_QUALITY', 'REPAIR_QUALITY', 'PARTS_DELAY', 'WAITING_TIME', 'DELIVERY', 'PRICE', 'PROMISE_NOT_KEPT', 'ATTITUDE', 'OTHER')),
  satisfaction int CONSTRAINT ck_complaint_satisfaction CHECK (satisfaction BETWEEN 1 AND 5),
  opened_at timestamptz NOT NULL,
  acknowledge_due_at timestamptz NOT NULL,
  reply_due_at timestamptz,
  resolve_due_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  proposed_at timestamptz,
  closed_at timestamptz,
  overdue_at timestamptz,
  escalation_level int NOT NULL,
  ladder jsonb NOT NULL,
  next_rung_at timestamptz,
  CONSTRAINT ck_complaint_subject CHECK ((subject_type IS NULL) = (subject_id IS NULL)),
  CONSTRAINT ck_complaint_reply CHECK ((kind = 'SANBAO') = (reply_due_at IS NOT NULL)),
  CONSTRAINT ck_complaint_proposed CHECK (state NOT IN ('PROPOSED', 'ACCEPTED', 'ESCALATED', 'CLOSED') OR (remedy IS NOT NULL AND cost IS NOT NULL)),
  CONSTRAINT ck_complaint_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL) AND (state <> 'CLOSED' OR root_cause IS NOT NULL))
);
CREATE INDEX ix_complaint_store ON crm.complaint (store_id, opened_at, id);
CREATE INDEX ix_complaint_customer ON crm.complaint (customer_id, opened_at, id);
CREATE INDEX ix_complaint_rung ON crm.complaint (next_rung_at) WHERE state <> 'CLOSED' AND next_rung_at IS NOT NULL;

CREATE TABLE crm.complaint_step (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES crm.complaint (id),
  move text NOT NULL,
  to_state text NOT NULL,
  done_by uuid NOT NULL,
  at timestamptz NOT NULL,
  note text
);
CREATE INDEX ix_complaint_step_complaint ON crm.complaint_step (complaint_id, at, id);

CREATE TABLE crm.survey_template (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL,
  revision int NOT NULL,
  state text NOT NULL CONSTRAINT ck_survey_template_state CHECK (state IN ('ACTIVE', 'RETIRED')),
  kind text NOT NULL CONSTRAINT ck_survey_template_kind CHECK (kind IN ('DELIVERY', 'SERVICE')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  send_after text NOT NULL,
  questions jsonb NOT NULL,
  CONSTRAINT uq_survey_template_revision UNIQUE (code, revision)
);
CREATE UNIQUE INDEX uq_survey_template_active ON crm.survey_template (code) WHERE state = 'ACTIVE';

CREATE TABLE crm.survey (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_survey_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_survey_state CHECK (state IN ('PLANNED', 'SENT', 'WITHHELD', 'ANSWERED', 'EXPIRED', 'SKIPPED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  kind text NOT NULL CONSTRAINT ck_survey_kind CHECK (kind IN ('DELIVERY', 'SERVICE')),
  template_id uuid NOT NULL REFERENCES crm.survey_template (id),
  template_code text NOT NULL,
  subject_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  sent_at timestamptz,
  expires_at timestamptz,
  withheld_reason text CONSTRAINT ck_survey_withheld_reason CHECK (withheld_reason IN ('NO_CONSENT', 'NO_ADDRESS', 'COOLDOWN', 'CHANNEL_REFUSED')),
  answered_at timestamptz,
  answered_by text CONSTRAINT ck_survey_answered_by CHECK (answered_by IN ('LINK', 'PHONE')),
  answers jsonb,
  nps int CONSTRAINT ck_survey_nps CHECK (nps BETWEEN 0 AND 10),
  csi numeric(7,4) CONSTRAINT ck_survey_csi CHECK (csi BETWEEN 0 AND 100),
  complaint_id uuid REFERENCES crm.complaint (id),
  skip_reason text,
  CONSTRAINT uq_survey_subject UNIQUE (subject_id, template_code),
  CONSTRAINT ck_survey_sent CHECK (state NOT IN ('SENT', 'EXPIRED') OR (sent_at IS NOT NULL AND expires_at IS NOT NULL)),
  CONSTRAINT ck_survey_withheld CHECK (state <> 'WITHHELD' OR withheld_reason IS NOT NULL),
  CONSTRAINT ck_survey_answered CHECK ((state = 'ANSWERED') = (answers IS NOT NULL) AND (state = 'ANSWERED') = (answered_at IS NOT NULL) AND (state = 'ANSWERED') = (answered_by IS NOT NULL)),
  CONSTRAINT ck_survey_skipped CHECK ((state = 'SKIPPED') = (skip_reason IS NOT NULL))
);
CREATE INDEX ix_survey_store ON crm.survey (store_id, due_at, id);
CREATE INDEX ix_survey_customer ON crm.survey (customer_id, due_at, id);
CREATE INDEX ix_survey_planned ON crm.survey (due_at) WHERE state = 'PLANNED';
CREATE INDEX ix_survey_open ON crm.survey (expires_at) WHERE state = 'SENT';
`);
    for (const { id, code, kind, name, sendAfter, questions } of SURVEYS)
      await runner.query(
        `INSERT INTO crm.survey_template (id, version, created_at, updated_at, code, revision, state, kind, name_zh, name_en, send_after, questions)
         VALUES ($1, 1, $2, $2, $3, 1, 'ACTIVE', $4, $5, $6, $7, $8)`,
        [id, SEEDED_AT, code, kind, name[0], name[1], sendAfter, JSON.stringify(questions)],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE crm.survey, crm.survey_template, crm.complaint_step, crm.complaint, crm.consent_request;
ALTER TABLE crm.consent DROP CONSTRAINT ck_consent_purpose, DROP CONSTRAINT ck_consent_recipient, DROP COLUMN recipient_contact, DROP COLUMN sharing_purpose, DROP COLUMN source,
  DROP CONSTRAINT consent_purpose_text_version_fkey;
DROP TABLE crm.consent_text;
ALTER TABLE crm.consent ADD CONSTRAINT ck_consent_purpose CHECK (purpose IN ('MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING')),
  ADD CONSTRAINT ck_consent_recipient CHECK (purpose <> 'DATA_SHARING' OR recipient IS NOT NULL);
`);
  }
}
