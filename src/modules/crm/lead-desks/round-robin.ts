/** A desk as the rule sees it at one moment. */
export interface Candidate {
  employeeId: string;
  onDuty: boolean;
  /** Still a consultant or manager of the store. */
  sells: boolean;
  openLeads: number;
  loadCap: number;
  skills: string[];
  lastTurn: number;
}
export type Fitness = 'FITS' | 'NOT_SELLING' | 'OFF_DUTY' | 'LACKS_SKILL' | 'AT_CAP';
export interface Considered extends Omit<Candidate, 'onDuty' | 'sells'> {
  fitness: Fitness;
}
export interface Choice {
  /** Null when nobody fits. */
  employeeId: string | null;
  requiredSkills: string[];
  /** Everybody who was looked at, in the order of their turn. */
  candidates: Considered[];
}

/**
 * Whose turn it is (L-7): who has waited longest, of those on duty, below their cap and with the skills that the lead asks for.
 * A skill is asked for only where somebody of the store has it. Equal turns go by employee id, so the same state gives the same choice.
 */
export function nextInTurn(desks: readonly Candidate[], skillsOfLead: readonly string[]): Choice {
  const known = new Set(desks.filter((d) => d.sells).flatMap((d) => d.skills));
  const requiredSkills = skillsOfLead.filter((skill) => known.has(skill)).sort();
  const candidates = [...desks]
    .sort((a, b) => a.lastTurn - b.lastTurn || (a.employeeId < b.employeeId ? -1 : 1))
    .map(({ onDuty, sells, ...desk }) => ({ ...desk, fitness: fitnessOf({ onDuty, sells, ...desk }, requiredSkills) }));
  return { employeeId: candidates.find((c) => c.fitness === 'FITS')?.employeeId ?? null, requiredSkills, candidates };
}

function fitnessOf(desk: Candidate, requiredSkills: readonly string[]): Fitness {
  if (!desk.sells) return 'NOT_SELLING';
  if (!desk.onDuty) return 'OFF_DUTY';
  if (!requiredSkills.every((skill) => desk.skills.includes(skill))) return 'LACKS_SKILL';
  return desk.openLeads >= desk.loadCap ? 'AT_CAP' : 'FITS';
}
