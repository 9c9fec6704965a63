import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { AlertKind } from './alert-crossing.js';

export const STOCK_ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'CLOSED'] as const;
export const STOCK_ALERT_KINDS = ['LOW', 'HIGH'] as const satisfies readonly AlertKind[];
/** It closes by itself when the level is back (V-7). Whoever it is newly assigned to has not acknowledged it. */
export const stockAlertLifecycle = lifecycle({
  name: 'StockAlert',
  states: STOCK_ALERT_STATES,
  initial: 'OPEN',
  moves: {
    acknowledge: { from: ['OPEN'], to: ['ACKNOWLEDGED'] },
    assign: { from: ['OPEN', 'ACKNOWLEDGED'], to: ['OPEN'] },
    close: { from: ['OPEN', 'ACKNOWLEDGED'], to: ['CLOSED'], system: true },
  },
});

/** Stock of a car in a store crossed a bound of its policy; one open alert per car and kind (V-7). */
@Entity({ schema: 'inventory', name: 'stock_alert' })
export class StockAlert extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof STOCK_ALERT_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('text') kind: AlertKind;
  @Column('uuid', { name: 'stock_policy_id' }) stockPolicyId: string;
  /** The bound that was crossed, and the figures then. */
  @Column('int') threshold: number;
  @Column('int') projected: number;
  @Column('int', { name: 'open_demand' }) openDemand: number;
  @Column('int', { name: 'sold_in_30_days' }) soldIn30Days: number;
  @Column('text', { name: 'assigned_role' }) assignedRole: string;
  @Column('uuid', { name: 'assigned_to', nullable: true }) assignedTo: string | null;
  @Column('uuid', { name: 'acknowledged_by', nullable: true }) acknowledgedBy: string | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('int', { name: 'closed_projected', nullable: true }) closedProjected: number | null;
}
