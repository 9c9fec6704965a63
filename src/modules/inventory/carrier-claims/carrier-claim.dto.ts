import { Amount, Id, Note, OneOf, Optional, PositiveAmount, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { DamageView } from '../stock-vehicles/stock-vehicle.dto.js';
import { CARRIER_CLAIM_KINDS, CARRIER_CLAIM_STATES } from './carrier-claim.entity.js';

export class SubmitCarrierClaim {
  /** What is claimed, fen. */
  @PositiveAmount(180_000) amount: number;
  @Optional()
  @Note('左前门喷漆')
  note?: string;
}
export class SettleCarrierClaim {
  /** What the carrier pays, fen; not above the claim. */
  @Amount(150_000) settledAmount: number;
  @Optional()
  @Note('承运商同意赔付')
  note?: string;
}
export class EndCarrierClaim {
  @Note('承运商举证为装车前损伤') reason: string;
}
export class ListCarrierClaims extends ListQuery {
  @Repeated(CARRIER_CLAIM_STATES)
  state?: string[];
  @Optional()
  @OneOf(CARRIER_CLAIM_KINDS)
  kind?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  shipmentNoticeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
}

/** What the carrier has to answer for (承运商索赔): a car that came damaged, or did not come (V-3). */
export class CarrierClaimView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  shipmentNoticeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** DAMAGE or MISSING. @example 'DAMAGE' */
  kind: string;
  /** @example '示范物流' */
  carrier: string;
  damages: DamageView[];
  /** Until then it may be submitted: the arrival + 72 h †. @example '2026-11-27T10:00:00.000Z' */
  claimBy: Date;
  /** @example 'CNY' */
  currency: string;
  /** What is claimed, fen. @example 180000 */
  amount: number | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  submittedBy: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  submittedAt: Date | null;
  /** What the carrier pays, fen. @example null */
  settledAmount: number | null;
  /** @example null */
  endedBy: string | null;
  /** @example null */
  endedAt: Date | null;
  /** @example '左前门喷漆' */
  note: string | null;
}
