import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERED_AT = '2026-01-01T00:00:00+08:00';
interface Content {
  ends?: object[];
  steps: { code: string }[];
}
const ALLOCATED = 'sales.order-allocated';
const carIs = (there: boolean) => ({ event: ALLOCATED, condition: { fact: 'car', op: 'exists', value: there } });
const is = (fact: string, value: unknown) => ({ fact, op: 'eq', value });
const change = (steps: Content['steps'], code: string, changes: object) => steps.map((s) => (s.code === code ? { ...s, ...changes } : s));

/** What the next revision of a delivered definition changes in the one before. */
const REVISIONS: { id: string; code: string; of: number; to: (content: Content) => Content }[] = [
  {
    id: '019b7600-0000-7000-8000-000000000150',
    code: 'lead-follow-up',
    of: 1,
    // An enquiry that is none asks nothing of anybody.
    to: (content) => ({ ...content, ends: [...(content.ends ?? []), { event: 'crm.lead-invalidated', as: 'CANCELLED' }] }),
  },
  {
    id: '019b7600-0000-7000-8000-000000000151',
    code: 'sales-pipeline',
    of: 1,
    // Lost is what a manager agreed to (O-1).
    to: (content) => ({
      ...content,
      ends: [...(content.ends ?? []), { event: 'crm.opportunity-loss-reviewed', condition: is('decision', 'APPROVED'), as: 'CANCELLED' }],
    }),
  },
  {
    id: '019b7600-0000-7000-8000-000000000152',
    code: 'order-fulfilment',
    of: 1,
    // With its car an order loses what was done for that car: another is found, prepared, signed for and insured (D-3).
    to: ({ steps, ...content }) => {
      let next = change(steps, 'find-car', { complete: { events: [carIs(true)] }, reopen: [carIs(false)] });
      next = change(next, 'prepare-car', { reopen: [{ event: ALLOCATED }] });
      next = change(next, 'sign-contract', { reopen: [{ event: ALLOCATED }, { event: 'sales.order-amended' }] });
      next = change(next, 'insure', { reopen: [carIs(true)] });
      const loan = {
        code: 'arrange-loan',
        name: { zh: '办理贷款', en: 'Arrange the loan' },
        standard: {
          zh: '资料齐全,客户确认利率、期数和总利息,放款到账',
          en: 'Papers complete, rate, months and total interest confirmed by the customer, the loan paid out (F-3)',
        },
        role: 'sales_consultant',
        start: { after: ['collect-deposit'] },
        complete: { events: [{ event: 'sales.finance-application-moved', condition: is('financing', 'DISBURSED') }] },
        limitBusinessHours: 63,
        escalation: [{ afterHours: 0, role: 'sales_manager' }],
        condition: is('financed', true),
      };
      const at = next.findIndex((s) => s.code === 'collect-balance');
      return { ...content, steps: [...next.slice(0, at), loan, ...next.slice(at)] };
    },
  },
];

/** A follow-up that was not made in time is a task until somebody speaks to the customer (G-2). */
const FOLLOW_UP_MISSED = {
  trigger: { event: 'crm.follow-up-missed' },
  subject: { type: 'Opportunity', field: 'opportunityId' },
  ends: [
    { event: 'crm.opportunity-lost', as: 'CANCELLED' },
    { event: 'sales.order-confirmed', as: 'COMPLETED' },
  ],
  steps: [
    {
      code: 'follow-up',
      name: { zh: '补做逾期跟进', en: 'Make the missed follow-up' },
      standard: { zh: '联系客户,记录结果和下次跟进日期', en: 'The customer spoken to, outcome and next date recorded (G-2)' },
      role: 'sales_consultant',
      complete: { events: [{ event: 'crm.opportunity-followed-up' }, { event: 'crm.opportunity-graded' }] },
      limitBusinessHours: 9,
      escalation: [{ afterHours: 0, role: 'sales_manager' }],
    },
  ],
};
const MISSED_ID = '019b7600-0000-7000-8000-000000000153';

