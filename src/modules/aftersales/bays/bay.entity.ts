import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { BayType } from '../aftersales.contract.js';

/** A place in the workshop where one car at a time is worked on. */
@Entity({ schema: 'aftersales', name: 'bay' })
export class Bay extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') code: string;
  @Column('text', { name: 'bay_type' }) bayType: BayType;
}

/** A repair order has the bay from dispatch until its work is done; a bay has one at a time (unique index). */
@Entity({ schema: 'aftersales', name: 'bay_occupation' })
export class BayOccupation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'bay_id' }) bayId: string;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('timestamptz', { name: 'occupied_at' }) occupiedAt: Date;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt: Date | null;
}
