import { IsEmail } from 'class-validator';
import { Code, DateOnly, Id, Mobile, Nested, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { CUSTOMER_TYPES, type CustomerType, type Language, LANGUAGES } from '../crm.contract.js';
import { CUSTOMER_STATES } from './customer.entity.js';

/** A driving licence, for who drives (PR-6). */
export class LicenceOfCustomer {
  /** Kept sealed. */
  @Code('11010519491231002X', 30) number: string;
  /** 准驾车型. */
  @Code('C1', 10) class: string;
  /** Last day on which it is valid. */
  @DateOnly('2030-12-31') expiresOn: string;
}

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
  /** Birth date of a PERSON, not in the future; the resident ID number tells it, and must agree with it. */
  @Optional()
  @DateOnly('1990-05-20')
  birthDate?: string;
  /** Of a PERSON who drives. */
  @Optional()
  @Nested(() => LicenceOfCustomer)
  licence?: LicenceOfCustomer;
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
  /**
   * Part of a name, its pinyin or their initials; the last 4 to 8 digits of a mobile; 3 places of a plate or more; the last 4 of a VIN or
   * more: of those your stores have dealt with. A whole mobile number finds any customer of the group.
   */
  @Optional()
  @Text(50, '13800138000')
  q?: string;
  @Optional()
  @OneOf(CUSTOMER_TYPES)
  type?: string;
  /** ACTIVE if left out. */
  @Optional()
  @OneOf(CUSTOMER_STATES)
  state?: string;
}

export class CustomerLicenceView {
  /** Masked. @example '1101**********002X' */
  number: string | null;
  /** @example 'C1' */
  class: string;
  /** @example '2030-12-31' */
  expiresOn: string;
}

/** A customer (客户): a person or a company, one record for the whole group. Personal data is masked (PR-16). */
export class CustomerView extends GroupResourceView {
  /** PERSON or COMPANY. @example 'PERSON' */
  type: string;
  /** The customer whose file goes on in place of this one, when it was merged (L-4). @example null */
  mergedIntoCustomerId: string | null;
  /** Masked for those who do not serve customers. @example '王小明' */
  name: string;
  /** @example null */
  contactName: string | null;
  /** Of its contacts the first to speak to. @example null */
  primaryContactId: string | null;
  /** zh or en. @example 'zh' */
  language: string;
  /** Masked. @example '138****8000' */
  mobile: string | null;
  /** Masked; persons only. @example '1101**********002X' */
  residentId: string | null;
  /** Masked; companies only. @example null */
  creditCode: string | null;
  /** Masked; persons only. @example '1949-**-**' */
  birthDate: string | null;
  /** Persons only. */
  licence: CustomerLicenceView | null;
  /** Masked. @example 'x***@example.com' */
  email: string | null;
  /** The address is on file; it is shown only when revealed. @example false */
  hasAddress: boolean;
  /** The household they live in. @example null */
  householdId: string | null;
  /** Files that may be the same customer's, not yet judged (L-3). @example 0 */
  possibleDuplicates: number;
}
