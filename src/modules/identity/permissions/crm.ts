import type { Role } from '../identity.contract.js';
import { everybody, group, own, readers, row, type Section, store } from './rows.js';

/** Those who meet customers. */
const DESK: Role[] = ['sales_consultant', 'sales_manager', 'crm_agent', 'service_advisor', 'service_manager'];
/** Those who must know whose car, bill or order it is. */
const CONCERNED: Role[] = [...DESK, 'cashier', 'finance_manager', 'inventory_clerk', 'workshop_controller'];
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
  listLeadInquiries: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  listLeadOwnerships: { ...readers('sales_manager', 'crm_agent'), ...own('sales_consultant') },
  getLeadResponseFigures: readers('sales_manager', 'crm_agent'),
  createLeadDesk: store('sales_manager'),
  listLeadDesks: readers('sales_manager', 'sales_consultant', 'crm_agent'),
  getLeadDesk: readers('sales_manager', 'sales_consultant', 'crm_agent'),
  updateLeadDesk: store('sales_manager'),
  createResponseStandard: group('admin', 'general_manager'),
  listResponseStandards: everybody,
  getResponseStandard: everybody,
  updateResponseStandard: group('admin', 'general_manager'),
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
  createInteraction: { ...store('sales_manager', 'crm_agent', 'service_advisor', 'service_manager'), ...own('sales_consultant') },
  listInteractions: { ...readers('sales_manager', 'crm_agent', 'service_advisor', 'service_manager'), ...own('sales_consultant') },
  listIntentLevels: everybody,
  /** A customer's or enquirer's name in full. */
  seeCustomerName: store(...CONCERNED),
} satisfies Section;
