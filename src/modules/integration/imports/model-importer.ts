import { Injectable } from '@nestjs/common';
import { MAX_AMOUNT } from '../../../kernel/money.js';
import type { RefusalType } from '../../../kernel/problems.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { CatalogueModel, ImportedModel, Powertrain } from '../../inventory/inventory.contract.js';
import { Desk } from '../desk.js';
import type { Brought, CellFault, Checked, Importer, Prepared } from './importer.js';
import {
  CellAboveListPrice,
  CellAboveManager,
  CellCodeInvalid,
  CellListInvalid,
  CellMissing,
  CellModelDiffers,
  CellNumberInvalid,
  CellPowertrainInvalid,
  CellTooLong,
} from './imports.rules.js';

const CODE = /^[A-Za-z0-9_.-]{1,40}$/;
/** What of a known model no file changes. */
const FIXED = ['brand', 'series', 'modelYear', 'powertrain', 'seats'] as const;
const POWERTRAINS: Record<string, Powertrain> = { ICE: 'ICE', BEV: 'BEV', PHEV: 'PHEV', 燃油: 'ICE', 纯电: 'BEV', 插混: 'PHEV' };

/** Models from a file, as their export writes it: new ones are introduced, known codes changed. */
@Injectable()
export class ModelImporter implements Importer {
  readonly permission = 'updateVehicleModel';
  readonly columns = [
    { field: 'code', headings: ['code', '代码', '车型代码'], needed: true },
    { field: 'name', headings: ['name', '名称', '车型名称'], needed: true },
    { field: 'brand', headings: ['brand', '品牌'], needed: true },
    { field: 'series', headings: ['series', '车系'], needed: true },
    { field: 'trim', headings: ['trim', '配置'] },
    { field: 'modelYear', headings: ['modelYear', '年款'], needed: true },
    { field: 'powertrain', headings: ['powertrain', '动力类型'], needed: true },
    { field: 'seats', headings: ['seats', '座位数'], needed: true },
    { field: 'colours', headings: ['colours', '颜色'], needed: true },
    { field: 'options', headings: ['options', '选装'] },
    { field: 'listPrice', headings: ['listPrice', '指导价'], needed: true },
    { field: 'floorPrice', headings: ['floorPrice', '底价'], needed: true },
    { field: 'standardCost', headings: ['standardCost', '标准成本'], needed: true },
    { field: 'transferPrice', headings: ['transferPrice', '结算价'] },
    { field: 'consultantDiscountLimitPercent', headings: ['consultantDiscountLimitPercent', '顾问优惠权限'], needed: true },
    { field: 'managerDiscountLimitPercent', headings: ['managerDiscountLimitPercent', '经理优惠权限'], needed: true },
    { field: 'grossFloorPercent', headings: ['grossFloorPercent', '毛利底线'], needed: true },
  ] as const;

  constructor(
    private readonly inventory: InventoryApi,
    private readonly desk: Desk,
  ) {}

  async checker(): Promise<(cells: Record<string, string>) => Checked> {
    const known = new Map((await this.desk.catalogue()).map((model) => [model.code, model]));
    return (cells) => checkModel(cells, known);
  }

  async bring({ model = '{}' }: Prepared): Promise<Brought> {
    const { modelId } = await this.inventory.bringInModel(JSON.parse(model) as ImportedModel);
    return { resultId: modelId, duplicate: false };
  }
}

