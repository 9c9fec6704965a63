import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { checkPlate, checkVin } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf, Deals } from '../deals.js';
import { LIVE_QUOTATION_STATES, Quotation } from '../quotations/quotation.entity.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { PlateInvalid } from '../deals.rules.js';
import { TradeInTakenIn, TradeInTransferred } from '../sales.contract.js';
import type {
  AcceptTradeIn,
  ApproveNegativeEquityTradeIn,
  CreateTradeIn,
  EndTradeIn,
  OfferTradeIn,
  ReappraiseTradeIn,
  ReleaseLienTradeIn,
  TakeInTradeIn,
  TradeInView,
  TransferTradeIn,
} from './trade-in.dto.js';
import { TradeIn, tradeInLifecycle } from './trade-in.entity.js';
import { TradeInReads } from './trade-in.queries.js';
import {
  AppraisalValidity,
  NegativeEquityNeedsApproval,
  NegativeEquityOwn,
  TradeInDateInvalid,
  TradeInDocumentNotLive,
  TradeInDocumentNotTheirs,
  TradeInExpired,
  TradeInLienOpen,
  TradeInOdometerBackwards,
  TradeInOfferInvalid,
  TradeInPapersMissing,
  TradeInVinInStock,
  TradeInVinInvalid,
  TradeInWithoutOrder,
  TransferPapers,
  TransferWithin,
} from './trade-in.rules.js';

