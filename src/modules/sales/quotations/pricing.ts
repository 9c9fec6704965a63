import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { sum } from '../../../kernel/money.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import type { ModelFacts } from '../../inventory/inventory.contract.js';
import { ColourNotOffered, FeeAbovePublished, QuotationLinesInvalid, VehiclePriceNotList } from '../sales.contract.js';

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
}
export interface OfferedLine {
  kind: LineKind;
  description: string;
  amount: number;
  passThrough?: boolean;
}
export interface Price {
  lines: PriceLine[];
  total: number;
  passThroughTotal: number;
  discountPercent: number;
  frontGross: number;
  approvalLevel: ApprovalLevel;
  versionHash: string;
}

// A subsidy counts as if the store paid it: until promotions are data nothing proves that somebody else does.
const REDUCTIONS: readonly LineKind[] = ['DISCOUNT', 'TRADE_IN_SUBSIDY', 'MAKER_SUBSIDY', 'COUPON'];
const ALWAYS_PASSED_THROUGH: readonly LineKind[] = ['PURCHASE_TAX'];
const USUALLY_PASSED_THROUGH: readonly LineKind[] = ['PURCHASE_TAX', 'INSURANCE', 'REGISTRATION_FEE'];
const MAY_PASS_THROUGH: readonly LineKind[] = [...USUALLY_PASSED_THROUGH, 'FINANCE_FEE'];

export const isPassedThrough = ({ kind, passThrough }: OfferedLine): boolean => passThrough ?? USUALLY_PASSED_THROUGH.includes(kind);

/**
 * Prices an offer. The front gross is the car's alone: list price less reductions less the model's standard cost, VAT included
 * on both sides; accessories, fees and insurance are back gross and cannot hide a low price of the car.
 */
export function priceOffer(
  offered: readonly OfferedLine[],
  colour: string,
  model: ModelFacts,
  publishedFees: Record<string, number>,
): Price {
  if (!model.colours.includes(colour)) {
    throw ColourNotOffered({
      detail: say(`可选颜色:${model.colours.join('、')}`, `It comes in ${model.colours.join(', ')}`),
      errors: [at('/colour', ColourNotOffered)],
    });
  }
  const lines = offered.map((line) => ({ ...line, passThrough: isPassedThrough(line) }));
  requireLines(lines, model, publishedFees);

  const reduction = -sum(lines.filter((l) => REDUCTIONS.includes(l.kind)).map((l) => l.amount));
  const carPrice = model.listPrice - reduction;
  const frontGross = carPrice - model.standardCost;
  const total = sum(lines.map((l) => l.amount));
  if (total <= 0)
    throw QuotationLinesInvalid({
      detail: say('总价必须大于零', 'the total must be above zero'),
      errors: [at('/lines', QuotationLinesInvalid)],
    });
  const discount = new Decimal(reduction).mul(100).div(model.listPrice);
  return {
    lines,
    total,
    passThroughTotal: sum(lines.filter((l) => l.passThrough).map((l) => l.amount)),
    discountPercent: discount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber(),
    frontGross,
    approvalLevel: levelOf(discount, carPrice, frontGross, model),
    versionHash: hashOf(model.modelId, colour, lines),
  };
}

/** The content an approval binds to: any change of car or price changes it. */
export function hashOf(modelId: string, colour: string, lines: readonly PriceLine[]): string {
  const content = [modelId, colour, ...lines.map(({ kind, description, amount, passThrough }) => [kind, description, amount, passThrough])];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The discount names the level; a front gross below the floor raises it by one, a price below the floor price is the general manager's. */
function levelOf(discountPercent: Decimal, carPrice: number, frontGross: number, model: ModelFacts): ApprovalLevel {
  if (carPrice < model.floorPrice || discountPercent.gt(model.managerDiscountLimitPercent)) return 'GENERAL_MANAGER';
  const level = discountPercent.gt(model.consultantDiscountLimitPercent) ? 1 : 0;
  const grossIsLow = new Decimal(frontGross).mul(100).lt(new Decimal(model.grossFloorPercent).mul(model.listPrice));
  return APPROVAL_LEVELS[grossIsLow ? level + 1 : level] ?? 'GENERAL_MANAGER';
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
    const charged = sum(lines.filter((l) => l.kind === kind).map((l) => l.amount));
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
