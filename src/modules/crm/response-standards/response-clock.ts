import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { plus } from '../../../kernel/time/clock.js';
import type { StoreFacts } from '../../identity/identity.contract.js';
import { Office } from '../office.js';
import type { ResponseStandard } from './response-standard.entity.js';
import type { ResponseClockKind, ResponseLimits } from './response-verdict.js';

/** Runs the clock of first answers by the standard of the source (L-5). */
@Injectable()
export class ResponseClock {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
  ) {}

  /** Until when an enquiry whose clock starts now is answered. */
  async limits({ id: storeId, brand }: StoreFacts, source: string, from: Date): Promise<ResponseLimits> {
    const [standard] = await this.db.sql<Pick<ResponseStandard, 'clock' | 'goalMinutes' | 'missedMinutes'>>(
      `SELECT clock, goal_minutes AS "goalMinutes", missed_minutes AS "missedMinutes" FROM crm.response_standard
       WHERE source = $1 AND (store_id = $2 OR store_id IS NULL) AND (brand = $3 OR brand IS NULL)
       ORDER BY store_id NULLS LAST, brand NULLS LAST LIMIT 1`,
      [source, storeId, brand],
    );
    if (!standard) throw new Error(`No response standard is delivered for ${source}`);
    const after = (minutes: number) =>
      standard.clock === 'BUSINESS' ? this.office.businessMinutesAfter(storeId, from, minutes) : plus(from, { minutes });
    return {
      responseClock: standard.clock,
      responseDueAt: await after(standard.goalMinutes),
      responseMissedAfter: await after(standard.missedMinutes),
    };
  }

  /** Minutes that an answer took by its clock; a begun minute counts as one. */
  async minutes(clock: ResponseClockKind, storeId: string, from: Date, to: Date): Promise<number> {
    if (clock === 'BUSINESS') return this.office.businessMinutesBetween(storeId, from, to);
    return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 60_000));
  }
}
