import { Code, Flag, Optional, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class EditIntentLevel {
  @Optional()
  @Text(50, '一个月内购车')
  nameZh?: string;
  @Optional()
  @Text(50, 'Buys within a month')
  nameEn?: string;
  /** 1 is the warmest. */
  @Optional()
  @Whole(1, 100, 3)
  rank?: number;
  /** Days from one contact to the next (G-2). Holds for contacts and changes of level from now on: dates that are set stay. */
  @Optional()
  @Whole(1, 365, 30)
  followUpDays?: number;
  /** False: it is given to nobody any more; opportunities that have it keep it. */
  @Optional()
  @Flag()
  active?: boolean;
}
/** A brand's own level; for a code that is delivered it goes before that. */
export class CreateIntentLevel {
  @Text(50, '示范') brand: string;
  @Code('D', 10) code: string;
  @Text(50, '半年内购车') nameZh: string;
  @Text(50, 'Buys within half a year') nameEn: string;
  /** 1 is the warmest. */
  @Whole(1, 100, 6) rank: number;
  /** Days from one contact to the next (G-2); left out: as the delivered level of this code, or nothing is followed up. */
  @Optional()
  @Whole(1, 365, 180)
  followUpDays?: number;
}
export class ListIntentLevels extends ListQuery {
  /** The levels that hold for this brand: its own, else the delivered ones. */
  @Optional()
  @Text(50, '示范')
  brand?: string;
}

/** An intent level (意向级别): how soon they buy and how often they are followed up (G-1). */
export class IntentLevelView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'H' */
  code: string;
  /** In the caller's language. @example '七日内购车' */
  name: string;
  /** Null for a level that holds for every brand. @example null */
  brand: string | null;
  /** 1 is the warmest. @example 2 */
  rank: number;
  /** Days from one contact to the next (G-2); null when nothing is followed up. @example 7 */
  followUpDays: number | null;
  /** False: it is given to nobody any more. @example true */
  active: boolean;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
