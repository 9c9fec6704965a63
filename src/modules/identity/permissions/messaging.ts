import type { Section } from './rows.js';

export const messaging = {} satisfies Section;
