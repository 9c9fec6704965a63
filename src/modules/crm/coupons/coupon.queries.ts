import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { say } from '../../../kernel/problems.js';
import { couponCodeOf } from './coupon-code.js';
import { CouponDefinition } from './coupon-definition.entity.js';
import type { CouponView, ListCoupons } from './coupon.dto.js';
import { Coupon, couponLifecycle } from './coupon.entity.js';

type Named = Pick<CouponDefinition, 'nameZh' | 'nameEn'>;
const COUPONS: ListDefinition = {
  select: `p.id, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.code, p.state, p.store_id AS "storeId", p.customer_id AS "customerId",
    p.definition_id AS "definitionId", p.campaign_id AS "campaignId", p.valid_from AS "validFrom", p.valid_until AS "validUntil", p.redeemed_at AS "redeemedAt",
    p.document_type AS "documentType", p.document_id AS "documentId", p.discount, p.revoke_reason AS "revokeReason", d.name_zh AS "nameZh", d.name_en AS "nameEn"`,
  from: 'crm.coupon p JOIN crm.coupon_definition d ON d.id = p.definition_id',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' }, validUntil: { by: 'p.valid_until', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'p.state = ANY(?::text[])',
    storeId: 'p.store_id = ?::uuid',
    customerId: 'p.customer_id = ?::uuid',
    definitionId: 'p.definition_id = ?::uuid',
    campaignId: 'p.campaign_id = ?::uuid',
    code: 'p.code = ?',
  },
  scope: { store: 'p.store_id' },
};

@Injectable()
export class CouponReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<CouponView> {
    const coupon = await this.db.find(Coupon, id);
    return viewOf(coupon, await this.db.find(CouponDefinition, coupon.definitionId));
  }
  async list({ code, ...query }: ListCoupons): Promise<Page<CouponView>> {
    const page = await this.lists.page<Coupon & Named>(COUPONS, { ...query, ...(code !== undefined && { code: couponCodeOf(code) }) });
    return { ...page, items: page.items.map((coupon) => viewOf(coupon, coupon)) };
  }
}

export const viewOf = (p: Coupon, { nameZh, nameEn }: Named): CouponView => ({
  ...headOf(couponLifecycle, { ...p, number: p.code }),
  code: p.code,
  customerId: p.customerId,
  definitionId: p.definitionId,
  name: say(nameZh, nameEn),
  campaignId: p.campaignId,
  validFrom: p.validFrom,
  validUntil: p.validUntil,
  redeemedAt: p.redeemedAt,
  documentType: p.documentType,
  documentId: p.documentId,
  discount: p.discount,
  revokeReason: p.revokeReason,
});
