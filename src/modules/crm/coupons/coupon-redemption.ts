import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at, type RefusalType, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import {
  CouponExpired,
  type CouponFacts,
  type CouponGrant,
  CouponNotApplicable,
  CouponNotYours,
  CouponRedeemed,
  CouponReleased,
  CouponUnknown,
  type CouponUse,
  CouponUsed,
  type CouponDocument,
} from '../crm.contract.js';
import { couponCodeOf } from './coupon-code.js';
import { CouponDefinition } from './coupon-definition.entity.js';
import { discountOf } from './coupon-discount.js';
import { Coupon, couponLifecycle } from './coupon.entity.js';

/** A coupon is used on a quotation or a settlement: once, by its customer, in time, where its rules let it. */
@Injectable()
export class CouponRedemption {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What it would take off now; refused as `redeem` would refuse it. */
  async look(code: string, use: CouponUse): Promise<CouponGrant> {
    const coupon = await this.db.repo(Coupon).findOne({ where: { code: couponCodeOf(code) } });
    return this.#grant(coupon, use);
  }

  /** In the transaction of the document: of two at once the second finds it redeemed. */
  async redeem(code: string, use: CouponUse): Promise<CouponGrant> {
    const [coupon = null] = await this.db.lockAll(Coupon, { code: couponCodeOf(code) });
    const grant = await this.#grant(coupon, use);
    const { documentType, documentId, customerId, storeId } = use;
    const redeemed = coupon as Coupon;
    couponLifecycle.move(redeemed, 'redeem');
    Object.assign(redeemed, { redeemedAt: this.clock.now(), documentType, documentId, discount: grant.discount });
    await this.db.save(redeemed, 'redeem');
    this.outbox.publish(CouponUsed, redeemed, {
      couponId: redeemed.id,
      customerId,
      storeId,
      campaignId: redeemed.campaignId,
      documentType,
      documentId,
      amount: grant.discount,
    });
    return grant;
  }

  /** The document came to nothing: the coupon that was used on it, if any, can be used again as long as it is valid. */
  async release(documentType: CouponDocument, documentId: string): Promise<void> {
    const now = this.clock.now();
    for (const coupon of await this.db.lockAll(Coupon, { documentType, documentId })) {
      couponLifecycle.move(coupon, 'release', coupon.validUntil < now ? 'EXPIRED' : 'ISSUED');
      Object.assign(coupon, { redeemedAt: null, documentType: null, documentId: null, discount: null });
      await this.db.save(coupon, 'release');
      const { id: couponId, customerId, storeId } = coupon;
      this.outbox.publish(CouponReleased, coupon, { couponId, customerId, storeId, documentType, documentId });
    }
  }

  /** What a message to their customers says of them. */
  async facts(couponIds: string[]): Promise<Map<string, CouponFacts>> {
    if (!couponIds.length) return new Map();
    const found = await this.db.sql<CouponFacts>(
      `SELECT p.id AS "couponId", p.code, d.name_zh AS "nameZh", d.name_en AS "nameEn", p.valid_until AS "validUntil"
       FROM crm.coupon p JOIN crm.coupon_definition d ON d.id = p.definition_id WHERE p.id = ANY($1::uuid[])`,
      [couponIds],
    );
    return new Map(found.map((coupon) => [coupon.couponId, coupon]));
  }

  async #grant(coupon: Coupon | null, use: CouponUse): Promise<CouponGrant> {
    if (!coupon) throw refuse(CouponUnknown);
    if (coupon.customerId !== use.customerId) throw refuse(CouponNotYours);
    if (coupon.state === 'REDEEMED') throw refuse(CouponRedeemed);
    const now = this.clock.now();
    if (coupon.state !== 'ISSUED' || coupon.validUntil < now) throw refuse(CouponExpired);
    // Of whichever store: where it can be used is one of its rules.
    const terms = await this.db.repo(CouponDefinition).findOneByOrFail({ id: coupon.definitionId });
    const discount = coupon.validFrom > now ? say('尚未生效', 'it is not valid yet') : discountOf(terms, use);
    if (typeof discount === 'string') throw refuse(CouponNotApplicable, discount);
    return { couponId: coupon.id, code: coupon.code, name: terms.nameZh, discount };
  }
}

const refuse = (type: RefusalType, why?: string) =>
  type({ ...(why !== undefined && { detail: why }), errors: [at('/couponCode', type, why)] });
