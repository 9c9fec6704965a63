import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { at, say } from '../../../kernel/problems.js';
import { OdometerBackwards } from '../inventory.contract.js';

export const STOCK_VEHICLE_STATES = [
  'ORDERED',
  'IN_TRANSIT',
  'ARRIVED',
  'IN_STOCK',
  'RESERVED',
  'PREPARING',
  'READY',
  'DELIVERED',
  'DEMO',
  'HOLD',
  'TRANSFERRING',
  'LOANER',
  'DAMAGED',
  'RETURNED',
  'WHOLESALE',
  'SCRAPPED',
  'CANCELLED',
] as const;
export type StockVehicleState = (typeof STOCK_VEHICLE_STATES)[number];

/** V-1, V-2: the road of a car from the maker to its owner. */
export const stockVehicleLifecycle = lifecycle({
  name: 'StockVehicle',
  states: STOCK_VEHICLE_STATES,
  // A traded car begins at our door.
  initial: ['ORDERED', 'ARRIVED'],
  moves: {
    ship: { from: ['ORDERED'], to: ['IN_TRANSIT'] },
    arrive: { from: ['IN_TRANSIT'], to: ['ARRIVED'] },
    // The maker never sends it, or it never comes: its VIN is free again.
    'cancel-order': { from: ['ORDERED', 'IN_TRANSIT'], to: ['CANCELLED'] },
    accept: { from: ['ARRIVED'], to: ['IN_STOCK', 'HOLD'] },
    reserve: { from: ['IN_STOCK'], to: ['RESERVED'] },
    prepare: { from: ['RESERVED'], to: ['PREPARING', 'READY'], system: true },
    'pass-pdi': { from: ['RESERVED', 'PREPARING'], to: ['READY'], system: true },
    release: { from: ['RESERVED', 'PREPARING', 'READY'], to: ['IN_STOCK'] },
    deliver: { from: ['READY'], to: ['DELIVERED'], system: true },
    'take-back': { from: ['DELIVERED'], to: ['RETURNED'], system: true },
    // Between two stores (V-8): it stays the source's until it is received; a transfer that fails gives it back.
    'begin-transfer': { from: ['IN_STOCK'], to: ['TRANSFERRING'], system: true },
    'end-transfer': { from: ['TRANSFERRING'], to: ['IN_STOCK', 'HOLD'], system: true },
    'assign-demo': { from: ['IN_STOCK'], to: ['DEMO'] },
    'end-demo': { from: ['DEMO'], to: ['IN_STOCK'] },
    'assign-loaner': { from: ['IN_STOCK'], to: ['LOANER'] },
    'end-loaner': { from: ['LOANER'], to: ['IN_STOCK'] },
    hold: { from: ['ARRIVED', 'IN_STOCK', 'DEMO', 'LOANER', 'RETURNED'], to: ['HOLD'] },
    'release-hold': { from: ['HOLD'], to: ['ARRIVED', 'IN_STOCK', 'DEMO', 'LOANER', 'RETURNED'] },
    'report-damage': { from: ['ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DEMO', 'LOANER'], to: ['DAMAGED'] },
    repair: { from: ['DAMAGED'], to: ['ARRIVED', 'IN_STOCK', 'DEMO', 'LOANER'] },
    // Ours again, and inspected like any car that comes in.
    'receive-return': { from: ['RETURNED'], to: ['ARRIVED'] },
    // Out of the group for good, once a second person has agreed (vehicle-disposals).
    wholesale: { from: ['IN_STOCK', 'DEMO', 'HOLD', 'DAMAGED', 'RETURNED'], to: ['WHOLESALE'], system: true },
    scrap: { from: ['HOLD', 'DAMAGED', 'RETURNED'], to: ['SCRAPPED'], system: true },
  },
});
export type StockVehicleMove = keyof (typeof stockVehicleLifecycle)['table']['moves'];

