import { Injectable } from '@nestjs/common';
import { Numbers } from '../../kernel/database/numbers.js';
import { maskName } from '../../kernel/security/personal-data.js';
import type { SettingType } from '../../kernel/settings.js';
import { CrmApi } from '../crm/crm.api.js';
import type { CouponGrant, CouponUse } from '../crm/crm.contract.js';
import { IdentityApi } from '../identity/identity.api.js';
import { requireMayChange } from './group-wide.js';
import { OpportunityNotOpen } from './deals.rules.js';

/** What every record of a deal carries: who buys, who sells, where. */
export interface DealFacts {
  storeId: string;
  opportunityId: string;
  customerId: string;
  ownerEmployeeId: string;
}
export const dealOf = ({ storeId, opportunityId, customerId, ownerEmployeeId }: DealFacts): DealFacts => ({
  storeId,
  opportunityId,
  customerId,
  ownerEmployeeId,
});

/** What every room of Sales begins with: the opportunity it grows from, a document number, the settings that hold there. */
@Injectable()
export class Deals {
  constructor(
    private readonly crm: CrmApi,
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
  ) {}

  /** The deal of an open opportunity; 404 when it is not the caller's, 409 when it is closed. */
  async openFrom(opportunityId: string): Promise<DealFacts> {
    const opportunity = await this.crm.opportunity(opportunityId);
    if (!opportunity.open) throw OpportunityNotOpen();
    return dealOf(opportunity);
  }
  /** Of a store's document, or (null) of one of the whole group. */
  async number(kind: string, storeId: string | null): Promise<string> {
    return this.numbers.next(kind, storeId === null ? 'GROUP' : (await this.identity.store(storeId)).code);
  }
  /** Where new data of a store, or (null) of the whole group, belongs. */
  async placeFor(storeId: string | null | undefined): Promise<string | null> {
    if (storeId === null) requireMayChange({ storeId });
    return storeId === null ? null : (await this.identity.storeForNew(storeId)).id;
  }
  /** The store a caller asks about: the one they name, else their only one. */
  async storeAsked(storeId: string | undefined): Promise<string> {
    return (await this.identity.storeForNew(storeId)).id;
  }
  /** Who is named on a document: the store, the customer masked (PR-16), the consultant. */
  async parties({ storeId, customerId, ownerEmployeeId }: DealFacts): Promise<{ store: string; customer: string; consultant: string }> {
    const store = await this.identity.store(storeId);
    const customer = (await this.crm.customers([customerId])).get(customerId);
    const consultant = await this.identity.employeeOf(storeId, ownerEmployeeId);
    return { store: store.name, customer: maskName(customer?.name ?? null) ?? '', consultant: consultant?.name ?? '' };
  }
  setting<T>(type: SettingType<T>, storeId: string): Promise<T> {
    return this.identity.setting(type, storeId);
  }
  /** Seals a personal value under the customer's key: erasing the customer erases it too. */
  seal(customerId: string, value: string): Promise<string> {
    return this.crm.seal(customerId, value);
  }
  /** What a coupon takes off a quotation, refused when it cannot be used on it. */
  coupon(code: string, use: CouponUse): Promise<CouponGrant> {
    return this.crm.coupon(code, use);
  }
  redeemCoupon(code: string, use: CouponUse): Promise<CouponGrant> {
    return this.crm.redeemCoupon(code, use);
  }
  /** The order came to nothing: the customer can use the coupon of its quotation again. */
  releaseCoupon(quotationId: string): Promise<void> {
    return this.crm.releaseCoupon('SALES_QUOTATION', quotationId);
  }
}
