import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const VISIT_STATES = ['PRESENT', 'LEFT'] as const;
export const VISIT_PURPOSES = ['VIEWING', 'TEST_DRIVE', 'NEGOTIATION', 'CONTRACT', 'DELIVERY', 'SERVICE', 'OTHER'] as const;
export type VisitPurpose = (typeof VISIT_PURPOSES)[number];

export const visitLifecycle = lifecycle({
  name: 'Visit',
  states: VISIT_STATES,
  initial: 'PRESENT',
  moves: {
    receive: { from: ['PRESENT'], to: ['PRESENT'] },
    identify: { from: ['PRESENT'], to: ['PRESENT'] },
    leave: { from: ['PRESENT'], to: ['LEFT'] },
    close: { from: ['PRESENT'], to: ['LEFT'], system: true },
  },
});

/** Somebody in the showroom (到店): a customer, an enquirer, or people whose names are not known yet. */
@Entity({ schema: 'crm', name: 'visit' })
export class Visit extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof VISIT_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'host_employee_id', nullable: true }) hostEmployeeId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId: string | null;
  @Column('uuid', { name: 'opportunity_id', nullable: true }) opportunityId: string | null;
  @Column('text') purpose: VisitPurpose;
  @Column('int', { name: 'party_size' }) partySize: number;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt: Date;
  /** When a host took care of them. */
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  /** When the store closes: whoever is forgotten leaves then. */
  @Column('timestamptz', { name: 'closes_at' }) closesAt: Date;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt: Date | null;
  /** Nobody said that they left. */
  @Column('boolean') forgotten: boolean;
}
