import {
  Clearable,
  Code,
  Codes,
  DateOnly,
  Decimal,
  Ids,
  ListOf,
  OneOf,
  Optional,
  Repeated,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { lenderProductLifecycle, REPAYMENT_METHODS, SUBSIDY_PAYERS, type SubsidyPayer } from './lender-product.entity.js';

export class TermRateBody {
  /** Monthly instalments. */
  @Whole(1, 120, 36) months: number;
  /** What the customer pays, percent a year. */
  @Decimal(0, 36, 4, 2.99) annualRatePercent: number;
  /** The lender's own rate where somebody pays the difference (贴息, F-4); the customer's if left out. */
  @Optional()
  @Decimal(0, 36, 4, 4.5)
  lenderRatePercent?: number;
}
export class CreateLenderProduct {
  @Code('BANK-36') code: string;
  @Text(100, '示范银行') lender: string;
  @Text(100, '示范银行 36 期低息') nameZh: string;
  @Text(100, 'Demo Bank 36 months low rate') nameEn: string;
  /** EQUAL_INSTALLMENT (等额本息, F-1) or EQUAL_PRINCIPAL (等额本金, F-2). */
  @OneOf(REPAYMENT_METHODS) method: (typeof REPAYMENT_METHODS)[number];
  /** The terms that are offered, each with its rate. */
  @ListOf(() => TermRateBody, 1, 24) rates: TermRateBody[];
  /** Who pays the difference of the rates; needed where there is one (F-4). */
  @Optional()
  @OneOf(SUBSIDY_PAYERS)
  subsidyPayer?: SubsidyPayer;
  /** Least share of the price that the customer pays down. */
  @Decimal(0, 100, 2, 20) minDownPaymentPercent: number;
  /** Largest loan in percent of the price of a petrol or diesel car (F-3). */
  @Decimal(1, 100, 2, 80) maxLoanPercentIce: number;
  /** Largest loan in percent of the price of a new-energy car (F-3). */
  @Decimal(1, 100, 2, 85) maxLoanPercentNev: number;
  /** Brands it is for; any if left out. */
  @Optional()
  @Codes(50, ['示范'])
  brands?: string[];
  /** Models it is for; any if left out. */
  @Optional()
  @Ids(200)
  modelIds?: string[];
  /** First day on which it can be applied for. */
  @DateOnly('2026-11-01') validFrom: string;
  /** Last day; open if left out. */
  @Optional()
  @DateOnly('2027-03-31')
  validUntil?: string;
}
export class EditLenderProduct {
  @Optional()
  @Text(100, '示范银行 36 期低息')
  nameZh?: string;
  @Optional()
  @Text(100, 'Demo Bank 36 months low rate')
  nameEn?: string;
  @Optional()
  @ListOf(() => TermRateBody, 1, 24)
  rates?: TermRateBody[];
  @Optional()
  @Decimal(0, 100, 2, 20)
  minDownPaymentPercent?: number;
  @Optional()
  @Decimal(1, 100, 2, 80)
  maxLoanPercentIce?: number;
  @Optional()
  @Decimal(1, 100, 2, 85)
  maxLoanPercentNev?: number;
  @Optional()
  @Codes(50, ['示范'])
  brands?: string[];
  @Optional()
  @Ids(200)
  modelIds?: string[];
  /** Last day on which it can be applied for; null leaves it open. */
  @Clearable()
  @DateOnly('2027-03-31')
  validUntil?: string | null;
}
export class ListLenderProducts extends ListQuery {
  @Repeated(lenderProductLifecycle.states)
  state?: string[];
  @Optional()
  @Text(100, '示范银行')
  lender?: string;
  @Optional()
  @OneOf(REPAYMENT_METHODS)
  method?: string;
  /** Those that can be applied for on this day. */
  @Optional()
  @DateOnly('2026-11-24')
  on?: string;
}

export class TermRateView {
  /** @example 36 */
  months: number;
  /** @example 2.99 */
  annualRatePercent: number;
  /** @example 4.5 */
  lenderRatePercent: number;
}
/** A loan that a lender offers (金融产品), the group's. */
export class LenderProductView extends GroupResourceView {
  /** @example 'BANK-36' */
  code: string;
  /** @example '示范银行' */
  lender: string;
  /** @example '示范银行 36 期低息' */
  nameZh: string;
  /** @example 'Demo Bank 36 months low rate' */
  nameEn: string;
  /** EQUAL_INSTALLMENT or EQUAL_PRINCIPAL. @example 'EQUAL_INSTALLMENT' */
  method: string;
  rates: TermRateView[];
  /** MAKER or LENDER; null where nobody subsidises. @example 'MAKER' */
  subsidyPayer: string | null;
  /** @example 20 */
  minDownPaymentPercent: number;
  /** @example 80 */
  maxLoanPercentIce: number;
  /** @example 85 */
  maxLoanPercentNev: number;
  /** Empty for any. @example ['示范'] */
  brands: string[];
  /** Empty for any. @example [] */
  modelIds: string[];
  /** @example '2026-11-01' */
  validFrom: string;
  /** @example '2027-03-31' */
  validUntil: string | null;
}
