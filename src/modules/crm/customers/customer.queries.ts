import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions, storesOfScope } from '../../../kernel/security/permissions.js';
import { maskEmail, maskIdentity, maskMobile, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { Mobiles } from '../mobiles.js';
import { Acquaintances } from './acquaintances.js';
import type { CustomerView, ListCustomers } from './customer.dto.js';
import { Customer } from './customer.entity.js';
import type { CustomerSecret, RevealCustomer, RevealedCustomerView } from './reveal.dto.js';

const CUSTOMERS: ListDefinition = {
  select: `c.id, c.number, c.type, c.name, c.contact_name AS "contactName", c.language, c.mobile_sealed AS "mobileSealed", c.identity_sealed AS "identitySealed",
    c.email_sealed AS "emailSealed", c.address_sealed AS "addressSealed", c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt"`,
  from: 'crm.customer c',
  id: 'c.id',
  sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' }, name: { by: 'c.name', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { type: 'c.type = ?' },
};
const KNOWN_HERE = 'EXISTS (SELECT 1 FROM crm.customer_store s WHERE s.customer_id = c.id AND s.store_id = ANY(?::uuid[]))';

/** Customers as they may be seen: by the stores that deal with them, masked. */
@Injectable()
export class CustomerReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
    private readonly mobiles: Mobiles,
    private readonly acquaintances: Acquaintances,
  ) {}

  async one(id: string): Promise<CustomerView> {
    await this.acquaintances.require(id);
    return this.viewOf(await this.db.find(Customer, id));
  }

  async list({ q, ...query }: ListCustomers): Promise<Page<CustomerView>> {
    const mobileIndex = q === undefined ? null : this.mobiles.indexOf(q);
    const fixed: [string, unknown][] = [];
    if (mobileIndex !== null) fixed.push(['c.mobile_index = ?', mobileIndex]);
    else {
      if (q !== undefined) fixed.push(['c.name LIKE ?', `${q.replaceAll(/[\\%_]/g, '\\$&')}%`]);
      if (!context.scope.group) fixed.push([KNOWN_HERE, storesOfScope()]);
    }
    const page = await this.lists.page<Customer>(CUSTOMERS, query, fixed);
    await this.personal.prefetch(page.items.map((c) => c.id));
    return { ...page, items: await Promise.all(page.items.map((c) => this.viewOf(c))) };
  }

  /** Shows what is masked, with a purpose, and keeps who saw it (PR-16). */
  reveal(id: string, { purpose, fields }: RevealCustomer): Promise<RevealedCustomerView> {
    return this.db.transaction(async () => {
      await this.acquaintances.require(id);
      const c = await this.db.find(Customer, id);
      const changes = { purpose, fields: [...fields].sort() };
      this.db.audit({ action: 'reveal', aggregateType: 'Customer', aggregateId: id, storeId: null, changes });
      const shown = async (field: CustomerSecret, sealed: string | null) =>
        fields.includes(field) ? this.personal.open(id, sealed) : null;
      return {
        mobile: await shown('mobile', c.mobileSealed),
        residentId: await shown('residentId', c.type === 'PERSON' ? c.identitySealed : null),
        creditCode: await shown('creditCode', c.type === 'COMPANY' ? c.identitySealed : null),
        email: await shown('email', c.emailSealed),
        address: await shown('address', c.addressSealed),
      };
    });
  }

  async viewOf(c: Customer): Promise<CustomerView> {
    const sees = permissions.may('seeCustomerName');
    const identity = maskIdentity(await this.personal.open(c.id, c.identitySealed));
    return {
      id: c.id,
      number: c.number,
      type: c.type,
      name: sees || c.type === 'COMPANY' ? c.name : (maskName(c.name) ?? ''),
      contactName: sees ? c.contactName : maskName(c.contactName),
      language: c.language,
      mobile: maskMobile(await this.personal.open(c.id, c.mobileSealed)),
      residentId: c.type === 'PERSON' ? identity : null,
      creditCode: c.type === 'COMPANY' ? identity : null,
      email: maskEmail(await this.personal.open(c.id, c.emailSealed)),
      hasAddress: c.addressSealed !== null,
      storeId: null,
      version: c.version,
      createdAt: c.createdAt,
      updatedAt: c.updatedAt,
    };
  }
}
