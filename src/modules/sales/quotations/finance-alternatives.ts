import { at, type FieldFault, say } from '../../../kernel/problems.js';
import type { LoanFacts, LoanQuestionFacts } from '../../finance/finance.contract.js';
import { FinanceAlternativeInvalid } from './quotation.rules.js';

export const FINANCE_KINDS = ['CASH', 'LOAN'] as const;
export const REPAYMENT_METHODS = ['EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL'] as const;

/** A way of paying as it is asked for. */
export interface FinanceTerms {
  kind: (typeof FINANCE_KINDS)[number];
  label?: string | null;
  downPayment?: number | null;
  months?: number | null;
  annualRatePercent?: number | null;
  method?: LoanQuestionFacts['method'] | null;
}
/** What it comes to; amounts in fen. */
export interface FinanceAlternative {
  number: number;
  kind: FinanceTerms['kind'];
  label: string | null;
  downPayment: number;
  principal: number;
  months: number | null;
  annualRatePercent: number | null;
  method: LoanQuestionFacts['method'] | null;
  firstInstalment: number | null;
  lastInstalment: number | null;
  totalInterest: number;
  /** Down payment, principal and interest. */
  totalPaid: number;
}

const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
const LOAN_FIELDS = ['downPayment', 'months', 'annualRatePercent', 'method'] as const;

/** Ways of paying the same total, side by side (F-1, F-2). */
export function financeAlternatives(
  asked: readonly FinanceTerms[],
  total: number,
  loan: (question: LoanQuestionFacts) => LoanFacts,
): FinanceAlternative[] {
  const faults = asked.flatMap((terms, n) => faultsOf(terms, `/financeAlternatives/${n}`, total));
  if (faults.length) throw FinanceAlternativeInvalid({ errors: faults });
  return asked.map(({ kind, label = null, downPayment, months, annualRatePercent, method }, n) => {
    const head = { number: n + 1, kind, label };
    if (kind === 'CASH' || !given(months) || !given(annualRatePercent) || !given(method))
      return { ...head, downPayment: total, principal: 0, ...NO_LOAN, totalInterest: 0, totalPaid: total };
    const principal = total - (downPayment ?? 0);
    const { firstPayment, lastPayment, totalInterest } = loan({ principal, annualRatePercent, months, method });
    return {
      ...head,
      downPayment: downPayment ?? 0,
      principal,
      months,
      annualRatePercent,
      method,
      firstInstalment: firstPayment,
      lastInstalment: lastPayment,
      totalInterest,
      totalPaid: total + totalInterest,
    };
  });
}

/** What was asked for, read off what it came to: another total is calculated anew. */
export function termsOf(way: FinanceTerms | FinanceAlternative): FinanceTerms {
  if (!('totalPaid' in way)) return way;
  const { kind, label, downPayment, months, annualRatePercent, method } = way;
  return kind === 'CASH' ? { kind, label } : { kind, label, downPayment, months, annualRatePercent, method };
}

const NO_LOAN = { months: null, annualRatePercent: null, method: null, firstInstalment: null, lastInstalment: null };

function faultsOf(terms: FinanceTerms, pointer: string, total: number): FieldFault[] {
  const fault = (field: string, zh: string, en: string) => at(`${pointer}/${field}`, FinanceAlternativeInvalid, say(zh, en));
  if (total <= 0) return [fault('kind', '旧车折抵后无需付款', 'the car in part payment leaves nothing to pay')];
  if (terms.kind === 'CASH')
    return LOAN_FIELDS.filter((field) => given(terms[field])).map((field) => fault(field, '全款方案无此项', 'cash has none'));
  const missing = LOAN_FIELDS.filter((field) => !given(terms[field])).map((field) => fault(field, '贷款方案必填', 'a loan needs it'));
  if (missing.length === 0 && (terms.downPayment ?? 0) >= total)
    return [fault('downPayment', `首付须小于应付款 ${total} 分`, `it must be below the ${total} fen that are to be paid`)];
  return missing;
}
