import type { Role } from '../identity.contract.js';
import { everybody, group, own, readers, row, type Section, store } from './rows.js';

/** Those who meet customers. */
const DESK: Role[] = ['sales_consultant', 'sales_manager', 'crm_agent', 'service_advisor', 'service_manager'];
/** Those who must know whose car, bill or order it is. */
const CONCERNED: Role[] = [...DESK, 'cashier', 'finance_manager', 'inventory_clerk', 'workshop_controller'];
/** Managers keep the data of their brand, the group that of all. */
const brandKeepers = { ...store('sales_manager'), ...group('admin') };
const ownAndManagers = { ...store('sales_manager'), ...own('sales_consultant') };

export const crm = {
  createLead: { ...store('sales_consultant', 'sales_manager', 'crm_agent'), ...row('STORE', 'integration') },
  listLeads: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  getLead: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  listLeadPool: store('sales_consultant', 'sales_manager', 'crm_agent'),
  assignLead: store('sales_manager', 'crm_agent'),
  claimLead: store('sales_consultant', 'sales_manager'),
  contactLead: { ...store('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  qualifyLead: ownAndManagers,
  loseLead: ownAndManagers,
  reviewLead: store('sales_manager'),
  invalidateLead: store('sales_manager', 'crm_agent'),
  revealLead: { ...store('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  createCustomer: store(...DESK),
  listCustomers: readers(...CONCERNED),
  getCustomer: readers(...CONCERNED),
  updateCustomer: store(...DESK),
  mergeCustomer: store('sales_manager', 'crm_agent', 'service_manager'),
  unmergeCustomer: store('sales_manager', 'crm_agent', 'service_manager'),
  revealCustomer: store(...DESK, 'finance_manager'),
  listCustomerTimeline: readers(...DESK),
  recordConsent: store(...DESK),
  listConsents: readers(...DESK),
  listOpportunities: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  getOpportunity: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  gradeOpportunity: ownAndManagers,
  loseOpportunity: ownAndManagers,
  advanceOpportunity: ownAndManagers,
  handOverOpportunity: store('sales_manager'),
  reviewOpportunity: store('sales_manager'),
  getForecast: { ...readers('sales_manager'), ...own('sales_consultant') },
  getRecommendations: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  getWorkList: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  listWorkItems: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  getNeeds: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  listNeedsRecords: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  recordNeeds: ownAndManagers,
  getPresentation: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  presentOpportunity: ownAndManagers,
  listPresentationItems: everybody,
  getPresentationItem: everybody,
  createPresentationItem: brandKeepers,
  updatePresentationItem: brandKeepers,
  listStageStandards: everybody,
  getStageStandard: everybody,
  createStageStandard: brandKeepers,
  updateStageStandard: brandKeepers,
  createVisit: store(...DESK),
  listVisits: readers(...DESK),
  getVisit: readers(...DESK),
  receiveVisit: store(...DESK),
  identifyVisit: store(...DESK),
  leaveVisit: store(...DESK),
  createInteraction: { ...store('sales_manager', 'crm_agent', 'service_advisor', 'service_manager'), ...own('sales_consultant') },
  listInteractions: { ...readers('sales_manager', 'crm_agent', 'service_advisor', 'service_manager'), ...own('sales_consultant') },
  listIntentLevels: everybody,
  getIntentLevel: everybody,
  createIntentLevel: brandKeepers,
  updateIntentLevel: brandKeepers,
  /** A customer's or enquirer's name in full. */
  seeCustomerName: store(...CONCERNED),
} satisfies Section;
