import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

/** 车主, 驾驶人, 付款人, 决策人. */
export const CONTACT_ROLES = ['OWNER', 'DRIVER', 'PAYER', 'DECISION_MAKER'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];
export const CONTACT_STATES = ['ACTIVE', 'REMOVED'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

export const customerContactLifecycle = lifecycle({
  name: 'CustomerContact',
  states: CONTACT_STATES,
  initial: 'ACTIVE',
  moves: { remove: { from: ['ACTIVE'], to: ['REMOVED'] } },
});

/** One of the people of a customer: who owns, drives, pays, decides. Their data is sealed under the customer. */
@Entity({ schema: 'crm', name: 'customer_contact' })
export class CustomerContact extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: ContactState;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'person_customer_id', nullable: true }) personCustomerId: string | null;
  @Column('text') name: string;
  @Column('text', { array: true }) roles: ContactRole[];
  @Column('text', { nullable: true }) position: string | null;
  @Column('text', { name: 'mobile_sealed', nullable: true }) mobileSealed: string | null;
  @Column('text', { name: 'email_sealed', nullable: true }) emailSealed: string | null;
}
