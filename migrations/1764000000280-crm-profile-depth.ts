import type { MigrationInterface, QueryRunner } from 'typeorm';

const FACTS = ['TAG', 'UNTAG', 'INTENT', 'CONTACT', 'OWNED', 'ORDER', 'REPAIR', 'DELIVERED', 'REVENUE', 'MONEY', 'PAID', 'VOID'];
const list = (values: string[]) => values.map((v) => `'${v}'`).join(', ');
const factKinds = (values: string[]) => `
ALTER TABLE crm.profile_fact DROP CONSTRAINT ck_profile_fact_what, ADD CONSTRAINT ck_profile_fact_what CHECK (what IN (${list(values)}));
DROP INDEX crm.ix_profile_fact_vin;`;

/** Cars that came back are nobody's (G-3), and after-sales activity goes by repair orders alone (G-4). */
export class CrmProfileDepth1764000000280 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${factKinds([...FACTS, 'DISOWNED'])}
CREATE INDEX ix_profile_fact_vin ON crm.profile_fact (key, at) WHERE what IN ('OWNED', 'DISOWNED');
ALTER TABLE crm.store_grade ADD last_serviced_on date, ALTER COLUMN activity DROP NOT NULL;
UPDATE crm.store_grade SET last_serviced_on = last_paid_on;
ALTER TABLE crm.store_grade ADD CONSTRAINT ck_store_grade_serviced CHECK ((activity IS NULL) = (last_serviced_on IS NULL));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM crm.profile_fact WHERE what = 'DISOWNED';
${factKinds(FACTS)}
CREATE INDEX ix_profile_fact_vin ON crm.profile_fact (key, at) WHERE what = 'OWNED';
DELETE FROM crm.store_grade WHERE activity IS NULL;
ALTER TABLE crm.store_grade DROP COLUMN last_serviced_on, ALTER COLUMN activity SET NOT NULL;
`);
  }
}
