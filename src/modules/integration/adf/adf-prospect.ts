import { checkMobile } from '../../../kernel/identifiers.js';
import type { RefusalType } from '../../../kernel/problems.js';
import type { AdfElement } from './adf-document.js';
import { ADF_ATTRIBUTES, ADF_ELEMENTS } from './adf-names.js';
import {
  AdfContactUnreachable,
  AdfExtensionsCut,
  AdfNameMissing,
  AdfRequestDateInvalid,
  AdfRequestDateMissing,
  AdfValueUnknown,
  AdfVehicleIncomplete,
  AdfVehicleMissing,
  AdfVendorMissing,
} from './adf.rules.js';
import { readRequestDate } from './request-date.js';

export const INTERESTS = ['buy', 'lease', 'sell', 'trade-in', 'test-drive'] as const;
export type Interest = (typeof INTERESTS)[number];

export interface AdfVehicle {
  interest: Interest;
  /** new, used, or null when the sender does not say. */
  status: 'new' | 'used' | null;
  year: string | null;
  make: string | null;
  model: string | null;
  trim: string | null;
  vin: string | null;
  colour: string | null;
  odometer: string | null;
  comments: string | null;
}
export interface AdfFault {
  refusal: RefusalType;
  path: string;
  /** Keeps a prospect out whatever the mode (always), in strict reading (strict), or never (warning). */
  keepsOut: 'always' | 'strict' | 'warning';
}
export interface AdfExtension {
  path: string;
  value: string;
}
/** A prospect as this house understands it. */
export interface AdfProspect {
  ids: { id: string; source: string | null }[];
  requestedAt: Date | null;
  /** What they want: the first vehicle to buy, else to lease, else to drive. Never the trade-in. */
  wanted: AdfVehicle | null;
  tradeIn: AdfVehicle | null;
  /** Every other vehicle of the prospect. */
  otherVehicles: AdfVehicle[];
  name: string | null;
  /** E.164. */
  mobile: string | null;
  otherPhones: string[];
  email: string | null;
  timeframe: string | null;
  comments: string | null;
  /** Names and numbers the sender has for the store. */
  vendor: string[];
  provider: string | null;
  extensions: AdfExtension[];
  faults: AdfFault[];
}

const MAX_EXTENSIONS = 100;
const MAX_VALUE = 500;

/** Maps a prospect (L-8). The order of its parts never matters, but among several vehicles of one interest the first counts. */
export function mapProspect(prospect: AdfElement): AdfProspect {
  const faults: AdfFault[] = [];
  const fault = (refusal: RefusalType, path: string, keepsOut: AdfFault['keepsOut']) => faults.push({ refusal, path, keepsOut });

  const vehicles = all(prospect, 'vehicle').map((vehicle) => mapVehicle(vehicle, fault));
  const firstOf = (...interests: Interest[]) =>
    interests.map((interest) => vehicles.find((vehicle) => vehicle.interest === interest)).find((vehicle) => vehicle !== undefined) ?? null;
  const wanted = firstOf('buy', 'lease', 'test-drive');
  const tradeIn = firstOf('trade-in', 'sell');
  if (wanted === null) fault(AdfVehicleMissing, 'vehicle', 'strict');
  for (const part of ['year', 'make', 'model'] as const)
    if (wanted !== null && wanted[part] === null) fault(AdfVehicleIncomplete, `vehicle/${part}`, 'strict');

  const date = textAt(prospect, 'requestdate');
  const requestedAt = date === null ? null : readRequestDate(date);
  if (date === null) fault(AdfRequestDateMissing, 'requestdate', 'strict');
  else if (requestedAt === null) fault(AdfRequestDateInvalid, 'requestdate', 'warning');

  const customer = first(prospect, 'customer');
  const contact = customer && first(customer, 'contact');
  const name = contact ? nameOf(contact) : null;
  if (name === null) fault(AdfNameMissing, 'customer/contact/name', 'strict');
  const phones = contact ? phonesOf(contact) : { mobile: null, others: [] };
  const email = contact ? emailOf(contact) : null;
  if (phones.mobile === null && email === null) fault(AdfContactUnreachable, 'customer/contact', 'always');

  const vendor = vendorOf(prospect);
  if (!vendor.length) fault(AdfVendorMissing, 'vendor', 'strict');
  const provider = first(prospect, 'provider');
  const { kept, cut } = extensionsOf(prospect);
  if (cut) fault(AdfExtensionsCut, 'prospect', 'warning');
  return {
    ids: idsOf(prospect),
    requestedAt,
    wanted,
    tradeIn,
    otherVehicles: vehicles.filter((vehicle) => vehicle !== wanted && vehicle !== tradeIn),
    name,
    mobile: phones.mobile,
    otherPhones: phones.others,
    email,
    timeframe: customer ? timeframeOf(customer) : null,
    comments: customer ? textAt(customer, 'comments') : null,
    vendor,
    provider: provider ? (nameOf(provider) ?? nameOf(first(provider, 'contact'))) : null,
    extensions: kept,
    faults,
  };
}

