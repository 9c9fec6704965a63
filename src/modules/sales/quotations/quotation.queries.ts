import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { CURRENCY } from '../../../kernel/money.js';
import { at } from '../../../kernel/problems.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { compareVersions } from './comparison.js';
import type { PriceLine } from './pricing.js';
import type { QuotationComparisonView } from './comparison.dto.js';
import { leftOf, type QuotedTradeIn } from './part-payment.js';
import type { ListQuotations, QuotationLineView, QuotationTradeInView, QuotationView } from './quotation.dto.js';
import { Quotation, quotationLifecycle } from './quotation.entity.js';
import { QuotationsNotComparable } from './quotation.rules.js';

/** Columns as the entity names them, so that one view serves a row of the list and a loaded quotation. */
const QUOTATIONS: ListDefinition = {
  select: `q.id, q.number, q.state, q.store_id AS "storeId", q.owner_employee_id AS "ownerEmployeeId", q.opportunity_id AS "opportunityId", q.customer_id AS "customerId",
    q.series_id AS "seriesId", q.revision, q.superseded_by_id AS "supersededById", q.model_id AS "modelId", q.model_name AS "modelName", q.colour, q.lines, q.coupon_code AS "couponCode", q.promotion_ids AS "promotionIds", q.estimates,
    q.sale_channel AS "saleChannel", q.distance_return_excluded AS "distanceReturnExcluded", q.origin_statement AS "originStatement", q.shown_text AS "shownText", q.shown_hash AS "shownHash", q.trade_in AS "tradeIn",
    q.finance_alternatives AS "financeAlternatives", q.approval_reasons AS "approvalReasons", q.priced_on AS "pricedOn", q.total,
    q.pass_through_total AS "passThroughTotal", q.discount_percent AS "discountPercent", q.front_gross AS "frontGross", q.approval_level AS "approvalLevel", q.version_hash AS "versionHash",
    q.valid_until AS "validUntil", q.submitted_by AS "submittedBy", q.submitted_at AS "submittedAt", q.decided_by AS "decidedBy", q.decided_at AS "decidedAt", q.decision_note AS "decisionNote",
    q.sent_at AS "sentAt", q.accepted_at AS "acceptedAt", q.accepted_alternative AS "acceptedAlternative", q.sales_order_id AS "salesOrderId", q.version, q.created_at AS "createdAt", q.updated_at AS "updatedAt"`,
  from: 'sales.quotation q',
  id: 'q.id',
  sorts: {
    createdAt: { by: 'q.created_at', type: 'timestamptz' },
    validUntil: { by: 'q.valid_until', type: 'timestamptz' },
    total: { by: 'q.total', type: 'bigint' },
  },
  defaultSort: '-createdAt',
  filters: {
    state: 'q.state = ANY(?::text[])',
    storeId: 'q.store_id = ?::uuid',
    opportunityId: 'q.opportunity_id = ?::uuid',
    customerId: 'q.customer_id = ?::uuid',
    ownerEmployeeId: 'q.owner_employee_id = ?::uuid',
    modelId: 'q.model_id = ?::uuid',
  },
  scope: { store: 'q.store_id', owner: 'q.owner_employee_id' },
};

@Injectable()
export class QuotationReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<QuotationView> {
    return viewOf(await this.db.find(Quotation, id));
  }
  /** The earlier version goes first, whichever was asked for. */
  async comparison(id: string, otherId: string): Promise<QuotationComparisonView> {
    const [one, other] = [await this.db.find(Quotation, id), await this.db.find(Quotation, otherId)];
    if (one.seriesId !== other.seriesId || id === otherId)
      throw QuotationsNotComparable({ errors: [at('/with', QuotationsNotComparable)] });
    const [before, after] = one.revision < other.revision ? [one, other] : [other, one];
    return compareVersions(viewOf(before), viewOf(after));
  }
  async list(query: ListQuotations): Promise<Page<QuotationView>> {
    const page = await this.lists.page<Quotation>(QUOTATIONS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

export const lineView = (line: PriceLine): QuotationLineView => ({
  kind: line.kind,
  description: line.description,
  amount: line.amount,
  passThrough: line.passThrough,
  itemCode: line.itemCode ?? null,
  quantity: line.quantity ?? null,
  priceListId: line.priceListId ?? null,
  promotionId: line.promotionId ?? null,
  estimate: line.estimate ?? null,
});

const tradeInView = (tradeIn: QuotedTradeIn, total: number): QuotationTradeInView => ({ ...tradeIn, ...leftOf(total, tradeIn) });

export const viewOf = (q: Quotation): QuotationView => ({
  id: q.id,
  number: q.number,
  state: q.state,
  allowedMoves: permissions.allowedMoves(quotationLifecycle, q),
  storeId: q.storeId,
  ownerEmployeeId: q.ownerEmployeeId,
  opportunityId: q.opportunityId,
  customerId: q.customerId,
  seriesId: q.seriesId,
  revision: q.revision,
  supersededById: q.supersededById,
  modelId: q.modelId,
  modelName: q.modelName,
  colour: q.colour,
  lines: q.lines.map(lineView),
  couponCode: q.couponCode,
  promotionIds: q.promotionIds,
  estimates: [...q.estimates],
  tradeIn: q.tradeIn && tradeInView(q.tradeIn, q.total),
  financeAlternatives: q.financeAlternatives.map((alternative) => ({ ...alternative })),
  saleChannel: q.saleChannel,
  distanceReturnExcluded: q.distanceReturnExcluded,
  originStatement: q.originStatement,
  shownText: q.shownText,
  shownHash: q.shownHash,
  pricedOn: q.pricedOn,
  total: q.total,
  passThroughTotal: q.passThroughTotal,
  currency: CURRENCY,
  discountPercent: Number(q.discountPercent),
  approvalLevel: q.approvalLevel,
  approvalReasons: [...q.approvalReasons],
  gross: permissions.may('seeCost', q) ? q.frontGross : null,
  versionHash: q.versionHash,
  validUntil: q.validUntil,
  submittedBy: q.submittedBy,
  submittedAt: q.submittedAt,
  decidedBy: q.decidedBy,
  decidedAt: q.decidedAt,
  decisionNote: q.decisionNote,
  sentAt: q.sentAt,
  acceptedAt: q.acceptedAt,
  acceptedAlternative: q.acceptedAlternative,
  salesOrderId: q.salesOrderId,
  version: q.version,
  createdAt: q.createdAt,
  updatedAt: q.updatedAt,
});
