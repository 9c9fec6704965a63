import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PdiFailed, PdiPassed } from '../inventory.contract.js';
import { PdiNotDue } from '../inventory.rules.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { DefectBook } from '../vehicle-defects/defect-book.js';
import { mustBeSettled } from '../vehicle-defects/settled-defects.js';
import { PdiRequirements } from './pdi-requirements.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import type { CreatePdiInspection, PdiInspectionView } from './pdi-inspection.dto.js';
import { PdiInspection, type PdiItem } from './pdi-inspection.entity.js';
import { viewOf } from './pdi-inspection.queries.js';

@Injectable()
export class PdiInspectionService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly clock: Clock,
    private readonly moves: VehicleMoves,
    private readonly requirements: PdiRequirements,
    private readonly defects: DefectBook,
  ) {}

  /** D-9: a reserved or preparing car that passes is ready; one in stock only carries the mark. A failure takes the mark away. */
  inspect(body: CreatePdiInspection): Promise<PdiInspectionView> {
    return this.db.transaction(async () => {
      const { storeId } = await this.db.find(StockVehicle, body.stockVehicleId);
      await this.requirements.mustBeAnswered(storeId, body.items);
      const number = await this.numbers.next('PDI', (await this.identity.store(storeId)).code);
      const car = await this.db.lock(StockVehicle, body.stockVehicleId);
      const sold = stockVehicleLifecycle.allows(car.state, 'pass-pdi');
      // A ready car in which a defect was found since then is inspected anew.
      const again = car.state === 'READY' && car.pdiPassedAt === null;
      if (!sold && !again && car.state !== 'IN_STOCK')
        throw PdiNotDue({
          detail: say(`车辆处于 ${car.state},不能做 PDI`, `The car is ${car.state}: it gets no pre-delivery inspection`),
          allowedMoves: stockVehicleLifecycle.movesFrom(car.state),
        });
      car.readOdometer(body.odometerKm);
      const salesOrderId = await this.#orderOf(car.id);
      const items = body.items.map(({ code, result, value = null, note = null }): PdiItem => ({ code, result, value, note }));
      const inspection = Object.assign(new PdiInspection(), {
        ...{
          id: newId(),
          number,
          storeId,
          stockVehicleId: car.id,
          vin: car.vin,
          salesOrderId,
          inspectedBy: context.principal.id,
          inspectedAt: this.clock.now(),
        },
        ...{
          odometerKm: body.odometerKm,
          items,
          result: items.every((item) => item.result === 'PASS') ? ('PASSED' as const) : ('FAILED' as const),
        },
      });
      await this.db.save(inspection, 'inspect');
      const passed = inspection.result === 'PASSED';
      if (passed) await mustBeSettled(this.db, car.id);
      const wrong = body.items.filter((item) => item.result === 'FAIL');
      await this.defects.enter(
        car,
        'PDI',
        inspection.id,
        wrong.map(({ code, note, severity, photoReference }) => ({ itemCode: code, description: note ?? code, severity, photoReference })),
      );
      car.pdiPassedAt = passed ? inspection.inspectedAt : null;
      if (passed && sold) await this.moves.move(car, 'pass-pdi', { salesOrderId });
      else await this.db.save(car, passed ? 'mark-pdi-passed' : 'mark-pdi-failed');
      const { id: stockVehicleId, vin, modelId, colour } = car;
      const facts = { stockVehicleId, vin, modelId, colour, storeId, pdiInspectionId: inspection.id, salesOrderId };
      if (passed) this.outbox.publish(PdiPassed, car, { ...facts, odometerKm: inspection.odometerKm });
      else this.outbox.publish(PdiFailed, car, { ...facts, failedItems: inspection.failedItems });
      return viewOf(inspection);
    });
  }

  async #orderOf(stockVehicleId: string): Promise<string | null> {
    const [row] = await this.db.sql<{ salesOrderId: string | null }>(
      `SELECT sales_order_id AS "salesOrderId" FROM inventory.reservation WHERE stock_vehicle_id = $1 AND state = 'LIVE'`,
      [stockVehicleId],
    );
    return row?.salesOrderId ?? null;
  }
}
