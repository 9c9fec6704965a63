import { Id, MeOrId, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { VEHICLE_KEY_STATES } from './vehicle-key.entity.js';

export class AddVehicleKey {
  @Id() stockVehicleId: string;
  /** What tells it from the car's other keys. */
  @Text(40, '主钥匙') label: string;
}
export class HandOutVehicleKey {
  /** Who gets it: somebody of the store, or `me`. */
  @MeOrId() employeeId: string;
  @Text(200, '客户看车') purpose: string;
}
export class GiveBackVehicleKey {
  @Optional()
  @Text(200, '已放回 12 号钩')
  note?: string;
}
export class ReportLostVehicleKey {
  @Text(200, '交接时未找到') note: string;
}
export class FindVehicleKey {
  @Text(200, '在试驾车内找到') note: string;
}
export class ListVehicleKeys extends ListQuery {
  @Repeated(VEHICLE_KEY_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
  /** Who has them; `me` is the caller. */
  @Optional()
  @MeOrId()
  holderEmployeeId?: string;
}
export class ListVehicleKeyEntries extends ListQuery {}

/** A key of a car and who has it. */
export class VehicleKeyView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example '主钥匙' */
  label: string;
  /** Null: nobody has it. @example '01938b4e-7c00-7000-8000-000000000001' */
  holderEmployeeId: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  heldSince: Date | null;
  /** @example '客户看车' */
  purpose: string | null;
}
/** Where a key went. */
export class VehicleKeyEntryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** `add` begins the history; then the moves of the key. @example 'hand-out' */
  move: string;
  /** @example 'OUT' */
  toState: string;
  /** Who had it from then on. @example '01938b4e-7c00-7000-8000-000000000001' */
  holderEmployeeId: string | null;
  /** @example '客户看车' */
  note: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  actorId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}
