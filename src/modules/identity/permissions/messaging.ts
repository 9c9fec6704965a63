import { group, readers, type Section } from './rows.js';

const CONCERNED = readers('service_advisor', 'service_manager', 'crm_agent', 'sales_consultant', 'sales_manager');

export const messaging = {
  listMessages: CONCERNED,
  getMessage: CONCERNED,
  listMessageTemplates: group('service_advisor', 'service_manager', 'crm_agent', 'sales_manager', 'general_manager', 'admin', 'auditor'),
  getMessageTemplate: group('service_advisor', 'service_manager', 'crm_agent', 'sales_manager', 'general_manager', 'admin', 'auditor'),
  updateMessageTemplate: group('crm_agent', 'general_manager', 'admin'),
} satisfies Section;
