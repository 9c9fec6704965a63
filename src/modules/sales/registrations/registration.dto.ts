import { Amount, Code, DateOnly, Flag, Id, Nested, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { REGISTRATION_STATES } from './registration.entity.js';

export class CreateRegistration {
  @Id() salesOrderId: string;
  /** The car had an accident before its plates: a safety inspection is needed (登记 11). */
  @Optional()
  @Flag(false)
  afterAccident?: boolean;
}
export class PurchaseTaxPaid {
  /** Purchase tax in fen; 0 for an exempt car (TX-2). */
  @Amount(1_000_000) amount: number;
  /** Not after the registration (TX-1). */
  @DateOnly('2026-11-24') paidOn: string;
  /** Number of the proof of payment or exemption. */
  @Code('TAX20261124001', 60) certificateNumber: string;
}
export class CompleteRegistration {
  /** 7 characters, 8 for new-energy cars (ID-2); kept encrypted under the customer's key. */
  @Text(12, '沪A12345') plateNumber: string;
  /** Today or earlier. */
  @DateOnly('2026-11-24') registeredOn: string;
  @Nested(() => PurchaseTaxPaid) purchaseTax: PurchaseTaxPaid;
  /** Number of the proof of 车船税, or of the exemption; needed where it was not collected with the compulsory policy. */
  @Optional()
  @Code('CCS20261124001', 60)
  vesselTaxProof?: string;
  /** Number of the safety inspection; needed two years after the car was made, or after an accident (登记 11). */
  @Optional()
  @Code('AJ20261124001', 60)
  safetyInspectionProof?: string;
}
export class IssueTemporaryPlateRegistration {
  /** As it is printed; kept encrypted under the customer's key. */
  @Text(16, '沪A0F123临') number: string;
  @DateOnly('2026-11-24') validFrom: string;
  /** 30 days † at most, and not longer than the car is insured (RG-2). */
  @DateOnly('2026-12-23')
  validUntil: string;
}
export class ListRegistrations extends ListQuery {
  @Repeated(REGISTRATION_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
}

export class RecordedPurchaseTaxView {
  /** Fen. @example 1000000 */
  amount: number;
  /** @example '2026-11-24' */
  paidOn: string;
  /** @example 'TAX20261124001' */
  certificateNumber: string;
}
export class TemporaryPlateView {
  /** First, second, third. @example 1 */
  sequence: number;
  /** Masked; null once the customer was erased. @example '沪A****3临' */
  number: string | null;
  /** @example '2026-11-24' */
  validFrom: string;
  /** @example '2026-12-23' */
  validUntil: string;
  /** Last day since the car has its plates; null while it has none (RG-2). @example null */
  voidAfter: string | null;
}
/** First registration of a sold car (上牌). */
export class RegistrationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'RG-S01-2026-000123' */
  number: string;
  /** IN_PROGRESS, COMPLETED, or WITHDRAWN when the order was cancelled or its car returned. @example 'IN_PROGRESS' */
  state: string;
  /** What the caller may do now. @example ['complete'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /**
   * Of ID, INVOICE, CERTIFICATE (or import proof), COMPULSORY_INSURANCE, PURCHASE_TAX, VESSEL_TAX and SAFETY_INSPECTION those not on file:
   * they block `complete`, which may bring the last three (RG-1). @example ['INVOICE', 'PURCHASE_TAX']
   */
  missingDocuments: string[];
  /** @example 'LFV2A21K0P1234567' */
  vin: string | null;
  /** Masked. @example '沪A***45' */
  plateNumber: string | null;
  /** @example '2026-11-24' */
  registeredOn: string | null;
  purchaseTax: RecordedPurchaseTaxView | null;
  /** The car had an accident before its plates. @example false */
  afterAccident: boolean;
  /** Number of the proof of 车船税, where it was not collected with the policy. @example null */
  vesselTaxProof: string | null;
  /** Number of the safety inspection, where one was needed. @example null */
  safetyInspectionProof: string | null;
  /** 临时号牌, in order (RG-2). */
  temporaryPlates: TemporaryPlateView[];
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
