import { readers, row, type Section, store } from './rows.js';

export const integration = {
  listEvents: row('STORE', 'integration', 'admin', 'auditor'),
  receiveAdfLeads: { ...store('crm_agent'), ...row('STORE', 'integration') },
  listAdfIntakes: readers('crm_agent', 'sales_manager', 'admin'),
  getAdfIntake: readers('crm_agent', 'sales_manager', 'admin'),
  releaseAdfIntake: store('crm_agent', 'sales_manager', 'admin'),
  discardAdfIntake: store('crm_agent', 'sales_manager', 'admin'),
  revealAdfIntake: store('crm_agent', 'sales_manager', 'admin'),
  createImport: store('crm_agent', 'sales_manager', 'inventory_clerk', 'admin'),
  listImports: readers('crm_agent', 'sales_manager', 'inventory_clerk', 'admin'),
  getImport: readers('crm_agent', 'sales_manager', 'inventory_clerk', 'admin'),
  listImportRows: readers('crm_agent', 'sales_manager', 'inventory_clerk', 'admin'),
} satisfies Section;
