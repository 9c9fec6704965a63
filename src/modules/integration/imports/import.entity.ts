import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const IMPORT_STATES = ['RECEIVED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const IMPORT_KINDS = ['LEADS', 'CARS', 'MODELS'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const IMPORT_MODES = ['ALL_OR_NOTHING', 'GOOD_ROWS'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];
export const ROW_VERDICTS = ['WAITING', 'GOOD', 'DUPLICATE', 'BAD'] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];

/** A dry run, and a file without a row to bring in, are DONE at once; ALL_OR_NOTHING with a bad row has FAILED at once. */
export const importLifecycle = lifecycle({
  name: 'Import',
  states: IMPORT_STATES,
  initial: ['RECEIVED', 'DONE', 'FAILED'],
  moves: {
    run: { from: ['RECEIVED', 'RUNNING'], to: ['RUNNING'], system: true },
    finish: { from: ['RUNNING'], to: ['DONE'], system: true },
    // A row of ALL_OR_NOTHING was refused at the door after all.
    fail: { from: ['RUNNING'], to: ['FAILED'], system: true },
  },
});

/** A file of rows on its way in. */
@Entity({ schema: 'integration', name: 'import' })
export class Import extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: ImportState;
  /** Where rows belong that name no store. */
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') kind: ImportKind;
  @Column('text') format: 'CSV' | 'XLSX' | 'JSON';
  @Column('text') mode: ImportMode;
  @Column('boolean', { name: 'dry_run' }) dryRun: boolean;
  @Column('uuid', { name: 'imported_by' }) importedBy: string;
  @Column('int', { name: 'rows_total' }) rowsTotal: number;
  @Column('int', { name: 'rows_waiting' }) rowsWaiting: number;
  @Column('int', { name: 'rows_good' }) rowsGood: number;
  @Column('int', { name: 'rows_duplicate' }) rowsDuplicate: number;
  @Column('int', { name: 'rows_bad' }) rowsBad: number;
  @Column('timestamptz', { name: 'next_run_at', nullable: true }) nextRunAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('timestamptz', { name: 'erase_at', nullable: true }) eraseAt: Date | null;
}

export interface RowFault {
  field: string;
  code: string;
}
/** A row of the file: what it says, sealed under the import's key until it is erased, and its verdict. */
@Entity({ schema: 'integration', name: 'import_row' })
export class ImportRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'import_id' }) importId: string;
  @Column('int', { name: 'row_number' }) rowNumber: number;
  @Column('text') verdict: RowVerdict;
  @Column('text', { name: 'values_sealed', nullable: true }) valuesSealed: string | null;
  @Column('jsonb') faults: RowFault[];
  @Column('uuid', { name: 'result_id', nullable: true }) resultId: string | null;
}
