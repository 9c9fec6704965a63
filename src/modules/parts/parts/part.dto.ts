import { Code, OneOf, Optional, PositiveAmount, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { PART_SOURCES, type PartSource } from '../parts.contract.js';

export class CreatePart {
  /** The maker's part number, unique in the group whatever its case. */
  @Code('04152-YZZA6') number: string;
  /** What it is called on estimates and settlements. */
  @Text(100, '机油滤清器') name: string;
  /** Unit of every quantity of this part: PCS, SET, L. */
  @Code('PCS', 10) unit: string;
  /** Selling price of one unit, fen. */
  @PositiveAmount(6_800) price: number;
  /** Declared to the customer (P-12). */
  @OneOf(PART_SOURCES) source: PartSource;
  /** Who made it; declared with the source (P-12). */
  @Optional()
  @Text(100, '示范滤清器厂')
  maker?: string;
  /** Group of like parts. */
  @Optional()
  @Text(50, '滤清器')
  category?: string;
}
export class EditPart {
  @Optional()
  @Text(100, '机油滤清器')
  name?: string;
  /** Selling price of one unit, fen; estimates already made keep theirs. */
  @Optional()
  @PositiveAmount(6_800)
  price?: number;
  @Optional()
  @OneOf(PART_SOURCES)
  source?: PartSource;
  @Optional()
  @Text(100, '示范滤清器厂')
  maker?: string;
  @Optional()
  @Text(50, '滤清器')
  category?: string;
}
export class ListParts extends ListQuery {
  /** The whole part number, whatever its case. */
  @Optional()
  @Code('04152-YZZA6')
  number?: string;
  /** Any piece of the number or the name, from one character on. */
  @Optional()
  @Text(50, '机滤')
  q?: string;
  @Optional()
  @Text(50, '滤清器')
  category?: string;
}

/** A part of the group's master. */
export class PartView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '04152-YZZA6' */
  number: string;
  /** @example '机油滤清器' */
  name: string;
  /** Unit of every quantity. @example 'PCS' */
  unit: string;
  /** Selling price of one unit, fen. @example 6800 */
  price: number;
  /** @example 'CNY' */
  currency: string;
  /** OEM, EQUIVALENT, REMANUFACTURED or REUSED, declared to the customer (P-12). @example 'OEM' */
  source: string;
  /** @example '示范滤清器厂' */
  maker: string | null;
  /** @example '滤清器' */
  category: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
