import { Id, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { INTEGRITY_ALARM_KINDS, INTEGRITY_ALARM_STATES } from './integrity-alarm.entity.js';

export class ListIntegrityAlarms extends ListQuery {
  @Repeated(INTEGRITY_ALARM_STATES)
  state?: string[];
  @Optional()
  @OneOf(INTEGRITY_ALARM_KINDS)
  kind?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
}

/** A car whose state and reservation contradict each other (V-2): found every night, closed by itself when it is so no more. */
export class IntegrityAlarmView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** RESERVED_WITHOUT_RESERVATION: it is kept for nobody; RESERVATION_WITHOUT_RESERVED_CAR: somebody is promised a car that is not kept for them; RESERVED_FOR_ENDED_ORDER: it is kept for an order that was cancelled or delivered. @example 'RESERVED_WITHOUT_RESERVATION' */
  kind: string;
  /** The car's state when it was found. @example 'RESERVED' */
  vehicleState: string;
  /** @example null */
  closedAt: Date | null;
}
