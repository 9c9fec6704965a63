import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer, mustBeActive } from '../customers/customer.entity.js';
import { CouponIssued } from '../crm.contract.js';
import { Office } from '../office.js';
import { newCouponCode } from './coupon-code.js';
import { CouponDefinition } from './coupon-definition.entity.js';
import type { CouponView, IssueCoupon, RevokeCoupon } from './coupon.dto.js';
import { Coupon, couponLifecycle } from './coupon.entity.js';
import { viewOf } from './coupon.queries.js';
import { CouponDefinitionClosed, CouponLimitReached, CouponsExhausted } from './coupon.rules.js';

/** To whom coupons go, and why. */
export interface Handout {
  definitionId: string;
  customerIds: string[];
  storeId: string;
  campaignId: string | null;
}

/** Coupons are given to customers, by hand or by a campaign, and run out. */
@Injectable()
export class CouponService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly acquaintances: Acquaintances,
  ) {}

  issueOne({ definitionId, customerId, storeId: wanted }: IssueCoupon): Promise<CouponView> {
    return this.db.transaction(async () => {
      await this.acquaintances.require(customerId);
      mustBeActive(await this.db.find(Customer, customerId));
      const definition = await this.db.lock(CouponDefinition, definitionId);
      const storeId = definition.storeId ?? (await this.office.storeForNew(wanted)).id;
      if (!definition.issuable(this.office.now())) throw CouponDefinitionClosed();
      const [coupon] = await this.#issue(definition, { definitionId, customerIds: [customerId], storeId, campaignId: null });
      if (coupon) return viewOf(coupon, definition);
      throw definition.left() < 1 ? CouponsExhausted() : CouponLimitReached();
    });
  }

  /** To as many of them as its limits allow, in this order; in the caller's transaction. */
  async issue(handout: Handout): Promise<Coupon[]> {
    return this.#issue(await this.db.lock(CouponDefinition, handout.definitionId), handout);
  }

  revoke(id: string, { reason }: RevokeCoupon): Promise<CouponView> {
    return this.db.transaction(async () => {
      const coupon = await this.db.lock(Coupon, id);
      couponLifecycle.move(coupon, 'revoke');
      coupon.revokeReason = reason;
      await this.db.save(coupon, 'revoke');
      return viewOf(coupon, await this.db.find(CouponDefinition, coupon.definitionId));
    });
  }

  async expire(id: string): Promise<void> {
    const coupon = await this.db.lock(Coupon, id);
    couponLifecycle.move(coupon, 'expire');
    await this.db.save(coupon, 'expire');
  }

  /** The locked definition lets one caller at a time count what is left and what each customer has had. */
  async #issue(definition: CouponDefinition, { customerIds, storeId, campaignId }: Handout): Promise<Coupon[]> {
    const now = this.office.now();
    if (!definition.issuable(now)) return [];
    const validity = definition.validityFrom(now);
    const sated = await this.db.sql<{ customerId: string }>(
      `SELECT customer_id AS "customerId" FROM crm.coupon WHERE definition_id = $1 AND customer_id = ANY($2::uuid[]) AND state <> 'REVOKED'
       GROUP BY customer_id HAVING count(*) >= $3`,
      [definition.id, customerIds, definition.perCustomerLimit],
    );
    const had = new Set(sated.map((s) => s.customerId));
    const lucky = customerIds.filter((id) => !had.has(id)).slice(0, Math.max(0, Math.min(definition.left(), customerIds.length)));
    if (!lucky.length) return [];
    const coupons = lucky.map((customerId) => {
      const coupon = Object.assign(new Coupon(), {
        id: newId(),
        version: 1,
        createdAt: now,
        updatedAt: now,
        code: newCouponCode(),
        storeId,
        customerId,
        definitionId: definition.id,
        campaignId,
        ...validity,
        redeemedAt: null,
        documentType: null,
        documentId: null,
        discount: null,
        revokeReason: null,
      });
      couponLifecycle.begin(coupon);
      return coupon;
    });
    await this.db.insertAll(Coupon, coupons);
    definition.issuedCount += coupons.length;
    await this.db.save(definition, 'issue');
    for (const coupon of coupons) {
      this.db.audit({
        action: 'issue',
        aggregateType: 'Coupon',
        aggregateId: coupon.id,
        storeId,
        changes: { definitionId: definition.id },
      });
      this.outbox.publish(CouponIssued, coupon, {
        couponId: coupon.id,
        customerId: coupon.customerId,
        storeId,
        definitionId: definition.id,
        campaignId,
        validUntil: validity.validUntil.toISOString(),
      });
    }
    return coupons;
  }
}
