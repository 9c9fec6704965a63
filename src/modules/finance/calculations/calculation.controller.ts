import { Body } from '@nestjs/common';
import { Create, Resource } from '../../../kernel/http/operation.js';
import { ReliefWindowsInvalid } from '../finance.contract.js';
import {
  IdentifierQuestion,
  IdentifierView,
  LoanQuestion,
  LoanScheduleView,
  LostReliefQuestion,
  LostReliefView,
  PurchaseTaxQuestion,
  PurchaseTaxRefundQuestion,
  PurchaseTaxRefundView,
  PurchaseTaxView,
} from './calculation.dto.js';
import { TaxDaysReversed } from './calculation.rules.js';
import { CalculationService } from './calculation.service.js';

/** Nothing is kept: the same question always has the same answer. */
@Resource('calculations', 'finance')
export class CalculationController {
  constructor(private readonly calculations: CalculationService) {}

  @Create('calculateLoan', LoanScheduleView, {
    path: 'loan',
    status: 200,
    unkept: true,
    summary: 'Repayment schedule of a car loan (F-1, F-2)',
  })
  loan(@Body() body: LoanQuestion): LoanScheduleView {
    return this.calculations.loan(body);
  }
  @Create('calculatePurchaseTax', PurchaseTaxView, {
    path: 'purchase-tax',
    status: 200,
    unkept: true,
    summary: 'Vehicle purchase tax of one car (TX-1, TX-2)',
    refusals: [ReliefWindowsInvalid],
  })
  purchaseTax(@Body() body: PurchaseTaxQuestion): Promise<PurchaseTaxView> {
    return this.calculations.purchaseTax(body);
  }
  @Create('calculatePurchaseTaxRefund', PurchaseTaxRefundView, {
    path: 'purchase-tax-refund',
    status: 200,
    unkept: true,
    summary: 'Purchase tax that goes back with a returned car (TX-1)',
    description: 'Paid × (1 − 10 % × full years since it was paid), half up to the fen (购税 15).',
    refusals: [TaxDaysReversed],
  })
  purchaseTaxRefund(@Body() body: PurchaseTaxRefundQuestion): PurchaseTaxRefundView {
    return this.calculations.purchaseTaxRefund(body);
  }
  @Create('calculateTaxOnLostRelief', LostReliefView, {
    path: 'purchase-tax-on-lost-relief',
    status: 200,
    unkept: true,
    summary: 'Purchase tax that is due because an exemption ended (TX-1)',
    description: 'The taxable price less 10 % a full year since the first declaration, taxed in full, less what was paid (购税 14).',
    refusals: [TaxDaysReversed],
  })
  taxOnLostRelief(@Body() body: LostReliefQuestion): LostReliefView {
    return this.calculations.taxOnLostRelief(body);
  }
  @Create('checkIdentifier', IdentifierView, {
    path: 'identifiers',
    status: 200,
    unkept: true,
    summary: 'Check a VIN, plate, mobile, resident ID or unified social credit code (ID-1 to ID-5)',
  })
  identifiers(@Body() body: IdentifierQuestion): IdentifierView {
    return this.calculations.identifier(body);
  }
}
