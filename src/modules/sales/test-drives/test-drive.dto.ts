import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
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
  QueryFlag,
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
  /** Licence class (准驾车型): C2 covers automatic cars only, by the transmission of the model (T-1). */
  @OneOf(LICENCE_CLASSES, 'C1') class: string;
  /** Last day on which it is valid; must reach the end of the drive (T-1). */
  @DateOnly('2030-12-31') expiresOn: string;
  /** First issue (初次领证日期): for twelve months after it the driver is on probation (实习期). Needed on an expressway (T-1). */
  @Optional()
  @DateOnly('2018-05-01')
  firstIssuedOn?: string;
  /** Date of birth; needed where the licence number does not tell it: a foreigner's licence. Not kept. */
  @Optional()
  @DateOnly('1990-03-07')
  bornOn?: string;
}
/** The signed test-drive agreement as it is filed. */
export class AgreementSigned {
  @Text(100, '王小明') signedBy: string;
  /** SHA-256 of the signed file, hexadecimal. */
  @Optional()
  @Matches(/^[0-9a-f]{64}$/)
  @ApiProperty({ pattern: '^[0-9a-f]{64}$', example: '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a' })
  sha256?: string;
}
export class BookTestDrive {
  @Id() opportunityId: string;
  /** A car in state DEMO (T-3). */
  @Id() stockVehicleId: string;
  @Instant('2026-11-24T10:00:00+08:00') startsAt: string;
  @Instant('2026-11-24T10:30:00+08:00') endsAt: string;
  @Nested(() => LicenceShown) licence: LicenceShown;
  /** One of the store's routes (setting `sales.test-drive-routes` †): a drive much longer than it needs a reason (T-3). */
  @Optional()
  @Code('CITY', 40)
  routeCode?: string;
  /** It goes on an expressway, whatever the route says. */
  @Optional()
  @Flag(false)
  expressway?: boolean;
  /** Since when the one who goes along has held a licence: three years are needed beside a driver on probation on an expressway (T-1). */
  @Optional()
  @DateOnly('2012-06-01')
  companionLicensedOn?: string;
}
export class StartTestDrive {
  /** Kilometres on the odometer as the car leaves. */
  @Odometer(10) odometerKm: number;
  /** The customer signed the test-drive agreement: without it no keys (T-1). */
  @Flag() agreementSigned: boolean;
  /** Who signed it, and the hash of the file. */
  @Optional()
  @Nested(() => AgreementSigned)
  agreement?: AgreementSigned;
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
  /** Why the drive was longer: required beyond the route and 5 km †, or without a route beyond 50 km † (T-3). */
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
  /** Drives that went too far (T-3). */
  @QueryFlag()
  distanceException?: boolean;
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
  /** @example '2018-05-01' */
  firstIssuedOn: string | null;
}
export class TestDriveRouteView {
  /** @example 'CITY' */
  code: string;
  /** @example '城市路线' */
  name: string;
  /** @example 12 */
  distanceKm: number;
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
  /** What the consultant must know: PROBATION, PROBATION_UNKNOWN (T-1); AGE_UNKNOWN on drives of earlier days. @example [] */
  warnings: string[];
  /** As it was when the drive was booked; null when none was named. */
  route: TestDriveRouteView | null;
  /** @example false */
  expressway: boolean;
  /** @example null */
  companionLicensedOn: string | null;
  /** @example '2026-11-24T01:58:00.000Z' */
  agreementSignedAt: Date | null;
  /** Masked. @example '王*明' */
  agreementSignedBy: string | null;
  /** SHA-256 of the signed file. @example null */
  agreementSha256: string | null;
  /** @example '2026-11-24T02:00:00.000Z' */
  startedAt: Date | null;
  /** @example '2026-11-24T02:28:00.000Z' */
  completedAt: Date | null;
  /** Kilometres when it left. @example 10 */
  odometerOutKm: number | null;
  /** Kilometres when it came back. @example 24 */
  odometerInKm: number | null;
  /** Kilometres driven. @example 14 */
  distanceKm: number | null;
  /** It went further than allowed for: `distanceReason` says why (T-3). @example false */
  distanceException: boolean;
  /** @example null */
  distanceReason: string | null;
  /** What the customer said. @example '很满意' */
  feedback: string | null;
  /** How the customer liked the car, 1 to 5. @example 5 */
  rating: number | null;
  /** @example null */
  cancelReason: string | null;
}
