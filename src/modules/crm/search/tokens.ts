type Dictionary = typeof import('pinyin-pro');
let pinyin: Dictionary['pinyin'];
/** The dictionary of readings takes 18 MB: it is loaded before the first name is cut, not at the start. */
export async function learnReadings(): Promise<void> {
  pinyin ??= (await import('pinyin-pro')).pinyin;
}

/**
 * What somebody is found by. A name is indexed from each of its letters on, so that any part of it is the beginning of a token;
 * the first character of the others tells their kind. The same function that cuts the text cuts the question.
 */
const INITIALS = '=';
const SYLLABLE = '/';
const MOBILE = '#';
const PLATE = '~';
const VIN = '^';
const STORE = '@';
/** Tokens are cut here, and so are questions: what is longer finds what begins alike. */
const LONGEST = 16;
/** Of a long name only the first letters are indexed. */
const INDEXED = 40;
const HAN = /\p{Script=Han}/u;
const VIN_TAIL = /^[a-hj-npr-z0-9]{4,17}$/;
const PLATE_PART = /^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使领]?[a-hj-np-z0-9]{2,7}[挂学警港澳]?$/;

/** A keyed hash of what must not stand in clear. */
export type Blind = (field: string, value: string) => string;

export interface Findable {
  names: readonly (string | null)[];
  /** In E.164: `+8613800138000`. */
  mobiles?: readonly (string | null)[];
  cars?: readonly { vin: string; plate: string | null }[];
  storeIds: readonly string[];
}

/** Every token of what is to be found. */
export function tokensOf({ names, mobiles = [], cars = [], storeIds }: Findable, blind: Blind): string[] {
  const tokens = new Set<string>(storeIds.map(storeToken));
  for (const name of names) for (const token of nameTokens(name ?? '')) tokens.add(token);
  for (const mobile of mobiles) for (const token of mobileTokens(mobile ?? '', blind)) tokens.add(token);
  for (const { vin, plate } of cars) {
    tokens.add(VIN + reversed(vin.toLowerCase()));
    for (const token of plate === null ? [] : plateTokens(plate, blind)) tokens.add(token);
  }
  return [...tokens];
}

export const storeToken = (storeId: string): string => STORE + storeId;

/** What is asked, as a condition on tokens (tsquery); null when it is too short to be looked up. */
export function questionOf(q: string, blind: Blind): string | null {
  const text = compact(q);
  const ways = [...nameWays(text), ...digitWays(text, blind), ...carWays(text, blind)];
  return ways.length ? ways.join(' | ') : null;
}

/** The question, asked only of what these stores know. */
export const within = (question: string, storeIds: readonly string[]): string =>
  storeIds.length ? `(${question}) & (${storeIds.map((id) => exactly(storeToken(id))).join(' | ')})` : exactly(STORE);

function nameTokens(name: string): string[] {
  const tokens: string[] = [];
  const words = normal(name).split(/[^\p{L}\p{N}]+/u);
  const letters = [...words.join('')].slice(0, INDEXED);
  const starts = new Set<number>();
  for (let n = 0, word = 0; word < words.length; n += [...(words[word++] ?? '')].length) starts.add(n);
  for (let n = 0; n < letters.length; n++) {
    const [before = '', letter = ''] = [letters[n - 1], letters[n]];
    if (starts.has(n) || HAN.test(letter) || HAN.test(before)) tokens.push(letters.slice(n, n + LONGEST).join(''));
    if (HAN.test(letter)) tokens.push(letter);
    else if (starts.has(n) || HAN.test(before)) tokens.push(SYLLABLE + letters.slice(n, n + 2).join(''));
  }
  for (const reading of readings(letters.filter((letter) => HAN.test(letter))))
    for (let n = 0; n < reading.length; n++) {
      const rest = reading.slice(n);
      tokens.push(rest.join('').slice(0, LONGEST), SYLLABLE + (reading[n] ?? ''));
      if (rest.length > 1)
        tokens.push(
          INITIALS +
            rest
              .map((s) => s.charAt(0))
              .join('')
              .slice(0, LONGEST),
        );
    }
  return tokens;
}

