import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type FixedCondition, type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { NotFound } from '../../../kernel/problems.js';
import { permissions, storesOfScope } from '../../../kernel/security/permissions.js';
import { maskEmail, maskIdentity, maskMobile, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { Mobiles } from '../mobiles.js';
import { Finder } from '../search/finder.js';
import { Acquaintances } from './acquaintances.js';
import type { CustomerView, ListCustomers } from './customer.dto.js';
import { Customer, customerLifecycle } from './customer.entity.js';
import type { CustomerSecret, RevealCustomer, RevealedCustomerView } from './reveal.dto.js';

const SHOWN = `c.id, c.number, c.state, c.type, c.merged_into_customer_id AS "mergedIntoCustomerId", c.name, c.contact_name AS "contactName", c.language,
    c.primary_contact_id AS "primaryContactId", c.mobile_sealed AS "mobileSealed", c.identity_sealed AS "identitySealed", c.birth_date_sealed AS "birthDateSealed",
    c.licence_number_sealed AS "licenceNumberSealed", c.licence_class AS "licenceClass", c.licence_expires_on::text AS "licenceExpiresOn", c.email_sealed AS "emailSealed",
    c.address_sealed AS "addressSealed", c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt",
    (SELECT m.household_id FROM crm.household_member m WHERE m.customer_id = c.id) AS "householdId",
    (SELECT count(*)::int FROM crm.duplicate_pair d WHERE c.id IN (d.customer_a, d.customer_b) AND d.state = 'OPEN') AS "possibleDuplicates"`;
const CUSTOMERS: ListDefinition = {
  select: SHOWN,
  from: 'crm.customer c',
  id: 'c.id',
  sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' }, name: { by: 'c.name', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { type: 'c.type = ?', state: 'c.state = ?' },
};
/** A merged file's number still reaches its customer. */
const BY_MOBILE = 'c.id = (SELECT coalesce(f.merged_into_customer_id, f.id) FROM crm.customer f WHERE f.mobile_index = ?)';
const KNOWN_HERE = 'EXISTS (SELECT 1 FROM crm.customer_store s WHERE s.customer_id = c.id AND s.store_id = ANY(?::uuid[]))';

type Shown = Omit<Customer, 'expectVersion'> & { householdId: string | null; possibleDuplicates: number };

/** Customers as they may be seen: by the stores that deal with them, masked. */
@Injectable()
export class CustomerReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
    private readonly mobiles: Mobiles,
    private readonly acquaintances: Acquaintances,
    private readonly search: Finder,
  ) {}

  async one(id: string): Promise<CustomerView> {
    await this.acquaintances.require(id);
    return this.viewOf(id);
  }

  async list({ q, state = 'ACTIVE', ...query }: ListCustomers): Promise<Page<CustomerView>> {
    const mobileIndex = q === undefined ? null : this.mobiles.indexOf(q);
    const fixed: FixedCondition[] = [];
    if (mobileIndex !== null) fixed.push([BY_MOBILE, mobileIndex]);
    else if (q !== undefined)
      fixed.push(await this.search.where('customer', 'c.id', q, !query.count && query.sort !== 'name' && query.sort !== '-name'));
    else if (!context.scope.group) fixed.push([KNOWN_HERE, storesOfScope()]);
    const page = await this.lists.page<Shown>(CUSTOMERS, { ...query, state } as ListCustomers, fixed);
    await this.personal.prefetch(page.items.map((c) => c.id));
    return { ...page, items: await Promise.all(page.items.map((c) => this.#view(c))) };
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
        birthDate: await shown('birthDate', c.birthDateSealed),
        licenceNumber: await shown('licenceNumber', c.licenceNumberSealed),
      };
    });
  }

  async viewOf(id: string): Promise<CustomerView> {
    const [found] = await this.db.sql<Shown>(`SELECT ${SHOWN} FROM crm.customer c WHERE c.id = $1`, [id]);
    if (!found) throw NotFound();
    return this.#view(found);
  }

  async #view(c: Shown): Promise<CustomerView> {
    const sees = permissions.may('seeCustomerName');
    const opened = (sealed: string | null) => this.personal.open(c.id, sealed);
    const identity = maskIdentity(await opened(c.identitySealed));
    const { licenceClass, licenceExpiresOn } = c;
    return {
      ...headOf(customerLifecycle, { ...c, storeId: undefined }),
      type: c.type,
      mergedIntoCustomerId: c.mergedIntoCustomerId,
      name: sees || c.type === 'COMPANY' ? c.name : (maskName(c.name) ?? ''),
      contactName: sees ? c.contactName : maskName(c.contactName),
      primaryContactId: c.primaryContactId,
      language: c.language,
      mobile: maskMobile(await opened(c.mobileSealed)),
      residentId: c.type === 'PERSON' ? identity : null,
      creditCode: c.type === 'COMPANY' ? identity : null,
      birthDate: (await opened(c.birthDateSealed))?.replace(/-.*/, '-**-**') ?? null,
      licence:
        licenceClass === null || licenceExpiresOn === null
          ? null
          : { number: maskIdentity(await opened(c.licenceNumberSealed)), class: licenceClass, expiresOn: licenceExpiresOn },
      email: maskEmail(await opened(c.emailSealed)),
      hasAddress: c.addressSealed !== null,
      householdId: c.householdId,
      possibleDuplicates: c.possibleDuplicates,
    };
  }
}
