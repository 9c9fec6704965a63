import { ApiProperty } from '@nestjs/swagger';
import { Amount, check, DateOnly, OneOf, Optional, PositiveAmount, Text, Whole } from '../../../kernel/http/fields.js';
import type { VinMode } from '../../../kernel/identifiers.js';
import type { RepaymentMethod } from './loan-schedule.js';
import type { Powertrain } from './purchase-tax.js';

const MAX_RATE_PERCENT = 1000;
const RATE_DECIMALS = 6;

export class LoanQuestion {
  /** Amount borrowed, fen. */
  @PositiveAmount(10_000_000) principal: number;
  /** Nominal yearly rate, percent, at most 6 decimals: 4.5 means 4.5 %. */
  @ApiProperty({ type: 'number', minimum: 0, maximum: MAX_RATE_PERCENT, example: 4.5 })
  @check(
    'isRate',
    (v) => typeof v === 'number' && v >= 0 && v <= MAX_RATE_PERCENT && Number(v.toFixed(RATE_DECIMALS)) === v,
    `must be a number from 0 to ${MAX_RATE_PERCENT} with at most ${RATE_DECIMALS} decimals`,
  )
  annualRatePercent: number;
  /** Monthly instalments. */
  @Whole(1, 1200, 36) months: number;
  /** EQUAL_INSTALLMENT (等额本息, F-1): the same payment every month. EQUAL_PRINCIPAL (等额本金, F-2): the same principal every month. */
  @OneOf(['EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL']) method: RepaymentMethod;
}
/** One month; amounts in fen. */
export class LoanInstalmentView {
  /** 1 for the first month. @example 1 */
  number: number;
  /** What is paid: principal + interest. @example 297469 */
  payment: number;
  /** @example 259969 */
  principal: number;
  /** @example 37500 */
  interest: number;
  /** Still owed after this payment. @example 9740031 */
  balance: number;
}
/** A repayment schedule, exact to the fen (F-1, F-2). */
export class LoanScheduleView {
  instalments: LoanInstalmentView[];
  /** Sum of all interest, fen. @example 708893 */
  totalInterest: number;
}

export class PurchaseTaxQuestion {
  /** Total of the car invoice, VAT included, fen. */
  @Amount(22_600_000) invoiceTotal: number;
  /** BEV and PHEV are both new-energy cars (TX-2). */
  @OneOf(['ICE', 'BEV', 'PHEV']) powertrain: Powertrain;
  /** Day of purchase. */
  @DateOnly() date: string;
}
/** Vehicle purchase tax of one car; amounts in fen (TX-1, TX-2). */
export class PurchaseTaxView {
  /** Price without VAT. @example 20000000 */
  taxable: number;
  /** Tax before relief. @example 2000000 */
  fullTax: number;
  /** @example 0 */
  relief: number;
  /** fullTax − relief. @example 2000000 */
  payable: number;
  /** The rule that decided: TX-1, or TX-2 with the years of its window. @example 'TX-1' */
  rule: string;
}

export class PurchaseTaxRefundQuestion {
  /** Purchase tax that was paid, fen. */
  @Amount(2_000_000) taxPaid: number;
  @DateOnly('2024-12-01') paidOn: string;
  /** Day on which the car went back to its seller or maker. */
  @DateOnly('2026-11-24') returnedOn: string;
}
/** What the tax office gives back for a returned car (TX-1, 购税 15). */
export class PurchaseTaxRefundView {
  /** Years that were complete since the tax was paid. @example 1 */
  fullYears: number;
  /** 100 less 10 a full year. @example 90 */
  refundPercent: number;
  /** Fen. @example 1800000 */
  refund: number;
  /** @example 'TX-1' */
  rule: string;
}
export class LostReliefQuestion {
  /** Taxable price of the first declaration, fen. */
  @Amount(20_000_000) taxable: number;
  /** Day of the first declaration. */
  @DateOnly('2024-12-01') declaredOn: string;
  /** Day on which exemption or relief ended: the car was sold on or put to another use. */
  @DateOnly('2026-11-24') lostOn: string;
  /** Tax that was paid then, when it was only reduced, fen. */
  @Optional()
  @Amount(0)
  alreadyPaid?: number;
}
/** Purchase tax that is due because an exemption ended; amounts in fen (TX-1, 购税 14). */
export class LostReliefView {
  /** Years that were complete since the first declaration. @example 1 */
  fullYears: number;
  /** The first taxable price less a tenth a full year. @example 18000000 */
  taxable: number;
  /** A tenth of it. @example 1800000 */
  fullTax: number;
  /** Less what was paid already, never below 0. @example 1800000 */
  payable: number;
  /** @example 'TX-1' */
  rule: string;
}

export const IDENTIFIER_KINDS = ['VIN', 'PLATE', 'MOBILE', 'RESIDENT_ID', 'USCC'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];
export class IdentifierQuestion {
  @OneOf(IDENTIFIER_KINDS) kind: IdentifierKind;
  /** As typed: blanks around it, small letters and full-width forms are accepted. */
  @Text(100, 'LSVAA49J4E2000001') value: string;
  /** For a VIN only: STRICT for new domestic cars (the default), LENIENT for trade-ins and imports, where a doubt is a warning (ID-1). */
  @Optional()
  @OneOf(['STRICT', 'LENIENT'])
  mode?: VinMode;
}
/** The verdict on an identifier (ID-1 … ID-5). */
export class IdentifierView {
  /** It may be stored. A valid one can still carry reasons: they are warnings then. @example true */
  valid: boolean;
  /** The one form to store and compare; null when it is not valid. @example 'LSVAA49J4E2000001' */
  normalised: string | null;
  /** Stable codes. @example [] */
  reasons: string[];
  /** What it tells about its bearer. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { wmi: 'LSV', computedCheckDigit: '4', modelYears: [1984, 2014] } })
  facts: Record<string, unknown>;
}
