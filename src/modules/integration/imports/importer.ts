import type { RefusalType } from '../../../kernel/problems.js';
import { alike } from '../text-encoding.js';
import { ImportColumnMissing, ImportColumnUnknown, ImportEmpty } from './imports.rules.js';
import type { Sheet } from './sheet.js';

export interface Column {
  field: string;
  /** What the heading may say, in Chinese and English. */
  headings: readonly string[];
  needed?: true;
}
export interface CellFault {
  field: string;
  refusal: RefusalType;
}
/** A row that passed its check, ready to be kept and brought in. */
export type Prepared = Record<string, string | undefined>;
export interface Checked {
  prepared?: Prepared;
  faults: CellFault[];
  /** Rows of one key are one thing: the second is a duplicate. */
  key?: string;
}
export interface Brought {
  resultId: string;
  duplicate: boolean;
}
/** What a kind of import knows: its columns, how a row is checked before anything is done, and how it is brought in. */
export interface Importer {
  readonly columns: readonly Column[];
  /** The operation by hand: whoever may do that in the store may import. */
  readonly permission: string;
  /** Gives the check of one row after what all rows need was looked up once, for the caller of this moment. */
  checker(storeId: string, rows: readonly Record<string, string>[]): Promise<(cells: Record<string, string>) => Checked>;
  /** One row, which is refused alone. */
  bring?(prepared: Prepared): Promise<Brought>;
  /** All rows in one transaction: the record that each became, or why it is refused. With `allOrNothing` and one refused, none comes in. */
  bringAll?(rows: readonly Prepared[], allOrNothing: boolean): Promise<(Brought | RefusalType | null)[]>;
}

/** The rows of a sheet by field; empty rows are left out, numbers are those a reader sees. */
export function rowsOf(sheet: Sheet, columns: readonly Column[]): { rowNumber: number; cells: Record<string, string> }[] {
  const [headings = [], ...rows] = sheet;
  const fields = headings.map(
    (heading) => columns.find(({ headings: known }) => known.some((one) => alike(one) === alike(heading)))?.field,
  );
  const odd = headings.filter((heading, n) => heading && (fields[n] === undefined || fields.indexOf(fields[n]) !== n));
  const missing = columns.filter(({ field, needed }) => needed && !fields.includes(field));
  if (missing.length) throw ImportColumnMissing({ detail: missing.map(({ headings: [heading] }) => heading).join('、') });
  if (odd.length) throw ImportColumnUnknown({ detail: odd.join('、').slice(0, 500) });
  const filled = rows.flatMap((row, n) => {
    if (row.every((cell) => cell === '')) return [];
    const cells = Object.fromEntries(fields.flatMap((field, column) => (field === undefined ? [] : [[field, row[column] ?? '']])));
    return [{ rowNumber: n + 2, cells }];
  });
  if (!filled.length) throw ImportEmpty();
  return filled;
}