/** How a name may be read: as a surname first, then as a word, then letter by letter; a bounded number of ways. */
function readings(letters: string[]): string[][] {
  if (!letters.length) return [];
  const text = letters.join('');
  const read = (more: object) => pinyin(text, { toneType: 'none', type: 'array', v: true, ...more });
  const [asName, asWord] = [read({ mode: 'surname' }), read({})];
  const bound = letters.length <= 4 ? 8 : 2;
  let ways: string[][] = [[]];
  for (const [n, letter] of letters.entries()) {
    const single = pinyin(letter, { toneType: 'none', type: 'array', v: true, multiple: true }).slice(0, 2);
    const choices = [...new Set([asName[n] ?? '', asWord[n] ?? '', ...single])].filter((s) => /^[a-z]+$/.test(s));
    if (choices.length) ways = choices.flatMap((choice) => ways.map((way) => [...way, choice])).slice(0, bound);
  }
  return ways;
}

function mobileTokens(mobile: string, blind: Blind): string[] {
  const number = mobile.replace(/^\+86/, '');
  if (number.length < 8) return [];
  return [4, 5, 6, 7, 8, number.length].map((size) => mobileToken(number.slice(-size), blind));
}
const mobileToken = (tail: string, blind: Blind) => MOBILE + blind('mobile-tail', tail).slice(0, 10);

const plateTokens = (plate: string, blind: Blind) => threes(plate.toLowerCase()).map((three) => plateToken(three, blind));
const plateToken = (three: string, blind: Blind) => PLATE + blind('plate-part', three).slice(0, 10);
const threes = (text: string) => {
  const letters = [...text];
  return letters.slice(2).map((_, n) => letters.slice(n, n + 3).join(''));
};

/** One Chinese character, or two letters of any script. Two Latin ones are initials, a whole syllable or the beginning of a Latin word: too much pinyin begins with them. */
function nameWays(text: string): string[] {
  const cut = [...text].slice(0, LONGEST).join('');
  if (HAN.test(text)) return [[...text].length === 1 ? exactly(cut) : beginning(cut)];
  if (/^\p{N}*$/u.test(text)) return text.length < 4 ? [] : [beginning(cut)];
  if (text.length < 2) return [];
  const latin = text.length === 2 ? exactly(SYLLABLE + cut) : beginning(cut);
  return /^[a-z]+$/.test(text) ? [beginning(INITIALS + cut), latin] : [latin];
}
/** Four digits or more: the tail of a mobile, or all of it. More than a tail of eight is looked up by its last eight. */
function digitWays(text: string, blind: Blind): string[] {
  const digits = text.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  if (!/^\d{4,11}$/.test(digits)) return [];
  return [exactly(mobileToken(digits.length === 11 ? digits : digits.slice(-8), blind))];
}
/** With a digit in it: the tail of a VIN (four or more), a part of a plate (three or more, four when it is digits alone). */
function carWays(text: string, blind: Blind): string[] {
  const ways: string[] = [];
  if (!/\d/.test(text) || /^\d{1,3}$/.test(text)) return ways;
  if (VIN_TAIL.test(text)) ways.push(beginning(VIN + reversed(text)));
  if (PLATE_PART.test(text) && [...text].length >= 3)
    ways.push(
      `(${threes(text)
        .map((three) => exactly(plateToken(three, blind)))
        .join(' & ')})`,
    );
  return ways;
}

/** Full width is half width, capitals are small, ü is typed v. */
const normal = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFC').replaceAll('ü', 'v');
const compact = (text: string) => normal(text).replaceAll(/[^\p{L}\p{N}]+/gu, '');
const reversed = (text: string) => [...text].reverse().join('');
const exactly = (token: string) => `'${token.replaceAll(/['\\]/g, '')}'`;
const beginning = (token: string) => `${exactly(token)}:*`;
