import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const FLOOR_PLAN_STATES = ['RUNNING', 'PAID_OFF', 'ENDED'] as const;
export type FloorPlanState = (typeof FLOOR_PLAN_STATES)[number];
export const floorPlanLifecycle = lifecycle({
  name: 'FloorPlan',
  states: FLOOR_PLAN_STATES,
  initial: 'RUNNING',
  moves: {
    'pay-off': { from: ['RUNNING'], to: ['PAID_OFF'] },
    // The car was delivered, sold to the trade or scrapped.
    end: { from: ['RUNNING'], to: ['ENDED'], system: true },
  },
});

/** What a lender has put into one car (库存融资): its terms hold from its first to its last day, other terms are another plan. */
@Entity({ schema: 'inventory', name: 'floor_plan' })
export class FloorPlan extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: FloorPlanState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('text') lender: string;
  @Column('bigint') principal: number;
  @Column('numeric', { name: 'annual_rate_percent', precision: 7, scale: 4 }) annualRatePercent: number;
  @Column('int', { name: 'day_basis' }) dayBasis: number;
  @Column('int', { name: 'free_days' }) freeDays: number;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  /** The day it was paid off or the car left: bears no interest any more. */
  @Column('date', { name: 'ends_on', nullable: true }) endsOn: string | null;
  /** Last day whose interest is accrued; before the first one, the day before it. The accrual moves it on, and a payoff that was told late back. */
  @Column('date', { name: 'accrued_until' }) accruedUntil: string;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
}

/** What was accrued for days on which the lender was paid already, taken back in one line: the accruals themselves never change. */
@Entity({ schema: 'inventory', name: 'floor_plan_adjustment' })
export class FloorPlanAdjustment {
  @PrimaryColumn('uuid', { name: 'floor_plan_id' }) floorPlanId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  /** The days that were accrued too many: the first of them, and how many. */
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('int') days: number;
  /** Fen, below 0. */
  @Column('bigint') interest: number;
  @Column('uuid', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
}

/** Interest of one car for one day: exactly one row, never changed. */
@Entity({ schema: 'inventory', name: 'floor_plan_accrual' })
export class FloorPlanAccrual {
  @PrimaryColumn('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @PrimaryColumn('date') day: string;
  @Column('uuid', { name: 'floor_plan_id' }) floorPlanId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('bigint') principal: number;
  @Column('numeric', { name: 'annual_rate_percent', precision: 7, scale: 4 }) annualRatePercent: number;
  @Column('int', { name: 'day_basis' }) dayBasis: number;
  @Column('bigint') interest: number;
  @Column('timestamptz', { name: 'accrued_at' }) accruedAt: Date;
}
