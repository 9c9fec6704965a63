import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { type Powertrain, VehicleArrived } from '../inventory.contract.js';
import { VehicleModel } from '../vehicle-models/vehicle-model.entity.js';
import { StockVehicle } from './stock-vehicle.entity.js';
import { VehicleMoves } from './vehicle-moves.js';

/** A car that a customer gave in part payment. */
export interface TradedCar {
  tradeInId: string;
  storeId: string;
  vin: string;
  brand: string;
  series: string;
  modelYear: number;
  modelId: string | null;
  powertrain: Powertrain;
  colour: string;
  seats: number;
  odometerKm: number;
  valuation: number;
  cost: number;
  takenInOn: string;
}

/** Traded cars become stock when their transfer papers are signed: at our door, to be inspected like any other (TI-1). */
@Injectable()
export class TradedCars {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly moves: VehicleMoves,
  ) {}

  async takeIn(traded: TradedCar): Promise<void> {
    const { tradeInId, storeId, vin, colour, odometerKm, cost, takenInOn } = traded;
    const { code } = await this.identity.store(storeId);
    const model = await this.#model(traded);
    const car = Object.assign(new StockVehicle(), {
      ...{ id: newId(), number: await this.numbers.next('SV', code), storeId, vin, modelId: model.id, colour, purchaseCost: cost },
      ...{ condition: 'USED' as const, tradeInId, odometerKm, arrivedOn: takenInOn, damages: [], documents: [], openRecall: false },
    });
    await this.moves.begin(car, 'ARRIVED');
    this.outbox.publish(VehicleArrived, car, { stockVehicleId: car.id, vin, modelId: model.id, colour, storeId, odometerKm });
  }

  /** Cars of other makes are in no catalogue: theirs is a model of used cars, which nobody orders. */
  async #model({ modelId, brand, series, modelYear, powertrain, colour, seats, valuation, cost }: TradedCar): Promise<VehicleModel> {
    const models = this.db.repo(VehicleModel);
    const known = modelId === null ? null : await models.findOneBy({ id: modelId });
    if (known) return known;
    const code = `USED-${createHash('sha256')
      .update(JSON.stringify([brand, series, modelYear, powertrain, seats]))
      .digest('hex')
      .slice(0, 10)
      .toUpperCase()}`;
    const met = await models.findOneBy({ code });
    if (met) return met;
    const model = Object.assign(new VehicleModel(), {
      ...{ id: newId(), code, name: `${brand} ${series} ${modelYear} 款(二手)`, brand, series, modelYear, powertrain, seats },
      ...{ colours: [colour], currency: CURRENCY, listPrice: Math.max(1, valuation), floorPrice: 0, standardCost: cost },
      ...{ consultantDiscountLimitPercent: 0, managerDiscountLimitPercent: 0, grossFloorPercent: 0 },
    });
    return this.db.save(model, 'meet');
  }
}
