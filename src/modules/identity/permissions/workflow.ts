import type { Section } from './rows.js';

export const workflow = {} satisfies Section;
