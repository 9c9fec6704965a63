import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to a customer is found by them in every context: a merge re-points it by index (L-4). */
export class CustomerIndexes1764000001002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX ix_channel_log_customer ON messaging.channel_log (customer_id);
CREATE INDEX ix_reservation_customer ON inventory.reservation (customer_id);
CREATE INDEX ix_billable_order_customer ON finance.billable_order (customer_id);
CREATE INDEX ix_funnel_deal_customer ON reporting.funnel_deal (customer_id);
CREATE INDEX ix_maintenance_reminder_customer ON aftersales.maintenance_reminder (customer_id);
CREATE INDEX ix_service_appointment_customer ON aftersales.service_appointment (customer_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX messaging.ix_channel_log_customer, inventory.ix_reservation_customer, finance.ix_billable_order_customer,
  reporting.ix_funnel_deal_customer, aftersales.ix_maintenance_reminder_customer, aftersales.ix_service_appointment_customer;
`);
  }
}
