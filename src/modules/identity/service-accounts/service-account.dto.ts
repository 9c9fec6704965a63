import { Code, ListOf, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GrantView, RoleGrant } from '../employees/employee.dto.js';

export class CreateServiceAccount {
  @Code('dealer-it') clientId: string;
  @Text(100, '集团 IT 接口') name: string;
  @ListOf(() => RoleGrant, 1, 40) grants: RoleGrant[];
}
export class ListServiceAccounts extends ListQuery {}

/** An account for machines: dealer IT, the maker, a call centre. */
export class ServiceAccountView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'dealer-it' */
  clientId: string;
  /** @example '集团 IT 接口' */
  name: string;
  grants: GrantView[];
  /** @example true */
  active: boolean;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
export class NewServiceAccountView extends ServiceAccountView {
  /** Shown this once. @example 'kept-by-the-client' */
  clientSecret: string;
}
