import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

export const INSURANCE_KINDS = ['COMPULSORY', 'COMMERCIAL'] as const;
/** 车船税 is collected with the compulsory policy, unless the car is exempt or it is paid elsewhere (RG-1). */
export const VESSEL_TAXES = ['COLLECTED', 'EXEMPT', 'NOT_COLLECTED'] as const;
export type VesselTax = (typeof VESSEL_TAXES)[number];
export type InsuranceKind = (typeof INSURANCE_KINDS)[number];

@Entity({ schema: 'sales', name: 'insurance_policy' })
export class InsurancePolicy extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  /** A policy is for a car: one that the order loses is not insured by it any more. */
  @Column('text') vin: string;
  @Column('text') kind: InsuranceKind;
  @Column('text') insurer: string;
  @Column('text', { name: 'policy_number' }) policyNumber: string;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  @Column('date', { name: 'ends_on' }) endsOn: string;
  @Column('bigint') premium: number;
  /** Only of compulsory insurance. */
  @Column('text', { name: 'vessel_tax', nullable: true }) vesselTax: VesselTax | null;
  /** The policy that it goes on from (IN-1). */
  @Column('uuid', { name: 'renews_policy_id', nullable: true }) renewsPolicyId: string | null;
}
