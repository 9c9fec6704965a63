/** `npm test` runs small, `npm run test:full` at the figures that the issues name. */
export const atScale = (small: number, full: number): number => (process.env['SCALE'] === 'full' ? full : small);
