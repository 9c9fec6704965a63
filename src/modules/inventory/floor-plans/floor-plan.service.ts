import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { addDays, Clock, daysBetween } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { GONE, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import type { CreateFloorPlan, FloorPlanView, PayOffFloorPlan } from './floor-plan.dto.js';
import { interestOf } from './floor-plan-interest.js';
import { FloorPlan, FloorPlanAdjustment, floorPlanLifecycle } from './floor-plan.entity.js';
import { viewOf } from './floor-plan.queries.js';
import { FloorPlanOverlaps, PayoffOutOfRange, VehicleNotFinanceable } from './floor-plan.rules.js';
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
      // A day of a car is accrued once, whoever financed it.
      const accrued = await this.db.sql(
        'SELECT 1 FROM inventory.floor_plan_accrual WHERE stock_vehicle_id = $1 AND day >= $2::date LIMIT 1',
        [stockVehicleId, addDays(startsOn, terms.freeDays)],
      );
      if (accrued.length) throw FloorPlanOverlaps();
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

  /** The days up to the payoff are accrued with it: nothing comes after. What came after a payoff that is told late is taken back. */
  payOff(id: string, { paidOn = this.clock.today() }: PayOffFloorPlan): Promise<FloorPlanView> {
    return this.db.transaction(async () => {
      const plan = await this.db.lock(FloorPlan, id);
      floorPlanLifecycle.check(plan, 'pay-off');
      if (paidOn > this.clock.today() || paidOn < plan.startsOn) throw PayoffOutOfRange({ errors: [at('/paidOn', PayoffOutOfRange)] });
      await this.#takeBack(plan, paidOn);
      return viewOf(await this.#close(plan, 'pay-off', paidOn));
    });
  }

  /** The car leaves us: its financing ends with it. */
  async endOf(stockVehicleId: string): Promise<void> {
    const [plan] = await this.db.lockAll(FloorPlan, { stockVehicleId, state: 'RUNNING' });
    const today = this.clock.today();
    if (plan) await this.#close(plan, 'end', plan.startsOn > today ? plan.startsOn : today);
  }

  /** The car is another store's, and its financing with it; what it has cost stays with those who had it (V-8). */
  async follow(stockVehicleId: string, storeId: string): Promise<void> {
    for (const plan of await this.db.lockAll(FloorPlan, { stockVehicleId })) {
      plan.storeId = storeId;
      await this.db.save(plan, 'follow-car');
    }
  }

  /** Interest of the days from the payoff on, in one line: together with the accruals it is the exact interest of the days before. */
  async #takeBack(plan: FloorPlan, paidOn: string): Promise<void> {
    const from = addDays(plan.startsOn, plan.freeDays);
    const accrued = Math.max(0, daysBetween(from, plan.accruedUntil) + 1);
    const due = Math.max(0, daysBetween(from, paidOn));
    if (due >= accrued) return;
    const { id: floorPlanId, stockVehicleId } = plan;
    await this.db.insertAll(FloorPlanAdjustment, [
      {
        ...{ floorPlanId, stockVehicleId, fromDay: addDays(from, due), days: accrued - due },
        ...{ interest: interestOf(plan, due) - interestOf(plan, accrued), recordedBy: context.principal.id, recordedAt: this.clock.now() },
      },
    ]);
    plan.accruedUntil = addDays(from, due - 1);
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
