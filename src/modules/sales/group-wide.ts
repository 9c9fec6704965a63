import { context } from '../../kernel/context.js';
import type { FixedCondition } from '../../kernel/http/list.js';
import { Forbidden, say } from '../../kernel/problems.js';
import { storesOfScope } from '../../kernel/security/permissions.js';

/** Data of one store, or (`storeId` null) of the whole group: every store reads the group's, only who acts for the group changes it. */
export interface GroupWide {
  storeId: string | null;
}

/** The rows of a list that this caller sees: their stores' and the group's. */
export const visibleHere = (column: string): FixedCondition[] =>
  context.scope.group ? [] : [[`${column} IS NULL OR ${column} = ANY(?::uuid[])`, storesOfScope()]];

export const mayChange = ({ storeId }: GroupWide): boolean => storeId !== null || context.scope.group;

export function requireMayChange(record: GroupWide): void {
  if (!mayChange(record))
    throw Forbidden({ detail: say('集团数据须由集团角色维护', 'Data of the group is kept by a role for the whole group') });
}
