import type { AdfProspect, AdfVehicle } from './adf-prospect.js';

const MAX_NOTE = 2000;
const carOf = ({ year, make, model, trim, colour, odometer, vin }: AdfVehicle): string =>
  [year, make, model, trim, colour, odometer, vin].filter(Boolean).join(' ');

/** What the consultant reads before the first call: the wanted car and the trade-in by name, never mixed up (L-8). */
export function leadNote({ wanted, tradeIn, otherVehicles, timeframe, comments, otherPhones }: AdfProspect): string | undefined {
  const lines = [
    wanted && `意向(${wanted.interest}):${carOf(wanted)}`,
    tradeIn && `置换:${carOf(tradeIn)}`,
    ...otherVehicles.map((vehicle) => `其他(${vehicle.interest}):${carOf(vehicle)}`),
    timeframe && `时间:${timeframe}`,
    comments && `留言:${comments}`,
    otherPhones.length > 0 && '原始资料中另有联系方式',
  ];
  return lines.filter(Boolean).join('\n').slice(0, MAX_NOTE) || undefined;
}

/** What tells a sender's prospects apart; who names neither themselves nor a source counts for themselves only. Null without an id. */
export function senderKey({ ids, provider }: AdfProspect, accountId: string): string | null {
  const [own] = ids;
  if (!own) return null;
  const named = provider !== null || own.source !== null;
  return JSON.stringify([provider?.toLowerCase() ?? null, own.source?.toLowerCase() ?? null, own.id, ...(named ? [] : [accountId])]);
}
