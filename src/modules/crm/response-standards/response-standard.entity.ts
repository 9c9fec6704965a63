import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { at, constraintRefusal, refusal } from '../../../kernel/problems.js';
import type { LeadSource } from '../leads/lead.entity.js';
import type { ResponseClockKind } from './response-verdict.js';

export const StandardTaken = refusal(
  'conflict',
  'response_standard_taken',
  '该来源在此范围已有标准',
  'There is a standard for this source and place already',
  'L-5',
);
export const StandardReversed = refusal(
  'wrong',
  'response_standard_reversed',
  '超时界限不能早于目标时间',
  'An answer cannot be missed before its goal is',
  'L-5',
);
export const StandardPlace = refusal(
  'wrong',
  'response_standard_place',
  '标准只能属于品牌或门店之一',
  'A standard is a brand’s or a store’s, not both',
  'L-5',
);
constraintRefusal('uq_response_standard', StandardTaken);
constraintRefusal('ck_response_standard_missed', StandardReversed);
constraintRefusal('ck_response_standard_place', StandardPlace);

/** How soon enquiries of a source are answered (L-5): a store's own goes before the brand's, that before the group's. */
@Entity({ schema: 'crm', name: 'response_standard' })
export class ResponseStandard extends Aggregate {
  @Column('text') source: LeadSource;
  @Column('text', { nullable: true }) brand: string | null;
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('text') clock: ResponseClockKind;
  @Column('int', { name: 'goal_minutes' }) goalMinutes: number;
  @Column('int', { name: 'missed_minutes' }) missedMinutes: number;

  requireSound(): void {
    if (this.brand !== null && this.storeId !== null) throw StandardPlace({ errors: [at('/storeId', StandardPlace)] });
    if (this.missedMinutes < this.goalMinutes) throw StandardReversed({ errors: [at('/missedMinutes', StandardReversed)] });
  }
}
