import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { inScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type FixedCondition, type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { NotFound } from '../../../kernel/problems.js';
import { permissions, storesOfScope } from '../../../kernel/security/permissions.js';
import type {
  ListStockTransfers,
  ListTransferableVehicles,
  StockTransferView,
  TransferableVehicleView,
  TransferCarView,
  TransferDifferenceView,
} from './stock-transfer.dto.js';
import { type StockTransfer, stockTransferLifecycle, storesThatMay } from './stock-transfer.entity.js';

type Row = StockTransfer & { cars: TransferCarView[]; differences: TransferDifferenceView[] };

const TRANSFERS: ListDefinition = {
  select: `t.id, t.number, t.state, t.store_id AS "storeId", t.to_store_id AS "toStoreId", t.asking_store_id AS "askingStoreId", t.reason, t.needed_by AS "neededBy",
    t.requested_by AS "requestedBy", t.requested_at AS "requestedAt", t.decided_by AS "decidedBy", t.decided_at AS "decidedAt", t.decision_note AS "decisionNote", t.carrier,
    t.carrier_plate AS "carrierPlate", t.driver_name AS "driverName", t.expected_on AS "expectedOn", t.transport_cost AS "transportCost", t.shipped_by AS "shippedBy",
    t.shipped_at AS "shippedAt", t.received_by AS "receivedBy", t.received_at AS "receivedAt", t.closed_at AS "closedAt", t.end_reason AS "endReason",
    (SELECT jsonb_agg(jsonb_build_object('stockVehicleId', l.stock_vehicle_id, 'vin', v.vin, 'modelName', m.name, 'colour', v.colour, 'transferPrice', l.transfer_price,
        'outcome', l.outcome, 'odometerOutKm', l.odometer_out_km, 'odometerInKm', l.odometer_in_km) ORDER BY l.id)
      FROM inventory.stock_transfer_line l JOIN inventory.stock_vehicle v ON v.id = l.stock_vehicle_id JOIN inventory.vehicle_model m ON m.id = v.model_id
      WHERE l.stock_transfer_id = t.id) AS cars,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'stockVehicleId', d.stock_vehicle_id, 'kind', d.kind, 'note', d.note, 'resolution', d.resolution,
        'resolutionNote', d.resolution_note, 'resolvedBy', d.resolved_by, 'resolvedAt', d.resolved_at) ORDER BY d.id)
      FROM inventory.stock_transfer_difference d WHERE d.stock_transfer_id = t.id), '[]') AS differences,
    t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'inventory.stock_transfer t',
  id: 't.id',
  sorts: { createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 't.state = ANY(?::text[])',
    storeId: 't.store_id = ?::uuid OR t.to_store_id = ?::uuid',
    fromStoreId: 't.store_id = ?::uuid',
    toStoreId: 't.to_store_id = ?::uuid',
    stockVehicleId: 't.id IN (SELECT l.stock_transfer_id FROM inventory.stock_transfer_line l WHERE l.stock_vehicle_id = ?::uuid)',
  },
};
/** A transfer is both stores': either sees it. */
const ofMyStores = (): FixedCondition[] =>
  context.scope.group ? [] : [['t.store_id = ANY(?::uuid[]) OR t.to_store_id = ANY(?::uuid[])', storesOfScope(), 'mine']];

const TRANSFERABLE: ListDefinition = {
  select: `v.id, v.store_id AS "storeId", v.vin, v.model_id AS "modelId", m.name AS "modelName", v.colour, v.condition, v.odometer_km AS "odometerKm", v.stock_in_date AS "stockInDate"`,
  from: 'inventory.stock_vehicle v JOIN inventory.vehicle_model m ON m.id = v.model_id',
  id: 'v.id',
  sorts: { stockInDate: { by: `coalesce(v.stock_in_date, '9999-12-31'::date)`, type: 'date' } },
  defaultSort: 'stockInDate',
  filters: { storeId: 'v.store_id = ?::uuid', modelId: 'v.model_id = ?::uuid', colour: 'v.colour = ?' },
  where: `v.state = 'IN_STOCK' AND NOT EXISTS (SELECT 1 FROM inventory.stock_transfer_line l WHERE l.stock_vehicle_id = v.id AND l.live)`,
};

@Injectable()
export class StockTransferReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<StockTransferView> {
    const [row] = await this.db.sql<Row>(`SELECT ${TRANSFERS.select} FROM ${TRANSFERS.from} WHERE t.id = $1`, [id]);
    if (!row || !ofTheirs(row)) throw NotFound();
    return viewOf(row);
  }
  async list(query: ListStockTransfers): Promise<Page<StockTransferView>> {
    const page = await this.lists.page<Row>(TRANSFERS, query, ofMyStores());
    return { ...page, items: page.items.map(viewOf) };
  }
  /** What stands free in any store of the group. */
  transferable(query: ListTransferableVehicles): Promise<Page<TransferableVehicleView>> {
    return this.lists.page<TransferableVehicleView>(TRANSFERABLE, query);
  }
}

/** Whether one of its two stores is the caller's. */
export const ofTheirs = ({ storeId, toStoreId }: Pick<StockTransfer, 'storeId' | 'toStoreId'>): boolean =>
  inScope({ storeId }) || inScope({ storeId: toStoreId });

function viewOf(t: Row): StockTransferView {
  const seesCost = [t.storeId, t.toStoreId].some((storeId) => permissions.may('seeCost', { storeId }));
  return {
    ...headOf(stockTransferLifecycle, t),
    allowedMoves: stockTransferLifecycle
      .movesFrom(t.state)
      .filter((move) => storesThatMay(move, t).some((storeId) => permissions.may(stockTransferLifecycle.operationOf(move), { storeId }))),
    toStoreId: t.toStoreId,
    askingStoreId: t.askingStoreId,
    reason: t.reason,
    neededBy: t.neededBy,
    cars: t.cars.map((car) => ({ ...car, transferPrice: seesCost ? car.transferPrice : null })),
    differences: t.differences,
    requestedBy: t.requestedBy,
    requestedAt: t.requestedAt,
    decidedBy: t.decidedBy,
    decidedAt: t.decidedAt,
    decisionNote: t.decisionNote,
    carrier: t.carrier,
    carrierPlate: t.carrierPlate,
    driverName: t.driverName,
    expectedOn: t.expectedOn,
    transportCost: seesCost ? t.transportCost : null,
    shippedBy: t.shippedBy,
    shippedAt: t.shippedAt,
    receivedBy: t.receivedBy,
    receivedAt: t.receivedAt,
    closedAt: t.closedAt,
    endReason: t.endReason,
  };
}
