import { Code, DateOnly, Decimal, Id, Ids, OneOf, Optional, PositiveAmount, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView, StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { rebateClaimLifecycle } from './rebate-claim.entity.js';
import { rebateProgrammeLifecycle } from './rebate-programme.entity.js';

export class CreateRebateProgramme {
  @Code('RB-2026-Q4') code: string;
  @Text(100, '四季度提车返利') name: string;
  /** Models it is for; any if left out. */
  @Optional()
  @Ids(200)
  modelIds?: string[];
  /** Stores it is for; any if left out. */
  @Optional()
  @Ids(200)
  storeIds?: string[];
  /** Fen for every car; this or `percent`. */
  @Optional()
  @PositiveAmount(300_000)
  amount?: number;
  /** Share of what we paid the maker for the car. */
  @Optional()
  @Decimal(0.01, 100, 2, 2.5)
  percent?: number;
  /** First day of delivery that earns it. */
  @DateOnly('2026-10-01') validFrom: string;
  /** Last day. */
  @DateOnly('2026-12-31') validUntil: string;
}
export class ListRebateProgrammes extends ListQuery {
  @Optional()
  @OneOf(rebateProgrammeLifecycle.states)
  state?: string;
}
export class ListRebateClaims extends ListQuery {
  @Optional()
  @OneOf(rebateClaimLifecycle.states)
  state?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  rebateProgrammeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
}

/** What the maker promises for every car of a kind that is delivered (厂家返利). */
export class RebateProgrammeView extends GroupResourceView {
  /** @example 'RB-2026-Q4' */
  code: string;
  /** @example '四季度提车返利' */
  name: string;
  /** Empty: any model. @example [] */
  modelIds: string[];
  /** Empty: any store. @example [] */
  storeIds: string[];
  /** Fen a car. @example 300000 */
  amount: number | null;
  /** Share of what the car cost us. @example null */
  percent: number | null;
  /** @example '2026-10-01' */
  validFrom: string;
  /** @example '2026-12-31' */
  validUntil: string;
}
/** The rebate that one delivery earned. */
export class RebateClaimView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  rebateProgrammeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000003' */
  salesOrderId: string;
  /** @example 'SO-S01-2026-000001' */
  orderNumber: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000004' */
  modelId: string;
  /** Fen. @example 300000 */
  amount: number;
  /** What the maker owes: receipts are taken against it. @example '01938b4e-7c00-7000-8000-000000000005' */
  receivableId: string;
  /** @example '2026-11-24' */
  deliveredOn: string;
}
