import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { CURRENCY } from '../../../kernel/money.js';
import { isBefore, STAGES } from '../opportunities/opportunity.entity.js';
import { Office } from '../office.js';
import { WorkList } from '../work-list/work-list.service.js';
import type { AgeingView, AskSalesBoard, BoardStageView, SalesBoardView } from './sales-board.dto.js';

/** A deal is as old as the store's days it has been in its stage. */
const BOARD = `
SELECT s.stage, count(o.id)::int AS count, coalesce(sum(o.amount), 0)::bigint AS amount, round(coalesce(sum(o.amount * o.probability_percent), 0) / 100)::bigint AS weighted,
  (count(o.id) FILTER (WHERE o.amount IS NULL))::int AS "withoutAmount", (count(o.id) FILTER (WHERE o.overdue))::int AS overdue, max(o.days)::int AS "oldestDays",
  (count(o.id) FILTER (WHERE o.days <= 3))::int AS "upTo3Days", (count(o.id) FILTER (WHERE o.days BETWEEN 4 AND 7))::int AS "upTo7Days",
  (count(o.id) FILTER (WHERE o.days BETWEEN 8 AND 15))::int AS "upTo15Days", (count(o.id) FILTER (WHERE o.days > 15))::int AS "over15Days"
FROM unnest($1::text[]) WITH ORDINALITY AS s (stage, place) LEFT JOIN (
  SELECT o.id, o.stage, o.probability_percent, o.stage_overdue_since IS NOT NULL AS overdue, coalesce(o.quoted_total, m.list_price) AS amount,
    $2::date - timezone('Asia/Shanghai', o.stage_entered_at)::date AS days
  FROM crm.opportunity o LEFT JOIN crm.model_on_offer m ON m.model_id = o.model_id
  WHERE o.state = 'OPEN' AND ($3::uuid IS NULL OR o.store_id = $3) AND ($4::uuid IS NULL OR o.owner_employee_id = $4)
    AND ($5 OR o.store_id = ANY($6::uuid[]) OR (o.store_id = ANY($7::uuid[]) AND o.owner_employee_id = $8))
) o ON o.stage = s.stage
GROUP BY s.stage, s.place ORDER BY s.place`;
const SHOWN = STAGES.filter((stage) => isBefore(stage, 'DELIVERED'));

@Injectable()
export class SalesBoard {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly work: WorkList,
  ) {}

  /** Two statements, however many deals there are: the stages, and everybody's day. */
  async of({ items = 5, ...whose }: AskSalesBoard): Promise<SalesBoardView> {
    const { storeId = null } = whose;
    const { group, stores, ownStores } = context.scope;
    const date = this.office.today();
    const rows = await this.db.sql<Omit<BoardStageView, 'ageing'> & AgeingView>(BOARD, [
      ...[SHOWN, date, storeId, context.employee(whose.ownerEmployeeId) ?? null],
      ...[group, stores, ownStores, context.principal.id],
    ]);
    const stages = rows.map(({ upTo3Days, upTo7Days, upTo15Days, over15Days, ...stage }) => ({
      ...stage,
      ageing: { upTo3Days, upTo7Days, upTo15Days, over15Days },
    }));
    const consultants = await this.work.byOwner({ ...whose, limit: items });
    return { date, storeId, currency: CURRENCY, stages, consultants };
  }
}
