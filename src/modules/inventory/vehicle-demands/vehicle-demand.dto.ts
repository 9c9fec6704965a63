import { Id, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { VEHICLE_DEMAND_STATES } from './vehicle-demand.entity.js';

export class ListVehicleDemands extends ListQuery {
  @Repeated(VEHICLE_DEMAND_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(40, '珍珠白')
  colour?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
}

/** An order that found no matching car (D-3): it is offered arriving cars once its deposit is paid. */
export class VehicleDemandView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** OPEN, FULFILLED or WITHDRAWN. @example 'OPEN' */
  state: string;
  /** Always empty: it ends with a car or with its order. @example [] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** Its order has paid the deposit: it may be offered cars. @example true */
  depositPaid: boolean;
  /** The car it got. @example null */
  stockVehicleId: string | null;
  /** @example null */
  endedAt: Date | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
