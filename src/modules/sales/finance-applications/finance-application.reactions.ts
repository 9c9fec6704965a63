import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderCancelled, OrderReturned } from '../sales.contract.js';
import { FinanceApplicationService } from './finance-application.service.js';

const WITHDRAW = 'sales.withdraw-financing';

/** A loan ends with its order, and with the lender's decision. */
@Injectable()
export class FinanceApplicationReactions extends Reactions {
  constructor(private readonly applications: FinanceApplicationService) {
    super();
  }

  override readonly listeners = [
    on(OrderCancelled, WITHDRAW, ({ payload }) => this.applications.withdrawOf(payload.salesOrderId, 'ORDER_CANCELLED')),
    on(OrderReturned, WITHDRAW, ({ payload }) => this.applications.withdrawOf(payload.salesOrderId, 'ORDER_RETURNED')),
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