const all = (element: AdfElement | undefined, name: string): AdfElement[] => element?.children.filter((c) => c.name === name) ?? [];
const first = (element: AdfElement | undefined, name: string): AdfElement | undefined => all(element, name)[0];
const filled = (text: string | undefined): string | null => text?.trim() || null;
/** The first of its children of this name that says something. */
const textAt = (element: AdfElement | undefined, name: string): string | null =>
  all(element, name)
    .map((child) => filled(child.text))
    .find((text) => text !== null) ?? null;
/** Those the sender marks or numbers go first; otherwise their order stays. */
const ranked = (elements: AdfElement[], rank: (element: AdfElement) => number): AdfElement[] =>
  elements
    .map((element) => ({ element, by: rank(element) }))
    .sort((a, b) => a.by - b.by)
    .map(({ element }) => element);
const numberOr = (text: string | null | undefined, otherwise: number): number =>
  text && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
const preferred = ({ attributes }: AdfElement): boolean => attributes['preferredcontact'] === '1';

function mapVehicle(vehicle: AdfElement, fault: (refusal: RefusalType, path: string, keepsOut: AdfFault['keepsOut']) => void): AdfVehicle {
  const told = (attribute: string) => vehicle.attributes[attribute]?.trim().toLowerCase() || undefined;
  const interest = told('interest') ?? 'buy';
  const status = told('status') ?? null;
  const known = INTERESTS.find((one) => one === interest);
  if (!known) fault(AdfValueUnknown, 'vehicle@interest', 'strict');
  if (status !== null && status !== 'new' && status !== 'used') fault(AdfValueUnknown, 'vehicle@status', 'strict');
  const colours = ranked(all(vehicle, 'colorcombination'), (one) => numberOr(textAt(one, 'preference'), Number.MAX_SAFE_INTEGER));
  const odometer = first(vehicle, 'odometer');
  return {
    interest: known ?? 'buy',
    status: status === 'new' || status === 'used' ? status : null,
    year: textAt(vehicle, 'year'),
    make: textAt(vehicle, 'make'),
    model: textAt(vehicle, 'model'),
    trim: textAt(vehicle, 'trim'),
    vin: textAt(vehicle, 'vin'),
    colour: textAt(colours[0], 'exteriorcolor'),
    odometer: filled([filled(odometer?.text), odometer?.attributes['units']].filter(Boolean).join(' ')),
    comments: textAt(vehicle, 'comments'),
  };
}

/** One name from its parts: in Chinese the family name first and without blanks, otherwise as it is spoken. A person goes before a company. */
function nameOf(contact: AdfElement | undefined): string | null {
  const names = ranked(all(contact, 'name'), ({ attributes }) => (attributes['type'] === 'business' ? 1 : 0));
  const part = (wanted: string) =>
    names
      .filter(({ attributes }) => (attributes['part']?.toLowerCase() || 'full') === wanted)
      .map(({ text }) => filled(text))
      .find(Boolean);
  const full = part('full');
  if (full) return full.slice(0, 100);
  const [given, middle, family, suffix] = ['first', 'middle', 'last', 'suffix'].map(part);
  const spoken = [given, middle, family, suffix].filter((text) => text !== null && text !== undefined);
  const chinese = spoken.length > 0 && spoken.every((text) => /^\p{Script=Han}+$/u.test(text));
  return filled(chinese ? [family, given, middle, suffix].join('') : spoken.join(' '))?.slice(0, 100) ?? null;
}

