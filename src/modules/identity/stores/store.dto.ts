import { Matches } from 'class-validator';
import { Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { ApiProperty } from '@nestjs/swagger';

export class CreateStore {
  /** Short code of the store; part of every document number. */
  @ApiProperty({ pattern: '^[A-Z][A-Z0-9]{1,7}$', minLength: 2, maxLength: 8, example: 'S03' })
  @Matches(/^[A-Z][A-Z0-9]{1,7}$/)
  code: string;

  @Text(100, '苏州园区店') name: string;
  @Text(50, '苏州') city: string;
  @Text(200, '苏州工业园区示范路 1 号') address: string;
  @Text(30, '0512-00000000') phone: string;
  /** The brand that the store sells: settings may differ by brand. */
  @Text(50, '示范') brand: string;

  /** Unified social credit code of the selling company, printed on invoices. */
  @Optional()
  @Text(18, '91000000000000000K')
  taxNumber?: string;
}

export class ListStores extends ListQuery {
  @Optional()
  @Text(20, 'S01')
  code?: string;
}

/** A store of the group: every record belongs to one. */
export class StoreView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'S01' */
  code: string;
  /** @example '上海浦东店' */
  name: string;
  /** @example '上海' */
  city: string;
  /** @example '上海市浦东新区示范路 1 号' */
  address: string;
  /** @example '021-00000000' */
  phone: string;
  /** @example '示范' */
  brand: string;
  /** @example '91000000000000000K' */
  taxNumber: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
