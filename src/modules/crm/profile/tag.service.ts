import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at } from '../../../kernel/problems.js';
import { CustomerTagged, CustomerUntagged } from '../crm.contract.js';
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
  ) {}

  async tag(customerId: string, { key, value, storeId: named }: TagCustomer): Promise<NotedTagView> {
    const { kind } = typeOf(key, value);
    const { id: storeId } = await this.office.storeForNew(named);
    return this.db.transaction(async () => {
      const customer = await this.#of(customerId);
      this.#audit(customerId, 'tag', { key, value });
      this.outbox.publish(CustomerTagged, customer, { customerId, storeId, key, value });
      return { customerId, key, value, kind, storeId, at: this.office.now() };
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
      this.#audit(customerId, 'untag', { key, value });
      this.outbox.publish(CustomerUntagged, customer, { customerId, storeId: tag.storeId, key, value });
      return { customerId, key, value, ...tag, at: this.office.now() };
    });
  }

  async #of(customerId: string): Promise<Customer> {
    await this.acquaintances.require(customerId);
    return this.db.find(Customer, customerId);
  }
  #audit(customerId: string, action: string, changes: Record<string, unknown>): void {
    this.db.audit({ action, aggregateType: 'Customer', aggregateId: customerId, storeId: null, changes });
  }
}

function typeOf(key: string, value: string): TagType {
  const type = tagType(key);
  if (!type) throw TagKeyUnknown({ errors: [at('/key', TagKeyUnknown, TAG_KEYS.join(', '))] });
  if (type.values && !type.values.includes(value))
    throw TagValueUnknown({ errors: [at('/value', TagValueUnknown, type.values.join(', '))] });
  return type;
}
