import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { ColourNotOfModel, type ModelFacts, type Powertrain } from '../inventory.contract.js';
import { ModelPricesInvalid } from '../inventory.rules.js';
import { ModelOptionTwice } from './vehicle-model.rules.js';

export const TRANSMISSIONS = ['MANUAL', 'AUTOMATIC'] as const;
export type Transmission = (typeof TRANSMISSIONS)[number];
export const POWERTRAINS = ['ICE', 'BEV', 'PHEV'] as const satisfies readonly Powertrain[];

/** What can be had with a model for more money, fen. */
export interface ModelOption {
  code: string;
  name: string;
  price: number;
}

/** One 配置 of one model year: what a price list and a quotation speak of. Master data of the group. */
@Entity({ schema: 'inventory', name: 'vehicle_model' })
export class VehicleModel extends Aggregate {
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') brand: string;
  @Column('text') series: string;
  /** 配置, as the maker calls it. */
  @Column('text', { nullable: true }) trim: string | null;
  @Column('int', { name: 'model_year' }) modelYear: number;
  @Column('text') powertrain: Powertrain;
  /** Null where nobody said: who may drive it automatic only is then unknown (T-1). */
  @Column('text', { nullable: true }) transmission: Transmission | null;
  @Column('text', { array: true }) colours: string[];
  /** Colours that cost more, fen. */
  @Column('jsonb', { name: 'colour_surcharges' }) colourSurcharges: Record<string, number> = {};
  @Column('jsonb') options: ModelOption[] = [];
  @Column('int') seats: number;
  @Column('text') currency: string;
  @Column('bigint', { name: 'list_price' }) listPrice: number;
  @Column('bigint', { name: 'floor_price' }) floorPrice: number;
  @Column('bigint', { name: 'standard_cost' }) standardCost: number;
  /** What the maker takes for one. */
  @Column('bigint', { name: 'transfer_price', nullable: true }) transferPrice: number | null;
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
    const strange = Object.keys(this.colourSurcharges).filter((colour) => !this.colours.includes(colour));
    if (strange.length) throw ColourNotOfModel({ errors: strange.map((colour) => at('/colourSurcharges', ColourNotOfModel, colour)) });
    if (new Set(this.options.map((option) => option.code)).size < this.options.length)
      throw ModelOptionTwice({ errors: [at('/options', ModelOptionTwice)] });
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

/** Prices of a model from a day on; those of today are on the model itself. */
@Entity({ schema: 'inventory', name: 'vehicle_model_price' })
export class VehicleModelPrice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('bigint', { name: 'list_price' }) listPrice: number;
  @Column('bigint', { name: 'floor_price' }) floorPrice: number;
  @Column('bigint', { name: 'transfer_price', nullable: true }) transferPrice: number | null;
  @Column('uuid', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
  /** Midnight of the day in the stores. */
  @Column('timestamptz', { name: 'effective_at' }) effectiveAt: Date;
  /** Since when they are the model's own. */
  @Column('timestamptz', { name: 'applied_at', nullable: true }) appliedAt: Date | null;
}
