import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A temporary plate (临时号牌) of a car that waits for its registration (RG-2). */
@Entity({ schema: 'sales', name: 'temporary_plate' })
export class TemporaryPlate {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'registration_id' }) registrationId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  /** First, second, third. */
  @Column('int') sequence: number;
  @Column('text') vin: string;
  @Column('text', { name: 'number_sealed' }) numberSealed: string;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_until' }) validUntil: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt: Date;
  @Column('uuid', { name: 'issued_by' }) issuedBy: string;
  /** Last day on which it holds since the car has its plates; null while it has none. */
  @Column('date', { name: 'void_after', nullable: true }) voidAfter: string | null;
}
