import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEEDED_AT = '2025-01-01T00:00:00+08:00';
const CHANNELS = ['SMS', 'WECHAT', 'EMAIL'];
const PLACEHOLDERS = ['storeName', 'customerName', 'offer'];
/** Marketing says how to be spared it (PR-10). */
const TEMPLATES = [
  {
    code: 'CAMPAIGN_OFFER',
    placeholders: PLACEHOLDERS,
    zh: '【{{storeName}}】{{customerName}},您好!{{offer}} 拒收请回复R',
    en: '[{{storeName}}] Dear {{customerName}}, {{offer}} Reply R to unsubscribe.',
  },
  {
    code: 'CAMPAIGN_COUPON',
    placeholders: [...PLACEHOLDERS, 'couponName', 'couponCode', 'couponUntil'],
    zh: '【{{storeName}}】{{customerName}},您好!{{offer}} 赠您{{couponName}},券码{{couponCode}},{{couponUntil}}前有效。拒收请回复R',
    en: '[{{storeName}}] Dear {{customerName}}, {{offer}} Your {{couponName}}: {{couponCode}}, valid until {{couponUntil}}. Reply R to unsubscribe.',
  },
] as const;

export class MessagingCampaigns1764000000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE messaging.message ADD COLUMN campaign_id uuid;
ALTER TABLE messaging.message DROP CONSTRAINT ck_message_withheld_reason;
ALTER TABLE messaging.message ADD CONSTRAINT ck_message_withheld_reason CHECK (withheld_reason IN ('NO_CONSENT', 'NO_ADDRESS', 'COOLDOWN', 'CANCELLED'));
CREATE INDEX ix_message_campaign ON messaging.message (campaign_id, created_at, id) WHERE campaign_id IS NOT NULL;
CREATE INDEX ix_message_purpose ON messaging.message (customer_id, purpose, cleared_at);
`);
    let serial = 0;
    for (const { code, placeholders, ...texts } of TEMPLATES)
      for (const channel of CHANNELS)
        for (const language of ['zh', 'en'] as const)
          await runner.query(
            `INSERT INTO messaging.message_template (id, version, created_at, updated_at, code, language, channel, purpose, placeholders, text)
             VALUES ($1, 1, $2, $2, $3, $4, $5, 'MARKETING', $6, $7)`,
            [
              `01938b4e-0000-7000-8000-0000000003${String(++serial).padStart(2, '0')}`,
              SEEDED_AT,
              code,
              language,
              channel,
              placeholders,
              texts[language],
            ],
          );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM messaging.message_template WHERE code IN ('CAMPAIGN_OFFER', 'CAMPAIGN_COUPON');
DROP INDEX messaging.ix_message_purpose;
ALTER TABLE messaging.message DROP COLUMN campaign_id;
`);
  }
}
