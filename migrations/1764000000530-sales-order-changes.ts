import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may happen to an order after its confirmation: another car, waived gates, a refund, a return. */
export class SalesOrderChanges1764000000530 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.sales_order ADD COLUMN returned_at timestamptz;
ALTER TABLE sales.sales_order ADD COLUMN refunded_amount bigint NOT NULL DEFAULT 0 CONSTRAINT ck_sales_order_refunded CHECK (refunded_amount >= 0);
ALTER TABLE sales.sales_order ADD COLUMN waived_gates text[] NOT NULL DEFAULT '{}';
ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_state;
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_state CHECK (state IN ('PENDING_DEPOSIT', 'PENDING_ALLOCATION', 'PREPARING', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'RETURNED'));
ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_delivered;
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_delivered CHECK ((state IN ('DELIVERED', 'COMPLETED', 'RETURNED')) = (delivery_id IS NOT NULL));
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_returned CHECK ((state = 'RETURNED') = (returned_at IS NOT NULL));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_returned;
ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_delivered;
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_delivered CHECK ((state IN ('DELIVERED', 'COMPLETED')) = (delivery_id IS NOT NULL));
ALTER TABLE sales.sales_order DROP CONSTRAINT ck_sales_order_state;
ALTER TABLE sales.sales_order ADD CONSTRAINT ck_sales_order_state CHECK (state IN ('PENDING_DEPOSIT', 'PENDING_ALLOCATION', 'PREPARING', 'DELIVERED', 'COMPLETED', 'CANCELLED'));
ALTER TABLE sales.sales_order DROP COLUMN waived_gates;
ALTER TABLE sales.sales_order DROP COLUMN refunded_amount;
ALTER TABLE sales.sales_order DROP COLUMN returned_at;
`);
  }
}
