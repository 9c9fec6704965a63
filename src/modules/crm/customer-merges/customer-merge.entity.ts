import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One customer's file went into another's: both as they were, what the survivor took over, until when it can be undone (L-4). */
@Entity({ schema: 'crm', name: 'customer_merge' })
export class CustomerMerge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'merged_id' }) mergedId: string;
  @Column('uuid', { name: 'survivor_id' }) survivorId: string;
  @Column('text') reason: string;
  @Column('uuid', { name: 'merged_by' }) mergedBy: string;
  @Column('timestamptz', { name: 'merged_at' }) mergedAt: Date;
  /** When late comers are looked for once more; null once they were. */
  @Column('timestamptz', { name: 'settle_at', nullable: true }) settleAt: Date | null;
  @Column('timestamptz', { name: 'unmerged_at', nullable: true }) unmergedAt: Date | null;
  /** The rows as they were; what is personal is sealed in them. */
  @Column('jsonb', { name: 'merged_before' }) mergedBefore: object;
  @Column('jsonb', { name: 'survivor_before' }) survivorBefore: object;
  /** What the survivor lacked and got, by property. */
  @Column('jsonb', { name: 'taken_over' }) takenOver: Record<string, string>;
}
