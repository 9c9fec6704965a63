import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FinanceLenderRefunds1764000000630 implements MigrationInterface {
  /** An amendment gives money back to the customer and to the lender; one listener hears a sales order from its confirmation to its end. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.refund DROP CONSTRAINT uq_refund_source;
ALTER TABLE finance.refund ADD CONSTRAINT uq_refund_source UNIQUE (reason, source_id, payee);
UPDATE kernel.delivery SET listener = 'finance.bill-sales-order'
WHERE listener IN ('finance.cancel-sales-order', 'finance.settle-returned-order') AND state <> 'DONE';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.refund DROP CONSTRAINT uq_refund_source;
ALTER TABLE finance.refund ADD CONSTRAINT uq_refund_source UNIQUE (reason, source_id);
`);
  }
}
