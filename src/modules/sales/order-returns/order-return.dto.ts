import { Amount, Id, Note, Odometer, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { ORDER_RETURN_STATES } from './order-return.entity.js';
import { RETURN_REASONS, type ReturnReason } from './return-terms.js';

export class CreateOrderReturn {
  /** A delivered order. */
  @Id() salesOrderId: string;
  /** SANBAO_ART_22 (7 days), SANBAO_ART_23 (60 days and 3,000 km), SANBAO_ART_24 (2 years and 50,000 km), DISTANCE_SALE (7 days, sold ONLINE or by PHONE unless excluded, D-11) or GOODWILL (by agreement †). */
  @OneOf(RETURN_REASONS, 'SANBAO_ART_23') reason: ReturnReason;
  /** Kilometres on the odometer now. */
  @Odometer(1_250) odometerKm: number;
  /** What happened, with what proves it. */
  @Note('制动系统失效,检测报告 JC-2026-018') account: string;
  /** Fen that were agreed to be kept; only by agreement. */
  @Optional()
  @Amount(0)
  deduction?: number;
}
export class ApproveOrderReturn {
  @Optional()
  @Note('同意退车')
  note?: string;
}
export class RejectOrderReturn {
  @Note('检测未发现所述问题') reason: string;
}
export class ListOrderReturns extends ListQuery {
  @Repeated(ORDER_RETURN_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
}

/** A delivered car that is to come back (退车). */
export class OrderReturnView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example 'SANBAO_ART_23' */
  reason: string;
  /** @example '制动系统失效,检测报告 JC-2026-018' */
  account: string;
  /** @example 1250 */
  odometerKm: number;
  /** The periods run from here (三包 18). @example '2026-11-24' */
  deliveredOn: string;
  /** Last day for this reason. @example '2027-01-23' */
  lastDay: string;
  /** Most kilometres for this reason; null: they do not matter. @example 3000 */
  mostKm: number | null;
  /** Price of the car without what is passed through, fen. @example 15151200 */
  price: number;
  /** Fen for the use of the car: price × km ÷ 1000 × n, only under art 24 (W-5). @example 0 */
  useFee: number;
  /** Fen that were agreed to be kept. @example 0 */
  deduction: number;
  /** It must be disclosed as 三包换退车 when it is sold again (三包 33). @example true */
  disclosure: boolean;
  /** Fen of the purchase tax that the tax office gives back to the buyer (TX-1, 购税 15); null before the approval, or when no tax is recorded. @example null */
  purchaseTaxRefund: number | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  requestedBy: string;
  /** @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
}
