import type { References } from '../../kernel/database/references.js';
import { event, type Listener, on } from '../../kernel/events/event.js';
import { refusal } from '../../kernel/problems.js';

export const LEAD_SOURCES = ['WEBSITE', 'PLATFORM', 'WALK_IN', 'PHONE', 'WECHAT', 'REFERRAL', 'EVENT', 'OEM', 'OTHER'] as const;
export type LeadSource = (typeof LEAD_SOURCES)[number];
/** An enquiry that came in by another door than the desk. */
export interface ReceivedLead {
  storeId: string;
  source: LeadSource;
  name: string;
  /** A valid mobile number (ID-3); it or the e-mail address must be there (L-8). */
  mobile?: string;
  email?: string;
  modelId?: string;
  note?: string;
}
export interface TakenLead {
  leadId: string;
  /** The open lead of the same mobile that it was folded into, or null (L-3). */
  duplicateOfLeadId: string | null;
}

/** Nobody inside listens yet. */
const OUTWARD = { outwardOnly: true };

export const CHANNELS = ['PHONE', 'SMS', 'WECHAT', 'EMAIL', 'VISIT'] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a consent is for: purpose × channel × text version (PR-3). PROFILING is the opt-out from personalised offers, whatever the channel (PR-10). */
export const CONSENT_PURPOSES = ['MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING', 'PROFILING'] as const;
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

/** How a campaign can reach many. */
export const CAMPAIGN_CHANNELS = ['SMS', 'WECHAT', 'EMAIL'] as const satisfies readonly Channel[];
export type CampaignChannel = (typeof CAMPAIGN_CHANNELS)[number];

