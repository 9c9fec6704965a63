import { at, type RefusalType, say } from '../../../kernel/problems.js';
import { choosePromotions, type PromotionOffer } from '../promotions/promotion-choice.js';
import { PromotionExhausted, PromotionNotApplicable } from '../promotions/promotion.rules.js';
import { QuotationLinesInvalid } from '../deals.rules.js';
import type { OfferedLine, PricedLine } from './pricing.js';
import { AccessoryPriceNotList, PriceItemUnknown } from './quotation.rules.js';
import type { Terms } from './store-terms.js';

/** What the caller offered, without what the system itself adds: coupon, promotions, estimates; amounts of the list are looked up anew. */
export const offeredLines = (lines: readonly OfferedLine[]): OfferedLine[] =>
  lines
    .filter((l) => l.kind !== 'COUPON' && l.promotionId === undefined && l.estimate === undefined)
    .map(({ kind, description, amount, passThrough, itemCode, quantity, fromList }) => ({
      kind,
      description,
      ...(fromList ? {} : { amount }),
      passThrough,
      itemCode,
      quantity,
    }));

/** Gives each line its price of the day: of the list where the caller leaves it out, and never another one where the list has one. */
export function fillLines(lines: readonly OfferedLine[], { prices, listPrice, fees }: Terms): PricedLine[] {
  return lines.map((line, n) => {
    const refuse = (field: string, type: RefusalType, zh: string, en: string) =>
      type({ detail: say(zh, en), errors: [at(`/lines/${n}/${field}`, type, say(zh, en))] });
    const { kind, amount, itemCode, quantity } = line;
    if (kind !== 'ACCESSORY' && (itemCode !== undefined || quantity !== undefined))
      throw refuse('itemCode', QuotationLinesInvalid, '只有精品有编码和数量', 'only an accessory has an item code and a quantity');
    if (kind === 'VEHICLE')
      return {
        ...line,
        amount: amount ?? listPrice,
        ...(amount === undefined && { fromList: true }),
        ...(prices.vehicle && { priceListId: prices.vehicle.priceListId }),
      };
    if (itemCode !== undefined) {
      const held = prices.accessory(itemCode);
      if (!held) throw refuse('itemCode', PriceItemUnknown, `${itemCode} 没有价格`, `${itemCode} has no price`);
      const wanted = held.amount * (quantity ?? 1);
      if (amount !== undefined && amount !== wanted)
        throw refuse('amount', AccessoryPriceNotList, `价格表金额为 ${wanted} 分`, `the list says ${wanted} fen`);
      return {
        ...line,
        amount: wanted,
        quantity: quantity ?? 1,
        priceListId: held.priceListId,
        ...(amount === undefined && { fromList: true }),
      };
    }
    if (amount !== undefined) return { ...line, amount };
    const published = fees[kind];
    if (published === undefined) throw refuse('amount', QuotationLinesInvalid, '请填写金额', 'give its amount');
    const held = prices.of('FEE').find((fee) => fee.code === kind);
    return { ...line, amount: published, fromList: true, ...(held && { priceListId: held.priceListId }) };
  });
}

/** The promotions of a quotation as lines: those that were named, or (null) those that everybody gets. */
export function promotionLines(named: readonly string[] | null, offers: readonly PromotionOffer[], besideOthers: boolean): PricedLine[] {
  const chosen = named === null ? choosePromotions(offers, besideOthers) : namedPromotions([...new Set(named)], offers, besideOthers);
  return chosen.map(({ lineKind, name, discount, promotionId }) => ({
    kind: lineKind,
    description: name,
    amount: 0 - discount,
    promotionId,
  }));
}

function namedPromotions(named: readonly string[], offers: readonly PromotionOffer[], besideOthers: boolean): PromotionOffer[] {
  return named.map((id, n) => {
    const refuse = (type: RefusalType, zh: string, en: string) =>
      type({ detail: say(zh, en), errors: [at(`/promotionIds/${n}`, type, say(zh, en))] });
    const offer = offers.find((o) => o.promotionId === id);
    if (!offer) throw refuse(PromotionNotApplicable, '不适用于该门店、车型或日期', 'it is not for this store, model or day');
    if (offer.lacksTradeIn)
      throw refuse(PromotionNotApplicable, '置换补贴须先有置换报价', 'a trade-in subsidy needs a trade-in that was offered for');
    if (offer.exhausted) throw refuse(PromotionExhausted, `${offer.number} 已用完`, `nothing of ${offer.number} is left`);
    if (!offer.stackable && (named.length > 1 || besideOthers))
      throw refuse(PromotionNotApplicable, `${offer.number} 不能与其他优惠同享`, `${offer.number} does not go with other reductions`);
    return offer;
  });
}
