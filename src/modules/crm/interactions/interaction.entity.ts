import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Channel } from '../crm.contract.js';

export const DIRECTIONS = ['INBOUND', 'OUTBOUND'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const OUTCOMES = ['REACHED', 'NO_ANSWER', 'CALL_BACK', 'APPOINTMENT', 'REFUSED', 'WRONG_NUMBER', 'OTHER'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One contact between a person of ours and a customer, or a lead that is to become one. */
@Entity({ schema: 'crm', name: 'interaction' })
export class Interaction extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  /** Who spoke with them. */
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId: string | null;
  @Column('uuid', { name: 'opportunity_id', nullable: true }) opportunityId: string | null;
  @Column('text') channel: Channel;
  @Column('text') direction: Direction;
  @Column('text') outcome: Outcome;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz') at: Date;
  /** When they agreed to speak or meet again. */
  @Column('timestamptz', { name: 'agreed_at', nullable: true }) agreedAt: Date | null;
  /** When that was kept: by the next contact or visit. */
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}
