import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const rebateClaimLifecycle = lifecycle({
  name: 'RebateClaim',
  states: ['CLAIMED', 'WITHDRAWN'],
  initial: 'CLAIMED',
  moves: { withdraw: { from: ['CLAIMED'], to: ['WITHDRAWN'], system: true } },
});

/** The rebate that one delivery earned: its receivable from the maker is paid like any other. */
@Entity({ schema: 'finance', name: 'rebate_claim' })
export class RebateClaim extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: 'CLAIMED' | 'WITHDRAWN';
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'rebate_programme_id' }) rebateProgrammeId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text', { name: 'order_number' }) orderNumber: string;
  @Column('text') vin: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('bigint') amount: number;
  @Column('uuid', { name: 'receivable_id' }) receivableId: string;
  @Column('date', { name: 'delivered_on' }) deliveredOn: string;
}
