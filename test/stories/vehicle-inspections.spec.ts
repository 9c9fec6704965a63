import { confirmedOrder, dateOn, expectStatus, type Model, someModel, someVin, stockCar } from '../support/deals.js';
import { orderOf, preparingOrder, readinessOf, readyOrder, handOver } from '../support/orders.js';
import { type Actor, type Answer, ownServer, type Server, server } from '../support/server.js';

const told = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
const PDI_ITEMS = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));
interface Item {
  code: string;
  kind: string;
  required: boolean;
}
interface Template {
  id: string;
  revision: number;
  state: string;
  items: Item[];
}

/** People of the first store, and what they do with cars of one model. */
class Workshop {
  private constructor(
    readonly app: Server,
    readonly model: Model,
    readonly clerk: Actor,
    readonly inspector: Actor,
    readonly manager: Actor,
  ) {}
  static async open(app: Server): Promise<Workshop> {
    const names = ['inventory_clerk@s01', 'quality_inspector@s01', 'sales_manager@s01'];
    const [clerk, inspector, manager] = (await Promise.all(names.map((n) => app.as(n)))) as [Actor, Actor, Actor];
    return new Workshop(app, await someModel(app), clerk, inspector, manager);
  }
  async arrived(): Promise<Answer['body']> {
    const body = { vin: someVin(), modelId: this.model.id, colour: this.model.colour, purchaseCost: 15_500_000 };
    const { id } = expectStatus(await this.clerk.post('/stock-vehicles', body), 201);
    expectStatus(await this.clerk.post(`/stock-vehicles/${id}/ship`, { expectedOn: await dateOn(this.app, 1) }), 200);
    return expectStatus(await this.clerk.post(`/stock-vehicles/${id}/arrive`, { odometerKm: 10 }), 200);
  }
  accept(id: string, passed = true): Promise<Answer> {
    const inspection = { passed, documents: ['CERTIFICATE', 'CONSISTENCY', 'KEYS'], ...(!passed && { note: '前保险杠破损' }) };
    return this.clerk.post(`/stock-vehicles/${id}/accept`, { location: 'A-01', inspection });
  }
  async template(code: string): Promise<Template> {
    const { items } = expectStatus(await this.clerk.get(`/inspection-templates?code=${code}&state=PUBLISHED`), 200) as {
      items: Template[];
    };
    return items[0] as Template;
  }
  /** Every required item answered well, but for those named. */
  async inspect(id: string, templateCode: string, defects: Record<string, object> = {}, more: object = {}): Promise<Answer> {
    const { items } = await this.template(templateCode);
    const answers = items
      .filter((i) => i.required || i.code in defects)
      .map(({ code, kind }) => ({
        code,
        ...(kind === 'NUMBER' ? { number: 12.6 } : kind === 'TEXT' ? { text: '无' } : { result: 'OK' }),
        ...defects[code],
      }));
    return this.inspector.post('/vehicle-inspections', { stockVehicleId: id, templateCode, answers, ...more });
  }
  async defectsOf(id: string): Promise<Answer['body'][]> {
    return expectStatus(await this.clerk.get(`/vehicle-defects?stockVehicleId=${id}&limit=100`), 200).items as Answer['body'][];
  }
  /** Put right by the clerk, accepted by the inspector. */
  async settle(id: string): Promise<void> {
    for (const defect of await this.defectsOf(id))
      if (defect.state === 'OPEN') {
        expectStatus(await this.clerk.post(`/vehicle-defects/${defect.id}/rework`, { note: '已修复' }), 200);
        expectStatus(await this.inspector.post(`/vehicle-defects/${defect.id}/accept`), 200);
      }
  }
  pdi(id: string, failed: string[] = []): Promise<Answer> {
    const items = PDI_ITEMS.map((i) => (failed.includes(i.code) ? { ...i, result: 'FAIL', note: '划痕', severity: 'MAJOR' } : i));
    return this.clerk.post('/pdi-inspections', { stockVehicleId: id, odometerKm: 13, items });
  }
  async car(id: string): Promise<Answer['body']> {
    return expectStatus(await this.clerk.get(`/stock-vehicles/${id}`), 200);
  }
}

