/** The verdict on one identifier. Reason codes are stable: front ends translate them, other code compares them. */
export interface IdentifierCheck {
  /** True when the identifier may be stored. A valid one can still carry reasons: they are then warnings. */
  valid: boolean;
  /** The one form to store and to compare; null when the identifier is not valid. */
  normalised: string | null;
  reasons: string[];
  /** What the identifier says about its bearer; a fact is absent when the identifier is too broken to read it. */
  facts: Record<string, unknown>;
}

/** STRICT for new domestic cars; LENIENT for trade-ins and imports, where a doubt is a warning (ID-1). */
export type VinMode = 'STRICT' | 'LENIENT';

export type PlateKind =
  | 'STANDARD'
  | 'NEV_SMALL'
  | 'NEV_LARGE'
  /** 使 embassy */
  | 'EMBASSY'
  /** 领 consulate */
  | 'CONSULATE'
  /** 挂 trailer */
  | 'TRAILER'
  /** 学 driving-school car */
  | 'COACH'
  /** 警 police */
  | 'POLICE'
  /** 港 or 澳: a Hong Kong or Macao car admitted to the mainland */
  | 'CROSS_BORDER';

/** What a plate tells about the drive: battery-electric, or another new energy (plug-in hybrid, range extender, fuel cell). */
export type PlatePowerHint = 'BEV' | 'OTHER_NEV';

const VIN_LENGTH = 17;
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const VIN_LETTER_VALUES: Record<string, number> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8 },
  ...{ J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
};
const VIN_YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const VIN_FIRST_YEAR = 1980;

const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';
const PLATE_STANDARD = new RegExp(`^[${PROVINCES}使领][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]$`);
// Only the second place of a small new-energy serial may be a letter; a large one is all digits before its NEV letter (GA 36).
const PLATE_NEV_SMALL = new RegExp(`^[${PROVINCES}][A-HJ-NP-Z]([A-HJK])[A-HJ-NP-Z0-9]\\d{4}$`);
const PLATE_NEV_LARGE = new RegExp(`^[${PROVINCES}][A-HJ-NP-Z]\\d{5}([A-HJK])$`);
const PLATE_BEV_LETTERS = 'ABCDE';
const PLATE_KIND_BY_MARK: Record<string, PlateKind> = {
  使: 'EMBASSY',
  领: 'CONSULATE',
  挂: 'TRAILER',
  学: 'COACH',
  警: 'POLICE',
  港: 'CROSS_BORDER',
  澳: 'CROSS_BORDER',
};

const MOBILE = /^(?:(?:\+|00)86)?(1[3-9]\d{9})$/;

const RESIDENT_ID = /^[1-9]\d{16}[\dX]$/;
const RESIDENT_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_ID_CHECK_CHARACTERS = '10X98765432';

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC = new RegExp(`^[${USCC_ALPHABET}]{18}$`);
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Checks a vehicle identification number (ID-1; ISO 3779, GB 16735): 17 characters without I, O and Q, the check digit at
 * position 9, a model-year code at position 10.
 *
 * STRICT refuses a wrong check digit or year code; LENIENT keeps both as warnings, since European makers put filler there.
 * Length and alphabet bind in both modes.
 *
 * Reasons: `vin_length`, `vin_illegal_character`, `vin_check_digit`, `vin_year_code`.
 * Facts: `wmi` (world manufacturer identifier), `computedCheckDigit`, `modelYears` (the years the code can stand for, 1980 to 2039).
 */
export function checkVin(value: string, mode: VinMode = 'STRICT'): IdentifierCheck {
  const vin = asTyped(value);
  const characters = [...vin];
  const structure: string[] = [];
  if (characters.length !== VIN_LENGTH) structure.push('vin_length');
  if (!/^[A-HJ-NPR-Z0-9]*$/.test(vin)) structure.push('vin_illegal_character');
  if (structure.length > 0) return verdict(false, vin, structure, {});

  const remainder = weightedSum(characters, VIN_WEIGHTS, (character) => VIN_LETTER_VALUES[character] ?? Number(character)) % 11;
  const computedCheckDigit = remainder === 10 ? 'X' : String(remainder);
  const yearIndex = VIN_YEAR_CODES.indexOf(vin.charAt(9));
  const doubts: string[] = [];
  if (vin.charAt(8) !== computedCheckDigit) doubts.push('vin_check_digit');
  if (yearIndex < 0) doubts.push('vin_year_code');

  const firstYear = VIN_FIRST_YEAR + yearIndex;
  const modelYears = yearIndex < 0 ? [] : [firstYear, firstYear + VIN_YEAR_CODES.length];
  const facts = { wmi: vin.slice(0, 3), computedCheckDigit, modelYears };
  return verdict(mode === 'LENIENT' || doubts.length === 0, vin, doubts, facts);
}

/**
 * Checks a civil number plate of the mainland (ID-2; GA 36): 7 characters, or 8 for new-energy cars.
 *
 * Reason: `plate_format`.
 * Facts: `kind` (a {@link PlateKind}), `powerHint` (a {@link PlatePowerHint}, null where the plate does not tell).
 */
