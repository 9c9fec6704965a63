import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkMobile, checkPlate, checkResidentId, checkUscc, checkVin } from '../../src/kernel/identifiers.js';

interface IdentifierVectors {
  uscc: { value: string; valid: boolean; computed: string }[];
  resident_id: { value: string; valid: boolean; computed: string }[];
  plates: { value: string; kind: string }[];
  mobiles: { value: string; valid: boolean }[];
}

const readVector = (name: string): string => readFileSync(join(process.cwd(), 'test/vectors', name), 'utf8');
const vectors = JSON.parse(readVector('cn_identifiers.json')) as IdentifierVectors;
const vinVectors = readVector('vin_check_digit.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [vin = '', expected = '', computed = '', reason = ''] = line.trim().split(',');
    return { vin, expected, computed, reason };
  });

const TODAY = '2026-05-01';
const replaceAt = (text: string, index: number, character: string): string => text.slice(0, index) + character + text.slice(index + 1);
const wordOf = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });

describe('ID-1 VIN', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ';
  const yearCodes = 'ABCDEFGHJKLMNPRSTVWXY123456789';
  const values = '012345678912345678123457923456789';
  const valueOf = (character: string): string => values.charAt(alphabet.indexOf(character));
  const strictVin = fc.tuple(wordOf(alphabet, 8), fc.constantFrom(...yearCodes), wordOf(alphabet, 7)).map(([head, year, tail]) => {
    const draft = `${head}0${year}${tail}`;
    return replaceAt(draft, 8, String(checkVin(draft).facts['computedCheckDigit']));
  });

  it.each(vinVectors)('$vin is $expected', ({ vin, expected, computed, reason }) => {
    const check = checkVin(vin, 'STRICT');
    expect(check.valid).toBe(expected === 'valid');
    expect(check.normalised).toBe(expected === 'valid' ? vin : null);
    expect(check.facts['computedCheckDigit'] ?? '').toBe(computed);
    const code = reason.startsWith('illegal') ? 'vin_illegal_character' : 'vin_check_digit';
    expect(check.reasons).toEqual(expected === 'valid' ? [] : [code]);
  });

  it('LENIENT keeps a wrong check digit as a warning', () => {
    expect(checkVin('WP0ZZZ99ZTS392124', 'LENIENT')).toEqual({
      valid: true,
      normalised: 'WP0ZZZ99ZTS392124',
      reasons: ['vin_check_digit'],
      facts: { wmi: 'WP0', computedCheckDigit: '8', modelYears: [1996, 2026] },
    });
  });

  it.each(['STRICT', 'LENIENT'] as const)('%s refuses wrong length and illegal characters', (mode) => {
    expect(checkVin('1M8GDM9AXKP04278', mode)).toMatchObject({ valid: false, normalised: null, reasons: ['vin_length'] });
    expect(checkVin('1M8GDM9AXKP0427888', mode).reasons).toEqual(['vin_length']);
    expect(checkVin('', mode).reasons).toEqual(['vin_length']);
    expect(checkVin('1VWBH7AI0DC10494', mode).reasons).toEqual(['vin_length', 'vin_illegal_character']);
    for (const character of ['I', 'O', 'Q', '-', ' ', '京', 'ß', 'ſ', '²']) {
      expect(checkVin(replaceAt('1M8GDM9AXKP042788', 12, character), mode)).toMatchObject({ valid: false, normalised: null });
      expect(checkVin(replaceAt('1M8GDM9AXKP042788', 12, character), mode).reasons).toContain('vin_illegal_character');
    }
  });

  it('is STRICT unless told otherwise', () => {
    expect(checkVin('WP0ZZZ99ZTS392124').valid).toBe(false);
  });

  it('takes small and full-width letters and surrounding blanks', () => {
    expect(checkVin(' 1m8gdm9axkp042788\n').normalised).toBe('1M8GDM9AXKP042788');
    expect(checkVin('　１Ｍ８ＧＤＭ９ＡＸＫＰ０４２７８８').normalised).toBe('1M8GDM9AXKP042788');
  });

  it.each([
    ['A', [1980, 2010]],
    ['H', [1987, 2017]],
    ['J', [1988, 2018]],
    ['P', [1993, 2023]],
    ['R', [1994, 2024]],
    ['T', [1996, 2026]],
    ['V', [1997, 2027]],
    ['Y', [2000, 2030]],
    ['1', [2001, 2031]],
    ['9', [2009, 2039]],
  ])('year code %s stands for %j', (code, years) => {
    expect(checkVin(replaceAt('1M8GDM9AXKP042788', 9, code), 'LENIENT').facts['modelYears']).toEqual(years);
  });

  it.each(['U', 'Z', '0'])('year code %s is refused in STRICT, a warning in LENIENT', (code) => {
    const draft = replaceAt('1M8GDM9A0KP042788', 9, code);
    const vin = replaceAt(draft, 8, String(checkVin(draft).facts['computedCheckDigit']));
    expect(checkVin(vin, 'STRICT')).toMatchObject({ valid: false, normalised: null, reasons: ['vin_year_code'] });
    expect(checkVin(vin, 'LENIENT')).toMatchObject({ valid: true, normalised: vin, reasons: ['vin_year_code'], facts: { modelYears: [] } });
  });

  it('finds every single wrong character that has another value', () => {
    fc.assert(
      fc.property(strictVin, fc.nat(16), fc.constantFrom(...alphabet), (vin, index, character) => {
        expect(checkVin(vin)).toMatchObject({ valid: true, normalised: vin, reasons: [] });
        const original = vin.charAt(index);
        fc.pre(index === 8 ? character !== original : valueOf(character) !== valueOf(original));
        expect(checkVin(replaceAt(vin, index, character)).reasons).toContain('vin_check_digit');
      }),
    );
  });
});

