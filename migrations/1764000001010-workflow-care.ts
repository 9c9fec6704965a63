import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERED_AT = '2026-01-01T00:00:00+08:00';
type Words = [zh: string, en: string];
interface More {
  queue?: true;
  start?: object;
  done?: object[];
  escalate?: [afterHours: number, role: string][];
  optional?: true;
  condition?: object;
}
const step = (code: string, role: string, limitBusinessHours: number | null, name: Words, standard: Words, more: More = {}) => ({
  code,
  name: { zh: name[0], en: name[1] },
  standard: { zh: standard[0], en: standard[1] },
  role,
  ...(more.queue && { assign: 'QUEUE' }),
  ...(more.start && { start: more.start }),
  ...(more.done && { complete: { events: more.done } }),
  ...(limitBusinessHours !== null && { limitBusinessHours }),
  escalation: (more.escalate ?? []).map(([afterHours, escalatedTo]) => ({ afterHours, role: escalatedTo })),
  ...(more.optional && { optional: true }),
  ...(more.condition && { condition: more.condition }),
});
const on = (event: string, condition?: object) => ({ event, ...(condition && { condition }) });
const is = (fact: string, value: unknown) => ({ fact, op: 'eq', value });

/** Calls only where the customer agreed to calls (C-1). */
const MAY_CALL = is('phoneConsent', true);
const SURVEY_DONE = [on('crm.survey-answered'), on('crm.survey-skipped')];

/** A level of escalation: its task goes on to the next level when that is reached. */
const told = (code: string, role: string, level: number, standard: Words, more: More = {}) =>
  step(code, role, null, ['投诉升级', 'Complaint escalated'], standard, {
    queue: true,
    optional: true,
    done: [on('crm.complaint-escalated', { fact: 'level', op: 'gt', value: level })],
    ...more,
  });
const HEAR: Words = ['了解投诉经过,督促处理', 'Hear what happened and see that it is dealt with (C-3)'];

