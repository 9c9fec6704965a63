import {
  Amount,
  Code,
  Codes,
  DateOnly,
  Id,
  ListOf,
  Nested,
  Note,
  Odometer,
  OneOf,
  Optional,
  PositiveAmount,
  Repeated,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';
import { CONDITION_VERDICTS, TRADE_IN_STATES } from './trade-in.entity.js';

export class ConditionItemBody {
  @Code('PAINT') code: string;
  @Text(100, '漆面') title: string;
  @OneOf(CONDITION_VERDICTS, 'ATTENTION') verdict: (typeof CONDITION_VERDICTS)[number];
  @Optional()
  @Note('右后门补漆')
  note?: string;
}
export class LienBody {
  /** The lender to whom the car is pledged. */
  @Text(100, '示范银行') holder: string;
  /** Fen to pay it off. */
  @PositiveAmount(3_000_000) payoffAmount: number;
}
class Appraisal {
  @Odometer(68_000) odometerKm: number;
  /** The condition, point by point. */
  @ListOf(() => ConditionItemBody, 1, 200) items: ConditionItemBody[];
  /** What the market pays, fen. */
  @Amount(6_000_000) valuation: number;
  /** Estimated cost of putting it right, fen. */
  @Amount(300_000) reconditioningCost: number;
  /** Last day on which the appraisal holds; 7 days † from today if left out. */
  @Optional()
  @DateOnly('2026-12-01')
  validUntil?: string;
  /** Left out where the car is not pledged. */
  @Optional()
  @Nested(() => LienBody)
  lien?: LienBody;
}
export class CreateTradeIn extends Appraisal {
  @Id() opportunityId: string;
  /** 17 characters; a wrong check digit is a warning (ID-1). */
  @Text(40, 'LFV2A21K2P1234567') vin: string;
  /** Kept encrypted under the customer's key (ID-2). */
  @Optional()
  @Text(12, '沪A12345')
  plateNumber?: string;
  @Text(60, '示范') brand: string;
  @Text(60, 'A4') series: string;
  @Whole(1980, 2100, 2020) modelYear: number;
  /** The model in our catalogue, if it is one of ours. */
  @Optional()
  @Id()
  modelId?: string;
  @OneOf(['ICE', 'BEV', 'PHEV']) powertrain: Powertrain;
  @Text(40, '珠光白') colour: string;
  @Optional()
  @Whole(1, 60, 5)
  seats?: number;
  /** First registration, today or earlier. */
  @DateOnly('2020-05-18') firstRegisteredOn: string;
}
export class ReappraiseTradeIn extends Appraisal {}
export class OfferTradeIn {
  /** What the car counts for, fen. Below what is owed on it a manager must have approved it (TI-1). */
  @Amount(5_800_000) allowance: number;
  /** Last day of the offer, not after the appraisal; the appraisal's if left out. */
  @Optional()
  @DateOnly('2026-12-01')
  validUntil?: string;
}
export class ApproveNegativeEquityTradeIn {
  /** Fen by which the allowance may fall short of what is owed on the car. */
  @Amount(100_000) upTo: number;
}
export class ReleaseLienTradeIn {
  /** Today or earlier. */
  @DateOnly('2026-11-24') releasedOn: string;
  /** Number of the proof that the pledge is gone. */
  @Text(100, 'JY-2026-0117') reference: string;
}
export class AcceptTradeIn {
  /** The quotation it is part of; one of `quotationId` and `salesOrderId` is needed. */
  @Optional()
  @Id()
  quotationId?: string;
  /** The order it is part of. */
  @Optional()
  @Id()
  salesOrderId?: string;
}
export class TakeInTradeIn {
  @Odometer(68_050) odometerKm: number;
  /** Papers that are there; the setting `sales.trade-in-papers` † says which are needed. */
  @Codes(20, ['REGISTRATION_CERTIFICATE', 'VEHICLE_LICENCE', 'OWNER_ID', 'TRANSFER_AGREEMENT'])
  papers: string[];
  /** Who signed the transfer papers. */
  @Text(100, '王小明') signedBy: string;
}
export class TransferTradeIn {
  /** Day on which the car was registered anew, today or earlier. */
  @DateOnly('2026-12-10') transferredOn: string;
}
export class EndTradeIn {
  @Note('客户自行出售') reason: string;
}
export class ListTradeIns extends ListQuery {
  @Repeated(TRADE_IN_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  opportunityId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  /** The whole VIN. */
  @Optional()
  @Code('LFV2A21K2P1234567')
  vin?: string;
}

export class ConditionItemView {
  /** @example 'PAINT' */
  code: string;
  /** @example '漆面' */
  title: string;
  /** PASS, ATTENTION or FAIL. @example 'ATTENTION' */
  verdict: string;
  /** @example '右后门补漆' */
  note: string | null;
}
export class LienView {
  /** @example '示范银行' */
  holder: string;
  /** Fen. @example 3000000 */
  payoffAmount: number;
  /** Null while the car is pledged. @example null */
  releasedOn: string | null;
  /** @example null */
  releaseReference: string | null;
}
/** A customer's car that is given in part payment (置换, TI-1). */
export class TradeInView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** What is doubtful about it: vin_check_digit, vin_year_code (ID-1). @example [] */
  vinWarnings: string[];
  /** Masked. @example '沪A***45' */
  plateNumber: string | null;
  /** @example '示范' */
  brand: string;
  /** @example 'A4' */
  series: string;
  /** @example 2020 */
  modelYear: number;
  /** @example null */
  modelId: string | null;
  /** @example 'ICE' */
  powertrain: string;
  /** @example '珠光白' */
  colour: string;
  /** @example 5 */
  seats: number;
  /** @example '2020-05-18' */
  firstRegisteredOn: string;
  /** As the appraisal read it. @example 68000 */
  odometerKm: number;
  items: ConditionItemView[];
  /** Fen. @example 6000000 */
  valuation: number;
  /** Fen. @example 300000 */
  reconditioningCost: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  appraisedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  appraisedAt: Date;
  /** Last day of the appraisal. @example '2026-12-01' */
  validUntil: string;
  /** Null where the car is not pledged. */
  lien: LienView | null;
  /** Fen by which a manager lets the allowance fall short of what is owed on the car. @example 0 */
  negativeEquityLimit: number;
  /** Fen offered. @example 5800000 */
  allowance: number | null;
  /** @example '2026-12-01' */
  offerValidUntil: string | null;
  /** Allowance, or else valuation, less what is owed on the car, fen; negative where that is more (TI-1). @example 5800000 */
  equity: number;
  /** @example null */
  quotationId: string | null;
  /** @example null */
  salesOrderId: string | null;
  /** @example null */
  acceptedAt: Date | null;
  /** Transfer papers that are there. @example [] */
  papers: string[];
  /** Who signed them, masked. @example null */
  signedBy: string | null;
  /** @example null */
  takenInOn: string | null;
  /** By when it must be registered anew (RG-2). @example null */
  transferDueOn: string | null;
  /** @example null */
  transferredOn: string | null;
  /** Why it came to nothing; ORDER_CANCELLED with its order. @example null */
  endReason: string | null;
}
