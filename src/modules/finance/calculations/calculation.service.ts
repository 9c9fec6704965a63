import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { checkMobile, checkPlate, checkResidentId, checkUscc, checkVin } from '../../../kernel/identifiers.js';
import { at } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { setting } from '../../../kernel/settings.js';
import { Clock, isDate } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { CarVatRatePercent, ReliefWindowsInvalid } from '../finance.contract.js';
import type {
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
import { loanSchedule } from './loan-schedule.js';
import { NEV_PURCHASE_TAX_WINDOWS, purchaseTax, type PurchaseTaxReliefWindow } from './purchase-tax.js';
import { purchaseTaxRefund, taxOnLostRelief } from './purchase-tax-years.js';

export const ReliefWindows = setting<readonly PurchaseTaxReliefWindow[]>({
  key: 'finance.purchase-tax-relief-windows',
  kind: 'json',
  fallback: NEV_PURCHASE_TAX_WINDOWS,
  description: 'Periods of relief for new-energy cars, a list of {from, to (dates, inclusive), reliefShare (0 to 1), cap (fen a car)}.',
  rule: 'TX-2',
});

/** What a front end needs at the desk: pure calculations, with the settings of the caller's store. */
@Injectable()
export class CalculationService {
  constructor(
    private readonly identity: IdentityApi,
    private readonly clock: Clock,
  ) {}

  loan(question: LoanQuestion): LoanScheduleView {
    return loanSchedule(question);
  }

  purchaseTax(question: PurchaseTaxQuestion): Promise<PurchaseTaxView> {
    const stores = storesOfScope();
    return this.purchaseTaxAt(question, stores.length === 1 ? stores[0] : null);
  }
  async purchaseTaxAt(question: PurchaseTaxQuestion, store: string | null | undefined): Promise<PurchaseTaxView> {
    const windows = await this.identity.setting(ReliefWindows, store);
    if (!Array.isArray(windows) || !windows.every(isWindow)) throw ReliefWindowsInvalid();
    return purchaseTax(question, windows, new Decimal(await this.identity.setting(CarVatRatePercent, store)).div(100).toFixed());
  }

  purchaseTaxRefund(question: PurchaseTaxRefundQuestion): PurchaseTaxRefundView {
    if (question.returnedOn < question.paidOn) throw TaxDaysReversed({ errors: [at('/returnedOn', TaxDaysReversed)] });
    return purchaseTaxRefund(question);
  }
  taxOnLostRelief(question: LostReliefQuestion): LostReliefView {
    if (question.lostOn < question.declaredOn) throw TaxDaysReversed({ errors: [at('/lostOn', TaxDaysReversed)] });
    return taxOnLostRelief({ alreadyPaid: 0, ...question });
  }

  identifier({ kind, value, mode }: IdentifierQuestion): IdentifierView {
    switch (kind) {
      case 'VIN':
        return checkVin(value, mode);
      case 'PLATE':
        return checkPlate(value);
      case 'MOBILE':
        return checkMobile(value);
      case 'RESIDENT_ID':
        return checkResidentId(value, this.clock.today());
      case 'USCC':
        return checkUscc(value);
    }
  }
}

/** A setting of kind json is any object: a slip in it must not become a wrong tax. */
function isWindow(value: unknown): value is PurchaseTaxReliefWindow {
  const { from, to, reliefShare, cap } = (value ?? {}) as Record<string, unknown>;
  const date = (text: unknown) => typeof text === 'string' && isDate(text);
  const relief = Number(reliefShare);
  return date(from) && date(to) && relief >= 0 && relief <= 1 && Number.isSafeInteger(cap) && (cap as number) >= 0;
}
