import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { say } from '../../../kernel/problems.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { InspectionTemplateService } from '../inspection-templates/inspection-template.service.js';
import { StorageInspectionOverdue, VehicleInspected } from '../inventory.contract.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { DefectBook } from '../vehicle-defects/defect-book.js';
import { answerFaults } from './inspection-answers.js';
import type { CreateVehicleInspection } from './vehicle-inspection.dto.js';
import { VehicleInspection } from './vehicle-inspection.entity.js';
import { InspectionIncomplete, InspectionNotDue, StorageInspectionDays } from './vehicle-inspection.rules.js';

const STORED: readonly string[] = ['IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'HOLD', 'DEMO', 'RETURNED'];

/** Arrival and storage inspections by their checklists (D-9 A, B); what they find is entered as defects. */
@Injectable()
export class VehicleInspectionService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly templates: InspectionTemplateService,
    private readonly defects: DefectBook,
  ) {}

  /** Answers its id. */
  async inspect({ stockVehicleId, templateCode, odometerKm, answers }: CreateVehicleInspection): Promise<string> {
    const { storeId } = await this.db.find(StockVehicle, stockVehicleId);
    const number = await this.numbers.next('VI', (await this.identity.store(storeId)).code);
    return this.db.transaction(async () => {
      const car = await this.db.lock(StockVehicle, stockVehicleId);
      refuseNotDue(car, templateCode);
      const template = await this.templates.published(templateCode);
      const faults = answerFaults(template.items, answers);
      if (faults.length) throw InspectionIncomplete({ errors: faults });
      if (odometerKm !== undefined) car.readOdometer(odometerKm);
      const wrong = answers.filter((a) => a.result === 'DEFECT');
      const inspection = Object.assign(new VehicleInspection(), {
        ...{ id: newId(), number, storeId: car.storeId, stockVehicleId, inspectedBy: context.principal.id, inspectedAt: this.clock.now() },
        ...{ templateId: template.id, templateCode, templateRevision: template.revision, odometerKm: odometerKm ?? null },
        answers: answers.map(({ code, result = null, number: figure = null, text = null, severity, note = null }) => ({
          ...{ code, result, number: figure, text, note },
          severity: result === 'DEFECT' ? (severity ?? 'MINOR') : null,
        })),
        result: wrong.length ? ('FAILED' as const) : ('PASSED' as const),
      });
      await this.db.save(inspection, 'inspect');
      await this.defects.enter(
        car,
        templateCode === 'A' ? 'ARRIVAL' : 'STORAGE',
        inspection.id,
        wrong.map(({ code, note = '', severity, photoReference }) => ({ itemCode: code, description: note, severity, photoReference })),
      );
      if (templateCode === 'B') await this.#inspected(car);
      await this.db.save(car, 'note-inspection');
      const { vin, modelId, colour } = car;
      this.outbox.publish(VehicleInspected, inspection, {
        ...{ stockVehicleId, vin, modelId, colour, storeId: car.storeId, vehicleInspectionId: inspection.id },
        ...{ templateCode, result: inspection.result, failedItems: wrong.map((a) => a.code) },
      });
      return inspection.id;
    });
  }

  async #inspected(car: StockVehicle): Promise<void> {
    car.storageInspectedOn = this.clock.today();
    car.storageDueOn = addDays(this.clock.today(), await this.identity.setting(StorageInspectionDays, car.storeId));
    car.storageOverdueSince = null;
  }

  /** Each car is found overdue once, the day after its inspection was due. */
  async findOverdue(date: string): Promise<void> {
    const found = await this.db.sql<{ id: string }>(
      `SELECT id FROM inventory.stock_vehicle WHERE storage_due_on < $1::date AND storage_overdue_since IS NULL
       AND state IN ('IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'HOLD') ORDER BY id`,
      [date],
    );
    for (const { id } of found) {
      const car = await this.db.lock(StockVehicle, id);
      if (car.storageDueOn === null || car.storageDueOn >= date || car.storageOverdueSince !== null) continue;
      car.storageOverdueSince = date;
      await this.db.save(car, 'note-storage-inspection-overdue');
      const { vin, modelId, colour, storeId, storageDueOn: dueOn } = car;
      this.outbox.publish(StorageInspectionOverdue, car, { stockVehicleId: id, vin, modelId, colour, storeId, dueOn });
    }
  }
}

/** The arrival checklist is for cars at our door, also those that failed it; the storage checklist for those inside. */
function refuseNotDue(car: StockVehicle, templateCode: 'A' | 'B'): void {
  const atDoor = car.state === 'ARRIVED' || (car.state === 'HOLD' && car.heldFrom === 'ARRIVED');
  if (templateCode === 'A' ? atDoor : STORED.includes(car.state) && !atDoor) return;
  throw InspectionNotDue({
    detail: say(`车辆处于 ${car.state},不能做检查 ${templateCode}`, `The car is ${car.state}: it gets no inspection ${templateCode}`),
    allowedMoves: stockVehicleLifecycle.movesFrom(car.state),
  });
}
