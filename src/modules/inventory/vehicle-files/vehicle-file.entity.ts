import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { FileType } from '../../../kernel/files/file-content.js';

export const VEHICLE_FILE_KINDS = ['PHOTO', 'DOCUMENT'] as const;
export const VEHICLE_FILE_CATEGORIES = [
  ...['EXTERIOR', 'INTERIOR', 'DAMAGE', 'ODOMETER', 'VIN_PLATE'],
  ...['CERTIFICATE', 'CONSISTENCY', 'INVOICE', 'IMPORT_PROOF', 'INSPECTION', 'INSURANCE', 'OTHER'],
] as const;
export const VEHICLE_FILE_STATES = ['KEPT', 'REMOVED'] as const;
export const vehicleFileLifecycle = lifecycle({
  name: 'VehicleFile',
  states: VEHICLE_FILE_STATES,
  initial: 'KEPT',
  moves: { remove: { from: ['KEPT'], to: ['REMOVED'] } },
});

/** A photo or document of a car: what it is and who brought it; the bytes are in the file store under their SHA-256. */
@Entity({ schema: 'inventory', name: 'vehicle_file' })
export class VehicleFile extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof VEHICLE_FILE_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') kind: (typeof VEHICLE_FILE_KINDS)[number];
  @Column('text') category: string;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text', { nullable: true }) caption: string | null;
  @Column('text', { name: 'media_type' }) mediaType: FileType;
  @Column('int') size: number;
  @Column('text') sha256: string;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy: string;
  @Column('uuid', { name: 'removed_by', nullable: true }) removedBy: string | null;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @Column('text', { name: 'remove_reason', nullable: true }) removeReason: string | null;
}
