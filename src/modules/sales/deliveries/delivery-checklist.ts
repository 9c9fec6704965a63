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
  const fault = (pointer: string, zh: string, en: string) => at(pointer, DeliveryChecklistIncomplete, say(zh, en));
  const ofMark = (mark: Mark, n: number): FieldFault[] => {
    const { code, done, signed } = mark;
    const item = template.find((i) => i.code === code);
    if (!item) return [fault(`/checklist/${n}/code`, `没有确认项目 ${code}`, `there is no item ${code}`)];
    if (marks.findIndex((m) => m.code === code) < n) return [fault(`/checklist/${n}/code`, `重复的项目 ${code}`, `${code} is there twice`)];
    if (signed && !done) return [fault(`/checklist/${n}/signed`, `未完成的项目不能签字 ${code}`, `signed, but not done: ${code}`)];
    if (item.mandatory && done && signed === false)
      return [fault(`/checklist/${n}/signed`, `客户未签字:${item.title}(${code})`, `not signed: ${code}`)];
    return [];
  };
  return [
    ...template
      .filter((i) => i.mandatory && !markOf(i, marks).done)
      .map((i) => fault('/checklist', `未完成:${i.title}(${i.code})`, `not done: ${i.code}`)),
    ...marks.flatMap(ofMark),
  ];
}
