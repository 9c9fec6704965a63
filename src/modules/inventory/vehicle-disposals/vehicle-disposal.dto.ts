import { Amount, Id, Note, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { DISPOSAL_KINDS, type DisposalKind, VEHICLE_DISPOSAL_STATES } from './vehicle-disposal.entity.js';

export class CreateVehicleDisposal {
  @Id() stockVehicleId: string;
  /** WHOLESALE: sold to the trade; SCRAP: scrapped. */
  @OneOf(DISPOSAL_KINDS) kind: DisposalKind;
  /** The dealer who buys it, or the yard that scraps it. */
  @Text(200, '示范二手车经销有限公司') takenBy: string;
  /** What we get for it, fen; 0 only when it is scrapped. */
  @Amount(14_500_000) amount: number;
  @Note('库龄超过 180 天,整车批售') reason: string;
}
export class ApproveVehicleDisposal {
  @Optional()
  @Note('同意批售')
  note?: string;
}
export class RejectVehicleDisposal {
  @Note('先作特价车零售') reason: string;
}
export class ListVehicleDisposals extends ListQuery {
  @Repeated(VEHICLE_DISPOSAL_STATES)
  state?: string[];
  @Optional()
  @OneOf(DISPOSAL_KINDS)
  kind?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
}

/** A car that is to be sold to the trade or scrapped (批售, 报废). */
export class VehicleDisposalView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** WHOLESALE or SCRAP. @example 'WHOLESALE' */
  kind: string;
  /** The dealer who buys it, or the yard that scraps it. @example '示范二手车经销有限公司' */
  takenBy: string;
  /** What we get for it, fen. @example 14500000 */
  amount: number;
  /** @example '库龄超过 180 天,整车批售' */
  reason: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  requestedBy: string;
  /** @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
}
