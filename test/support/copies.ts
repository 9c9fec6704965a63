import { randomUUID } from 'node:crypto';
import { hashOf, type PriceLine } from '../../src/modules/sales/quotations/pricing.js';
import { identify, sentQuotation, someModel, someOpportunity, stockCar, unique } from './deals.js';
import type { Server } from './server.js';

/** Rows that are copies of others, so that thousands of histories have worlds of their own in minutes. */
export async function copy(app: Server, table: string, id: string, changes: object): Promise<void> {
  const names = await columnsOf(app, table);
  const select = names.map((name) => `c.${name}`).join(', ');
  await app.sql(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${select} FROM ${table} t CROSS JOIN LATERAL jsonb_populate_record(t, $2::jsonb) c WHERE t.id = $1`,
    [id, JSON.stringify(changes)],
  );
}
const columns = new Map<string, string[]>();
async function columnsOf(app: Server, table: string): Promise<string[]> {
  const known = columns.get(table);
  if (known) return known;
  const rows = await app.sql<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const names = rows.map((r) => r.name);
  columns.set(table, names);
  return names;
}
/** A model with a car in stock and customers with a quotation each, of which the worlds are copies. */
export interface Pattern {
  model: string;
  car: string;
  deals: { opportunity: string; quotation: string }[];
}
export async function somePattern(app: Server, deals: number): Promise<Pattern> {
  const model = await someModel(app);
  const pattern: Pattern = { model: model.id, car: (await stockCar(app, model)).id, deals: [] };
  while (pattern.deals.length < deals) {
    const deal = await someOpportunity(app, model);
    await identify(app, deal.customerId);
    pattern.deals.push({ opportunity: deal.opportunityId, quotation: (await sentQuotation(app, model, deal)).id as string });
  }
  return pattern;
}
export async function copyModel(app: Server, of: string): Promise<string> {
  const id = randomUUID();
  await copy(app, 'inventory.vehicle_model', of, { id, code: `T-H-${unique()}` });
  return id;
}
export async function copyCar(app: Server, of: string, modelId: string, vin: string): Promise<{ id: string; vin: string }> {
  const id = randomUUID();
  await copy(app, 'inventory.stock_vehicle', of, { id, vin, number: `SV-H-${vin}`, model_id: modelId, certificate_number: vin });
  return { id, vin };
}
/** A quotation that the customer has, over a model: it can be accepted. */
export async function copyDeal(app: Server, of: Pattern['deals'][number], modelId: string): Promise<string> {
  const [opportunityId, id] = [randomUUID(), randomUUID()];
  await copy(app, 'crm.opportunity', of.opportunity, {
    ...{ id: opportunityId, number: `OP-H-${unique()}`, lead_id: null, model_id: modelId },
  });
  const [row] = await app.sql<{ colour: string; lines: PriceLine[] }>('SELECT colour, lines FROM sales.quotation WHERE id = $1', [
    of.quotation,
  ]);
  const hash = hashOf(modelId, row?.colour ?? '', row?.lines ?? [], []);
  const own = { id, number: `QT-H-${unique()}`, opportunity_id: opportunityId, series_id: id, model_id: modelId };
  await copy(app, 'sales.quotation', of.quotation, { ...own, version_hash: hash, approved_hash: hash });
  return id;
}
/** Numbers below a bound, the same for the same seed. */
export const dice = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
