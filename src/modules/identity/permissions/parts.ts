import type { Section } from './rows.js';

export const parts = {} satisfies Section;