/** Where a coupon can be used. */
export const COUPON_DOCUMENTS = ['SALES_QUOTATION', 'SERVICE_SETTLEMENT'] as const;
export type CouponDocument = (typeof COUPON_DOCUMENTS)[number];
/** A document that a coupon is to be used on. */
export interface CouponUse {
  documentType: CouponDocument;
  documentId: string;
  customerId: string;
  storeId: string;
  /** What the coupon may lower, fen: what the customer pays to the store itself. */
  amount: number;
  modelId?: string;
  /** The labour operations that the customer pays for. */
  operations?: { code: string; amount: number }[];
  /** Another discount is in the document already. */
  discounted?: boolean;
}
export interface CouponGrant {
  couponId: string;
  code: string;
  name: string;
  /** Fen, never negative. */
  discount: number;
}
/** A coupon as a message tells of it. */
export interface CouponFacts {
  couponId: string;
  code: string;
  nameZh: string;
  nameEn: string;
  validUntil: Date;
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
export const LeadAssigned = event<LeadFacts & { how: string }>('crm.lead-assigned', 'A lead was given to a consultant.', OUTWARD);
export const LeadContacted = event<LeadFacts & { channel: string; outcome: string; first: boolean; contactedAt: string }>(
  'crm.lead-contacted',
  'A consultant contacted a lead.',
);
export const LeadResponseMissed = event<LeadFacts & { responseDueAt: string; missedAt: string }>(
  'crm.lead-response-missed',
  'Nobody answered an enquiry in the time that its standard allows (L-5).',
  OUTWARD,
);
export const LeadQualified = event<LeadFacts & { customerId: string; opportunityId: string; intentLevel: string; lastContactAt: string }>(
  'crm.lead-qualified',
  'A lead became a customer with an opportunity.',
);
export const LeadRecalled = event<LeadFacts & { recalledFromEmployeeId: string | null }>(
  'crm.lead-recalled',
  'Nobody followed a lead up in time: it is back in the pool (L-6).',
);
type LossReviewed = LeadFacts & { lossReviewId: string; reason: string };
export const LeadLossAsked = event<LossReviewed>('crm.lead-loss-asked', 'A consultant asked to give a lead up (L-2).');
export const LeadLossRejected = event<LossReviewed>('crm.lead-loss-rejected', 'A manager gave a lead back to its consultant (L-2).');
export const LeadLost = event<LossReviewed>('crm.lead-lost', 'A lead was lost and a manager agreed.');
export const LeadInvalidated = event<LeadFacts>('crm.lead-invalidated', 'An enquiry that is none was set aside.');
interface OpportunityEvent {
  opportunityId: string;
  storeId: string;
  customerId: string;
  leadId: string | null;
  ownerEmployeeId: string;
  modelId: string | null;
  intentLevel: string;
}
export const OpportunityOpened = event<OpportunityEvent>('crm.opportunity-opened', 'A qualified wish to buy was opened.');
export const OpportunityStaged = event<OpportunityEvent & { stage: string; at: string }>(
  'crm.opportunity-staged',
  'An opportunity reached another stage (O-1).',
);
export const OpportunityLost = event<OpportunityEvent & { stage: string; reason: string }>(
  'crm.opportunity-lost',
  'A wish to buy came to nothing.',
);
export const OpportunityLossReviewed = event<OpportunityEvent & { decision: 'APPROVED' | 'REJECTED'; reason: string }>(
  'crm.opportunity-loss-reviewed',
  'A manager agreed that a wish to buy is lost, or gave it back.',
);
export const OpportunityGraded = event<OpportunityEvent & { from: string; to: string }>(
  'crm.opportunity-graded',
  'The intent level of an opportunity changed (G-2). The reason travels sealed under the customer (member `reason`).',
);
export const OpportunityHandedOver = event<OpportunityEvent & { fromEmployeeId: string; toEmployeeId: string }>(
  'crm.opportunity-handed-over',
  'Another consultant looks after an opportunity. The reason travels sealed under the customer (member `reason`).',
);
export const OpportunityFollowedUp = event<OpportunityEvent>('crm.opportunity-followed-up', 'A wish was spoken about (G-2).', OUTWARD);
export const StageOverdue = event<OpportunityEvent & { stage: string; dueAt: string }>(
  'crm.stage-overdue',
  'An opportunity has been in its stage for longer than the standard allows (O-1).',
  OUTWARD,
);
export const FollowUpMissed = event<OpportunityEvent & { dueOn: string }>(
  'crm.follow-up-missed',
  'A follow-up was not made in time (G-2).',
  OUTWARD,
);
/** The car they give in, as far as it is known: no plate. */
export interface TradeInWish {
  brand: string;
  series: string | null;
  year: number;
  odometerKm: number;
}
export const NeedsRecorded = event<
  OpportunityEvent & {
    revision: number;
    /** Fen. */
    budgetFrom: number | null;
    budgetTo: number | null;
    use: string | null;
    timing: string | null;
    modelIds: string[];
    tradeIn: TradeInWish | null;
    finance: string | null;
  } & { modelNames?: string[]; powertrains?: string[]; colours?: string[] }
>('crm.needs-recorded', 'What a customer needs was recorded.');
interface VisitFacts {
  visitId: string;
  storeId: string;
  customerId: string | null;
  leadId: string | null;
  opportunityId: string | null;
  hostEmployeeId: string | null;
  purpose: string;
  partySize: number;
  arrivedAt: string;
}
export const VisitArrived = event<VisitFacts>('crm.visit-arrived', 'Somebody came to the showroom.');
export const VisitLeft = event<VisitFacts & { leftAt: string; forgotten: boolean }>(
  'crm.visit-left',
  'A visitor left; forgotten ones leave when the store closes.',
);
export const InteractionRecorded = event<{
  interactionId: string;
  storeId: string;
  customerId: string | null;
  leadId: string | null;
  opportunityId: string | null;
  channel: string;
  direction: string;
  outcome: string;
  at: string;
}>('crm.interaction-recorded', 'Somebody was in contact with a customer or a lead.');
export const CustomerChanged = event<{ customerId: string; fields: string[] }>(
  'crm.customer-changed',
  'Facts of a customer changed; names of the fields only.',
  OUTWARD,
);
export const CustomerEnrolled = event<{ customerId: string; type: CustomerType }>('crm.customer-enrolled', 'A file was opened.', OUTWARD);
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
);
export interface Tagging {
  customerId: string;
  storeId: string | null;
  key: string;
  /** Null where it is free words: they travel sealed under the customer (member `value`). */
  value: string | null;
}
export const CustomerTagged = event<Tagging>('crm.customer-tagged', 'Somebody noted a preference, a feedback or a trait of a customer.');
export const CustomerUntagged = event<Tagging>('crm.customer-untagged', 'A tag does not hold of a customer.');
export const ValueGraded = event<{ customerId: string; storeId: string; from: string | null; to: string | null; runId: string }>(
  'crm.value-graded',
  'The nightly run gave a customer another value grade at a store (G-3).',
);
export const ActivityChanged = event<{ customerId: string; storeId: string; from: string | null; to: string; runId: string }>(
  'crm.activity-changed',
  'A customer became active, dormant or lost at a store (G-4).',
);

/** A complaint as events tell of it: never its words. */
export interface ComplaintFacts {
  complaintId: string;
  number: string;
  customerId: string;
  storeId: string;
  ownerEmployeeId: string | null;
  kind: string;
  source: string;
  severity: string;
  /** Whose manager hears of it. */
  department: 'SALES' | 'SERVICE';
}
export const ComplaintOpened = event<ComplaintFacts & { openedAt: string; acknowledgeDueAt: string; resolveDueAt: string }>(
  'crm.complaint-opened',
  'A customer complains, by word or by a bad answer (C-2, C-3).',
  OUTWARD,
);
export const ComplaintAssigned = event<ComplaintFacts>('crm.complaint-assigned', 'Somebody answers for a complaint.', OUTWARD);
export const ComplaintAcknowledged = event<ComplaintFacts & { acknowledgedAt: string }>(
  'crm.complaint-acknowledged',
  'The customer was told that the complaint was heard.',
  OUTWARD,
);
export const ComplaintProposed = event<ComplaintFacts & { cost: number }>('crm.complaint-proposed', 'A remedy was proposed.', OUTWARD);
export const ComplaintAccepted = event<ComplaintFacts>('crm.complaint-accepted', 'The customer accepts the remedy.', OUTWARD);
/** Level 1 is the manager, 2 the general manager, and on; the cause is the limit that passed, the customer or the severity. */
export const ComplaintEscalated = event<
  ComplaintFacts & { level: number; cause: 'ACKNOWLEDGE' | 'REPLY' | 'RESOLVE' | 'CUSTOMER' | 'SEVERITY' }
