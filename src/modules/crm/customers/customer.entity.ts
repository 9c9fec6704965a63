import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { CustomerType, Language } from '../crm.contract.js';

/** Somebody the group deals with: one record in all stores, found by the mobile (L-3). */
@Entity({ schema: 'crm', name: 'customer' })
export class Customer extends Aggregate {
  @Column('text') number: string;
  @Column('text') type: CustomerType;
  @Column('text') name: string;
  /** Whom to speak to at a company. */
  @Column('text', { name: 'contact_name', nullable: true }) contactName: string | null;
  @Column('text') language: Language;
  @Column('text', { name: 'mobile_sealed' }) mobileSealed: string;
  @Column('text', { name: 'mobile_index' }) mobileIndex: string;
  /** A person's resident ID number, a company's unified social credit code. */
  @Column('text', { name: 'identity_sealed', nullable: true }) identitySealed: string | null;
  @Column('text', { name: 'email_sealed', nullable: true }) emailSealed: string | null;
  @Column('text', { name: 'address_sealed', nullable: true }) addressSealed: string | null;
}

/** A store that has dealt with a customer, and so sees them. */
@Entity({ schema: 'crm', name: 'customer_store' })
export class CustomerStore {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('timestamptz') since: Date;
}
