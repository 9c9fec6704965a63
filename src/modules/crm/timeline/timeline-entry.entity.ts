import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TIMELINE_KINDS = [
  'LEAD',
  'INTERACTION',
  'VISIT',
  'OPPORTUNITY',
  'TEST_DRIVE',
  'QUOTATION',
  'SALES_ORDER',
  'DELIVERY',
  'MESSAGE',
  'APPOINTMENT',
  'REPAIR_ORDER',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened with a customer, or with a lead that is to become one. */
@Entity({ schema: 'crm', name: 'timeline_entry' })
export class TimelineEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId: string | null;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('timestamptz') at: Date;
  @Column('text') kind: TimelineKind;
  /** Which of the kind's happenings: its wording. */
  @Column('text') what: string;
  /** The facts that the title tells; no personal data. */
  @Column('jsonb') data: Record<string, string | number>;
  @Column('text', { name: 'ref_type' }) refType: string;
  @Column('uuid', { name: 'ref_id' }) refId: string;
}
