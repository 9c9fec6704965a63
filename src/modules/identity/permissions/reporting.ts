import type { Section } from './rows.js';

export const reporting = {} satisfies Section;
