import { expectStatus, someModel, someVin, stockCar } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { dispose } from '../support/stock.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

const CSV = { 'content-type': 'text/csv' };
const HEADING = 'VIN,车型,颜色,采购成本,状态,入库日期,库位,合格证号,门店';
jest.setTimeout(120_000);

let app: Server;
let clerk: Actor;
let manager: Actor;
beforeAll(async () => {
  app = await server();
  [clerk, manager] = [await app.as('inventory_clerk@s01'), await app.as('sales_manager@s01')];
});
const upload = (by: Actor, kind: string, content: string, query = '&mode=GOOD_ROWS', headers: Record<string, string> = CSV) =>
  by.post(`/imports?kind=${kind}${query}`, Buffer.from(content), { headers });
const ended = (id: string, by = clerk): Promise<Answer['body']> =>
  app.soon(async () => {
    const { body } = await by.get(`/imports/${id}`);
    return (body.state === 'DONE' || body.state === 'FAILED') && body;
  }, 'the import');
const badRows = async (id: string, by = clerk) =>
  (
    (await by.get(`/imports/${id}/rows?verdict=BAD&limit=100`)).body.items as {
      rowNumber: number;
      faults: { field: string; code: string }[];
    }[]
  ).map(({ rowNumber, faults }) => [rowNumber, ...faults.map(({ field, code }) => `${field}:${code}`)]);
const codeOf = async (id: string) => (await clerk.get(`/vehicle-models/${id}`)).body.code as string;
/** A VIN of a bulk: check digit at position 9. */
function bulkVin(serial: number): string {
  const raw = `LSV${String(Date.now() % 100_000).padStart(5, '0')}0P${String(serial).padStart(7, '0')}`;
  const value = (c: string) => (/\d/.test(c) ? Number(c) : ({ L: 3, S: 2, V: 5, P: 7 } as Record<string, number>)[c]) ?? 0;
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const digit = [...raw].reduce((sum, c, i) => sum + value(c) * (weights[i] ?? 0), 0) % 11;
  return raw.slice(0, 8) + (digit === 10 ? 'X' : String(digit)) + raw.slice(9);
}

