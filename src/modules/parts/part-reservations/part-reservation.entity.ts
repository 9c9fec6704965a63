import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

/** OPEN holds stock or waits for it; EXPIRED holds none but may still be issued from what is free. */
export const partReservationLifecycle = lifecycle({
  name: 'PartReservation',
  states: ['OPEN', 'EXPIRED', 'ISSUED', 'RELEASED'],
  initial: 'OPEN',
  moves: {
    replan: { from: ['OPEN', 'EXPIRED', 'ISSUED', 'RELEASED'], to: ['OPEN', 'ISSUED'], system: true },
    hold: { from: ['OPEN'], to: ['OPEN'], system: true },
    issue: { from: ['OPEN', 'EXPIRED'], to: ['OPEN', 'EXPIRED', 'ISSUED'], system: true },
    expire: { from: ['OPEN'], to: ['EXPIRED'], system: true },
    release: { from: ['OPEN', 'EXPIRED'], to: ['RELEASED'], system: true },
  },
});
export type PartReservationState = (typeof partReservationLifecycle)['states'][number];

/** What a repair order line needs of a part: what is held for it, what was issued, and the rest on backorder (P-3). */
@Entity({ schema: 'parts', name: 'part_reservation' })
export class PartReservation extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: PartReservationState;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('uuid', { name: 'line_id' }) lineId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  /** What the line needs in all. */
  @Column('numeric', { precision: 13, scale: 3 }) quantity: number;
  /** What is held for it on the shelf. */
  @Column('numeric', { precision: 13, scale: 3 }) reserved: number;
  @Column('numeric', { precision: 13, scale: 3 }) issued: number;
  /** Who was promised earlier is served first. */
  @Column('timestamptz', { name: 'promised_at', nullable: true }) promisedAt: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
}
