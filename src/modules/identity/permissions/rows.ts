import type { PermissionRow, ScopeLevel } from '../../../kernel/security/permissions.js';
import { ROLES, type Role } from '../identity.contract.js';

export type Section = Readonly<Record<string, PermissionRow>>;
export const row = (level: ScopeLevel, ...roles: Role[]): Record<string, ScopeLevel> => Object.fromEntries(roles.map((r) => [r, level]));
/** The store's records; the general manager always may. */
export const store = (...roles: Role[]) => row('STORE', ...roles, 'general_manager');
/** Everything of the group. */
export const group = (...roles: Role[]) => row('GROUP', ...roles);
/** Only records the employee owns. Combine: `{ ...store('sales_manager'), ...own('sales_consultant') }`. */
export const own = (...roles: Role[]) => row('OWN', ...roles);
/** Reading a store's records: those named, the general manager, the auditor, and machines where granted. */
export const readers = (...roles: Role[]) => row('STORE', ...roles, 'general_manager', 'auditor', 'integration');
export const EMPLOYEES: readonly Role[] = ROLES.filter((r) => r !== 'integration');
/** Master data of the group: everybody reads it. */
export const everybody = row('GROUP', ...ROLES);
