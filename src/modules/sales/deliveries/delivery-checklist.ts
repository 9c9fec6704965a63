import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { DeliveryChecklistIncomplete } from '../deals.rules.js';

export interface ChecklistItem {
  code: string;
  title: string;
  mandatory: boolean;
}

/** Statutory hand-over items (D-8; 三包 8, 13): law, so no setting can take one away. */
export const STATUTORY_CHECKLIST: readonly ChecklistItem[] = [
  { code: 'EXTERIOR_INSPECTED', title: '与客户共同查验外观', mandatory: true },
  { code: 'INTERIOR_INSPECTED', title: '与客户共同查验内饰', mandatory: true },
  { code: 'CERTIFICATE', title: '交付产品合格证', mandatory: true },
  { code: 'CONSISTENCY', title: '交付车辆一致性证书', mandatory: true },
  { code: 'OWNERS_MANUAL', title: '交付产品使用说明书', mandatory: true },
  { code: 'THREE_GUARANTEES_CERTIFICATE', title: '交付三包凭证', mandatory: true },
  { code: 'MAINTENANCE_MANUAL', title: '交付维修保养手册', mandatory: true },
  { code: 'PURCHASE_INVOICE', title: '交付购车发票', mandatory: true },
  { code: 'TOOL_LIST', title: '按随车物品清单清点工具', mandatory: true },
  { code: 'THREE_GUARANTEES_EXPLAINED', title: '说明包修期、三包有效期、使用补偿系数和维修网点', mandatory: true },
  { code: 'SAFETY_REMINDERS', title: '提示安全注意事项', mandatory: true },
];

interface Mark {
  code: string;
  done: boolean;
  signed?: boolean;
}
/** What became of an item: nothing that was not done is signed for. */
export function markOf({ code }: ChecklistItem, marks: readonly Mark[]): { done: boolean; signed: boolean } {
  const mark = marks.find((m) => m.code === code && m.done);
  return { done: mark !== undefined, signed: mark !== undefined && (mark.signed ?? true) };
}

/** What the hand-over leaves open or does not know, each with its place. */
export function checklistFaults(template: readonly ChecklistItem[], marks: readonly Mark[]): FieldFault[] {
  const known = new Set(template.map((i) => i.code));
  const open = template.filter((i) => i.mandatory).map((i) => ({ ...i, ...markOf(i, marks) }));
  return [
    ...open
      .filter((i) => !i.done)
      .map((i) => at('/checklist', DeliveryChecklistIncomplete, say(`未完成:${i.title}(${i.code})`, `not done: ${i.code}`))),
    ...open
      .filter((i) => i.done && !i.signed)
      .map((i) => at('/checklist', DeliveryChecklistIncomplete, say(`客户未签字:${i.title}(${i.code})`, `not signed: ${i.code}`))),
    ...marks.flatMap((m, n) =>
      known.has(m.code)
        ? []
        : [at(`/checklist/${n}/code`, DeliveryChecklistIncomplete, say(`没有确认项目 ${m.code}`, `there is no item ${m.code}`))],
    ),
  ];
}