describe('inspections (D-9)', () => {
  let app: Server;
  let shop: Workshop;
  beforeAll(async () => {
    app = await server();
    shop = await Workshop.open(app);
  });

  it('follow three checklists that come with the program, each in both languages', async () => {
    const { items } = expectStatus(await shop.clerk.get('/inspection-templates?state=PUBLISHED'), 200) as { items: Answer['body'][] };
    expect(items.map((t) => [t.code, t.titleZh, t.titleEn])).toEqual([
      ['A', '到货检查', 'Arrival inspection'],
      ['B', '库存检查', 'Storage inspection'],
      ['C', '售前检查 PDI', 'Pre-delivery inspection'],
    ]);
    for (const { items: listed } of items) expect((listed as Item[]).filter((i) => i.required).length).toBeGreaterThan(3);
  });

  it('a car that failed its arrival inspection is accepted only when somebody else accepted the rework', async () => {
    const car = await shop.arrived();
    const failed = expectStatus(
      await shop.inspect(car.id, 'A', { EXTERIOR: { result: 'DEFECT', note: '左前门划痕', severity: 'MAJOR', photoReference: 'photo-1' } }),
      201,
    );
    expect(failed).toMatchObject({ result: 'FAILED', templateCode: 'A', templateRevision: 1, vin: car.vin });
    const [defect] = await shop.defectsOf(car.id);
    expect(defect).toMatchObject({
      ...{ state: 'OPEN', source: 'ARRIVAL', inspectionId: failed.id, itemCode: 'EXTERIOR', description: '左前门划痕' },
      ...{ severity: 'MAJOR', photoReference: 'photo-1', storeId: car.storeId },
    });
    expect(told(await shop.accept(car.id))).toEqual([409, 'vehicle_defects_open']);
    const move = (who: Actor, name: string, body: object = {}) => who.post(`/vehicle-defects/${defect.id}/${name}`, body);
    expect(told(await move(shop.inspector, 'accept'))).toEqual([409, 'illegal_move']);
    expectStatus(await move(shop.inspector, 'rework', { note: '已补漆' }), 200);
    expect(told(await move(shop.inspector, 'accept'))).toEqual([403, 'defect_own_rework']);
    expect(told(await shop.accept(car.id))).toEqual([409, 'vehicle_defects_open']);
    expect(expectStatus(await move(shop.clerk, 'reopen', { reason: '色差仍可见' }), 200)).toMatchObject({
      state: 'OPEN',
      decisionNote: '色差仍可见',
    });
    expectStatus(await move(shop.inspector, 'rework', { note: '重新补漆' }), 200);
    expect(expectStatus(await move(shop.clerk, 'accept', { note: '合格' }), 200).state).toBe('ACCEPTED');
    expect(expectStatus(await shop.accept(car.id), 200).state).toBe('IN_STOCK');
  });

  it('so is one that was not accepted as it came, and one whose defect is waived', async () => {
    const car = await shop.arrived();
    expect(expectStatus(await shop.accept(car.id, false), 200).state).toBe('HOLD');
    expectStatus(await shop.clerk.post(`/stock-vehicles/${car.id}/release-hold`, { reason: '待复检' }), 200);
    expect(told(await shop.accept(car.id))).toEqual([409, 'vehicle_defects_open']);
    const [defect] = await shop.defectsOf(car.id);
    expect(defect).toMatchObject({ source: 'ARRIVAL', description: '前保险杠破损', inspectionId: null });
    const waive = (who: Actor) => who.post(`/vehicle-defects/${defect.id}/waive`, { disclosure: '前保险杠破损,折价销售' });
    expect(told(await waive(shop.clerk))).toEqual([403, 'forbidden']);
    expect(expectStatus(await waive(shop.manager), 200).state).toBe('WAIVED');
    expect(expectStatus(await shop.accept(car.id), 200).state).toBe('IN_STOCK');
  });

  it('answer what the checklist asks, of cars whose turn it is', async () => {
    const car = await shop.arrived();
    const wrong = await shop.inspector.post('/vehicle-inspections', {
      stockVehicleId: car.id,
      templateCode: 'A',
      answers: [
        { code: 'EXTERIOR', result: 'DEFECT' },
        { code: 'GLASS', number: 1 },
        { code: 'KEYS', result: 'OK' },
        { code: 'GLASS', result: 'OK' },
        { code: 'WINGS', result: 'OK' },
        { code: 'REMARKS', number: 1 },
        ...['VIN_MATCHES', 'TYRES', 'INTERIOR', 'DOCUMENTS'].map((code) => ({ code, result: 'OK' })),
      ],
    });
    expect(told(wrong)).toEqual([422, 'inspection_incomplete']);
    expect((wrong.body.errors as { pointer: string }[]).map((e) => e.pointer)).toEqual([
      ...['/answers/0/note', '/answers/1/result', '/answers/2/number', '/answers/3/code', '/answers/4/code', '/answers/5/text', '/answers'],
    ]);
    const early = await shop.inspect(car.id, 'B');
    expect([...told(early), early.body.allowedMoves]).toEqual([409, 'inspection_not_due', ['accept', 'hold', 'report-damage']]);
    expect(told(await shop.inspect(car.id, 'A', {}, { odometerKm: 9 }))).toEqual([422, 'odometer_backwards']);
    expect(expectStatus(await shop.inspect(car.id, 'A', {}, { odometerKm: 11 }), 201)).toMatchObject({ result: 'PASSED', odometerKm: 11 });
    expectStatus(await shop.accept(car.id), 200);
    expect(told(await shop.inspect(car.id, 'A'))).toEqual([409, 'inspection_not_due']);
    const theirs = await app.as('quality_inspector@s02');
    expect(
      told(
        await theirs.post('/vehicle-inspections', {
          stockVehicleId: car.id,
          templateCode: 'B',
          answers: [{ code: 'LEAKS', result: 'OK' }],
        }),
      ),
    ).toEqual([404, 'not_found']);
  });

  it('in storage are due again and again', async () => {
    const car = await stockCar(app, shop.model);
    /** Page by page: other specs bring cars in too. */
    const due = async (query: string, cursor = ''): Promise<Answer['body']> => {
      const page = expectStatus(await shop.clerk.get(`/vehicle-inspections/due?limit=100&${query}${cursor}`), 200);
      const found = (page.items as Answer['body'][]).find((c) => c.id === car.id);
      return found ?? (page.nextCursor === null ? undefined : due(query, `&cursor=${encodeURIComponent(page.nextCursor as string)}`));
    };
    const [soon, then] = [await dateOn(app, 29), await dateOn(app, 30)];
    expect([await due(''), await due(`dueBy=${soon}`)]).toEqual([undefined, undefined]);
    expect(await due(`dueBy=${then}`)).toMatchObject({ vin: car.vin, dueOn: then, lastInspectedOn: null, overdueSince: null });
    await app.sql(`UPDATE inventory.stock_vehicle SET storage_due_on = storage_due_on - 30 WHERE id = $1`, [car.id]);
    expect(await due('')).toMatchObject({ dueOn: await dateOn(app, 0) });
    expectStatus(await shop.inspect(car.id, 'B', { TYRES: { result: 'DEFECT', note: '胎压不足' } }), 201);
    expect(await due(`dueBy=${then}`)).toMatchObject({ dueOn: then, lastInspectedOn: await dateOn(app, 0) });
    expect(await shop.defectsOf(car.id)).toMatchObject([{ source: 'STORAGE', severity: 'MINOR' }]);
    expect(
      (expectStatus(await shop.clerk.get(`/vehicle-inspections?stockVehicleId=${car.id}&result=FAILED`), 200).items as []).length,
    ).toBe(1);
  });

  it('before delivery: what failed passes again only when it is settled', async () => {
    const { car, order } = await preparingOrder(app, await someModel(app));
    expect(expectStatus(await shop.pdi(car.id, ['EXTERIOR', 'TYRES']), 201).result).toBe('FAILED');
    expect((await shop.defectsOf(car.id)).map((d) => [d.source, d.itemCode, d.severity]).sort()).toEqual([
      ['PDI', 'EXTERIOR', 'MAJOR'],
      ['PDI', 'TYRES', 'MAJOR'],
    ]);
    expect(told(await shop.pdi(car.id))).toEqual([409, 'vehicle_defects_open']);
    expect((await shop.car(car.id)).state).toBe('PREPARING');
    await shop.settle(car.id);
    expect(expectStatus(await shop.pdi(car.id), 201)).toMatchObject({ result: 'PASSED', salesOrderId: order.id });
    expect((await shop.car(car.id)).state).toBe('READY');
  });

  it('what they found the buyer is told in writing before the keys go (三包 32)', async () => {
    const { car, order } = await readyOrder(app, await someModel(app));
    const gate = async (code: string) =>
      ((await readinessOf(app, order.id)).gates as { code: string; passed: boolean; reason: string | null }[]).find((g) => g.code === code);
    expect(await gate('DEFECTS_DISCLOSED')).toMatchObject({ passed: true });
    // Found after the car was ready: it is inspected anew, and its buyer told.
    expectStatus(await shop.inspect(car.id, 'B', { EXTERIOR: { result: 'DEFECT', note: '后保险杠擦痕' } }), 201);
    expect([(await gate('PDI_PASSED'))?.passed, (await gate('DEFECTS_DISCLOSED'))?.passed]).toEqual([false, false]);
    const consultant = await app.as('sales_consultant@s01');
    const deliver = async () => consultant.post(`/sales-orders/${order.id}/deliver`, await handOver(app, order.id));
    expect(told(await deliver())).toEqual([409, 'delivery_gates_open']);
    await shop.settle(car.id);
    expectStatus(await shop.pdi(car.id), 201);
    expect([(await gate('PDI_PASSED'))?.passed, (await gate('DEFECTS_DISCLOSED'))?.passed]).toEqual([true, false]);
    const refused = await deliver();
    expect(told(refused)).toEqual([409, 'delivery_gates_open']);
    expect(JSON.stringify(refused.body)).toContain('DEFECTS_DISCLOSED');

    const listed = expectStatus(await consultant.get(`/vehicle-defects?undisclosed=true&vin=${car.vin}`), 200).items as { id: string }[];
    expect(listed).toHaveLength(1);
    const disclose = () => consultant.post(`/vehicle-defects/${listed[0]?.id}/disclose`, { document: 'GZ-2026-0031' });
    const disclosed = expectStatus(await disclose(), 200);
    expect(disclosed).toMatchObject({ state: 'ACCEPTED', disclosures: [{ salesOrderId: order.id, document: 'GZ-2026-0031' }] });
    expect(told(await disclose())).toEqual([409, 'defect_disclosed']);
    expect(expectStatus(await consultant.get(`/vehicle-defects?undisclosed=true&vin=${car.vin}`), 200).items).toEqual([]);
    expectStatus(await deliver(), 200);
    expect((await orderOf(app, order.id)).state).toBe('DELIVERED');
    const [left] = await app.sql('SELECT storage_due_on, storage_inspected_on FROM inventory.stock_vehicle WHERE id = $1', [car.id]);
    expect(left).toEqual({ storage_due_on: null, storage_inspected_on: null });
  });

  it('nobody is told of a car that nobody has ordered, and the next buyer is told anew', async () => {
    const model = await someModel(app);
    const { car, order } = await preparingOrder(app, model);
    expectStatus(await shop.pdi(car.id, ['TYRES']), 201);
    const [defect] = await shop.defectsOf(car.id);
    const disclose = () => shop.clerk.post(`/vehicle-defects/${defect.id}/disclose`, { document: 'GZ-1' });
    expectStatus(await disclose(), 200);
    expectStatus(await shop.manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '客户放弃' }), 200);
    await app.soon(async () => (await shop.car(car.id)).state === 'IN_STOCK', 'the car is free');
    expect(told(await disclose())).toEqual([409, 'car_has_no_buyer']);
    const next = await confirmedOrder(app, model);
    expect((await shop.car(car.id)).reservation.salesOrderId).toBe(next.id);
    expect(expectStatus(await disclose(), 200).disclosures).toHaveLength(2);
  });
});

