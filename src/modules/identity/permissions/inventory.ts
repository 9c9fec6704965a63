import type { Section } from './rows.js';

export const inventory = {} satisfies Section;
