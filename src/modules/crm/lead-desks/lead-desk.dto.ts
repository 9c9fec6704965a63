import { ArrayUnique, Matches } from 'class-validator';
import { Codes, Flag, Id, Optional, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { SKILL } from './lead-desk.entity.js';

const CAP = 10_000;

export class CreateLeadDesk {
  /** A sales consultant or sales manager of the store. */
  @Id() employeeId: string;
  /** May be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
  /** Only those on duty are given leads by rule. */
  @Flag() onDuty: boolean;
  /** Open leads they may hold; left out, the store's `crm.claim-cap` holds. */
  @Optional()
  @Whole(1, CAP, 30)
  loadCap?: number;
  /** What they know: `MODEL:<model id>`, `SOURCE:<lead source>`, `LANGUAGE:<zh or en>`. A lead asks for a skill only where somebody of the store has it. */
  @Codes(50, ['SOURCE:WEBSITE'])
  @ArrayUnique()
  @Matches(SKILL, { each: true })
  skills: string[];
}
export class EditLeadDesk {
  @Optional()
  @Flag(false)
  onDuty?: boolean;
  @Optional()
  @Whole(1, CAP, 30)
  loadCap?: number;
  @Optional()
  @Codes(50, ['SOURCE:WEBSITE'])
  @ArrayUnique()
  @Matches(SKILL, { each: true })
  skills?: string[];
}
export class ListLeadDesks extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  employeeId?: string;
}

/** A consultant's place in the rotation of leads (L-7). */
export class LeadDeskView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string;
  /** @example true */
  onDuty: boolean;
  /** Null: the store's `crm.claim-cap` holds. @example 30 */
  loadCap: number | null;
  /** @example ['SOURCE:WEBSITE'] */
  skills: string[];
  /** Number of the turn in which they were given a lead last; who waits longest is next. @example 12 */
  lastTurn: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  lastAssignedAt: Date | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
