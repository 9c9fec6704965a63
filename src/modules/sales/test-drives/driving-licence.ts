import { checkResidentId } from '../../../kernel/identifiers.js';
import { at, say } from '../../../kernel/problems.js';
import { addMonths, dateOf } from '../../../kernel/time/clock.js';
import type { Powertrain, StockVehicleFacts } from '../../inventory/inventory.contract.js';
import { CompanionRequired, DriverTooYoung, LicenceNotValid, type TestDriveRoute } from './test-drive.rules.js';
import type { LicenceShown } from './test-drive.dto.js';

/** 驾证: the first twelve months after the first issue are probation (实习期); who goes along on an expressway has held a licence for three years. */
const PROBATION_MONTHS = 12;
const COMPANION_MONTHS = 36;

export type DriverWarning = 'PROBATION' | 'PROBATION_UNKNOWN';
export interface PlannedDrive {
  startsAt: Date;
  endsAt: Date;
  powertrain: Powertrain;
  /** Null where nobody said. */
  transmission: StockVehicleFacts['transmission'];
  expressway: boolean;
  companionLicensedOn: string | null;
}
export interface DriverRules {
  classes: { manual: string[]; automatic: string[] };
  /** Years. */
  youngest: number;
}

/** Refuses a driver who may not drive this car then (T-1); what is allowed but must be known comes back as warnings. */
export function requireDriver(licence: LicenceShown, drive: PlannedDrive, rules: DriverRules): DriverWarning[] {
  requireExpiry(licence, drive.endsAt);
  requireClass(licence, drive, rules.classes);
  requireAge(licence, drive, rules.youngest);
  return requireExperience(licence, drive);
}

function requireExpiry(licence: LicenceShown, driveEnds: Date): void {
  if (licence.expiresOn < dateOf(driveEnds))
    throw fault('/licence/expiresOn', '驾驶证在试驾结束前过期', 'the licence expires before the drive ends');
}

function requireClass(licence: LicenceShown, { powertrain, transmission }: PlannedDrive, classes: DriverRules['classes']): void {
  if (classes.manual.includes(licence.class)) return;
  // Where nobody said what gearbox a model has, only an electric or a plug-in one is known to have no clutch pedal.
  const automatic = transmission === null ? powertrain !== 'ICE' : transmission === 'AUTOMATIC';
  if (automatic && classes.automatic.includes(licence.class)) return;
  throw fault('/licence/class', `准驾车型 ${licence.class} 不能驾驶该车`, `class ${licence.class} does not cover this car`);
}

/** The number of a mainland licence is the holder's resident ID number: it tells the birth date; of any other one it must be said. */
function requireAge({ number, bornOn }: LicenceShown, { startsAt }: PlannedDrive, youngest: number): void {
  const day = dateOf(startsAt);
  const id = checkResidentId(number, day);
  const born = id.valid ? (id.facts['birthDate'] as string) : bornOn;
  if (born === undefined)
    throw fault('/licence/bornOn', '证号不含出生日期,须登记', 'the licence number does not tell the date of birth: give it');
  if (addMonths(born, youngest * 12) > day)
    throw DriverTooYoung({
      detail: say(`驾驶人须年满 ${youngest} 周岁`, `The driver must be ${youngest} years old`),
      errors: [at(id.valid ? '/licence/number' : '/licence/bornOn', DriverTooYoung)],
    });
}

function requireExperience({ firstIssuedOn }: LicenceShown, drive: PlannedDrive): DriverWarning[] {
  const day = dateOf(drive.startsAt);
  if (firstIssuedOn === undefined) {
    if (drive.expressway) throw fault('/licence/firstIssuedOn', '上高速须登记初次领证日期', 'an expressway needs the date of first issue');
    return ['PROBATION_UNKNOWN'];
  }
  if (firstIssuedOn > day) throw fault('/licence/firstIssuedOn', '初次领证日期晚于试驾', 'the licence is issued after the drive');
  if (addMonths(firstIssuedOn, PROBATION_MONTHS) <= day) return [];
  const { companionLicensedOn: companion } = drive;
  if (drive.expressway && (companion === null || addMonths(companion, COMPANION_MONTHS) > day))
    throw CompanionRequired({ errors: [at('/companionLicensedOn', CompanionRequired)] });
  return ['PROBATION'];
}

const fault = (pointer: string, zh: string, en: string) => LicenceNotValid({ errors: [at(pointer, LicenceNotValid, say(zh, en))] });

/** A setting of kind json is any value: what is no route is left out. */
export const routesOf = (setting: unknown): TestDriveRoute[] => (Array.isArray(setting) ? setting.filter(isRoute) : []);
function isRoute(value: unknown): value is TestDriveRoute {
  const { code, name, distanceKm, expressway } = (value ?? {}) as Record<string, unknown>;
  return typeof code === 'string' && typeof name === 'string' && Number.isInteger(distanceKm) && typeof expressway === 'boolean';
}
