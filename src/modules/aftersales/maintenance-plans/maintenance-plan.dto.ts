import { ApiProperty } from '@nestjs/swagger';
import { Code, Id, ListOf, OneOf, Optional, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';

export const POWERTRAINS: readonly Powertrain[] = ['ICE', 'BEV', 'PHEV'];

export class PlanItemInput {
  /** Unique in the plan. */
  @Code('REGULAR') code: string;
  @Text(100, '定期保养') name: string;
  /** The labour operation that closes the cycle when it is on a closed repair order (M-5). */
  @Code('MNT-REGULAR') operationCode: string;
  /** Kilometres from service to service; at least one of km and months is needed. */
  @Optional()
  @Whole(100, 1_000_000, 10_000)
  intervalKm?: number;
  /** Months from service to service. */
  @Optional()
  @Whole(1, 240, 12)
  intervalMonths?: number;
  /** Kilometres from delivery to the first service, where it differs. */
  @Optional()
  @Whole(100, 1_000_000, 5_000)
  firstKm?: number;
  /** Months from delivery to the first service, where it differs. */
  @Optional()
  @Whole(1, 240, 6)
  firstMonths?: number;
}

export class CreateMaintenancePlan {
  @Code('PLAN-ICE') code: string;
  @Text(100, '燃油车保养计划') name: string;
  /** The model it is for; either this or the powertrain. */
  @Optional()
  @Id()
  modelId?: string;
  /** For every model of this powertrain without a plan of its own. */
  @Optional()
  @OneOf(POWERTRAINS)
  powertrain?: Powertrain;
  @ListOf(() => PlanItemInput, 1, 50) items: PlanItemInput[];
}

export class ListMaintenancePlans extends ListQuery {
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @OneOf(POWERTRAINS)
  powertrain?: string;
}

export class PlanItemView {
  /** @example 'REGULAR' */
  code: string;
  /** @example '定期保养' */
  name: string;
  /** @example 'MNT-REGULAR' */
  operationCode: string;
  /** @example 10000 */
  intervalKm: number | null;
  /** @example 12 */
  intervalMonths: number | null;
  /** @example 5000 */
  firstKm: number | null;
  /** @example 6 */
  firstMonths: number | null;
}
/** What a car needs and when (M-1). */
export class MaintenancePlanView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'PLAN-ICE' */
  code: string;
  /** @example '燃油车保养计划' */
  name: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  @ApiProperty({ enum: [...POWERTRAINS, null], nullable: true, type: String, example: 'ICE' }) powertrain: string | null;
  items: PlanItemView[];
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