export function checkPlate(value: string): IdentifierCheck {
  const plate = asTyped(value);
  const small = PLATE_NEV_SMALL.exec(plate);
  const large = PLATE_NEV_LARGE.exec(plate);
  const nevLetter = small?.[1] ?? large?.[1];
  if (nevLetter !== undefined) {
    const kind: PlateKind = small ? 'NEV_SMALL' : 'NEV_LARGE';
    const powerHint: PlatePowerHint = PLATE_BEV_LETTERS.includes(nevLetter) ? 'BEV' : 'OTHER_NEV';
    return verdict(true, plate, [], { kind, powerHint });
  }
  if (!PLATE_STANDARD.test(plate)) return verdict(false, plate, ['plate_format'], {});
  const kind: PlateKind = PLATE_KIND_BY_MARK[plate.charAt(0)] ?? PLATE_KIND_BY_MARK[plate.slice(-1)] ?? 'STANDARD';
  return verdict(true, plate, [], { kind, powerHint: null });
}

/**
 * Checks a mainland mobile number (ID-3), with or without +86 or 0086, and normalises it to E.164 (`+8613800138000`).
 * Number segments are not looked at: they change.
 *
 * Reason: `mobile_format`. Facts: `countryCode`, `nationalNumber` (11 digits).
 */
export function checkMobile(value: string): IdentifierCheck {
  const mobile = asTyped(value);
  const nationalNumber = MOBILE.exec(mobile)?.[1];
  if (nationalNumber === undefined) return verdict(false, mobile, ['mobile_format'], {});
  return verdict(true, `+86${nationalNumber}`, [], { countryCode: '86', nationalNumber });
}

/**
 * Checks a resident identity number of 18 characters (ID-4; GB 11643). A small x is taken as X. The birth date must exist in
 * the calendar and lie before today, however long ago. Region codes are not looked up: they change.
 *
 * Reasons: `resident_id_format`, `resident_id_check_character`, `resident_id_birth_date`.
 * Facts: `regionCode` (6 digits), `birthDate` (only a real one), `gender` MALE or FEMALE, `computedCheckCharacter`.
 *
 * @param today the store's calendar day, YYYY-MM-DD
 */
export function checkResidentId(value: string, today: string): IdentifierCheck {
  const id = asTyped(value);
  if (!RESIDENT_ID.test(id)) return verdict(false, id, ['resident_id_format'], {});

  const computedCheckCharacter = RESIDENT_ID_CHECK_CHARACTERS.charAt(weightedSum([...id], RESIDENT_ID_WEIGHTS, Number) % 11);
  const birthDate = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const birthDateIsReal = existsInCalendar(birthDate);
  const reasons: string[] = [];
  if (id.charAt(17) !== computedCheckCharacter) reasons.push('resident_id_check_character');
  if (!birthDateIsReal || birthDate >= today) reasons.push('resident_id_birth_date');

  return verdict(reasons.length === 0, id, reasons, {
    regionCode: id.slice(0, 6),
    ...(birthDateIsReal && { birthDate }),
    gender: Number(id.charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE',
    computedCheckCharacter,
  });
}

/**
 * Checks a unified social credit code of 18 characters (ID-5; GB 32100): digits and letters without I, O, S, V and Z, the last
 * one a check character.
 *
 * Reasons: `uscc_format`, `uscc_check_character`. Facts: `regionCode` (positions 3 to 8), `computedCheckCharacter`.
 */
export function checkUscc(value: string): IdentifierCheck {
  const code = asTyped(value);
  if (!USCC.test(code)) return verdict(false, code, ['uscc_format'], {});

  const sum = weightedSum([...code], USCC_WEIGHTS, (character) => USCC_ALPHABET.indexOf(character));
  const computedCheckCharacter = USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
  const reasons = code.charAt(17) === computedCheckCharacter ? [] : ['uscc_check_character'];
  return verdict(reasons.length === 0, code, reasons, { regionCode: code.slice(2, 8), computedCheckCharacter });
}

/**
 * Undoes what keyboards and scanners add: full-width forms, surrounding blanks, small letters. Only ASCII letters are raised and
 * nothing inside is dropped, so that no foreign character can turn into a legal one.
 */
function asTyped(value: string): string {
  return value
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .trim()
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function weightedSum(characters: string[], weights: number[], valueOf: (character: string) => number): number {
  return weights.reduce((sum, weight, index) => sum + weight * valueOf(characters[index] ?? ''), 0);
}

function existsInCalendar(isoDate: string): boolean {
  const instant = new Date(`${isoDate}T00:00:00Z`);
  // The engine rolls 30 February over into March, and counts a year 0 that the calendar does not have.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(isoDate) && !isoDate.startsWith('0000');
}

function verdict(valid: boolean, normalised: string, reasons: string[], facts: Record<string, unknown>): IdentifierCheck {
  return { valid, normalised: valid ? normalised : null, reasons, facts };
}
