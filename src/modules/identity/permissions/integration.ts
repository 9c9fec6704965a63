import type { Section } from './rows.js';

export const integration = {} satisfies Section;
