import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, ConsentPurpose } from '../crm.contract.js';

/** A line of the consent ledger: given or withdrawn, never changed. The newest of a purpose and channel holds (PR-3). */
@Entity({ schema: 'crm', name: 'consent' })
export class Consent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') purpose: ConsentPurpose;
  @Column('text') channel: Channel;
  @Column('boolean') granted: boolean;
  @Column('text', { name: 'text_version' }) textVersion: string;
  @Column('text', { nullable: true }) evidence: string | null;
  @Column('text', { name: 'data_categories', array: true }) dataCategories: string[];
  @Column('text', { nullable: true }) recipient: string | null;
  @Column('uuid', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz') at: Date;
}
