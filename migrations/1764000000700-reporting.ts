import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reporting1764000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA reporting;

CREATE TABLE reporting.funnel_lead (
  lead_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  source text NOT NULL,
  lead_at timestamptz NOT NULL,
  contacted_at timestamptz,
  visited_at timestamptz
);
CREATE INDEX ix_funnel_lead_at ON reporting.funnel_lead (lead_at);

CREATE TABLE reporting.funnel_deal (
  opportunity_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  lead_id uuid,
  test_drive_at timestamptz,
  quoted_at timestamptz,
  delivered_at timestamptz
);
CREATE INDEX ix_funnel_deal_lead ON reporting.funnel_deal (lead_id);

CREATE TABLE reporting.funnel_order (
  sales_order_id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL,
  store_id uuid NOT NULL,
  confirmed_at timestamptz,
  cancelled boolean NOT NULL,
  CONSTRAINT ck_funnel_order_confirmed CHECK (cancelled OR confirmed_at IS NOT NULL)
);
CREATE INDEX ix_funnel_order_opportunity ON reporting.funnel_order (opportunity_id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA reporting CASCADE');
  }
}
