import { event } from '../../kernel/events/event.js';

/** How soon they buy (G-1); data per brand, these are the delivered levels. */
export type IntentLevelCode = 'O' | 'H' | 'A' | 'B' | 'C';
export type Channel = 'PHONE' | 'SMS' | 'WECHAT' | 'EMAIL' | 'VISIT';
/** What a consent is for: purpose × channel × text version (PR-3). */
export type ConsentPurpose = 'MARKETING' | 'SERVICE_REMINDER' | 'SATISFACTION_SURVEY' | 'DATA_SHARING';

/** A customer as other contexts may know them: no contact data, no ID number. */
export interface CustomerFacts {
  customerId: string;
  type: 'PERSON' | 'COMPANY';
  name: string;
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
export const LeadAssigned = event<LeadFacts>('crm.lead-assigned', 'A lead was given to a consultant.');
export const LeadContacted = event<LeadFacts & { channel: string; outcome: string; first: boolean; contactedAt: string }>('crm.lead-contacted', 'A consultant contacted a lead.');
export const LeadQualified = event<LeadFacts & { customerId: string; opportunityId: string; intentLevel: string }>('crm.lead-qualified', 'A lead became a customer with an opportunity.');
export const LeadLost = event<LeadFacts & { reason: string }>('crm.lead-lost', 'A lead was lost and a manager agreed.');
export const OpportunityOpened = event<{ opportunityId: string; storeId: string; customerId: string; leadId: string | null; ownerEmployeeId: string; modelId: string | null; intentLevel: string }>(
  'crm.opportunity-opened',
  'A qualified wish to buy was opened.',
);
export const CustomerChanged = event<{ customerId: string; fields: string[] }>('crm.customer-changed', 'Facts of a customer changed; names of the fields only.', { outwardOnly: true });
export const ConsentRecorded = event<{ customerId: string; purpose: string; channel: string; granted: boolean; textVersion: string }>('crm.consent-recorded', 'A customer gave or withdrew a consent.', { outwardOnly: true });
