import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERED_AT = '2026-01-01T00:00:00+08:00';

type Text = [zh: string, en: string];
interface StepOptions {
  queue?: true;
  after?: string[];
  delay?: string;
  done?: object[];
  remind?: number;
  escalate?: [afterHours: number, role: string][];
  optional?: true;
  condition?: object;
}
/** A step in short: who, within how many business hours, what it follows and what finishes it. */
const step = (
  code: string,
  role: string,
  limitBusinessHours: number,
  [zh, en]: Text,
  [standardZh, standardEn]: Text,
  o: StepOptions = {},
) => ({
  code,
  name: { zh, en },
  standard: { zh: standardZh, en: standardEn },
  role,
  ...(o.queue && { assign: 'QUEUE' }),
  ...((o.after ?? o.delay) && { start: { ...(o.after && { after: o.after }), ...(o.delay && { delay: o.delay }) } }),
  ...(o.done && { complete: { events: o.done } }),
  limitBusinessHours,
  ...(o.remind && { remindBeforeHours: o.remind }),
  escalation: (o.escalate ?? []).map(([afterHours, escalatedTo]) => ({ afterHours, role: escalatedTo })),
  ...(o.optional && { optional: true }),
  ...(o.condition && { condition: o.condition }),
});
const on = (event: string, condition?: object) => ({ event, ...(condition && { condition }) });
const is = (fact: string, value: string) => ({ fact, op: 'eq', value });
const exists = (fact: string, value: boolean) => ({ fact, op: 'exists', value });

