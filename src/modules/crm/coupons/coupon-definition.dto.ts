import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import {
  Amount,
  Code,
  Codes,
  DateOnly,
  Decimal,
  Flag,
  Id,
  Ids,
  OneOf,
  Optional,
  PositiveAmount,
  Repeated,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { COUPON_DOCUMENTS, type CouponDocument } from '../crm.contract.js';
import { COUPON_KINDS, couponDefinitionLifecycle, type CouponKind } from './coupon-definition.entity.js';

export class CreateCouponDefinition {
  /** What people call this kind of coupon by. */
  @Code('SPRING-2026') code: string;
  /** Whose it is, and where its coupons can be used; may be left out by those who work in one store. Left out by those who keep the group's, it is every store's. */
  @Optional()
  @Id()
  storeId?: string;
  @Text(100, '春季保养券') nameZh: string;
  @Text(100, 'Spring service coupon') nameEn: string;
  /** AMOUNT takes fen off; PERCENT a share up to a cap; ITEM gives what it names: a gift with a car, an operation free of charge. */
  @OneOf(COUPON_KINDS) kind: CouponKind;
  /** Fen off; for AMOUNT only. */
  @Optional()
  @PositiveAmount(20_000)
  amount?: number;
  /** Percent off, two decimals; for PERCENT only. */
  @Optional()
  @Decimal(0.01, 100, 2, 10)
  percent?: number;
  /** The most a percentage takes off, fen; for PERCENT only, and needed there. */
  @Optional()
  @PositiveAmount(50_000)
  maxAmount?: number;
  /** Where it can be used. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(COUPON_DOCUMENTS.length)
  @ArrayUnique()
  @IsIn(COUPON_DOCUMENTS, { each: true })
  @ApiProperty({
    isArray: true,
    type: String,
    enum: [...COUPON_DOCUMENTS],
    minItems: 1,
    maxItems: COUPON_DOCUMENTS.length,
    example: ['SERVICE_SETTLEMENT'],
  })
  appliesTo: CouponDocument[];
  /** The least amount it can be used on, fen; 0 if left out. */
  @Optional()
  @Amount(50_000)
  minimumAmount?: number;
  /** Models it is for; any if left out. */
  @Optional()
  @Ids(100)
  modelIds?: string[];
  /** Labour operations it is for, and counts on; the whole bill of the customer if left out. */
  @Optional()
  @Codes(100, ['MNT-REGULAR'])
  operationCodes?: string[];
  /** Whether it may be used beside another discount of the document; true if left out. */
  @Optional()
  @Flag()
  stackable?: boolean;
  /** The first store day it can be used; today if left out. */
  @Optional()
  @DateOnly('2026-12-01')
  validFrom?: string;
  /** The last store day it can be used. */
  @Optional()
  @DateOnly('2027-03-31')
  validUntil?: string;
  /** Days from its issue in which it can be used. One of `validUntil` and `validDays` is needed; of both the earlier holds. */
  @Optional()
  @Whole(1, 730, 30)
  validDays?: number;
  /** How many are issued at most; no limit if left out. */
  @Optional()
  @Whole(1, 10_000_000, 1000)
  totalQuantity?: number;
  /** How many one customer gets at most; 1 if left out. */
  @Optional()
  @Whole(1, 100, 1)
  perCustomerLimit?: number;
}
export class ListCouponDefinitions extends ListQuery {
  @Repeated(couponDefinitionLifecycle.states)
  state?: string[];
  @Optional()
  @OneOf(COUPON_KINDS)
  kind?: string;
  /** A store's and the group's. */
  @Optional()
  @Id()
  storeId?: string;
}

/** A kind of coupon (优惠券规则): what it is worth, where, how long and how often. */
export class CouponDefinitionView extends GroupResourceView {
  /** @example 'SPRING-2026' */
  code: string;
  /** @example '春季保养券' */
  nameZh: string;
  /** @example 'Spring service coupon' */
  nameEn: string;
  /** AMOUNT, PERCENT or ITEM. @example 'AMOUNT' */
  kind: string;
  /** Fen off. @example 20000 */
  amount: number | null;
  /** @example null */
  percent: number | null;
  /** Fen. @example null */
  maxAmount: number | null;
  /** SALES_QUOTATION, SERVICE_SETTLEMENT. @example ['SERVICE_SETTLEMENT'] */
  appliesTo: string[];
  /** Fen. @example 50000 */
  minimumAmount: number;
  /** Empty for any. @example [] */
  modelIds: string[];
  /** Empty for the whole bill. @example ['MNT-REGULAR'] */
  operationCodes: string[];
  /** @example true */
  stackable: boolean;
  /** @example '2026-12-01' */
  validFrom: string;
  /** @example '2027-03-31' */
  validUntil: string | null;
  /** @example null */
  validDays: number | null;
  /** Null for no limit. @example 1000 */
  totalQuantity: number | null;
  /** @example 1 */
  perCustomerLimit: number;
  /** How many have been issued. @example 12 */
  issuedCount: number;
}
