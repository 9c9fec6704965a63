import { Id, Optional, QueryFlag, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { partReservationLifecycle } from './part-reservation.entity.js';

export class ListPartReservations extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  partId?: string;
  @Optional()
  @Id()
  repairOrderId?: string;
  @Optional()
  @Id()
  lineId?: string;
  @Repeated(partReservationLifecycle.states)
  state?: string[];
  /** Only those that wait for stock. */
  @QueryFlag()
  backordered?: boolean;
}

/** What a repair order line needs of a part. */
export class PartReservationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** OPEN, EXPIRED, ISSUED or RELEASED. @example 'OPEN' */
  state: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  repairOrderId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  lineId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partId: string;
  /** @example '04152-YZZA6' */
  partNumber: string;
  /** @example '机油滤清器' */
  partName: string;
  /** What the line needs in all. @example 5 */
  quantity: number;
  /** Held on the shelf for this line (P-3). @example 5 */
  reserved: number;
  /** @example 0 */
  issued: number;
  /** What waits for the next receipt (P-3). @example 0 */
  backordered: number;
  /** Who was promised earlier is served first. @example '2026-11-24T10:00:00.000Z' */
  promisedAt: Date | null;
  /** When the hold ends if nobody fetches the parts. @example '2026-12-01T10:00:00.000Z' */
  expiresAt: Date | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
