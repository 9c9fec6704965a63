import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERED_AT = '2026-01-01T00:00:00+08:00';

/** One call by the consultant whose customer it is; the sales manager is told when nobody made it. */
const content = (event: string, [type, field]: [string, string], ended: string, call: object, limitBusinessHours: number) => ({
  trigger: { event },
  subject: { type, field },
  ends: [{ event: ended, as: 'COMPLETED' }],
  steps: [
    {
      ...call,
      role: 'sales_consultant',
      limitBusinessHours,
      remindBeforeHours: 4,
      escalation: [{ afterHours: 0, role: 'sales_manager' }],
    },
  ],
});

const DEFINITIONS = [
  {
    id: '019b7600-0000-7000-8000-000000000140',
    code: 'insurance-renewal',
    name: ['续保跟进', 'Insurance renewal'],
    content: content(
      'sales.insurance-renewal-due',
      ['InsuranceRenewal', 'insuranceRenewalId'],
      'sales.insurance-renewal-closed',
      {
        code: 'offer',
        name: { zh: '续保报价', en: 'Offer the renewal' },
        standard: { zh: '联系客户,给出续保报价并记录结果', en: 'The customer reached, a renewal offered, the outcome recorded (IN-1)' },
      },
      27,
    ),
  },
  {
    id: '019b7600-0000-7000-8000-000000000141',
    code: 'registration-deadline',
    name: ['上牌期限', 'Deadline of papers'],
    content: content(
      'sales.registration-deadline-near',
      ['RegistrationDeadline', 'registrationDeadlineId'],
      'sales.registration-deadline-closed',
      {
        code: 'meet',
        name: { zh: '办理临期手续', en: 'Meet the deadline' },
        standard: {
          zh: '在期限前缴纳购置税、换发临时号牌或办理转移登记',
          en: 'Purchase tax paid, temporary plate renewed or transfer registered before the deadline (TX-1, RG-2)',
        },
      },
      18,
    ),
  },
];
const RETURNED = { event: 'sales.order-returned', as: 'CANCELLED' };

/** Renewals and deadlines of papers ask for a call; a car that came back is not cared for any more. */
export class WorkflowPapersAndReturns1764000001140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { id, code, name, content: steps } of DEFINITIONS)
      await runner.query(
        `INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
         VALUES ($1, 1, $2, $2, $3, 1, 'PUBLISHED', $4, $5, $6, $2)`,
        [id, DELIVERED_AT, code, name[0], name[1], JSON.stringify(steps)],
      );
    // A revision of somebody's own stays as it is.
    await runner.query(
      `WITH before AS (
         UPDATE workflow.process_definition SET state = 'RETIRED', version = version + 1
         WHERE code = 'after-delivery-care' AND revision = 2 AND state = 'PUBLISHED'
           AND NOT EXISTS (SELECT 1 FROM workflow.process_definition WHERE code = 'after-delivery-care' AND revision > 2) RETURNING *
       )
       INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
       SELECT '019b7600-0000-7000-8000-000000000142', 1, created_at, updated_at, code, 3, 'PUBLISHED', name_zh, name_en,
         jsonb_set(content, '{ends}', coalesce(content->'ends', '[]') || $1::jsonb), published_at FROM before`,
      [JSON.stringify([RETURNED])],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const id = '019b7600-0000-7000-8000-000000000142';
    await runner.query(
      `UPDATE workflow.process_definition SET state = 'PUBLISHED' WHERE code = 'after-delivery-care' AND revision = 2
       AND EXISTS (SELECT 1 FROM workflow.process_definition WHERE id = $1)`,
      [id],
    );
    await runner.query('DELETE FROM workflow.process_definition WHERE id = ANY($1)', [[...DEFINITIONS.map((d) => d.id), id]]);
  }
}
