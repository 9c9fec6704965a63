import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { at } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { DepositTypeNotApplicable, DepositTypeRequired, ReceiptTaken, ReceivablePaid } from '../finance.contract.js';
import { type Account, Journal } from '../journal/journal.service.js';
import type { Receivable } from '../receivables/receivable.entity.js';
import { depositPortions } from './deposit-portions.js';
import { ReceiptCommands } from './receipt.commands.js';
import type { ReceiptView, TakeReceipt } from './receipt.dto.js';
import { viewOf } from './receipt.queries.js';
import { type ReceiptMethod, Receipt } from './receipt.entity.js';

/** Where the money lies. */
export const ACCOUNT_OF: Record<ReceiptMethod, Account> = {
  TRADE_IN: 'MERCHANDISE',
  CASH: 'CASH',
  BANK_CARD: 'BANK',
  TRANSFER: 'BANK',
  CHEQUE: 'BANK',
  WECHAT: 'PAYMENT_PROVIDERS',
  ALIPAY: 'PAYMENT_PROVIDERS',
};

@Injectable()
export class ReceiptService {
  constructor(
    private readonly db: Database,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly identity: IdentityApi,
    private readonly commands: ReceiptCommands,
    private readonly journal: Journal,
  ) {}

  /** Takes money for one receivable, at most what is outstanding. */
  takeReceipt(body: TakeReceipt): Promise<ReceiptView> {
    return this.take(body);
  }

  /** The same for money that comes over no counter: a loan that is paid out, a car that is taken in. */
  take(
    body: Omit<TakeReceipt, 'method'> & { method: ReceiptMethod },
    { financeApplicationId = null, tradeInId = null }: { financeApplicationId?: string | null; tradeInId?: string | null } = {},
  ): Promise<ReceiptView> {
    return this.db.transaction(async () => {
      const receivable = await this.commands.credit(body.receivableId, body.amount);
      const { salesOrderId, repairOrderId, customerId, storeId, kind, payer } = receivable;
      const store = await this.identity.store(storeId);
      const receipt = Object.assign(new Receipt(), {
        id: newId(),
        number: await this.numbers.next('RC', store.code),
        storeId,
        receivableId: receivable.id,
        kind,
        amount: body.amount,
        currency: CURRENCY,
        method: body.method,
        depositType: body.depositType ?? null,
        ...(await this.#portions(receivable, body)),
        payerName: body.payerName ?? null,
        note: body.note ?? null,
        cashierId: context.principal.id,
        receivedAt: receivable.updatedAt,
        salesOrderId,
        repairOrderId,
        customerId,
        financeApplicationId,
        tradeInId,
      });
      await this.db.save(receipt, 'take');
      await this.journal.post(receipt, { type: 'RECEIPT', id: receipt.id }, [
        { account: ACCOUNT_OF[receipt.method], debit: receipt.amount },
        { account: 'RECEIVABLES', credit: receipt.amount },
      ]);
      const subject = { salesOrderId, repairOrderId, customerId, storeId };
      const { amount, method, depositType } = receipt;
      this.outbox.publish(ReceiptTaken, receipt, {
        receiptId: receipt.id,
        receivableId: receivable.id,
        kind,
        payer,
        amount,
        method,
        depositType,
        receivedAt: receipt.receivedAt.toISOString(),
        ...subject,
      });
      if (receivable.state === 'PAID') {
        const outstandingOfSubject = await this.commands.outstandingOfSubject(receivable);
        this.outbox.publish(ReceivablePaid, receivable, {
          receivableId: receivable.id,
          kind,
          payer,
          amount: receivable.amount,
          paidAt: receipt.receivedAt.toISOString(),
          outstandingOfSubject,
          ...subject,
        });
      }
      return viewOf(receipt);
    });
  }

  async #portions(
    receivable: Receivable,
    { depositType, amount }: Pick<TakeReceipt, 'depositType' | 'amount'>,
  ): Promise<{ earnestAmount: number; prepaymentAmount: number }> {
    if (receivable.kind !== 'DEPOSIT') {
      if (depositType) throw DepositTypeNotApplicable({ errors: [at('/depositType', DepositTypeNotApplicable)] });
      return { earnestAmount: 0, prepaymentAmount: 0 };
    }
    if (!depositType) throw DepositTypeRequired({ errors: [at('/depositType', DepositTypeRequired)] });
    const { contractPrice, earnestBefore } = await this.commands.depositFacts(receivable);
    const { earnest, prepayment } = depositPortions(depositType, amount, contractPrice, earnestBefore);
    return { earnestAmount: earnest, prepaymentAmount: prepayment };
  }
}
