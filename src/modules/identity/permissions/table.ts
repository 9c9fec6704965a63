import type { PermissionTable } from '../../../kernel/security/permissions.js';
import { aftersales } from './aftersales.js';
import { crm } from './crm.js';
import { finance } from './finance.js';
import { identity } from './identity.js';
import { integration } from './integration.js';
import { inventory } from './inventory.js';
import { messaging } from './messaging.js';
import { parts } from './parts.js';
import { reporting } from './reporting.js';
import { sales } from './sales.js';
import { workflow } from './workflow.js';

/** The one table of who may do what, a section a context: the guard, `GET /me` and the document's `x-permission` read it. */
export const PERMISSIONS: PermissionTable = {
  ...identity,
  ...crm,
  ...workflow,
  ...inventory,
  ...parts,
  ...finance,
  ...sales,
  ...aftersales,
  ...messaging,
  ...reporting,
  ...integration,
};
