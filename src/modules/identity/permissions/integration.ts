import { row, type Section } from './rows.js';

export const integration = {
  listEvents: row('STORE', 'integration', 'admin', 'auditor'),
} satisfies Section;
