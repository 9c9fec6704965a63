import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import type { PriceLine } from '../quotations/pricing.js';
import { heldLines } from '../sales-orders/held-lines.js';
import { OFFERED_TRADE_IN_STATES, TradeIn } from '../trade-ins/trade-in.entity.js';
import { promotionDiscount, type PromotionOffer } from './promotion-choice.js';
import type { Promotion } from './promotion.entity.js';
import { PromotionExhausted, PromotionNotApplicable } from './promotion.rules.js';

export interface PromotionUse {
  promotionId: string;
  discount: number;
}

/** Promotions as quotations use them: what fits, what is used up with an acceptance, what an order gives back. */
@Injectable()
export class PromotionBook {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Approved promotions that fit a model at a store on a day, and whether the deal has the trade-in that a trade-in subsidy is for. */
  async offers(of: {
    storeId: string;
    modelId: string;
    listPrice: number;
    date: string;
    opportunityId: string | null;
  }): Promise<PromotionOffer[]> {
    const found = await this.db.sql<Promotion & { tradedIn: boolean }>(
      `SELECT id, number, name_zh AS "nameZh", name_en AS "nameEn", line_kind AS "lineKind", kind, amount, percent, max_amount AS "maxAmount", stackable,
         quantity, used_count AS "usedCount", budget, spent,
         EXISTS (SELECT 1 FROM sales.trade_in t WHERE t.opportunity_id = $4 AND t.state = ANY($5::text[])) AS "tradedIn"
       FROM sales.promotion WHERE approved_at IS NOT NULL AND $3::date BETWEEN valid_from AND valid_until AND (store_id = $1 OR store_id IS NULL)
         AND (model_ids = '{}' OR $2::uuid = ANY(model_ids)) AND (ended_at IS NULL OR (ended_at AT TIME ZONE 'Asia/Shanghai')::date > $3::date)
       ORDER BY number LIMIT 200`,
      [of.storeId, of.modelId, of.date, of.opportunityId, OFFERED_TRADE_IN_STATES],
    );
    return found.map((p) => {
      const discount = promotionDiscount(p, of.listPrice);
      return {
        promotionId: p.id,
        number: p.number,
        name: say(p.nameZh, p.nameEn),
        lineKind: p.lineKind,
        discount,
        stackable: p.stackable,
        exhausted: (p.quantity !== null && p.usedCount >= p.quantity) || (p.budget !== null && p.spent + discount > p.budget),
        lacksTradeIn: p.lineKind === 'TRADE_IN_SUBSIDY' && !p.tradedIn,
      };
    });
  }

  /** Used up with an acceptance, in its transaction; a trade-in subsidy only while the car that it is for is still offered for. */
  async use({ lines, opportunityId }: { lines: readonly PriceLine[]; opportunityId: string }): Promise<void> {
    if (lines.some((l) => l.kind === 'TRADE_IN_SUBSIDY' && l.promotionId !== undefined)) {
      const tradeIns = { opportunityId, state: In([...OFFERED_TRADE_IN_STATES]) };
      if (!(await this.db.repo(TradeIn).existsBy(tradeIns)))
        throw PromotionNotApplicable({ detail: say('置换报价已失效', 'the trade-in that its subsidy is for is no longer offered for') });
    }
    await this.exchange([], usesIn(lines));
  }

  /** An order has other ones now: never more than quantity and budget, however many come at once; what they were before is free again. */
  async exchange(before: readonly PromotionUse[], after: readonly PromotionUse[]): Promise<void> {
    const changes = new Map<string, { count: number; spent: number }>();
    for (const [uses, sign] of [[before, -1] as const, [after, 1] as const])
      for (const { promotionId, discount } of uses) {
        const { count, spent } = changes.get(promotionId) ?? { count: 0, spent: 0 };
        changes.set(promotionId, { count: count + sign, spent: spent + sign * discount });
      }
    for (const [promotionId, { count, spent }] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (count === 0 && spent === 0) continue;
      const changed = await this.db.touched(
        `UPDATE sales.promotion SET used_count = used_count + $2::int, spent = spent + $3::bigint, version = version + 1, updated_at = $4
         WHERE id = $1 AND ($2::int <= 0 OR quantity IS NULL OR used_count + $2::int <= quantity)
           AND ($3::bigint <= 0 OR budget IS NULL OR spent + $3::bigint <= budget) RETURNING id`,
        [promotionId, count, spent, this.clock.now()],
      );
      if (changed !== 1)
        throw PromotionExhausted({
          errors: [at('/promotionIds', PromotionExhausted, say(`促销 ${promotionId}`, `promotion ${promotionId}`))],
        });
    }
  }

  /** The order came to nothing: its promotions can be had by somebody else. */
  async release(salesOrderId: string): Promise<void> {
    const [order] = await this.db.sql<{ id: string; quotationId: string }>(
      'SELECT id, quotation_id AS "quotationId" FROM sales.sales_order WHERE id = $1',
      [salesOrderId],
    );
    if (order) await this.exchange(usesIn(await heldLines(this.db, order)), []);
  }
}

/** The promotions in price lines, and what each takes off. */
export const usesIn = (lines: readonly PriceLine[]): PromotionUse[] =>
  lines.flatMap(({ promotionId, amount }) => (promotionId === undefined ? [] : [{ promotionId, discount: 0 - amount }]));
