import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const STOCK_TAKE_STATES = ['OPEN', 'CLOSED', 'BOOKED', 'CANCELLED'] as const;
export type StockTakeState = (typeof STOCK_TAKE_STATES)[number];

export const stockTakeLifecycle = lifecycle({
  name: 'StockTake',
  states: STOCK_TAKE_STATES,
  initial: 'OPEN',
  moves: {
    scan: { from: ['OPEN'], to: ['OPEN'] },
    close: { from: ['OPEN'], to: ['CLOSED'] },
    recount: { from: ['CLOSED'], to: ['OPEN'] },
    approve: { from: ['CLOSED'], to: ['BOOKED'] },
    cancel: { from: ['OPEN', 'CLOSED'], to: ['CANCELLED'] },
  },
});
export type StockTakeMove = keyof (typeof stockTakeLifecycle)['table']['moves'];

/** States in which a car stands in its store, to be found there. */
export const STANDING = ['ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DEMO', 'HOLD', 'DAMAGED', 'RETURNED'] as const;
export const SCAN_FLAGS = ['UNKNOWN_VIN', 'OTHER_STORE', 'NOT_IN_STOCK'] as const;
export type ScanFlag = (typeof SCAN_FLAGS)[number];
export const STOCK_DIFFERENCES = ['MISSING', 'SURPLUS', 'WRONG_PLACE'] as const;
export type StockDifference = (typeof STOCK_DIFFERENCES)[number];
export type BookedOutcome = 'HELD' | 'LOCATION_CORRECTED' | 'NOTED' | 'MOVED_MEANWHILE' | 'LEFT_RESERVED';

/** The cars of a store, or of one of its yards, counted by scanning them (盘点). */
@Entity({ schema: 'inventory', name: 'stock_take' })
export class StockTake extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: StockTakeState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  /** Null: the whole store. Else cars whose place is the yard or begins with it and a dash. */
  @Column('text', { nullable: true }) yard: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'opened_by' }) openedBy: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  /** Cars that stood there by the books when it was opened. */
  @Column('int') expected: number;
  /** Who has scanned. */
  @Column('uuid', { array: true }) counters: string[];
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

/** A VIN that was scanned, once a stock-take. */
@Entity({ schema: 'inventory', name: 'stock_take_scan' })
export class StockTakeScan {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'stock_take_id' }) stockTakeId: string;
  @Column('text') vin: string;
  /** Null: no car of the group. */
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  @Column('text', { nullable: true }) flag: ScanFlag | null;
  /** Where it was found, as the counter says. */
  @Column('text', { nullable: true }) location: string | null;
  /** Where it stood by the books at that moment. */
  @Column('text', { name: 'recorded_location', nullable: true }) recordedLocation: string | null;
  @Column('uuid', { name: 'scanned_by' }) scannedBy: string;
  @Column('timestamptz', { name: 'scanned_at' }) scannedAt: Date;
}

/** What was found otherwise than the books say, as it was judged when the count was closed. */
@Entity({ schema: 'inventory', name: 'stock_take_difference' })
export class StockTakeDifference {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'stock_take_id' }) stockTakeId: string;
  @Column('text') vin: string;
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  @Column('text') kind: StockDifference;
  /** Why it is surplus. */
  @Column('text', { nullable: true }) flag: ScanFlag | null;
  @Column('text', { name: 'recorded_state', nullable: true }) recordedState: string | null;
  @Column('text', { name: 'recorded_location', nullable: true }) recordedLocation: string | null;
  @Column('text', { name: 'found_location', nullable: true }) foundLocation: string | null;
  /** What was booked; null until it is approved. */
  @Column('text', { nullable: true }) outcome: BookedOutcome | null;
}
