import { Code, DateOnly, Decimal, Id, ListOf, Note, Odometer, OneOf, Optional, QueryFlag, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { SEVERITIES, type Severity } from '../vehicle-defects/vehicle-defect.entity.js';

export class InspectionAnswerBody {
  /** An item of the checklist. */
  @Code('EXTERIOR') code: string;
  /** Of an item of kind OK_DEFECT. */
  @Optional()
  @OneOf(['OK', 'DEFECT'])
  result?: 'OK' | 'DEFECT';
  /** Of an item of kind NUMBER. */
  @Optional()
  @Decimal(-1_000_000, 10_000_000, 3, 12.6)
  number?: number;
  /** Of an item of kind TEXT. */
  @Optional()
  @Text(500, '无')
  text?: string;
  /** What is wrong; needed with a defect. */
  @Optional()
  @Note('左前门划痕 3 cm')
  note?: string;
  /** Of a defect; MINOR if left out. */
  @Optional()
  @OneOf(SEVERITIES)
  severity?: Severity;
  /** Where a photo of the defect is kept. */
  @Optional()
  @Text(200, 'photo-0017')
  photoReference?: string;
}
export class CreateVehicleInspection {
  @Id() stockVehicleId: string;
  /** A: arrival, of a car that has arrived; B: storage, of a car in stock. C is recorded as a pre-delivery inspection. */
  @OneOf(['A', 'B'], 'B') templateCode: 'A' | 'B';
  /** Not less than when the car was last read. */
  @Optional()
  @Odometer(12)
  odometerKm?: number;
  /** Every required item of the checklist, and no other than its items. */
  @ListOf(() => InspectionAnswerBody, 1, 200) answers: InspectionAnswerBody[];
}
export class ListVehicleInspections extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
  @Optional()
  @OneOf(['A', 'B'])
  templateCode?: string;
  @Optional()
  @OneOf(['PASSED', 'FAILED'])
  result?: string;
}
export class ListDueStorageInspections extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  /** Due on this day or before; today if left out. */
  @Optional()
  @DateOnly('2026-12-31')
  dueBy?: string;
  /** True: only those that the daily check found overdue. */
  @QueryFlag()
  overdue?: boolean;
}

export class InspectionAnswerView {
  /** @example 'EXTERIOR' */
  code: string;
  /** OK or DEFECT, of an item of that kind. @example 'OK' */
  result: string | null;
  /** @example null */
  number: number | null;
  /** @example null */
  text: string | null;
  /** MINOR, MAJOR or SAFETY, of a defect. @example null */
  severity: string | null;
  /** @example null */
  note: string | null;
}
/** An arrival or storage inspection (到货检查, 库存检查; checklists A and B of the CADA guide, D-9). */
export class VehicleInspectionView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'VI-S01-2026-000123' */
  number: string;
  /** PASSED when no item is a defect, else FAILED. @example 'PASSED' */
  result: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** A: arrival, B: storage. @example 'B' */
  templateCode: string;
  /** The revision of the checklist it followed. @example 1 */
  templateRevision: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  inspectedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  inspectedAt: Date;
  /** @example 12 */
  odometerKm: number | null;
  answers: InspectionAnswerView[];
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
/** A car in stock whose storage inspection is due. */
export class DueStorageInspectionView {
  /** The car. @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** @example 'A-01' */
  location: string | null;
  /** @example 'IN_STOCK' */
  state: string;
  /** Null: not since it came. @example null */
  lastInspectedOn: string | null;
  /** @example '2026-12-24' */
  dueOn: string;
  /** Since when the daily check has found it overdue. @example null */
  overdueSince: string | null;
}
