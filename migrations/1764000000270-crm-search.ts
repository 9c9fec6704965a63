import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CrmSearch1764000000270 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Without statistics of tokens the planner takes every question for a selective one, and asks the index.
    await runner.query(`
CREATE TABLE crm.customer_search (
  id uuid PRIMARY KEY REFERENCES crm.customer (id),
  tokens tsvector NOT NULL,
  token_version int NOT NULL
);
ALTER TABLE crm.customer_search ALTER COLUMN tokens SET STATISTICS 0;
CREATE INDEX ix_customer_search_tokens ON crm.customer_search USING gin (tokens) WITH (fastupdate = off);
CREATE INDEX ix_customer_search_version ON crm.customer_search (token_version);
INSERT INTO crm.customer_search (id, tokens, token_version) SELECT id, '', 0 FROM crm.customer;

CREATE TABLE crm.lead_search (
  id uuid PRIMARY KEY REFERENCES crm.lead (id),
  tokens tsvector NOT NULL,
  token_version int NOT NULL
);
ALTER TABLE crm.lead_search ALTER COLUMN tokens SET STATISTICS 0;
CREATE INDEX ix_lead_search_tokens ON crm.lead_search USING gin (tokens) WITH (fastupdate = off);
CREATE INDEX ix_lead_search_version ON crm.lead_search (token_version);
INSERT INTO crm.lead_search (id, tokens, token_version) SELECT id, '', 0 FROM crm.lead;

CREATE TABLE crm.customer_car (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  vin text NOT NULL,
  plate_sealed text
);
CREATE INDEX ix_customer_car_customer ON crm.customer_car (customer_id);

DROP INDEX crm.ix_customer_name;
CREATE INDEX ix_customer_name ON crm.customer (name, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX crm.ix_customer_name;
CREATE INDEX ix_customer_name ON crm.customer (name text_pattern_ops);
DROP TABLE crm.customer_car;
DROP TABLE crm.lead_search;
DROP TABLE crm.customer_search;
`);
  }
}
