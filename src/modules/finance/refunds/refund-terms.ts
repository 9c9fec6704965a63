import { share } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import type { RefundTerms } from '../finance.contract.js';
import { depositPortions } from '../receipts/deposit-portions.js';

/** Whose doing the end of an order is. */
export const REFUND_CAUSES = ['CUSTOMER', 'SELLER', 'AGREED', 'OTHER'] as const;

/** What came in for an order, by its nature (D-5). */
export interface MoneyOfOrder {
  earnestPaid: number;
  prepaymentPaid: number;
  otherPaid: number;
  /** By a lender. */
  lenderPaid: number;
  contractPrice: number;
}

/**
 * D-5 (民法典 586–587): 定金 is forfeited by the buyer who breaks the contract and comes back double from a seller who does; it has that
 * effect up to a fifth of the price. 订金 and every other payment go back, 订金 to the share that the store has set.
 */
export function refundTerms(money: MoneyOfOrder, cause: string, prepaymentRefundPercent: number): RefundTerms {
  const paid = money.earnestPaid + money.prepaymentPaid + money.otherPaid;
  // The price may have come down since the deposit was paid: what is above a fifth of it is a prepayment now.
  const { earnest } = depositPortions('EARNEST', money.earnestPaid, money.contractPrice, 0);
  const prepayment = money.prepaymentPaid + money.earnestPaid - earnest;
  const kept = cause === 'CUSTOMER' ? prepayment - share(prepayment, prepaymentRefundPercent / 100) : 0;
  const forfeited = cause === 'CUSTOMER' ? earnest + kept : 0;
  const compensation = cause === 'SELLER' ? earnest : 0;
  return {
    cause,
    paid,
    earnest,
    prepayment,
    other: money.otherPaid,
    toLender: money.lenderPaid,
    forfeited,
    compensation,
    refund: paid - forfeited + compensation,
    rule: 'D-5',
    explanation: explain(cause),
  };
}

function explain(cause: string): string {
  if (cause === 'CUSTOMER')
    return say(
      '买方违约:定金不退(民法典 587),订金按门店约定退还,其余款项全额退还',
      'The buyer gives up: earnest money is forfeited, a prepayment goes back as the store has set, all else in full',
    );
  if (cause === 'SELLER')
    return say('卖方违约:双倍返还定金(民法典 587),其余款项全额退还', 'The seller fails: earnest money goes back double, all else in full');
  return say('双方协商解除:已付款项全额退还', 'By agreement: everything that was paid goes back');
}
