import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a customer is found by; the id is the customer's. */
@Entity({ schema: 'crm', name: 'customer_search' })
export class CustomerSearch {
  @PrimaryColumn('uuid') id: string;
  @Column('tsvector') tokens: string;
  /** Which rules the tokens were cut by: older ones are cut anew. */
  @Column('int', { name: 'token_version' }) tokenVersion: number;
}
/** What a lead is found by; the id is the lead's. */
@Entity({ schema: 'crm', name: 'lead_search' })
export class LeadSearch {
  @PrimaryColumn('uuid') id: string;
  @Column('tsvector') tokens: string;
  @Column('int', { name: 'token_version' }) tokenVersion: number;
}

/** A car by which its owner is found, as the workshop knows it; the id is the customer vehicle's. */
@Entity({ schema: 'crm', name: 'customer_car' })
export class CustomerCar {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') vin: string;
  @Column('text', { name: 'plate_sealed', nullable: true }) plateSealed: string | null;
}