/** A customer's car, from its appraisal into our stock (TI-1). */
@Injectable()
export class TradeInService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly reads: TradeInReads,
  ) {}

  appraise(body: CreateTradeIn): Promise<TradeInView> {
    return this.db.transaction(async () => {
      const deal = await this.deals.openFrom(body.opportunityId);
      const vin = checkVin(body.vin, 'LENIENT');
      if (vin.normalised === null) throw TradeInVinInvalid({ errors: [at('/vin', TradeInVinInvalid)] });
      if (await this.inventory.vinInStock(vin.normalised)) throw TradeInVinInStock({ errors: [at('/vin', TradeInVinInStock)] });
      this.#requirePast('/firstRegisteredOn', body.firstRegisteredOn);
      const { brand, series, modelYear, modelId, powertrain, colour, seats, firstRegisteredOn } = body;
      const tradeIn = Object.assign(new TradeIn(), {
        id: newId(),
        number: await this.deals.number('TI', deal.storeId),
        ...deal,
        vin: vin.normalised,
        vinWarnings: vin.reasons,
        plateNumberSealed: await this.#plate(deal.customerId, body.plateNumber),
        ...{ brand, series, modelYear, modelId: modelId ?? null, powertrain, colour, seats: seats ?? 5, firstRegisteredOn },
        papers: [],
      });
      await this.#appraise(tradeIn, body);
      tradeInLifecycle.begin(tradeIn);
      return this.reads.view(await this.db.save(tradeIn, 'appraise'));
    });
  }

  reappraise(id: string, body: ReappraiseTradeIn): Promise<TradeInView> {
    return this.#move(id, async (tradeIn) => {
      tradeInLifecycle.move(tradeIn, 'reappraise');
      requireForward(tradeIn.odometerKm, body.odometerKm);
      await this.#appraise(tradeIn, body);
      await this.db.save(tradeIn, 'reappraise');
    });
  }

  offer(id: string, { allowance, validUntil }: OfferTradeIn): Promise<TradeInView> {
    return this.#move(id, async (tradeIn) => {
      tradeInLifecycle.check(tradeIn, 'offer');
      const today = this.clock.today();
      if (today > tradeIn.validUntil) throw TradeInExpired();
      const until = validUntil ?? tradeIn.validUntil;
      if (until > tradeIn.validUntil || until < today)
        throw TradeInOfferInvalid({
          errors: [at('/validUntil', TradeInOfferInvalid, say('报价有效期须在评估有效期内', 'the offer must end within the appraisal'))],
        });
      Object.assign(tradeIn, { allowance, offerValidUntil: until });
      if (tradeIn.equity + tradeIn.negativeEquityLimit < 0) throw NegativeEquityNeedsApproval();
      tradeIn.holdsUntil(until);
      tradeInLifecycle.move(tradeIn, 'offer');
      await this.db.save(tradeIn, 'offer');
    });
  }

  approveNegativeEquity(id: string, { upTo }: ApproveNegativeEquityTradeIn): Promise<TradeInView> {
    return this.#move(id, async (tradeIn) => {
      if ([tradeIn.appraisedBy, tradeIn.ownerEmployeeId].includes(context.principal.id)) throw NegativeEquityOwn();
      tradeInLifecycle.move(tradeIn, 'approve-negative-equity', tradeIn.state);
      tradeIn.negativeEquityLimit = upTo;
      await this.db.save(tradeIn, 'approve-negative-equity');
    });
  }

  releaseLien(id: string, { releasedOn, reference }: ReleaseLienTradeIn): Promise<TradeInView> {
    return this.#move(id, async (tradeIn) => {
      tradeInLifecycle.check(tradeIn, 'release-lien');
      this.#requirePast('/releasedOn', releasedOn);
      tradeInLifecycle.move(tradeIn, 'release-lien', tradeIn.state);
      Object.assign(tradeIn, { lienReleasedOn: releasedOn, lienReleaseReference: reference });
      await this.db.save(tradeIn, 'release-lien');
    });
  }

  accept(id: string, body: AcceptTradeIn): Promise<TradeInView> {
    return this.db.transaction(async () => {
      const order = body.salesOrderId === undefined ? null : await this.db.lock(SalesOrder, body.salesOrderId);
      const quotation = body.quotationId === undefined ? null : await this.db.find(Quotation, body.quotationId);
      const tradeIn = await this.db.lock(TradeIn, id);
      tradeInLifecycle.check(tradeIn, 'accept');
      if (tradeIn.expiredOn(this.clock.today())) throw TradeInExpired();
      if (tradeIn.pledged) throw TradeInLienOpen({ detail: say(`抵押权人:${tradeIn.lienHolder}`, `Pledged to ${tradeIn.lienHolder}`) });
      if (await this.inventory.vinInStock(tradeIn.vin)) throw TradeInVinInStock();
      if (!order && !quotation) throw TradeInWithoutOrder();
      for (const [pointer, document] of [['/salesOrderId', order] as const, ['/quotationId', quotation] as const])
        if (document && document.opportunityId !== tradeIn.opportunityId)
          throw TradeInDocumentNotTheirs({ errors: [at(pointer, TradeInDocumentNotTheirs)] });
      if (order && !order.open) throw TradeInDocumentNotLive();
      if (!order && quotation && !LIVE_QUOTATION_STATES.some((s) => s === quotation.state) && quotation.state !== 'ACCEPTED')
        throw TradeInDocumentNotLive();
      tradeInLifecycle.move(tradeIn, 'accept');
      Object.assign(tradeIn, {
        quotationId: quotation?.id ?? null,
        salesOrderId: order?.id ?? quotation?.salesOrderId ?? null,
        acceptedAt: this.clock.now(),
        expiresAt: null,
      });
      return this.reads.view(await this.db.save(tradeIn, 'accept'));
    });
  }

  /** The papers are signed: the car is ours, and Inventory hears of it. */
  takeIn(id: string, body: TakeInTradeIn): Promise<TradeInView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(TradeIn, id);
      const order = salesOrderId === null ? null : await this.db.repo(SalesOrder).findOneBy({ id: salesOrderId });
      const tradeIn = await this.db.lock(TradeIn, id);
      tradeInLifecycle.check(tradeIn, 'take-in');
      if (!order) throw TradeInWithoutOrder();
      if (order.state === 'CANCELLED') throw TradeInDocumentNotLive();
      if (await this.inventory.vinInStock(tradeIn.vin)) throw TradeInVinInStock();
      const needed: unknown = await this.deals.setting(TransferPapers, tradeIn.storeId);
      const missing = (Array.isArray(needed) ? (needed as string[]) : []).filter((paper) => !body.papers.includes(paper));
      if (missing.length)
        throw TradeInPapersMissing({
          detail: say(`缺少:${missing.join('、')}`, `Missing: ${missing.join(', ')}`),
          extra: { missingPapers: missing },
        });
      requireForward(tradeIn.odometerKm, body.odometerKm);
      const takenInOn = this.clock.today();
      Object.assign(tradeIn, {
        papers: [...new Set(body.papers)],
        signedBySealed: await this.deals.seal(tradeIn.customerId, body.signedBy),
        takenInOn,
        takenInOdometerKm: body.odometerKm,
        transferDueOn: addDays(takenInOn, await this.deals.setting(TransferWithin, tradeIn.storeId)),
      });
      tradeInLifecycle.move(tradeIn, 'take-in');
      await this.db.save(tradeIn, 'take-in');
      this.#tell(tradeIn, order.id, takenInOn, body.odometerKm);
      return this.reads.view(tradeIn);
    });
  }

  transfer(id: string, { transferredOn }: TransferTradeIn): Promise<TradeInView> {
    return this.#move(id, async (tradeIn) => {
      tradeInLifecycle.move(tradeIn, 'transfer');
      this.#requirePast('/transferredOn', transferredOn);
      tradeIn.transferredOn = transferredOn;
      await this.db.save(tradeIn, 'transfer');
      this.outbox.publish(TradeInTransferred, tradeIn, { ...dealOf(tradeIn), tradeInId: id, vin: tradeIn.vin, transferredOn });
    });
  }

  decline(id: string, { reason }: EndTradeIn): Promise<TradeInView> {
    return this.#move(id, (tradeIn) => this.#end(tradeIn, 'decline', reason));
  }
  cancel(id: string, { reason }: EndTradeIn): Promise<TradeInView> {
    return this.#move(id, (tradeIn) => this.#end(tradeIn, 'cancel', reason));
  }
  async expire(id: string): Promise<void> {
    await this.#move(id, (tradeIn) => this.#end(tradeIn, 'expire', 'EXPIRED'));
  }

  /** What was accepted with a quotation is the order's that grew from it. */
  async bind(opportunityId: string, salesOrderId: string): Promise<void> {
    for (const tradeIn of await this.db.lockAll(TradeIn, { opportunityId, state: 'ACCEPTED', salesOrderId: IsNull() })) {
      tradeIn.salesOrderId = salesOrderId;
      await this.db.save(tradeIn, 'bind');
    }
  }
  async cancelOf(salesOrderId: string): Promise<void> {
    for (const tradeIn of await this.db.lockAll(TradeIn, { salesOrderId, state: 'ACCEPTED' }))
      await this.#end(tradeIn, 'cancel', 'ORDER_CANCELLED');
  }

  async #end(tradeIn: TradeIn, move: 'decline' | 'cancel' | 'expire', reason: string): Promise<void> {
    tradeInLifecycle.move(tradeIn, move);
    Object.assign(tradeIn, { endReason: reason, expiresAt: null });
    await this.db.save(tradeIn, move);
  }

  async #appraise(tradeIn: TradeIn, body: ReappraiseTradeIn): Promise<void> {
    const today = this.clock.today();
    const validUntil = body.validUntil ?? addDays(today, await this.deals.setting(AppraisalValidity, tradeIn.storeId));
    if (validUntil < today) throw dateFault('/validUntil', '评估有效期已过', 'it is over already');
    const { odometerKm, valuation, reconditioningCost } = body;
    Object.assign(tradeIn, {
      odometerKm,
      items: body.items.map(({ code, title, verdict, note }) => ({ code, title, verdict, note: note ?? null })),
      valuation,
      reconditioningCost,
      appraisedBy: context.principal.id,
      appraisedAt: this.clock.now(),
      validUntil,
      lienHolder: body.lien?.holder ?? null,
      payoffAmount: body.lien?.payoffAmount ?? 0,
      lienReleasedOn: null,
      lienReleaseReference: null,
      negativeEquityLimit: 0,
      allowance: null,
      offerValidUntil: null,
      endReason: null,
    });
    tradeIn.holdsUntil(validUntil);
  }

  async #plate(customerId: string, plateNumber: string | undefined): Promise<string | null> {
    if (plateNumber === undefined) return null;
    const plate = checkPlate(plateNumber);
    if (plate.normalised === null) throw PlateInvalid({ errors: [at('/plateNumber', PlateInvalid)] });
    return this.deals.seal(customerId, plate.normalised);
  }

  #requirePast(pointer: string, date: string): void {
    if (date > this.clock.today()) throw dateFault(pointer, '日期不能晚于今天', 'it cannot be later than today');
  }

  #tell(tradeIn: TradeIn, salesOrderId: string, takenInOn: string, odometerKm: number): void {
    const { id, number, vin, brand, series, modelYear, modelId, powertrain, colour, seats, valuation, reconditioningCost } = tradeIn;
    const allowance = tradeIn.allowance ?? 0;
    this.outbox.publish(TradeInTakenIn, tradeIn, {
      ...dealOf(tradeIn),
      ...{ tradeInId: id, number, salesOrderId, vin, brand, series, modelYear, modelId, powertrain, colour, seats, odometerKm },
      ...{ valuation, allowance, cost: allowance + reconditioningCost, takenInOn },
    });
  }

  #move(id: string, work: (tradeIn: TradeIn) => Promise<void>): Promise<TradeInView> {
    return this.db.transaction(async () => {
      const tradeIn = await this.db.lock(TradeIn, id);
      await work(tradeIn);
      return this.reads.view(tradeIn);
    });
  }
}

const dateFault = (pointer: string, zh: string, en: string) =>
  TradeInDateInvalid({ errors: [at(pointer, TradeInDateInvalid, say(zh, en))] });
function requireForward(before: number, odometerKm: number): void {
  if (odometerKm < before) throw TradeInOdometerBackwards({ errors: [at('/odometerKm', TradeInOdometerBackwards)] });
}
