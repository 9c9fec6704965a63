import {
  Code,
  DateOnly,
  Flag,
  Id,
  Instant,
  Nested,
  Note,
  Odometer,
  OneOf,
  Optional,
  Repeated,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { LICENCE_CLASSES, TEST_DRIVE_STATES } from './test-drive.entity.js';

export class LicenceShown {
  /** Licence number; kept encrypted under the customer's key. */
  @Code('11010519491231002X', 30) number: string;
  /** Licence class (准驾车型): C2 covers automatic cars only (T-1). */
  @OneOf(LICENCE_CLASSES, 'C1') class: string;
  /** Last day on which it is valid; must reach the end of the drive (T-1). */
  @DateOnly('2030-12-31') expiresOn: string;
}
export class BookTestDrive {
  @Id() opportunityId: string;
  /** A car in state DEMO (T-3). */
  @Id() stockVehicleId: string;
  @Instant('2026-11-24T10:00:00+08:00') startsAt: string;
  @Instant('2026-11-24T10:30:00+08:00') endsAt: string;
  @Nested(() => LicenceShown) licence: LicenceShown;
}
export class StartTestDrive {
  /** Kilometres on the odometer as the car leaves. */
  @Odometer(10) odometerKm: number;
  /** The customer signed the test-drive agreement: without it no keys (T-1). */
  @Flag() agreementSigned: boolean;
}
export class CompleteTestDrive {
  /** Kilometres on the odometer as the car comes back, not less than when it left (T-3). */
  @Odometer(24) odometerKm: number;
  @Optional()
  @Note('很满意')
  feedback?: string;
  /** How the customer liked the car: 1 (not at all) to 5 (very much). */
  @Optional()
  @Whole(1, 5, 5)
  rating?: number;
  /** Why the drive was longer than usual; required beyond 50 km † (T-3). */
  @Optional()
  @Text(500, '客户试高速')
  distanceReason?: string;
}
export class CancelTestDrive {
  @Text(500, '客户改期') reason: string;
}
export class ListTestDrives extends ListQuery {
  @Repeated(TEST_DRIVE_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  opportunityId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  /** Drives that start at this instant or later. */
  @Optional()
  @Instant()
  startsFrom?: string;
  /** Drives that start before this instant. */
  @Optional()
  @Instant('2026-11-25T10:00:00+08:00')
  startsBefore?: string;
}

export class LicenceView {
  /** Masked; null once the customer was erased. @example '1101**********002X' */
  number: string | null;
  /** @example 'C1' */
  class: string;
  /** @example '2030-12-31' */
  expiresOn: string;
}
/** A test drive (试乘试驾) of a demo car, booked for a customer with an opportunity. */
export class TestDriveView extends StoreResourceView {
  /** The consultant who goes along. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '2026-11-24T02:00:00.000Z' */
  startsAt: Date;
  /** @example '2026-11-24T02:30:00.000Z' */
  endsAt: Date;
  licence: LicenceView;
  /** @example '2026-11-24T01:58:00.000Z' */
  agreementSignedAt: Date | null;
  /** @example '2026-11-24T02:00:00.000Z' */
  startedAt: Date | null;
  /** @example '2026-11-24T02:28:00.000Z' */
  completedAt: Date | null;
  /** Kilometres when it left. @example 10 */
  odometerOutKm: number | null;
  /** Kilometres when it came back. @example 24 */
  odometerInKm: number | null;
  /** @example null */
  distanceReason: string | null;
  /** What the customer said. @example '很满意' */
  feedback: string | null;
  /** How the customer liked the car, 1 to 5. @example 5 */
  rating: number | null;
  /** @example null */
  cancelReason: string | null;
}
