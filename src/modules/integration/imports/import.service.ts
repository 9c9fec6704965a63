import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { Forbidden, Problem } from '../../../kernel/problems.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { plus } from '../../../kernel/time/clock.js';
import { Desk } from '../desk.js';
import { CarImporter } from './car-importer.js';
import type { CreateImport, ImportView } from './import.dto.js';
import { Import, type ImportKind, importLifecycle, type RowFault, type RowVerdict } from './import.entity.js';
import { viewOf } from './import.queries.js';
import { type Importer, type Prepared, rowsOf } from './importer.js';
import { ImportContentKept, ImportMaxRows, ImportTooLong } from './imports.rules.js';
import { LeadImporter } from './lead-importer.js';
import { ModelImporter } from './model-importer.js';
import { readCsv, readJson, readXlsx } from './sheet.js';

/** Rows a transaction: enough to be quick, few enough that others wait a moment only. */
const CHUNK = 100;

interface WaitingRow {
  id: string;
  prepared: Prepared;
}
interface RowResult {
  id: string;
  verdict: RowVerdict;
  result_id: string | null;
  faults: RowFault[];
}
interface NewRow {
  id: string;
  row_number: number;
  verdict: RowVerdict;
  values_sealed: string | null;
  faults: RowFault[];
}

