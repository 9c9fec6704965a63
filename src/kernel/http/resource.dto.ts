import type { Lifecycle } from '../lifecycle.js';
import { permissions } from '../security/permissions.js';

class Head {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** What people call it by. @example 'XX-S01-2026-000123' */
  number: string;
  /** A state of its lifecycle. @example 'OPEN' */
  state: string;
  /** What the caller may do now. @example [] */
  allowedMoves: string[];
  /** Goes up by one with every change; it is the ETag. @example 3 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
/** What every single resource of a store carries; its view extends it. */
export class StoreResourceView extends Head {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
}
/** What every single resource of the whole group carries; its view extends it. */
export class GroupResourceView extends Head {
  /** It belongs to the group. @example null */
  storeId: string | null;
}

interface Headed<S extends string> {
  readonly id: string;
  readonly number: string;
  readonly state: S;
  readonly storeId?: string | null;
  readonly ownerEmployeeId?: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The head of a view, read off its record for the caller of this moment. */
export function headOf<S extends string, M extends string, R extends Headed<S>>(
  lifecycle: Lifecycle<S, M>,
  record: R,
): Head & { storeId: R['storeId'] extends string ? string : string | null } {
  const { id, number, state, version, createdAt, updatedAt, storeId = null } = record;
  return {
    id,
    number,
    state,
    allowedMoves: permissions.allowedMoves(lifecycle, record),
    storeId: storeId as string,
    version,
    createdAt,
    updatedAt,
  };
}
