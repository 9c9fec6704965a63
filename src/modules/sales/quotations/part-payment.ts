import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { OFFERED_TRADE_IN_STATES, TradeIn } from '../trade-ins/trade-in.entity.js';
import { TradeInDocumentNotTheirs } from '../trade-ins/trade-in.rules.js';
import { type FinanceAlternative, financeAlternatives, type FinanceTerms, termsOf } from './finance-alternatives.js';
import { QuotationTradeInChanged, TradeInNotOffered } from './quotation.rules.js';

/** A car that is given in part payment, as the quotation counts it (TI-1); amounts in fen. */
export interface QuotedTradeIn {
  tradeInId: string;
  number: string;
  name: string;
  vin: string;
  /** What it counts for. */
  allowance: number;
  /** What the customer still owes on it. */
  payoff: number;
}
/** What is still to be paid to us of a total, and with what is owed on the car that is given: what the change of cars costs (TI-1). */
export function leftOf(total: number, tradeIn: Pick<QuotedTradeIn, 'allowance' | 'payoff'> | null): { toPay: number; net: number } {
  const toPay = total - (tradeIn?.allowance ?? 0);
  return { toPay, net: toPay + (tradeIn?.payoff ?? 0) };
}
interface PaidInPart {
  opportunityId: string;
  tradeInId: string | null;
}

/** What is paid of a quotation's total, and how: a car in part payment, the rest in cash or with a loan (TI-1, F-1, F-2). */
@Injectable()
export class PartPayment {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly finance: FinanceApi,
  ) {}

  /** The car as we offered for it today. */
  async tradeInOf(of: PaidInPart): Promise<QuotedTradeIn | null> {
    if (of.tradeInId === null) return null;
    const tradeIn = await this.db.find(TradeIn, of.tradeInId);
    if (tradeIn.opportunityId !== of.opportunityId)
      throw TradeInDocumentNotTheirs({ errors: [at('/tradeInId', TradeInDocumentNotTheirs)] });
    const { id: tradeInId, number, brand, series, modelYear, vin, allowance, payoffAmount, pledged } = tradeIn;
    if (!this.#holds(tradeIn) || allowance === null) throw TradeInNotOffered({ errors: [at('/tradeInId', TradeInNotOffered)] });
    return { tradeInId, number, name: `${brand} ${series} ${modelYear}`, vin, allowance, payoff: pledged ? payoffAmount : 0 };
  }

  /** The customer accepts what was counted: the offer for their car still stands, and it is owed no more on it. */
  async requireStill(of: PaidInPart & { tradeIn: QuotedTradeIn | null }): Promise<void> {
    if (of.tradeInId === null) return;
    const tradeIn = await this.db.find(TradeIn, of.tradeInId);
    const owed = tradeIn.pledged ? tradeIn.payoffAmount : 0;
    if (!this.#holds(tradeIn) || tradeIn.allowance !== of.tradeIn?.allowance || owed > of.tradeIn.payoff) throw QuotationTradeInChanged();
  }

  /** Ways of paying what the car in part payment leaves of the total. */
  waysOf(asked: readonly FinanceTerms[], tradeIn: QuotedTradeIn | null): (total: number) => FinanceAlternative[] {
    return (total) => financeAlternatives(asked.map(termsOf), leftOf(total, tradeIn).toPay, (question) => this.finance.loan(question));
  }

  #holds(tradeIn: TradeIn): boolean {
    if (!OFFERED_TRADE_IN_STATES.some((state) => state === tradeIn.state)) return false;
    return tradeIn.state !== 'OFFERED' || !tradeIn.expiredOn(this.clock.today());
  }
}
