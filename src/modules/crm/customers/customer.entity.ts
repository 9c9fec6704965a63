import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { CustomerMerged, type CustomerType, type Language } from '../crm.contract.js';

export const CUSTOMER_STATES = ['ACTIVE', 'MERGED'] as const;
export type CustomerState = (typeof CUSTOMER_STATES)[number];

/** L-4: a file that turned out to be another’s gives way to it, and can come back. */
export const customerLifecycle = lifecycle({
  name: 'Customer',
  states: CUSTOMER_STATES,
  initial: 'ACTIVE',
  moves: {
    merge: { from: ['ACTIVE'], to: ['MERGED'] },
    unmerge: { from: ['MERGED'], to: ['ACTIVE'] },
  },
});

/** Somebody the group deals with: one record in all stores, found by the mobile (L-3). */
@Entity({ schema: 'crm', name: 'customer' })
export class Customer extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: CustomerState;
  @Column('text') type: CustomerType;
  @Column('text') name: string;
  /** Whom to speak to at a company. */
  @Column('text', { name: 'contact_name', nullable: true }) contactName: string | null;
  @Column('text') language: Language;
  @Column('text', { name: 'mobile_sealed' }) mobileSealed: string;
  @Column('text', { name: 'mobile_index' }) mobileIndex: string;
  /** A person's resident ID number, a company's unified social credit code. */
  @Column('text', { name: 'identity_sealed', nullable: true }) identitySealed: string | null;
  @Column('text', { name: 'identity_index', nullable: true }) identityIndex: string | null;
  @Column('text', { name: 'birth_date_sealed', nullable: true }) birthDateSealed: string | null;
  @Column('text', { name: 'email_sealed', nullable: true }) emailSealed: string | null;
  @Column('text', { name: 'email_index', nullable: true }) emailIndex: string | null;
  @Column('text', { name: 'address_sealed', nullable: true }) addressSealed: string | null;
  @Column('text', { name: 'licence_number_sealed', nullable: true }) licenceNumberSealed: string | null;
  @Column('text', { name: 'licence_class', nullable: true }) licenceClass: string | null;
  @Column('date', { name: 'licence_expires_on', nullable: true }) licenceExpiresOn: string | null;
  /** Of its contacts the first to speak to. */
  @Column('uuid', { name: 'primary_contact_id', nullable: true }) primaryContactId: string | null;
  /** Always an active file: a merge of the survivor takes this along. */
  @Column('uuid', { name: 'merged_into_customer_id', nullable: true }) mergedIntoCustomerId: string | null;
}

/** Nothing new begins with a file that was merged; the refusal names the one that holds. */
export function mustBeActive({ state, mergedIntoCustomerId }: Pick<Customer, 'state' | 'mergedIntoCustomerId'>): void {
  if (state === 'MERGED') throw CustomerMerged({ extra: { customerId: mergedIntoCustomerId } });
}

/** A store that has dealt with a customer, and so sees them. */
@Entity({ schema: 'crm', name: 'customer_store' })
export class CustomerStore {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('timestamptz') since: Date;
}

/** A plate a customer came with, by its blind index alone: with the name it tells a duplicate (L-3). */
@Entity({ schema: 'crm', name: 'customer_plate' })
export class CustomerPlate {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text', { name: 'plate_index' }) plateIndex: string;
  @Column('timestamptz') since: Date;
}
