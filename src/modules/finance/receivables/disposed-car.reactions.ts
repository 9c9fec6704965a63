import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { VehicleDisposed } from '../../inventory/inventory.contract.js';
import { WholesaleDue } from '../finance.contract.js';
import { ReceivableService } from './receivable.service.js';

/** Sold to the trade, or for scrap: whoever took the car owes what was agreed. */
@Injectable()
export class DisposedCarReactions extends Reactions {
  constructor(
    private readonly receivables: ReceivableService,
    private readonly identity: IdentityApi,
  ) {
    super();
  }

  override readonly listeners = [
    on(VehicleDisposed, 'finance.bill-disposed-car', async ({ payload: { amount, storeId, number }, occurredAt: from }) => {
      const within = await this.identity.setting(WholesaleDue, storeId);
      if (amount > 0) await this.receivables.billBeside({ payer: 'TRADE', amount, storeId, number, from, within });
    }),
  ];
}
