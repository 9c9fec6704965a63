import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { CustomerTagged, CustomerUntagged, type Tagging } from '../crm.contract.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer } from '../customers/customer.entity.js';
import { Office } from '../office.js';
import type { NotedTagView, TagCustomer, UntagCustomer } from './profile.dto.js';
import { TagAbsent, TagKeyUnknown, TagValueUnknown } from './profile.rules.js';
import { TAG_KEYS, type TagType, tagType } from './tags.js';

/** Tags by hand: each is an event like every other source of the profile, so that a rebuild keeps them. */
@Injectable()
export class TagService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly acquaintances: Acquaintances,
    private readonly personal: PersonalData,
  ) {}

  async tag(customerId: string, { key, value, storeId: named }: TagCustomer): Promise<NotedTagView> {
    const type = typeOf(key, value);
    const { id: storeId } = await this.office.storeForNew(named);
    return this.db.transaction(async () => {
      const customer = await this.#of(customerId);
      await this.#tell('tag', customer, { customerId, storeId, key, value });
      return { customerId, key, value, kind: type.kind, storeId, at: this.office.now() };
    });
  }

  untag(customerId: string, { key, value }: UntagCustomer): Promise<NotedTagView> {
    return this.db.transaction(async () => {
      const customer = await this.#of(customerId);
      const [tag] = await this.db.sql<{ kind: string; storeId: string | null }>(
        'SELECT kind, store_id AS "storeId" FROM crm.customer_tag WHERE customer_id = $1 AND key = $2 AND value = $3',
        [customerId, key, value],
      );
      if (!tag) throw TagAbsent();
      await this.#tell('untag', customer, { customerId, storeId: tag.storeId, key, value });
      return { customerId, key, value, ...tag, at: this.office.now() };
    });
  }

  async #of(customerId: string): Promise<Customer> {
    await this.acquaintances.require(customerId);
    return this.db.find(Customer, customerId);
  }
  /** A value of a list is a fact like any other; free words about somebody are sealed under them, and no audit repeats them (PR-9). */
  async #tell(action: 'tag' | 'untag', customer: Customer, tagging: Tagging & { value: string }): Promise<void> {
    const { customerId: aggregateId, key, value } = tagging;
    const free = tagType(key)?.values === undefined;
    const words = free ? { value: await this.personal.seal(aggregateId, value) } : null;
    this.db.audit({ action, aggregateType: 'Customer', aggregateId, storeId: null, changes: free ? { key } : { key, value } });
    this.outbox.publish(action === 'tag' ? CustomerTagged : CustomerUntagged, customer, { ...tagging, value: free ? null : value }, words);
  }
}

function typeOf(key: string, value: string): TagType {
  const type = tagType(key);
  if (!type) throw TagKeyUnknown({ errors: [at('/key', TagKeyUnknown, TAG_KEYS.join(', '))] });
  if (type.values && !type.values.includes(value))
    throw TagValueUnknown({ errors: [at('/value', TagValueUnknown, type.values.join(', '))] });
  return type;
}
