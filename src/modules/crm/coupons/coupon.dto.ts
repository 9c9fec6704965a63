import { Code, Id, Note, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { couponLifecycle } from './coupon.entity.js';

export class IssueCoupon {
  @Id() definitionId: string;
  @Id() customerId: string;
  /** The store that gives it; needed only where the caller works in several. */
  @Optional()
  @Id()
  storeId?: string;
}
export class RevokeCoupon {
  @Note('误发') reason: string;
}
export class ListCoupons extends ListQuery {
  @Repeated(couponLifecycle.states)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  definitionId?: string;
  @Optional()
  @Id()
  campaignId?: string;
  /** As it is printed, or as somebody types it. */
  @Optional()
  @Code('7K2M-9QVA-PD4R')
  code?: string;
}

/** A coupon (优惠券) of one customer. */
export class CouponView extends StoreResourceView {
  /** What is entered to use it. @example '7K2M-9QVA-PD4R' */
  code: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Its rules. @example '01938b4e-7c00-7000-8000-000000000001' */
  definitionId: string;
  /** In the caller's language. @example '春季保养券' */
  name: string;
  /** The campaign that handed it out. @example null */
  campaignId: string | null;
  /** @example '2026-11-30T16:00:00.000Z' */
  validFrom: Date;
  /** The end of its last store day. @example '2027-03-31T15:59:59.999Z' */
  validUntil: Date;
  /** @example null */
  redeemedAt: Date | null;
  /** SALES_QUOTATION or SERVICE_SETTLEMENT. @example null */
  documentType: string | null;
  /** The quotation or repair order it was used on. @example null */
  documentId: string | null;
  /** What it took off, fen. @example null */
  discount: number | null;
  /** @example null */
  revokeReason: string | null;
}