/** The mobile to call (ID-3): the preferred one, else one called a cell phone, else any; a fax is no phone. */
function phonesOf(contact: AdfElement): { mobile: string | null; others: string[] } {
  const phones = ranked(all(contact, 'phone'), (phone) =>
    preferred(phone) ? 0 : /cell|mobile/i.test(phone.attributes['type'] ?? '') ? 1 : 2,
  )
    .filter(({ attributes }) => attributes['type']?.toLowerCase() !== 'fax')
    .map(({ text }) => text.normalize('NFKC'));
  const mobiles = phones.map((phone) => checkMobile(phone.replaceAll(/[^\d+]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')).normalised);
  const mobile = mobiles.find((one) => one !== null) ?? null;
  return { mobile, others: phones.filter((phone, n) => phone && (mobiles[n] === null || mobiles[n] !== mobile)) };
}
function emailOf(contact: AdfElement): string | null {
  return (
    ranked(all(contact, 'email'), (email) => (preferred(email) ? 0 : 1))
      .map(({ text }) => text.trim().toLowerCase())
      .find((text) => text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]+$/.test(text)) ?? null
  );
}
function timeframeOf(customer: AdfElement): string | null {
  const timeframe = first(customer, 'timeframe');
  const parts = ['description', 'earliestdate', 'latestdate'].map((name) => textAt(timeframe, name));
  return filled(parts.filter((text) => text !== null).join(' '));
}
/** The sender's own id is the one with the lowest sequence: each party that passes a prospect on adds its own. */
function idsOf(prospect: AdfElement): AdfProspect['ids'] {
  return ranked(all(prospect, 'id'), ({ attributes }) => numberOr(attributes['sequence'], Number.MAX_SAFE_INTEGER)).flatMap((id) => {
    const text = filled(id.text);
    return text === null ? [] : [{ id: text.slice(0, 200), source: filled(id.attributes['source'])?.slice(0, 200) ?? null }];
  });
}
function vendorOf(prospect: AdfElement): string[] {
  const vendor = first(prospect, 'vendor');
  const contact = first(vendor, 'contact');
  const names = [...all(vendor, 'id'), ...all(vendor, 'vendorname'), ...all(vendor, 'name')].map(({ text }) => filled(text));
  return [...names, nameOf(contact)].filter((name) => name !== null).map((name) => name.slice(0, 200));
}

/** What ADF does not know, by its place: whole elements with all they hold, and single attributes. */
function extensionsOf(prospect: AdfElement): { kept: AdfExtension[]; cut: boolean } {
  const found: AdfExtension[] = [];
  const visit = (element: AdfElement, path: string, foreign: boolean): void => {
    for (const [attribute, value] of Object.entries(element.attributes))
      if (foreign || !ADF_ATTRIBUTES.has(`${element.name}@${attribute}`)) found.push({ path: `${path}@${attribute}`, value });
    if (foreign && (element.text || !element.children.length)) found.push({ path, value: element.text });
    for (const child of element.children)
      visit(child, path ? `${path}/${child.name}` : child.name, foreign || !ADF_ELEMENTS.has(child.name));
  };
  visit(prospect, '', false);
  const cut = found.length > MAX_EXTENSIONS || found.some(({ path, value }) => path.length > MAX_VALUE || value.length > MAX_VALUE);
  const short = ({ path, value }: AdfExtension) => ({ path: path.slice(0, MAX_VALUE), value: value.slice(0, MAX_VALUE) });
  return { kept: found.slice(0, MAX_EXTENSIONS).map(short), cut };
}
