import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { OneOf } from '../../../kernel/http/fields.js';
import { GrantView } from '../employees/employee.dto.js';

export class Login {
  @ApiProperty({ minLength: 1, maxLength: 60, example: 'sales_consultant@s01' })
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  username: string;
  @ApiProperty({ minLength: 1, maxLength: 128, format: 'password', example: 'forecourt-demo' })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  password: string;
}
export class RefreshRequest {
  @ApiProperty({ minLength: 20, maxLength: 200, example: 'q0Yk3cJ1x4nQm0M3Xl3C5v8nZ7r2t9bK' })
  @IsString()
  @MinLength(20)
  @MaxLength(200)
  refreshToken: string;
}
export class TokenRequest {
  @OneOf(['client_credentials']) grant_type: string;
  @ApiProperty({ minLength: 1, maxLength: 60, example: 'dealer-it' })
  @IsString()
  @MaxLength(60)
  client_id: string;
  @ApiProperty({ minLength: 1, maxLength: 200, format: 'password', example: 'kept-by-the-client' })
  @IsString()
  @MaxLength(200)
  client_secret: string;
}

export class SignInView {
  /** ES256 bearer token. @example 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln' */
  accessToken: string;
  /** Opaque; used once, then replaced. @example 'q0Yk3cJ1x4nQm0M3Xl3C5v8nZ7r2t9bK' */
  refreshToken: string;
  /** @example 'Bearer' */
  tokenType: string;
  /** Seconds. @example 600 */
  expiresIn: number;
}
export class TokenView {
  /** @example 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln' */
  access_token: string;
  /** @example 'Bearer' */
  token_type: string;
  /** Seconds. @example 600 */
  expires_in: number;
}

export class StoreOfMeView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'S01' */
  code: string;
  /** @example '上海浦东店' */
  name: string;
}
/** Who the caller is and what they may do. */
export class MeView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Null for a service account. @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string | null;
  /** @example '张伟' */
  name: string;
  /** EMPLOYEE or SERVICE. @example 'EMPLOYEE' */
  kind: string;
  grants: GrantView[];
  stores: StoreOfMeView[];
  /** Operation → how far: OWN, STORE or GROUP. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['OWN', 'STORE', 'GROUP'] },
    example: { acceptQuotation: 'OWN' },
  })
  permissions: Record<string, string>;
}
