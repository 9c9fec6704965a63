import { IsEmail } from 'class-validator';
import { Code, Id, Mobile, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { CUSTOMER_TYPES, type CustomerType, type Language, LANGUAGES } from '../crm.contract.js';

/** What a customer may leave with us; nothing of it is required (PR-6). */
class CustomerDetails {
  /** Resident ID number of a PERSON (ID-4): needed for an invoice or a contract. */
  @Optional()
  @Code('11010519491231002X', 18)
  residentId?: string;
  /** Unified social credit code of a COMPANY (ID-5). */
  @Optional()
  @Code('91310000MA1K000006', 18)
  creditCode?: string;
  @Optional()
  @IsEmail()
  @Text(200, 'xiaoming@example.com')
  email?: string;
  @Optional()
  @Text(300, '上海市浦东新区示范路 8 号')
  address?: string;
  /** Whom to speak to at a company. */
  @Optional()
  @Text(100, '李经理')
  contactName?: string;
  /** The language to write to them in; zh if left out. */
  @Optional()
  @OneOf(LANGUAGES)
  language?: Language;
}
export class CreateCustomer extends CustomerDetails {
  @OneOf(CUSTOMER_TYPES) type: CustomerType;
  @Text(100, '王小明') name: string;
  /** One customer of the group per mobile (L-3). */
  @Mobile() mobile: string;
  /** The store that deals with them; may be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class EditCustomer extends CustomerDetails {
  @Optional()
  @Text(100, '王小明')
  name?: string;
  @Optional()
  @Mobile()
  mobile?: string;
}

export class ListCustomers extends ListQuery {
  /** A whole mobile number finds any customer of the group; the beginning of a name finds those your stores have dealt with. */
  @Optional()
  @Text(50, '13800138000')
  q?: string;
  @Optional()
  @OneOf(CUSTOMER_TYPES)
  type?: string;
}

/** A customer (客户): a person or a company, one record for the whole group. Personal data is masked (PR-16). */
export class CustomerView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'CU-2026-000123' */
  number: string;
  /** PERSON or COMPANY. @example 'PERSON' */
  type: string;
  /** Masked for those who do not serve customers. @example '王小明' */
  name: string;
  /** @example null */
  contactName: string | null;
  /** zh or en. @example 'zh' */
  language: string;
  /** Masked. @example '138****8000' */
  mobile: string | null;
  /** Masked; persons only. @example '1101**********002X' */
  residentId: string | null;
  /** Masked; companies only. @example null */
  creditCode: string | null;
  /** Masked. @example 'x***@example.com' */
  email: string | null;
  /** The address is on file; it is shown only when revealed. @example false */
  hasAddress: boolean;
  /** Customers belong to the group. @example null */
  storeId: string | null;
  /** @example 3 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
