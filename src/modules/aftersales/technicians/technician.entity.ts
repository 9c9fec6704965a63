import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Skill } from '../aftersales.contract.js';

/** A shift that repeats every week. */
export interface WeeklyShift {
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** HH:mm, store time. */
  from: string;
  to: string;
}

/** An employee as the workshop knows them: what they are trained for and when they work. */
@Entity({ schema: 'aftersales', name: 'technician' })
export class Technician extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'employee_id' }) employeeId: string;
  @Column('text') name: string;
  @Column('text', { array: true }) skills: Skill[];
  @Column('jsonb') shifts: WeeklyShift[];
}
