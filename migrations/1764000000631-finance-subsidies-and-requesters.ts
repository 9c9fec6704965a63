import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FinanceSubsidiesAndRequesters1764000000631 implements MigrationInterface {
  /** The receivable of a subsidy knows its loan; whoever asked for a refund once never approves it. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.receivable ADD COLUMN finance_application_id uuid;
CREATE UNIQUE INDEX uq_receivable_subsidy ON finance.receivable (finance_application_id) WHERE finance_application_id IS NOT NULL;
UPDATE finance.receivable r SET finance_application_id = l.finance_application_id
FROM (SELECT DISTINCT finance_application_id, note FROM finance.receipt WHERE finance_application_id IS NOT NULL) l
WHERE r.kind = 'OTHER' AND r.payer IN ('MAKER', 'LENDER') AND r.subject_number = l.note;

ALTER TABLE finance.refund DROP CONSTRAINT ck_refund_reason;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_reason CHECK (reason IN ('CANCELLATION', 'AMENDMENT', 'RETURN', 'TRADE_IN', 'LOAN', 'LOAN_SURPLUS', 'REBATE', 'SUBSIDY'));
ALTER TABLE finance.refund ADD COLUMN requesters uuid[] NOT NULL DEFAULT '{}';
UPDATE finance.refund SET requesters = ARRAY[requested_by];
ALTER TABLE finance.refund ALTER COLUMN requesters DROP DEFAULT;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_requesters CHECK (requested_by = ANY(requesters));
ALTER TABLE finance.refund DROP CONSTRAINT ck_refund_decided;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_decided CHECK (approval_level = 'NONE' OR state NOT IN ('APPROVED', 'PAID') OR (decided_by IS NOT NULL AND decided_by <> ALL(requesters)));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.refund DROP CONSTRAINT ck_refund_decided;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_decided CHECK (approval_level = 'NONE' OR state NOT IN ('APPROVED', 'PAID') OR decided_by <> requested_by);
ALTER TABLE finance.refund DROP COLUMN requesters;
ALTER TABLE finance.refund DROP CONSTRAINT ck_refund_reason;
ALTER TABLE finance.refund ADD CONSTRAINT ck_refund_reason CHECK (reason IN ('CANCELLATION', 'AMENDMENT', 'RETURN', 'TRADE_IN', 'LOAN', 'LOAN_SURPLUS', 'REBATE'));
ALTER TABLE finance.receivable DROP COLUMN finance_application_id;
`);
  }
}
