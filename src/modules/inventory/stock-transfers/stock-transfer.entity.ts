import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const STOCK_TRANSFER_STATES = [
  'DRAFT',
  'REQUESTED',
  'APPROVED',
  'REJECTED',
  'IN_TRANSIT',
  'RECEIVED',
  'CLOSED',
  'FAILED',
  'CANCELLED',
] as const;
export type StockTransferState = (typeof STOCK_TRANSFER_STATES)[number];

/** V-8: cars go from one store of the group to another. */
export const stockTransferLifecycle = lifecycle({
  name: 'StockTransfer',
  states: STOCK_TRANSFER_STATES,
  initial: 'DRAFT',
  moves: {
    request: { from: ['DRAFT'], to: ['REQUESTED'] },
    approve: { from: ['REQUESTED'], to: ['APPROVED'] },
    reject: { from: ['REQUESTED'], to: ['REJECTED'] },
    // One car of several goes elsewhere: the others still go.
    'withdraw-car': { from: ['DRAFT', 'REQUESTED', 'APPROVED'], to: ['DRAFT', 'REQUESTED', 'APPROVED'] },
    ship: { from: ['APPROVED'], to: ['IN_TRANSIT'] },
    receive: { from: ['IN_TRANSIT'], to: ['RECEIVED'] },
    resolve: { from: ['RECEIVED'], to: ['RECEIVED'] },
    close: { from: ['RECEIVED'], to: ['CLOSED'] },
    fail: { from: ['IN_TRANSIT'], to: ['FAILED'] },
    cancel: { from: ['DRAFT', 'REQUESTED', 'APPROVED'], to: ['CANCELLED'] },
  },
});
export type StockTransferMove = keyof (typeof stockTransferLifecycle)['table']['moves'];

/** The store it belongs to is the one that gives: until they are received the cars are its own. */
@Entity({ schema: 'inventory', name: 'stock_transfer' })
export class StockTransfer extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: StockTransferState;
  /** The store that gives. */
  @Column('uuid', { name: 'store_id' }) storeId: string;
  /** The store that receives. */
  @Column('uuid', { name: 'to_store_id' }) toStoreId: string;
  /** Which of the two asked: the one that wants the cars, or the one that offers them. */
  @Column('uuid', { name: 'asking_store_id' }) askingStoreId: string;
  @Column('text') reason: string;
  @Column('date', { name: 'needed_by', nullable: true }) neededBy: string | null;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column('timestamptz', { name: 'requested_at', nullable: true }) requestedAt: Date | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('text', { nullable: true }) carrier: string | null;
  @Column('text', { name: 'carrier_plate', nullable: true }) carrierPlate: string | null;
  @Column('text', { name: 'driver_name', nullable: true }) driverName: string | null;
  @Column('date', { name: 'expected_on', nullable: true }) expectedOn: string | null;
  /** Fen. */
  @Column('bigint', { name: 'transport_cost', nullable: true }) transportCost: number | null;
  @Column('uuid', { name: 'shipped_by', nullable: true }) shippedBy: string | null;
  @Column('timestamptz', { name: 'shipped_at', nullable: true }) shippedAt: Date | null;
  @Column('uuid', { name: 'received_by', nullable: true }) receivedBy: string | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  /** Why it was cancelled or failed. */
  @Column('text', { name: 'end_reason', nullable: true }) endReason: string | null;
}

/** Whose people make a move: both stores act, each its own part (V-8). */
export function storesThatMay(
  move: StockTransferMove,
  { state, storeId, toStoreId, askingStoreId }: Pick<StockTransfer, 'state' | 'storeId' | 'toStoreId' | 'askingStoreId'>,
): string[] {
  switch (move) {
    case 'request':
      return [askingStoreId];
    case 'approve':
    case 'reject':
      // Nobody agrees with themselves: the one that wants cars is answered by the giver, the one that offers them by whom it offers them to.
      return [askingStoreId === storeId ? toStoreId : storeId];
    case 'ship':
    case 'fail':
      return [storeId];
    case 'receive':
      return [toStoreId];
    case 'cancel':
      // What was agreed either may call off; before that it is the wish of one.
      return state === 'DRAFT' || state === 'REQUESTED' ? [askingStoreId] : [storeId, toStoreId];
    case 'withdraw-car':
    case 'resolve':
    case 'close':
      return [storeId, toStoreId];
  }
}

export const TRANSFER_OUTCOMES = ['RECEIVED', 'DAMAGED', 'MISSING', 'RETURNED', 'LOST', 'WITHDRAWN'] as const;
export type TransferOutcome = (typeof TRANSFER_OUTCOMES)[number];

/** A car of a transfer. */
@Entity({ schema: 'inventory', name: 'stock_transfer_line' })
export class StockTransferLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'stock_transfer_id' }) stockTransferId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  /** What the stores settle between them, fen. */
  @Column('bigint', { name: 'transfer_price', nullable: true }) transferPrice: number | null;
  /** From the request until the car is in one of the two stores again: one live line a car. */
  @Column('boolean') live: boolean;
  @Column('text', { nullable: true }) outcome: TransferOutcome | null;
  /** Where it stood: a transfer that fails puts it back there. */
  @Column('text', { name: 'location_out', nullable: true }) locationOut: string | null;
  @Column('text', { name: 'yard_out', nullable: true }) yardOut: string | null;
  @Column('int', { name: 'odometer_out_km', nullable: true }) odometerOutKm: number | null;
  @Column('int', { name: 'odometer_in_km', nullable: true }) odometerInKm: number | null;
}

export const DIFFERENCE_KINDS = ['MISSING', 'DAMAGE', 'ODOMETER'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];
/** How each kind of difference can end. */
export const RESOLUTIONS = {
  MISSING: ['ARRIVED_LATE', 'RETURNED', 'LOST'],
  DAMAGE: ['CARRIER_CLAIM', 'REPAIR', 'ACCEPTED'],
  ODOMETER: ['CARRIER_CLAIM', 'ACCEPTED'],
} as const satisfies Record<DifferenceKind, readonly string[]>;
export const DIFFERENCE_RESOLUTIONS = ['ARRIVED_LATE', 'RETURNED', 'LOST', 'CARRIER_CLAIM', 'REPAIR', 'ACCEPTED'] as const;
export type DifferenceResolution = (typeof DIFFERENCE_RESOLUTIONS)[number];

/** What the receiving store found otherwise than it was sent. */
@Entity({ schema: 'inventory', name: 'stock_transfer_difference' })
export class StockTransferDifference {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'stock_transfer_id' }) stockTransferId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') kind: DifferenceKind;
  @Column('text') note: string;
  @Column('text', { nullable: true }) resolution: DifferenceResolution | null;
  @Column('text', { name: 'resolution_note', nullable: true }) resolutionNote: string | null;
  @Column('uuid', { name: 'resolved_by', nullable: true }) resolvedBy: string | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt: Date | null;
}
