import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Code, Id, Nested, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { CONTRACT_LANGUAGES, type ContractLanguage } from '../contract-templates/contract-template.entity.js';
import { CONTRACT_STATES, SIGNATURE_METHODS, type SignatureMethod } from './contract.entity.js';

const HASH = '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a';
const Sha256 = (): PropertyDecorator => (target, name) => {
  Matches(/^[0-9a-f]{64}$/)(target, name);
  ApiProperty({ pattern: '^[0-9a-f]{64}$', example: HASH })(target, name);
};

export class CreateContract {
  @Id() salesOrderId: string;
  /** The published template of this code; the setting `sales.contract-template` † if left out. */
  @Optional()
  @Code('VEHICLE_SALE')
  templateCode?: string;
  /** The buyer's language if left out. */
  @Optional()
  @OneOf(CONTRACT_LANGUAGES)
  language?: ContractLanguage;
}
export class SignatureEvidence {
  /** Number of the record that proves the signature: of the signing service, the message, the file. */
  @Text(200, 'ESIGN-20261124-0001') reference: string;
  /** SHA-256 of the signed file. */
  @Optional()
  @Sha256()
  sha256?: string;
}
export class SignContract {
  /** Who signed for the buyer. */
  @Text(100, '王小明') signedBy: string;
  /** HANDWRITTEN if left out; E_SIGNATURE and SMS_CODE need their evidence. */
  @Optional()
  @OneOf(SIGNATURE_METHODS)
  method?: SignatureMethod;
  @Optional()
  @Nested(() => SignatureEvidence)
  evidence?: SignatureEvidence;
  /** Hash of the text that the buyer saw: another one is refused. */
  @Optional()
  @Sha256()
  documentHash?: string;
}
export class RevealContract {
  /** Why it must be seen, for whoever reads the audit (PR-16). */
  @Text(200, '打印给客户签字') reason: string;
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

export class SignatureView {
  /** HANDWRITTEN, E_SIGNATURE or SMS_CODE. @example 'HANDWRITTEN' */
  method: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  signedAt: Date;
  /** Number of the record that proves it. @example null */
  reference: string | null;
  /** SHA-256 of the signed file. @example null */
  sha256: string | null;
  /** The employee before whom it was signed. @example '01938b4e-7c00-7000-8000-000000000001' */
  witnessedBy: string | null;
}
/** The text of a contract in clear. */
export class RevealedContractView {
  /** Null when the buyer was erased, or for a contract from before there were templates. @example '# 汽车买卖合同 CT-S01-2026-000123' */
  text: string | null;
  /** As it was frozen. @example '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a' */
  documentHash: string;
  /** The text still has that hash. @example true */
  intact: boolean;
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
  /** Part of it that is collected for others, fen; null on contracts from before there were templates. @example 50000 */
  passThroughTotal: number | null;
  /** The template it was drawn up from. @example 'VEHICLE_SALE' */
  templateCode: string | null;
  /** @example 1 */
  templateRevision: number | null;
  /** zh or en. @example 'zh' */
  language: string | null;
  /** SHA-256 of the text (UTF-8) that is signed: a changed contract has another. @example '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a' */
  documentHash: string;
  /** Who signed, masked. @example '王*明' */
  signedBy: string | null;
  /** @example '2026-11-24' */
  signedOn: string | null;
  /** Null until it is signed. */
  signature: SignatureView | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
