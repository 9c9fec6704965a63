import fc from 'fast-check';
import { lifecycle } from '../../src/kernel/lifecycle.js';
import { roundHalfUp, share, yuan } from '../../src/kernel/money.js';
import { Problem } from '../../src/kernel/problems.js';
import { settingFault } from '../../src/kernel/settings.js';

const table = lifecycle({
  name: 'TestDoor',
  states: ['OPEN', 'CLOSED', 'LOCKED', 'GONE'],
  initial: 'OPEN',
  moves: {
    close: { from: ['OPEN'], to: ['CLOSED'] },
    open: { from: ['CLOSED'], to: ['OPEN'] },
    lock: { from: ['CLOSED'], to: ['LOCKED', 'GONE'] },
    rot: { from: ['OPEN', 'CLOSED'], to: ['GONE'], system: true },
  },
});
type Door = { state: 'OPEN' | 'CLOSED' | 'LOCKED' | 'GONE' };

describe('a lifecycle', () => {
  it('tries every state × move: legal ones lead where the table says, illegal ones change nothing and name what is legal', () => {
    for (const state of table.states)
      for (const move of table.moves) {
        const door: Door = { state };
        const target = table.table.moves[move].to[0];
        if (table.allows(state, move)) {
          table.move(door, move, target);
          expect(door.state).toBe(target);
        } else {
          let refused: unknown;
          try {
            table.move(door, move, target);
          } catch (error) {
            refused = error;
          }
          expect(refused).toBeInstanceOf(Problem);
          expect((refused as Problem).type.code).toBe('illegal_move');
          expect((refused as Problem).facts.allowedMoves).toEqual(table.movesFrom(state));
          expect(door.state).toBe(state);
        }
      }
  });
  it('offers no system move as a button, insists on a named state where there is a choice, and on a first state', () => {
    expect(table.movesFrom('CLOSED')).toEqual(['open', 'lock']);
    expect(() => table.move({ state: 'CLOSED' }, 'lock')).toThrow(/name the state/);
    expect(() => table.move({ state: 'CLOSED' }, 'lock', 'OPEN')).toThrow(/cannot lead/);
    expect(() => table.begin({ state: 'OPEN' }, 'LOCKED')).toThrow(/cannot begin/);
    expect(table.operationOf('close')).toBe('closeTestDoor');
  });
});

describe('money', () => {
  it('rounds half up, exactly', () => {
    expect([
      roundHalfUp('0.5'),
      roundHalfUp('1.4999999999'),
      roundHalfUp('2.5'),
      share(1005, '0.1'),
      share(1_000_000_000_000, '0.000000000001'),
    ]).toEqual([1, 1, 3, 101, 1]);
    expect(yuan(1_234_567)).toBe('¥12,345.67');
  });
  it('never strays more than half a fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.integer({ min: 0, max: 10_000 }), (amount, bp) =>
        expect(Math.abs(share(amount, bp / 10_000) - (amount * bp) / 10_000)).toBeLessThanOrEqual(0.5 + 1e-6),
      ),
    );
  });
});

describe('a setting’s value', () => {
  const type = { key: 'x', fallback: 1, description: '', rule: '' };
  it.each([
    ['integer', 3, true],
    ['integer', 3.5, false],
    ['number', 3.5, true],
    ['number', '3', false],
    ['number', Number.NaN, false],
    ['duration', 'P7D', true],
    ['duration', '7 days', false],
    ['boolean', false, true],
    ['boolean', 0, false],
    ['json', [1], true],
    ['json', null, false],
    ['text', 'a', true],
    ['text', 1, false],
  ] as const)('%s %p: %p', (kind, value, fits) => {
    expect(settingFault({ ...type, kind }, value) === null).toBe(fits);
  });
  it('stays inside its bounds', () => {
    expect(settingFault({ ...type, kind: 'integer', min: 3, max: 9 }, 2)).toMatch(/at least 3/);
    expect(settingFault({ ...type, kind: 'integer', min: 3, max: 9 }, 10)).toMatch(/at most 9/);
  });
});
