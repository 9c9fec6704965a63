import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const CONTRACT_STATES = ['DRAFT', 'SIGNED', 'VOID'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];
export const contractLifecycle = lifecycle({
  name: 'Contract',
  states: CONTRACT_STATES,
  initial: 'DRAFT',
  moves: {
    sign: { from: ['DRAFT'], to: ['SIGNED'] },
    void: { from: ['DRAFT', 'SIGNED'], to: ['VOID'], system: true },
  },
});

export const SIGNATURE_METHODS = ['HANDWRITTEN', 'E_SIGNATURE', 'SMS_CODE'] as const;
export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];

/** What a contract and its order must say alike. */
interface AgreedFacts {
  vin: string | null;
  modelName: string;
  colour: string;
  total: number;
  passThroughTotal: number | null;
  depositAmount: number;
}

/** A purchase contract: its facts are frozen when it is drawn up, whatever happens to the order later. */
@Entity({ schema: 'sales', name: 'contract' })
export class Contract extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: ContractState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text', { name: 'buyer_name_sealed' }) buyerNameSealed: string;
  @Column('text', { name: 'buyer_identity_sealed', nullable: true }) buyerIdentitySealed: string | null;
  @Column('text') vin: string;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('text') colour: string;
  @Column('bigint') total: number;
  @Column('bigint', { name: 'deposit_amount' }) depositAmount: number;
  /** Null on contracts from before there were templates. */
  @Column('bigint', { name: 'pass_through_total', nullable: true }) passThroughTotal: number | null;
  @Column('uuid', { name: 'template_id', nullable: true }) templateId: string | null;
  @Column('text', { name: 'template_code', nullable: true }) templateCode: string | null;
  @Column('int', { name: 'template_revision', nullable: true }) templateRevision: number | null;
  @Column('text', { nullable: true }) language: string | null;
  @Column('text', { name: 'text_sealed', nullable: true }) textSealed: string | null;
  @Column('text', { name: 'document_hash' }) documentHash: string;
  @Column('text', { name: 'signed_by_sealed', nullable: true }) signedBySealed: string | null;
  @Column('date', { name: 'signed_on', nullable: true }) signedOn: string | null;
  @Column('timestamptz', { name: 'signed_at', nullable: true }) signedAt: Date | null;
  @Column('text', { name: 'signature_method', nullable: true }) signatureMethod: SignatureMethod | null;
  @Column('text', { name: 'signature_reference', nullable: true }) signatureReference: string | null;
  @Column('text', { name: 'signature_sha256', nullable: true }) signatureSha256: string | null;
  @Column('uuid', { name: 'witnessed_by', nullable: true }) witnessedBy: string | null;

  /** What the order says otherwise by now. */
  outdatedBy(order: AgreedFacts): string[] {
    const names = ['vin', 'modelName', 'colour', 'total', 'passThroughTotal', 'depositAmount'] as const;
    return names.filter((name) => this[name] !== null && this[name] !== order[name]);
  }
}