describe('on a clock of its own', () => {
  it('a checklist is changed by its next revision, and what was not inspected is found in the morning', async () => {
    const app = await ownServer();
    const shop = await Workshop.open(app);
    const boss = await app.as('general_manager@s01');
    const before = await shop.template('C');
    const items = [...before.items, { code: 'PLUG', titleZh: '充电口', titleEn: 'Charging port', required: true, kind: 'NUMBER' }];
    const body = { code: 'C', titleZh: '售前检查 PDI', titleEn: 'Pre-delivery inspection', items };
    expect(told(await shop.clerk.post('/inspection-templates', body))).toEqual([403, 'forbidden']);
    const twice = await boss.post('/inspection-templates', { ...body, items: [...items, items[0]] });
    expect([...told(twice), twice.body.errors[0].pointer]).toEqual([422, 'inspection_item_twice', `/items/${items.length}/code`]);
    const draft = expectStatus(await boss.post('/inspection-templates', body), 201);
    expect([draft.revision, draft.state, draft.number]).toEqual([2, 'DRAFT', 'C-2']);
    const etag = { headers: { 'if-match': '"1"' } };
    expectStatus(await boss.patch(`/inspection-templates/${draft.id}`, { titleEn: 'PDI' }, etag), 200);
    const car = await stockCar(app, shop.model);
    // Until it is published, cars are inspected by the one before.
    expectStatus(await shop.pdi(car.id), 201);
    expect(expectStatus(await boss.post(`/inspection-templates/${draft.id}/publish`), 200).state).toBe('PUBLISHED');
    expect(expectStatus(await boss.get(`/inspection-templates/${before.id}`), 200).state).toBe('RETIRED');
    expect(told(await boss.patch(`/inspection-templates/${draft.id}`, { titleEn: 'X' }, { headers: { 'if-match': '*' } }))).toEqual([
      409,
      'inspection_template_fixed',
    ]);
    expect(told(await shop.pdi(car.id))).toEqual([422, 'pdi_items_missing']);
    const asked = expectStatus(await shop.clerk.get('/pdi-templates'), 200).items[0].items as { code: string }[];
    expect(asked.map((i) => i.code)).toEqual([...PDI_ITEMS.map((i) => i.code), 'PLUG']);
    const done = (more: object) =>
      shop.clerk.post('/pdi-inspections', {
        stockVehicleId: car.id,
        odometerKm: 13,
        items: [...PDI_ITEMS, { code: 'PLUG', result: 'PASS', ...more }],
      });
    const unread = await done({});
    expect([...told(unread), unread.body.errors[0].pointer]).toEqual([422, 'pdi_items_missing', '/items/5/value']);
    expect(expectStatus(await done({ value: '80' }), 201).items[5]).toMatchObject({ code: 'PLUG', value: '80' });

    await app.sql(`UPDATE inventory.stock_vehicle SET storage_due_on = $2::date WHERE id = $1`, [car.id, await dateOn(app, 0)]);
    const overdue = async () =>
      (
        expectStatus(await (await app.as('inventory_clerk@s01')).get('/vehicle-inspections/due?overdue=true&limit=100'), 200)
          .items as Answer['body'][]
      ).find((c) => c.id === car.id);
    const told1 = () =>
      app.sql(`SELECT 1 FROM kernel.event WHERE name = 'inventory.storage-inspection-overdue' AND aggregate_id = $1`, [car.id]);
    expect(await overdue()).toBeUndefined();
    await app.advance('P1D');
    expect((await overdue())?.overdueSince).toBe(await dateOn(app, 0));
    expect(await told1()).toHaveLength(1);
    await app.advance('P1D');
    expect(await told1()).toHaveLength(1);
    const fresh = await Workshop.open(app);
    expectStatus(await fresh.inspect(car.id, 'B'), 201);
    expect(await overdue()).toBeUndefined();
  });
});
