import { Injectable } from '@nestjs/common';
import { type ReferenceMove, References } from '../../../kernel/database/references.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomerFinder } from '../search/customer-finder.js';
import { Duplicates } from '../duplicate-pairs/duplicates.js';
import type { CustomerMerge } from './customer-merge.entity.js';

/** What is taken over together, or not at all: an ID number never comes without its birth date, a licence never in parts. */
const PARTICULARS = [
  ['identitySealed', 'identityIndex', 'birthDateSealed'],
  ['emailSealed', 'emailIndex'],
  ['addressSealed'],
  ['licenceNumberSealed', 'licenceClass', 'licenceExpiresOn'],
  ['contactName'],
  ['primaryContactId'],
] as const satisfies (keyof Customer)[][];

/** What belongs to a customer inside CRM: given to the survivor of a merge, and given back exactly (L-4). */
@Injectable()
export class Belongings {
  constructor(
    private readonly references: References,
    private readonly personal: PersonalData,
    private readonly finder: CustomerFinder,
    private readonly duplicates: Duplicates,
  ) {}

  async move(merge: CustomerMerge): Promise<void> {
    await this.references.move(moveOf(merge));
    await this.tellApart(merge);
    await this.duplicates.judge(merge.mergedId, merge.survivorId, 'merge', merge.mergedAt);
  }
  async restore(merge: CustomerMerge, now: Date): Promise<void> {
    await this.references.restore(moveOf(merge));
    await this.duplicates.judge(merge.mergedId, merge.survivorId, 'unmerge', now);
  }
  /** Each is found by what is theirs now. */
  tellApart(merge: CustomerMerge): Promise<void> {
    return this.finder.refresh([merge.mergedId, merge.survivorId]);
  }

  /** The survivor gets the particulars it has nothing of; they stay on the merged file too. */
  async complete(survivor: Customer, merged: Customer): Promise<Record<string, string>> {
    const taken: Record<string, string> = {};
    for (const group of PARTICULARS) {
      if (group.some((name) => survivor[name] !== null)) continue;
      for (const name of group) {
        const value = merged[name];
        if (value !== null) taken[name] = name.endsWith('Sealed') ? await this.personal.handOver(merged.id, survivor.id, value) : value;
      }
    }
    Object.assign(survivor, taken);
    return taken;
  }

  /** Takes back what was given and is still as it was given: what was changed since stays. */
  takeBack(survivor: Customer, taken: Record<string, string>): void {
    for (const group of PARTICULARS) {
      const given = group.filter((name) => name in taken);
      if (given.length && given.every((name) => survivor[name] === taken[name]))
        Object.assign(survivor, Object.fromEntries(given.map((name) => [name, null])));
    }
  }
}

const moveOf = ({ id, mergedId, survivorId }: CustomerMerge): ReferenceMove => ({
  moveId: id,
  schema: 'crm',
  column: 'customer_id',
  from: mergedId,
  to: survivorId,
});
