import { DateOnly, Id, ListOf, Note, OneOf, Optional, PositiveAmount, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { FINANCE_APPLICATION_STATES } from './finance-application.entity.js';

export class CreateFinanceApplication {
  @Id() salesOrderId: string;
  @Id() lenderProductId: string;
  /** Fen to borrow: at most the lender's ceiling and what the down payment leaves (F-3). */
  @PositiveAmount(10_000_000) amount: number;
  /** One of the product's terms. */
  @Whole(1, 120, 36) months: number;
}
class LenderDecision {
  /** Last day on which the lender pays out on this decision. */
  @DateOnly('2026-12-24') validUntil: string;
  /** The lender's number of the decision. */
  @Text(100, 'SP-2026-000871') reference: string;
  /** Fen granted, if less than was asked for. */
  @Optional()
  @PositiveAmount(9_000_000)
  amount?: number;
  @Optional()
  @Note('电话核实通过')
  note?: string;
}
export class ApproveFinanceApplication extends LenderDecision {
  /** Number of the lender's commitment letter (放款承诺函): with it the car may go before the money comes (D-7). */
  @Optional()
  @Text(100, 'CN-2026-00871')
  commitmentLetter?: string;
}
export class LoanCondition {
  @Text(300, '增加共同借款人') text: string;
}
export class ApproveConditionallyFinanceApplication extends LenderDecision {
  /** What must be done first; `approve` says that it was. */
  @ListOf(() => LoanCondition, 1, 20) conditions: LoanCondition[];
}
export class RejectFinanceApplication {
  @Note('征信不符合要求') reason: string;
}
export class DisburseFinanceApplication {
  /** The lender's payment reference. */
  @Text(100, 'FK20261130001') reference: string;
}
export class WithdrawFinanceApplication {
  @Note('客户改为全款') reason: string;
}
export class ListFinanceApplications extends ListQuery {
  @Repeated(FINANCE_APPLICATION_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  lenderProductId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  @Optional()
  @OneOf(['EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL'])
  method?: string;
}

export class LenderDecisionView {
  /** @example '2026-11-25T10:00:00.000Z' */
  decidedAt: Date;
  /** @example 'SP-2026-000871' */
  reference: string | null;
  /** Last day on which the lender pays out on it. @example '2026-12-24' */
  validUntil: string | null;
  /** What must be done first; empty when nothing must. @example [] */
  conditions: string[];
  /** With it the car may go before the money comes (D-7). @example 'CN-2026-00871' */
  commitmentLetter: string | null;
  /** @example '电话核实通过' */
  note: string | null;
}
/** An application for a loan to pay an order with (贷款申请). */
export class FinanceApplicationView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  lenderProductId: string;
  /** @example 'BANK-36' */
  productCode: string;
  /** @example '示范银行' */
  lender: string;
  /** EQUAL_INSTALLMENT or EQUAL_PRINCIPAL. @example 'EQUAL_INSTALLMENT' */
  method: string;
  /** @example 36 */
  months: number;
  /** What the customer pays, percent a year. @example 2.99 */
  annualRatePercent: number;
  /** The order without what is collected for others when it was last measured, fen. @example 15151200 */
  price: number;
  /** Fen asked for. @example 10000000 */
  requestedAmount: number;
  /** Fen granted. @example null */
  approvedAmount: number | null;
  /** What the customer pays down, fen: price − loan. @example 5151200 */
  downPayment: number;
  /** Interest of the whole schedule, fen. @example 466180 */
  totalInterest: number;
  /** Interest that somebody else pays (贴息, F-4), fen. @example 242713 */
  subsidyAmount: number;
  /** MAKER or LENDER. @example 'MAKER' */
  subsidyPayer: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  submittedAt: Date | null;
  /** Null until the lender decided. */
  decision: LenderDecisionView | null;
  /** @example null */
  disbursedAt: Date | null;
  /** The lender's payment reference. @example null */
  disbursementReference: string | null;
  /** @example null */
  withdrawnAt: Date | null;
  /** Why it came to nothing; EXPIRED when the decision ran out, ORDER_CANCELLED or ORDER_RETURNED with the order. @example null */
  withdrawReason: string | null;
}
/** One month; amounts in fen. */
export class FinanceInstalmentView {
  /** 1 for the first month. @example 1 */
  number: number;
  /** @example 290727 */
  payment: number;
  /** @example 265810 */
  principal: number;
  /** @example 24917 */
  interest: number;
  /** Still owed after it. @example 9734190 */
  balance: number;
}
/** The repayment schedule of an application, exact to the fen (F-1, F-2). */
export class FinanceScheduleView {
  /** Fen borrowed. @example 10000000 */
  amount: number;
  /** @example 36 */
  months: number;
  /** @example 2.99 */
  annualRatePercent: number;
  /** @example 'EQUAL_INSTALLMENT' */
  method: string;
  /** Fen. @example 466180 */
  totalInterest: number;
  instalments: FinanceInstalmentView[];
}
