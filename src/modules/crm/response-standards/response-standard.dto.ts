import { Id, OneOf, Optional, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { LEAD_SOURCES, type LeadSource } from '../leads/lead.entity.js';
import { RESPONSE_CLOCKS, type ResponseClockKind } from './response-verdict.js';

const THIRTY_DAYS = 43_200;

export class CreateResponseStandard {
  @OneOf(LEAD_SOURCES) source: LeadSource;
  /** Only for stores of this brand. */
  @Optional()
  @Text(50, '示范')
  brand?: string;
  /** Only for this store. */
  @Optional()
  @Id()
  storeId?: string;
  /** BUSINESS runs while the store is open, ELAPSED day and night. */
  @OneOf(RESPONSE_CLOCKS) clock: ResponseClockKind;
  /** Minutes within which the first answer is on time. */
  @Whole(1, THIRTY_DAYS, 15) goalMinutes: number;
  /** Minutes after which it is missed; between the two it is late. */
  @Whole(1, THIRTY_DAYS, 30) missedMinutes: number;
}
export class EditResponseStandard {
  @Optional()
  @OneOf(RESPONSE_CLOCKS)
  clock?: ResponseClockKind;
  @Optional()
  @Whole(1, THIRTY_DAYS, 10)
  goalMinutes?: number;
  @Optional()
  @Whole(1, THIRTY_DAYS, 20)
  missedMinutes?: number;
}
export class ListResponseStandards extends ListQuery {
  @Optional()
  @OneOf(LEAD_SOURCES)
  source?: string;
  @Optional()
  @Text(50, '示范')
  brand?: string;
  @Optional()
  @Id()
  storeId?: string;
}

/** How soon enquiries of a source get their first answer by a human (L-5). It holds for leads that come in from now on. */
export class ResponseStandardView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'WEBSITE' */
  source: string;
  /** Null: for every brand. @example null */
  brand: string | null;
  /** Null: for every store. @example null */
  storeId: string | null;
  /** BUSINESS or ELAPSED. @example 'BUSINESS' */
  clock: string;
  /** @example 15 */
  goalMinutes: number;
  /** @example 30 */
  missedMinutes: number;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
