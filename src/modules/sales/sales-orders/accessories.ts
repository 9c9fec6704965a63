import type { PriceLine } from '../quotations/pricing.js';
import type { OrderedAccessory } from '../sales.contract.js';
import type { Fitting } from './sales-order.entity.js';

/** The lines that the workshop fits: accessories of a price list. One without an item code is free text. */
export const accessoriesOf = (lines: readonly PriceLine[]): OrderedAccessory[] =>
  lines.flatMap(({ kind, itemCode, description, quantity = 1, amount }) =>
    kind === 'ACCESSORY' && itemCode !== undefined ? [{ itemCode, description, quantity, amount }] : [],
  );

/** Of every item how many are wanted and how many are on this car. */
export function fittedOn(
  stockVehicleId: string | null,
  { accessories, fittings }: { accessories: readonly OrderedAccessory[]; fittings: readonly Fitting[] },
): { itemCode: string; description: string; quantity: number; fitted: number }[] {
  const fitted = fittings.filter((f) => f.stockVehicleId !== null && f.stockVehicleId === stockVehicleId).flatMap((f) => f.lines);
  return [...new Set(accessories.map((a) => a.itemCode))].map((itemCode) => {
    const wanted = accessories.filter((a) => a.itemCode === itemCode);
    return {
      itemCode,
      description: wanted[0]?.description ?? itemCode,
      quantity: wanted.reduce((sum, a) => sum + a.quantity, 0),
      fitted: fitted.filter((l) => l.itemCode === itemCode).reduce((sum, l) => sum + l.quantity, 0),
    };
  });
}
