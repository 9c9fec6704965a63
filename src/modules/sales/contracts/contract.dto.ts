import { Id, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { CONTRACT_STATES } from './contract.entity.js';

export class CreateContract {
  @Id() salesOrderId: string;
}
export class SignContract {
  /** Who signed for the buyer. */
  @Text(100, '王小明') signedBy: string;
}
export class ListContracts extends ListQuery {
  @Repeated(CONTRACT_STATES)
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

/** A purchase contract (购车合同) with the facts it was drawn up on. */
export class ContractView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'CT-S01-2026-000123' */
  number: string;
  /** DRAFT, SIGNED, or VOID when the order lost its car or was cancelled. @example 'DRAFT' */
  state: string;
  /** What the caller may do now. @example ['sign'] */
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
  /** Masked; null once the customer was erased. @example '王*明' */
  buyerName: string | null;
  /** ID number or credit code, masked; null when none was on file. @example '1101**********002X' */
  buyerIdentity: string | null;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** @example '珠光白' */
  colour: string;
  /** Price agreed, fen. @example 15201200 */
  total: number;
  /** Deposit agreed, fen (D-5). @example 500000 */
  depositAmount: number;
  /** SHA-256 of the frozen facts: a changed contract has another. @example '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a' */
  documentHash: string;
  /** Who signed, masked. @example '王*明' */
  signedBy: string | null;
  /** @example '2026-11-24' */
  signedOn: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
