import { DateOnly, Decimal, Id, Optional, PositiveAmount, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { FLOOR_PLAN_STATES } from './floor-plan.entity.js';
import { IsIn } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';

export class CreateFloorPlan {
  @Id() stockVehicleId: string;
  @Text(100, '示范汽车金融') lender: string;
  /** Financed amount, fen. */
  @PositiveAmount(16_000_000) principal: number;
  /** Percent a year, at most 4 decimals. */
  @Decimal(0, 100, 4, 5.4) annualRatePercent: number;
  /** Days of the lender's year: 360 or 365. */
  @IsIn([360, 365])
  @ApiProperty({ type: 'integer', enum: [360, 365], example: 360 })
  dayBasis: number;
  /** Days from the first on that bear no interest. */
  @Whole(0, 365, 30) freeDays: number;
  /** First day of the financing; today when left out. Days that are over are accrued at once. */
  @Optional()
  @DateOnly('2026-11-24')
  startsOn?: string;
}
export class PayOffFloorPlan {
  /** The day it was paid, which bears no interest any more; today when left out. */
  @Optional()
  @DateOnly('2026-12-31')
  paidOn?: string;
}
export class ListFloorPlans extends ListQuery {
  @Repeated(FLOOR_PLAN_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
}
export class ListFloorPlanAccruals extends ListQuery {}

/** What a lender has put into one car (库存融资). */
export class FloorPlanView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '示范汽车金融' */
  lender: string;
  /** Financed amount, fen. @example 16000000 */
  principal: number;
  /** Percent a year. @example 5.4 */
  annualRatePercent: number;
  /** Days of the lender's year. @example 360 */
  dayBasis: number;
  /** Days from the first on that bear no interest. @example 30 */
  freeDays: number;
  /** @example '2026-11-24' */
  startsOn: string;
  /** First day that bears interest. @example '2026-12-24' */
  bearsInterestFrom: string;
  /** The day it was paid off or the car left, which bears none. @example null */
  endsOn: string | null;
  /** Days whose interest is accrued. @example 7 */
  accruedDays: number;
  /** Interest of them, fen: exact, rounded once half up; the accruals add up to it (V-5). @example 16800 */
  accruedInterest: number;
  /** Who paid it off; all zeros: the car left. @example null */
  endedBy: string | null;
}
/** Interest of one car for one day: exactly one, never changed (V-5). */
export class FloorPlanAccrualView {
  /** @example '2026-12-24' */
  day: string;
  /** @example 16000000 */
  principal: number;
  /** @example 5.4 */
  annualRatePercent: number;
  /** @example 360 */
  dayBasis: number;
  /** Fen: what the exact total, rounded half up, grows by on this day. @example 2400 */
  interest: number;
  /** @example '2026-12-25T00:20:00.000+08:00' */
  accruedAt: Date;
}
