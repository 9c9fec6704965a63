import type { Section } from './rows.js';

export const aftersales = {} satisfies Section;
