import { Id, OneOf, Optional, QueryFlag, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { IMPORT_KINDS, IMPORT_MODES, IMPORT_STATES, type ImportKind, type ImportMode, ROW_VERDICTS } from './import.entity.js';

export class CreateImport {
  /** What the rows are. */
  @OneOf(IMPORT_KINDS) kind: ImportKind;
  /** ALL_OR_NOTHING: one bad row, and nothing goes in. GOOD_ROWS: the good ones go in, the bad ones are reported. */
  @OneOf(IMPORT_MODES, 'GOOD_ROWS') mode: ImportMode;
  /** Only says what would become of each row. */
  @QueryFlag()
  dryRun?: boolean;
  /** Where rows belong that name no store; may be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ListImports extends ListQuery {
  @Repeated(IMPORT_STATES)
  state?: string[];
  @Repeated(IMPORT_KINDS)
  kind?: string[];
  @Optional()
  @Id()
  storeId?: string;
}
export class ListImportRows extends ListQuery {
  @Repeated(ROW_VERDICTS)
  verdict?: string[];
}

/** An import and how far it is. */
export class ImportView extends StoreResourceView {
  /** @example 'LEADS' */
  kind: string;
  /** CSV, XLSX or JSON. @example 'CSV' */
  format: string;
  /** @example 'GOOD_ROWS' */
  mode: string;
  /** Nothing was brought in. @example false */
  dryRun: boolean;
  /** The account that sent it. @example '01938b4e-7c00-7000-8000-000000000004' */
  importedBy: string;
  /** Rows that say something, without the heading. @example 120 */
  rowsTotal: number;
  /** Still to be brought in; of a FAILED import those that stayed out. @example 0 */
  rowsWaiting: number;
  /** Brought in, or in a dry run fit to be. @example 110 */
  rowsGood: number;
  /** Brought in as a further enquiry of an open lead (L-3); in a dry run those of a mobile that is in the file before. @example 6 */
  rowsDuplicate: number;
  /** Refused, each with its reasons. @example 4 */
  rowsBad: number;
  /** @example '2026-11-24T10:01:00.000Z' */
  endedAt: Date | null;
}
export class ImportFaultView {
  /** @example 'mobile' */
  field: string;
  /** @example 'cell_mobile_invalid' */
  code: string;
  /** In the caller's language. @example '不是有效的手机号' */
  message: string;
}
/** What became of a row. */
export class ImportRowView {
  /** As the spreadsheet counts it: the heading is row 1. @example 2 */
  rowNumber: number;
  /** WAITING, GOOD, DUPLICATE or BAD. @example 'GOOD' */
  verdict: string;
  faults: ImportFaultView[];
  /** The record that it became. @example '01938b4e-7c00-7000-8000-000000000002' */
  resultId: string | null;
}
