import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const PURCHASE_PLAN_STATES = ['DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'ORDERED'] as const;
export const purchasePlanLifecycle = lifecycle({
  name: 'PurchasePlan',
  states: PURCHASE_PLAN_STATES,
  initial: 'DRAFT',
  moves: {
    submit: { from: ['DRAFT'], to: ['SUBMITTED'] },
    approve: { from: ['SUBMITTED'], to: ['APPROVED'] },
    reject: { from: ['SUBMITTED'], to: ['REJECTED'] },
    order: { from: ['APPROVED'], to: ['ORDERED'] },
  },
});

/** What a store wants to buy from the maker, reckoned from projected availability (V-10). */
@Entity({ schema: 'inventory', name: 'purchase_plan' })
export class PurchasePlan extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof PURCHASE_PLAN_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') title: string;
  /** The day whose levels and sales it was reckoned with. */
  @Column('date', { name: 'as_of' }) asOf: string;
  @Column('uuid', { name: 'planned_by' }) plannedBy: string;
  @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy: string | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('uuid', { name: 'vehicle_purchase_order_id', nullable: true }) vehiclePurchaseOrderId: string | null;
}

/** One kind of car of a plan with every figure its quantity rests on. */
@Entity({ schema: 'inventory', name: 'purchase_plan_line' })
export class PurchasePlanLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'purchase_plan_id' }) purchasePlanId: string;
  @Column('int', { name: 'line_number' }) lineNumber: number;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('numeric', { name: 'target_days_supply', precision: 6, scale: 1 }) targetDaysSupply: number;
  @Column('int', { name: 'sold_in_30_days' }) soldIn30Days: number;
  @Column('numeric', { name: 'daily_rate', precision: 12, scale: 4 }) dailyRate: number;
  @Column('int', { name: 'open_demand' }) openDemand: number;
  @Column('int') projected: number;
  @Column('numeric', { precision: 12, scale: 2 }) needed: number;
  @Column('int') pack: number;
  @Column('int', { nullable: true }) quota: number | null;
  @Column('int') suggested: number;
  /** What the buyer makes of the suggestion. */
  @Column('int') quantity: number;
  @Column('bigint', { name: 'unit_cost' }) unitCost: number;
  @Column('uuid', { name: 'stock_policy_id', nullable: true }) stockPolicyId: string | null;
  /** The low alert that it answers. */
  @Column('uuid', { name: 'stock_alert_id', nullable: true }) stockAlertId: string | null;
}
