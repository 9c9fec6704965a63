import { Amount, Code, DateOnly, Id, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { INSURANCE_KINDS, type InsuranceKind, VESSEL_TAXES, type VesselTax } from './insurance-policy.entity.js';

export class RecordInsurancePolicy {
  @Id() salesOrderId: string;
  /** COMPULSORY is 交强险: its term is one year (IN-1). */
  @OneOf(INSURANCE_KINDS, 'COMPULSORY') kind: InsuranceKind;
  @Text(100, '示范保险') insurer: string;
  @Code('JQ20261124001', 60) policyNumber: string;
  /** First day insured. */
  @DateOnly('2026-11-24') startsOn: string;
  /** Last day insured. */
  @DateOnly('2027-11-23') endsOn: string;
  /** Premium in fen, paid in full at once for COMPULSORY (IN-1). */
  @Amount(95_000) premium: number;
  /** Only of compulsory insurance: 车船税 COLLECTED with it (if left out), EXEMPT, or NOT_COLLECTED: its proof is then needed for the plates (RG-1). */
  @Optional()
  @OneOf(VESSEL_TAXES, 'COLLECTED')
  vesselTax?: VesselTax;
}
export class ListInsurancePolicies extends ListQuery {
  @Repeated(INSURANCE_KINDS)
  kind?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  /** Policies that end on this day or earlier: for renewals. */
  @Optional()
  @DateOnly('2027-11-23')
  endsBy?: string;
}

/** An insurance policy of a sold car. */
export class InsurancePolicyView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** COMPULSORY or COMMERCIAL. @example 'COMPULSORY' */
  kind: string;
  /** @example '示范保险' */
  insurer: string;
  /** @example 'JQ20261124001' */
  policyNumber: string;
  /** First day insured. @example '2026-11-24' */
  startsOn: string;
  /** Last day insured. @example '2027-11-23' */
  endsOn: string;
  /** Fen. @example 95000 */
  premium: number;
  /** 车船税 of compulsory insurance: COLLECTED, EXEMPT or NOT_COLLECTED; null for any other. @example 'COLLECTED' */
  vesselTax: string | null;
  /** The policy that it goes on from (IN-1). @example null */
  renewsPolicyId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
