import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsEmail, IsIn } from 'class-validator';
import { Flag, Id, Mobile, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { CONTACT_ROLES, type ContactRole } from './customer-contact.entity.js';

/** What may be told of a contact; nothing of it is required (PR-6). */
class ContactDetails {
  @Optional()
  @Text(100, '采购经理')
  position?: string;
  @Optional()
  @Mobile()
  mobile?: string;
  @Optional()
  @IsEmail()
  @Text(200, 'li@example.com')
  email?: string;
  /** Their own customer file. */
  @Optional()
  @Id()
  personCustomerId?: string;
  /** The first to speak to: at most one of a customer's contacts. */
  @Optional()
  @Flag()
  primary?: boolean;
}
export class CreateCustomerContact extends ContactDetails {
  @Id() customerId: string;
  @Text(100, '李经理') name: string;
  /** OWNER, DRIVER, PAYER, DECISION_MAKER: any of them. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CONTACT_ROLES.length)
  @ArrayUnique()
  @IsIn(CONTACT_ROLES, { each: true })
  @ApiProperty({ isArray: true, type: String, enum: [...CONTACT_ROLES], minItems: 1, maxItems: CONTACT_ROLES.length, example: ['PAYER'] })
  roles: ContactRole[];
}
export class EditCustomerContact extends ContactDetails {
  @Optional()
  @Text(100, '李经理')
  name?: string;
  /** In place of the roles before. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CONTACT_ROLES.length)
  @ArrayUnique()
  @IsIn(CONTACT_ROLES, { each: true })
  @ApiProperty({ isArray: true, type: String, enum: [...CONTACT_ROLES], minItems: 1, maxItems: CONTACT_ROLES.length, example: ['PAYER'] })
  roles?: ContactRole[];
}
export class ListCustomerContacts extends ListQuery {
  @Id() customerId: string;
}

/** A contact (联系人): one of the people of a customer, with the part they play. Personal data is masked (PR-16). */
export class CustomerContactView extends GroupResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Their own customer file. @example null */
  personCustomerId: string | null;
  /** Masked for those who do not serve customers. @example '李经理' */
  name: string;
  /** OWNER, DRIVER, PAYER or DECISION_MAKER. @example ['PAYER'] */
  roles: string[];
  /** @example '采购经理' */
  position: string | null;
  /** Masked. @example '138****8000' */
  mobile: string | null;
  /** Masked. @example 'l***@example.com' */
  email: string | null;
  /** The first to speak to. @example true */
  primary: boolean;
}
