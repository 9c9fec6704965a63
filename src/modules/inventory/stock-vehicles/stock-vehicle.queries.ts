import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type FixedCondition, type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { Clock, daysBetween } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { DemoCarFacts, SoldCarFacts, StockVehicleFacts } from '../inventory.contract.js';
import { UNTOLD } from '../vehicle-defects/vehicle-defect.queries.js';
import { NEAR_REGISTRATION_INSPECTION, RegistrationInspectionMonths } from '../stock-ageing/stock-ageing.rules.js';
import type { ListStockVehicles, ListVehicleMovements, StockVehicleView, VehicleMovementView } from './stock-vehicle.dto.js';
import { OUT_OF_STOCK_SQL, type StockVehicle, stockVehicleLifecycle } from './stock-vehicle.entity.js';

/** What other contexts are told of a car `v` of a model `m`. */
export const VEHICLE_FACTS = `v.id AS "stockVehicleId", v.store_id AS "storeId", v.vin, v.model_id AS "modelId", m.name AS "modelName", v.colour, m.powertrain, m.transmission, m.seats, v.produced_on AS "producedOn", v.state,
  coalesce(v.odometer_km, 0) AS "odometerKm", v.engine_number AS "engineNumber", v.certificate_number AS "certificateNumber", v.documents, v.insured_until AS "insuredUntil",
  v.pdi_passed_at IS NOT NULL AS "pdiPassed", v.open_recall AS "openRecall", v.open_repair_order_id AS "openRepairOrderId", v.purchase_cost AS "purchaseCost",
  EXISTS (SELECT 1 FROM inventory.vehicle_defect d WHERE d.stock_vehicle_id = v.id AND d.severity = 'SAFETY' AND d.state IN ('OPEN', 'REWORKED')) AS "unsafe"`;

/** A car with its model's name and its live reservation: at most one, so the join adds no rows. */
type Row = StockVehicle & {
  modelName: string;
  powertrain: string;
  reservationId: string | null;
  reservedForOrderId: string | null;
  reservationExpiresAt: Date | null;
};
const COLUMNS = `v.id, v.number, v.state, v.store_id AS "storeId", v.vin, v.condition, v.trade_in_id AS "tradeInId", v.model_id AS "modelId", m.name AS "modelName", m.powertrain, v.colour, v.purchase_cost AS "purchaseCost",
  v.produced_on AS "producedOn", v.certificate_number AS "certificateNumber", v.engine_number AS "engineNumber", v.location, v.yard, v.on_display AS "onDisplay", v.odometer_km AS "odometerKm", v.expected_on AS "expectedOn", v.arrived_on AS "arrivedOn",
  v.damages, v.documents, v.stock_in_date AS "stockInDate", v.store_since AS "storeSince", v.insured_until AS "insuredUntil", v.demo_since AS "demoSince", v.loaner_since AS "loanerSince", v.pdi_passed_at AS "pdiPassedAt",
  v.held_from AS "heldFrom", v.hold_kind AS "holdKind", v.hold_reason AS "holdReason", v.open_recall AS "openRecall", v.open_repair_order_id AS "openRepairOrderId", v.delivered_on AS "deliveredOn",
  v.returned_on AS "returnedOn", v.disclosure,
  r.id AS "reservationId", r.sales_order_id AS "reservedForOrderId", r.expires_at AS "reservationExpiresAt",
  v.version, v.created_at AS "createdAt", v.updated_at AS "updatedAt"`;
const FROM = `inventory.stock_vehicle v JOIN inventory.vehicle_model m ON m.id = v.model_id
  LEFT JOIN inventory.reservation r ON r.stock_vehicle_id = v.id AND r.state = 'LIVE'`;

