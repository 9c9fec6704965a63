import { ApiProperty } from '@nestjs/swagger';
import { Id, OneOf, Optional } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export class GetStockAgeing extends ReadQuery {
  /** GROUP: days since the car came into the group; STORE: into the store where it is now (V-4). */
  @Optional()
  @OneOf(['GROUP', 'STORE'])
  age?: 'GROUP' | 'STORE';
  @Optional()
  @Id()
  storeId?: string;
}

export class StockAgeBandView {
  /** @example 0 */
  fromDays: number;
  /** Null: no end. @example 30 */
  toDays: number | null;
  /** @example 12 */
  cars: number;
  /** Purchase and all costs of them, fen; null for roles that do not see cost. @example 192000000 */
  cost: number | null;
}
export class StockAgeView {
  /** Null: all stores that the caller sees. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string | null;
  /** @example 20 */
  cars: number;
  /** Of them demo cars, whose age counts from the day they became one. @example 2 */
  demoCars: number;
  /** @example 41.5 */
  averageAgeDays: number | null;
  @ApiProperty({ type: () => StockAgeBandView, isArray: true })
  bands: StockAgeBandView[];
  /** Aged: 90 days † or more. @example 3 */
  agedCars: number;
  /** 库存车: longer than 6 months. @example 1 */
  overSixMonths: number;
  /** New cars made 20 months † ago or longer: after two years they are inspected before they can be registered (RG-1). @example 1 */
  registrationInspectionNear: number;
  /** Purchase and all costs of them, fen; null for roles that do not see cost. @example 320000000 */
  cost: number | null;
  /** Floor-plan interest accrued on them, fen (K-16); null for roles that do not see cost. @example 153200 */
  interest: number | null;
}
/** How old the stock is (库龄, V-4): cars that came into stock and have not left. */
export class StockAgeingView {
  /** @example '2026-11-24' */
  asOf: string;
  /** GROUP or STORE. @example 'GROUP' */
  age: string;
  /** What counts as aged, in days (†). @example 90 */
  agedAfterDays: number;
  /** All stores that the caller sees. */
  group: StockAgeView;
  @ApiProperty({ type: () => StockAgeView, isArray: true })
  stores: StockAgeView[];
}
