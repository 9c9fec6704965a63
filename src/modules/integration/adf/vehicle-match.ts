import type { NamedModel } from '../../inventory/inventory.contract.js';
import { alike } from '../text-encoding.js';
import type { AdfVehicle } from './adf-prospect.js';

/** The one model of the catalogue that a sender's names mean, or null when none or several fit (L-8). */
export function matchModel({ make, model, year, trim }: AdfVehicle, catalogue: readonly NamedModel[]): NamedModel | null {
  if (model === null) return null;
  const wanted = alike(model);
  const full = alike(`${make ?? ''}${model}${trim ?? ''}`);
  const ofMake = catalogue.filter(({ brand }) => make === null || alike(brand) === alike(make));
  const called = ({ code, name, series, brand }: NamedModel) => {
    const names = [alike(code), alike(name), alike(name).replace(alike(brand), '')];
    if (names.includes(wanted) || names.includes(full) || names.includes(alike(`${model}${trim ?? ''}`))) return 2;
    return alike(series) === wanted && (trim === null || alike(name).endsWith(alike(trim))) ? 1 : 0;
  };
  for (const closeness of [2, 1]) {
    const fitting = ofMake.filter((one) => called(one) === closeness);
    const ofYear = fitting.filter(({ modelYear }) => String(modelYear) === year);
    const [found, another] = ofYear.length ? ofYear : fitting;
    if (found && !another) return found;
  }
  return null;
}
