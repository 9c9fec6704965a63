import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { checkResidentId } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { CustomerChanged, CustomerEnrolled, type CustomerType } from '../crm.contract.js';
import { Mobiles } from '../mobiles.js';
import { Office } from '../office.js';
import { CustomerFinder } from '../search/customer-finder.js';
import type { EditCustomer } from './customer.dto.js';
import { Customer, customerLifecycle } from './customer.entity.js';
import { CustomerExists, CustomerIdentityExists } from './customer.rules.js';
import { birthDateOf, identityOf, mustFit } from './particulars.js';

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
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly personal: PersonalData,
    private readonly mobiles: Mobiles,
    private readonly finder: CustomerFinder,
  ) {}

  /** Whose mobile it is, the survivor's where the file was merged; until the transaction ends nobody else can take it. */
  async idByMobile(mobile: string): Promise<string | undefined> {
    const mobileIndex = this.mobiles.indexOf(mobile) ?? '';
    await this.mobiles.claim(mobileIndex);
    const [found] = await this.db.sql<{ id: string }>(
      'SELECT coalesce(merged_into_customer_id, id) AS id FROM crm.customer WHERE mobile_index = $1',
      [mobileIndex],
    );
    return found?.id;
  }

  /** Whose e-mail address it is, where it is one customer's alone: families share theirs. Until the transaction ends nobody else decides about it. */
  async idByEmail(emailIndex: string): Promise<string | undefined> {
    await this.mobiles.claim(emailIndex);
    const found = await this.db.sql<{ id: string }>(
      `SELECT DISTINCT coalesce(merged_into_customer_id, id) AS id FROM crm.customer WHERE email_index = $1 LIMIT 2`,
      [emailIndex],
    );
    return found.length === 1 ? found[0]?.id : undefined;
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
    customerLifecycle.begin(customer);
    await this.fill(customer, { ...details, mobile });
    await this.#keep(customer, 'enrol');
    this.outbox.publish(CustomerEnrolled, customer, { customerId: id, type });
    return customer;
  }

  async change(customer: Customer, body: EditCustomer): Promise<void> {
    await this.fill(customer, body);
    await this.#keep(customer, 'change');
    const fields = Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    this.outbox.publish(CustomerChanged, customer, { customerId: customer.id, fields });
  }

  /** Saved, and found by what it now is. */
  async #keep(customer: Customer, action: string): Promise<void> {
    await this.db.save(customer, action);
    await this.finder.refresh([customer.id]);
  }

  /** Writes what was given onto a customer: checked, normalised, sealed; 409 names whose mobile or ID number it is already (L-3). */
  async fill(customer: Customer, body: EditCustomer): Promise<void> {
    mustFit(customer.type, body);
    await this.#identify(customer, body);
    const { id } = customer;
    if (body.mobile !== undefined) {
      const known = await this.idByMobile(body.mobile);
      if (known !== undefined && known !== id)
        throw CustomerExists({ errors: [at('/mobile', CustomerExists)], extra: { customerId: known } });
      Object.assign(customer, await this.mobiles.columns(id, body.mobile));
    }
    if (body.email !== undefined) {
      const email = body.email.toLowerCase();
      Object.assign(customer, { emailSealed: await this.personal.seal(id, email), emailIndex: this.personal.blindIndex('email', email) });
    }
    if (body.address !== undefined) customer.addressSealed = await this.personal.seal(id, body.address);
    if (body.licence !== undefined) {
      const { number, class: licenceClass, expiresOn: licenceExpiresOn } = body.licence;
      Object.assign(customer, { licenceNumberSealed: await this.personal.seal(id, number), licenceClass, licenceExpiresOn });
    }
    if (body.name !== undefined) customer.name = body.name;
    if (body.contactName !== undefined) customer.contactName = body.contactName;
    if (body.language !== undefined) customer.language = body.language;
  }

  async #identify(customer: Customer, body: EditCustomer): Promise<void> {
    const today = this.office.today();
    const { id, type } = customer;
    const identity = identityOf(type, body, today);
    if (identity) {
      const identityIndex = this.personal.blindIndex('identity', identity.number);
      const [owner] = await this.db.sql<{ id: string }>(
        'SELECT coalesce(merged_into_customer_id, id) AS id FROM crm.customer WHERE identity_index = $1 ORDER BY state LIMIT 1',
        [identityIndex],
      );
      if (owner && owner.id !== id) {
        const pointer = type === 'PERSON' ? '/residentId' : '/creditCode';
        throw CustomerIdentityExists({ errors: [at(pointer, CustomerIdentityExists)], extra: { customerId: owner.id } });
      }
      Object.assign(customer, { identitySealed: await this.personal.seal(id, identity.number), identityIndex });
    }
    if (identity === undefined && body.birthDate === undefined) return;
    const birthDate = birthDateOf(body.birthDate, identity ? identity.birthDate : await this.#identifiedBirthDate(customer, today), today);
    if (birthDate !== undefined) customer.birthDateSealed = await this.personal.seal(id, birthDate);
  }

  async #identifiedBirthDate({ id, identitySealed }: Customer, today: string): Promise<string | null> {
    const number = await this.personal.open(id, identitySealed ?? null);
    return number === null ? null : (checkResidentId(number, today).facts['birthDate'] as string);
  }
}
