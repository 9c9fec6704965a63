import type { VehicleModelRowView } from './vehicle-model.dto.js';
import type { VehicleModel } from './vehicle-model.entity.js';

/** Columns of a file of models, in their order: what is exported can be imported again. */
export const MODEL_COLUMNS = [
  'code',
  'name',
  'brand',
  'series',
  'trim',
  'modelYear',
  'powertrain',
  'seats',
  'colours',
  'options',
  'listPrice',
  'floorPrice',
  'standardCost',
  'transferPrice',
  'consultantDiscountLimitPercent',
  'managerDiscountLimitPercent',
  'grossFloorPercent',
] as const satisfies readonly (keyof VehicleModelRowView)[];

/** A model as a row: colours and options in a cell each. */
export const rowOf = (m: VehicleModel): VehicleModelRowView => ({
  ...{ code: m.code, name: m.name, brand: m.brand, series: m.series, trim: m.trim ?? '', modelYear: m.modelYear },
  ...{ powertrain: m.powertrain, seats: m.seats },
  colours: m.colours.map((colour) => (m.colourSurcharges[colour] ? `${colour}:${m.colourSurcharges[colour]}` : colour)).join(';'),
  options: m.options.map(({ code, name, price }) => `${code}:${name}:${price}`).join(';'),
  ...{ listPrice: m.listPrice, floorPrice: m.floorPrice, standardCost: m.standardCost, transferPrice: m.transferPrice },
  consultantDiscountLimitPercent: m.consultantDiscountLimitPercent,
  managerDiscountLimitPercent: m.managerDiscountLimitPercent,
  grossFloorPercent: m.grossFloorPercent,
});

/** CSV with the mark that Excel needs; no cell can be taken for a formula. */
export function csvOf(rows: readonly VehicleModelRowView[]): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : String(value);
    const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",;\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const lines = rows.map((row) => MODEL_COLUMNS.map((column) => cell(row[column])).join(','));
  return `\uFEFF${[MODEL_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}
