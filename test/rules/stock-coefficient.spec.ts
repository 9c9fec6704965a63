import fc from 'fast-check';
import { ratio, readingOf, READINGS } from '../../src/modules/inventory/stock-coefficients/coefficient.js';

const BOUNDS = [0.8, 1.2, 1.5, 2.5];

describe('the stock coefficient (V-6)', () => {
  it.each([
    [30, 24, 1.25, 'HIGH'],
    [8, 10, 0.8, 'NORMAL'],
    [79, 100, 0.79, 'LOW'],
    [12, 10, 1.2, 'NORMAL'],
    [15, 10, 1.5, 'HIGH'],
    [151, 100, 1.51, 'WARNING'],
    [25, 10, 2.5, 'WARNING'],
    [2501, 1000, 2.501, 'SEVERE'],
    [0, 5, 0, 'LOW'],
    [5, 0, null, null],
  ])('of %i cars and %i sold is %p: %s', (stock, sales, coefficient, reading) => {
    expect(ratio(stock, sales)).toBe(coefficient);
    expect(readingOf(coefficient, BOUNDS)).toBe(reading);
  });
  it('reads higher, never lower, with more stock', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(50), fc.integer({ min: 1, max: 300 }), (stock, more, sales) => {
        const level = (n: number) => READINGS.indexOf(readingOf(ratio(n, sales), BOUNDS) ?? 'LOW');
        return level(stock) <= level(stock + more);
      }),
    );
  });
});
