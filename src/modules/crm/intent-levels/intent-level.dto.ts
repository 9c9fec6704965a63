import { Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

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
}
