import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { GONE, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import type { CreateFloorPlan, FloorPlanView, PayOffFloorPlan } from './floor-plan.dto.js';
import { FloorPlan, floorPlanLifecycle } from './floor-plan.entity.js';
import { viewOf } from './floor-plan.queries.js';
import { PayoffOutOfRange, VehicleNotFinanceable } from './floor-plan.rules.js';
import { InterestAccrual } from './interest-accrual.js';

/** What lenders have put into cars, from the first day to the payoff (V-5). The car is locked before its plan. */
@Injectable()
export class FloorPlanService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
    private readonly accrual: InterestAccrual,
  ) {}

  start({ stockVehicleId, startsOn = this.clock.today(), ...terms }: CreateFloorPlan): Promise<FloorPlanView> {
    return this.db.transaction(async () => {
      const car = await this.db.lock(StockVehicle, stockVehicleId);
      if (GONE.includes(car.state)) throw VehicleNotFinanceable();
      const { code } = await this.identity.store(car.storeId);
      const { lender, principal, annualRatePercent, dayBasis, freeDays } = terms;
      const plan = Object.assign(new FloorPlan(), {
        ...{ id: newId(), number: await this.numbers.next('FP', code), storeId: car.storeId, stockVehicleId, vin: car.vin },
        ...{ lender, principal, annualRatePercent, dayBasis, freeDays, startsOn, accruedUntil: addDays(startsOn, freeDays - 1) },
      });
      floorPlanLifecycle.begin(plan);
      await this.db.save(plan, 'start');
      return viewOf(await this.#accrued(plan, addDays(this.clock.today(), -1)));
    });
  }

  /** The days up to the payoff are accrued with it: nothing comes after. */
  payOff(id: string, { paidOn = this.clock.today() }: PayOffFloorPlan): Promise<FloorPlanView> {
    return this.db.transaction(async () => {
      const plan = await this.db.lock(FloorPlan, id);
      floorPlanLifecycle.check(plan, 'pay-off');
      const accrued = plan.accruedUntil >= addDays(plan.startsOn, plan.freeDays) ? addDays(plan.accruedUntil, 1) : plan.startsOn;
      if (paidOn > this.clock.today() || paidOn < accrued) throw PayoffOutOfRange({ errors: [at('/paidOn', PayoffOutOfRange)] });
      return viewOf(await this.#close(plan, 'pay-off', paidOn));
    });
  }

  /** The car leaves us: its financing ends with it. */
  async endOf(stockVehicleId: string): Promise<void> {
    const [plan] = await this.db.lockAll(FloorPlan, { stockVehicleId, state: 'RUNNING' });
    const today = this.clock.today();
    if (plan) await this.#close(plan, 'end', plan.startsOn > today ? plan.startsOn : today);
  }

  async #close(plan: FloorPlan, move: 'pay-off' | 'end', endsOn: string): Promise<FloorPlan> {
    await this.#accrued(plan, addDays(endsOn, -1));
    floorPlanLifecycle.move(plan, move);
    Object.assign(plan, { endsOn, endedBy: context.principal.id });
    return this.db.save(plan, move);
  }

  async #accrued(plan: FloorPlan, through: string): Promise<FloorPlan> {
    if (plan.accruedUntil >= through) return plan;
    await this.accrual.through(through, plan.id);
    plan.accruedUntil = through;
    return plan;
  }
}
