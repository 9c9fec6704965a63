import { DateOnly, Id, Instant, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { RESERVATION_STATES } from './reservation.entity.js';

export class ExtendReservation {
  /** Later than it ends now; from its beginning no longer than 7 days †. */
  @Instant('2026-11-28T10:00:00+08:00') until: string;
  @Text(500, '客户周末带家人看车') reason: string;
}
export class AgreeDeliveryReservation {
  /** Today or later. */
  @DateOnly('2026-12-05') deliveryOn: string;
}
export class ListReservations extends ListQuery {
  @Repeated(RESERVATION_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
}

/** An exclusive hold on one car (锁车); it ends with delivery, release or its own deadline (D-4). */
export class ReservationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** LIVE, FULFILLED, RELEASED or EXPIRED. @example 'LIVE' */
  state: string;
  /** What the caller may do now; it ends with its car’s move or its own deadline. @example ['extend', 'agree-delivery'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string | null;
  /** @example null */
  customerId: string | null;
  /** Who held it; all zeros: the system. @example '01938b4e-7c00-7000-8000-000000000001' */
  reservedBy: string;
  /** Null: the deposit is paid, it does not run out. @example '2026-11-26T10:00:00.000Z' */
  expiresAt: Date | null;
  /** @example '销售订单锁车' */
  reason: string;
  /** How often its end was put off. @example 0 */
  extensions: number;
  /** When the car goes out, as agreed (V-9). @example null */
  deliveryOn: string | null;
  /** @example null */
  endedAt: Date | null;
  /** @example null */
  endReason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
