import { Decimal } from 'decimal.js';

/** 等额本息: the same payment every month. 等额本金: the same principal every month. */
export type RepaymentMethod = 'EQUAL_INSTALLMENT' | 'EQUAL_PRINCIPAL';

export interface LoanTerms {
  /** Amount borrowed, in fen: 1 to 9,000,000,000,000. */
  principal: number;
  /** Nominal yearly rate in percent, 0 to 1,000, at most 20 decimals: 4.5 means 4.5 %. */
  annualRatePercent: number | string;
  /** Number of monthly instalments: 1 to 1,200. */
  months: number;
  method: RepaymentMethod;
}

/** One month; all amounts in fen. */
export interface LoanInstalment {
  /** 1 for the first month. */
  number: number;
  /** What the customer pays: principal + interest. */
  payment: number;
  principal: number;
  interest: number;
  /** What is still owed after this payment. */
  balance: number;
}

export interface LoanSchedule {
  instalments: LoanInstalment[];
  /** Sum of all interest, in fen. */
  totalInterest: number;
}

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

// Inside these bounds every amount, the total interest included, stays an exact JavaScript integer.
const MAX_PRINCIPAL = 9_000_000_000_000;
const MAX_RATE_PERCENT = 1_000;
const MAX_RATE_DECIMALS = 20;
const MAX_MONTHS = 1_200;

/**
 * Repayment schedule of a car loan (F-1 等额本息, F-2 等额本金), exact to the fen, rounded half-up.
 *
 * Interest of a month is the balance times a twelfth of the yearly rate. The last instalment takes the remainder, so the balance
 * ends at exactly 0. No instalment repays more than is owed: where rounding up repays a tiny loan early, the months left are 0.
 *
 * @throws RangeError for terms outside the documented ranges
 */
export function loanSchedule(terms: LoanTerms): LoanSchedule {
  const rate = monthlyRate(terms.annualRatePercent);
  requireWhole('principal', terms.principal, MAX_PRINCIPAL);
  requireWhole('months', terms.months, MAX_MONTHS);

  const equalInstalment = terms.method === 'EQUAL_INSTALLMENT';
  const loan = BigInt(terms.principal);
  const share = equalInstalment ? equalPayment(loan, rate, terms.months) : roundHalfUp(loan, BigInt(terms.months));

  const instalments: LoanInstalment[] = [];
  let balance = loan;
  let totalInterest = 0n;
  for (let number = 1; number <= terms.months; number += 1) {
    const interest = roundHalfUp(balance * rate.numerator, rate.denominator);
    const due = equalInstalment ? share - interest : share;
    const principal = number === terms.months || due > balance ? balance : due;
    balance -= principal;
    totalInterest += interest;
    instalments.push({
      number,
      payment: Number(principal + interest),
      principal: Number(principal),
      interest: Number(interest),
      balance: Number(balance),
    });
  }
  return { instalments, totalInterest: Number(totalInterest) };
}

/** P·r·(1+r)^n / ((1+r)^n − 1) as one fraction of whole numbers: it is rounded once and can meet no precision limit. */
function equalPayment(loan: bigint, rate: Fraction, months: number): bigint {
  if (rate.numerator === 0n) return roundHalfUp(loan, BigInt(months));
  const grown = (rate.denominator + rate.numerator) ** BigInt(months);
  const flat = rate.denominator ** BigInt(months);
  return roundHalfUp(loan * rate.numerator * grown, rate.denominator * (grown - flat));
}

function monthlyRate(annualRatePercent: number | string): Fraction {
  const rate = parseRate(annualRatePercent);
  if (rate === null || rate.isNegative() || rate.greaterThan(MAX_RATE_PERCENT) || rate.decimalPlaces() > MAX_RATE_DECIMALS) {
    throw new RangeError(`annualRatePercent must be 0 to ${MAX_RATE_PERCENT} with at most ${MAX_RATE_DECIMALS} decimals`);
  }
  const [whole = '0', decimals = ''] = rate.toFixed().split('.');
  return { numerator: BigInt(whole + decimals), denominator: 1_200n * 10n ** BigInt(decimals.length) };
}

function parseRate(annualRatePercent: number | string): Decimal | null {
  try {
    const rate = new Decimal(annualRatePercent);
    return rate.isFinite() ? rate : null;
  } catch {
    return null;
  }
}

function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

function requireWhole(name: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 1 || value > max) throw new RangeError(`${name} must be a whole number from 1 to ${max}`);
}