describe('ID-2 plate', () => {
  it.each(vectors.plates)('$value is $kind', ({ value, kind }) => {
    const check = checkPlate(value);
    if (kind.startsWith('invalid')) expect(check).toEqual({ valid: false, normalised: null, reasons: ['plate_format'], facts: {} });
    else expect([check.valid, check.normalised, String(check.facts['kind']).toLowerCase()]).toEqual([true, value, kind.split(' ')[0]]);
  });

  const provinces = [...'京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'];

  it('knows all 31 provinces', () => {
    expect(new Set(provinces).size).toBe(31);
    for (const province of provinces) {
      expect(checkPlate(`${province}B1234Z`)).toMatchObject({ valid: true, facts: { kind: 'STANDARD', powerHint: null } });
      expect(checkPlate(`${province}BD12345`)).toMatchObject({ valid: true, facts: { kind: 'NEV_SMALL', powerHint: 'BEV' } });
      expect(checkPlate(`${province}B12345F`)).toMatchObject({ valid: true, facts: { kind: 'NEV_LARGE', powerHint: 'OTHER_NEV' } });
    }
  });

  it.each([
    ['使A12345', 'EMBASSY'],
    ['领A12345', 'CONSULATE'],
    ['京A1234挂', 'TRAILER'],
    ['京A1234学', 'COACH'],
    ['京A1234警', 'POLICE'],
    ['粤Z1234港', 'CROSS_BORDER'],
    ['粤Z1234澳', 'CROSS_BORDER'],
  ])('%s is %s', (plate, kind) => {
    expect(checkPlate(plate)).toEqual({ valid: true, normalised: plate, reasons: [], facts: { kind, powerHint: null } });
  });

  it.each([...'ABCDEFGHJK'])('NEV letter %s tells the drive', (letter) => {
    const powerHint = 'ABCDE'.includes(letter) ? 'BEV' : 'OTHER_NEV';
    expect(checkPlate(`沪A${letter}12345`).facts).toEqual({ kind: 'NEV_SMALL', powerHint });
    expect(checkPlate(`沪A${letter}Z2345`).facts).toEqual({ kind: 'NEV_SMALL', powerHint });
    expect(checkPlate(`沪A12345${letter}`).facts).toEqual({ kind: 'NEV_LARGE', powerHint });
  });

  it.each([
    ...[...'ILMNOPQRSTUVWXYZ'].flatMap((letter) => [`沪A${letter}12345`, `沪A12345${letter}`]),
    ...['', '京A0059', '京A005999', '京000599', '京I00599', '京O00599', '京AI2345', '京A1234I', '港A00599', 'AA00599', '京京00599'],
    ...['京A123挂4', '京A挂1234', '沪AD1234Z', '沪ADZZ345', '沪A1234ZD', '使AD12345', '领A12345F', '沪AD1234挂', '京A-00599', '京A 00599'],
  ])('%s is no plate', (plate) => {
    expect(checkPlate(plate)).toEqual({ valid: false, normalised: null, reasons: ['plate_format'], facts: {} });
  });

  it('takes small and full-width letters and surrounding blanks', () => {
    expect(checkPlate(' 京ad92035 ').normalised).toBe('京AD92035');
    expect(checkPlate('京Ａ００５９９').normalised).toBe('京A00599');
  });
});

