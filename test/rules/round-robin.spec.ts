import fc from 'fast-check';
import { type Candidate, nextInTurn } from '../../src/modules/crm/lead-desks/round-robin.js';
import { verdictOf } from '../../src/modules/crm/response-standards/response-verdict.js';

const desk = (employeeId: string, more: Partial<Candidate> = {}): Candidate => ({
  employeeId,
  onDuty: true,
  sells: true,
  openLeads: 0,
  loadCap: 10,
  skills: [],
  lastTurn: 0,
  ...more,
});

describe('L-7: whose turn it is', () => {
  it.each<[string, Candidate[], string[], string | null, string[]]>([
    ['who waited longest', [desk('a', { lastTurn: 5 }), desk('b', { lastTurn: 3 })], [], 'b', []],
    ['by id where they waited alike', [desk('b'), desk('a')], [], 'a', []],
    ['never who is off duty', [desk('a', { onDuty: false }), desk('b', { lastTurn: 9 })], [], 'b', []],
    ['never who sells no more', [desk('a', { sells: false }), desk('b', { lastTurn: 9 })], [], 'b', []],
    ['never who is at the cap', [desk('a', { openLeads: 10 }), desk('b', { lastTurn: 9, openLeads: 9 })], [], 'b', []],
    ['who has the skill', [desk('a'), desk('b', { skills: ['LANGUAGE:en'], lastTurn: 9 })], ['LANGUAGE:en'], 'b', ['LANGUAGE:en']],
    ['anybody where nobody has the skill', [desk('a'), desk('b')], ['LANGUAGE:en'], 'a', []],
    ['nobody when the only one with the skill is full', [desk('a'), desk('b', { skills: ['X'], openLeads: 10 })], ['X'], null, ['X']],
    ['a skill of one who left asks for nothing', [desk('a'), desk('b', { skills: ['X'], sells: false })], ['X'], 'a', []],
    ['nobody where nobody takes part', [], ['X'], null, []],
  ])('%s', (_name, desks, skills, employeeId, requiredSkills) => {
    expect(nextInTurn(desks, skills)).toMatchObject({ employeeId, requiredSkills });
  });

  it('says of everybody why or why not', () => {
    const desks = [desk('a', { onDuty: false }), desk('b', { openLeads: 10 }), desk('c'), desk('d', { sells: false }), desk('e')];
    expect(nextInTurn(desks, []).candidates.map((c) => [c.employeeId, c.fitness])).toEqual([
      ['a', 'OFF_DUTY'],
      ['b', 'AT_CAP'],
      ['c', 'FITS'],
      ['d', 'NOT_SELLING'],
      ['e', 'FITS'],
    ]);
  });

  it('is the same for the same state in whatever order it is read, and deals evenly', () => {
    const desks = fc.uniqueArray(fc.record({ id: fc.uuid(), lastTurn: fc.nat(5), openLeads: fc.nat(12), onDuty: fc.boolean() }), {
      selector: (d) => d.id,
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(desks, (some) => {
        const all = some.map(({ id, ...more }) => desk(id, more));
        expect(nextInTurn([...all].reverse(), [])).toEqual(nextInTurn(all, []));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 50 }), (people, leads) => {
        const all = Array.from({ length: people }, (_, n) => desk(String(n), { loadCap: 1000 }));
        for (let turn = 1; turn <= leads; turn++) {
          const next = all.find((d) => d.employeeId === nextInTurn(all, []).employeeId);
          Object.assign(next ?? {}, { lastTurn: turn, openLeads: (next?.openLeads ?? 0) + 1 });
        }
        const loads = all.map((d) => d.openLeads);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('L-5: an answer is judged by both limits, each still kept at its instant', () => {
  const limits = { responseDueAt: new Date('2026-11-24T10:15:00Z'), responseMissedAfter: new Date('2026-11-24T10:30:00Z') };
  it.each([
    ['2026-11-24T10:00:00.000Z', 'GOAL'],
    ['2026-11-24T10:15:00.000Z', 'GOAL'],
    ['2026-11-24T10:15:00.001Z', 'LATE'],
    ['2026-11-24T10:30:00.000Z', 'LATE'],
    ['2026-11-24T10:30:00.001Z', 'MISSED'],
  ])('%s is %s', (at, verdict) => {
    expect(verdictOf(limits, new Date(at))).toBe(verdict);
  });
});
