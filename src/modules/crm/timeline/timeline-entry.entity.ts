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
  'TRADE_IN',
  'MONEY',
  'INVOICE',
  'MESSAGE',
  'CAMPAIGN',
  'COUPON',
  'APPOINTMENT',
  'REPAIR_ORDER',
  'REMINDER',
  'COMPLAINT',
  'SURVEY',
  'CONSENT',
  'GRADE',
  'CUSTOMER',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened with a customer, or with a lead that is to become one. */
@Entity({ schema: 'crm', name: 'timeline_entry' })
export class TimelineEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId: string | null;
  /** Null: it is the group's, and seen by whoever knows the customer. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('timestamptz') at: Date;
  @Column('text') kind: TimelineKind;
  /** Which of the kind's happenings: its wording. */
  @Column('text') what: string;
  /** The facts that the title tells; no personal data. */
  @Column('jsonb') data: Record<string, string | number>;
  @Column('text', { name: 'ref_type' }) refType: string;
  @Column('uuid', { name: 'ref_id' }) refId: string;
}
