import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { checkResidentId, checkUscc } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { CreditCodeInvalid, type CustomerType, ResidentIdInvalid } from '../crm.contract.js';
import { Mobiles } from '../mobiles.js';
import { Office } from '../office.js';
import type { EditCustomer } from './customer.dto.js';
import { Customer } from './customer.entity.js';

/** Who somebody is when they are met. */
export interface NewCustomer {
  type: CustomerType;
  name: string;
  mobile: string;
}

/** The one register of the group: one customer per mobile (L-3), what is personal sealed under them. */
@Injectable()
export class CustomerRegister {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly personal: PersonalData,
    private readonly mobiles: Mobiles,
  ) {}

  /** Whose mobile it is; until the transaction ends nobody else can take it. */
  async idByMobile(mobile: string): Promise<string | undefined> {
    const mobileIndex = this.mobiles.indexOf(mobile) ?? '';
    await this.mobiles.claim(mobileIndex);
    return (await this.db.sql<{ id: string }>('SELECT id FROM crm.customer WHERE mobile_index = $1', [mobileIndex]))[0]?.id;
  }

  /** The customer with this mobile, or a new one. */
  async meet(who: NewCustomer): Promise<string> {
    return (await this.idByMobile(who.mobile)) ?? (await this.open(who)).id;
  }

  async open(who: NewCustomer, details: EditCustomer = {}): Promise<Customer> {
    const id = newId();
    const { type, name, mobile } = who;
    const number = await this.office.number('CU');
    const customer = Object.assign(new Customer(), { id, number, type, name, language: 'zh' as const });
    await this.fill(customer, { ...details, mobile });
    return this.db.save(customer, 'enrol');
  }

  /** Writes what was given onto a customer: checked, normalised, sealed. */
  async fill(customer: Customer, body: EditCustomer): Promise<void> {
    const { id, type } = customer;
    const number = identityNumber(type, body, this.office.today());
    if (number !== undefined) customer.identitySealed = await this.personal.seal(id, number);
    if (body.mobile !== undefined) Object.assign(customer, await this.mobiles.columns(id, body.mobile));
    if (body.email !== undefined) customer.emailSealed = await this.personal.seal(id, body.email.toLowerCase());
    if (body.address !== undefined) customer.addressSealed = await this.personal.seal(id, body.address);
    if (body.name !== undefined) customer.name = body.name;
    if (body.contactName !== undefined) customer.contactName = body.contactName;
    if (body.language !== undefined) customer.language = body.language;
  }
}

/** A person has a resident ID number, a company a credit code; each must be one (ID-4, ID-5). */
function identityNumber(type: CustomerType, { residentId, creditCode }: EditCustomer, today: string): string | undefined {
  if (type === 'COMPANY' && residentId !== undefined)
    throw ResidentIdInvalid({
      errors: [at('/residentId', ResidentIdInvalid, say('单位客户没有身份证号码', 'a company has no resident ID number'))],
    });
  if (type === 'PERSON' && creditCode !== undefined)
    throw CreditCodeInvalid({ errors: [at('/creditCode', CreditCodeInvalid, say('个人客户没有信用代码', 'a person has no credit code'))] });
  if (residentId !== undefined) {
    const { normalised, reasons } = checkResidentId(residentId, today);
    if (normalised === null) throw ResidentIdInvalid({ errors: [at('/residentId', ResidentIdInvalid, reasons.join(', '))] });
    return normalised;
  }
  if (creditCode !== undefined) {
    const { normalised, reasons } = checkUscc(creditCode);
    if (normalised === null) throw CreditCodeInvalid({ errors: [at('/creditCode', CreditCodeInvalid, reasons.join(', '))] });
    return normalised;
  }
  return undefined;
}
