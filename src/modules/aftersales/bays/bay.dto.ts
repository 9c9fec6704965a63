import { ApiProperty } from '@nestjs/swagger';
import { Code, Id, OneOf, Optional, QueryFlag } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { BAY_TYPES, type BayType } from '../aftersales.contract.js';

export class CreateBay {
  /** Unique in the store. */
  @Code('B-01') code: string;
  @OneOf(BAY_TYPES) bayType: BayType;
  /** Left out by a caller with one store. */
  @Optional()
  @Id()
  storeId?: string;
}

export class ListBays extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @OneOf(BAY_TYPES)
  bayType?: string;
  /** Only bays of the type that this labour operation needs. */
  @Optional()
  @Code('MNT-REGULAR')
  operationCode?: string;
  /** true: no repair order is worked on in it now. */
  @QueryFlag()
  free?: boolean;
}

/** A place in the workshop where one car at a time is worked on. */
export class BayView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example 'B-01' */
  code: string;
  @ApiProperty({ enum: BAY_TYPES, example: 'QUICK' }) bayType: string;
  /** The repair order that occupies it now, if any. @example '01938b4e-7c00-7000-8000-000000000001' */
  repairOrderId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
