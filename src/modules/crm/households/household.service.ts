import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { at, NotFound } from '../../../kernel/problems.js';
import { permissions, storesOfScope } from '../../../kernel/security/permissions.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer } from '../customers/customer.entity.js';
import { Office } from '../office.js';
import type { CreateHousehold, HouseholdView, JoinHousehold, LeaveHousehold, ListHouseholds } from './household.dto.js';
import { Household, householdLifecycle, HouseholdMember, type Relation } from './household.entity.js';
import { HouseholdOfPersons, HouseholdStranger } from './household.rules.js';

type Shown = Omit<Household, 'expectVersion'> & { members: { customerId: string; name: string; relation: Relation; joinedAt: string }[] };
const HOUSEHOLDS: ListDefinition = {
  select: `h.id, h.number, h.state, h.name, h.version, h.created_at AS "createdAt", h.updated_at AS "updatedAt",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('customerId', c.id, 'name', c.name, 'relation', m.relation, 'joinedAt', m.joined_at) ORDER BY m.joined_at, m.id), '[]')
     FROM crm.household_member m JOIN crm.customer c ON c.id = m.customer_id WHERE m.household_id = h.id) AS members`,
  from: 'crm.household h',
  id: 'h.id',
  sorts: { createdAt: { by: 'h.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { customerId: 'h.id = (SELECT m.household_id FROM crm.household_member m WHERE m.customer_id = ?::uuid)' },
};
const KNOWN_HERE =
  'EXISTS (SELECT 1 FROM crm.household_member m JOIN crm.customer_store s ON s.customer_id = m.customer_id WHERE m.household_id = h.id AND s.store_id = ANY(?::uuid[]))';

/** Households: persons who decide together, each in one at most. A store sees those of its customers. */
@Injectable()
export class HouseholdService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly acquaintances: Acquaintances,
  ) {}

  found({ name, members }: CreateHousehold): Promise<HouseholdView> {
    return this.db.transaction(async () => {
      const household = Object.assign(new Household(), { id: newId(), number: await this.office.number('HH'), name });
      householdLifecycle.begin(household);
      await this.db.save(household, 'found');
      for (const [n, member] of members.entries()) await this.#admit(household, member, `/members/${n}/customerId`);
      return this.one(household.id);
    });
  }

  join(id: string, body: JoinHousehold): Promise<HouseholdView> {
    return this.db.transaction(async () => {
      await this.one(id);
      const household = await this.db.lock(Household, id);
      householdLifecycle.move(household, 'join');
      await this.#admit(household, body, '/customerId');
      await this.db.save(household, 'join');
      return this.one(id);
    });
  }

  /** With its last member a household dissolves. */
  leave(id: string, { customerId }: LeaveHousehold): Promise<HouseholdView> {
    return this.db.transaction(async () => {
      const seen = await this.one(id);
      const household = await this.db.lock(Household, id);
      householdLifecycle.check(household, 'leave');
      const gone = 'DELETE FROM crm.household_member WHERE household_id = $1 AND customer_id = $2 RETURNING id';
      if ((await this.db.touched(gone, [id, customerId])) === 0)
        throw HouseholdStranger({ errors: [at('/customerId', HouseholdStranger)] });
      const left = await this.db.touched('SELECT id FROM crm.household_member WHERE household_id = $1', [id]);
      householdLifecycle.move(household, 'leave', left ? 'ACTIVE' : 'DISSOLVED');
      await this.db.save(household, 'leave');
      const { state, version, updatedAt } = household;
      const members = seen.members.filter((m) => m.customerId !== customerId);
      return { ...seen, state, version, updatedAt, members, allowedMoves: permissions.allowedMoves(householdLifecycle, household) };
    });
  }

  async one(id: string): Promise<HouseholdView> {
    const { items } = await this.#page({ limit: 1 }, [['h.id = ?::uuid', id]]);
    if (!items[0]) throw NotFound();
    return items[0];
  }
  list(query: ListHouseholds): Promise<Page<HouseholdView>> {
    return this.#page(query, []);
  }

  async #page(query: ListHouseholds, fixed: [string, unknown][]): Promise<Page<HouseholdView>> {
    const known: [string, unknown][] = context.scope.group ? [] : [[KNOWN_HERE, storesOfScope()]];
    const page = await this.lists.page<Shown>(HOUSEHOLDS, query, [...fixed, ...known]);
    return { ...page, items: page.items.map(viewOf) };
  }

  async #admit({ id: householdId }: Household, { customerId, relation }: JoinHousehold, pointer: string): Promise<void> {
    await this.acquaintances.dealWith(customerId);
    const { type } = await this.db.find(Customer, customerId);
    if (type !== 'PERSON') throw HouseholdOfPersons({ errors: [at(pointer, HouseholdOfPersons)] });
    await this.db.insertAll(HouseholdMember, [{ id: newId(), householdId, customerId, relation, joinedAt: this.office.now() }]);
  }
}

const viewOf = (h: Shown): HouseholdView => ({
  ...headOf(householdLifecycle, { ...h, storeId: undefined }),
  name: h.name,
  members: h.members.map(({ name, joinedAt, ...member }) => ({
    ...member,
    name: permissions.may('seeCustomerName') ? name : (maskName(name) ?? ''),
    joinedAt: new Date(joinedAt),
  })),
});
