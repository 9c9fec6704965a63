import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { sum } from '../../../kernel/money.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import type { ModelFacts } from '../../inventory/inventory.contract.js';
import type { Tiers } from '../approval-tiers/approval-tier.service.js';
import { ColourNotOffered, FeeAbovePublished, QuotationLinesInvalid, VehiclePriceNotList } from '../deals.rules.js';
import type { FinanceAlternative } from './finance-alternatives.js';
import type { QuotedTradeIn } from './part-payment.js';

/** Price lines: 指导价, 优惠, 精品/加装, 金融服务费, 保险, 购置税(代收), 上牌费(代收), 置换补贴, 厂家补贴. */
export const OFFERED_KINDS = [
  'VEHICLE',
  'DISCOUNT',
  'ACCESSORY',
  'FINANCE_FEE',
  'INSURANCE',
  'PURCHASE_TAX',
  'REGISTRATION_FEE',
  'TRADE_IN_SUBSIDY',
  'MAKER_SUBSIDY',
] as const;
export type OfferedKind = (typeof OFFERED_KINDS)[number];
/** 优惠券: a line that only a coupon makes. */
export type LineKind = OfferedKind | 'COUPON';
/** Who may agree to a price, the lowest first. */
export const APPROVAL_LEVELS = ['CONSULTANT', 'MANAGER', 'GENERAL_MANAGER'] as const;
export type ApprovalLevel = (typeof APPROVAL_LEVELS)[number];

export interface PriceLine {
  kind: LineKind;
  description: string;
  /** Fen; what lowers the price is negative. */
  amount: number;
  /** Collected for somebody else: never revenue, never gross. */
  passThrough: boolean;
  /** The accessory of a price list, and how many. */
  itemCode?: string;
  quantity?: number;
  /** The list whose price it is. */
  priceListId?: string;
  /** The promotion that made it. */
  promotionId?: string;
  /** The rule it is estimated by. */
  estimate?: string;
  /** Its amount was left to the price list. */
  fromList?: boolean;
}
/** As it is asked for. */
export type OfferedLine = Partial<PriceLine> & Pick<PriceLine, 'kind' | 'description'>;
/** With its amount. */
export type PricedLine = OfferedLine & Pick<PriceLine, 'amount'>;

/** Why a price needs somebody else to agree. */
export type ApprovalReason = 'DISCOUNT_ABOVE_LIMIT' | 'GROSS_BELOW_FLOOR' | 'PRICE_BELOW_FLOOR';
export interface Price {
  lines: PriceLine[];
  total: number;
  passThroughTotal: number;
  discountPercent: number;
  frontGross: number;
  approvalLevel: ApprovalLevel;
  approvalReasons: ApprovalReason[];
  financeAlternatives: FinanceAlternative[];
  versionHash: string;
}

const REDUCTIONS: readonly LineKind[] = ['DISCOUNT', 'TRADE_IN_SUBSIDY', 'MAKER_SUBSIDY', 'COUPON'];
const ALWAYS_PASSED_THROUGH: readonly LineKind[] = ['PURCHASE_TAX'];
const USUALLY_PASSED_THROUGH: readonly LineKind[] = ['PURCHASE_TAX', 'INSURANCE', 'REGISTRATION_FEE'];
const MAY_PASS_THROUGH: readonly LineKind[] = [...USUALLY_PASSED_THROUGH, 'FINANCE_FEE'];

/** A subsidy counts as if the store paid it, unless a promotion proves that the maker does. */
const isReduction = ({ kind, promotionId }: OfferedLine): boolean =>
  REDUCTIONS.includes(kind) && !(kind === 'MAKER_SUBSIDY' && promotionId !== undefined);

/** What the car's invoice will say: its list price less every reduction, whoever pays for it. */
export const carPriceOf = (lines: readonly PricedLine[]): number =>
  sum(lines.filter(({ kind }) => kind === 'VEHICLE' || REDUCTIONS.includes(kind)).map((l) => l.amount));

