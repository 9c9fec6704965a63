import { checkVin } from '../../../kernel/identifiers.js';
import type { RefusalType } from '../../../kernel/problems.js';
import { ColourNotOfModel, VIN_REFUSALS, VinExists } from '../inventory.contract.js';
import type { NoticeRow } from './notice-sheet.js';
import type { RowFault } from './shipment-notice.entity.js';
import {
  CellCodeInvalid,
  CellDateInvalid,
  CellEmpty,
  CellModelUnknown,
  CellMoreThanConfirmed,
  CellNotOrdered,
  CellVinTwice,
} from './shipment-notice.rules.js';
import { isDate } from '../../../kernel/time/clock.js';

/** What the rows of a notice are held against. */
export interface NoticeFacts {
  /** By code. */
  models: ReadonlyMap<string, { modelId: string; colours: string[] }>;
  orderLines: readonly { id: string; modelId: string; colour: string; left: number; unitCost: number }[];
  /** VINs that are in anybody's stock. */
  known: ReadonlySet<string>;
  today: string;
}
export interface NoticedCar {
  rowNumber: number;
  vin: string;
  modelId: string;
  colour: string;
  orderLineId: string;
  unitCost: number;
  engineNumber: string | null;
  certificateNumber: string | null;
  producedOn: string | null;
}

const CODE = /^[A-Za-z0-9_.-]{1,40}$/;

/** Every row against the order, and every fault of it by field: VIN strict (ID-1), model and colour known, ordered and still to come. */
export function checkNotice(
  rows: readonly NoticeRow[],
  { models, orderLines, known, today }: NoticeFacts,
): { good: NoticedCar[]; faults: RowFault[] } {
  const good: NoticedCar[] = [];
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const left = new Map(orderLines.map((line) => [line.id, line.left]));
  for (const { rowNumber, cells } of rows) {
    const before = faults.length;
    const fault = (field: string, refusal: RefusalType) => faults.push({ rowNumber, field, code: refusal.code });
    const { normalised: vin, reasons } = checkVin(cells.vin);
    if (vin === null) {
      const named = reasons.flatMap((reason) => VIN_REFUSALS.find((r) => r.code === reason) ?? []);
      for (const refusal of cells.vin === '' ? [CellEmpty] : named) fault('vin', refusal);
    } else {
      if (seen.has(vin)) fault('vin', CellVinTwice);
      else if (known.has(vin)) fault('vin', VinExists);
      seen.add(vin);
    }
    const model = models.get(cells.model);
    if (!model) fault('model', cells.model === '' ? CellEmpty : CellModelUnknown);
    else if (!model.colours.includes(cells.colour)) fault('colour', cells.colour === '' ? CellEmpty : ColourNotOfModel);
    for (const field of ['engineNumber', 'certificateNumber'] as const)
      if (cells[field] !== '' && !CODE.test(cells[field])) fault(field, CellCodeInvalid);
    if (cells.producedOn !== '' && !(isDate(cells.producedOn) && cells.producedOn <= today)) fault('producedOn', CellDateInvalid);
    if (faults.length > before || vin === null || !model) continue;
    const line = orderLines.find((l) => l.modelId === model.modelId && l.colour === cells.colour);
    const rest = line ? (left.get(line.id) ?? 0) : 0;
    if (!line) fault('model', CellNotOrdered);
    else if (rest < 1) fault('model', CellMoreThanConfirmed);
    else {
      left.set(line.id, rest - 1);
      good.push({
        ...{ rowNumber, vin, modelId: model.modelId, colour: cells.colour, orderLineId: line.id, unitCost: line.unitCost },
        ...{ engineNumber: cells.engineNumber || null, certificateNumber: cells.certificateNumber || null },
        producedOn: cells.producedOn || null,
      });
    }
  }
  return { good, faults };
}
