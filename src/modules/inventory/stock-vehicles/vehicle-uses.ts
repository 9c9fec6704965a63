import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { VehicleUnderRecall } from '../inventory.contract.js';
import { DemoInsuranceExpired } from '../inventory.rules.js';
import { ReservationService } from '../reservations/reservation.service.js';
import { asDefects, DefectBook } from '../vehicle-defects/defect-book.js';
import type {
  AssignDemoStockVehicle,
  AssignLoanerStockVehicle,
  EndDemoStockVehicle,
  EndLoanerStockVehicle,
  RepairStockVehicle,
  ReportDamageStockVehicle,
} from './stock-vehicle.dto.js';
import { KEPT, StockVehicle, stockVehicleLifecycle } from './stock-vehicle.entity.js';
import { VehicleMoves } from './vehicle-moves.js';

/** The defects that damage in our hands is entered as. */
const YARD_DAMAGE = 'DAMAGE';

/** What a car in stock is used for beside being sold, and what befalls it: demo and loaner cars, damage and its repair (V-1). */
@Injectable()
export class VehicleUses {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly moves: VehicleMoves,
    private readonly reservations: ReservationService,
    private readonly defects: DefectBook,
  ) {}

  assignDemo(id: string, { insuredUntil }: AssignDemoStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'assign-demo');
      this.#insure(car, insuredUntil);
      car.demoSince = this.clock.today();
      await this.moves.move(car, 'assign-demo');
    });
  }
  /** Back on sale, as the used car that it is: who buys it is told (消法 55). */
  endDemo(id: string, body: EndDemoStockVehicle): Promise<void> {
    return this.#move(id, (car) => this.#endUse(car, 'end-demo', body));
  }

  assignLoaner(id: string, { insuredUntil }: AssignLoanerStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'assign-loaner');
      this.#insure(car, insuredUntil);
      car.loanerSince = this.clock.today();
      await this.moves.move(car, 'assign-loaner');
    });
  }
  endLoaner(id: string, body: EndLoanerStockVehicle): Promise<void> {
    return this.#move(id, (car) => this.#endUse(car, 'end-loaner', body));
  }

  /** One that is kept for somebody is so no more: an order waits for the next one. The reservation is locked before its car. */
  reportDamage(id: string, { damages }: ReportDamageStockVehicle): Promise<void> {
    return this.db.transaction(async () => {
      stockVehicleLifecycle.check(await this.db.find(StockVehicle, id), 'report-damage');
      await this.reservations.takeAway(id, '车辆受损');
      const car = await this.db.lock(StockVehicle, id);
      stockVehicleLifecycle.check(car, 'report-damage');
      const reportedOn = this.clock.today();
      car.damages = [...car.damages, ...damages.map(({ place, note }) => ({ place, note, reportedOn }))];
      car.damagedFrom = KEPT.includes(car.state) ? 'IN_STOCK' : (car.state as StockVehicle['damagedFrom']);
      await this.defects.enter(car, 'STORAGE', null, asDefects(YARD_DAMAGE, damages));
      await this.moves.move(car, 'report-damage', {
        reason: damages
          .map(({ place, note }) => `${place}:${note}`)
          .join(';')
          .slice(0, 500),
      });
    });
  }
  /** Back to where it was; what was damaged stays on its record, as a defect whose repair somebody else accepts. */
  repair(id: string, { repair, location }: RepairStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'repair');
      const repairedOn = this.clock.today();
      car.damages = car.damages.map((d) => (d.reportedOn !== undefined && d.repairedOn === undefined ? { ...d, repairedOn, repair } : d));
      const back = car.damagedFrom ?? 'ARRIVED';
      Object.assign(car, { damagedFrom: null, location });
      await this.defects.putRight(car, YARD_DAMAGE, repair);
      await this.moves.move(car, 'repair', { to: back, reason: repair });
      await this.reservations.offer(car);
    });
  }

  async #endUse(car: StockVehicle, move: 'end-demo' | 'end-loaner', { odometerKm, location }: EndDemoStockVehicle): Promise<void> {
    stockVehicleLifecycle.check(car, move);
    car.readOdometer(odometerKm);
    await this.defects.becomeUsed(car, move === 'end-demo' ? 'FORMER_DEMO' : 'FORMER_LOANER');
    // It was inspected before it was driven: it is inspected anew (D-7).
    Object.assign(car, { location, pdiPassedAt: null });
    await this.moves.move(car, move);
  }

  /** It will be driven on the road: insured, and free of recalls (T-3, W-8). */
  #insure(car: StockVehicle, insuredUntil: string): void {
    if (car.openRecall) throw VehicleUnderRecall();
    if (insuredUntil < this.clock.today()) throw DemoInsuranceExpired({ errors: [at('/insuredUntil', DemoInsuranceExpired)] });
    car.insuredUntil = insuredUntil;
  }

  #move(id: string, work: (car: StockVehicle) => Promise<void>): Promise<void> {
    return this.db.transaction(async () => work(await this.db.lock(StockVehicle, id)));
  }
}
