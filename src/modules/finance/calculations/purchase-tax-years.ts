import { Decimal } from 'decimal.js';
import { roundHalfUp } from '../../../kernel/money.js';
import { addMonths } from '../../../kernel/time/clock.js';

/** 购税 14, 15: each full year takes a tenth away; after ten nothing is left. */
const TENTHS = 10;

/** Years that are complete between two days, none before the first: from 2024-02-29 the first is complete on 2025-02-28. */
export function fullYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, addMonths(from, years * 12) > to ? years - 1 : years);
}
const tenthsLeft = (years: number): number => Math.max(0, TENTHS - years);

export interface PaidPurchaseTax {
  /** Fen. */
  taxPaid: number;
  paidOn: string;
  returnedOn: string;
}
export interface PurchaseTaxRefund {
  fullYears: number;
  /** Percent of what was paid. */
  refundPercent: number;
  refund: number;
  rule: string;
}
/** What the tax office gives back for a car that went back to its seller or maker (购税 15): paid × (1 − 10 % × full years), half up to the fen. */
export function purchaseTaxRefund({ taxPaid, paidOn, returnedOn }: PaidPurchaseTax): PurchaseTaxRefund {
  const years = fullYears(paidOn, returnedOn);
  const left = tenthsLeft(years);
  return { fullYears: years, refundPercent: left * 10, refund: tenths(taxPaid, left), rule: 'TX-1' };
}

export interface LostRelief {
  /** Taxable price of the first declaration, fen. */
  taxable: number;
  declaredOn: string;
  /** The day the relief ended: the car was sold on or put to another use. */
  lostOn: string;
  /** Tax that was paid at the first declaration, when it was only reduced, fen. */
  alreadyPaid: number;
}
export interface TaxOnLostRelief {
  fullYears: number;
  taxable: number;
  fullTax: number;
  payable: number;
  rule: string;
}
/** What is due when an exemption or relief ends (购税 14): the taxable price less a tenth a full year, taxed in full, less what was paid. */
export function taxOnLostRelief({ taxable, declaredOn, lostOn, alreadyPaid }: LostRelief): TaxOnLostRelief {
  const years = fullYears(declaredOn, lostOn);
  const left = tenths(taxable, tenthsLeft(years));
  const fullTax = tenths(left, 1);
  return { fullYears: years, taxable: left, fullTax, payable: Math.max(0, fullTax - alreadyPaid), rule: 'TX-1' };
}

const tenths = (amount: number, of: number): number => roundHalfUp(new Decimal(amount).mul(of).div(TENTHS));
