import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { InvalidInput, NotFound, say } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';
import type { AskResponseFigures, ResponseFiguresView, ResponseFigureView } from './response-figures.dto.js';

const FIGURES = `
SELECT grouping(source) = 0 AS "bySource", grouping(employee) = 0 AS "byConsultant", source, employee AS "employeeId",
  count(*)::int AS count, count(*) FILTER (WHERE verdict = 'PENDING')::int AS pending, percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS "medianMinutes",
  count(*) FILTER (WHERE verdict = 'GOAL')::int AS goal, count(*) FILTER (WHERE verdict = 'LATE')::int AS late, count(*) FILTER (WHERE verdict = 'MISSED')::int AS missed
FROM (SELECT source, CASE response_verdict WHEN 'PENDING' THEN owner_employee_id ELSE response_employee_id END AS employee,
        response_verdict AS verdict, response_minutes AS minutes
      FROM crm.lead WHERE response_verdict IS NOT NULL AND received_at >= $1 AND received_at < $2 AND ($3::uuid[] IS NULL OR store_id = ANY($3::uuid[]))) AS owed
GROUP BY GROUPING SETS ((), (source), (employee))
ORDER BY source, count(*) DESC, employee`;

interface Counted {
  bySource: boolean;
  byConsultant: boolean;
  source: string;
  employeeId: string | null;
  count: number;
  pending: number;
  medianMinutes: number | null;
  goal: number;
  late: number;
  missed: number;
}

/** How soon enquiries were answered, in one statement (K-13). */
@Injectable()
export class ResponseFigures {
  constructor(private readonly db: Database) {}

  async of({ from, to, storeId }: AskResponseFigures): Promise<ResponseFiguresView> {
    if (from > to)
      throw InvalidInput({
        errors: [{ pointer: '/to', code: 'period_reversed', message: say('结束日期早于开始日期', 'to is before from') }],
      });
    const rows = await this.db.sql<Counted>(FIGURES, [instantOf(from), instantOf(addDays(to, 1)), storesOf(storeId)]);
    const total = rows.find((r) => !r.bySource && !r.byConsultant) as Counted;
    return {
      from,
      to,
      storeId: storeId ?? null,
      total: figureOf(total),
      bySource: rows.filter((r) => r.bySource).map((r) => ({ source: r.source, ...figureOf(r) })),
      byConsultant: rows.filter((r) => r.byConsultant).map((r) => ({ employeeId: r.employeeId, ...figureOf(r) })),
    };
  }
}

function figureOf({ count, pending, medianMinutes, goal, late, missed }: Counted): ResponseFigureView {
  const judged = count - pending;
  const share = (part: number) => (judged === 0 ? null : part / judged);
  return { count, pending, medianMinutes, goalRate: share(goal), lateRate: share(late), missedRate: share(missed) };
}

/** The store asked for, else all the caller's; null is the whole group. */
function storesOf(storeId: string | undefined): string[] | null {
  const mine = context.scope.group ? null : storesOfScope();
  if (storeId === undefined) return mine;
  if (mine !== null && !mine.includes(storeId)) throw NotFound();
  return [storeId];
}
