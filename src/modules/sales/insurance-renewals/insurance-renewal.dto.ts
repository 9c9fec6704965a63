import { Amount, Code, DateOnly, Id, Note, OneOf, Optional, QueryWhole, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { INSURANCE_KINDS } from '../insurance-policies/insurance-policy.entity.js';
import { INSURANCE_RENEWAL_STATES } from './insurance-renewal.entity.js';

export class RenewInsuranceRenewal {
  @Text(100, '示范保险') insurer: string;
  @Code('JQ20271124001', 60) policyNumber: string;
  /** First day insured: after the last day of the old policy. */
  @DateOnly('2027-11-24') startsOn: string;
  /** Last day insured; compulsory insurance runs one year (IN-1). */
  @DateOnly('2028-11-23') endsOn: string;
  /** Premium in fen. */
  @Amount(85_000) premium: number;
}
export class LoseInsuranceRenewal {
  @Note('客户在别处续保') reason: string;
}
export class ListInsuranceRenewals extends ListQuery {
  @Repeated(INSURANCE_RENEWAL_STATES)
  state?: string[];
  @Optional()
  @OneOf(INSURANCE_KINDS)
  kind?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  /** Those that are still open and end within so many days, or have ended. */
  @QueryWhole(0, 400, 60)
  dueWithin?: number;
}
/** That a policy runs out and should go on with us (续保, IN-1). */
export class InsuranceRenewalView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** The policy that runs out. @example '01938b4e-7c00-7000-8000-000000000001' */
  insurancePolicyId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** COMPULSORY or COMMERCIAL. @example 'COMPULSORY' */
  kind: string;
  /** @example '示范保险' */
  insurer: string;
  /** Last day insured. @example '2027-11-23' */
  endsOn: string;
  /** Days to the last day insured; negative when it is over. @example 42 */
  daysLeft: number;
  /** Null when none is to come. @example '2027-10-24T01:00:00.000Z' */
  nextReminderAt: Date | null;
  /** How often it fell due. @example 1 */
  reminders: number;
  /** @example null */
  renewedPolicyId: string | null;
  /** Days without cover between the two policies. @example null */
  gapDays: number | null;
  /** @example null */
  closedAt: Date | null;
  /** @example null */
  closeReason: string | null;
}
