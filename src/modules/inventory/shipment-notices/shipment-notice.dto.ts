import { Code, DateOnly, Id, ListOf, Odometer, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { DamageSeen, DamageView } from '../stock-vehicles/stock-vehicle.dto.js';
import { SHIPMENT_NOTICE_STATES } from './shipment-notice.entity.js';
import { ON_ERROR } from './shipment-notice.rules.js';

export class CreateShipmentNotice {
  /** The confirmed order that it is of. */
  @Id() vehiclePurchaseOrderId: string;
  /** The maker's own number: once per order. */
  @Code('ASN-20261124-01') noticeNumber: string;
  @Text(100, '示范物流') carrier: string;
  /** When the cars should arrive; the projected stock counts with it (V-7). */
  @DateOnly('2026-11-27') expectedOn: string;
  /** What a bad row means: SKIP brings the good ones in, ABORT none. */
  @OneOf(ON_ERROR) onError: (typeof ON_ERROR)[number];
}
export class CameCar {
  /** The VIN as scanned on the car. */
  @Text(40, 'LFV2A21K2P1234567') vin: string;
  @Odometer() odometerKm: number;
  /** The announced car in whose place it came. */
  @Optional()
  @Text(40, 'LFV2A21K2P1234568')
  insteadOf?: string;
  /** Seen at unloading: a claim against the carrier is opened. */
  @Optional()
  @ListOf(() => DamageSeen, 0, 50)
  damages?: DamageSeen[];
}
export class ReceiveShipmentNotice {
  /** Every car that came off the carrier. */
  @ListOf(() => CameCar, 0, 500) cars: CameCar[];
}
export class ListShipmentNotices extends ListQuery {
  @Repeated(SHIPMENT_NOTICE_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  vehiclePurchaseOrderId?: string;
}

export class NoticeFaultView {
  /** As the spreadsheet counts it: the heading is row 1. @example 3 */
  rowNumber: number;
  /** @example 'vin' */
  field: string;
  /** @example 'vin_check_digit' */
  code: string;
  /** In the caller's language. @example 'VIN 校验位错误' */
  message: string;
}
export class NoticeLineView {
  /** @example 2 */
  rowNumber: number;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** Of the car now. @example 'IN_TRANSIT' */
  vehicleState: string;
}
export class DifferenceView {
  /** MISSING, EXTRA, OTHER_VIN or DAMAGE. @example 'DAMAGE' */
  kind: string;
  /** The announced car; of an EXTRA the one that came. @example 'LFV2A21K2P1234567' */
  vin: string;
  /** The car that came in its place. @example null */
  cameInstead: string | null;
  damages: DamageView[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  carrierClaimId: string | null;
}
/** What the maker says it has sent, car by car (发运通知), and what came of it. */
export class ShipmentNoticeView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  vehiclePurchaseOrderId: string;
  /** The maker's own. @example 'ASN-20261124-01' */
  noticeNumber: string;
  /** @example '示范物流' */
  carrier: string;
  /** @example '2026-11-27' */
  expectedOn: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  importedBy: string;
  /** SKIP or ABORT. @example 'SKIP' */
  onError: string;
  /** Rows of the file, without the heading. @example 20 */
  rowsTotal: number;
  /** Cars that it brought in. @example 19 */
  rowsGood: number;
  /** @example 1 */
  rowsBad: number;
  /** What was wrong, by row and field. */
  faults: NoticeFaultView[];
  lines: NoticeLineView[];
  /** @example null */
  receivedAt: Date | null;
  /** @example null */
  receivedBy: string | null;
  /** Arrival against the notice (V-3). */
  differences: DifferenceView[];
}
