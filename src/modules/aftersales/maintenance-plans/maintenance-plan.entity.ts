import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';

/** A recurring service: due when either distance or time is reached (M-1); null means that axis does not count. */
export interface PlanItem {
  code: string;
  name: string;
  /** The labour operation whose invoice line closes the cycle (M-5). */
  operationCode: string;
  intervalKm: number | null;
  intervalMonths: number | null;
  /** The first service, where it differs. */
  firstKm: number | null;
  firstMonths: number | null;
}

/** What a car needs and when: for one model, or for every model of a powertrain that has no plan of its own (M-1). */
@Entity({ schema: 'aftersales', name: 'maintenance_plan' })
export class MaintenancePlan extends Aggregate {
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { nullable: true }) powertrain: Powertrain | null;
  @Column('jsonb') items: PlanItem[];
}

/** How far a cycle of an item reaches: the first one from delivery, every other from the service before. */
export const reachOf = (item: PlanItem, first: boolean): { km: number | null; months: number | null } =>
  first
    ? { km: item.firstKm ?? item.intervalKm, months: item.firstMonths ?? item.intervalMonths }
    : { km: item.intervalKm, months: item.intervalMonths };
