import { addDays, dateOf, instantOf, minuteOf } from '../../../kernel/time/clock.js';

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** The instant itself, or the end of the quiet hours it lies in (M-7). Quiet hours may cross midnight; equal ends mean none. */
export function outsideQuietHours(instant: Date, from: string, until: string): Date {
  const now = minuteOf(instant);
  const begins = minutes(from);
  const ends = minutes(until);
  const crossesMidnight = begins > ends;
  const quiet = crossesMidnight ? now >= begins || now < ends : now >= begins && now < ends;
  if (!quiet) return instant;
  const today = dateOf(instant);
  return instantOf(crossesMidnight && now >= begins ? addDays(today, 1) : today, until);
}
