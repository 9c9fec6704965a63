/** A period of a calendar, half-open. */
export interface Period {
  from: Date;
  until: Date;
}

/**
 * When somebody or something can be booked (T-2): inside the open periods, not before `after`, and so that the turnaround after the
 * drive ends before the next one begins. Periods shorter than the shortest drive are left out.
 */
export function freeTimes(open: Period[], taken: Period[], rules: { after: Date; turnaround: number; shortest: number }): Period[] {
  const busy = [...taken].sort((a, b) => a.from.getTime() - b.from.getTime());
  const free: Period[] = [];
  for (const { from, until } of open) {
    let start = Math.max(from.getTime(), rules.after.getTime());
    const keep = (end: number) => {
      if (end - start >= rules.shortest) free.push({ from: new Date(start), until: new Date(end) });
    };
    for (const one of busy) {
      if (one.until.getTime() <= start) continue;
      if (one.from.getTime() - rules.turnaround >= until.getTime()) break;
      keep(Math.min(one.from.getTime() - rules.turnaround, until.getTime()));
      start = Math.max(start, one.until.getTime());
    }
    keep(until.getTime());
  }
  return free;
}
