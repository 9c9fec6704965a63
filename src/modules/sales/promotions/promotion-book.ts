import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { promotionDiscount, type PromotionOffer } from './promotion-choice.js';
import type { Promotion } from './promotion.entity.js';
import { PromotionExhausted } from './promotion.rules.js';

/** Promotions as quotations use them: what fits, what is used up with an acceptance, what an order gives back. */
@Injectable()
export class PromotionBook {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Approved promotions that fit a model at a store on a day. */
  async offers(of: { storeId: string; modelId: string; listPrice: number; date: string }): Promise<PromotionOffer[]> {
    const found = await this.db.sql<Promotion>(
      `SELECT id, number, name_zh AS "nameZh", name_en AS "nameEn", line_kind AS "lineKind", kind, amount, percent, max_amount AS "maxAmount", stackable,
         quantity, used_count AS "usedCount", budget, spent
       FROM sales.promotion WHERE approved_at IS NOT NULL AND $3::date BETWEEN valid_from AND valid_until AND (store_id = $1 OR store_id IS NULL)
         AND (model_ids = '{}' OR $2::uuid = ANY(model_ids)) AND (ended_at IS NULL OR (ended_at AT TIME ZONE 'Asia/Shanghai')::date > $3::date)
       ORDER BY number LIMIT 200`,
      [of.storeId, of.modelId, of.date],
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
      };
    });
  }

  /** Used up with an acceptance, in its transaction: never more than its quantity and budget, however many accept at once. */
  async use(uses: readonly { promotionId: string; discount: number }[]): Promise<void> {
    for (const { promotionId, discount } of [...uses].sort((a, b) => (a.promotionId < b.promotionId ? -1 : 1))) {
      const used = await this.db.touched(
        `UPDATE sales.promotion SET used_count = used_count + 1, spent = spent + $2, version = version + 1, updated_at = $3
         WHERE id = $1 AND (quantity IS NULL OR used_count < quantity) AND (budget IS NULL OR spent + $2 <= budget) RETURNING id`,
        [promotionId, discount, this.clock.now()],
      );
      if (used !== 1)
        throw PromotionExhausted({
          errors: [at('/promotionIds', PromotionExhausted, say(`促销 ${promotionId}`, `promotion ${promotionId}`))],
        });
    }
  }

  /** The order of a quotation came to nothing: its promotions can be had by somebody else. */
  async release(salesOrderId: string): Promise<void> {
    await this.db.sql(
      `UPDATE sales.promotion p SET used_count = p.used_count - 1, spent = p.spent - u.discount, version = p.version + 1, updated_at = $2
       FROM (SELECT (line ->> 'promotionId')::uuid AS id, -(line ->> 'amount')::bigint AS discount FROM sales.quotation q, jsonb_array_elements(q.lines) line
             WHERE q.sales_order_id = $1 AND line ->> 'promotionId' IS NOT NULL) u
       WHERE p.id = u.id`,
      [salesOrderId, this.clock.now()],
    );
  }
}