describe('an import of cars', () => {
  it('marks what is recalled, and takes in again what was sold to the trade (W-8, ID-1)', async () => {
    const model = await someModel(app);
    const code = await codeOf(model.id);
    const recalled = someVin();
    const recall = {
      code: `S${recalled.slice(-6)}V`,
      title: '制动主缸',
      remedy: '更换密封圈',
      publishedOn: '2026-11-24',
      vins: [recalled],
    };
    expectStatus(await clerk.post('/vehicle-recalls', recall), 201);
    const sold = await stockCar(app, model);
    expectStatus(await dispose(app, sold.id, 'WHOLESALE'), 200);
    const file = [HEADING, `${recalled},${code},珍珠白,1,,,,,`, `${sold.vin},${code},珍珠白,1,,,,,`].join('\n');
    const { id } = expectStatus(await upload(clerk, 'CARS', file), 201);
    expect(await ended(id as string)).toMatchObject({ state: 'DONE', rowsGood: 2, rowsBad: 0 });
    const cars = (await clerk.get(`/stock-vehicles?modelId=${model.id}&state=ORDERED`)).body.items as {
      vin: string;
      openRecall: boolean;
    }[];
    expect(cars.map((c) => [c.vin, c.openRecall]).sort()).toEqual(
      [
        [recalled, true],
        [sold.vin, false],
      ].sort(),
    );
  });

  it('brings the good ones in and says of each bad row what is wrong, by field', async () => {
    const model = await someModel(app);
    const code = await codeOf(model.id);
    const [ordered, arrived] = [someVin(), someVin()];
    const file = [
      HEADING,
      `${ordered},${code},珍珠白,15500000,,,,HGZ1,S01`,
      `${arrived.toLowerCase()},${code},曜石黑,15600000,已到店,2026-10-01,B-07,,`,
      `${ordered},${code},珍珠白,1,,,,,`,
      `${ordered.slice(0, 16)},${code},荧光粉,1.5,SOLD,,=1+1,a b,S02`,
      `,NO,,,,2026-01-01,,,`,
      '',
    ].join('\n');
    const dry = expectStatus(await upload(clerk, 'CARS', file, '&mode=GOOD_ROWS&dryRun=true'), 201);
    expect(dry).toMatchObject({ state: 'DONE', rowsGood: 2, rowsBad: 3 });
    const { id } = expectStatus(await upload(clerk, 'CARS', file), 201);
    expect(await ended(id as string)).toMatchObject({ state: 'DONE', rowsTotal: 5, rowsGood: 2, rowsBad: 3, rowsWaiting: 0 });
    expect(await badRows(id as string)).toEqual([
      [4, 'vin:cell_vin_twice'],
      [
        5,
        ...['vin:vin_length', 'colour:colour_not_of_model', 'purchaseCost:cell_number_invalid', 'state:cell_state_invalid'],
        ...['location:cell_formula', 'certificateNumber:cell_code_invalid', 'store:cell_store_unknown'],
      ],
      [6, 'vin:cell_missing', 'model:cell_model_unknown', 'purchaseCost:cell_missing', 'stockInDate:cell_date_invalid'],
    ]);
    const cars = (await clerk.get(`/stock-vehicles?modelId=${model.id}`)).body.items as Record<string, unknown>[];
    expect(cars.find((c) => c['vin'] === ordered)).toMatchObject({ state: 'ORDERED', purchaseCost: 15_500_000, certificateNumber: 'HGZ1' });
    const taken = cars.find((c) => c['vin'] === arrived);
    expect(taken).toMatchObject({ state: 'ARRIVED', stockInDate: '2026-10-01', location: 'B-07', arrivedOn: '2026-11-24' });
    // The inspection is still to be made, and its age goes on (V-3, V-4).
    const inspection = { passed: true, documents: ['KEYS'] };
    expect(
      expectStatus(await clerk.post(`/stock-vehicles/${String(taken?.['id'])}/accept`, { location: 'B-07', inspection }), 200),
    ).toMatchObject({ state: 'IN_STOCK', stockInDate: '2026-10-01', stockAgeDays: 54 });
    expect((await clerk.get(`/stock-levels?modelId=${model.id}`)).body.items).toHaveLength(2);
    const again = expectStatus(await upload(clerk, 'CARS', `${HEADING}\n${ordered},${code},珍珠白,1,,,,,\n`), 201);
    expect(again).toMatchObject({ state: 'DONE', rowsBad: 1 });
    expect(await badRows(again.id as string)).toEqual([[2, 'vin:vin_exists']]);
  });

  it('knows when a car was made; arrived cars end a low alert by themselves (RG-1, V-7)', async () => {
    const model = await someModel(app);
    const code = await codeOf(model.id);
    expectStatus(await manager.post('/stock-policies', { modelId: model.id, colour: '珍珠白', safety: 1 }), 201);
    const alerts = async () => (await clerk.get(`/stock-alerts?modelId=${model.id}`)).body.items as { state: string; kind: string }[];
    await app.soon(async () => (await alerts())[0]?.state === 'OPEN', 'the low alert');
    const [good, bad] = [someVin(), someVin()];
    const rows = [`${good},${code},珍珠白,1,已到店,2026-02-01`, `${bad},${code},珍珠白,1,已到店,2027-01-01`];
    const { id } = expectStatus(await upload(clerk, 'CARS', `VIN,车型,颜色,采购成本,状态,生产日期\n${rows.join('\n')}\n`), 201);
    await ended(id as string);
    expect(await badRows(id as string)).toEqual([[3, 'producedOn:cell_date_invalid']]);
    const [car] = (await clerk.get(`/stock-vehicles?modelId=${model.id}`)).body.items as { vin: string; producedOn: string }[];
    expect([car?.vin, car?.producedOn]).toEqual([good, '2026-02-01']);
    const second = expectStatus(await upload(clerk, 'CARS', `VIN,车型,颜色,采购成本,状态\n${bad},${code},珍珠白,1,已到店\n`), 201);
    await ended(second.id as string);
    await app.soon(async () => (await alerts()).every((a) => a.state === 'CLOSED'), 'the alert closes');
  });

  it('of ALL_OR_NOTHING with one bad row brings nothing in', async () => {
    const model = await someModel(app);
    const code = await codeOf(model.id);
    const file = `${HEADING}\n${someVin()},${code},珍珠白,1,,,,,\n${someVin()},${code},荧光粉,1,,,,,\n`;
    const record = expectStatus(await upload(clerk, 'CARS', file, '&mode=ALL_OR_NOTHING'), 201);
    expect(record).toMatchObject({ state: 'FAILED', rowsWaiting: 1, rowsBad: 1 });
    expect((await clerk.get(`/stock-vehicles?modelId=${model.id}`)).body.items).toEqual([]);
  });

  it('of two files with one car brings it in once; of ALL_OR_NOTHING the other file stays out as a whole', async () => {
    const model = await someModel(app);
    const code = await codeOf(model.id);
    const shared = someVin();
    const file = () => `${HEADING}\n${shared},${code},珍珠白,1,,,,,\n${someVin()},${code},珍珠白,1,,,,,\n`;
    const sent = await Promise.all([1, 2].map(() => upload(clerk, 'CARS', file(), '&mode=ALL_OR_NOTHING')));
    const records = await Promise.all(sent.map((answer) => ended(expectStatus(answer, 201).id as string)));
    const [done, failed] = records.sort((a, b) => String(a.state).localeCompare(String(b.state)));
    expect(done).toMatchObject({ state: 'DONE', rowsGood: 2 });
    expect(failed).toMatchObject({ state: 'FAILED', rowsGood: 0, rowsBad: 1, rowsWaiting: 1 });
    expect(await badRows(failed.id as string)).toEqual([[2, expect.stringContaining('vin_exists')]]);
    expect((await clerk.get(`/stock-vehicles?modelId=${model.id}`)).body.items).toHaveLength(2);
  });

  it('is for those who may order a car, as leads and models are for theirs', async () => {
    const agent = await app.as('crm_agent@s01');
    expect((await upload(agent, 'CARS', `${HEADING}\n`)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await upload(clerk, 'LEADS', '姓名,手机\n')).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await upload(clerk, 'MODELS', 'code\n')).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await upload(agent, 'LEADS', '姓名,手机\n')).body.code).toBe('import_empty');
  });

  it(`of ${atScale(500, 10_000)} rows, three in a hundred bad, takes at most 30 s, and each is accounted for`, async () => {
    const model = await someModel(app);
    const code = await codeOf(model.id);
    const many = atScale(500, 10_000);
    const bad = (n: number) => n % 100 < 3;
    const rows = Array.from({ length: many }, (_, n) => `${bulkVin(n)},${code},${bad(n) ? '荧光粉' : '珍珠白'},15500000,,,,,`);
    const begun = performance.now();
    const { id } = expectStatus(await upload(clerk, 'CARS', `${HEADING}\n${rows.join('\n')}\n`), 201);
    let record: Answer['body'];
    do record = await ended(id as string).catch(() => null);
    while (record === null && performance.now() - begun < 60_000);
    const took = performance.now() - begun;
    const wrong = rows.filter((_, n) => bad(n)).length;
    expect(record).toMatchObject({ state: 'DONE', rowsTotal: many, rowsGood: many - wrong, rowsBad: wrong });
    expect(took).toBeLessThan(30_000);
    const [seen] = await app.sql<Record<string, number>>(
      `SELECT count(*)::int AS cars, count(DISTINCT v.number)::int AS numbers, count(w.id)::int AS moves,
         (SELECT sum(quantity)::int FROM inventory.stock_count c WHERE c.model_id = $1 AND kind = 'ORDERED') AS counted,
         (SELECT count(*)::int FROM kernel.audit_entry a JOIN inventory.stock_vehicle x ON x.id = a.aggregate_id WHERE x.model_id = $1 AND a.action = 'order') AS audited,
         (SELECT count(*)::int FROM kernel.event e JOIN inventory.stock_vehicle x ON x.id = e.aggregate_id WHERE x.model_id = $1 AND e.name = 'inventory.vehicle-ordered') AS told
       FROM inventory.stock_vehicle v LEFT JOIN inventory.vehicle_movement w ON w.stock_vehicle_id = v.id WHERE v.model_id = $1`,
      [model.id],
    );
    const good = many - wrong;
    expect(seen).toEqual({ cars: good, numbers: good, moves: good, counted: good, audited: good, told: good });
  });
});

