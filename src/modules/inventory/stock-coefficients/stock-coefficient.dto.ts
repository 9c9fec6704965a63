import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Id, Optional } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export class GetStockCoefficients extends ReadQuery {
  /** A month up to the present one; the present one, to today, if left out. */
  @Optional()
  @ApiProperty({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$', example: '2026-10' })
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/)
  month?: string;
  @Optional()
  @Id()
  storeId?: string;
}

export class StockCoefficientView {
  /** Null: all stores that the caller sees. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string | null;
  /** New cars in stock at the end. @example 30 */
  stock: number;
  /** New cars handed over in the month. @example 24 */
  sales: number;
  /** 库存系数: stock by sales; null when nothing was sold. @example 1.25 */
  coefficient: number | null;
  /** LOW, NORMAL, HIGH, WARNING or SEVERE †. @example 'HIGH' */
  reading: string | null;
  /** What is planned to be sold in a month (†); null: no plan. @example 25 */
  salesPlan: number | null;
  /** 库存当量: stock by the plan of the next month. @example 1.2 */
  equivalent: number | null;
}
/** How the stock at the end of a month stands to what is sold (V-6). */
export class StockCoefficientsView {
  /** @example '2026-10' */
  month: string;
  /** The day whose stock is counted: the last of the month, or today. @example '2026-10-31' */
  asOf: string;
  group: StockCoefficientView;
  @ApiProperty({ type: () => StockCoefficientView, isArray: true })
  stores: StockCoefficientView[];
}
