import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { FinanceApi } from '../../finance/finance.api.js';
import type { FinanceApplicationView, FinanceScheduleView, ListFinanceApplications } from './finance-application.dto.js';
import { FinanceApplication, financeApplicationLifecycle } from './finance-application.entity.js';

const APPLICATIONS: ListDefinition = {
  select: `a.id, a.number, a.state, a.store_id AS "storeId", a.owner_employee_id AS "ownerEmployeeId", a.opportunity_id AS "opportunityId", a.customer_id AS "customerId",
    a.sales_order_id AS "salesOrderId", a.lender_product_id AS "lenderProductId", a.product_code AS "productCode", a.lender, a.method, a.months,
    a.annual_rate_percent AS "annualRatePercent", a.price, a.requested_amount AS "requestedAmount", a.approved_amount AS "approvedAmount", a.total_interest AS "totalInterest",
    a.subsidy_amount AS "subsidyAmount", a.subsidy_payer AS "subsidyPayer", a.submitted_at AS "submittedAt", a.decided_at AS "decidedAt",
    a.decision_reference AS "decisionReference", a.decision_valid_until AS "decisionValidUntil", a.conditions, a.commitment_letter AS "commitmentLetter",
    a.decision_note AS "decisionNote", a.disbursed_at AS "disbursedAt", a.disbursement_reference AS "disbursementReference", a.withdrawn_at AS "withdrawnAt",
    a.withdraw_reason AS "withdrawReason", a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`,
  from: 'sales.finance_application a',
  id: 'a.id',
  sorts: {
    createdAt: { by: 'a.created_at', type: 'timestamptz' },
    amount: { by: 'coalesce(a.approved_amount, a.requested_amount)', type: 'bigint' },
  },
  defaultSort: '-createdAt',
  filters: {
    state: 'a.state = ANY(?::text[])',
    storeId: 'a.store_id = ?::uuid',
    salesOrderId: 'a.sales_order_id = ?::uuid',
    customerId: 'a.customer_id = ?::uuid',
    lenderProductId: 'a.lender_product_id = ?::uuid',
    ownerEmployeeId: 'a.owner_employee_id = ?::uuid',
    method: 'a.method = ?',
  },
  scope: { store: 'a.store_id', owner: 'a.owner_employee_id' },
};

@Injectable()
export class FinanceApplicationReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly finance: FinanceApi,
  ) {}

  async one(id: string): Promise<FinanceApplicationView> {
    return viewOf(await this.db.find(FinanceApplication, id));
  }
  async list(query: ListFinanceApplications): Promise<Page<FinanceApplicationView>> {
    const page = await this.lists.page<FinanceApplication>(APPLICATIONS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  /** Of what was granted, or else asked for. */
  async schedule(id: string): Promise<FinanceScheduleView> {
    const { amount, months, annualRatePercent, method } = await this.db.find(FinanceApplication, id);
    return {
      amount,
      months,
      annualRatePercent,
      method,
      ...this.finance.loanSchedule({ principal: amount, months, annualRatePercent, method }),
    };
  }
}

export const viewOf = (a: FinanceApplication): FinanceApplicationView => ({
  ...headOf(financeApplicationLifecycle, a),
  ownerEmployeeId: a.ownerEmployeeId,
  opportunityId: a.opportunityId,
  customerId: a.customerId,
  salesOrderId: a.salesOrderId,
  lenderProductId: a.lenderProductId,
  productCode: a.productCode,
  lender: a.lender,
  method: a.method,
  months: a.months,
  annualRatePercent: a.annualRatePercent,
  price: a.price,
  requestedAmount: a.requestedAmount,
  approvedAmount: a.approvedAmount,
  downPayment: a.price - (a.approvedAmount ?? a.requestedAmount),
  totalInterest: a.totalInterest,
  subsidyAmount: a.subsidyAmount,
  subsidyPayer: a.subsidyPayer,
  submittedAt: a.submittedAt,
  decision:
    a.decidedAt === null
      ? null
      : {
          decidedAt: a.decidedAt,
          reference: a.decisionReference,
          validUntil: a.decisionValidUntil,
          conditions: a.conditions,
          commitmentLetter: a.commitmentLetter,
          note: a.decisionNote,
        },
  disbursedAt: a.disbursedAt,
  disbursementReference: a.disbursementReference,
  withdrawnAt: a.withdrawnAt,
  withdrawReason: a.withdrawReason,
});
