import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

/** Without inspection it is posted at once: what came in is available. */
export const goodsReceiptLifecycle = lifecycle({ name: 'GoodsReceipt', states: ['POSTED'], initial: 'POSTED', moves: {} });
export type GoodsReceiptState = (typeof goodsReceiptLifecycle)['states'][number];

/** Parts that came in for a purchase order. */
@Entity({ schema: 'parts', name: 'goods_receipt' })
export class GoodsReceipt extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: GoodsReceiptState;
  @Column('uuid', { name: 'part_purchase_order_id' }) partPurchaseOrderId: string;
  @Column('uuid', { name: 'received_by' }) receivedBy: string;
}

@Entity({ schema: 'parts', name: 'goods_receipt_line' })
export class GoodsReceiptLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'goods_receipt_id' }) goodsReceiptId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('numeric', { precision: 13, scale: 3 }) quantity: number;
  /** Fen a unit. */
  @Column('bigint', { name: 'unit_cost' }) unitCost: number;
}
