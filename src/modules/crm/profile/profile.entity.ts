import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What events say about a customer; each thing the profile shows is computed from these alone. */
export const FACTS = [
  'TAG',
  'UNTAG',
  'INTENT',
  'CONTACT',
  'OWNED',
  'DISOWNED',
  'ORDER',
  'REPAIR',
  'DELIVERED',
  'REVENUE',
  'MONEY',
  'PAID',
  'VOID',
] as const;
export type FactKind = (typeof FACTS)[number];

/**
 * One thing that one event said about one customer. Facts are a set, so their order of arrival does not matter:
 * the profile is a function of the set, and a merge only changes whose they are.
 */
@Entity({ schema: 'crm', name: 'profile_fact' })
export class ProfileFact {
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId: string;
  @PrimaryColumn('int') n: number;
  /** Which of two facts of one instant is the later. */
  @Column('bigint') seq: number;
  @Column('text', { name: 'event_name' }) eventName: string;
  /** Whose it is now. */
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  /** Whom the event named: after a merge another than `customerId`. */
  @Column('uuid', { name: 'said_of_id' }) saidOfId: string;
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('timestamptz') at: Date;
  @Column('text') what: FactKind;
  @Column('text', { nullable: true }) key: string | null;
  @Column('text', { nullable: true }) value: string | null;
  /** Fen. */
  @Column('bigint', { nullable: true }) amount: number | null;
  @Column('text', { name: 'document_type', nullable: true }) documentType: string | null;
  @Column('uuid', { name: 'document_id', nullable: true }) documentId: string | null;
  @Column('jsonb', { nullable: true }) data: Record<string, string | null> | null;
}

/** A customer at a glance (客户画像), over all stores. */
@Entity({ schema: 'crm', name: 'profile' })
export class Profile {
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text', { name: 'intent_level', nullable: true }) intentLevel: string | null;
  @Column('text', { name: 'intent_reason', nullable: true }) intentReason: string | null;
  @Column('uuid', { name: 'intent_opportunity_id', nullable: true }) intentOpportunityId: string | null;
  @Column('timestamptz', { name: 'intent_at', nullable: true }) intentAt: Date | null;
  @Column('uuid', { name: 'intent_event_id', nullable: true }) intentEventId: string | null;
  /** Fen: cars delivered, without what is passed through. */
  @Column('bigint', { name: 'sales_revenue' }) salesRevenue: number;
  /** Fen: repair orders settled, the customer's share. */
  @Column('bigint', { name: 'service_revenue' }) serviceRevenue: number;
  @Column('int', { name: 'paid_visits' }) paidVisits: number;
  @Column('int') orders: number;
  @Column('int', { name: 'repair_orders' }) repairOrders: number;
  @Column('int') vehicles: number;
  @Column('timestamptz', { name: 'last_paid_visit_at', nullable: true }) lastPaidVisitAt: Date | null;
  @Column('timestamptz', { name: 'last_contact_at', nullable: true }) lastContactAt: Date | null;
  @Column('timestamptz', { name: 'last_delivered_at', nullable: true }) lastDeliveredAt: Date | null;
}

/** A car that is or was the customer's. */
@Entity({ schema: 'crm', name: 'profile_vehicle' })
export class ProfileVehicle {
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @PrimaryColumn('text') vin: string;
  @Column('uuid', { name: 'customer_vehicle_id' }) customerVehicleId: string;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('date', { name: 'delivered_on', nullable: true }) deliveredOn: string | null;
  @Column('timestamptz') since: Date;
  /** From then on it was somebody else's, or came back to us. */
  @Column('timestamptz', { nullable: true }) until: Date | null;
}

export const TAG_KINDS = ['PREFERENCE', 'FEEDBACK', 'FACT'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** A preference, a feedback or a trait of a customer, with the event that said so. */
@Entity({ schema: 'crm', name: 'customer_tag' })
export class CustomerTag {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('text') key: string;
  @Column('text') value: string;
  @Column('text') kind: TagKind;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'event_id' }) eventId: string;
  @Column('text', { name: 'event_name' }) eventName: string;
}
