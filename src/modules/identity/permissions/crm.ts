import type { Section } from './rows.js';

export const crm = {} satisfies Section;
