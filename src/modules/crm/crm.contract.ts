import type { References } from '../../kernel/database/references.js';
import { event, type Listener, on } from '../../kernel/events/event.js';
import { constraintRefusal, refusal } from '../../kernel/problems.js';

export const LEAD_SOURCES = ['WEBSITE', 'PLATFORM', 'WALK_IN', 'PHONE', 'WECHAT', 'REFERRAL', 'EVENT', 'OEM', 'OTHER'] as const;
export type LeadSource = (typeof LEAD_SOURCES)[number];
/** An enquiry that came in by another door than the desk. */
export interface ReceivedLead {
  storeId: string;
  source: LeadSource;
  name: string;
  /** A valid mobile number (ID-3). */
  mobile: string;
  modelId?: string;
  note?: string;
}
export interface TakenLead {
  leadId: string;
  /** The open lead of the same mobile that it was folded into, or null (L-3). */
  duplicateOfLeadId: string | null;
}

/** How soon they buy (G-1); data per brand, these are the delivered levels. */
export type IntentLevelCode = 'O' | 'H' | 'A' | 'B' | 'C';
export const CHANNELS = ['PHONE', 'SMS', 'WECHAT', 'EMAIL', 'VISIT'] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a consent is for: purpose × channel × text version (PR-3). */
export const CONSENT_PURPOSES = ['MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CUSTOMER_TYPES = ['PERSON', 'COMPANY'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];
/** The language a customer is written to in. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A customer as other contexts may know them: no contact data, no ID number. */
export interface CustomerFacts {
  customerId: string;
  type: CustomerType;
  name: string;
  /** The language to write to them in. */
  language: Language;
  /** An ID number or unified social credit code is on file: an invoice can be made out. */
  identified: boolean;
}
export interface OpportunityFacts {
  opportunityId: string;
  storeId: string;
  customerId: string;
  ownerEmployeeId: string;
  modelId: string | null;
  stage: string;
  open: boolean;
}

interface LeadFacts {
  leadId: string;
  storeId: string;
  source: string;
  ownerEmployeeId: string | null;
  modelId: string | null;
  receivedAt: string;
}
export const LeadCreated = event<LeadFacts & { responseDueAt: string }>('crm.lead-created', 'An enquiry came in.');
export const LeadRepeated = event<LeadFacts & { duplicateOfLeadId: string; leadOwnerEmployeeId: string | null }>(
  'crm.lead-repeated',
  'Somebody whose lead is open enquired once more (L-3).',
);
export const LeadAssigned = event<LeadFacts & { how: string }>('crm.lead-assigned', 'A lead was given to a consultant.', {
  outwardOnly: true,
});
export const LeadContacted = event<LeadFacts & { channel: string; outcome: string; first: boolean; contactedAt: string }>(
  'crm.lead-contacted',
  'A consultant contacted a lead.',
);
export const LeadResponseMissed = event<LeadFacts & { responseDueAt: string; missedAt: string }>(
  'crm.lead-response-missed',
  'Nobody answered an enquiry in the time that its standard allows (L-5).',
  { outwardOnly: true },
);
export const LeadQualified = event<LeadFacts & { customerId: string; opportunityId: string; intentLevel: string }>(
  'crm.lead-qualified',
  'A lead became a customer with an opportunity.',
);
export const LeadRecalled = event<LeadFacts & { recalledFromEmployeeId: string | null }>(
  'crm.lead-recalled',
  'Nobody followed a lead up in time: it is back in the pool (L-6).',
  { outwardOnly: true },
);
type LossReviewed = LeadFacts & { lossReviewId: string; reason: string };
export const LeadLossAsked = event<LossReviewed>('crm.lead-loss-asked', 'A consultant asked to give a lead up (L-2).');
export const LeadLossRejected = event<LossReviewed>('crm.lead-loss-rejected', 'A manager gave a lead back to its consultant (L-2).');
export const LeadLost = event<LossReviewed>('crm.lead-lost', 'A lead was lost and a manager agreed.');
export const LeadInvalidated = event<LeadFacts>('crm.lead-invalidated', 'An enquiry that is none was set aside.', { outwardOnly: true });
interface OpportunityEvent {
  opportunityId: string;
  storeId: string;
  customerId: string;
  leadId: string | null;
  ownerEmployeeId: string;
  modelId: string | null;
  intentLevel: string;
}
export const OpportunityOpened = event<OpportunityEvent>('crm.opportunity-opened', 'A qualified wish to buy was opened.', {
  outwardOnly: true,
});
export const OpportunityStaged = event<OpportunityEvent & { stage: string; at: string }>(
  'crm.opportunity-staged',
  'An opportunity reached another stage (O-1).',
  { outwardOnly: true },
);
export const OpportunityLost = event<OpportunityEvent & { stage: string; reason: string }>(
  'crm.opportunity-lost',
  'A wish to buy came to nothing.',
  { outwardOnly: true },
);
export const CustomerChanged = event<{ customerId: string; fields: string[] }>(
  'crm.customer-changed',
  'Facts of a customer changed; names of the fields only.',
  { outwardOnly: true },
);
export const CustomerEnrolled = event<{ customerId: string; type: CustomerType }>('crm.customer-enrolled', 'A customer file was opened.', {
  outwardOnly: true,
});
interface Merge {
  mergeId: string;
  survivorCustomerId: string;
}
export const CustomersMerged = event<Merge & { mergedCustomerId: string; mergedAt: string }>(
  'crm.customers-merged',
  'Two files were one customer’s: what belonged to the merged one is the survivor’s now (L-4).',
);
export const MergeSettled = event<Merge & { mergedCustomerId: string }>(
  'crm.merge-settled',
  'What was under way while two customers were merged has arrived, and follows (L-4).',
);
export const CustomersUnmerged = event<Merge & { restoredCustomerId: string; restoredAt: string }>(
  'crm.customers-unmerged',
  'A merge was undone: what belonged to the restored customer is theirs again (L-4).',
);
/** How a context follows merges: the rows of its schema that name the customer are re-pointed, and brought back. One listener, so in order. */
export function followMerges(schema: string, references: References): Listener[] {
  const id = `${schema}.follow-merges`;
  const moving = (moveId: string, from: string, to: string) => ({ moveId, schema, column: 'customer_id', from, to });
  const move = ({ payload: p }: { payload: Merge & { mergedCustomerId: string } }) =>
    references.move(moving(p.mergeId, p.mergedCustomerId, p.survivorCustomerId));
  return [
    on(CustomersMerged, id, move),
    on(MergeSettled, id, move),
    on(CustomersUnmerged, id, ({ payload: p }) => references.restore(moving(p.mergeId, p.restoredCustomerId, p.survivorCustomerId))),
  ];
}
export const ConsentRecorded = event<{ customerId: string; purpose: string; channel: string; granted: boolean; textVersion: string }>(
  'crm.consent-recorded',
  'A customer gave or withdrew a consent.',
  { outwardOnly: true },
);

export const IntentLevelUnknown = refusal('wrong', 'intent_level_unknown', '没有该意向级别', 'There is no such intent level', 'G-1');
export const OpportunityClosed = refusal('conflict', 'opportunity_closed', '该商机已结束', 'The opportunity is over', 'O-1');
export const OpportunityContracted = refusal(
  'conflict',
  'opportunity_contracted',
  '已签约的商机不能战败,请取消订单',
  'It has been agreed: cancel the order instead',
  'O-1',
);
export const OpportunityOfAnother = refusal('wrong', 'opportunity_of_another', '商机不属于该客户', 'The opportunity is another customer’s');
export const CustomerExists = refusal(
  'conflict',
  'customer_exists',
  '该手机号已有客户档案',
  'A customer with this mobile is on file already',
  'L-3',
);
export const CustomerMerged = refusal(
  'conflict',
  'customer_merged',
  '该客户已合并到另一客户档案',
  'This customer was merged into another',
  'L-4',
);
export const ResidentIdInvalid = refusal('wrong', 'resident_id_invalid', '身份证号码无效', 'The resident ID number is not valid', 'ID-4');
export const CreditCodeInvalid = refusal(
  'wrong',
  'credit_code_invalid',
  '统一社会信用代码无效',
  'The unified social credit code is not valid',
  'ID-5',
);
export const RecipientRequired = refusal(
  'wrong',
  'consent_recipient_required',
  '同意对外提供信息须写明接收方',
  'A consent to data sharing names the recipient',
  'PR-3',
);
export const InteractionInFuture = refusal('wrong', 'interaction_in_future', '跟进时间不能晚于现在', 'A contact cannot lie in the future');
constraintRefusal('uq_customer_mobile', CustomerExists);
