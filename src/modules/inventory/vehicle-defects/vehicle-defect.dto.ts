import { Code, Id, Note, OneOf, Optional, QueryFlag, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { DEFECT_SOURCES, SEVERITIES, VEHICLE_DEFECT_STATES } from './vehicle-defect.entity.js';

export class ReworkVehicleDefect {
  @Note('已补漆并抛光') note: string;
}
export class AcceptVehicleDefect {
  @Optional()
  @Note('复检合格')
  note?: string;
}
export class ReopenVehicleDefect {
  @Note('色差仍可见') reason: string;
}
export class WaiveVehicleDefect {
  /** What the buyer is told in writing (三包 32). */
  @Note('左前门划痕 3 cm,降价销售') disclosure: string;
}
export class DiscloseVehicleDefect {
  /** The paper that the buyer signed. */
  @Text(100, 'GZ-2026-0031') document: string;
}
export class ListVehicleDefects extends ListQuery {
  @Repeated(VEHICLE_DEFECT_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
  @Optional()
  @Code('LFV2A21K2P1234567')
  vin?: string;
  @Optional()
  @OneOf(DEFECT_SOURCES)
  source?: string;
  @Optional()
  @OneOf(SEVERITIES)
  severity?: string;
  /** True: those of sold cars whose buyer has not been told. */
  @QueryFlag()
  undisclosed?: boolean;
}

export class DefectDisclosureView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** The paper that the buyer signed. @example 'GZ-2026-0031' */
  document: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  disclosedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  disclosedAt: Date;
}
/** A defect of a car found before its sale (缺陷, D-9); `storeId` is the store that has the car now. */
export class VehicleDefectView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** ARRIVAL, STORAGE, PDI, TRANSFER, or HISTORY: it was sold, or a demo or loaner car, before. @example 'PDI' */
  source: string;
  /** The inspection that found it. @example '01938b4e-7c00-7000-8000-000000000001' */
  inspectionId: string | null;
  /** The item of the checklist. @example 'EXTERIOR' */
  itemCode: string;
  /** @example '左前门划痕 3 cm' */
  description: string;
  /** MINOR, MAJOR or SAFETY. @example 'MINOR' */
  severity: string;
  /** @example null */
  photoReference: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  foundBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  foundAt: Date;
  /** @example '已补漆并抛光' */
  reworkNote: string | null;
  /** @example null */
  reworkedBy: string | null;
  /** @example null */
  reworkedAt: Date | null;
  /** Who accepted the rework, sent it back or waived the defect. @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** Of a waived one: what the buyer is told. @example null */
  decisionNote: string | null;
  /** Which buyers were told of it in writing (三包 32). */
  disclosures: DefectDisclosureView[];
}