const CARS: ListDefinition = {
  select: COLUMNS,
  from: FROM,
  id: 'v.id',
  sorts: {
    createdAt: { by: 'v.created_at', type: 'timestamptz' },
    stockInDate: { by: `coalesce(v.stock_in_date, '9999-12-31'::date)`, type: 'date' },
  },
  defaultSort: '-createdAt',
  filters: {
    state: 'v.state = ANY(?::text[])',
    storeId: 'v.store_id = ?::uuid',
    modelId: 'v.model_id = ?::uuid',
    colour: 'v.colour = ?',
    condition: 'v.condition = ?',
    stockInUntil: 'v.stock_in_date <= ?::date',
    onDisplay: 'v.on_display = ?::boolean',
    vin: 'v.vin = upper(?)',
    // By operators, not LIKE: a prepared plan knows no pattern, and by itself: it finds few rows whatever the sort is.
    q: `v.id = ANY (ARRAY(SELECT t.id FROM inventory.stock_vehicle t WHERE reverse(t.vin) ~>=~ reverse(upper(?)) AND reverse(t.vin) ~<~ (reverse(upper(?)) || '~')))`,
  },
  scope: { store: 'v.store_id' },
};
const MOVEMENTS: ListDefinition = {
  select: `w.id, w.move, w.from_state AS "fromState", w.to_state AS "toState", w.at, w.actor_id AS "actorId", w.location, w.odometer_km AS "odometerKm", w.reason, w.sales_order_id AS "salesOrderId",
    w.stock_transfer_id AS "stockTransferId", w.from_store_id AS "fromStoreId", w.to_store_id AS "toStoreId"`,
  from: 'inventory.vehicle_movement w',
  id: 'w.id',
  sorts: { at: { by: 'w.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: {},
};

@Injectable()
export class StockVehicleReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  async one(id: string): Promise<StockVehicleView> {
    const [row] = await this.db.sql<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE v.id = $1`, [id]);
    return this.#view(mustBeInScope(row));
  }

  async list({ registrationInspectionNear, ...query }: ListStockVehicles): Promise<Page<StockVehicleView>> {
    const near = registrationInspectionNear === true ? [await this.#near(query.storeId)] : [];
    const page = await this.lists.page<Row>(CARS, query, near);
    return { ...page, items: page.items.map((row) => this.#view(row)) };
  }

  /** Made so long ago that they must be inspected soon before they can be registered (RG-1). */
  async #near(storeId?: string): Promise<FixedCondition> {
    const months = await this.identity.setting(RegistrationInspectionMonths, storeId);
    const near = NEAR_REGISTRATION_INSPECTION('?', String(months));
    return [`v.stock_in_date IS NOT NULL AND v.state NOT IN ${OUT_OF_STOCK_SQL} AND ${near}`, this.clock.today()];
  }

  async movements(id: string, query: ListVehicleMovements): Promise<Page<VehicleMovementView>> {
    const [car] = await this.db.sql<{ storeId: string }>('SELECT store_id AS "storeId" FROM inventory.stock_vehicle WHERE id = $1', [id]);
    mustBeInScope(car);
    return this.lists.page(MOVEMENTS, query, [['w.stock_vehicle_id = ?::uuid', id]]);
  }

  /** What another context may know of a car of a store its caller may see. */
  async facts(id: string): Promise<StockVehicleFacts> {
    const [row] = await this.db.sql<StockVehicleFacts>(
      `SELECT ${VEHICLE_FACTS} FROM inventory.stock_vehicle v JOIN inventory.vehicle_model m ON m.id = v.model_id WHERE v.id = $1`,
      [id],
    );
    return mustBeInScope(row);
  }

  /** With how many of its defects the buyer who has it now was not told of. */
  async soldCar(id: string): Promise<SoldCarFacts> {
    const [row] = await this.db.sql<SoldCarFacts>(
      `SELECT ${VEHICLE_FACTS}, (SELECT count(*)::int FROM inventory.vehicle_defect d WHERE d.stock_vehicle_id = v.id AND ${UNTOLD}) AS "undisclosedDefects"
       FROM inventory.stock_vehicle v JOIN inventory.vehicle_model m ON m.id = v.model_id WHERE v.id = $1`,
      [id],
    );
    return mustBeInScope(row);
  }

  demoFleet(storeId: string): Promise<DemoCarFacts[]> {
    return this.db.sql<DemoCarFacts>(
      `SELECT ${VEHICLE_FACTS}, v.demo_since AS "demoSince" FROM inventory.stock_vehicle v JOIN inventory.vehicle_model m ON m.id = v.model_id
       WHERE v.store_id = $1 AND (v.state = 'DEMO' OR v.state = 'HOLD' AND v.held_from = 'DEMO') ORDER BY m.name, v.vin`,
      [storeId],
    );
  }

  #view(row: Row): StockVehicleView {
    const asOf = row.deliveredOn ?? this.clock.today();
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      // An order's car is freed by its order (D-6).
      allowedMoves: permissions
        .allowedMoves(stockVehicleLifecycle, row)
        .filter((move) => move !== 'release' || row.reservedForOrderId === null),
      storeId: row.storeId,
      vin: row.vin,
      condition: row.condition,
      tradeInId: row.tradeInId,
      modelId: row.modelId,
      modelName: row.modelName,
      powertrain: row.powertrain,
      colour: row.colour,
      location: row.location,
      yard: row.yard,
      onDisplay: row.onDisplay,
      odometerKm: row.odometerKm,
      expectedOn: row.expectedOn,
      arrivedOn: row.arrivedOn,
      damages: row.damages,
      documents: row.documents,
      stockInDate: row.stockInDate,
      stockAgeDays: row.stockInDate === null ? null : daysBetween(row.stockInDate, asOf),
      storeSince: row.storeSince,
      storeAgeDays: row.storeSince === null ? null : daysBetween(row.storeSince, asOf),
      demoAgeDays: row.state !== 'DEMO' || row.demoSince === null ? null : daysBetween(row.demoSince, asOf),
      purchaseCost: permissions.may('seeCost', row) ? row.purchaseCost : null,
      producedOn: row.producedOn,
      certificateNumber: row.certificateNumber,
      engineNumber: row.engineNumber,
      insuredUntil: row.insuredUntil,
      demoSince: row.demoSince,
      loanerSince: row.loanerSince,
      pdi: { passed: row.pdiPassedAt !== null, at: row.pdiPassedAt },
      reservation:
        row.reservationId === null
          ? null
          : { id: row.reservationId, salesOrderId: row.reservedForOrderId, expiresAt: row.reservationExpiresAt },
      holdKind: row.holdKind,
      holdReason: row.holdReason,
      openRecall: row.openRecall,
      openRepairOrderId: row.openRepairOrderId,
      deliveredOn: row.deliveredOn,
      returnedOn: row.returnedOn,
      disclosure: row.disclosure,
      version: row.version,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    };
  }
}
