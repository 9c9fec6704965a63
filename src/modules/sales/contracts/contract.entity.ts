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
  @Column('text', { name: 'document_hash' }) documentHash: string;
  @Column('text', { name: 'signed_by_sealed', nullable: true }) signedBySealed: string | null;
  @Column('date', { name: 'signed_on', nullable: true }) signedOn: string | null;
}