/** Papers and things that come with a car: 合格证 (进口证明 of an imported one), 一致性证书, keys, 使用说明书, 三包凭证, 维修保养手册, tool list. */
export const VEHICLE_DOCUMENTS = [
  'CERTIFICATE',
  'IMPORT_PROOF',
  'CONSISTENCY',
  'KEYS',
  'OWNER_MANUAL',
  'WARRANTY_BOOK',
  'SERVICE_BOOK',
  'TOOL_LIST',
] as const;

/** States in which a car has left us, or never comes. */
export const GONE: readonly StockVehicleState[] = ['DELIVERED', 'WHOLESALE', 'SCRAPPED', 'CANCELLED'];
/** Of them those whose VIN may come in again (ID-1, `uq_stock_vehicle_vin`). */
export const VIN_FREE: readonly StockVehicleState[] = ['DELIVERED', 'WHOLESALE', 'CANCELLED'];
const listed = (states: readonly StockVehicleState[]) => `(${states.map((state) => `'${state}'`).join(', ')})`;
/** The states as SQL: gone; out of stock, a returned car waits for its inspection; and those whose VIN is free. */
export const GONE_SQL = listed(GONE);
export const OUT_OF_STOCK_SQL = listed([...GONE, 'RETURNED']);
export const VIN_FREE_SQL = listed(VIN_FREE);
/** States in which a car is not (or no more) at a store: it stands nowhere. */
export const OFF_SITE: readonly StockVehicleState[] = ['ORDERED', 'IN_TRANSIT', ...GONE];
/** States in which a car is kept for somebody. */
export const KEPT: readonly StockVehicleState[] = ['RESERVED', 'PREPARING', 'READY'];
/** States in which a car may stand in the showroom (展车, V-1): a flag, no state. */
export const ON_DISPLAY: readonly StockVehicleState[] = ['IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DEMO'];

