import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERED_AT = '2026-01-01T00:00:00+08:00';
const ID = '019b7600-0000-7000-8000-000000000120';

/** A manager decides within two business days whether a lead is lost; after that the general manager is told (L-2). */
const CONTENT = {
  trigger: { event: 'crm.lead-loss-asked' },
  subject: { type: 'LeadLossReview', field: 'lossReviewId' },
  steps: [
    {
      code: 'review',
      name: { zh: '战败审核', en: 'Review the loss' },
      standard: {
        zh: '核实战败原因,同意或退回顾问继续跟进',
        en: 'The reason checked: agreed, or given back to its consultant (L-2)',
      },
      role: 'sales_manager',
      assign: 'QUEUE',
      complete: { events: [{ event: 'crm.lead-lost' }, { event: 'crm.lead-loss-rejected' }] },
      limitBusinessHours: 18,
      escalation: [{ afterHours: 0, role: 'general_manager' }],
    },
  ],
};

export class WorkflowLeadLossReview1764000001120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
       VALUES ($1, 1, $2, $2, 'lead-loss-review', 1, 'PUBLISHED', '线索战败审核', 'Lead loss review', $3, $2)`,
      [ID, DELIVERED_AT, JSON.stringify(CONTENT)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM workflow.process_definition WHERE id = $1', [ID]);
  }
}
