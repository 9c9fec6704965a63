import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { checkMobile } from '../../../kernel/identifiers.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskEmail, maskMobile, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer } from '../customers/customer.entity.js';
import { Office } from '../office.js';
import { CustomerFinder } from '../search/customer-finder.js';
import type { CreateCustomerContact, CustomerContactView, EditCustomerContact, ListCustomerContacts } from './customer-contact.dto.js';
import { CustomerContact, customerContactLifecycle } from './customer-contact.entity.js';

const CONTACTS: ListDefinition = {
  select: `k.id, k.number, k.state, k.customer_id AS "customerId", k.person_customer_id AS "personCustomerId", k.name, k.roles, k.position,
    k.mobile_sealed AS "mobileSealed", k.email_sealed AS "emailSealed", k.version, k.created_at AS "createdAt", k.updated_at AS "updatedAt",
    coalesce(c.primary_contact_id = k.id, false) AS "primary"`,
  from: 'crm.customer_contact k JOIN crm.customer c ON c.id = k.customer_id',
  id: 'k.id',
  sorts: { createdAt: { by: 'k.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  filters: { customerId: 'k.customer_id = ?::uuid' },
  where: `k.state = 'ACTIVE'`,
};
type Shown = Omit<CustomerContact, 'expectVersion'> & { primary: boolean };

/** The people of a company or a family, and the part each plays. */
@Injectable()
export class CustomerContactService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly personal: PersonalData,
    private readonly acquaintances: Acquaintances,
    private readonly finder: CustomerFinder,
  ) {}

  add({ customerId, ...body }: CreateCustomerContact): Promise<CustomerContactView> {
    return this.db.transaction(async () => {
      await this.acquaintances.dealWith(customerId);
      const number = await this.office.number('CN');
      const contact = Object.assign(new CustomerContact(), { id: newId(), number, customerId });
      customerContactLifecycle.begin(contact);
      await this.#fill(contact, body);
      return this.#keep(contact, 'add', body.primary);
    });
  }

  change(id: string, body: EditCustomerContact, expected: number | '*'): Promise<CustomerContactView> {
    return this.db.transaction(async () => {
      const contact = await this.#lock(id);
      contact.expectVersion(expected);
      await this.#fill(contact, body);
      return this.#keep(contact, 'change', body.primary);
    });
  }

  remove(id: string): Promise<CustomerContactView> {
    return this.db.transaction(async () => {
      const contact = await this.#lock(id);
      customerContactLifecycle.move(contact, 'remove');
      return this.#keep(contact, 'remove', false);
    });
  }

  async one(id: string): Promise<CustomerContactView> {
    const contact = await this.db.find(CustomerContact, id);
    await this.acquaintances.require(contact.customerId);
    return this.#view({ ...contact, primary: await this.#lead(contact, undefined) });
  }

  async list(query: ListCustomerContacts): Promise<Page<CustomerContactView>> {
    await this.acquaintances.require(query.customerId);
    const page = await this.lists.page<Shown>(CONTACTS, query);
    return { ...page, items: await Promise.all(page.items.map((k) => this.#view(k))) };
  }

  async #lock(id: string): Promise<CustomerContact> {
    const contact = await this.db.lock(CustomerContact, id);
    await this.acquaintances.dealWith(contact.customerId);
    return contact;
  }

  /** Saved; the customer is found by the people they have now. */
  async #keep(contact: CustomerContact, action: string, primary: boolean | undefined): Promise<CustomerContactView> {
    await this.db.save(contact, action);
    await this.finder.refresh([contact.customerId]);
    return this.#view({ ...contact, primary: await this.#lead(contact, primary) });
  }

  async #fill(contact: CustomerContact, body: EditCustomerContact): Promise<void> {
    const { customerId } = contact;
    const { name, roles, position, personCustomerId, mobile, email } = body;
    if (personCustomerId !== undefined) await this.acquaintances.dealWith(personCustomerId);
    const given = Object.entries({ name, roles, position, personCustomerId }).filter(([, value]) => value !== undefined);
    Object.assign(contact, Object.fromEntries(given));
    if (mobile !== undefined) contact.mobileSealed = await this.personal.seal(customerId, checkMobile(mobile).normalised ?? mobile);
    if (email !== undefined) contact.emailSealed = await this.personal.seal(customerId, email.toLowerCase());
  }

  /** The customer names the first to speak to, so there is one at most; answers whether it is this contact. */
  async #lead({ id, customerId }: CustomerContact, wanted: boolean | undefined): Promise<boolean> {
    if (wanted === undefined) {
      const { primaryContactId } = await this.db.repo(Customer).findOneByOrFail({ id: customerId });
      return primaryContactId === id;
    }
    const customer = await this.db.lock(Customer, customerId);
    if (wanted !== (customer.primaryContactId === id)) {
      customer.primaryContactId = wanted ? id : null;
      await this.db.save(customer, 'name-primary-contact');
    }
    return wanted;
  }

  async #view(k: Shown): Promise<CustomerContactView> {
    const opened = (sealed: string | null) => this.personal.open(k.customerId, sealed);
    return {
      ...headOf(customerContactLifecycle, { ...k, storeId: undefined }),
      customerId: k.customerId,
      personCustomerId: k.personCustomerId,
      name: permissions.may('seeCustomerName') ? k.name : (maskName(k.name) ?? ''),
      roles: k.roles,
      position: k.position,
      mobile: maskMobile(await opened(k.mobileSealed)),
      email: maskEmail(await opened(k.emailSealed)),
      primary: k.primary,
    };
  }
}
