import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Kinds of movement in use (P-1). */
export const MOVEMENT_TYPES = ['RECEIPT', 'ISSUE_RO'] as const;
export type MovementType = (typeof MOVEMENT_TYPES)[number];

/** A line of the stock ledger (P-1): never changed, never deleted; a trigger refuses both. */
@Entity({ schema: 'parts', name: 'part_movement' })
export class PartMovement {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('text') type: MovementType;
  /** In is positive, out negative. */
  @Column('numeric', { precision: 13, scale: 3 }) quantity: number;
  @Column('numeric', { name: 'unit_cost', precision: 18, scale: 6 }) unitCost: number;
  /** What it adds to the value of the stock, fen. */
  @Column('bigint') value: number;
  @Column('text', { name: 'document_type' }) documentType: string;
  @Column('uuid', { name: 'document_id' }) documentId: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'employee_id' }) employeeId: string;
}
