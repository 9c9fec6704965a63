import { ApiProperty } from '@nestjs/swagger';
import { IsDefined } from 'class-validator';
import { Code, Id, ListOf, Nested, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { OPERATORS, type Operator, SEGMENT_FIELDS } from './segment-fields.js';
import { segmentLifecycle } from './segment.entity.js';

const EXAMPLE = {
  all: [
    { field: 'activity', op: 'eq', value: 'DORMANT' },
    { field: 'paidVisits', op: 'gte', value: 2 },
  ],
};
const FIELDS = Object.entries(SEGMENT_FIELDS)
  .map(([name, { title, operators }]) => `${name} (${title[1]}: ${operators.join(', ')})`)
  .join('; ');

/** A comparison of one field, or several filters joined by `all`, `any` or `not` (none of them): exactly one form. */
export class SegmentFilter {
  @Optional()
  @ListOf(() => SegmentFilter, 1, 20)
  all?: SegmentFilter[];
  @Optional()
  @ListOf(() => SegmentFilter, 1, 20)
  any?: SegmentFilter[];
  @Optional()
  @ListOf(() => SegmentFilter, 1, 20)
  not?: SegmentFilter[];
  @ApiProperty({ description: `One of: ${FIELDS}.` })
  @Optional()
  @Code('activity')
  field?: string;
  @Optional()
  @OneOf(OPERATORS)
  op?: Operator;
  /** What the field is compared with; a list with `in`, true or false with `exists`, an object with `has`. */
  @ApiProperty({
    oneOf: [
      { type: 'string', maxLength: 200 },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 200 } },
      { type: 'object', additionalProperties: { type: 'string', maxLength: 200 } },
    ],
    required: false,
    example: 'DORMANT',
  })
  @Optional()
  @IsDefined()
  value?: unknown;
}
const Filter = (): PropertyDecorator => (target, property) => {
  Nested(() => SegmentFilter)(target, property);
  ApiProperty({ example: EXAMPLE })(target, property as string);
};

export class CreateSegment {
  @Text(100, '沉睡客户') name: string;
  @Filter() filter: SegmentFilter;
  /** Whose customers it chooses from; needed only where the caller works in several stores. */
  @Optional()
  @Id()
  storeId?: string;
}
export class EditSegment {
  @Optional()
  @Text(100, '沉睡客户')
  name?: string;
  @Optional()
  @Filter()
  filter?: SegmentFilter;
}
export class PreviewFilter {
  @Filter() filter: SegmentFilter;
  /** Whose customers it chooses from; needed only where the caller works in several stores. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ListSegments extends ListQuery {
  @Repeated(segmentLifecycle.states)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
}

/** A segment (客户细分): a saved filter over the customers of a store. */
export class SegmentView extends StoreResourceView {
  /** @example '沉睡客户' */
  name: string;
  @ApiProperty({ type: () => SegmentFilter, example: EXAMPLE }) filter: SegmentFilter;
  /** It chooses by behaviour or grade: who refused personalised marketing is spared its campaigns (PR-10). @example true */
  personalised: boolean;
}
/** One of those whom a filter finds. */
export class SegmentExampleView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example 'CU-2026-000123' */
  number: string;
  /** Masked. @example '王*明' */
  name: string;
  /** PERSON or COMPANY. @example 'PERSON' */
  type: string;
  /** @example 'IMPORTANT' */
  valueGrade: string | null;
  /** @example 'DORMANT' */
  activity: string | null;
}
/** How many agreed to marketing, per channel. */
export class ConsentingView {
  /** @example 80 */
  SMS: number;
  /** @example 35 */
  WECHAT: number;
  /** @example 12 */
  EMAIL: number;
}
/** Whom a filter finds now. */
export class SegmentPreviewView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** How many customers. @example 120 */
  count: number;
  /** How many of them agreed to marketing on each channel (PR-4). */
  consenting: ConsentingView;
  /** How many of them refused personalised marketing; they are spared when the filter personalises (PR-10). @example 3 */
  personalisationRefused: number;
  /** @example true */
  personalised: boolean;
  /** The newest twenty. */
  @ApiProperty({ type: () => SegmentExampleView, isArray: true, maxItems: 20 })
  examples: SegmentExampleView[];
}
