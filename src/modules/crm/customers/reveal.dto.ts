import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Text } from '../../../kernel/http/fields.js';

export const REVEAL_PURPOSES = ['CONTACT', 'INVOICE', 'CONTRACT', 'REGISTRATION', 'INSURANCE', 'SUBJECT_REQUEST', 'OTHER'] as const;
export const CUSTOMER_SECRETS = ['mobile', 'residentId', 'creditCode', 'email', 'address', 'birthDate', 'licenceNumber'] as const;
export type CustomerSecret = (typeof CUSTOMER_SECRETS)[number];

export class RevealCustomer {
  /** Why it must be seen; kept in the audit (PR-16). */
  @OneOf(REVEAL_PURPOSES, 'CONTACT') purpose: string;
  /** Only what the purpose needs. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CUSTOMER_SECRETS.length)
  @ArrayUnique()
  @IsIn(CUSTOMER_SECRETS, { each: true })
  @ApiProperty({
    isArray: true,
    type: String,
    enum: [...CUSTOMER_SECRETS],
    minItems: 1,
    maxItems: CUSTOMER_SECRETS.length,
    example: ['mobile'],
  })
  fields: CustomerSecret[];
}
export class RevealLead {
  /** Why it must be seen; kept in the audit (PR-16). */
  @OneOf(REVEAL_PURPOSES, 'CONTACT') purpose: string;
  /** In a word, for whoever reads the audit. */
  @Text(200, '首次联系') reason: string;
}

/** The fields that were asked for, in clear; the others are null. */
export class RevealedCustomerView {
  /** @example '+8613800138000' */
  mobile: string | null;
  /** @example null */
  residentId: string | null;
  /** @example null */
  creditCode: string | null;
  /** @example null */
  email: string | null;
  /** @example null */
  address: string | null;
  /** @example null */
  birthDate: string | null;
  /** @example null */
  licenceNumber: string | null;
}
export class RevealedLeadView {
  /** @example '+8613800138000' */
  mobile: string | null;
  /** @example null */
  email: string | null;
}