export const isPassedThrough = ({ kind, passThrough }: OfferedLine): boolean => passThrough ?? USUALLY_PASSED_THROUGH.includes(kind);

export interface Offer {
  lines: readonly PricedLine[];
  colour: string;
  /** With the list price that holds. */
  model: ModelFacts;
  publishedFees: Record<string, number>;
  /** What is said of the store and model; else the model's own limits hold. */
  tiers?: Tiers;
  /** The car in part payment: part of what is approved. */
  tradeIn?: QuotedTradeIn | null;
  /** Ways of paying the total. */
  ways?: (total: number) => FinanceAlternative[];
}

/**
 * Prices an offer. The front gross is the car's alone: list price less reductions less the model's standard cost, VAT included
 * on both sides; accessories, fees and insurance are back gross and cannot hide a low price of the car.
 */
export function priceOffer({ lines: offered, colour, model, publishedFees, tiers = {}, tradeIn = null, ways = () => [] }: Offer): Price {
  if (!model.colours.includes(colour)) {
    throw ColourNotOffered({
      detail: say(`可选颜色:${model.colours.join('、')}`, `It comes in ${model.colours.join(', ')}`),
      errors: [at('/colour', ColourNotOffered)],
    });
  }
  const lines = offered.map((line) => ({ ...line, passThrough: isPassedThrough(line) }));
  requireLines(lines, model, publishedFees);

  const reduction = 0 - sum(lines.filter(isReduction).map((l) => l.amount));
  const carPrice = model.listPrice - reduction;
  const frontGross = carPrice - model.standardCost;
  const total = sum(lines.map((l) => l.amount));
  if (total <= 0)
    throw QuotationLinesInvalid({
      detail: say('总价必须大于零', 'the total must be above zero'),
      errors: [at('/lines', QuotationLinesInvalid)],
    });
  const discount = new Decimal(reduction).mul(100).div(model.listPrice);
  const waysOfPaying = ways(total);
  return {
    lines,
    total,
    passThroughTotal: sum(lines.filter((l) => l.passThrough).map((l) => l.amount)),
    discountPercent: discount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber(),
    frontGross,
    ...approvalOf({ discount, carPrice, frontGross }, model, tiers),
    financeAlternatives: waysOfPaying,
    versionHash: hashOf(model.modelId, colour, lines, waysOfPaying, tradeIn),
  };
}

