import { say } from '../../../kernel/problems.js';
import type { TimelineKind } from './timeline-entry.entity.js';

type Facts = Record<string, string | number>;
interface Happening {
  kind: TimelineKind;
  title: (facts: Facts) => string;
}
const text = (facts: Facts, name: string): string => String(facts[name] ?? '');

/** Codes in words; a code without any is shown as it is. */
const WORDS: Record<string, [zh: string, en: string]> = {
  WEBSITE: ['官网', 'the website'],
  PLATFORM: ['垂直平台', 'a platform'],
  WALK_IN: ['自然到店', 'the showroom'],
  WECHAT: ['微信', 'WeChat'],
  REFERRAL: ['转介绍', 'a referral'],
  EVENT: ['活动', 'an event'],
  OEM: ['主机厂', 'the maker'],
  PHONE: ['电话', 'phone'],
  SMS: ['短信', 'SMS'],
  EMAIL: ['邮件', 'e-mail'],
  VISIT: ['到店', 'visit'],
  INBOUND: ['客户主动', 'by the customer'],
  OUTBOUND: ['我方联系', 'by us'],
  REACHED: ['已接通', 'reached'],
  NO_ANSWER: ['未接', 'no answer'],
  CALL_BACK: ['待回拨', 'call back'],
  APPOINTMENT: ['已约到店', 'appointment made'],
  REFUSED: ['拒绝', 'refused'],
  WRONG_NUMBER: ['号码错误', 'wrong number'],
  OTHER: ['其他', 'other'],
  VIEWING: ['看车', 'looking at cars'],
  TEST_DRIVE: ['试驾', 'a test drive'],
  NEGOTIATION: ['谈判', 'negotiating'],
  CONTRACT: ['签约', 'signing'],
  DELIVERY: ['提车', 'taking delivery'],
  SERVICE: ['售后', 'service'],
  PRICE: ['价格', 'the price'],
  COMPETITOR: ['选择竞品', 'a competitor'],
  NO_STOCK: ['无现车', 'no car in stock'],
  FINANCING: ['金融方案', 'financing'],
  POSTPONED: ['推迟购车', 'postponed'],
  NOT_REACHED: ['无法联系', 'not reached'],
  NO_INTEREST: ['无意向', 'no interest'],
  MAINTENANCE_REMINDER: ['保养提醒', 'maintenance reminder'],
};
const word = (facts: Facts, name: string): string => {
  const words = WORDS[text(facts, name)];
  return words ? say(...words) : text(facts, name);
};
const numbered =
  (zh: string, en: string) =>
  (facts: Facts): string =>
    say(`${zh} ${text(facts, 'number')}`, `${en} ${text(facts, 'number')}`);

/** Everything a timeline can tell, and how it says it: an entry keeps facts, its title is made when it is read. */
export const HAPPENINGS = {
  'lead-received': {
    kind: 'LEAD',
    title: (f) => say(`线索 ${text(f, 'number')}(${word(f, 'source')})`, `Enquiry ${text(f, 'number')} from ${word(f, 'source')}`),
  },
  'lead-repeated': {
    kind: 'LEAD',
    title: (f) => say(`再次咨询(${word(f, 'source')})`, `Enquired again from ${word(f, 'source')}`),
  },
  interaction: {
    kind: 'INTERACTION',
    title: (f) =>
      say(
        `跟进:${word(f, 'channel')} ${word(f, 'direction')},${word(f, 'outcome')}`,
        `Contact: ${word(f, 'channel')} ${word(f, 'direction')}, ${word(f, 'outcome')}`,
      ),
  },
  'visit-arrived': {
    kind: 'VISIT',
    title: (f) =>
      say(`到店 ${text(f, 'number')}(${word(f, 'purpose')})`, `Came to the showroom ${text(f, 'number')}: ${word(f, 'purpose')}`),
  },
  'needs-recorded': { kind: 'OPPORTUNITY', title: numbered('记录需求', 'Needs recorded') },
  'opportunity-lost': {
    kind: 'OPPORTUNITY',
    title: (f) =>
      say(`商机 ${text(f, 'number')} 战败(${word(f, 'reason')})`, `Opportunity ${text(f, 'number')} lost: ${word(f, 'reason')}`),
  },
  'test-drive-booked': { kind: 'TEST_DRIVE', title: numbered('预约试驾', 'Test drive booked') },
  'test-drive-completed': { kind: 'TEST_DRIVE', title: numbered('完成试驾', 'Test drive completed') },
  'quotation-sent': { kind: 'QUOTATION', title: numbered('发出报价', 'Quotation sent') },
  'quotation-accepted': { kind: 'QUOTATION', title: numbered('接受报价', 'Quotation accepted') },
  'order-confirmed': { kind: 'SALES_ORDER', title: numbered('订单生效', 'Order confirmed') },
  'order-cancelled': { kind: 'SALES_ORDER', title: numbered('订单取消', 'Order cancelled') },
  'order-delivered': {
    kind: 'DELIVERY',
    title: (f) => say(`交付 ${text(f, 'modelName')},${text(f, 'number')}`, `Delivered ${text(f, 'modelName')}, ${text(f, 'number')}`),
  },
  'message-sent': {
    kind: 'MESSAGE',
    title: (f) => say(`发送 ${word(f, 'messageKind')}(${word(f, 'channel')})`, `Sent ${word(f, 'messageKind')} by ${word(f, 'channel')}`),
  },
  'appointment-booked': { kind: 'APPOINTMENT', title: numbered('预约到店', 'Workshop visit booked') },
  'repair-order-opened': { kind: 'REPAIR_ORDER', title: numbered('接车开单', 'Repair order opened') },
  'repair-order-closed': { kind: 'REPAIR_ORDER', title: numbered('维修完工交车', 'Repair order closed') },
} as const satisfies Record<string, Happening>;
export type What = keyof typeof HAPPENINGS;

export const kindOf = (what: What): TimelineKind => HAPPENINGS[what].kind;
export function titleOf(what: string, facts: Facts): string {
  const happening: Happening | undefined = (HAPPENINGS as Record<string, Happening>)[what];
  return happening ? happening.title(facts) : what;
}
