import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const partIssueLifecycle = lifecycle({ name: 'PartIssue', states: ['ISSUED'], initial: 'ISSUED', moves: {} });
export type PartIssueState = (typeof partIssueLifecycle)['states'][number];

/** Parts that left the store for a repair order line, at the average cost of that moment (P-2). Written by part-issue.commands.ts. */
@Entity({ schema: 'parts', name: 'part_issue' })
export class PartIssue extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: PartIssueState;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('uuid', { name: 'line_id' }) lineId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('numeric', { precision: 13, scale: 3 }) quantity: number;
  @Column('numeric', { name: 'unit_cost', precision: 18, scale: 6 }) unitCost: number;
  /** Posted from stock to the repair order, fen. */
  @Column('bigint') cost: number;
  @Column('uuid', { name: 'issued_by' }) issuedBy: string;
}
