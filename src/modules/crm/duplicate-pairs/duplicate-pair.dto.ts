import { Id, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { DUPLICATE_KEYS, DUPLICATE_STATES } from './duplicate-pair.entity.js';

export class ListDuplicatePairs extends ListQuery {
  @Repeated(DUPLICATE_STATES)
  state?: string[];
  @Optional()
  @OneOf(DUPLICATE_KEYS)
  key?: string;
  /** Pairs with this customer. */
  @Optional()
  @Id()
  customerId?: string;
}
export class ListDuplicatesOfCustomer extends ListQuery {
  @Repeated(DUPLICATE_STATES)
  state?: string[];
}
export class DismissDuplicatePair {
  /** Why they are two customers. */
  @Text(500, '父子共用一个邮箱') reason: string;
}

/** Two files that may be one customer's (疑似重复客户), and by what. */
export class DuplicatePairView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** OPEN, DISMISSED or MERGED. @example 'OPEN' */
  state: string;
  /** What the caller may do now. @example ['dismiss'] */
  allowedMoves: string[];
  /** Goes up by one with every change; it is the ETag. @example 1 */
  version: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerA: string;
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  customerB: string;
  /** IDENTITY, EMAIL or NAME_PLATE: the strongest that they share (L-3). @example 'EMAIL' */
  key: string;
  /** @example '2026-11-24' */
  foundOn: string;
  /** Why it was dismissed. @example null */
  reason: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