describe('ID-3 mobile', () => {
  it.each(vectors.mobiles)('$value: $valid', ({ value, valid }) => {
    expect(checkMobile(value).valid).toBe(valid);
  });

  it.each(['13800138000', '+8613800138000', '008613800138000', ' 13800138000 ', '１３８００１３８０００', '＋８６13800138000'])(
    '%s is stored as E.164',
    (value) => {
      expect(checkMobile(value)).toEqual({
        valid: true,
        normalised: '+8613800138000',
        reasons: [],
        facts: { countryCode: '86', nationalNumber: '13800138000' },
      });
    },
  );

  it.each([
    ...['', '1380013800', '138001380000', '12800138000', '10800138000', '23800138000', '8613800138000', '+85213800138000'],
    ...['0086+8613800138000', '+86 13800138000', '138-0013-8000', '138 0013 8000', '1380013800a', '13800138000\n1', '+13800138000'],
  ])('%j is no mobile', (value) => {
    expect(checkMobile(value)).toEqual({ valid: false, normalised: null, reasons: ['mobile_format'], facts: {} });
  });

  it('looks at no segment table', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '+86', '0086'), fc.constantFrom(...'3456789'), wordOf('0123456789', 9), (prefix, second, rest) => {
        expect(checkMobile(`${prefix}1${second}${rest}`).normalised).toBe(`+861${second}${rest}`);
      }),
    );
  });
});

