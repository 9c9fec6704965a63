import { Injectable } from '@nestjs/common';
import { type EventType, on, Reactions, type Tick } from '../../../kernel/events/event.js';
import { CustomerVehiclePlated, CustomerVehicleRegistered } from '../../aftersales/aftersales.contract.js';
import { CustomerMergeService } from '../customer-merges/customer-merge.service.js';
import { Duplicates } from '../duplicate-pairs/duplicates.js';
import { CustomerFinder, type KnownCar } from '../search/customer-finder.js';
import { TOKEN_VERSION } from '../search/finder.js';
import { Plates } from './plates.js';

/** What customer files do by themselves: they know their cars, look for their doubles, follow merges and keep their index. */
@Injectable()
export class CustomerReactions extends Reactions {
  constructor(
    private readonly plates: Plates,
    private readonly duplicates: Duplicates,
    private readonly merges: CustomerMergeService,
    private readonly index: CustomerFinder,
  ) {
    super();
  }

  override readonly listeners = [
    ...[CustomerVehicleRegistered, CustomerVehiclePlated].flatMap((known: EventType<Omit<KnownCar, 'plateSealed'>>) => [
      on(known, 'crm.note-plate', async ({ payload: { customerId }, sealed, occurredAt }) => {
        await this.plates.hear(customerId, sealed?.['plateNumber'], occurredAt);
        await this.duplicates.look(customerId, occurredAt);
      }),
      on(known, 'crm.find-by-car', ({ payload: p, sealed }) => this.index.keepCar({ ...p, plateSealed: sealed?.['plateNumber'] ?? null })),
    ]),
  ];

  override readonly ticks: Tick[] = [
    { name: 'crm.find-duplicates', daily: '02:30', run: (_, now) => this.duplicates.look(null, now) },
    {
      name: 'crm.settle-merges',
      table: 'crm.customer_merge',
      due: 'settle_at',
      where: 'settle_at IS NOT NULL',
      run: (id) => this.merges.settle(id),
    },
    // At any time, as soon as the rules of search have changed.
    {
      name: 'crm.index-customers',
      table: 'crm.customer_search',
      due: `timestamptz 'epoch'`,
      where: `token_version < ${TOKEN_VERSION}`,
      run: (id) => this.index.reindex(id),
    },
  ];
}
