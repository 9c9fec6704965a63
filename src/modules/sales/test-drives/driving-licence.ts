import { at, say } from '../../../kernel/problems.js';
import { dateOf } from '../../../kernel/time/clock.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';
import { LicenceNotValid } from './test-drive.rules.js';
import type { LicenceShown } from './test-drive.dto.js';

/** Refuses a licence that runs out before the drive ends or does not cover the car (T-1). */
export function requireLicence(
  licence: LicenceShown,
  driveEnds: Date,
  powertrain: Powertrain,
  classes: { manual: string[]; automatic: string[] },
): void {
  if (licence.expiresOn < dateOf(driveEnds)) {
    throw LicenceNotValid({
      errors: [at('/licence/expiresOn', LicenceNotValid, say('驾驶证在试驾结束前过期', 'the licence expires before the drive ends'))],
    });
  }
  if (classes.manual.includes(licence.class)) return;
  // Only electric and plug-in cars are known to have no clutch pedal: stock does not tell the gearbox of a petrol car.
  if (classes.automatic.includes(licence.class) && powertrain !== 'ICE') return;
  throw LicenceNotValid({
    errors: [
      at(
        '/licence/class',
        LicenceNotValid,
        say(`准驾车型 ${licence.class} 不能驾驶该车`, `class ${licence.class} does not cover this car`),
      ),
    ],
  });
}
