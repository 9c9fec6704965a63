import { yuan } from '../../../kernel/money.js';
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
  NEEDS: ['需求', 'needs'],
  PRESENTATION: ['产品介绍', 'presentation'],
  QUOTATION: ['报价', 'quotation'],
  AWAITING_DELIVERY: ['待交付', 'awaiting delivery'],
  DELIVERED: ['交付', 'delivered'],
  FOLLOW_UP: ['回访', 'follow-up'],
  APPROVED: ['同意', 'agreed'],
  REJECTED: ['退回继续跟进', 'given back'],
  PRICE: ['价格', 'the price'],
  COMPETITOR: ['选择竞品', 'a competitor'],
  NO_STOCK: ['无现车', 'no car in stock'],
  FINANCING: ['金融方案', 'financing'],
  POSTPONED: ['推迟购车', 'postponed'],
  NOT_REACHED: ['无法联系', 'not reached'],
  NO_INTEREST: ['无意向', 'no interest'],
  DEPOSIT: ['定金', 'deposit'],
  BALANCE: ['尾款', 'balance'],
  REPAIR: ['维修款', 'repair'],
  COMPULSORY: ['交强险', 'compulsory insurance'],
  COMMERCIAL: ['商业险', 'commercial insurance'],
  MARKETING: ['营销', 'marketing'],
  SERVICE_REMINDER: ['服务提醒', 'service reminders'],
  SATISFACTION_SURVEY: ['满意度回访', 'satisfaction surveys'],
  DATA_SHARING: ['信息共享', 'data sharing'],
  PROFILING: ['个性化推荐', 'personalised offers'],
  IMPORTANT: ['重要价值', 'important'],
  AT_RISK: ['流失预警', 'at risk'],
  NEW: ['新客户', 'new'],
  GENERAL: ['一般', 'general'],
  ACTIVE: ['活跃', 'active'],
  DORMANT: ['休眠', 'dormant'],
  LOST: ['流失', 'lost'],
  NONE: ['无', 'none'],
  SURVEY_INVITATION: ['满意度问卷', 'survey'],
  LOW: ['轻微', 'low'],
  MEDIUM: ['一般', 'medium'],
  HIGH: ['严重', 'high'],
  CRITICAL: ['重大', 'critical'],
  ACKNOWLEDGED: ['已受理', 'acknowledged'],
  INVESTIGATING: ['调查中', 'being looked into'],
  PROPOSED: ['已提出方案', 'remedy proposed'],
  ACCEPTED: ['客户接受', 'accepted'],
  ESCALATED: ['已升级', 'escalated'],
  CLOSED: ['已关闭', 'closed'],
  MAINTENANCE_REMINDER: ['保养提醒', 'maintenance reminder'],
  CAMPAIGN_OFFER: ['营销活动', 'a campaign’s offer'],
  CAMPAIGN_COUPON: ['活动优惠券', 'a campaign’s coupon'],
};
const word = (facts: Facts, name: string): string => {
  const words = WORDS[text(facts, name)];
  return words ? say(...words) : text(facts, name);
};
const money = (facts: Facts): string => yuan(Number(facts['amount']));
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
  'lead-recalled': { kind: 'LEAD', title: () => say('线索未及时跟进,收回公海', 'Enquiry taken back to the pool: nobody followed it up') },
  'lead-lost': { kind: 'LEAD', title: (f) => say(`线索战败(${word(f, 'reason')})`, `Enquiry lost: ${word(f, 'reason')}`) },
  'lead-invalidated': { kind: 'LEAD', title: () => say('线索无效', 'Enquiry set aside') },
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
  'opportunity-opened': {
    kind: 'OPPORTUNITY',
    title: (f) => say(`建立商机,意向 ${text(f, 'level')}`, `Wish to buy opened, intent ${text(f, 'level')}`),
  },
  'opportunity-graded': {
    kind: 'OPPORTUNITY',
    title: (f) => say(`意向 ${text(f, 'before')} → ${text(f, 'level')}`, `Intent ${text(f, 'before')} → ${text(f, 'level')}`),
  },
  'opportunity-lost': {
    kind: 'OPPORTUNITY',
    title: (f) => say(`商机战败(${word(f, 'reason')})`, `Wish to buy lost: ${word(f, 'reason')}`),
  },
  'opportunity-staged': {
    kind: 'OPPORTUNITY',
    title: (f) => say(`商机阶段:${word(f, 'stage')}`, `Wish to buy at stage: ${word(f, 'stage')}`),
  },
  'opportunity-handed-over': { kind: 'OPPORTUNITY', title: () => say('商机改由他人跟进', 'Wish to buy handed to another consultant') },
  'opportunity-loss-reviewed': {
    kind: 'OPPORTUNITY',
    title: (f) => say(`战败审核:${word(f, 'decision')}`, `Loss reviewed: ${word(f, 'decision')}`),
  },
  'test-drive-booked': { kind: 'TEST_DRIVE', title: numbered('预约试驾', 'Test drive booked') },
  'test-drive-completed': { kind: 'TEST_DRIVE', title: numbered('完成试驾', 'Test drive completed') },
  'test-drive-cancelled': { kind: 'TEST_DRIVE', title: numbered('取消试驾', 'Test drive called off') },
  'test-drive-missed': { kind: 'TEST_DRIVE', title: numbered('试驾未到店', 'Test drive missed') },
  'quotation-sent': { kind: 'QUOTATION', title: numbered('发出报价', 'Quotation sent') },
  'quotation-accepted': { kind: 'QUOTATION', title: numbered('接受报价', 'Quotation accepted') },
  'quotation-lapsed': { kind: 'QUOTATION', title: numbered('报价过期', 'Quotation ran out') },
  'order-confirmed': { kind: 'SALES_ORDER', title: numbered('订单生效', 'Order confirmed') },
  'order-cancelled': { kind: 'SALES_ORDER', title: numbered('订单取消', 'Order cancelled') },
  'order-amended': {
    kind: 'SALES_ORDER',
    title: (f) => say(`订单变更 ${text(f, 'number')},总价 ${money(f)}`, `Order ${text(f, 'number')} amended, ${money(f)} in all`),
  },
  'order-returned': { kind: 'SALES_ORDER', title: numbered('退车', 'Car returned') },
  'car-traded-in': { kind: 'TRADE_IN', title: (f) => say(`置换入库 ${text(f, 'modelName')}`, `Traded in: ${text(f, 'modelName')}`) },
  'contract-signed': { kind: 'SALES_ORDER', title: () => say('签订合同', 'Contract signed') },
  'insurance-recorded': { kind: 'SALES_ORDER', title: (f) => say(`投保 ${word(f, 'insurance')}`, `Insured: ${word(f, 'insurance')}`) },
  'car-registered': { kind: 'SALES_ORDER', title: () => say('上牌完成', 'Car registered') },
  'order-delivered': {
    kind: 'DELIVERY',
    title: (f) => say(`交付 ${text(f, 'modelName')},${text(f, 'number')}`, `Delivered ${text(f, 'modelName')}, ${text(f, 'number')}`),
  },
  'receipt-taken': { kind: 'MONEY', title: (f) => say(`收款 ${money(f)}`, `Received ${money(f)}`) },
  'receivable-paid': { kind: 'MONEY', title: (f) => say(`${word(f, 'due')}已付清`, `Paid in full: ${word(f, 'due')}`) },
  'receivable-overdue': {
    kind: 'MONEY',
    title: (f) => say(`${word(f, 'due')}逾期 ${money(f)}`, `Overdue, ${word(f, 'due')}: ${money(f)}`),
  },
  'refund-paid': { kind: 'MONEY', title: (f) => say(`退款 ${money(f)}`, `Refunded ${money(f)}`) },
  'loan-disbursed': { kind: 'MONEY', title: (f) => say(`贷款放款 ${money(f)}`, `Loan paid out, ${money(f)}`) },
  'invoice-issued': { kind: 'INVOICE', title: numbered('开具发票', 'Invoice issued') },
  'invoice-red-flushed': { kind: 'INVOICE', title: numbered('红冲发票', 'Invoice red-flushed') },
  'message-sent': {
    kind: 'MESSAGE',
    title: (f) => say(`发送 ${word(f, 'messageKind')}(${word(f, 'channel')})`, `Sent ${word(f, 'messageKind')} by ${word(f, 'channel')}`),
  },
  'message-withheld': {
    kind: 'MESSAGE',
    title: (f) =>
      say(`未发送 ${word(f, 'messageKind')}(${word(f, 'reason')})`, `Not sent: ${word(f, 'messageKind')} (${word(f, 'reason')})`),
  },
  'message-failed': {
    kind: 'MESSAGE',
    title: (f) =>
      say(`发送失败 ${word(f, 'messageKind')}(${word(f, 'channel')})`, `Failed to send ${word(f, 'messageKind')} by ${word(f, 'channel')}`),
  },
  'campaign-message-sent': {
    kind: 'CAMPAIGN',
    title: (f) => say(`发送 ${word(f, 'messageKind')}(${word(f, 'channel')})`, `Sent ${word(f, 'messageKind')} by ${word(f, 'channel')}`),
  },
  'campaign-message-withheld': {
    kind: 'CAMPAIGN',
    title: (f) =>
      say(`未发送 ${word(f, 'messageKind')}(${word(f, 'reason')})`, `Not sent: ${word(f, 'messageKind')} (${word(f, 'reason')})`),
  },
  'campaign-message-failed': {
    kind: 'CAMPAIGN',
    title: (f) =>
      say(`发送失败 ${word(f, 'messageKind')}(${word(f, 'channel')})`, `Failed to send ${word(f, 'messageKind')} by ${word(f, 'channel')}`),
  },
  'reminder-due': { kind: 'REMINDER', title: (f) => say(`${text(f, 'itemName')}到期提醒`, `Service due: ${text(f, 'itemName')}`) },
  'coupon-issued': { kind: 'COUPON', title: () => say('获得优惠券', 'Was given a coupon') },
  'coupon-redeemed': {
    kind: 'COUPON',
    title: (f) => say(`使用优惠券,优惠 ${text(f, 'amount')}`, `Used a coupon worth ${text(f, 'amount')}`),
  },
  'coupon-released': { kind: 'COUPON', title: () => say('优惠券退回,可再次使用', 'A coupon can be used again') },
  'appointment-booked': { kind: 'APPOINTMENT', title: numbered('预约到店', 'Workshop visit booked') },
  'appointment-arrived': { kind: 'APPOINTMENT', title: numbered('预约到店接待', 'Arrived for the appointment') },
  'appointment-missed': { kind: 'APPOINTMENT', title: numbered('预约未到店', 'Workshop visit missed') },
  'appointment-cancelled': { kind: 'APPOINTMENT', title: numbered('取消预约', 'Workshop visit called off') },
  'car-known': { kind: 'CUSTOMER', title: (f) => say(`车辆建档 ${text(f, 'modelName')}`, `Car on file: ${text(f, 'modelName')}`) },
  'repair-order-opened': { kind: 'REPAIR_ORDER', title: numbered('接车开单', 'Repair order opened') },
  'repair-order-approved': {
    kind: 'REPAIR_ORDER',
    title: (f) => say(`确认估价 ${money(f)},${text(f, 'number')}`, `Estimate approved, ${money(f)}, ${text(f, 'number')}`),
  },
  'repair-order-settled': { kind: 'REPAIR_ORDER', title: numbered('维修结算', 'Repair order settled') },
  'repair-order-cancelled': { kind: 'REPAIR_ORDER', title: numbered('取消工单', 'Repair order cancelled') },
  'repair-order-closed': { kind: 'REPAIR_ORDER', title: numbered('维修完工交车', 'Repair order closed') },
  'consent-given': {
    kind: 'CONSENT',
    title: (f) => say(`同意 ${word(f, 'purpose')}(${word(f, 'channel')})`, `Agreed to ${word(f, 'purpose')} by ${word(f, 'channel')}`),
  },
  'consent-withdrawn': {
    kind: 'CONSENT',
    title: (f) => say(`撤回同意 ${word(f, 'purpose')}(${word(f, 'channel')})`, `Withdrew ${word(f, 'purpose')} by ${word(f, 'channel')}`),
  },
  'customers-merged': { kind: 'CUSTOMER', title: () => say('合并客户档案', 'Two files were joined') },
  'value-graded': {
    kind: 'GRADE',
    title: (f) => say(`价值等级 ${word(f, 'before')} → ${word(f, 'after')}`, `Value grade ${word(f, 'before')} → ${word(f, 'after')}`),
  },
  'activity-changed': {
    kind: 'GRADE',
    title: (f) => say(`活跃度 ${word(f, 'before')} → ${word(f, 'after')}`, `Activity ${word(f, 'before')} → ${word(f, 'after')}`),
  },
  'complaint-opened': {
    kind: 'COMPLAINT',
    title: (f) =>
      say(`投诉 ${text(f, 'number')}(${word(f, 'severity')})`, `Complaint ${text(f, 'number')}, severity ${word(f, 'severity')}`),
  },
  'complaint-moved': {
    kind: 'COMPLAINT',
    title: (f) =>
      say(`投诉 ${text(f, 'number')}:${word(f, 'complaintState')}`, `Complaint ${text(f, 'number')}: ${word(f, 'complaintState')}`),
  },
  'survey-sent': { kind: 'SURVEY', title: () => say('发出满意度回访', 'Asked for an answer to a survey') },
  'survey-answered': {
    kind: 'SURVEY',
    title: (f) =>
      say(
        `满意度回访 ${text(f, 'number')}:CSI ${text(f, 'csi') || '–'},推荐 ${text(f, 'nps') || '–'}`,
        `Survey ${text(f, 'number')}: CSI ${text(f, 'csi') || '–'}, recommends ${text(f, 'nps') || '–'}`,
      ),
  },
} as const satisfies Record<string, Happening>;
export type What = keyof typeof HAPPENINGS;

export const kindOf = (what: What): TimelineKind => HAPPENINGS[what].kind;
export function titleOf(what: string, facts: Facts): string {
  const happening: Happening | undefined = (HAPPENINGS as Record<string, Happening>)[what];
  return happening ? happening.title(facts) : what;
}
