import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Duplicates } from '../duplicate-pairs/duplicates.js';
import { Office } from '../office.js';
import { Acquaintances } from './acquaintances.js';
import { CustomerRegister } from './customer-register.js';
import type { CreateCustomer, CustomerView, EditCustomer } from './customer.dto.js';
import { Customer, mustBeActive } from './customer.entity.js';
import { CustomerReads } from './customer.queries.js';

/** Customer files: opened once in the whole group, changed with care (L-3). */
@Injectable()
export class CustomerService {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly register: CustomerRegister,
    private readonly acquaintances: Acquaintances,
    private readonly reads: CustomerReads,
    private readonly duplicates: Duplicates,
  ) {}

  /** Opens a file; 409 names the customer whose mobile it is. */
  async enrol({ storeId, ...body }: CreateCustomer): Promise<CustomerView> {
    const store = await this.office.storeForNew(storeId);
    return this.db.transaction(async () => {
      const customer = await this.register.open(body, body);
      await this.acquaintances.note(customer.id, store.id, customer.createdAt);
      return this.#examined(customer);
    });
  }

  change(id: string, body: EditCustomer, expected: number | '*'): Promise<CustomerView> {
    return this.db.transaction(async () => {
      await this.acquaintances.require(id);
      const customer = await this.db.lock(Customer, id);
      mustBeActive(customer);
      customer.expectVersion(expected);
      await this.register.change(customer, body);
      return this.#examined(customer);
    });
  }

  /** What looks like another's file is kept for somebody to judge, and its number is in the answer (L-3). */
  async #examined({ id, updatedAt }: Customer): Promise<CustomerView> {
    await this.duplicates.look(id, updatedAt);
    return this.reads.viewOf(id);
  }
}
