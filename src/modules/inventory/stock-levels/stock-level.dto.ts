import { Id, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class ListStockLevels extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(40, '珍珠白')
  colour?: string;
}

/** How many cars of a colour of a model a store has and will have (V-7): every term of the projection is shown. */
export class StockLevelView {
  /** Stands for store, model and colour. @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example 'SF-A6-25-SE' */
  modelCode: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** Free cars in stock. @example 3 */
  inStock: number;
  /** Reserved, preparing or ready: they have left the stock that can be sold. @example 1 */
  reserved: number;
  /** Unloaded, not yet accepted. @example 0 */
  arrived: number;
  /** On the way, whenever they come. @example 2 */
  inTransit: number;
  /** On the way and expected within the horizon, 30 days † (V-7). @example 1 */
  inTransitWithinHorizon: number;
  /** Confirmed by the maker and not yet sent. @example 2 */
  oemConfirmed: number;
  /** Cars with a VIN that the maker has not sent: they count once it confirms them. @example 1 */
  ordered: number;
  /** On hold: not counted. @example 0 */
  onHold: number;
  /** On the way to another store, still this one's: not counted. @example 0 */
  transferring: number;
  /** Demo cars, loaners, damaged, returned and wholesale cars: not counted. @example 1 */
  setAside: number;
  /** Orders that wait for a car. @example 1 */
  openDemand: number;
  /** inStock + arrived + inTransitWithinHorizon + oemConfirmed − openDemand (V-7). @example 5 */
  projected: number;
  /** Cars sold to customers in the last 30 days. @example 6 */
  soldIn30Days: number;
  /** How many days the projected stock lasts at that rate (V-6); null without sales. @example 25 */
  daysSupply: number | null;
}