/** A row of models: every cell that is wrong is named. */
export function checkModel(cells: Record<string, string>, known: ReadonlyMap<string, CatalogueModel> = new Map()): Checked {
  const faults: CellFault[] = [];
  const fault = (field: string, refusal: RefusalType) => void faults.push({ field, refusal });
  // The export marks what a program could take for a formula.
  const cell = (field: string) => (cells[field] ?? '').replace(/^'(?=[=+\-@])/, '');
  const text = (field: string, max: number, needed = true) => {
    const value = cell(field);
    if (value === '' && needed) fault(field, CellMissing);
    else if (value.length > max) fault(field, CellTooLong);
    return value;
  };
  const number = (field: string, min: number, max: number, places = 0, needed = true) => {
    const value = cell(field);
    if (value === '' && !needed) return undefined;
    const fits = new RegExp(`^\\d{1,13}${places ? `(\\.\\d{1,${places}})?` : ''}$`).test(value);
    if (!fits || Number(value) < min || Number(value) > max) fault(field, value === '' ? CellMissing : CellNumberInvalid);
    return Number(value);
  };
  const code = cell('code');
  if (!CODE.test(code)) fault('code', code === '' ? CellMissing : CellCodeInvalid);
  const powertrain = POWERTRAINS[cell('powertrain').toUpperCase()];
  if (!powertrain) fault('powertrain', cell('powertrain') === '' ? CellMissing : CellPowertrainInvalid);
  const colours = coloursOf(cell('colours'));
  if (!colours) fault('colours', cell('colours') === '' ? CellMissing : CellListInvalid);
  const options = optionsOf(cell('options'));
  if (!options) fault('options', CellListInvalid);
  const amount = (field: string, min = 0, needed = true) => number(field, min, MAX_AMOUNT, 0, needed);
  const model = {
    ...{ code, name: text('name', 100), brand: text('brand', 50), series: text('series', 50), trim: text('trim', 60, false) || undefined },
    ...{ modelYear: number('modelYear', 1980, 2100) ?? 0, powertrain: powertrain ?? 'ICE', seats: number('seats', 1, 60) ?? 0 },
    ...{ colours: colours?.map((c) => c.colour) ?? [], options: options ?? [] },
    colourSurcharges: colours?.flatMap(({ colour, surcharge }) => (surcharge > 0 ? [{ colour, surcharge }] : [])) ?? [],
    ...{ listPrice: amount('listPrice', 1) ?? 0, floorPrice: amount('floorPrice') ?? 0, standardCost: amount('standardCost') ?? 0 },
    transferPrice: amount('transferPrice', 0, false),
    consultantDiscountLimitPercent: number('consultantDiscountLimitPercent', 0, 100, 2) ?? 0,
    managerDiscountLimitPercent: number('managerDiscountLimitPercent', 0, 100, 2) ?? 0,
    grossFloorPercent: number('grossFloorPercent', 0, 100, 2) ?? 0,
  } satisfies ImportedModel;
  if (faults.length) return { faults };
  if (model.floorPrice > model.listPrice) fault('floorPrice', CellAboveListPrice);
  if (model.consultantDiscountLimitPercent > model.managerDiscountLimitPercent) fault('consultantDiscountLimitPercent', CellAboveManager);
  // What a model is does not change: another one has another code.
  const met = known.get(code);
  for (const field of FIXED) if (met && met[field] !== model[field]) fault(field, CellModelDiffers);
  return faults.length ? { faults } : { faults, prepared: { model: JSON.stringify(model) }, key: code };
}

/** `珍珠白;曜石黑:500000`: names, each once, with a surcharge in fen where there is one; null when it reads otherwise. */
function coloursOf(text: string): { colour: string; surcharge: number }[] | null {
  const colours = text.split(/[;\uff1b]/).map((part) => /^([^:\uff1a=+@]{1,40}?)(?:[:\uff1a](\d{1,13}))?$/.exec(part.trim()));
  const known = new Set(colours.map((match) => match?.[1]));
  if (colours.length > 30 || colours.some((match) => !match) || known.size < colours.length) return null;
  return colours.map((match) => ({ colour: match?.[1] ?? '', surcharge: Number(match?.[2] ?? 0) }));
}
/** `SUNROOF:全景天窗:800000;…`: code, name and price in fen of each. */
function optionsOf(text: string): { code: string; name: string; price: number }[] | null {
  if (text === '') return [];
  const options = text
    .split(/[;\uff1b]/)
    .map((part) => /^([A-Za-z0-9_.-]{1,40})[:\uff1a]([^:\uff1a]{1,100})[:\uff1a](\d{1,13})$/.exec(part.trim()));
  const known = new Set(options.map((match) => match?.[1]));
  if (options.length > 100 || options.some((match) => !match) || known.size < options.length) return null;
  return options.map((match) => ({ code: match?.[1] ?? '', name: match?.[2] ?? '', price: Number(match?.[3]) }));
}
