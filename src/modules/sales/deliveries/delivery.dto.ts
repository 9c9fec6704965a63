import { Code, DateOnly, Flag, Id, ListOf, Note, Odometer, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GATES } from './gate-waivers.js';

export class ChecklistMark {
  /** Code of an item of `delivery-readiness`. */
  @Code('CERTIFICATE', 60) code: string;
  @Flag() done: boolean;
  /** The customer signed for this item; so they did for what is done, if it is left out (D-8). */
  @Optional()
  @Flag()
  signed?: boolean;
}
export class DeliverSalesOrder {
  /** Kilometres on the odometer, not less than what the car is known to have. */
  @Odometer(15) odometerKm: number;
  /** Every mandatory item must be done and signed for (D-8). */
  @ListOf(() => ChecklistMark, 0, 100) checklist: ChecklistMark[];
  /** Who took the keys and signed the checklist. */
  @Text(100, '王小明') signedBy: string;
}
export class WaiveGate {
  /** A gate that is shut and may be waived †: PAYMENT, CONTRACT_SIGNED, PURCHASE_TAX, REGISTRATION. */
  @OneOf(GATES, 'REGISTRATION') gate: string;
  /** Why, with what speaks for it: the lender’s commitment letter, a temporary plate. */
  @Note('客户自行上牌,已发临时号牌') reason: string;
}
export class ListDeliveries extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  /** Delivered on this store day or later. */
  @Optional()
  @DateOnly()
  from?: string;
  /** Delivered on this store day or earlier. */
  @Optional()
  @DateOnly()
  to?: string;
}

export class HeldWaiverView {
  /** The employee who agreed. @example '01938b4e-7c00-7000-8000-000000000001' */
  waivedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  waivedAt: string;
  /** @example '客户自行上牌,已发临时号牌' */
  reason: string;
}
export class DeliveryGateView {
  /** @example 'PAYMENT' */
  code: string;
  /** The rule it comes from. @example 'D-7' */
  rule: string;
  /** @example false */
  passed: boolean;
  /** PASSED, WAIVED (shut, but an approver lets the keys go) or SHUT. @example 'SHUT' */
  status: string;
  /** Why it is shut; null when it is open. @example '未收款 ¥147,012.00' */
  reason: string | null;
  /** What proves that it is open: a number, a date; null when it is shut. @example null */
  evidence: string | null;
  /** Somebody may waive it †; what the law fixes is never waived. @example true */
  waivable: boolean;
  /** Who waived it, when and why. */
  waiver: HeldWaiverView | null;
}
export class ChecklistItemView {
  /** @example 'CERTIFICATE' */
  code: string;
  /** @example '交付产品合格证' */
  title: string;
  /** Statutory items are mandatory; ceremony items are the store's choice (D-8). @example true */
  mandatory: boolean;
}
/** Whether the keys may go, gate by gate, and what is to be done then. */
export class DeliveryReadinessView {
  /** Every gate is open or waived. @example false */
  ready: boolean;
  gates: DeliveryGateView[];
  checklist: ChecklistItemView[];
}
export class ChecklistRecordView extends ChecklistItemView {
  /** @example true */
  done: boolean;
  /** The customer signed for it. @example true */
  signed: boolean;
  /** The employee; null where it was not done. @example '01938b4e-7c00-7000-8000-000000000001' */
  doneBy: string | null;
  /** Null where it was not done. @example '2026-11-24T10:00:00.000Z' */
  doneAt: string | null;
}
/** A hand-over (交车) as it was done and signed. */
export class DeliveryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'DL-S01-2026-000123' */
  number: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** Kilometres at the hand-over. @example 15 */
  odometerKm: number;
  /** Date of the vehicle invoice: the 三包 periods may start with it (W-1). @example '2026-11-23' */
  invoicedOn: string | null;
  /** @example '2026-11-24' */
  deliveredOn: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  deliveredAt: Date;
  checklist: ChecklistRecordView[];
  /** Who signed, masked. @example '王*明' */
  signedBy: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
