import { OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { VEHICLE_FILE_CATEGORIES, VEHICLE_FILE_KINDS, VEHICLE_FILE_STATES } from './vehicle-file.entity.js';

export class UploadVehicleFile {
  @OneOf(VEHICLE_FILE_KINDS) kind: (typeof VEHICLE_FILE_KINDS)[number];
  /** What it shows or proves. */
  @OneOf(VEHICLE_FILE_CATEGORIES) category: string;
  /** As it is called where it comes from. */
  @Text(120, '左前门.jpg') fileName: string;
  @Optional()
  @Text(200, '左前门划痕')
  caption?: string;
}
export class RemoveVehicleFile {
  @Text(500, '拍错车辆') reason: string;
}
export class ListVehicleFiles extends ListQuery {
  @Repeated(VEHICLE_FILE_STATES)
  state?: string[];
  @Optional()
  @OneOf(VEHICLE_FILE_KINDS)
  kind?: string;
  @Optional()
  @OneOf(VEHICLE_FILE_CATEGORIES)
  category?: string;
}

/** A photo or document of a car; its bytes are `GET /vehicle-files/{id}/content`. */
export class VehicleFileView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** PHOTO or DOCUMENT. @example 'PHOTO' */
  kind: string;
  /** EXTERIOR, INTERIOR, DAMAGE, ODOMETER, VIN_PLATE, CERTIFICATE, CONSISTENCY, INVOICE, IMPORT_PROOF, INSPECTION, INSURANCE or OTHER. @example 'DAMAGE' */
  category: string;
  /** @example '左前门.jpg' */
  fileName: string;
  /** @example '左前门划痕' */
  caption: string | null;
  /** As the content is: image/jpeg, image/png, image/webp or application/pdf. @example 'image/jpeg' */
  mediaType: string;
  /** Bytes. @example 183402 */
  size: number;
  /** Of the content. @example 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' */
  sha256: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  uploadedBy: string;
  /** @example null */
  removedBy: string | null;
  /** @example null */
  removedAt: Date | null;
  /** @example null */
  removeReason: string | null;
}
