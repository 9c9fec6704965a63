import { Code, Id, ListOf, Odometer, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { SEVERITIES, type Severity } from '../vehicle-defects/vehicle-defect.entity.js';
import { PDI_RESULTS } from './pdi-inspection.entity.js';

export class PdiItemDone {
  /** An item of the template; further ones may be added. */
  @Code('EXTERIOR') code: string;
  @OneOf(PDI_RESULTS) result: 'PASS' | 'FAIL';
  /** What was measured or read; needed of items of kind NUMBER or TEXT. */
  @Optional()
  @Text(200, '12.6')
  value?: string;
  @Optional()
  @Text(500, '无异常')
  note?: string;
  /** Of an item that fails; MINOR if left out. */
  @Optional()
  @OneOf(SEVERITIES)
  severity?: Severity;
  /** Where a photo of the defect is kept. */
  @Optional()
  @Text(200, 'photo-0017')
  photoReference?: string;
}
export class CreatePdiInspection {
  @Id() stockVehicleId: string;
  /** Not less than when the car was last read. */
  @Odometer(13) odometerKm: number;
  /** Every required item of the template (D-9). */
  @ListOf(() => PdiItemDone, 1, 200) items: PdiItemDone[];
}
export class ListPdiInspections extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @OneOf(['PASSED', 'FAILED'])
  result?: string;
}
export class ListPdiTemplates extends ListQuery {
  /** The store whose template is asked for; left out, the caller’s only store or else the group. */
  @Optional()
  @Id()
  storeId?: string;
}

export class PdiItemView {
  /** @example 'EXTERIOR' */
  code: string;
  /** PASS or FAIL. @example 'PASS' */
  result: string;
  /** What was measured or read. @example null */
  value: string | null;
  /** @example null */
  note: string | null;
}
/** A pre-delivery inspection (售前检查 PDI, checklist C of the CADA guide; D-9). */
export class PdiInspectionView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'PDI-S01-2026-000123' */
  number: string;
  /** PASSED when every item passed, else FAILED. @example 'PASSED' */
  result: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** The order that held the car then. @example null */
  salesOrderId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  inspectedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  inspectedAt: Date;
  /** @example 13 */
  odometerKm: number;
  items: PdiItemView[];
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
export class PdiTemplateItemView {
  /** @example 'EXTERIOR' */
  code: string;
  /** @example '外观与车身' */
  title: string;
}
/** What every pre-delivery inspection of a store must answer: data, changed as setting `inventory.pdi-template`. */
export class PdiTemplateView {
  /** Checklist of the CADA guide of 2017-03-10: C is the pre-delivery inspection. @example 'C' */
  code: string;
  /** @example '售前检查 PDI' */
  title: string;
  items: PdiTemplateItemView[];
}
