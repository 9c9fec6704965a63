import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order that was heard to have ended: no car is kept for it any more (V-2). */
@Entity({ schema: 'inventory', name: 'ended_order' })
export class EndedOrder {
  @PrimaryColumn('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('timestamptz', { name: 'ended_at' }) endedAt: Date;
}
