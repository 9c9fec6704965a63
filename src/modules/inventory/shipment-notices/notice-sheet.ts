import { parse } from 'csv-parse/sync';
import { NOTICE_MAX_ROWS, NoticeColumnsWrong, NoticeEmpty, NoticeTooLong, NoticeUnreadable } from './shipment-notice.rules.js';

/** Columns of a shipment notice, as its heading may call them. */
const COLUMNS = {
  vin: ['vin', '车架号'],
  model: ['model', '车型', '车型代码'],
  colour: ['colour', 'color', '颜色'],
  engineNumber: ['engine', 'engine number', '发动机号', '电机号'],
  certificateNumber: ['certificate', 'certificate number', '合格证号'],
  producedOn: ['produced', 'production date', '生产日期'],
} as const;
type Field = keyof typeof COLUMNS;
const NEEDED: Field[] = ['vin', 'model', 'colour'];

/** A row as the spreadsheet counts it: the heading is row 1. */
export interface NoticeRow {
  rowNumber: number;
  cells: Record<Field, string>;
}

/** The rows of a CSV, UTF-8 or what Excel writes in China, GB 18030; empty rows are left out. */
export function noticeRows(bytes: Buffer): NoticeRow[] {
  const [headings = [], ...rows] = read(bytes);
  const alike = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  const fields = headings.map((heading) =>
    (Object.keys(COLUMNS) as Field[]).find((field) => (COLUMNS[field] as readonly string[]).includes(alike(heading))),
  );
  const missing = NEEDED.filter((field) => !fields.includes(field)).map((field) => COLUMNS[field][0]);
  const odd = headings.filter((heading, n) => heading !== '' && (fields[n] === undefined || fields.indexOf(fields[n]) !== n));
  if (missing.length || odd.length) throw NoticeColumnsWrong({ detail: [...missing, ...odd].join('、').slice(0, 500) });
  const filled = rows.flatMap((row, n): NoticeRow[] => {
    if (row.every((cell) => cell === '')) return [];
    const cells = { vin: '', model: '', colour: '', engineNumber: '', certificateNumber: '', producedOn: '' };
    for (const [column, field] of fields.entries()) if (field) cells[field] = row[column] ?? '';
    return [{ rowNumber: n + 2, cells }];
  });
  if (!filled.length) throw NoticeEmpty();
  if (filled.length > NOTICE_MAX_ROWS) throw NoticeTooLong();
  return filled;
}

function read(bytes: Buffer): string[][] {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes('\0')) break;
      return parse(text, { relax_column_count: true, skip_empty_lines: false, max_record_size: 10_000, trim: true });
    } catch {
      // The other encoding, or no CSV.
    }
  throw NoticeUnreadable();
}
