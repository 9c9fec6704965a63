import { ApiProperty } from '@nestjs/swagger';
import { Id } from '../../../kernel/http/fields.js';
import { QuotationLineView } from './quotation.dto.js';

export class CompareQuotation {
  /** Another version of the same quotation. */
  @Id() with: string;
}
export class ComparedLineView {
  /** ADDED, REMOVED or CHANGED. @example 'CHANGED' */
  change: string;
  /** @example 'DISCOUNT' */
  kind: string;
  /** @example '现金优惠' */
  description: string;
  /** In the earlier version. */
  before: QuotationLineView | null;
  /** In the later version. */
  after: QuotationLineView | null;
  /** What it changes of the total, fen. @example -100000 */
  difference: number;
}
export class ComparedFactView {
  /** modelId, colour, total, passThroughTotal, discountPercent, approvalLevel, couponCode, saleChannel or validUntil. @example 'total' */
  field: string;
  /** In the earlier version. @example '15201200' */
  before: string | null;
  /** In the later version. @example '15101200' */
  after: string | null;
}
export class ComparedVersionView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'QT-S01-2026-000123' */
  number: string;
  /** @example 1 */
  revision: number;
  /** @example 'SUPERSEDED' */
  state: string;
  /** Fen. @example 15201200 */
  total: number;
}
/** Two versions of a quotation, line by line. */
export class QuotationComparisonView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  seriesId: string;
  /** The version with the lower revision. */
  before: ComparedVersionView;
  after: ComparedVersionView;
  /** What is equal is left out. */
  @ApiProperty({ type: () => ComparedLineView, isArray: true, maxItems: 200 })
  lines: ComparedLineView[];
  /** Beside the lines; what is equal is left out. */
  @ApiProperty({ type: () => ComparedFactView, isArray: true, maxItems: 20 })
  facts: ComparedFactView[];
  /** Later total less earlier total, fen. @example -100000 */
  difference: number;
}