/** The delivered processes: data from the first day on, an admin makes further revisions over the API. */
const DEFINITIONS = [
  {
    code: 'lead-follow-up',
    name: ['线索跟进', 'Lead follow-up'],
    content: {
      trigger: on('crm.lead-created'),
      subject: { type: 'Lead', field: 'leadId' },
      ends: [{ event: 'crm.lead-lost', as: 'CANCELLED' }],
      steps: [
        step(
          'assign',
          'sales_manager',
          0.25,
          ['分配线索', 'Assign the lead'],
          ['按轮值和专长分配给顾问', 'To a consultant by turn and skill (L-7)'],
          {
            queue: true,
            done: [on('crm.lead-assigned')],
            condition: exists('ownerEmployeeId', false),
          },
        ),
        step(
          'first-contact',
          'sales_consultant',
          0.25,
          ['首次联系', 'First contact'],
          ['15 分钟内人工联系并记录结果', 'A human contact with its outcome within 15 minutes (L-5)'],
          {
            after: ['assign'],
            done: [on('crm.lead-contacted')],
            escalate: [[0.25, 'sales_manager']],
          },
        ),
        step(
          'qualify',
          'sales_consultant',
          27,
          ['确认需求并建卡', 'Qualify'],
          ['确认意向级别,建立客户和商机', 'Intent level known, customer and opportunity made'],
          {
            after: ['first-contact'],
            done: [on('crm.lead-qualified')],
            escalate: [[0, 'sales_manager']],
          },
        ),
      ],
    },
  },
  {
    code: 'sales-pipeline',
    name: ['销售漏斗', 'Sales pipeline'],
    content: {
      trigger: on('crm.opportunity-opened'),
      subject: { type: 'Opportunity', field: 'opportunityId' },
      ends: [{ event: 'sales.order-delivered', as: 'COMPLETED' }],
      steps: [
        step(
          'test-drive',
          'sales_consultant',
          27,
          ['邀约试驾', 'Test drive'],
          ['驾驶证有效,协议先签后交钥匙', 'Valid licence, agreement signed before the keys (T-1)'],
          {
            done: [on('sales.test-drive-completed')],
            optional: true,
          },
        ),
        step(
          'quote',
          'sales_consultant',
          45,
          ['报价', 'Quote'],
          ['价格项目完整,可选项目可单独放弃', 'All price lines, options separately declinable (Q-2)'],
          { done: [on('sales.quotation-sent')] },
        ),
        step(
          'close',
          'sales_consultant',
          63,
          ['促成签约', 'Close'],
          ['报价有效期内确认订单', 'Order confirmed while the quotation is valid (Q-1)'],
          {
            after: ['quote'],
            done: [on('sales.order-confirmed')],
            escalate: [[0, 'sales_manager']],
          },
        ),
        step('deliver', 'sales_consultant', 270, ['交付', 'Deliver'], ['全部交车条件满足', 'Every delivery gate open (D-7)'], {
          after: ['close'],
          done: [on('sales.order-delivered')],
          escalate: [[0, 'sales_manager']],
        }),
      ],
    },
  },
  {
    code: 'order-fulfilment',
    name: ['订单履约', 'Order fulfilment'],
    content: {
      trigger: on('sales.order-confirmed'),
      subject: { type: 'SalesOrder', field: 'salesOrderId' },
      ends: [
        { event: 'sales.order-cancelled', as: 'CANCELLED' },
        { event: 'sales.order-delivered', as: 'COMPLETED' },
      ],
      steps: [
        step(
          'collect-deposit',
          'cashier',
          18,
          ['收取定金', 'Collect the deposit'],
          ['核对金额与定金类型,收据写明定金或订金', 'Amount and kind agree, the receipt names the kind (D-5)'],
          {
            queue: true,
            done: [on('finance.receivable-paid', is('kind', 'DEPOSIT'))],
            remind: 4,
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'find-car',
          'sales_manager',
          45,
          ['配车', 'Find a car'],
          ['从在途、调拨或采购计划配车', 'From what is on its way, a transfer or the purchase plan (D-3)'],
          {
            queue: true,
            done: [on('sales.order-allocated')],
            condition: exists('car', false),
          },
        ),
        step(
          'prepare-car',
          'inventory_clerk',
          27,
          ['新车准备(PDI)', 'Prepare the car (PDI)'],
          ['按售前检查项目逐项检查,缺陷书面告知', 'Every item of the pre-delivery inspection, defects disclosed in writing (D-9)'],
          {
            queue: true,
            after: ['find-car'],
            done: [on('inventory.pdi-passed')],
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'sign-contract',
          'sales_consultant',
          18,
          ['签订合同', 'Sign the contract'],
          ['合同车架号与车辆一致', 'The contract names the car by its VIN (D-7)'],
          {
            after: ['collect-deposit'],
            done: [on('sales.contract-signed')],
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'collect-balance',
          'cashier',
          90,
          ['收取尾款', 'Collect the balance'],
          ['尾款结清或放款到账', 'Paid in full or disbursed by the lender (D-7)'],
          {
            queue: true,
            after: ['collect-deposit'],
            done: [on('finance.receivable-paid', is('kind', 'BALANCE'))],
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'issue-invoice',
          'cashier',
          9,
          ['开具发票', 'Issue the invoice'],
          ['一车一票,购方与登记人一致', 'One car per invoice, the buyer is the registered owner (FP-1)'],
          {
            queue: true,
            after: ['collect-balance'],
            done: [on('finance.invoice-issued', is('kind', 'VEHICLE'))],
            escalate: [[0, 'finance_manager']],
          },
        ),
        step(
          'insure',
          'sales_consultant',
          27,
          ['办理保险', 'Insure the car'],
          ['交强险一年,不强制搭售', 'Compulsory insurance for a year, nothing bundled (IN-1)'],
          {
            after: ['sign-contract'],
            done: [on('sales.insurance-recorded', is('kind', 'COMPULSORY'))],
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'register',
          'sales_consultant',
          45,
          ['上牌', 'Register the car'],
          ['资料齐全,购置税已缴', 'Documents complete, purchase tax paid (RG-1)'],
          {
            after: ['issue-invoice', 'insure'],
            done: [on('sales.registration-completed')],
            escalate: [[0, 'sales_manager']],
          },
        ),
        step(
          'hand-over',
          'sales_consultant',
          27,
          ['交车', 'Hand over'],
          ['逐项完成交车确认单并签字', 'The delivery checklist item by item, signed (D-8)'],
          {
            after: ['prepare-car', 'register'],
            done: [on('sales.order-delivered')],
            escalate: [[0, 'sales_manager']],
          },
        ),
      ],
    },
  },
  {
    code: 'repair-order',
    name: ['维修工单', 'Repair order'],
    content: {
      trigger: on('aftersales.repair-order-opened'),
      subject: { type: 'RepairOrder', field: 'repairOrderId' },
      ends: [
        { event: 'aftersales.repair-order-cancelled', as: 'CANCELLED' },
        { event: 'aftersales.repair-order-closed', as: 'COMPLETED' },
      ],
      steps: [
        step(
          'approval',
          'service_advisor',
          4,
          ['估价并取得客户确认', 'Estimate and approval'],
          ['客户确认的是当前版本的估价', 'The customer approved this version of the estimate (A-8)'],
          {
            done: [on('aftersales.repair-order-approved')],
            escalate: [[0, 'service_manager']],
          },
        ),
        step('dispatch', 'workshop_controller', 2, ['派工', 'Dispatch'], ['工位与技师技能匹配', 'Bay and skills fit the work'], {
          queue: true,
          after: ['approval'],
          done: [on('aftersales.repair-order-dispatched')],
          escalate: [[0, 'service_manager']],
        }),
        step(
          'work',
          'technician',
          18,
          ['作业', 'Do the work'],
          ['按工艺完成,领料登记到工单', 'As the method says, parts booked to the order'],
          {
            queue: true,
            after: ['dispatch'],
            done: [on('aftersales.repair-order-finished')],
            escalate: [[0, 'workshop_controller']],
          },
        ),
        step(
          'quality-check',
          'quality_inspector',
          2,
          ['质检', 'Quality check'],
          ['终检合格,不合格返工', 'Final inspection passed, else rework'],
          {
            queue: true,
            after: ['work'],
            done: [on('aftersales.quality-check-passed')],
            escalate: [[0, 'service_manager']],
          },
        ),
        step('settle', 'service_advisor', 2, ['结算', 'Settle'], ['向客户逐项说明费用', 'Every item explained to the customer'], {
          after: ['quality-check'],
          done: [on('aftersales.repair-order-settled')],
          escalate: [[0, 'service_manager']],
        }),
        step(
          'hand-over',
          'service_advisor',
          18,
          ['交车', 'Hand over'],
          ['费用结清,旧件展示,约下次保养', 'Paid, old parts shown, next service agreed'],
          {
            after: ['settle'],
            done: [on('aftersales.repair-order-closed')],
            escalate: [[0, 'service_manager']],
          },
        ),
      ],
    },
  },
  {
    code: 'after-delivery-care',
    name: ['交车后关怀', 'After-delivery care'],
    content: {
      trigger: on('sales.order-delivered'),
      subject: { type: 'SalesOrder', field: 'salesOrderId' },
      steps: [
        step(
          'call-24h',
          'sales_consultant',
          9,
          ['24 小时问候', 'Call within 24 hours'],
          ['确认用车无碍,解答疑问', 'The car is fine, questions answered (D-10)'],
          { escalate: [[0, 'sales_manager']] },
        ),
        step(
          'call-day-3',
          'sales_consultant',
          9,
          ['第 3 天回访', 'Call on day 3'],
          ['了解使用情况,记录问题', 'How it is used, problems recorded (D-10)'],
          { delay: 'P3D', escalate: [[0, 'sales_manager']] },
        ),
        step(
          'call-day-7',
          'sales_consultant',
          9,
          ['第 7 天回访并介绍首保', 'Call on day 7, offer the first service'],
          ['满意度回访,介绍首保时间和里程', 'Satisfaction asked, first service explained (D-10)'],
          {
            delay: 'P7D',
            escalate: [[0, 'sales_manager']],
          },
        ),
      ],
    },
  },
  {
    code: 'service-follow-up',
    name: ['三日回访', 'Service follow-up'],
    content: {
      trigger: on('aftersales.repair-order-closed'),
      subject: { type: 'RepairOrder', field: 'repairOrderId' },
      steps: [
        step(
          'call',
          'crm_agent',
          9,
          ['维修后三日回访', 'Call three days after the service'],
          ['仅在客户同意的渠道回访,低分自动开投诉', 'Only on a channel the customer agreed to; a low score opens a complaint (C-1, C-2)'],
          {
            queue: true,
            delay: 'P3D',
            escalate: [[0, 'service_manager']],
          },
        ),
      ],
    },
  },
];

export class WorkflowDefinitions1764000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [n, { code, name, content }] of DEFINITIONS.entries())
      await runner.query(
        `INSERT INTO workflow.process_definition (id, version, created_at, updated_at, code, revision, state, name_zh, name_en, content, published_at)
         VALUES ($1, 1, $2, $2, $3, 1, 'PUBLISHED', $4, $5, $6, $2)`,
        [`019b7600-0000-7000-8000-${String(n + 1).padStart(12, '0')}`, DELIVERED_AT, code, name[0], name[1], JSON.stringify(content)],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM workflow.process_definition WHERE code = ANY($1::text[])', [DEFINITIONS.map((d) => d.code)]);
  }
}
