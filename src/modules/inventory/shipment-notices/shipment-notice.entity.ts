import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { VehicleDamage } from '../stock-vehicles/stock-vehicle.entity.js';
import type { ON_ERROR } from './shipment-notice.rules.js';

export const SHIPMENT_NOTICE_STATES = ['ISSUED', 'RECEIVED'] as const;
export const shipmentNoticeLifecycle = lifecycle({
  name: 'ShipmentNotice',
  states: SHIPMENT_NOTICE_STATES,
  initial: 'ISSUED',
  moves: { receive: { from: ['ISSUED'], to: ['RECEIVED'] } },
});

export interface RowFault {
  rowNumber: number;
  field: string;
  code: string;
}
/** What came is not what was announced (V-3). */
export interface Difference {
  kind: 'MISSING' | 'EXTRA' | 'OTHER_VIN' | 'DAMAGE';
  /** The car that was announced, or of an extra one the one that came. */
  vin: string;
  /** The car that came in its place. */
  cameInstead: string | null;
  damages: VehicleDamage[];
  carrierClaimId: string | null;
}

/** What the maker says it has sent, car by car (发运通知). */
@Entity({ schema: 'inventory', name: 'shipment_notice' })
export class ShipmentNotice extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof SHIPMENT_NOTICE_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'vehicle_purchase_order_id' }) vehiclePurchaseOrderId: string;
  /** The maker's own number. */
  @Column('text', { name: 'notice_number' }) noticeNumber: string;
  @Column('text') carrier: string;
  @Column('date', { name: 'expected_on' }) expectedOn: string;
  @Column('uuid', { name: 'imported_by' }) importedBy: string;
  @Column('text', { name: 'on_error' }) onError: (typeof ON_ERROR)[number];
  @Column('int', { name: 'rows_total' }) rowsTotal: number;
  @Column('jsonb') faults: RowFault[];
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('uuid', { name: 'received_by', nullable: true }) receivedBy: string | null;
  @Column('jsonb') differences: Difference[];
}

/** A car of a notice. */
@Entity({ schema: 'inventory', name: 'shipment_notice_line' })
export class ShipmentNoticeLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'shipment_notice_id' }) shipmentNoticeId: string;
  @Column('int', { name: 'row_number' }) rowNumber: number;
  @Column('text') vin: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('uuid', { name: 'vehicle_purchase_order_line_id' }) vehiclePurchaseOrderLineId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
}
