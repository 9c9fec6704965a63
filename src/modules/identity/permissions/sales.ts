import type { Section } from './rows.js';

export const sales = {} satisfies Section;