describe('ID-4 resident ID', () => {
  const withCheck = (first17: string): string => first17 + String(checkResidentId(`${first17}0`, TODAY).facts['computedCheckCharacter']);
  const residentId = fc
    .tuple(
      fc.integer({ min: 100000, max: 999999 }),
      fc.date({ min: new Date('1850-01-01'), max: new Date('2026-04-30'), noInvalidDate: true }),
    )
    .chain(([region, born]) =>
      wordOf('0123456789', 3).map((order) => `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`),
    )
    .map(withCheck);

  it.each(vectors.resident_id)('$value: $valid', ({ value, valid, computed }) => {
    const check = checkResidentId(value, TODAY);
    expect(check.valid).toBe(valid);
    expect(check.facts['computedCheckCharacter']).toBe(computed);
    expect(check.reasons).toEqual(valid ? [] : ['resident_id_check_character']);
  });

  it('tells birth date, gender and region', () => {
    expect(checkResidentId(' 11010519491231002x', TODAY)).toEqual({
      valid: true,
      normalised: '11010519491231002X',
      reasons: [],
      facts: { regionCode: '110105', birthDate: '1949-12-31', gender: 'FEMALE', computedCheckCharacter: 'X' },
    });
    expect(checkResidentId(withCheck('44030819991205131'), TODAY).facts['gender']).toBe('MALE');
  });

  it.each([
    ['19990229', false],
    ['20000229', true],
    ['19000229', false],
    ['20240229', true],
    ['19990431', false],
    ['19991301', false],
    ['19990001', false],
    ['19990100', false],
    ['00000101', false],
    ['00010101', true],
    ['17000101', true],
    ['20260430', true],
    ['20260501', false],
    ['20260502', false],
    ['99990101', false],
  ])('birth date %s: %s', (born, valid) => {
    const check = checkResidentId(withCheck(`110105${born}002`), TODAY);
    expect(check.valid).toBe(valid);
    expect(check.reasons).toEqual(valid ? [] : ['resident_id_birth_date']);
  });

  it.each([
    '',
    '110105491231002',
    '1101051949123100',
    '11010519491231002Y',
    '11010519491231X02',
    '01010519491231002X',
    '11010519491231002XX',
  ])('%j has no form of an ID', (value) => {
    expect(checkResidentId(value, TODAY)).toEqual({ valid: false, normalised: null, reasons: ['resident_id_format'], facts: {} });
  });

  it('names both faults at once', () => {
    expect(checkResidentId('110105194913310020', TODAY).reasons).toEqual(['resident_id_check_character', 'resident_id_birth_date']);
  });

  it('finds every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(residentId, fc.nat(17), fc.constantFrom(...'0123456789'), (id, index, digit) => {
        expect(checkResidentId(id, TODAY)).toMatchObject({ valid: true, normalised: id });
        fc.pre(id.charAt(index) !== digit);
        expect(checkResidentId(replaceAt(id, index, digit), TODAY).valid).toBe(false);
        const next = id.charAt(index + 1);
        fc.pre(index < 16 && next !== id.charAt(index));
        expect(checkResidentId(replaceAt(replaceAt(id, index, next), index + 1, id.charAt(index)), TODAY).valid).toBe(false);
      }),
    );
  });
});

describe('ID-5 unified social credit code', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

  it.each(vectors.uscc)('$value: $valid', ({ value, valid, computed }) => {
    const check = checkUscc(value);
    expect(check.valid).toBe(valid);
    expect(check.normalised).toBe(valid ? value : null);
    expect(check.facts['computedCheckCharacter']).toBe(computed);
    expect(check.reasons).toEqual(valid ? [] : ['uscc_check_character']);
  });

  it.each(['', '91230184MA1BUFLT4', '91230184MA1BUFLT444', ...[...'IOSVZ-'].map((character) => `91230184${character}A1BUFLT44`)])(
    '%j has no form of a code',
    (value) => {
      expect(checkUscc(value)).toEqual({ valid: false, normalised: null, reasons: ['uscc_format'], facts: {} });
    },
  );

  it('ends in 0 where the sum leaves nothing over', () => {
    expect(checkUscc('91310000MA1FL00030')).toMatchObject({ valid: true, facts: { computedCheckCharacter: '0' } });
  });

  it('takes small letters and blanks around', () => {
    expect(checkUscc(' 91230184ma1buflt44 ')).toMatchObject({ normalised: '91230184MA1BUFLT44', facts: { regionCode: '230184' } });
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(wordOf(alphabet, 17), fc.nat(17), fc.constantFrom(...alphabet), (first17, index, character) => {
        const code = first17 + String(checkUscc(`${first17}0`).facts['computedCheckCharacter']);
        expect(checkUscc(code)).toMatchObject({ valid: true, normalised: code, reasons: [] });
        fc.pre(code.charAt(index) !== character);
        expect(checkUscc(replaceAt(code, index, character)).reasons).toEqual(['uscc_check_character']);
      }),
    );
  });
});
