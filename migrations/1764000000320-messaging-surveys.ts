import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEEDED_AT = '2025-01-01T00:00:00+08:00';
const TEMPLATES = [
  {
    id: '01938b4e-0000-7000-8000-000000000121',
    language: 'zh',
    text: '【{{storeName}}】{{customerName}},您好!请用一分钟告诉我们您的感受:{{surveyUrl}} 不再接收:{{unsubscribeUrl}}',
  },
  {
    id: '01938b4e-0000-7000-8000-000000000122',
    language: 'en',
    text: '[{{storeName}}] Dear {{customerName}}, please take a minute to tell us how it was: {{surveyUrl}} No more of these: {{unsubscribeUrl}}',
  },
] as const;

export class MessagingSurveys1764000000320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { id, language, text } of TEMPLATES)
      await runner.query(
        `INSERT INTO messaging.message_template (id, version, created_at, updated_at, code, language, channel, purpose, placeholders, text)
         VALUES ($1, 1, $2, $2, 'SURVEY_INVITATION', $3, 'SMS', 'SATISFACTION_SURVEY', $4, $5)`,
        [id, SEEDED_AT, language, ['storeName', 'customerName', 'surveyUrl', 'unsubscribeUrl'], text],
      );
    // Every message may carry the link by which it is the last.
    await runner.query(`
UPDATE messaging.message_template SET placeholders = array_append(placeholders, 'unsubscribeUrl'), version = version + 1 WHERE NOT 'unsubscribeUrl' = ANY(placeholders)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM messaging.message_template WHERE code = 'SURVEY_INVITATION';
UPDATE messaging.message_template SET placeholders = array_remove(placeholders, 'unsubscribeUrl')`);
  }
}
