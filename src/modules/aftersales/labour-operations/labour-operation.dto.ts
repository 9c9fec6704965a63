import { ApiProperty } from '@nestjs/swagger';
import { Amount, Code, Decimal, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { BAY_TYPES, type BayType, SKILLS, type Skill } from '../aftersales.contract.js';

export class CreateLabourOperation {
  /** Unique in the group; reminders, plans and repair order lines name it. */
  @Code('MNT-REGULAR') code: string;
  @Text(100, '定期保养') name: string;
  /** What the technician must be trained for. */
  @OneOf(SKILLS) skill: Skill;
  /** The kind of bay it needs. */
  @OneOf(BAY_TYPES) bayType: BayType;
  /** Hours it is sold with, in steps of 0.1. */
  @Decimal(0.1, 200, 1, 1.2) standardHours: number;
  /** Price of an hour, fen. */
  @Amount(20_000) hourlyRate: number;
  /** A fixed price, fen, that replaces hours × rate. */
  @Optional()
  @Amount(28_800)
  menuPrice?: number;
}

export class ListLabourOperations extends ListQuery {
  @Optional()
  @Code('MNT-REGULAR')
  code?: string;
  @Optional()
  @OneOf(SKILLS)
  skill?: string;
}

/** A piece of workshop work with its standard hours and price. */
export class LabourOperationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'MNT-REGULAR' */
  code: string;
  /** @example '定期保养' */
  name: string;
  @ApiProperty({ enum: SKILLS, example: 'MAINTENANCE' }) skill: string;
  @ApiProperty({ enum: BAY_TYPES, example: 'QUICK' }) bayType: string;
  /** Hours, in steps of 0.1. @example 1.2 */
  standardHours: number;
  /** Fen an hour. @example 20000 */
  hourlyRate: number;
  /** Fen; null when it is sold by the hour. @example 28800 */
  menuPrice: number | null;
  /** What the customer pays, fen: the menu price, else hours × rate. @example 24000 */
  price: number;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
