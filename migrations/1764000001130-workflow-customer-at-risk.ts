import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERED_AT = '2026-01-01T00:00:00+08:00';

/** The customer is spoken to within four business days; after that the service manager is told (G-3, G-4). */
const content = (trigger: object, back: object[]) => ({
  trigger,
  subject: { type: 'Customer', field: 'customerId' },
  ends: back,
  steps: [
    {
      code: 'win-back',
      name: { zh: '流失预警回访', en: 'Win the customer back' },
      standard: {
        zh: '联系到客户,问明未进店原因,约定下次进店或记录去向',
        en: 'The customer reached, the reason for staying away known, a visit agreed or where they went recorded (G-3, G-4)',
      },
      role: 'crm_agent',
      assign: 'QUEUE',
      complete: {
        events: [
          { event: 'crm.interaction-recorded', condition: { not: [{ fact: 'outcome', op: 'in', value: ['NO_ANSWER', 'WRONG_NUMBER'] }] } },
        ],
      },
      limitBusinessHours: 36,
      remindBeforeHours: 9,
      escalation: [{ afterHours: 0, role: 'service_manager' }],
    },
  ],
});

/** Not those who were so when they were first graded: a register that was taken over makes no thousand calls. */
const became = (event: string, value: string) => ({
  event,
  condition: {
    all: [
      { fact: 'to', op: 'eq', value },
      { fact: 'from', op: 'exists', value: true },
    ],
  },
});

const DEFINITIONS = [
  {
    id: '019b7600-0000-7000-8000-000000000130',
    code: 'customer-at-risk',
    name: ['重要客户流失预警', 'Customer at risk'],
    content: content(became('crm.value-graded', 'AT_RISK'), [
      { event: 'crm.value-graded', condition: { fact: 'to', op: 'ne', value: 'AT_RISK' }, as: 'COMPLETED' },
    ]),
  },
  {
    id: '019b7600-0000-7000-8000-000000000131',
    code: 'customer-dormant',
    name: ['休眠客户唤醒', 'Dormant customer'],
    content: content(became('crm.activity-changed', 'DORMANT'), [
      { event: 'crm.activity-changed', condition: { fact: 'to', op: 'ne', value: 'DORMANT' }, as: 'COMPLETED' },
    ]),
  },
];

/** A change of grade asks for a call; and what happened to a subject once may happen again after its process is over. */
export class WorkflowCustomerAtRisk1764000001130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workflow.process DROP CONSTRAINT uq_process_subject;
CREATE UNIQUE INDEX uq_process_subject ON workflow.process (subject_id, definition_code) WHERE state = 'RUNNING';
CREATE INDEX ix_process_subject ON workflow.process (subject_id);
`);
    for (const { id, code, name, content: steps } of DEFINITIONS)
      await runner.query(
        `INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
         VALUES ($1, 1, $2, $2, $3, 1, 'PUBLISHED', $4, $5, $6, $2)`,
        [id, DELIVERED_AT, code, name[0], name[1], JSON.stringify(steps)],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM workflow.process_definition WHERE id = ANY($1)`, [DEFINITIONS.map((d) => d.id)]);
    await runner.query(`
DROP INDEX workflow.ix_process_subject;
DROP INDEX workflow.uq_process_subject;
ALTER TABLE workflow.process ADD CONSTRAINT uq_process_subject UNIQUE (subject_id, definition_code);
`);
  }
}
