import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { type ModelFacts, ModelPricesInvalid, type Powertrain } from '../inventory.contract.js';

export const POWERTRAINS = ['ICE', 'BEV', 'PHEV'] as const satisfies readonly Powertrain[];

/** One 配置 of one model year: what a price list and a quotation speak of. Master data of the group. */
@Entity({ schema: 'inventory', name: 'vehicle_model' })
export class VehicleModel extends Aggregate {
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') brand: string;
  @Column('text') series: string;
  @Column('int', { name: 'model_year' }) modelYear: number;
  @Column('text') powertrain: Powertrain;
  @Column('text', { array: true }) colours: string[];
  @Column('int') seats: number;
  @Column('text') currency: string;
  @Column('bigint', { name: 'list_price' }) listPrice: number;
  @Column('bigint', { name: 'floor_price' }) floorPrice: number;
  @Column('bigint', { name: 'standard_cost' }) standardCost: number;
  @Column('numeric', { name: 'consultant_discount_limit_percent', precision: 5, scale: 2 }) consultantDiscountLimitPercent: number;
  @Column('numeric', { name: 'manager_discount_limit_percent', precision: 5, scale: 2 }) managerDiscountLimitPercent: number;
  @Column('numeric', { name: 'gross_floor_percent', precision: 5, scale: 2 }) grossFloorPercent: number;

  /** Prices and limits that contradict each other make no approval rule. */
  requireSound(): void {
    const errors: FieldFault[] = [];
    if (this.floorPrice > this.listPrice)
      errors.push(at('/floorPrice', ModelPricesInvalid, say('底价不得高于指导价', 'the floor price is above the list price')));
    if (this.consultantDiscountLimitPercent > this.managerDiscountLimitPercent)
      errors.push(
        at(
          '/consultantDiscountLimitPercent',
          ModelPricesInvalid,
          say('顾问优惠权限不得高于经理', "a consultant's limit is above a manager's"),
        ),
      );
    if (errors.length) throw ModelPricesInvalid({ errors });
  }

  /** What everybody may know of it: no cost, no limits. */
  published() {
    const { id: modelId, code, name, brand, series, powertrain, colours, seats, listPrice } = this;
    return { modelId, code, name, brand, series, powertrain, colours: [...colours], seats, listPrice };
  }

  facts(): ModelFacts {
    return {
      modelId: this.id,
      code: this.code,
      name: this.name,
      brand: this.brand,
      series: this.series,
      powertrain: this.powertrain,
      seats: this.seats,
      colours: [...this.colours],
      listPrice: this.listPrice,
      floorPrice: this.floorPrice,
      standardCost: this.standardCost,
      consultantDiscountLimitPercent: this.consultantDiscountLimitPercent,
      managerDiscountLimitPercent: this.managerDiscountLimitPercent,
      grossFloorPercent: this.grossFloorPercent,
    };
  }
}