/** Files of rows: every row is checked before anything is done, then they come in piece by piece, each exactly once. */
@Injectable()
export class ImportService {
  readonly #importers: Record<ImportKind, Importer>;

  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly desk: Desk,
    leads: LeadImporter,
    cars: CarImporter,
    models: ModelImporter,
  ) {
    this.#importers = { LEADS: leads, CARS: cars, MODELS: models };
  }

  async receive(
    bytes: Buffer,
    format: Import['format'],
    { kind, mode, dryRun = false, storeId: named }: CreateImport,
  ): Promise<ImportView> {
    const { id: storeId } = await this.desk.storeForNew(named);
    const importer = this.#importers[kind];
    if (!permissions.may(importer.permission, { storeId })) throw Forbidden({ detail: importer.permission });
    const sheet = format === 'CSV' ? readCsv(bytes) : format === 'JSON' ? readJson(bytes) : await readXlsx(bytes);
    const rows = rowsOf(sheet, importer.columns);
    if (rows.length > (await this.desk.setting(ImportMaxRows, storeId))) throw ImportTooLong();
    const check = await importer.checker(
      storeId,
      rows.map(({ cells }) => cells),
    );
    return this.db.transaction(async () => {
      const now = this.desk.now();
      const record = Object.assign(new Import(), {
        id: newId(),
        number: await this.desk.number('IM'),
        storeId,
        kind,
        format,
        mode,
        dryRun,
      });
      const seen = new Set<string>();
      const kept: NewRow[] = [];
      for (const { rowNumber, cells } of rows) {
        const { prepared, faults, key } = check(cells);
        const again = key !== undefined && seen.has(key);
        if (key !== undefined) seen.add(key);
        kept.push({
          id: newId(),
          row_number: rowNumber,
          verdict: !prepared ? 'BAD' : !dryRun ? 'WAITING' : again ? 'DUPLICATE' : 'GOOD',
          values_sealed: prepared && !dryRun ? await this.personal.seal(record.id, JSON.stringify(prepared)) : null,
          faults: faults.map(({ field, refusal }) => ({ field, code: refusal.code })),
        });
      }
      const of = (verdict: RowVerdict) => kept.filter((row) => row.verdict === verdict).length;
      const failed = !dryRun && mode === 'ALL_OR_NOTHING' && of('BAD') > 0;
      const runs = !failed && of('WAITING') > 0;
      importLifecycle.begin(record, failed ? 'FAILED' : runs ? 'RECEIVED' : 'DONE');
      Object.assign(record, {
        importedBy: context.principal.id,
        rowsTotal: kept.length,
        rowsWaiting: of('WAITING'),
        rowsGood: of('GOOD'),
        rowsDuplicate: of('DUPLICATE'),
        rowsBad: of('BAD'),
        nextRunAt: runs ? now : null,
        ...(!runs && { endedAt: now, eraseAt: plus(now, await this.desk.setting(ImportContentKept, storeId)) }),
      });
      await this.db.save(record, 'receive');
      await this.db.sql(
        `INSERT INTO integration.import_row (id, import_id, row_number, verdict, values_sealed, faults)
         SELECT id, $1, row_number, verdict, values_sealed, faults
         FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, row_number int, verdict text, values_sealed text, faults jsonb)`,
        [record.id, JSON.stringify(kept)],
      );
      return viewOf(record);
    });
  }

  /** The next piece: its leads and its verdicts commit together, so whatever stops the program, no row comes in twice. */
  async run(id: string): Promise<void> {
    const record = await this.db.lock(Import, id);
    importLifecycle.move(record, 'run');
    const importer = this.#importers[record.kind];
    const waiting = await this.db.sql<{ id: string; valuesSealed: string }>(
      `SELECT id, values_sealed AS "valuesSealed" FROM integration.import_row WHERE import_id = $1 AND verdict = 'WAITING' ORDER BY row_number LIMIT $2`,
      [id, importer.bringAll ? null : CHUNK],
    );
    const rows: WaitingRow[] = [];
    for (const row of waiting)
      rows.push({ id: row.id, prepared: JSON.parse((await this.personal.open(id, row.valuesSealed)) ?? '{}') as Prepared });
    const results = importer.bringAll ? await this.#bringAll(importer, rows, record) : await this.#bringEach(importer, rows);
    await this.db.sql(
      `UPDATE integration.import_row w SET verdict = r.verdict, result_id = r.result_id, faults = r.faults
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, verdict text, result_id uuid, faults jsonb) WHERE w.id = r.id`,
      [JSON.stringify(results)],
    );
    const of = (verdict: RowVerdict) => results.filter((row) => row.verdict === verdict).length;
    record.rowsWaiting -= results.filter((row) => row.verdict !== 'WAITING').length;
    record.rowsGood += of('GOOD');
    record.rowsDuplicate += of('DUPLICATE');
    record.rowsBad += of('BAD');
    // Of ALL_OR_NOTHING the good rows stay out with a bad one.
    const ended = record.rowsWaiting === 0 ? 'finish' : results.some((row) => row.verdict === 'WAITING') ? 'fail' : null;
    if (ended) {
      const now = this.desk.now();
      importLifecycle.move(record, ended);
      const eraseAt = plus(now, await this.desk.setting(ImportContentKept, record.storeId));
      Object.assign(record, { nextRunAt: null, endedAt: now, eraseAt });
    }
    await this.db.save(record, ended ?? 'run');
  }

  /** Its time is over (PR-8): what the rows said is gone, their verdicts stay. */
  async erase(id: string): Promise<void> {
    const record = await this.db.lock(Import, id);
    record.eraseAt = null;
    await this.db.save(record, 'erase');
    await this.db.sql('UPDATE integration.import_row SET values_sealed = NULL WHERE import_id = $1 AND values_sealed IS NOT NULL', [id]);
    await this.personal.erase(id);
  }

  async #bringEach(importer: Importer, rows: WaitingRow[]): Promise<RowResult[]> {
    const results: RowResult[] = [];
    for (const { id, prepared } of rows) results.push({ id, ...(await this.#bring(importer, prepared)) });
    return results;
  }

  /** All in the one transaction of this run. */
  async #bringAll(importer: Importer, rows: WaitingRow[], { mode }: Import): Promise<RowResult[]> {
    const brought = await importer.bringAll?.(
      rows.map((row) => row.prepared),
      mode === 'ALL_OR_NOTHING',
    );
    return rows.map(({ id }, n) => {
      const one = brought?.[n] ?? null;
      if (one === null) return { id, verdict: 'WAITING', result_id: null, faults: [] };
      if ('resultId' in one) return { id, verdict: one.duplicate ? 'DUPLICATE' : 'GOOD', result_id: one.resultId, faults: [] };
      return { id, verdict: 'BAD', result_id: null, faults: [{ field: '', code: one.code }] };
    });
  }

  /** A row that is refused at the door, after all, is bad alone. */
  async #bring(importer: Importer, prepared: Prepared): Promise<{ verdict: RowVerdict; result_id: string | null; faults: RowFault[] }> {
    let verdict: RowVerdict = 'GOOD';
    let result_id: string | null = null;
    try {
      await this.db.attempt(async () => {
        const brought = await importer.bring?.(prepared);
        result_id = brought?.resultId ?? null;
        if (brought?.duplicate) verdict = 'DUPLICATE';
      });
      return { verdict, result_id, faults: [] };
    } catch (error) {
      if (!(error instanceof Problem) || error.type.kind === 'unavailable') throw error;
      return { verdict: 'BAD', result_id: null, faults: [{ field: '', code: error.type.code }] };
    }
  }
}