/** What a car is on hold for (V-1). */
export const HOLD_KINDS = ['QUALITY', 'RECALL', 'OTHER'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** What a later buyer must be told (三包 33, 消法 55); the one that binds most stays. */
export const DISCLOSURES = ['THREE_GUARANTEES_RETURN', 'RETURNED', 'FORMER_DEMO', 'FORMER_LOANER'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/**
 * Damage: seen as the car came off the carrier, on which the claim against the carrier rests (V-3), or reported later.
 * A repaired one stays: a defect that was known before the sale is disclosed to the buyer (D-9, 三包 32).
 */
export interface VehicleDamage {
  place: string;
  note: string;
  reportedOn?: string;
  repairedOn?: string;
  repair?: string;
}

/** A car that is ours to sell (库存车): one VIN, one store. */
@Entity({ schema: 'inventory', name: 'stock_vehicle' })
export class StockVehicle extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: StockVehicleState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') vin: string;
  /** A used car (traded, returned, a demo or loaner before) is sold by itself: no order for a new one is given it. */
  @Column('text') condition: 'NEW' | 'USED';
  /** The trade-in it came with (TI-1). */
  @Column('uuid', { name: 'trade_in_id', nullable: true }) tradeInId: string | null;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('bigint', { name: 'purchase_cost' }) purchaseCost: number;
  /** 生产日期 on the certificate: two years later the car must be inspected before it is registered (RG-1). */
  @Column('date', { name: 'produced_on', nullable: true }) producedOn: string | null;
  @Column('text', { name: 'certificate_number', nullable: true }) certificateNumber: string | null;
  @Column('text', { name: 'engine_number', nullable: true }) engineNumber: string | null;
  @Column('text', { nullable: true }) location: string | null;
  @Column('text', { nullable: true }) yard: string | null;
  @Column('boolean', { name: 'on_display' }) onDisplay: boolean = false;
  @Column('int', { name: 'odometer_km', nullable: true }) odometerKm: number | null;
  @Column('date', { name: 'expected_on', nullable: true }) expectedOn: string | null;
  @Column('date', { name: 'arrived_on', nullable: true }) arrivedOn: string | null;
  @Column('jsonb') damages: VehicleDamage[];
  @Column('text', { array: true }) documents: string[];
  /** First day in stock of the group: age counts from it (V-4). */
  @Column('date', { name: 'stock_in_date', nullable: true }) stockInDate: string | null;
  /** First day in stock of its store: a transfer begins it anew (V-4, V-8). */
  @Column('date', { name: 'store_since', nullable: true }) storeSince: string | null;
  /** Storage inspections (D-9): the last one, when the next is due, and since when it was found overdue. */
  @Column('date', { name: 'storage_inspected_on', nullable: true }) storageInspectedOn: string | null;
  @Column('date', { name: 'storage_due_on', nullable: true }) storageDueOn: string | null;
  @Column('date', { name: 'storage_overdue_since', nullable: true }) storageOverdueSince: string | null;
  @Column('date', { name: 'insured_until', nullable: true }) insuredUntil: string | null;
  @Column('date', { name: 'demo_since', nullable: true }) demoSince: string | null;
  @Column('date', { name: 'loaner_since', nullable: true }) loanerSince: string | null;
  /** Where a damaged car goes back to. */
  @Column('text', { name: 'damaged_from', nullable: true }) damagedFrom: 'ARRIVED' | 'IN_STOCK' | 'DEMO' | 'LOANER' | null;
  @Column('timestamptz', { name: 'pdi_passed_at', nullable: true }) pdiPassedAt: Date | null;
  /** Where a held car goes back to. */
  @Column('text', { name: 'held_from', nullable: true }) heldFrom: 'ARRIVED' | 'IN_STOCK' | 'DEMO' | 'LOANER' | 'RETURNED' | null;
  @Column('text', { name: 'hold_kind', nullable: true }) holdKind: HoldKind | null;
  @Column('text', { name: 'hold_reason', nullable: true }) holdReason: string | null;
  /** Facts of After-sales, heard by event (T-3, W-8). */
  @Column('boolean', { name: 'open_recall' }) openRecall: boolean;
  @Column('uuid', { name: 'open_repair_order_id', nullable: true }) openRepairOrderId: string | null;
  @Column('date', { name: 'delivered_on', nullable: true }) deliveredOn: string | null;
  @Column('date', { name: 'returned_on', nullable: true }) returnedOn: string | null;
  /** What a later buyer must be told. */
  @Column('text', { nullable: true }) disclosure: Disclosure | null;

  /** It was driven or owned: sold by itself from now on, and its buyer is told. */
  becomeUsed(why: Disclosure): void {
    this.condition = 'USED';
    if (this.disclosure === null || DISCLOSURES.indexOf(why) < DISCLOSURES.indexOf(this.disclosure)) this.disclosure = why;
  }

  readOdometer(odometerKm: number): void {
    if (this.odometerKm !== null && odometerKm < this.odometerKm)
      throw OdometerBackwards({
        detail: say(
          `里程数为 ${this.odometerKm} km,不能记为 ${odometerKm} km`,
          `The odometer stands at ${this.odometerKm} km: it cannot read ${odometerKm} km`,
        ),
        errors: [at('/odometerKm', OdometerBackwards)],
      });
    this.odometerKm = odometerKm;
  }
}

/** A move of a car as it was made: never changed, never deleted. */
@Entity({ schema: 'inventory', name: 'vehicle_movement' })
export class VehicleMovement {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') move: string;
  @Column('text', { name: 'from_state', nullable: true }) fromState: string | null;
  @Column('text', { name: 'to_state' }) toState: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'actor_id' }) actorId: string;
  @Column('text', { nullable: true }) location: string | null;
  @Column('int', { name: 'odometer_km', nullable: true }) odometerKm: number | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;
  /** Of a move between two stores: the transfer and both of them (V-8). */
  @Column('uuid', { name: 'stock_transfer_id', nullable: true }) stockTransferId: string | null;
  @Column('uuid', { name: 'from_store_id', nullable: true }) fromStoreId: string | null;
  @Column('uuid', { name: 'to_store_id', nullable: true }) toStoreId: string | null;
}
