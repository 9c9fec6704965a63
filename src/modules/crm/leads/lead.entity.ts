import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { LEAD_SOURCES, type LeadSource } from '../crm.contract.js';

export const LEAD_STATES = [
  'NEW',
  'POOL',
  'ASSIGNED',
  'CONTACTED',
  'CONVERTED',
  'LOST_PENDING_REVIEW',
  'LOST',
  'DUPLICATE',
  'INVALID',
] as const;
export type LeadState = (typeof LEAD_STATES)[number];
/** A further enquiry of the same mobile belongs to such a lead (L-3). */
export const OPEN_LEAD_STATES = ['NEW', 'POOL', 'ASSIGNED', 'CONTACTED', 'LOST_PENDING_REVIEW'] as const satisfies LeadState[];
export { LEAD_SOURCES, type LeadSource };

/** L-1; qualifying makes customer and opportunity at once, so QUALIFIED and CONVERTED are one state. */
export const leadLifecycle = lifecycle({
  name: 'Lead',
  states: LEAD_STATES,
  initial: ['NEW', 'DUPLICATE'],
  moves: {
    assign: { from: ['NEW', 'POOL', 'ASSIGNED', 'CONTACTED'], to: ['ASSIGNED'] },
    claim: { from: ['NEW', 'POOL'], to: ['ASSIGNED'] },
    contact: { from: ['ASSIGNED', 'CONTACTED'], to: ['CONTACTED'] },
    qualify: { from: ['CONTACTED'], to: ['CONVERTED'] },
    lose: { from: ['ASSIGNED', 'CONTACTED'], to: ['LOST_PENDING_REVIEW'] },
    review: { from: ['LOST_PENDING_REVIEW'], to: ['LOST', 'ASSIGNED'] },
    invalidate: { from: ['NEW', 'POOL', 'ASSIGNED', 'CONTACTED'], to: ['INVALID'] },
    recall: { from: ['ASSIGNED', 'CONTACTED'], to: ['POOL'], system: true },
  },
});

/** An enquiry (线索): who asked, what for, who answers and until when. */
@Entity({ schema: 'crm', name: 'lead' })
export class Lead extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: LeadState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id', nullable: true }) ownerEmployeeId: string | null;
  @Column('text') source: LeadSource;
  @Column('text') name: string;
  @Column('text', { name: 'mobile_sealed' }) mobileSealed: string;
  @Column('text', { name: 'mobile_index' }) mobileIndex: string;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  /** Until when the first human answer is due (L-5). */
  @Column('timestamptz', { name: 'response_due_at' }) responseDueAt: Date;
  @Column('timestamptz', { name: 'first_responded_at', nullable: true }) firstRespondedAt: Date | null;
  @Column('timestamptz', { name: 'last_contact_at', nullable: true }) lastContactAt: Date | null;
  @Column('uuid', { name: 'duplicate_of_lead_id', nullable: true }) duplicateOfLeadId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'opportunity_id', nullable: true }) opportunityId: string | null;
  @Column('text', { name: 'intent_level', nullable: true }) intentLevel: string | null;
  @Column('text', { name: 'lost_reason', nullable: true }) lostReason: string | null;
  @Column('text', { name: 'closing_note', nullable: true }) closingNote: string | null;
  /** When it goes back to the pool unless somebody follows it up (L-6). */
  @Column('timestamptz', { name: 'recall_at', nullable: true }) recallAt: Date | null;
  @Column('uuid', { name: 'recalled_from_employee_id', nullable: true }) recalledFromEmployeeId: string | null;
  @Column('timestamptz', { name: 'recalled_at', nullable: true }) recalledAt: Date | null;
}
