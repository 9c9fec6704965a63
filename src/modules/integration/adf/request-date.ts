import { DateTime } from 'luxon';
import { ZONE } from '../../../kernel/time/clock.js';

/** Forms of a date and time that senders use; without a zone the store's holds. */
const FORMS = [
  ...["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", 'yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm', "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm"],
  ...['yyyy/M/d HH:mm:ss', 'yyyy/M/d HH:mm', 'yyyyMMddHHmmss', 'yyyy-MM-dd', 'yyyy/M/d', 'yyyyMMdd'],
];
const ZONED = /^(.*?)\s*(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** The instant a sender means, or null when it is none: an ISO 8601 or RFC 3339 form with or without its zone (L-8). */
export function readRequestDate(text: string): Date | null {
  // A fraction of a second tells nothing; a bare date's own dashes are no zone.
  const plain = text.trim().replace(/([:\d]{2})[.,]\d{1,9}/, '$1');
  const [, local, zone] = /\d[:T ]\d|\d{14}|T/i.test(plain) ? (ZONED.exec(plain) ?? []) : [];
  const offset =
    zone === undefined ? ZONE : /^z$/i.test(zone) ? 'utc' : `utc${zone.length === 3 ? zone : zone.replace(/^(.{3}):?/, '$1:')}`;
  for (const form of FORMS) {
    const read = DateTime.fromFormat((local ?? plain).replace(/t/, 'T'), form, { zone: offset });
    if (read.isValid) return read.toJSDate();
  }
  return null;
}
