import type { Section } from './rows.js';

export const finance = {} satisfies Section;