/** Processes about a customer follow it into a merge; delivered definitions end with their subject and begin again with another car. */
export class WorkflowSubjectsAndFacts1764000001150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE FUNCTION workflow.keep_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.subject_type <> 'Customer' THEN NEW.customer_id := NULL;
  ELSIF TG_OP = 'UPDATE' AND NEW.customer_id IS DISTINCT FROM OLD.customer_id THEN NEW.subject_id := NEW.customer_id;
  ELSE NEW.customer_id := NEW.subject_id;
  END IF;
  RETURN NEW;
END $$;
ALTER TABLE workflow.process ADD COLUMN customer_id uuid;
ALTER TABLE workflow.task ADD COLUMN customer_id uuid;
CREATE TRIGGER keep_customer BEFORE INSERT OR UPDATE ON workflow.process FOR EACH ROW EXECUTE FUNCTION workflow.keep_customer();
CREATE TRIGGER keep_customer BEFORE INSERT OR UPDATE ON workflow.task FOR EACH ROW EXECUTE FUNCTION workflow.keep_customer();
UPDATE workflow.process SET customer_id = subject_id WHERE subject_type = 'Customer';
UPDATE workflow.task SET customer_id = subject_id WHERE subject_type = 'Customer';
CREATE UNIQUE INDEX uq_process_customer ON workflow.process (customer_id, definition_code) WHERE state = 'RUNNING';
CREATE INDEX ix_process_customer ON workflow.process (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX ix_task_customer ON workflow.task (customer_id) WHERE customer_id IS NOT NULL;
-- A step that was undone has a task once more.
DROP INDEX workflow.uq_task_step;
CREATE UNIQUE INDEX uq_task_step ON workflow.task (process_id, step) WHERE escalated_from IS NULL AND state = 'OPEN';
`);
    for (const { id, code, of, to } of REVISIONS) {
      const [before] = (await runner.query(
        `SELECT content FROM workflow.process_definition d WHERE code = $1 AND revision = $2 AND state = 'PUBLISHED'
           AND NOT EXISTS (SELECT 1 FROM workflow.process_definition n WHERE n.code = d.code AND n.revision > d.revision)`,
        [code, of],
      )) as { content: Content }[];
      // A revision of somebody's own stays as it is.
      if (!before) continue;
      await runner.query(
        `WITH before AS (UPDATE workflow.process_definition SET state = 'RETIRED', version = version + 1 WHERE code = $2 AND revision = $3 RETURNING *)
         INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
         SELECT $1, 1, created_at, updated_at, code, revision + 1, 'PUBLISHED', name_zh, name_en, $4, published_at FROM before`,
        [id, code, of, JSON.stringify(to(before.content))],
      );
    }
    await runner.query(
      `INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
       VALUES ($1, 1, $2, $2, 'follow-up-missed', 1, 'PUBLISHED', '跟进逾期', 'Missed follow-up', $3, $2)`,
      [MISSED_ID, DELIVERED_AT, JSON.stringify(FOLLOW_UP_MISSED)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { id, code, of } of REVISIONS)
      await runner.query(
        `UPDATE workflow.process_definition SET state = 'PUBLISHED' WHERE code = $2 AND revision = $3
         AND EXISTS (SELECT 1 FROM workflow.process_definition WHERE id = $1)`,
        [id, code, of],
      );
    await runner.query('DELETE FROM workflow.process_definition WHERE id = ANY($1)', [[...REVISIONS.map((r) => r.id), MISSED_ID]]);
    await runner.query(`
DROP TRIGGER keep_customer ON workflow.process;
DROP TRIGGER keep_customer ON workflow.task;
DROP FUNCTION workflow.keep_customer();
DROP INDEX workflow.uq_task_step;
CREATE UNIQUE INDEX uq_task_step ON workflow.task (process_id, step) WHERE escalated_from IS NULL;
ALTER TABLE workflow.process DROP COLUMN customer_id;
ALTER TABLE workflow.task DROP COLUMN customer_id;
`);
  }
}
