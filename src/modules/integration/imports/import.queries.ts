import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { refusalByCode } from '../../../kernel/problems.js';
import type { ImportRowView, ImportView, ListImportRows, ListImports } from './import.dto.js';
import { Import, importLifecycle, type RowFault } from './import.entity.js';

const IMPORTS: ListDefinition = {
  select: `i.id, i.number, i.state, i.store_id AS "storeId", i.kind, i.format, i.mode, i.dry_run AS "dryRun", i.imported_by AS "importedBy",
    i.rows_total AS "rowsTotal", i.rows_waiting AS "rowsWaiting", i.rows_good AS "rowsGood", i.rows_duplicate AS "rowsDuplicate", i.rows_bad AS "rowsBad",
    i.ended_at AS "endedAt", i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'integration.import i',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'i.state = ANY(?::text[])', kind: 'i.kind = ANY(?::text[])', storeId: 'i.store_id = ?::uuid' },
  scope: { store: 'i.store_id' },
};
const ROWS: ListDefinition = {
  select: 'r.row_number AS "rowNumber", r.verdict, r.faults, r.result_id AS "resultId"',
  from: 'integration.import_row r',
  id: 'r.id',
  sorts: { rowNumber: { by: 'r.row_number', type: 'int' } },
  defaultSort: 'rowNumber',
  filters: { verdict: 'r.verdict = ANY(?::text[])' },
};

@Injectable()
export class ImportReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<ImportView> {
    return viewOf(await this.db.find(Import, id));
  }
  async list(query: ListImports): Promise<Page<ImportView>> {
    const page = await this.lists.page<Import>(IMPORTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async rows(id: string, query: ListImportRows): Promise<Page<ImportRowView>> {
    await this.db.find(Import, id);
    const page = await this.lists.page<Omit<ImportRowView, 'faults'> & { faults: RowFault[] }>(ROWS, query, [
      ['r.import_id = ?::uuid', id],
    ]);
    return { ...page, items: page.items.map((row) => ({ ...row, faults: row.faults.map(told) })) };
  }
}

const told = (fault: RowFault) => ({ ...fault, message: refusalByCode(fault.code)?.title[context.locale] ?? fault.code });

export function viewOf(record: Import): ImportView {
  const { kind, format, mode, dryRun, importedBy, rowsTotal, rowsWaiting, rowsGood, rowsDuplicate, rowsBad, endedAt } = record;
  return {
    ...headOf(importLifecycle, record),
    ...{ kind, format, mode, dryRun, importedBy, rowsTotal, rowsWaiting, rowsGood, rowsDuplicate, rowsBad, endedAt },
  };
}
