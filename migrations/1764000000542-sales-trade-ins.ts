import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesTradeIns1764000000542 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.trade_in (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_trade_in_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_trade_in_state CHECK (state IN ('APPRAISED', 'OFFERED', 'ACCEPTED', 'TAKEN_IN', 'TRANSFERRED', 'DECLINED', 'EXPIRED', 'CANCELLED')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  vin text NOT NULL,
  vin_warnings text[] NOT NULL,
  plate_number_sealed text,
  brand text NOT NULL,
  series text NOT NULL,
  model_year int NOT NULL,
  model_id uuid,
  powertrain text NOT NULL CONSTRAINT ck_trade_in_powertrain CHECK (powertrain IN ('ICE', 'BEV', 'PHEV')),
  colour text NOT NULL,
  seats int NOT NULL,
  first_registered_on date NOT NULL,
  odometer_km int NOT NULL,
  items jsonb NOT NULL,
  valuation bigint NOT NULL CONSTRAINT ck_trade_in_valuation CHECK (valuation >= 0),
  reconditioning_cost bigint NOT NULL CONSTRAINT ck_trade_in_reconditioning CHECK (reconditioning_cost >= 0),
  appraised_by uuid NOT NULL,
  appraised_at timestamptz NOT NULL,
  valid_until date NOT NULL,
  lien_holder text,
  payoff_amount bigint NOT NULL CONSTRAINT ck_trade_in_payoff CHECK (payoff_amount >= 0),
  lien_released_on date,
  lien_release_reference text,
  negative_equity_limit bigint NOT NULL CONSTRAINT ck_trade_in_negative_equity CHECK (negative_equity_limit >= 0),
  allowance bigint,
  offer_valid_until date,
  expires_at timestamptz,
  quotation_id uuid,
  sales_order_id uuid,
  accepted_at timestamptz,
  papers text[] NOT NULL,
  signed_by_sealed text,
  taken_in_on date,
  taken_in_odometer_km int,
  transfer_due_on date,
  transferred_on date,
  end_reason text,
  CONSTRAINT ck_trade_in_lien CHECK (lien_holder IS NOT NULL OR payoff_amount = 0),
  CONSTRAINT ck_trade_in_offer CHECK (state NOT IN ('OFFERED', 'ACCEPTED', 'TAKEN_IN', 'TRANSFERRED') OR (allowance >= 0 AND offer_valid_until <= valid_until)),
  CONSTRAINT ck_trade_in_accepted CHECK (state NOT IN ('ACCEPTED', 'TAKEN_IN', 'TRANSFERRED') OR ((lien_holder IS NULL OR lien_released_on IS NOT NULL) AND num_nonnulls(quotation_id, sales_order_id) > 0)),
  CONSTRAINT ck_trade_in_taken_in CHECK ((state IN ('TAKEN_IN', 'TRANSFERRED')) = (taken_in_on IS NOT NULL))
);
CREATE UNIQUE INDEX uq_trade_in_vin ON sales.trade_in (vin) WHERE state IN ('APPRAISED', 'OFFERED', 'ACCEPTED');
CREATE INDEX ix_trade_in_store ON sales.trade_in (store_id, created_at, id);
CREATE INDEX ix_trade_in_owner ON sales.trade_in (owner_employee_id, created_at, id);
CREATE INDEX ix_trade_in_opportunity ON sales.trade_in (opportunity_id);
CREATE INDEX ix_trade_in_customer ON sales.trade_in (customer_id);
CREATE INDEX ix_trade_in_order ON sales.trade_in (sales_order_id);
CREATE INDEX ix_trade_in_expires ON sales.trade_in (expires_at) WHERE state IN ('APPRAISED', 'OFFERED');
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sales.trade_in');
  }
}
