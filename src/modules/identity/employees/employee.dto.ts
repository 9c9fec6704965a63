import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { Flag, Id, ListOf, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { ROLES } from '../identity.contract.js';

export class RoleGrant {
  @OneOf(ROLES) role: string;
  /** The store it is held for; left out, it is held for the whole group. */
  @Optional()
  @Id()
  storeId?: string | null;
}

export class CreateEmployee {
  @ApiProperty({ pattern: '^[a-z0-9_.@-]{3,60}$', minLength: 3, maxLength: 60, example: 'zhang.wei@s01' })
  @Matches(/^[a-z0-9_.@-]{3,60}$/)
  username: string;
  @Text(50, '张伟') name: string;
  /** First password, 8 to 128 characters. */
  @ApiProperty({ minLength: 8, maxLength: 128, format: 'password', example: 'correct horse battery' })
  @IsString()
  @MinLength(8)
  @MaxLength(128)
  password: string;
  @ListOf(() => RoleGrant, 1, 40) grants: RoleGrant[];
}

export class EditEmployee {
  @Optional()
  @Text(50, '张伟')
  name?: string;
  @Optional()
  @ListOf(() => RoleGrant, 0, 40)
  grants?: RoleGrant[];
  /** A disabled account is signed out within 2 s. */
  @Optional()
  @Flag()
  active?: boolean;
}

export class ListEmployees extends ListQuery {
  @Optional()
  @OneOf(ROLES)
  role?: string;
  @Optional()
  @Id()
  storeId?: string;
}

export class GrantView {
  /** @example 'sales_consultant' */
  role: string;
  /** Null: for the whole group. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string | null;
}
export class EmployeeView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'zhang.wei@s01' */
  username: string;
  /** @example '张伟' */
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
