import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';

export const PolicyAlreadyRenewed = refusal(
  'conflict',
  'policy_already_renewed',
  '该保单已续保',
  'The policy has been renewed already',
  'IN-1',
);
export const RenewalOverlaps = refusal(
  'wrong',
  'renewal_overlaps',
  '续保起期早于原保单止期',
  'The new policy begins before the old one ends',
  'IN-1',
);
export const RenewalReminders = setting<number[]>({
  key: 'sales.insurance-renewal-days',
  kind: 'json',
  fallback: [60, 30, 7],
  description: 'Days before a policy ends at which its renewal is due again.',
  rule: 'IN-1',
});
constraintRefusal('uq_insurance_policy_renews', PolicyAlreadyRenewed);

/** The next reminder after an instant, at nine in the morning; null when the last one is over. */
export function nextReminder(endsOn: string, steps: unknown, after: Date): Date | null {
  const days = Array.isArray(steps) ? steps.filter((d): d is number => Number.isInteger(d) && (d as number) >= 0) : [];
  const instants = days.map((d) => instantOf(addDays(endsOn, -d), '09:00')).filter((instant) => instant > after);
  return instants.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
