import { ApiProperty } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsIn, Matches } from 'class-validator';
import { Codes, Id, ListOf, OneOf, Optional, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { SKILLS, type Skill } from '../aftersales.contract.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class WeeklyShiftInput {
  /** 1 Monday to 7 Sunday. */
  @Whole(1, 7) weekday: number;
  /** Store time, HH:mm. */
  @ApiProperty({ pattern: TIME.source, minLength: 5, maxLength: 5, example: '09:00' })
  @Matches(TIME)
  from: string;
  @ApiProperty({ pattern: TIME.source, minLength: 5, maxLength: 5, example: '18:00' })
  @Matches(TIME)
  to: string;
}

export class CreateTechnician {
  /** An employee of the store. */
  @Id() employeeId: string;
  @Codes(SKILLS.length, ['MAINTENANCE'])
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(SKILLS, { each: true })
  skills: Skill[];
  /** The week's shifts, repeated without end; capacity is counted from them. */
  @ListOf(() => WeeklyShiftInput, 0, 28) shifts: WeeklyShiftInput[];
  /** Left out by a caller with one store. */
  @Optional()
  @Id()
  storeId?: string;
}

export class ListTechnicians extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  employeeId?: string;
  @Optional()
  @OneOf(SKILLS)
  skill?: string;
}

export class WeeklyShiftView {
  /** 1 Monday to 7 Sunday. @example 1 */
  weekday: number;
  /** @example '09:00' */
  from: string;
  /** @example '18:00' */
  to: string;
}
/** An employee as the workshop knows them: what they are trained for and when they work. */
export class TechnicianView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string;
  /** @example '赵建国' */
  name: string;
  @ApiProperty({ enum: SKILLS, isArray: true, maxItems: 20, example: ['MAINTENANCE'] }) skills: string[];
  shifts: WeeklyShiftView[];
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
