import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { decode, markedEncoding } from '../text-encoding.js';
import { ImportUnreadable } from './imports.rules.js';

/** The cells of a file as a reader sees them, row by row from the top. */
export type Sheet = string[][];

const MAX_UNPACKED = 100 * 1_048_576;
const MAX_CELL = 100_000;

/** UTF-8, with or without its mark, or what Excel writes in China: GB 18030. */
export function readCsv(bytes: Buffer): Sheet {
  const text = decode(bytes, markedEncoding(bytes) ?? 'utf-8') ?? decode(bytes, 'gb18030');
  if (text === null || text.includes('\0')) throw ImportUnreadable();
  const heading = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = [',', '\t', ';'].find((one) => heading.includes(one)) ?? ',';
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, max_record_size: MAX_CELL, trim: true });
  } catch (error) {
    throw ImportUnreadable({ detail: (error as Error).message.slice(0, 200) });
  }
}

/** Rows as objects, a list or its `items`: the names of their members are the headings. */
export function readJson(bytes: Buffer): Sheet {
  let rows: unknown;
  try {
    rows = JSON.parse(decode(bytes, markedEncoding(bytes) ?? 'utf-8') ?? '');
  } catch {
    throw ImportUnreadable();
  }
  if (typeof rows === 'object' && rows !== null && !Array.isArray(rows)) rows = (rows as { items?: unknown }).items;
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row))) throw ImportUnreadable();
  const objects = rows as Record<string, unknown>[];
  const headings = [...new Set(objects.flatMap((row) => Object.keys(row)))].slice(0, 200);
  if (objects.some((row) => Object.values(row).some((value) => typeof value === 'object' && value !== null))) throw ImportUnreadable();
  return [headings, ...objects.map((row) => headings.map((heading) => shown(row[heading])))];
}

/** The first sheet of a workbook: values as they are shown; of a formula its last result, nothing is calculated. */
export async function readXlsx(bytes: Buffer): Promise<Sheet> {
  requireHonestZip(bytes);
  // Only an import needs the library: an idle program does without.
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  try {
    await book.xlsx.load(bytes as never);
  } catch {
    throw ImportUnreadable();
  }
  const sheet = book.worksheets[0];
  const rows: Sheet = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = shown(cell.value)));
    rows.push(Array.from(cells, (cell) => cell ?? ''));
  });
  return rows;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value as string | number | boolean).trim();
  const { result, richText, text } = value as { result?: unknown; richText?: { text: string }[]; text?: unknown };
  return richText
    ? richText
        .map((part) => part.text)
        .join('')
        .trim()
    : shown(result ?? text);
}

/** A small archive can unpack to more than the memory: every entry is unpacked within bounds before the library sees it. */
function requireHonestZip(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) throw ImportUnreadable();
  try {
    let left = MAX_UNPACKED;
    let place = bytes.readUInt32LE(end + 16);
    for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
      const [method, packed, header] = [bytes.readUInt16LE(place + 10), bytes.readUInt32LE(place + 20), bytes.readUInt32LE(place + 42)];
      const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
      const body = bytes.subarray(start, start + packed);
      left -= method === 0 ? body.length : inflateRawSync(body, { maxOutputLength: Math.max(1, left) }).length;
      if (left < 0) throw ImportUnreadable();
      place += 46 + bytes.readUInt16LE(place + 28) + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32);
    }
  } catch {
    throw ImportUnreadable();
  }
}
