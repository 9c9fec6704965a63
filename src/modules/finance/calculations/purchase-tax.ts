import { Decimal } from 'decimal.js';
import { isDate } from '../../../kernel/time/clock.js';

export type Powertrain = 'ICE' | 'BEV' | 'PHEV';

export interface TaxedPurchase {
  /** Total on the car invoice, VAT included, in fen. */
  invoiceTotal: number;
  /** BEV and PHEV are both new-energy passenger cars. */
  powertrain: Powertrain;
  /** Day of purchase in the store's calendar, YYYY-MM-DD. */
  date: string;
}

/** A period in which buyers of new-energy passenger cars are relieved of purchase tax. */
export interface PurchaseTaxReliefWindow {
  /** First day, YYYY-MM-DD. */
  from: string;
  /** Last day, included, YYYY-MM-DD. */
  to: string;
  /** Share of the tax that is waived: 1 exempt, 0.5 half. */
  reliefShare: number | string;
  /** Most that is waived per car, in fen. */
  cap: number;
}

/** All amounts in fen. */
export interface PurchaseTax {
  /** Taxable price, VAT excluded. */
  taxable: number;
  /** Tax before relief. */
  fullTax: number;
  relief: number;
  /** fullTax − relief. */
  payable: number;
  /** The rule that decided: `TX-1`, or `TX-2` with the years of the window, as in `TX-2 2026-2027`. */
  rule: string;
}

/** The relief windows of the law as it stands (TX-2); the rows a store starts with. */
export const NEV_PURCHASE_TAX_WINDOWS: readonly PurchaseTaxReliefWindow[] = [
  { from: '2024-01-01', to: '2025-12-31', reliefShare: 1, cap: 3_000_000 },
  { from: '2026-01-01', to: '2027-12-31', reliefShare: 0.5, cap: 1_500_000 },
];

/** VAT on a car sale unless the store is set otherwise (TX-1). */
export const CAR_VAT_RATE = '0.13';

const PURCHASE_TAX_RATE = '0.1';

// Enough digits that no quotient of two amounts can be taken for a tie it is not.
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/**
 * Vehicle purchase tax of one car (TX-1, TX-2; 购税 4-6): 10 % of the price without VAT, less the new-energy relief of the day.
 *
 * Each figure is rounded half-up to the fen and the next one builds on the rounded one, as on the tax form, so that
 * payable = fullTax − relief always ties. Outside the windows a new-energy car pays in full.
 *
 * @param windows relief windows; the first one that holds the day applies
 * @param vatRate VAT inside the invoice total as a share, such as 0.13
 * @throws RangeError for an amount that is not a whole number of fen, or a date of another form
 */
export function purchaseTax(
  purchase: TaxedPurchase,
  windows: readonly PurchaseTaxReliefWindow[] = NEV_PURCHASE_TAX_WINDOWS,
  vatRate: number | string = CAR_VAT_RATE,
): PurchaseTax {
  if (!Number.isSafeInteger(purchase.invoiceTotal) || purchase.invoiceTotal < 0) {
    throw new RangeError('invoiceTotal must be a whole number of fen, 0 or more');
  }
  if (!isDate(purchase.date)) throw new RangeError('date must be YYYY-MM-DD');

  const taxable = toFen(new Exact(purchase.invoiceTotal).dividedBy(new Exact(1).plus(vatRate)));
  const fullTax = toFen(new Exact(taxable).times(PURCHASE_TAX_RATE));
  const window = purchase.powertrain === 'ICE' ? undefined : windows.find(({ from, to }) => from <= purchase.date && purchase.date <= to);
  if (window === undefined) return { taxable, fullTax, relief: 0, payable: fullTax, rule: 'TX-1' };

  const relief = Math.min(toFen(new Exact(fullTax).times(window.reliefShare)), window.cap);
  const rule = `TX-2 ${window.from.slice(0, 4)}-${window.to.slice(0, 4)}`;
  return { taxable, fullTax, relief, payable: fullTax - relief, rule };
}

function toFen(amount: Decimal): number {
  return amount.toDecimalPlaces(0).toNumber();
}