>('crm.complaint-escalated', 'A complaint went one level up.', OUTWARD);
export const ComplaintClosed = event<ComplaintFacts & { rootCause: string; cost: number; satisfaction: number | null; closedAt: string }>(
  'crm.complaint-closed',
  'A complaint came to its end.',
);

/** A survey as events tell of it: never what was answered in words. */
export interface SurveyFacts {
  surveyId: string;
  customerId: string;
  storeId: string;
  /** Who served the customer. */
  ownerEmployeeId: string;
  kind: 'DELIVERY' | 'SERVICE';
  salesOrderId: string | null;
  repairOrderId: string | null;
}
export const FollowUpBegun = event<Omit<SurveyFacts, 'surveyId'> & { phoneConsent: boolean; servedAt: string }>(
  'crm.follow-up-begun',
  'Somebody was served: the calls after it begin where the customer agreed to be called (C-1, D-10).',
  OUTWARD,
);
type CallConsent = Omit<SurveyFacts, 'surveyId' | 'ownerEmployeeId' | 'kind'> & { phoneConsent: boolean };
export const CallConsentChanged = event<CallConsent>('crm.call-consent-changed', 'Whom we served may be called, or not (C-1).', OUTWARD);
export const SurveySent = event<SurveyFacts & { expiresAt: string }>('crm.survey-sent', 'A survey is to be put to a customer.');
export const SurveyWithheld = event<SurveyFacts & { reason: string; phoneConsent: boolean }>(
  'crm.survey-withheld',
  'A survey could not be sent: no consent or no address.',
  OUTWARD,
);
export const SurveyAnswered = event<
  SurveyFacts & { nps: number | null; csi: number | null; complaintId: string | null; by: 'LINK' | 'PHONE'; answeredAt: string }
>('crm.survey-answered', 'A customer answered a survey (C-2).');
export const SurveySkipped = event<SurveyFacts>('crm.survey-skipped', 'A survey was given up.', OUTWARD);
/** The kind of message that invites to a survey; its key is the survey's id. */
export const SURVEY_INVITATION = 'SURVEY_INVITATION';

interface CouponEvent {
  couponId: string;
  customerId: string;
  storeId: string;
}
interface UsedCoupon extends CouponEvent {
  documentType: CouponDocument;
  documentId: string;
}
export const CouponIssued = event<CouponEvent & { definitionId: string; campaignId: string | null; validUntil: string }>(
  'crm.coupon-issued',
  'A customer was given a coupon.',
);
export const CouponUsed = event<UsedCoupon & { campaignId: string | null; amount: number }>(
  'crm.coupon-redeemed',
  'A coupon was used on a quotation that was accepted or on a settlement; the amount is what it took off, fen.',
);
export const CouponReleased = event<UsedCoupon>('crm.coupon-released', 'What a coupon was used on came to nothing: it can be used again.');

interface CampaignEvent {
  campaignId: string;
  storeId: string;
}
export const CampaignLaunched = event<CampaignEvent & { number: string; channel: string; audience: number; launchedAt: string }>(
  'crm.campaign-launched',
  'A campaign began; its audience is frozen.',
  OUTWARD,
);
export const CampaignMessageDue = event<
  CampaignEvent & {
    channel: CampaignChannel;
    templateCode: string;
    offerZh: string;
    offerEn: string;
    /** At most 500. */
    members: { customerId: string; couponId: string | null }[];
  }
>('crm.campaign-message-due', 'A part of a campaign’s audience is to hear of its offer.');
export const CampaignCancelled = event<CampaignEvent & { reason: string }>(
  'crm.campaign-cancelled',
  'A campaign was called off: what has not left does not leave.',
);
export const CampaignPaced = event<CampaignEvent & { state: string }>(
  'crm.campaign-paced',
  'A campaign was paused, goes on, or is over: what waits is held, leaves, or never does.',
);

export const CouponUnknown = refusal('wrong', 'coupon_unknown', '没有该优惠券', 'There is no such coupon');
export const CouponNotYours = refusal('wrong', 'coupon_not_yours', '优惠券属于其他客户', 'The coupon is another customer’s');
export const CouponExpired = refusal('conflict', 'coupon_expired', '优惠券已过期或已收回', 'The coupon has expired or was taken back');
export const CouponRedeemed = refusal('conflict', 'coupon_redeemed', '优惠券已使用', 'The coupon has been used');
export const CouponNotApplicable = refusal('wrong', 'coupon_not_applicable', '优惠券不适用', 'The coupon does not apply here');

export const CustomerMerged = refusal(
  'conflict',
  'customer_merged',
  '该客户已合并到另一客户档案',
  'This customer was merged into another',
  'L-4',
);
