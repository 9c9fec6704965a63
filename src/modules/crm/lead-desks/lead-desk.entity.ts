import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const DeskTaken = refusal(
  'conflict',
  'lead_desk_taken',
  '该员工在本店已有线索席位',
  'The employee has a lead desk in this store already',
  'L-7',
);
constraintRefusal('uq_lead_desk', DeskTaken);

/** What an employee may need to know for a lead: a model, a source or a language. */
export const SKILL = /^(MODEL:[0-9a-f-]{36}|SOURCE:[A-Z_]{1,40}|LANGUAGE:[a-z]{2})$/;

/** A consultant's place in the rotation of a store (L-7): on duty or not, how much they carry, what they know, when it was their turn. */
@Entity({ schema: 'crm', name: 'lead_desk' })
export class LeadDesk extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'employee_id' }) employeeId: string;
  @Column('boolean', { name: 'on_duty' }) onDuty: boolean;
  /** Open leads they may hold; null leaves it to the store's setting. */
  @Column('int', { name: 'load_cap', nullable: true }) loadCap: number | null;
  @Column('text', { array: true }) skills: string[];
  /** Number of the turn in which they were given a lead last; 0 before the first. */
  @Column('int', { name: 'last_turn' }) lastTurn: number;
  @Column('timestamptz', { name: 'last_assigned_at', nullable: true }) lastAssignedAt: Date | null;
}

/** How many leads the rule of a store has given so far: its row is what assignments and claims wait for one another at. */
@Entity({ schema: 'crm', name: 'lead_rotation' })
export class LeadRotation {
  @PrimaryColumn('uuid', { name: 'store_id' }) storeId: string;
  @Column('int') turns: number;
}
