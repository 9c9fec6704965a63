import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { Deals } from '../deals.js';
import { mayChange, requireMayChange, visibleHere } from '../group-wide.js';
import type { CreatePromotion, ListPromotions, PromotionView } from './promotion.dto.js';
import { Promotion, promotionLifecycle } from './promotion.entity.js';
import { PromotionInvalid, PromotionOwn } from './promotion.rules.js';

const PROMOTIONS: ListDefinition = {
  select: `p.id, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.number, p.state, p.store_id AS "storeId", p.name_zh AS "nameZh", p.name_en AS "nameEn",
    p.line_kind AS "lineKind", p.model_ids AS "modelIds", p.kind, p.amount, p.percent, p.max_amount AS "maxAmount", p.stackable, p.valid_from AS "validFrom", p.valid_until AS "validUntil",
    p.quantity, p.used_count AS "usedCount", p.budget, p.spent, p.created_by AS "createdBy", p.approved_by AS "approvedBy", p.approved_at AS "approvedAt", p.ended_at AS "endedAt"`,
  from: 'sales.promotion p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' }, validUntil: { by: 'p.valid_until', type: 'date' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'p.state = ANY(?::text[])',
    storeId: 'p.store_id = ?::uuid',
    modelId: `p.model_ids = '{}' OR ?::uuid = ANY(p.model_ids)`,
    date: '?::date BETWEEN p.valid_from AND p.valid_until',
  },
};

/** Promotions: written by one, approved by another, because they lower prices (PR-10). */
@Injectable()
export class PromotionService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly deals: Deals,
  ) {}

  write({ storeId: wanted, ...body }: CreatePromotion): Promise<PromotionView> {
    const faults = faultsOf(body);
    if (faults.length) throw PromotionInvalid({ errors: faults });
    return this.db.transaction(async () => {
      const storeId = await this.deals.placeFor(wanted);
      const promotion = Object.assign(new Promotion(), {
        ...{ modelIds: [], stackable: true, ...body },
        ...{ id: newId(), number: await this.deals.number('PM', storeId), storeId },
        ...{ usedCount: 0, spent: 0, createdBy: context.principal.id },
      });
      promotionLifecycle.begin(promotion);
      return viewOf(await this.db.save(promotion, 'write'));
    });
  }

  approve(id: string): Promise<PromotionView> {
    return this.db.transaction(async () => {
      const promotion = await this.db.lock(Promotion, id);
      requireMayChange(promotion);
      if (promotion.createdBy === context.principal.id) throw PromotionOwn();
      promotionLifecycle.move(promotion, 'approve');
      Object.assign(promotion, { approvedBy: context.principal.id, approvedAt: this.clock.now() });
      return viewOf(await this.db.save(promotion, 'approve'));
    });
  }

  /** No quotation gets it any more; those that were sent keep it. */
  end(id: string): Promise<PromotionView> {
    return this.db.transaction(async () => {
      const promotion = await this.db.lock(Promotion, id);
      requireMayChange(promotion);
      promotionLifecycle.move(promotion, 'end');
      promotion.endedAt = this.clock.now();
      return viewOf(await this.db.save(promotion, 'end'));
    });
  }

  async one(id: string): Promise<PromotionView> {
    return viewOf(await this.db.find(Promotion, id));
  }
  async list(query: ListPromotions): Promise<Page<PromotionView>> {
    const page = await this.lists.page<Promotion>(PROMOTIONS, query, visibleHere('p.store_id'));
    return { ...page, items: page.items.map(viewOf) };
  }
}

/** What does not fit together, each with its place. */
function faultsOf({ kind, validFrom, validUntil, amount, percent, maxAmount }: Omit<CreatePromotion, 'storeId'>): FieldFault[] {
  const fault = (field: string, zh: string, en: string) => at(`/${field}`, PromotionInvalid, say(zh, en));
  const faults: FieldFault[] = [];
  if ((amount !== undefined) !== (kind === 'AMOUNT'))
    faults.push(fault('amount', '仅 AMOUNT 填写此项,且必填', 'only AMOUNT has it, and needs it'));
  if ((percent !== undefined) !== (kind === 'PERCENT'))
    faults.push(fault('percent', '仅 PERCENT 填写此项,且必填', 'only PERCENT has it, and needs it'));
  if (maxAmount !== undefined && kind !== 'PERCENT') faults.push(fault('maxAmount', '仅 PERCENT 填写此项', 'only PERCENT has it'));
  if (validUntil < validFrom) faults.push(fault('validUntil', '早于开始日期', 'it lies before the first day'));
  return faults;
}

const viewOf = (p: Promotion): PromotionView => {
  const head = headOf(promotionLifecycle, p);
  const own = p.createdBy === context.principal.id;
  return {
    ...head,
    allowedMoves: mayChange(p) ? head.allowedMoves.filter((move) => move !== 'approve' || !own) : [],
    storeId: p.storeId,
    name: say(p.nameZh, p.nameEn),
    lineKind: p.lineKind,
    modelIds: [...p.modelIds],
    kind: p.kind,
    amount: p.amount,
    percent: p.percent === null ? null : Number(p.percent),
    maxAmount: p.maxAmount,
    stackable: p.stackable,
    validFrom: p.validFrom,
    validUntil: p.validUntil,
    quantity: p.quantity,
    usedCount: p.usedCount,
    budget: p.budget,
    spent: p.spent,
    currency: CURRENCY,
    createdBy: p.createdBy,
    approvedBy: p.approvedBy,
    approvedAt: p.approvedAt,
    endedAt: p.endedAt,
  };
};
