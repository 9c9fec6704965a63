import { row, type Section } from './rows.js';

export const reporting = {
  getSalesFunnel: row('STORE', 'general_manager', 'sales_manager', 'auditor', 'integration'),
} satisfies Section;
