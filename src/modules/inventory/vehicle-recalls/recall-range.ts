/** What cars of one range have in common: all but the check digit (place 9) and the serial number (the last six). */
export interface RecallRange {
  prefix: string;
  serialFrom: string;
  serialTo: string;
}
const prefixOf = (vin: string): string => vin.slice(0, 8) + vin.slice(9, 11);
const serialOf = (vin: string): string => vin.slice(11);

/** The range between two VINs, both in it; null when they are not of one series, or the wrong way round. */
export function rangeOf(from: string, to: string): RecallRange | null {
  if (prefixOf(from) !== prefixOf(to) || serialOf(from) > serialOf(to)) return null;
  return { prefix: prefixOf(from), serialFrom: serialOf(from), serialTo: serialOf(to) };
}
/** Whether an open recall concerns the car `v`, in SQL: by name or by range, unless its remedy is done. */
const concerns = (recall: string, vehicle: string): string => `(
  EXISTS (SELECT 1 FROM inventory.vehicle_recall_vin n WHERE n.vehicle_recall_id = ${recall}.id AND n.vin = ${vehicle}.vin AND n.closed_at IS NULL)
  OR (EXISTS (SELECT 1 FROM inventory.vehicle_recall_range g WHERE g.vehicle_recall_id = ${recall}.id AND g.prefix = substr(${vehicle}.vin, 1, 8) || substr(${vehicle}.vin, 10, 2)
        AND substr(${vehicle}.vin, 12) COLLATE "C" BETWEEN g.serial_from AND g.serial_to)
    AND NOT EXISTS (SELECT 1 FROM inventory.vehicle_recall_vin n WHERE n.vehicle_recall_id = ${recall}.id AND n.vin = ${vehicle}.vin AND n.closed_at IS NOT NULL)))`;
export const UNDER_RECALL = `EXISTS (SELECT 1 FROM inventory.vehicle_recall r WHERE r.state = 'OPEN' AND ${concerns('r', 'v')})`;
export const CONCERNED = concerns('r', 'v');
