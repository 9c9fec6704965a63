import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { sum } from '../../../kernel/money.js';
import { at, NotFound, say } from '../../../kernel/problems.js';
import { addDays, Clock, instantOf } from '../../../kernel/time/clock.js';
import type { CouponUse } from '../../crm/crm.contract.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf, Deals } from '../deals.js';
import {
  ApprovalLevelTooLow,
  ApproverIsRequester,
  PublishedFees,
  QuotationAccepted,
  QuotationChanged,
  QuotationExpired,
  QuotationFixed,
  QuotationLapsed,
  QuotationSent,
  QuotationValidity,
} from '../sales.contract.js';
import { OrderConfirmation } from '../sales-orders/order-confirmation.js';
import { hashOf, isPassedThrough, type OfferedLine, type Price, priceOffer } from './pricing.js';
import type { ApproveQuotation, CreateQuotation, EditQuotation, QuotationView, RejectQuotation } from './quotation.dto.js';
import { LIVE_QUOTATION_STATES, Quotation, quotationLifecycle } from './quotation.entity.js';
import { viewOf } from './quotation.queries.js';

/** Quotations: priced, agreed to by who may, sent, accepted (Q-1…Q-3). */
@Injectable()
export class QuotationService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly orders: OrderConfirmation,
  ) {}

  draw(body: CreateQuotation): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const deal = await this.deals.openFrom(body.opportunityId);
      const id = newId();
      const { modelId, colour, lines, couponCode = null } = body;
      const offered = { id, ...deal, modelId, colour, lines, couponCode };
      const { price, modelName } = await this.#price(offered);
      const validDays = body.validDays ?? (await this.deals.setting(QuotationValidity, deal.storeId));
      const quotation = Object.assign(new Quotation(), {
        number: await this.deals.number('QT', deal.storeId),
        ...offered,
        seriesId: id,
        revision: 1,
        modelName,
        ...price,
        validDays,
        validUntil: this.#lastInstant(validDays),
        ...UNDECIDED,
      });
      quotationLifecycle.begin(quotation);
      return viewOf(await this.db.save(quotation, 'draw'));
    });
  }

  /** Changes a draft; what was submitted is changed by revising it. */
  change(id: string, body: EditQuotation, expected: number | '*'): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const quotation = await this.db.lock(Quotation, id);
      quotation.expectVersion(expected);
      if (quotation.state !== 'DRAFT') throw QuotationFixed();
      for (const [field, value] of Object.entries(body)) if (value !== undefined) Object.assign(quotation, { [field]: value as unknown });
      const { price, modelName } = await this.#price(quotation);
      Object.assign(quotation, { modelName, ...price, validUntil: this.#lastInstant(quotation.validDays) });
      return viewOf(await this.db.save(quotation, 'change'));
    });
  }

  /** Prices it once more, at today's limits: what a consultant may give by themselves is approved at once. */
  submit(id: string): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const quotation = await this.db.lock(Quotation, id);
      quotationLifecycle.check(quotation, 'submit');
      this.#requireValid(quotation);
      const { price } = await this.#price(quotation);
      const now = this.clock.now();
      Object.assign(quotation, price, { submittedBy: context.principal.id, submittedAt: now });
      if (quotation.approvalLevel === 'CONSULTANT') {
        quotationLifecycle.move(quotation, 'submit', 'APPROVED');
        Object.assign(quotation, { decidedBy: context.principal.id, decidedAt: now, approvedHash: quotation.versionHash });
      } else {
        quotationLifecycle.move(quotation, 'submit', 'PENDING_APPROVAL');
      }
      return viewOf(await this.db.save(quotation, 'submit'));
    });
  }

  /** Binds the approval to this content: another price needs another approval. */
  approve(id: string, body: ApproveQuotation = {}): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const quotation = await this.db.lock(Quotation, id);
      this.#requireApprover(quotation);
      quotationLifecycle.check(quotation, 'approve');
      this.#requireValid(quotation);
      if (body.versionHash !== undefined && body.versionHash !== quotation.versionHash) throw QuotationChanged();
      quotationLifecycle.move(quotation, 'approve');
      Object.assign(quotation, {
        decidedBy: context.principal.id,
        decidedAt: this.clock.now(),
        decisionNote: body.note ?? null,
        approvedHash: quotation.versionHash,
      });
      return viewOf(await this.db.save(quotation, 'approve'));
    });
  }

  reject(id: string, body: RejectQuotation): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const quotation = await this.db.lock(Quotation, id);
      quotationLifecycle.move(quotation, 'reject');
      Object.assign(quotation, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote: body.reason });
      return viewOf(await this.db.save(quotation, 'reject'));
    });
  }

  send(id: string): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const quotation = await this.db.lock(Quotation, id);
      quotationLifecycle.check(quotation, 'send');
      this.#requireValid(quotation);
      requireApprovedContent(quotation);
      quotationLifecycle.move(quotation, 'send');
      const sentAt = this.clock.now();
      quotation.sentAt = sentAt;
      await this.db.save(quotation, 'send');
      const { number, total, validUntil } = quotation;
      this.outbox.publish(QuotationSent, quotation, {
        ...dealOf(quotation),
        quotationId: id,
        number,
        total,
        validUntil: validUntil.toISOString(),
        sentAt: sentAt.toISOString(),
      });
      return viewOf(quotation);
    });
  }

  /**
   * The customer says yes: order, stock check and reservation in one transaction (D-3). All quotations of the opportunity are locked
   * in one order, so of two acceptances one wins and the other finds its version superseded.
   */
  accept(id: string): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const { opportunityId } = await this.db.find(Quotation, id);
      const locked = await this.db.lockAll(Quotation, [{ id }, { opportunityId, state: In([...LIVE_QUOTATION_STATES]) }]);
      const quotation = locked.find((q) => q.id === id);
      if (!quotation) throw NotFound();
      if (quotation.state === 'EXPIRED' || quotation.state === 'SENT') this.#requireValid(quotation);
      quotationLifecycle.check(quotation, 'accept');
      requireApprovedContent(quotation);
      await this.deals.openFrom(opportunityId);
      quotationLifecycle.move(quotation, 'accept');
      const acceptedAt = this.clock.now();
      for (const other of locked.filter((q) => q !== quotation)) {
        quotationLifecycle.move(other, 'supersede');
        await this.db.save(other, 'supersede');
      }
      await this.#useCoupon(quotation);
      const order = await this.orders.confirm(quotation);
      Object.assign(quotation, { acceptedAt, salesOrderId: order.id });
      await this.db.save(quotation, 'accept');
      const { number, total } = quotation;
      this.outbox.publish(QuotationAccepted, quotation, {
        ...dealOf(quotation),
        quotationId: id,
        number,
        salesOrderId: order.id,
        total,
        accessories: quotation.lines.filter((line) => line.kind === 'ACCESSORY').map((line) => line.description),
        acceptedAt: acceptedAt.toISOString(),
      });
      return viewOf(quotation);
    });
  }

  /** A new version as a draft; the old one is superseded. */
  revise(id: string): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const old = await this.db.lock(Quotation, id);
      quotationLifecycle.move(old, 'revise');
      const next = Object.assign(new Quotation(), old, {
        id: newId(),
        number: await this.deals.number('QT', old.storeId),
        revision: old.revision + 1,
        validUntil: this.#lastInstant(old.validDays),
        ...UNDECIDED,
      });
      quotationLifecycle.begin(next);
      old.supersededById = next.id;
      await this.db.save(old, 'revise');
      return viewOf(await this.db.save(next, 'draw'));
    });
  }

  async expire(id: string): Promise<void> {
    const quotation = await this.db.lock(Quotation, id);
    quotationLifecycle.move(quotation, 'expire');
    await this.db.save(quotation, 'expire');
    if (quotation.sentAt === null) return;
    const { number, validUntil } = quotation;
    this.outbox.publish(QuotationLapsed, quotation, {
      ...dealOf(quotation),
      quotationId: id,
      number,
      validUntil: validUntil.toISOString(),
    });
  }

  /** Lines, coupon and limits as they are today. */
  async #price(offered: Offered): Promise<{ price: Price; modelName: string }> {
    const { storeId, modelId, colour, couponCode } = offered;
    const model = await this.inventory.model(modelId);
    const lines = offered.lines.filter((l) => l.kind !== 'COUPON');
    if (couponCode !== null) {
      const { name, discount } = await this.deals.coupon(couponCode, couponUseOf(offered));
      lines.push({ kind: 'COUPON', description: name, amount: 0 - discount });
    }
    return { price: priceOffer(lines, colour, model, await this.deals.setting(PublishedFees, storeId)), modelName: model.name };
  }

  /** Used up with the acceptance; what it takes off now is what was approved. */
  async #useCoupon(quotation: Quotation): Promise<void> {
    if (quotation.couponCode === null) return;
    const { discount } = await this.deals.redeemCoupon(quotation.couponCode, couponUseOf(quotation));
    if (discount !== -sum(quotation.lines.filter((l) => l.kind === 'COUPON').map((l) => l.amount))) throw QuotationChanged();
  }

  #lastInstant(validDays: number): Date {
    return new Date(instantOf(addDays(this.clock.today(), validDays + 1)).getTime() - 1);
  }
  #requireValid(quotation: Quotation): void {
    if (quotation.expiredAt(this.clock.now()))
      throw QuotationExpired({
        detail: say(`有效期至 ${quotation.validUntil.toISOString()}`, `It was valid until ${quotation.validUntil.toISOString()}`),
      });
  }

  #requireApprover(quotation: Quotation): void {
    const { id, grants } = context.principal;
    if (quotation.submittedBy === id) throw ApproverIsRequester();
    const isGeneralManager = grants.some((g) => g.role === 'general_manager' && (g.storeId === null || g.storeId === quotation.storeId));
    if (quotation.approvalLevel === 'GENERAL_MANAGER' && !isGeneralManager) {
      throw ApprovalLevelTooLow({
        errors: [at('/approvalLevel', ApprovalLevelTooLow, say('须总经理审批', 'the general manager must approve it'))],
      });
    }
  }
}

type Offered = Pick<Quotation, 'id' | 'storeId' | 'customerId' | 'modelId' | 'colour' | 'couponCode'> & { lines: readonly OfferedLine[] };

/** A coupon counts on what the store itself earns, before the coupon. */
const couponUseOf = ({ id, storeId, customerId, modelId, lines }: Offered): CouponUse => ({
  documentType: 'SALES_QUOTATION',
  documentId: id,
  storeId,
  customerId,
  modelId,
  amount: sum(lines.filter((l) => l.kind !== 'COUPON' && !isPassedThrough(l)).map((l) => l.amount)),
  discounted: lines.some((l) => l.kind === 'DISCOUNT' && l.amount < 0),
});

const UNDECIDED = {
  supersededById: null,
  submittedBy: null,
  submittedAt: null,
  decidedBy: null,
  decidedAt: null,
  decisionNote: null,
  approvedHash: null,
  sentAt: null,
  acceptedAt: null,
  salesOrderId: null,
};

function requireApprovedContent(quotation: Quotation): void {
  if (quotation.approvedHash !== hashOf(quotation.modelId, quotation.colour, quotation.lines)) throw QuotationChanged();
}