/** The content an approval binds to: any change of car, price or way of paying changes it. */
export function hashOf(
  modelId: string,
  colour: string,
  lines: readonly PriceLine[],
  ways: readonly FinanceAlternative[],
  tradeIn: QuotedTradeIn | null = null,
): string {
  const content = [
    modelId,
    colour,
    ...lines.map(({ kind, description, amount, passThrough, itemCode, quantity, promotionId }) => [
      ...[kind, description, amount, passThrough],
      ...(itemCode === undefined && promotionId === undefined ? [] : [itemCode ?? null, quantity ?? null, promotionId ?? null]),
    ]),
    ...ways.map((w) => [w.number, w.kind, w.label, w.downPayment, w.principal, w.months, w.annualRatePercent, w.method]),
    ...(tradeIn ? [[tradeIn.tradeInId, tradeIn.allowance, tradeIn.payoff]] : []),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

interface Figures {
  discount: Decimal;
  carPrice: number;
  frontGross: number;
}

/**
 * The lowest level that may agree: a tier that is set for it takes a discount up to its limit at a front gross not below its floor.
 * Where none is set the model's limits hold: the discount names the level, a front gross below the floor raises it by one. A price
 * below the floor price is the general manager's, whatever is set.
 */
function approvalOf(
  { discount, carPrice, frontGross }: Figures,
  model: ModelFacts,
  tiers: Tiers,
): Pick<Price, 'approvalLevel' | 'approvalReasons'> {
  const { CONSULTANT, MANAGER } = tiers;
  const consultantLimit = CONSULTANT?.maxDiscountPercent ?? model.consultantDiscountLimitPercent;
  const modelFloor = new Decimal(model.grossFloorPercent).mul(model.listPrice).div(100);
  const floorOf = (tier: Tiers['CONSULTANT'], otherwise: Decimal.Value) => (tier ? (tier.minFrontGross ?? -Infinity) : otherwise);
  const within = [
    { limit: consultantLimit, floor: floorOf(CONSULTANT, modelFloor) },
    {
      limit: MANAGER?.maxDiscountPercent ?? model.managerDiscountLimitPercent,
      floor: floorOf(MANAGER, discount.lte(consultantLimit) ? -Infinity : modelFloor),
    },
  ].map(({ limit, floor }) => ({ discount: discount.lte(limit), gross: new Decimal(frontGross).gte(floor) }));

  const priceIsLow = carPrice < model.floorPrice;
  const level = priceIsLow ? -1 : within.findIndex((w) => w.discount && w.gross);
  const reasons: [ApprovalReason, boolean][] = [
    ['DISCOUNT_ABOVE_LIMIT', !within[0]?.discount],
    ['GROSS_BELOW_FLOOR', !within[0]?.gross],
    ['PRICE_BELOW_FLOOR', priceIsLow],
  ];
  return {
    approvalLevel: APPROVAL_LEVELS[level] ?? 'GENERAL_MANAGER',
    approvalReasons: level === 0 ? [] : reasons.filter(([, holds]) => holds).map(([reason]) => reason),
  };
}

function requireLines(lines: readonly PriceLine[], model: ModelFacts, publishedFees: Record<string, number>): void {
  const vehicles = lines.filter((l) => l.kind === 'VEHICLE');
  if (vehicles.length !== 1)
    throw QuotationLinesInvalid({
      errors: [at('/lines', QuotationLinesInvalid, say('须有且仅有一个车辆项目', 'there must be exactly one VEHICLE line'))],
    });
  const faults = lines.map((line, n) => faultOf(line, `/lines/${n}`)).filter((f) => f !== null);
  if (faults.length) throw QuotationLinesInvalid({ errors: faults });
  for (const [n, line] of lines.entries()) {
    if (line.kind === 'VEHICLE' && line.amount !== model.listPrice) {
      throw VehiclePriceNotList({
        detail: say(`指导价为 ${model.listPrice} 分`, `The list price is ${model.listPrice} fen`),
        errors: [at(`/lines/${n}/amount`, VehiclePriceNotList)],
      });
    }
  }
  // By kind, not by line: a fee in two halves is still one fee.
  for (const [kind, published] of Object.entries(publishedFees)) {
    const charged = sum(lines.filter((l) => l.kind === kind && l.estimate === undefined).map((l) => l.amount));
    if (charged > published)
      throw FeeAbovePublished({
        detail: say(`${kind} 公示标准 ${published} 分`, `${kind} is published at ${published} fen`),
        errors: [at('/lines', FeeAbovePublished)],
      });
  }
}

function faultOf(line: PriceLine, pointer: string): FieldFault | null {
  const fault = (field: string, zh: string, en: string) => at(`${pointer}/${field}`, QuotationLinesInvalid, say(zh, en));
  if (REDUCTIONS.includes(line.kind) && line.amount > 0)
    return fault('amount', '优惠和补贴不能为正数', 'discounts and subsidies are not above zero');
  if (!REDUCTIONS.includes(line.kind) && line.amount < 0)
    return fault('amount', '只有优惠和补贴可为负数', 'only discounts and subsidies are below zero');
  if (line.passThrough && !MAY_PASS_THROUGH.includes(line.kind))
    return fault('passThrough', '该项目不是代收款', 'this kind is never passed through');
  if (!line.passThrough && ALWAYS_PASSED_THROUGH.includes(line.kind))
    return fault('passThrough', '购置税为代收款', 'purchase tax is always passed through');
  return null;
}
