import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { InvalidInput, NotFound, say } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';
import { drawFunnel } from './funnel.chart.js';
import { type AskSalesFunnel, FUNNEL_STAGES, type FunnelStage, type SalesFunnelView } from './funnel.dto.js';
import { FUNNEL_BY_COHORT, FUNNEL_BY_EVENT } from './funnel.queries.js';

@Injectable()
export class FunnelService {
  constructor(private readonly db: Database) {}

  /** The funnel as figures or as a picture. */
  async salesFunnel(question: AskSalesFunnel): Promise<SalesFunnelView | Rendered> {
    const funnel = await this.#figures(question);
    return question.format === 'svg' ? new Rendered('image/svg+xml; charset=utf-8', await drawFunnel(funnel)) : funnel;
  }

  async #figures({ basis = 'cohort', from, to, storeId }: AskSalesFunnel): Promise<SalesFunnelView> {
    if (from > to)
      throw InvalidInput({
        errors: [{ pointer: '/to', code: 'period_reversed', message: say('结束日期早于开始日期', 'to is before from') }],
      });
    const [row] = await this.db.sql<Record<FunnelStage, number>>(basis === 'cohort' ? FUNNEL_BY_COHORT : FUNNEL_BY_EVENT, [
      instantOf(from),
      instantOf(addDays(to, 1)),
      storesOf(storeId),
    ]);
    const counts = row as Record<FunnelStage, number>;
    const stages = FUNNEL_STAGES.map((stage) => ({
      stage,
      count: counts[stage],
      rate: counts.LEAD === 0 ? null : counts[stage] / counts.LEAD,
    }));
    return { name: 'sales-funnel', basis, from, to, storeId: storeId ?? null, stages };
  }
}

/** The stores a report is about: the one asked for, else all the caller's; null is the whole group. */
function storesOf(storeId: string | undefined): string[] | null {
  const mine = context.scope.group ? null : storesOfScope();
  if (storeId === undefined) return mine;
  if (mine !== null && !mine.includes(storeId)) throw NotFound();
  return [storeId];
}
