import { yuan } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import type { BalanceFacts } from '../../finance/finance.contract.js';
import { labourOf, type RepairOrderLine } from './repair-order-line.entity.js';
import type { RepairOrderGateView, RepairOrderReadinessView } from './repair-order.dto.js';
import type { RepairOrder } from './repair-order.entity.js';

/** Whether the customer has paid their share: nothing to pay, or finance knows the bill and it is settled. The car does not wait for maker or insurer (W-7). */
export const isPaid = (order: RepairOrder, balance: BalanceFacts | null): boolean =>
  order.settlement !== null && (order.settlement.total === 0 || (balance !== null && balance.customerOutstanding === 0));

/** Every condition between reception and hand-over, in the order in which they come. */
export function readinessOf(order: RepairOrder, lines: readonly RepairOrderLine[], balance: BalanceFacts | null): RepairOrderReadinessView {
  const labour = labourOf(lines);
  const estimated = order.estimate !== null && !order.estimateStale;
  const gates = [
    gate('ESTIMATE', 'A-8', estimated, say('尚无有效估价', 'There is no estimate of all lines')),
    gate(
      'APPROVAL',
      'A-8',
      estimated && order.approval?.estimateVersion === order.estimateVersion,
      say('客户尚未确认当前估价', 'The customer has not approved the current estimate'),
    ),
    gate(
      'DISPATCH',
      'A-2',
      labour.length > 0 && labour.every((l) => l.technicianId !== null),
      say('尚未派工', 'The work is not dispatched'),
    ),
    gate('WORK', 'A-2', labour.length > 0 && labour.every((l) => l.doneAt !== null), say('作业未完成', 'The work is not done')),
    gate('QUALITY_CHECK', 'A-2', order.qualityChecks.at(-1)?.passed === true, say('质检未通过', 'The quality check has not passed')),
    gate('SETTLEMENT', 'A-6', order.settlement !== null, say('尚未结算', 'It is not settled')),
    gate(
      'BALANCE',
      'A-2',
      isPaid(order, balance),
      balance
        ? say(`尚有 ${yuan(balance.customerOutstanding)} 未结清`, `${yuan(balance.customerOutstanding)} is outstanding`)
        : say('应收尚未建立', 'The receivable is not there yet'),
    ),
  ];
  return { ready: gates.every((g) => g.passed), gates };
}

const gate = (code: string, rule: string, passed: boolean, reason: string): RepairOrderGateView => ({
  code,
  passed,
  rule,
  reason: passed ? null : reason,
});
