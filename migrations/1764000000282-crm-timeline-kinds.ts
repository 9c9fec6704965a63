import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  'LEAD',
  'INTERACTION',
  'VISIT',
  'OPPORTUNITY',
  'TEST_DRIVE',
  'QUOTATION',
  'SALES_ORDER',
  'DELIVERY',
  'TRADE_IN',
  'MONEY',
  'INVOICE',
  'MESSAGE',
  'CAMPAIGN',
  'COUPON',
  'APPOINTMENT',
  'REPAIR_ORDER',
  'REMINDER',
  'COMPLAINT',
  'SURVEY',
  'CONSENT',
  'GRADE',
  'CUSTOMER',
];
const only = (kinds: string[]) => `
ALTER TABLE crm.timeline_entry DROP CONSTRAINT ck_timeline_entry_kind;
ALTER TABLE crm.timeline_entry ADD CONSTRAINT ck_timeline_entry_kind CHECK (kind IN (${kinds.map((k) => `'${k}'`).join(', ')}));`;

/** Every kind of a timeline is one that something makes: trade-ins and messages of campaigns have their own, nobody tells of warranties. */
export class CrmTimelineKinds1764000000282 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${only(KINDS)}
UPDATE crm.timeline_entry SET kind = 'TRADE_IN' WHERE what = 'car-traded-in';
UPDATE crm.timeline_entry SET kind = 'CAMPAIGN', what = 'campaign-' || what
WHERE what IN ('message-sent', 'message-withheld', 'message-failed') AND data ->> 'messageKind' IN ('CAMPAIGN_OFFER', 'CAMPAIGN_COUPON');
CREATE INDEX ix_timeline_entry_ref ON crm.timeline_entry (ref_id) WHERE what = 'customers-merged';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX crm.ix_timeline_entry_ref;
UPDATE crm.timeline_entry SET kind = 'SALES_ORDER' WHERE what = 'car-traded-in';
UPDATE crm.timeline_entry SET kind = 'MESSAGE', what = substr(what, length('campaign-') + 1) WHERE what LIKE 'campaign-message-%';
${only([...KINDS, 'WARRANTY'])}
`);
  }
}
