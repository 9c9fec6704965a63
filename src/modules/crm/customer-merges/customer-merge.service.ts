import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { plus } from '../../../kernel/time/clock.js';
import { CustomersMerged, CustomersUnmerged, MergeSettled } from '../crm.contract.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer, customerLifecycle, mustBeActive } from '../customers/customer.entity.js';
import type { CustomerView } from '../customers/customer.dto.js';
import { CustomerReads } from '../customers/customer.queries.js';
import { Office } from '../office.js';
import { Belongings } from './belongings.js';
import type { MergeCustomer } from './customer-merge.dto.js';
import { CustomerMerge } from './customer-merge.entity.js';
import {
  MergeIntoItself,
  MergeOfUnlike,
  MergeSettlesAfter,
  UnmergeSurvivorFirst,
  UnmergeTooLate,
  UnmergeWithin,
} from './customer-merge.rules.js';

/** All merges are told as one story: every context hears them in the order in which they were made, so that chains of them come out right. */
const REGISTER = { id: '01938b4e-0000-7000-8000-000000000210', constructor: CustomerMerge };

/** Two files of one customer become one, and two again when it was a mistake (L-4). */
@Injectable()
export class CustomerMergeService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly acquaintances: Acquaintances,
    private readonly belongings: Belongings,
    private readonly reads: CustomerReads,
  ) {}

  merge(id: string, { intoCustomerId, reason }: MergeCustomer): Promise<CustomerView> {
    if (id === intoCustomerId) throw MergeIntoItself({ errors: [at('/intoCustomerId', MergeIntoItself)] });
    return this.db.transaction(async () => {
      const [merged, survivor] = await this.acquaintances.lockBoth(id, intoCustomerId);
      mustBeActive(merged);
      mustBeActive(survivor);
      if (merged.type !== survivor.type) throw MergeOfUnlike({ errors: [at('/intoCustomerId', MergeOfUnlike)] });
      const mergedAt = this.office.now();
      const merge = Object.assign(new CustomerMerge(), {
        id: newId(),
        mergedId: id,
        survivorId: survivor.id,
        reason,
        mergedBy: context.principal.id,
        mergedAt,
        settleAt: plus(mergedAt, await this.office.setting(MergeSettlesAfter)),
        unmergedAt: null,
        mergedBefore: { ...merged },
        survivorBefore: { ...survivor },
        takenOver: {},
      });
      customerLifecycle.move(merged, 'merge');
      merged.mergedIntoCustomerId = survivor.id;
      await this.db.save(merged, 'merge');
      merge.takenOver = await this.belongings.complete(survivor, merged);
      await this.db.save(survivor, 'absorb');
      await this.db.insertAll(CustomerMerge, [merge]);
      await this.belongings.move(merge);
      this.outbox.publish(CustomersMerged, REGISTER, {
        mergeId: merge.id,
        survivorCustomerId: survivor.id,
        mergedCustomerId: id,
        mergedAt: mergedAt.toISOString(),
      });
      return this.reads.viewOf(id);
    });
  }

  /** What was changed since the merge stays with the survivor; what was theirs before is the restored customer's again. */
  unmerge(id: string): Promise<CustomerView> {
    return this.db.transaction(async () => {
      await this.acquaintances.require(id);
      const merged = await this.db.lock(Customer, id);
      customerLifecycle.check(merged, 'unmerge');
      const merge = await this.db.repo(CustomerMerge).findOneByOrFail({ mergedId: id, unmergedAt: IsNull() });
      const survivor = await this.db.lock(Customer, merge.survivorId);
      if (survivor.state === 'MERGED') throw UnmergeSurvivorFirst({ extra: { customerId: survivor.id } });
      const restoredAt = this.office.now();
      if (restoredAt > plus(merge.mergedAt, await this.office.setting(UnmergeWithin))) throw UnmergeTooLate();
      this.belongings.takeBack(survivor, merge.takenOver);
      await this.db.save(survivor, 'release');
      await this.belongings.restore(merge, restoredAt);
      customerLifecycle.move(merged, 'unmerge');
      merged.mergedIntoCustomerId = null;
      await this.db.save(merged, 'unmerge');
      await this.belongings.tellApart(merge);
      await this.db.repo(CustomerMerge).update({ id: merge.id }, { unmergedAt: restoredAt, settleAt: null });
      this.outbox.publish(CustomersUnmerged, REGISTER, {
        mergeId: merge.id,
        survivorCustomerId: survivor.id,
        restoredCustomerId: id,
        restoredAt: restoredAt.toISOString(),
      });
      return this.reads.viewOf(id);
    });
  }

  /** What was under way at the merge and wrote the merged customer's id later follows them now. */
  async settle(id: string): Promise<void> {
    const merge = await this.db.repo(CustomerMerge).findOneByOrFail({ id });
    await this.belongings.move(merge);
    await this.db.repo(CustomerMerge).update({ id }, { settleAt: null });
    this.outbox.publish(MergeSettled, REGISTER, { mergeId: id, survivorCustomerId: merge.survivorId, mergedCustomerId: merge.mergedId });
  }
}