const DEFINITIONS = [
  {
    id: '019b7600-0000-7000-8000-000000000101',
    code: 'after-delivery-care',
    revision: 2,
    name: ['交车后关怀', 'After-delivery care'],
    content: {
      trigger: on('crm.follow-up-begun', is('kind', 'DELIVERY')),
      subject: { type: 'SalesOrder', field: 'salesOrderId' },
      steps: [
        step(
          'call-24h',
          'sales_consultant',
          9,
          ['24 小时问候', 'Call within 24 hours'],
          ['确认用车无碍,解答疑问', 'The car is fine, questions answered (D-10)'],
          {
            condition: MAY_CALL,
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'call-day-3',
          'sales_consultant',
          9,
          ['第 3 天回访', 'Call on day 3'],
          ['了解使用情况;未答问卷的,电话记录答案', 'How it is used; answers recorded by phone where the survey is open (D-10, C-1)'],
          {
            start: { delay: 'P3D' },
            condition: MAY_CALL,
            done: SURVEY_DONE,
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'call-day-7',
          'sales_consultant',
          9,
          ['第 7 天回访', 'Call on day 7'],
          ['确认问题已解决', 'What was wrong has been put right (D-10)'],
          {
            start: { delay: 'P7D' },
            condition: MAY_CALL,
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'offer-first-service',
          'service_advisor',
          27,
          ['首保邀约', 'Offer the first service'],
          ['介绍首保时间、里程和内容,预约到店', 'First service explained and an appointment offered (D-10)'],
          {
            queue: true,
            start: { delay: 'P30D' },
            condition: MAY_CALL,
            escalate: [[0, 'service_manager']],
          },
        ),
      ],
    },
  },
  {
    id: '019b7600-0000-7000-8000-000000000102',
    code: 'service-follow-up',
    revision: 2,
    name: ['三日回访', 'Service follow-up'],
    content: {
      trigger: on('crm.follow-up-begun', is('kind', 'SERVICE')),
      subject: { type: 'RepairOrder', field: 'repairOrderId' },
      steps: [
        step(
          'call',
          'crm_agent',
          9,
          ['维修后三日回访', 'Call three days after the service'],
          [
            '未答问卷的,电话记录答案;低分自动开投诉',
            'Answers recorded by phone where the survey is open; a low score opens a complaint (C-1, C-2)',
          ],
          {
            queue: true,
            start: { delay: 'P3D' },
            condition: MAY_CALL,
            done: SURVEY_DONE,
            escalate: [[0, 'service_manager']],
          },
        ),
      ],
    },
  },
  {
    id: '019b7600-0000-7000-8000-000000000103',
    code: 'complaint-handling',
    revision: 1,
    name: ['投诉处理', 'Complaint handling'],
    content: {
      trigger: on('crm.complaint-opened'),
      subject: { type: 'Complaint', field: 'complaintId' },
      ends: [{ event: 'crm.complaint-closed', as: 'COMPLETED' }],
      steps: [
        step(
          'acknowledge',
          'crm_agent',
          2,
          ['受理投诉', 'Acknowledge the complaint'],
          ['联系客户,告知已受理和下一步', 'Tell the customer that it was heard and what comes next (C-3)'],
          {
            queue: true,
            done: [on('crm.complaint-acknowledged')],
          },
        ),
        step(
          'propose',
          'crm_agent',
          9,
          ['调查并提出方案', 'Look into it and propose a remedy'],
          ['查明原因,方案和费用写明', 'The cause is known, remedy and cost are written down'],
          {
            start: { after: ['acknowledge'] },
            done: [on('crm.complaint-proposed')],
          },
        ),
        step(
          'agree',
          'crm_agent',
          9,
          ['取得客户认可', 'Agree with the customer'],
          ['客户接受,或上报经理决定', 'The customer accepts, or a manager decides'],
          {
            start: { after: ['propose'] },
            done: [on('crm.complaint-accepted'), on('crm.complaint-escalated', is('cause', 'CUSTOMER'))],
          },
        ),
        step(
          'close',
          'crm_agent',
          9,
          ['关闭投诉', 'Close the complaint'],
          ['写明根本原因和客户满意度', 'Root cause and the customer’s satisfaction recorded'],
          {
            start: { after: ['agree'] },
            done: [on('crm.complaint-closed')],
          },
        ),
        told('tell-sales-manager', 'sales_manager', 1, HEAR, {
          start: { event: 'crm.complaint-escalated' },
          condition: is('department', 'SALES'),
        }),
        told('tell-service-manager', 'service_manager', 1, HEAR, {
          start: { event: 'crm.complaint-escalated' },
          condition: is('department', 'SERVICE'),
        }),
        step('tell-general-manager', 'general_manager', null, ['投诉升级至总经理', 'Complaint escalated to the general manager'], HEAR, {
          queue: true,
          optional: true,
          start: { event: 'crm.complaint-escalated', after: ['tell-sales-manager', 'tell-service-manager'] },
        }),
      ],
    },
  },
];

export class WorkflowCare1764000001010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { id, code, revision, name, content } of DEFINITIONS) {
      await runner.query(
        `UPDATE workflow.process_definition SET state = 'RETIRED', version = version + 1 WHERE code = $1 AND state = 'PUBLISHED' AND revision < $2`,
        [code, revision],
      );
      await runner.query(
        `INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
         VALUES ($1, 1, $2, $2, $3, $4, 'PUBLISHED', $5, $6, $7, $2)`,
        [id, DELIVERED_AT, code, revision, name[0], name[1], JSON.stringify(content)],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM workflow.process_definition WHERE id = ANY($1::uuid[])', [DEFINITIONS.map((d) => d.id)]);
    await runner.query(
      `UPDATE workflow.process_definition SET state = 'PUBLISHED', version = version + 1 WHERE revision = 1 AND code IN ('after-delivery-care', 'service-follow-up')`,
    );
  }
}
