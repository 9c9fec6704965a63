import { Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class CreateSupplier {
  @Text(100, '示范配件供应商') name: string;
  /** The desk to ask for, not a person. */
  @Optional()
  @Text(100, '销售部')
  contact?: string;
  /** Business number. */
  @Optional()
  @Text(30, '021-00000010')
  phone?: string;
}
export class ListSuppliers extends ListQuery {
  /** The whole name. */
  @Optional()
  @Text(100, '示范配件供应商')
  name?: string;
}

/** A supplier of parts. */
export class SupplierView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '示范配件供应商' */
  name: string;
  /** @example '销售部' */
  contact: string | null;
  /** @example '021-00000010' */
  phone: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
