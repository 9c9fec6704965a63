import { Injectable } from '@nestjs/common';
import { checkVin } from '../../../kernel/identifiers.js';
import { MAX_AMOUNT } from '../../../kernel/money.js';
import type { RefusalType } from '../../../kernel/problems.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { ColourNotOfModel, type ImportedCar, VIN_REFUSALS, VinExists } from '../../inventory/inventory.contract.js';
import { Desk } from '../desk.js';
import { alike } from '../text-encoding.js';
import type { Brought, CellFault, Checked, Importer, Prepared } from './importer.js';
import {
  CellCodeInvalid,
  CellDateInvalid,
  CellFormula,
  CellMissing,
  CellModelUnknown,
  CellNumberInvalid,
  CellStateInvalid,
  CellStoreUnknown,
  CellTooLong,
  CellVinTwice,
} from './imports.rules.js';
import { isDate } from '../../../kernel/time/clock.js';

const STATES: Record<string, ImportedCar['state']> = {
  '': 'ORDERED',
  ordered: 'ORDERED',
  已订购: 'ORDERED',
  arrived: 'ARRIVED',
  已到店: 'ARRIVED',
};
const CODE = /^[A-Za-z0-9_.-]{1,40}$/;

/** New cars from a spreadsheet: all at once, in one transaction; VINs are strict (ID-1). */
@Injectable()
export class CarImporter implements Importer {
  readonly permission = 'createStockVehicle';
  readonly columns = [
    { field: 'vin', headings: ['VIN', '车架号'], needed: true },
    { field: 'model', headings: ['车型', 'model', '车型代码'], needed: true },
    { field: 'colour', headings: ['颜色', 'colour', 'color'], needed: true },
    { field: 'purchaseCost', headings: ['采购成本', 'purchaseCost', 'purchase cost'], needed: true },
    { field: 'state', headings: ['状态', 'state'] },
    { field: 'stockInDate', headings: ['入库日期', 'stockInDate', 'stock-in date'] },
    { field: 'producedOn', headings: ['生产日期', 'producedOn', 'production date'] },
    { field: 'location', headings: ['库位', 'location'] },
    { field: 'certificateNumber', headings: ['合格证号', 'certificateNumber', 'certificate'] },
    { field: 'engineNumber', headings: ['发动机号', '电机号', 'engineNumber', 'engine'] },
    { field: 'store', headings: ['门店', 'store', '门店代码', 'store code'] },
  ] as const;

  constructor(
    private readonly inventory: InventoryApi,
    private readonly desk: Desk,
  ) {}

  async checker(storeId: string, rows: readonly Record<string, string>[]): Promise<(cells: Record<string, string>) => Checked> {
    const models = new Map((await this.desk.catalogue()).map((model) => [alike(model.code), model]));
    const stores = new Map((await this.desk.stores()).flatMap((store) => [store.code, store.name].map((name) => [alike(name), store.id])));
    const known = await this.inventory.vinsInStock(rows.flatMap(({ vin = '' }) => checkVin(vin).normalised ?? []));
    const today = this.desk.today();
    const seen = new Set<string>();
    return (cells) => {
      const { vin = '', model = '', colour = '', purchaseCost = '', state = '', stockInDate = '', location = '', store = '' } = cells;
      const { producedOn = '' } = cells;
      const faults: CellFault[] = [];
      const fault = (field: string, refusal: RefusalType) => void faults.push({ field, refusal });
      const { normalised, reasons } = checkVin(vin);
      if (vin === '') fault('vin', CellMissing);
      else if (normalised === null)
        for (const reason of reasons) for (const refusal of VIN_REFUSALS) if (refusal.code === reason) fault('vin', refusal);
      if (normalised !== null && seen.has(normalised)) fault('vin', CellVinTwice);
      else if (normalised !== null && known.has(normalised)) fault('vin', VinExists);
      if (normalised !== null) seen.add(normalised);
      const named = models.get(alike(model));
      if (!named) fault('model', model === '' ? CellMissing : CellModelUnknown);
      else if (!named.colours.includes(colour)) fault('colour', colour === '' ? CellMissing : ColourNotOfModel);
      if (!/^\d{1,13}$/.test(purchaseCost) || Number(purchaseCost) > MAX_AMOUNT)
        fault('purchaseCost', purchaseCost === '' ? CellMissing : CellNumberInvalid);
      const standing = STATES[alike(state)];
      if (standing === undefined) fault('state', CellStateInvalid);
      const day = stockInDate.slice(0, 10);
      if (day !== '' && (!isDate(day) || day > today || standing === 'ORDERED')) fault('stockInDate', CellDateInvalid);
      const made = producedOn.slice(0, 10);
      if (made !== '' && (!isDate(made) || made > today)) fault('producedOn', CellDateInvalid);
      if (location.length > 40) fault('location', CellTooLong);
      else if (/^[=+@\-]/.test(location)) fault('location', CellFormula);
      for (const field of ['certificateNumber', 'engineNumber'])
        if (cells[field] && !CODE.test(cells[field] ?? '')) fault(field, CellCodeInvalid);
      const where = store === '' ? storeId : stores.get(alike(store));
      if (where === undefined) fault('store', CellStoreUnknown);
      if (faults.length) return { faults };
      const { certificateNumber = '', engineNumber = '' } = cells;
      return {
        faults,
        prepared: {
          ...{ vin: normalised ?? '', modelId: named?.modelId, colour, purchaseCost, state: standing, storeId: where },
          ...{ stockInDate: day || undefined, producedOn: made || undefined, location: location || undefined },
          ...{ certificateNumber: certificateNumber || undefined, engineNumber: engineNumber || undefined },
        },
      };
    };
  }

  async bringAll(rows: readonly Prepared[], allOrNothing: boolean): Promise<(Brought | RefusalType | null)[]> {
    // Some may have come in since the file was checked.
    const known = await this.inventory.vinsInStock(rows.map(({ vin = '' }) => vin));
    const fit = rows.filter(({ vin = '' }) => !known.has(vin));
    const ids = allOrNothing && known.size ? [] : await this.inventory.bringInCars(fit.map(carOf));
    const idOf = new Map(fit.map((row, n) => [row['vin'] ?? '', ids[n]]));
    return rows.map(({ vin = '' }) => {
      if (known.has(vin)) return VinExists;
      const resultId = idOf.get(vin);
      return resultId === undefined ? null : { resultId, duplicate: false };
    });
  }
}

const carOf = (row: Prepared): ImportedCar => ({
  ...{ storeId: row['storeId'] ?? '', state: row['state'] as ImportedCar['state'], vin: row['vin'] ?? '', modelId: row['modelId'] ?? '' },
  ...{ colour: row['colour'] ?? '', purchaseCost: Number(row['purchaseCost']), stockInDate: row['stockInDate'] ?? null },
  producedOn: row['producedOn'] ?? null,
  ...{ location: row['location'] ?? null, certificateNumber: row['certificateNumber'] ?? null, engineNumber: row['engineNumber'] ?? null },
});
