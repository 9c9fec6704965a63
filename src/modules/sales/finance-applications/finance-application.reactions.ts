import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderCancelled } from '../sales.contract.js';
import { FinanceApplicationService } from './finance-application.service.js';

/** A loan ends with its order, and with the lender's decision. */
@Injectable()
export class FinanceApplicationReactions extends Reactions {
  constructor(private readonly applications: FinanceApplicationService) {
    super();
  }

  override readonly listeners = [
    on(OrderCancelled, 'sales.withdraw-financing', ({ payload }) => this.applications.withdrawOf(payload.salesOrderId)),
  ];

  override readonly ticks = [
    {
      name: 'sales.lapse-loan-decisions',
      table: 'sales.finance_application',
      due: 'decision_expires_at',
      where: `state IN ('APPROVED', 'CONDITIONAL')`,
      run: (id: string) => this.applications.lapse(id),
    },
  ];
}
