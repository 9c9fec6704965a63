import { Id, Note, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { INTERNAL_REPAIR_STATES } from './internal-repair.entity.js';

export class ListInternalRepairs extends ListQuery {
  @Repeated(INTERNAL_REPAIR_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
}
export class ReworkInternalRepair {
  /** What is not right. */
  @Note('导航屏未固定') reason: string;
}

/** An accessory to be fitted. */
export class InternalRepairLineView {
  /** Parts are issued to it. @example '01938b4e-7c00-7000-8000-000000000002' */
  id: string;
  /** The accessory of the price list. @example 'ACC-FILM' */
  itemCode: string;
  /** @example '原厂贴膜' */
  description: string;
  /** The part that has the item code as its number; null: nothing is reserved for it. @example '01938b4e-7c00-7000-8000-000000000003' */
  partId: string | null;
  /** @example 1 */
  quantity: number;
  /** @example 0 */
  issuedQuantity: number;
}
/** Work of ours on a car that is still ours (内部工单): the accessories of an order are fitted (精品加装). */
export class InternalRepairView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000004' */
  salesOrderId: string;
  /** @example 'SO-S01-2026-000001' */
  orderNumber: string;
  /** The car that the order has now; null while it waits for one. @example '01938b4e-7c00-7000-8000-000000000005' */
  stockVehicleId: string | null;
  /** @example 'LFV2A21K2P1234567' */
  vin: string | null;
  /** Since when the work may begin: the deposit is paid and the car is there. @example '2026-11-24T10:00:00.000Z' */
  releasedAt: Date | null;
  lines: InternalRepairLineView[];
  /** Who does it. @example null */
  technicianEmployeeId: string | null;
  /** @example null */
  startedAt: Date | null;
  /** @example null */
  finishedAt: Date | null;
  /** Who looked at it, never who did it. @example null */
  inspectorId: string | null;
  /** Why it went back to the technician. @example null */
  reworkReason: string | null;
  /** When it was closed or cancelled. @example null */
  endedAt: Date | null;
  /** @example null */
  cancelReason: string | null;
}
