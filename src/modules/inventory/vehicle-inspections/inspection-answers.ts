import { at, type FieldFault, say } from '../../../kernel/problems.js';
import type { InspectionItem } from '../inspection-templates/inspection-template.entity.js';
import { InspectionIncomplete } from './vehicle-inspection.rules.js';

interface Answer {
  code: string;
  result?: 'OK' | 'DEFECT';
  number?: number;
  text?: string;
  note?: string;
}

/** What answers leave open, do not know or answer otherwise than the checklist asks, each with its place (D-9). */
export function answerFaults(items: readonly InspectionItem[], answers: readonly Answer[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (pointer: string, zh: string, en: string) => faults.push(at(pointer, InspectionIncomplete, say(zh, en)));
  for (const [n, answer] of answers.entries()) {
    const item = items.find((i) => i.code === answer.code);
    if (!item) fault(`/answers/${n}/code`, `检查表没有项目 ${answer.code}`, `the checklist has no item ${answer.code}`);
    else if (answers.findIndex((a) => a.code === answer.code) < n)
      fault(`/answers/${n}/code`, `项目 ${item.code} 重复`, `${item.code} is answered twice`);
    else if (item.kind === 'OK_DEFECT' && answer.result === undefined)
      fault(`/answers/${n}/result`, `${item.titleZh}须填写正常或缺陷`, `${item.code} is fine or a defect`);
    else if (item.kind === 'NUMBER' && answer.number === undefined)
      fault(`/answers/${n}/number`, `${item.titleZh}须填写数值`, `${item.code} needs a figure`);
    else if (item.kind === 'TEXT' && answer.text === undefined)
      fault(`/answers/${n}/text`, `${item.titleZh}须填写文字`, `${item.code} needs words`);
    else if (answer.result === 'DEFECT' && answer.note === undefined)
      fault(`/answers/${n}/note`, `${item.titleZh}的缺陷须说明`, `say what is wrong with ${item.code}`);
  }
  for (const { code, titleZh, required } of items)
    if (required && !answers.some((a) => a.code === code)) fault('/answers', `缺少 ${code} ${titleZh}`, `${code} is missing`);
  return faults;
}