describe('models', () => {
  const price = { listPrice: 21_000_000, floorPrice: 19_000_000 };
  it('have trims, options and colours that cost more (Q-2)', async () => {
    const more = {
      trim: '尊享型',
      transferPrice: 15_800_000,
      options: [{ code: 'SUNROOF', name: '全景天窗', price: 800_000 }],
      colourSurcharges: [{ colour: '曜石黑', surcharge: 500_000 }],
    };
    const { id } = await someModel(app, more);
    expect(expectStatus(await manager.get(`/vehicle-models/${id}`), 200)).toMatchObject(more);
    const seen = (await (await app.as('sales_consultant@s01')).get(`/vehicle-models/${id}`)).body;
    expect([seen.transferPrice, seen.options]).toEqual([null, more.options]);
    const edit = (body: object) => manager.patch(`/vehicle-models/${id}`, body, { headers: { 'if-match': '*' } });
    expect((await edit({ colourSurcharges: [{ colour: '荧光粉', surcharge: 1 }] })).body.code).toBe('colour_not_of_model');
    expect((await edit({ options: [...more.options, ...more.options] })).body.code).toBe('model_option_twice');
    expect(expectStatus(await edit({ colours: ['珍珠白'] }), 200).colourSurcharges).toEqual([]);
  });

  it('have prices by date: those of today are their own', async () => {
    const { id } = await someModel(app);
    const set = (body: object) => manager.post(`/vehicle-models/${id}/prices`, body);
    expect((await set({ ...price, validFrom: '2026-11-23' })).body).toMatchObject({ status: 422, code: 'model_price_in_the_past' });
    expect((await set({ ...price, floorPrice: 22_000_000, validFrom: '2026-12-01' })).body.code).toBe('model_prices_invalid');
    expectStatus(await set({ ...price, validFrom: '2026-12-01', transferPrice: 1 }), 201);
    expect(expectStatus(await set({ ...price, validFrom: '2026-12-01', transferPrice: 15_000_000 }), 201)).toMatchObject({
      applied: false,
    });
    expect((await clerk.get(`/vehicle-models/${id}`)).body.listPrice).toBe(20_000_000);
    expectStatus(await set({ ...price, validFrom: '2026-11-24' }), 201);
    expect((await clerk.get(`/vehicle-models/${id}`)).body).toMatchObject(price);
    const history = (await (await app.as('sales_consultant@s01')).get(`/vehicle-models/${id}/prices`)).body.items;
    expect(history).toMatchObject([
      { validFrom: '2026-12-01', listPrice: 21_000_000, transferPrice: null, applied: false },
      { validFrom: '2026-11-24', listPrice: 21_000_000, floorPrice: null, applied: true },
    ]);
    expect((await (await app.as('sales_consultant@s01')).post(`/vehicle-models/${id}/prices`, price)).status).toBe(403);
    const told = await app.sql(`SELECT payload FROM kernel.event WHERE aggregate_id = $1 AND name = 'inventory.model-changed'`, [id]);
    expect(told).toHaveLength(1);
  });

  it.each(['csv', 'json'])('go out as %s and come in again', async (format) => {
    const { id } = await someModel(app, { options: [{ code: 'S', name: '天窗,全景', price: 800_000 }], name: `=名"称` });
    const before = expectStatus(await manager.get(`/vehicle-models/${id}`), 200);
    const file = (await manager.get(`/vehicle-models/export?format=${format}`)).body;
    const headers = { 'content-type': format === 'csv' ? 'text/csv' : 'text/json' };
    if (format === 'csv') expect(String(file)).toContain(`"'=名""称"`);
    const mine =
      format === 'csv' ? file : JSON.stringify((file as { items: { code: string }[] }).items.filter((m) => m.code === before.code));
    const lines = String(mine).split('\r\n');
    const content = format === 'csv' ? [lines[0], ...lines.filter((l) => l.startsWith(`${before.code},`))].join('\r\n') : String(mine);
    const known = content.replace('800000', '900000');
    const fresh = content.replaceAll(before.code, `${before.code}-N`);
    for (const text of [known, fresh]) {
      const { id: importId } = expectStatus(await upload(manager, 'MODELS', text, '&mode=GOOD_ROWS', headers), 201);
      expect(await badRows(importId as string, manager)).toEqual([]);
      expect(await ended(importId as string, manager)).toMatchObject({ state: 'DONE', rowsGood: 1 });
    }
    const after = (await manager.get(`/vehicle-models/${id}`)).body;
    expect(after).toMatchObject({ name: before.name, options: [{ code: 'S', name: '天窗,全景', price: 900_000 }] });
    const [twin] = (await manager.get(`/vehicle-models?code=${before.code}-N`)).body.items;
    expect(twin).toMatchObject({ name: before.name, colours: before.colours, options: before.options, listPrice: before.listPrice });
  });

  it('are found by series, trim and year; a file does not make another model of a known code', async () => {
    const { id } = await someModel(app, { series: 'S-FILTER', trim: '尊享型' });
    const before = expectStatus(await manager.get(`/vehicle-models/${id}`), 200);
    for (const query of [
      'series=S-FILTER',
      `trim=${encodeURIComponent('尊享型')}&series=S-FILTER`,
      `modelYear=${before.modelYear}&series=S-FILTER`,
    ])
      expect((await manager.get(`/vehicle-models?${query}`)).body.items.map((m: { id: string }) => m.id)).toEqual([id]);
    expect((await manager.get('/vehicle-models?modelYear=1999&series=S-FILTER')).body.items).toEqual([]);
    const file = String((await manager.get('/vehicle-models/export?format=csv')).body).split('\r\n');
    const line = file.find((l) => l.startsWith(`${before.code},`)) ?? '';
    const other = line.replace('S-FILTER', 'S-OTHER').replace(`,${before.powertrain},`, ',PHEV,');
    const sent = expectStatus(await upload(manager, 'MODELS', [file[0], other].join('\r\n')), 201);
    expect(await badRows(sent.id as string, manager)).toEqual([[2, 'series:cell_model_differs', 'powertrain:cell_model_differs']]);
    expect((await manager.get(`/vehicle-models/${id}`)).body).toMatchObject({ series: 'S-FILTER', version: before.version });
  });

  it('that are written wrongly are named by row and field', async () => {
    const heading =
      'code,name,brand,series,modelYear,powertrain,seats,colours,options,listPrice,floorPrice,standardCost,consultantDiscountLimitPercent,managerDiscountLimitPercent,grossFloorPercent';
    const rows = ['a b,,B,S,26,GAS,5,白;白,X,0,1,1,3,8,5', `OK-1,N,B,S,2026,ICE,5,白;黑:1,,100,101,1,9,8,5`];
    const { id } = expectStatus(await upload(manager, 'MODELS', [heading, ...rows].join('\n')), 201);
    expect(await badRows(id as string, manager)).toEqual([
      [
        2,
        ...['code:cell_code_invalid', 'powertrain:cell_powertrain_invalid', 'colours:cell_list_invalid', 'options:cell_list_invalid'],
        ...['name:cell_missing', 'modelYear:cell_number_invalid', 'listPrice:cell_number_invalid'],
      ],
      [3, 'floorPrice:cell_above_list_price', 'consultantDiscountLimitPercent:cell_above_manager'],
    ]);
  });
});
