import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** Purchase tax and temporary plate are an order's, the transfer a trade-in's. */
export const DEADLINE_KINDS = ['PURCHASE_TAX', 'TEMPORARY_PLATE', 'TRANSFER'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** A day by which the law wants something of a car's papers (TX-1, RG-2). */
@Entity({ schema: 'sales', name: 'registration_deadline' })
export class RegistrationDeadline extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') kind: DeadlineKind;
  /** The sales order or the trade-in. */
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text', { name: 'subject_number' }) subjectNumber: string;
  @Column('date', { name: 'due_on' }) dueOn: string;
  @Column('timestamptz', { name: 'warn_at' }) warnAt: Date;
  @Column('timestamptz', { name: 'warned_at', nullable: true }) warnedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
}
