import { Amount, Id, ListOf, Note, Optional, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { VEHICLE_PURCHASE_ORDER_STATES } from './vehicle-purchase-order.entity.js';

export class PurchaseOrderLineBody {
  @Id() modelId: string;
  /** One of the model's colours. */
  @Text(40, '珍珠白') colour: string;
  @Whole(1, 10_000, 4) quantity: number;
  /** Fen a car; the model's transfer price, else its standard cost, if left out. */
  @Optional()
  @Amount(16_272_000)
  unitCost?: number;
}
export class CreateVehiclePurchaseOrder {
  /** To whom the order goes. */
  @Text(100, '示范汽车销售公司') maker: string;
  @ListOf(() => PurchaseOrderLineBody, 1, 200) lines: PurchaseOrderLineBody[];
  /** Left out by those who work for one store only. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ConfirmedLineBody {
  /** The line as the order numbers it. */
  @Whole(1, 10_000, 1) lineNumber: number;
  /** Cars the maker will send, those already sent included. */
  @Whole(0, 10_000, 4) confirmed: number;
}
export class ConfirmVehiclePurchaseOrder {
  /** The maker's own number. */
  @Optional()
  @Text(60, 'OEM-2026-8891')
  makerReference?: string;
  /** Lines that are left out are confirmed as ordered. */
  @Optional()
  @ListOf(() => ConfirmedLineBody, 1, 200)
  lines?: ConfirmedLineBody[];
}
export class EndVehiclePurchaseOrder {
  @Note('厂家停产该颜色') reason: string;
}
export class ListVehiclePurchaseOrders extends ListQuery {
  @Repeated(VEHICLE_PURCHASE_ORDER_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  purchasePlanId?: string;
}

export class PurchaseOrderLineView {
  /** @example 1 */
  lineNumber: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example 'SF-A6-25-SE' */
  modelCode: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** @example 4 */
  quantity: number;
  /** What the maker will send: less what was sent it counts in the projected stock (V-7). @example 4 */
  confirmed: number;
  /** Cars in shipment notices. @example 1 */
  shipped: number;
  /** Fen. @example 16272000 */
  unitCost: number;
}
/** An order to the maker (整车采购订单). */
export class VehiclePurchaseOrderView extends StoreResourceView {
  /** @example '示范汽车销售公司' */
  maker: string;
  /** Null: written by hand. @example '01938b4e-7c00-7000-8000-000000000001' */
  purchasePlanId: string | null;
  lines: PurchaseOrderLineView[];
  /** Fen. @example 65088000 */
  amount: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  requestedBy: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  approvedBy: string | null;
  /** @example null */
  sentAt: Date | null;
  /** @example 'OEM-2026-8891' */
  makerReference: string | null;
  /** @example null */
  confirmedAt: Date | null;
  /** Why it was closed early or cancelled. @example null */
  reason: string | null;
}
