import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PdiFailed, PdiItemsMissing, PdiNotDue, PdiPassed, PdiTemplate } from '../inventory.contract.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import type { CreatePdiInspection, ListPdiInspections, PdiInspectionView, PdiItemDone, PdiTemplateView } from './pdi-inspection.dto.js';
import { PdiInspection, type PdiItem } from './pdi-inspection.entity.js';

const PDI: ListDefinition = {
  select: `i.id, i.number, i.result, i.store_id AS "storeId", i.stock_vehicle_id AS "stockVehicleId", i.vin, i.sales_order_id AS "salesOrderId", i.inspected_by AS "inspectedBy",
    i.inspected_at AS "inspectedAt", i.odometer_km AS "odometerKm", i.items, i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'inventory.pdi_inspection i',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'i.store_id = ?::uuid',
    stockVehicleId: 'i.stock_vehicle_id = ?::uuid',
    salesOrderId: 'i.sales_order_id = ?::uuid',
    result: 'i.result = ?',
  },
  scope: { store: 'i.store_id' },
};

@Injectable()
export class PdiInspectionService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly clock: Clock,
    private readonly moves: VehicleMoves,
  ) {}

  /** D-9: a reserved or preparing car that passes is ready; one in stock only carries the mark. A failure takes the mark away. */
  inspect(body: CreatePdiInspection): Promise<PdiInspectionView> {
    return this.db.transaction(async () => {
      const { storeId } = await this.db.find(StockVehicle, body.stockVehicleId);
      await this.#requireItems(storeId, body.items);
      const number = await this.numbers.next('PDI', (await this.identity.store(storeId)).code);
      const car = await this.db.lock(StockVehicle, body.stockVehicleId);
      const sold = stockVehicleLifecycle.allows(car.state, 'pass-pdi');
      if (!sold && car.state !== 'IN_STOCK')
        throw PdiNotDue({
          detail: say(`车辆处于 ${car.state},不能做 PDI`, `The car is ${car.state}: it gets no pre-delivery inspection`),
          allowedMoves: stockVehicleLifecycle.movesFrom(car.state),
        });
      car.readOdometer(body.odometerKm);
      const salesOrderId = await this.#orderOf(car.id);
      const items = body.items.map(({ code, result, note = null }): PdiItem => ({ code, result, note }));
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

  async inspection(id: string): Promise<PdiInspectionView> {
    return viewOf(await this.db.find(PdiInspection, id));
  }
  async list(query: ListPdiInspections): Promise<Page<PdiInspectionView>> {
    return this.lists.page<PdiInspectionView>(PDI, query);
  }

  async templates(storeId?: string): Promise<Page<PdiTemplateView>> {
    const mine = storesOfScope();
    const items = await this.identity.setting(PdiTemplate, storeId ?? (mine.length === 1 ? mine[0] : null));
    return { items: [{ code: 'C', title: '售前检查 PDI', items }], nextCursor: null };
  }

  async #requireItems(storeId: string, items: PdiItemDone[]): Promise<void> {
    const done = new Set(items.map((item) => item.code));
    const missing = (await this.identity.setting(PdiTemplate, storeId)).filter((item) => !done.has(item.code));
    if (missing.length)
      throw PdiItemsMissing({
        errors: missing.map(({ code, title }) => at('/items', PdiItemsMissing, say(`缺少 ${code} ${title}`, `${code} is missing`))),
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

const viewOf = (i: PdiInspection): PdiInspectionView => ({
  id: i.id,
  number: i.number,
  result: i.result,
  storeId: i.storeId,
  stockVehicleId: i.stockVehicleId,
  vin: i.vin,
  salesOrderId: i.salesOrderId,
  inspectedBy: i.inspectedBy,
  inspectedAt: i.inspectedAt,
  odometerKm: i.odometerKm,
  items: i.items,
  version: i.version,
  createdAt: i.createdAt,
  updatedAt: i.updatedAt,
});
