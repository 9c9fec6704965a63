import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, NotFound, say } from '../../../kernel/problems.js';
import { addDays, Clock, instantOf } from '../../../kernel/time/clock.js';
import { dealOf, Deals } from '../deals.js';
import {
  ApprovalLevelTooLow,
  ApproverIsRequester,
  QuotationChanged,
  QuotationExpired,
  QuotationFixed,
  QuotationValidity,
} from '../deals.rules.js';
import { QuotationAccepted, QuotationLapsed, QuotationSent } from '../sales.contract.js';
import type { FinanceAlternative } from './finance-alternatives.js';
import { hashOf } from './pricing.js';
import { QuotationFulfilment } from './quotation-fulfilment.js';
import { QuotationPricing } from './quotation-pricing.js';
import type { AcceptQuotation, ApproveQuotation, CreateQuotation, EditQuotation, QuotationView, RejectQuotation } from './quotation.dto.js';
import { LIVE_QUOTATION_STATES, Quotation, quotationLifecycle } from './quotation.entity.js';
import { viewOf } from './quotation.queries.js';
import { FinanceAlternativeUnknown } from './quotation.rules.js';
import { OriginStatement, requireChannel } from './sale-channel.js';
import { shownStatement } from './shown-statement.js';

/** Quotations: priced, agreed to by who may, sent, accepted (Q-1…Q-3). */
@Injectable()
export class QuotationService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly pricing: QuotationPricing,
    private readonly fulfilment: QuotationFulfilment,
  ) {}

  draw(body: CreateQuotation): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const deal = await this.deals.openFrom(body.opportunityId);
      const id = newId();
      const {
        modelId,
        colour,
        lines,
        couponCode = null,
        promotionIds = null,
        estimates = [],
        tradeInId = null,
        financeAlternatives = [],
      } = body;
      const offered = { id, ...deal, modelId, colour, lines, couponCode, promotionIds, estimates, tradeInId, financeAlternatives };
      const { saleChannel = 'IN_STORE', distanceReturnExcluded = false } = body;
      requireChannel({ saleChannel, distanceReturnExcluded });
      const originStatement = body.originStatement ?? (await this.deals.setting(OriginStatement, deal.storeId));
      const price = await this.pricing.price(offered);
      const validDays = body.validDays ?? (await this.deals.setting(QuotationValidity, deal.storeId));
      const quotation = Object.assign(new Quotation(), {
        number: await this.deals.number('QT', deal.storeId),
        ...offered,
        seriesId: id,
        revision: 1,
        ...{ saleChannel, distanceReturnExcluded, originStatement },
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
      const { estimates = quotation.estimates, ...changes } = body;
      for (const [field, value] of Object.entries(changes))
        if (value !== undefined) Object.assign(quotation, { [field]: value as unknown });
      quotation.estimates = estimates ?? [];
      requireChannel(quotation);
      Object.assign(quotation, { ...(await this.pricing.price(quotation)), validUntil: this.#lastInstant(quotation.validDays) });
      return viewOf(await this.db.save(quotation, 'change'));
    });
  }

  /** Prices it once more, at today's limits: what a consultant may give by themselves is approved at once. */
  submit(id: string): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const quotation = await this.db.lock(Quotation, id);
      quotationLifecycle.check(quotation, 'submit');
      this.#requireValid(quotation);
      const price = await this.pricing.price(quotation);
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
      Object.assign(quotation, { sentAt, ...shownStatement(quotation) });
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
  accept(id: string, { financeAlternative }: AcceptQuotation = {}): Promise<QuotationView> {
    return this.db.transaction(async () => {
      const { opportunityId } = await this.db.find(Quotation, id);
      const locked = await this.db.lockAll(Quotation, [{ id }, { opportunityId, state: In([...LIVE_QUOTATION_STATES]) }]);
      const quotation = locked.find((q) => q.id === id);
      if (!quotation) throw NotFound();
      if (quotation.state === 'EXPIRED' || quotation.state === 'SENT') this.#requireValid(quotation);
      quotationLifecycle.check(quotation, 'accept');
      requireApprovedContent(quotation);
      const paymentPlan = chosenPlan(quotation, financeAlternative);
      await this.deals.openFrom(opportunityId);
      quotationLifecycle.move(quotation, 'accept');
      const acceptedAt = this.clock.now();
      for (const other of locked.filter((q) => q !== quotation)) {
        quotationLifecycle.move(other, 'supersede');
        await this.db.save(other, 'supersede');
      }
      const order = await this.fulfilment.fulfil(quotation, paymentPlan);
      Object.assign(quotation, { acceptedAlternative: paymentPlan?.number ?? null, acceptedAt, salesOrderId: order.id });
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
    if (quotation.submittedBy === context.principal.id) throw ApproverIsRequester();
    if (quotation.approvalLevel === 'GENERAL_MANAGER' && !context.holds(['general_manager'], quotation.storeId)) {
      throw ApprovalLevelTooLow({
        errors: [at('/approvalLevel', ApprovalLevelTooLow, say('须总经理审批', 'the general manager must approve it'))],
      });
    }
  }
}

const UNDECIDED = {
  supersededById: null,
  submittedBy: null,
  submittedAt: null,
  decidedBy: null,
  decidedAt: null,
  decisionNote: null,
  approvedHash: null,
  sentAt: null,
  shownText: null,
  shownHash: null,
  acceptedAt: null,
  salesOrderId: null,
  acceptedAlternative: null,
};

/** The way of paying that was chosen among those that were offered; null when nobody said. */
function chosenPlan({ financeAlternatives }: Quotation, number: number | undefined): FinanceAlternative | null {
  if (number === undefined) return null;
  const plan = financeAlternatives.find((way) => way.number === number);
  if (!plan) throw FinanceAlternativeUnknown({ errors: [at('/financeAlternative', FinanceAlternativeUnknown)] });
  return plan;
}

const contentHashOf = ({ modelId, colour, lines, financeAlternatives, tradeIn }: Quotation): string =>
  hashOf(modelId, colour, lines, financeAlternatives, tradeIn);

function requireApprovedContent(quotation: Quotation): void {
  if (quotation.approvedHash !== contentHashOf(quotation)) throw QuotationChanged();
}
