import { at, say } from '../../../kernel/problems.js';
import { daysBetween } from '../../../kernel/time/clock.js';
import { InsuranceTermInvalid } from '../deals.rules.js';
import type { InsuranceKind } from './insurance-policy.entity.js';

/** One year counted from its first to its last day, which insurers write as the day before or the same day a year on (交强 20). */
const YEAR_IN_DAYS = { least: 364, most: 366 };

export function requireTerm({ kind, startsOn, endsOn }: { kind: InsuranceKind; startsOn: string; endsOn: string }): void {
  const days = daysBetween(startsOn, endsOn);
  const refuse = (zh: string, en: string) => InsuranceTermInvalid({ errors: [at('/endsOn', InsuranceTermInvalid, say(zh, en))] });
  if (days <= 0) throw refuse('止期须晚于起期', 'it must end after it starts');
  if (kind === 'COMPULSORY' && (days < YEAR_IN_DAYS.least || days > YEAR_IN_DAYS.most))
    throw refuse('交强险保险期间为一年', 'compulsory insurance runs one year');
}
