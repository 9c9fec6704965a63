import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const LicenceNotValid = refusal('wrong', 'licence_not_valid', '驾驶证无效', 'The driving licence does not cover this drive', 'T-1');
export const TestDriveOverlap = refusal(
  'conflict',
  'test_drive_overlap',
  '试驾时间与其他试驾冲突',
  'The car or the consultant is already taken at that time',
  'T-2',
);
export const TestDrivePeriodInvalid = refusal(
  'wrong',
  'test_drive_period_invalid',
  '试驾时间无效',
  'The period of the drive is not valid',
  'T-2',
);
export const TestDriveCarElsewhere = refusal(
  'wrong',
  'test_drive_car_elsewhere',
  '试驾车不属于该门店',
  'The demo car belongs to another store',
  'T-3',
);
export const AgreementRequired = refusal(
  'wrong',
  'agreement_required',
  '交钥匙前须签署试驾协议',
  'The test-drive agreement must be signed before the keys are released',
  'T-1',
);
export const DriveOdometerBackwards = refusal(
  'wrong',
  'drive_odometer_backwards',
  '还车里程小于出车里程',
  'The car came back with fewer kilometres than it left with',
  'T-3',
);
export const DistanceReasonRequired = refusal(
  'wrong',
  'distance_reason_required',
  '试驾里程过长,须说明原因',
  'The drive was long: give the reason',
  'T-3',
);
export const DriverTooYoung = refusal('wrong', 'driver_too_young', '驾驶人年龄不足', 'The driver is too young', 'T-1');
export const CompanionRequired = refusal(
  'wrong',
  'companion_required',
  '实习期上高速须有驾龄三年以上的人陪同',
  'A driver on probation needs somebody licensed for three years beside them on an expressway',
  'T-1',
);
export const TestDriveRouteUnknown = refusal(
  'wrong',
  'test_drive_route_unknown',
  '该门店没有此试驾路线',
  'The store has no such route',
  'T-3',
);
export const CalendarPeriodInvalid = refusal(
  'wrong',
  'calendar_period_invalid',
  '日期范围无效',
  'The period of the calendar is not valid',
  'T-2',
);
export const TestDriveTurnaround = setting<string>({
  key: 'sales.test-drive-turnaround',
  kind: 'duration',
  fallback: 'PT15M',
  description: 'Time after a test drive in which car and consultant are not booked again.',
  rule: 'T-2',
});
export const TestDriveLongest = setting<string>({
  key: 'sales.test-drive-longest',
  kind: 'duration',
  fallback: 'PT4H',
  description: 'Longest test drive that can be booked.',
  rule: 'T-2',
});
export const TestDriveNoShowAfter = setting<string>({
  key: 'sales.test-drive-no-show-after',
  kind: 'duration',
  fallback: 'PT30M',
  description: 'Time after its start at which a booked drive that did not begin counts as a no-show.',
  rule: 'A-4',
});
export const TestDriveDistance = setting<number>({
  key: 'sales.test-drive-distance-km',
  kind: 'integer',
  fallback: 50,
  min: 1,
  max: 2000,
  description: 'Kilometres of a test drive above which a reason must be given.',
  rule: 'T-3',
});
/** A way that drives take from the store and back. */
export interface TestDriveRoute {
  code: string;
  name: string;
  distanceKm: number;
  expressway: boolean;
}
export const TestDriveRoutes = setting<TestDriveRoute[]>({
  key: 'sales.test-drive-routes',
  kind: 'json',
  fallback: [
    { code: 'CITY', name: '城市路线', distanceKm: 12, expressway: false },
    { code: 'EXPRESSWAY', name: '高速路线', distanceKm: 30, expressway: true },
  ],
  description: 'Routes of a test drive: `code`, `name`, `distanceKm` and whether it goes on an `expressway`.',
  rule: 'T-3',
});
export const TestDriveRouteExcess = setting<number>({
  key: 'sales.test-drive-route-excess-km',
  kind: 'integer',
  fallback: 5,
  min: 0,
  max: 500,
  description: 'Kilometres by which a drive may be longer than its route before a reason must be given.',
  rule: 'T-3',
});
export const TestDriveShortest = setting<string>({
  key: 'sales.test-drive-shortest',
  kind: 'duration',
  fallback: 'PT30M',
  description: 'Shortest free time that the calendar of test drives shows.',
  rule: 'T-2',
});
export const YoungestDriver = setting<number>({
  key: 'sales.test-drive-youngest-age',
  kind: 'integer',
  fallback: 18,
  min: 18,
  max: 80,
  description: 'Age in years that the driver of a test drive must have.',
  rule: 'T-1',
});
/** Which licence classes may drive: `manual` any car, `automatic` automatic cars only. */
export const LicenceClasses = setting<{ manual: string[]; automatic: string[] }>({
  key: 'sales.licence-classes',
  kind: 'json',
  fallback: { manual: ['C1', 'A1', 'A2', 'A3', 'B1', 'B2'], automatic: ['C2'] },
  description: 'Licence classes that cover a small car: `manual` any gearbox, `automatic` automatic gearbox only.',
  rule: 'T-1',
});
constraintRefusal('ex_test_drive_car', TestDriveOverlap);
constraintRefusal('ex_test_drive_consultant', TestDriveOverlap);
constraintRefusal('uq_test_drive_car_out', TestDriveOverlap);
constraintRefusal('uq_test_drive_consultant_out', TestDriveOverlap);
