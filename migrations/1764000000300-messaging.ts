import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEEDED_AT = '2025-01-01T00:00:00+08:00';
const TEMPLATES = [
  {
    id: '01938b4e-0000-7000-8000-000000000101',
    code: 'MAINTENANCE_REMINDER',
    language: 'zh',
    text: '【{{storeName}}】{{customerName}},您好!您的{{modelName}}将于{{dueOn}}到期进行{{itemName}},欢迎联系我们预约。退订请告知门店。',
  },
  {
    id: '01938b4e-0000-7000-8000-000000000102',
    code: 'MAINTENANCE_REMINDER',
    language: 'en',
    text: '[{{storeName}}] Dear {{customerName}}, your {{modelName}} is due for {{itemName}} on {{dueOn}}. Please contact us for an appointment. To unsubscribe, tell your store.',
  },
] as const;

export class Messaging1764000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA messaging;

CREATE TABLE messaging.message_template (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL,
  language text NOT NULL CONSTRAINT ck_message_template_language CHECK (language IN ('zh', 'en')),
  channel text NOT NULL CONSTRAINT ck_message_template_channel CHECK (channel IN ('SMS', 'WECHAT', 'EMAIL')),
  purpose text NOT NULL CONSTRAINT ck_message_template_purpose CHECK (purpose IN ('MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING')),
  placeholders text[] NOT NULL,
  text text NOT NULL,
  CONSTRAINT uq_message_template_code UNIQUE (code, language, channel)
);

CREATE TABLE messaging.message (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_message_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_message_state CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'WITHHELD')),
  store_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  dedupe_key text NOT NULL CONSTRAINT uq_message_dedupe_key UNIQUE,
  text_sealed text NOT NULL,
  address_sealed text,
  due_at timestamptz NOT NULL,
  handed_over_at timestamptz,
  cleared_at timestamptz,
  attempts int NOT NULL,
  sent_at timestamptz,
  withheld_reason text CONSTRAINT ck_message_withheld_reason CHECK (withheld_reason IN ('NO_CONSENT', 'NO_ADDRESS', 'COOLDOWN')),
  failure text,
  CONSTRAINT ck_message_withheld CHECK ((state = 'WITHHELD') = (withheld_reason IS NOT NULL)),
  CONSTRAINT ck_message_sent CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
);
CREATE INDEX ix_message_customer ON messaging.message (customer_id, kind, cleared_at);
CREATE INDEX ix_message_store ON messaging.message (store_id, created_at, id);
CREATE INDEX ix_message_waiting ON messaging.message (due_at) WHERE state = 'QUEUED' AND handed_over_at IS NULL;

CREATE TABLE messaging.channel_log (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL CONSTRAINT uq_channel_log_message UNIQUE,
  customer_id uuid NOT NULL,
  channel text NOT NULL,
  address_sealed text NOT NULL,
  text_sealed text NOT NULL,
  at timestamptz NOT NULL
);
`);
    for (const { id, code, language, text } of TEMPLATES)
      await runner.query(
        `INSERT INTO messaging.message_template (id, version, created_at, updated_at, code, language, channel, purpose, placeholders, text)
         VALUES ($1, 1, $2, $2, $3, $4, 'SMS', 'SERVICE_REMINDER', $5, $6)`,
        [id, SEEDED_AT, code, language, ['storeName', 'customerName', 'modelName', 'itemName', 'dueOn'], text],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA messaging CASCADE');
  }
}
