import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const VEHICLE_RECALL_STATES = ['OPEN', 'CLOSED'] as const;
export const vehicleRecallLifecycle = lifecycle({
  name: 'VehicleRecall',
  states: VEHICLE_RECALL_STATES,
  initial: 'OPEN',
  moves: { close: { from: ['OPEN'], to: ['CLOSED'] } },
});

/** A recall campaign (召回) of a maker: whatever car of ours it concerns is neither sold nor driven until its remedy is done (W-8). */
@Entity({ schema: 'inventory', name: 'vehicle_recall' })
export class VehicleRecall extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof VEHICLE_RECALL_STATES)[number];
  @Column('text') code: string;
  @Column('text') title: string;
  @Column('text') remedy: string;
  @Column('text', { array: true }) parts: string[];
  @Column('date', { name: 'published_on' }) publishedOn: string;
  @Column('uuid', { name: 'published_by' }) publishedBy: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason: string | null;
}
/** VINs from one serial number to another; the check digit says nothing of the order and is left out of the prefix. */
@Entity({ schema: 'inventory', name: 'vehicle_recall_range' })
export class VehicleRecallRange {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'vehicle_recall_id' }) vehicleRecallId: string;
  @Column('text') prefix: string;
  @Column('text', { name: 'serial_from' }) serialFrom: string;
  @Column('text', { name: 'serial_to' }) serialTo: string;
}
/** A car that the recall names, or one out of a range whose remedy is done. */
@Entity({ schema: 'inventory', name: 'vehicle_recall_vin' })
export class VehicleRecallVin {
  @PrimaryColumn('uuid', { name: 'vehicle_recall_id' }) vehicleRecallId: string;
  @PrimaryColumn('text') vin: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy: string | null;
  @Column('text', { nullable: true }) reference: string | null;
}
