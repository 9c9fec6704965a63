import { checkVin } from '../../src/kernel/identifiers.js';
import { dateOf, daysBetween } from '../../src/kernel/time/clock.js';
import { type Actor, type Answer, ownServer, type Server, server } from '../support/server.js';

const DOCUMENTS = ['CERTIFICATE', 'CONSISTENCY', 'KEYS'];
const PDI_ITEMS = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));
const base = Date.now() % 1_000_000;
let serial = 0;

/** A VIN nobody has, with its check digit. */
function newVin(): string {
  const raw = `LFV1${process.pid % 10}${String(base).padStart(6, '0').slice(0, 3)}0T${String(base).slice(-3).padStart(3, '0')}${String(++serial).padStart(4, '0')}`;
  return raw.slice(0, 8) + String(checkVin(raw, 'LENIENT').facts['computedCheckDigit']) + raw.slice(9);
}

/** One dealership's inventory clerk with a model of their own: no other test's cars come into it. */
class Yard {
  private constructor(
    readonly app: Server,
    readonly clerk: Actor,
    readonly modelId: string,
  ) {}
  static async open(app: Server): Promise<Yard> {
    const clerk = await app.as('inventory_clerk@s01');
    const model = await clerk.post('/vehicle-models', modelBody());
    expect(model.status).toBe(201);
    return new Yard(app, clerk, model.body.id);
  }
  order(more: object = {}): Promise<Answer> {
    return this.clerk.post('/stock-vehicles', {
      vin: newVin(),
      modelId: this.modelId,
      colour: '珍珠白',
      purchaseCost: 10_000_000,
      ...more,
    });
  }
  move(id: string, move: string, body: object): Promise<Answer> {
    return this.clerk.post(`/stock-vehicles/${id}/${move}`, body);
  }
  async arrived(more: object = {}): Promise<Answer['body']> {
    const { body: car } = await this.order(more);
    await this.move(car.id, 'ship', { expectedOn: '2030-01-01' });
    return (await this.move(car.id, 'arrive', { odometerKm: 12 })).body;
  }
  async inStock(more: object = {}): Promise<Answer['body']> {
    const car = await this.arrived(more);
    const accepted = await this.move(car.id, 'accept', { location: 'A-01', inspection: { passed: true, documents: DOCUMENTS } });
    expect([accepted.status, accepted.body.state]).toEqual([200, 'IN_STOCK']);
    return accepted.body;
  }
  async car(id: string): Promise<Answer['body']> {
    return (await this.clerk.get(`/stock-vehicles/${id}`)).body;
  }
}
let models = 0;
const modelBody = (more: object = {}) => ({
  code: `ZT-${process.pid}-${base}-${++models}`,
  name: '测试车型',
  brand: '示范',
  series: 'T',
  modelYear: 2026,
  powertrain: 'ICE',
  colours: ['珍珠白', '曜石黑'],
  seats: 5,
  listPrice: 15_000_000,
  floorPrice: 13_800_000,
  standardCost: 10_800_000,
  consultantDiscountLimitPercent: 3,
  managerDiscountLimitPercent: 8,
  grossFloorPercent: 5,
  ...more,
});
const told = (answer: Answer) => [answer.status, answer.body.code];

describe('inventory', () => {
  let app: Server;
  let yard: Yard;
  beforeAll(async () => {
    app = await server();
    yard = await Yard.open(app);
  });

  describe('models', () => {
    it('hides cost, floor price and gross floor from consultants', async () => {
      const seen = (await (await app.as('sales_consultant@s01')).get(`/vehicle-models/${yard.modelId}`)).body;
      expect([seen.listPrice, seen.floorPrice, seen.standardCost, seen.grossFloorPercent]).toEqual([15_000_000, null, null, null]);
      const managed = (await (await app.as('sales_manager@s01')).get(`/vehicle-models/${yard.modelId}`)).body;
      expect([managed.floorPrice, managed.standardCost, managed.grossFloorPercent]).toEqual([13_800_000, 10_800_000, 5]);
    });

    it('refuses a code twice, a floor above the list price and limits out of order (Q-3)', async () => {
      const body = modelBody();
      expect((await yard.clerk.post('/vehicle-models', body)).status).toBe(201);
      expect(told(await yard.clerk.post('/vehicle-models', body))).toEqual([409, 'model_code_taken']);
      expect(told(await yard.clerk.post('/vehicle-models', modelBody({ floorPrice: 15_000_001 })))).toEqual([422, 'model_prices_invalid']);
      expect(told(await yard.clerk.post('/vehicle-models', modelBody({ consultantDiscountLimitPercent: 9 })))).toEqual([
        422,
        'model_prices_invalid',
      ]);
    });

    it('changes a price only on the version that was read', async () => {
      const manager = await app.as('sales_manager@s01');
      const { id } = (await yard.clerk.post('/vehicle-models', modelBody())).body;
      expect(told(await manager.patch(`/vehicle-models/${id}`, { listPrice: 16_000_000 }))).toEqual([428, 'if_match_required']);
      const changed = await manager.patch(`/vehicle-models/${id}`, { listPrice: 16_000_000 }, { headers: { 'if-match': '"1"' } });
      expect([changed.status, changed.body.listPrice, changed.body.version]).toEqual([200, 16_000_000, 2]);
      expect(told(await manager.patch(`/vehicle-models/${id}`, { listPrice: 1 }, { headers: { 'if-match': '"1"' } }))).toEqual([
        412,
        'version_stale',
      ]);
    });

    it('lists by powertrain, brand and code', async () => {
      const { items } = (await yard.clerk.get('/vehicle-models?powertrain=BEV&limit=100')).body;
      expect(items.length).toBeGreaterThanOrEqual(2);
      expect(new Set(items.map((m: { powertrain: string }) => m.powertrain))).toEqual(new Set(['BEV']));
    });
  });

  describe('a car comes in', () => {
    it('is ordered, shipped, unloaded, inspected and in stock, and every move is kept (V-1, V-3)', async () => {
      const car = await yard.inStock();
      expect(car.stockAgeDays).toBe(0);
      expect(car.documents).toEqual(DOCUMENTS);
      expect(car.purchaseCost).toBe(10_000_000);
      const { items } = (await yard.clerk.get(`/stock-vehicles/${car.id}/movements`)).body;
      expect(items.map((m: { move: string; fromState: string | null; toState: string }) => [m.move, m.fromState, m.toState])).toEqual([
        ['accept', 'ARRIVED', 'IN_STOCK'],
        ['arrive', 'IN_TRANSIT', 'ARRIVED'],
        ['ship', 'ORDERED', 'IN_TRANSIT'],
        ['order', null, 'ORDERED'],
      ]);
    });

    it('refuses what is no VIN, each fault by its name (ID-1)', async () => {
      const vin = newVin();
      const wrongDigit = vin.slice(0, 8) + (vin[8] === '1' ? '2' : '1') + vin.slice(9);
      expect(told(await yard.order({ vin: wrongDigit }))).toEqual([422, 'vin_check_digit']);
      expect(told(await yard.order({ vin: vin.slice(0, 16) }))).toEqual([422, 'vin_length']);
      expect(told(await yard.order({ vin: `I${vin.slice(1)}` }))).toEqual([422, 'vin_illegal_character']);
    });

    it('knows a VIN once in the group, however it is typed', async () => {
      const { body: car } = await yard.order();
      expect(told(await yard.order({ vin: ` ${car.vin.toLowerCase()} ` }))).toEqual([409, 'vin_exists']);
    });

    it('refuses a colour the model does not come in, and a model that is not there', async () => {
      expect(told(await yard.order({ colour: '荧光绿' }))).toEqual([422, 'colour_not_of_model']);
      expect(told(await yard.order({ modelId: '01938b4e-7c00-7000-8000-000000000001' }))).toEqual([422, 'reference_unknown']);
    });

    it('refuses moves out of order and names the legal ones (V-2)', async () => {
      const { body: car } = await yard.order();
      const refused = await yard.move(car.id, 'accept', { location: 'A-01', inspection: { passed: true, documents: [] } });
      expect([...told(refused), refused.body.allowedMoves]).toEqual([409, 'illegal_move', ['ship', 'cancel-order']]);
    });

    it('holds a car that fails its arrival inspection until it was inspected again (V-3, 三包 12)', async () => {
      const car = await yard.arrived();
      const held = (
        await yard.move(car.id, 'accept', { location: 'Q-01', inspection: { passed: false, documents: [], note: '前保险杠破损' } })
      ).body;
      expect([held.state, held.holdReason, held.stockInDate]).toEqual(['HOLD', '前保险杠破损', null]);
      expect((await yard.move(car.id, 'release-hold', { reason: '已修复' })).body.state).toBe('ARRIVED');
      // What was wrong is put right, and somebody else says so (D-9).
      const { items } = (await yard.clerk.get(`/vehicle-defects?stockVehicleId=${car.id}`)).body;
      await yard.clerk.post(`/vehicle-defects/${items[0].id}/rework`, { note: '已修复' });
      await (await app.as('quality_inspector@s01')).post(`/vehicle-defects/${items[0].id}/accept`);
      expect((await yard.move(car.id, 'accept', { location: 'A-02', inspection: { passed: true, documents: DOCUMENTS } })).body.state).toBe(
        'IN_STOCK',
      );
    });

    it('refuses another car than the one that was ordered (V-3)', async () => {
      const { body: car } = await yard.order();
      await yard.move(car.id, 'ship', { expectedOn: '2030-01-01' });
      expect(told(await yard.move(car.id, 'arrive', { odometerKm: 5, scannedVin: newVin() }))).toEqual([422, 'scanned_vin_differs']);
      const arrived = await yard.move(car.id, 'arrive', {
        odometerKm: 5,
        scannedVin: car.vin,
        damages: [{ place: '左前门', note: '划痕' }],
      });
      expect([arrived.body.state, arrived.body.damages]).toEqual(['ARRIVED', [{ place: '左前门', note: '划痕' }]]);
      expect((await yard.clerk.get(`/vehicle-defects?stockVehicleId=${car.id}`)).body.items).toMatchObject([
        { source: 'ARRIVAL', itemCode: 'UNLOADING', description: '左前门:划痕', state: 'OPEN' },
      ]);
    });

    it('needs an Idempotency-Key, and orders once with it', async () => {
      const body = { vin: newVin(), modelId: yard.modelId, colour: '珍珠白', purchaseCost: 1 };
      expect(told(await yard.clerk.post('/stock-vehicles', body, { key: null }))).toEqual([400, 'idempotency_key_required']);
      const key = crypto.randomUUID();
      const first = await yard.clerk.post('/stock-vehicles', body, { key });
      const again = await yard.clerk.post('/stock-vehicles', body, { key });
      expect([again.status, again.body.id, again.headers.get('idempotency-replayed')]).toEqual([201, first.body.id, 'true']);
    });

    it('goes back from hold to where it was', async () => {
      const car = await yard.inStock();
      expect((await yard.move(car.id, 'hold', { reason: '漆面待查' })).body.state).toBe('HOLD');
      expect(told(await yard.move(car.id, 'reserve', { reason: '客户看中' }))).toEqual([409, 'vehicle_not_available']);
      const back = (await yard.move(car.id, 'release-hold', { reason: '合格' })).body;
      expect([back.state, back.holdReason, back.stockInDate]).toEqual(['IN_STOCK', null, car.stockInDate]);
    });

    it('becomes a demo car only insured (T-3)', async () => {
      const car = await yard.inStock();
      expect(told(await yard.move(car.id, 'assign-demo', { insuredUntil: '2020-01-01' }))).toEqual([422, 'demo_insurance_expired']);
      expect((await yard.move(car.id, 'assign-demo', { insuredUntil: '2099-01-01' })).body.state).toBe('DEMO');
    });
  });

  describe('who sees what', () => {
    it('shows consultants the car but not its cost, and no moves', async () => {
      const car = await yard.inStock();
      const seen = (await (await app.as('sales_consultant@s01')).get(`/stock-vehicles/${car.id}`)).body;
      expect([seen.vin, seen.odometerKm, seen.state, seen.purchaseCost, seen.allowedMoves]).toEqual([car.vin, 12, 'IN_STOCK', null, []]);
    });

    it('does not exist for another store', async () => {
      const car = await yard.inStock();
      const stranger = await app.as('inventory_clerk@s02');
      expect((await stranger.get(`/stock-vehicles/${car.id}`)).status).toBe(404);
      expect((await stranger.get(`/stock-vehicles/${car.id}/movements`)).status).toBe(404);
      expect((await stranger.post(`/stock-vehicles/${car.id}/reserve`, { reason: '试试' })).status).toBe(404);
      expect((await stranger.get(`/stock-vehicles?vin=${car.vin}`)).body.items).toEqual([]);
      expect((await yard.car(car.id)).state).toBe('IN_STOCK');
    });

    it('lets a consultant reserve nothing', async () => {
      const car = await yard.inStock();
      expect(told(await (await app.as('sales_consultant@s01')).post(`/stock-vehicles/${car.id}/reserve`, { reason: '留车' }))).toEqual([
        403,
        'forbidden',
      ]);
    });

    it('finds a car by the tail of its VIN, by state and colour, oldest stock first', async () => {
      const car = await yard.inStock({ colour: '曜石黑' });
      const found = (await yard.clerk.get(`/stock-vehicles?q=${car.vin.slice(-8).toLowerCase()}`)).body.items;
      expect(found.map((c: { id: string }) => c.id)).toEqual([car.id]);
      const page = (
        await yard.clerk.get(
          `/stock-vehicles?modelId=${yard.modelId}&state=IN_STOCK&state=DEMO&colour=${encodeURIComponent('曜石黑')}&sort=stockInDate&count=true`,
        )
      ).body;
      expect(page.items.some((c: { id: string }) => c.id === car.id)).toBe(true);
      expect(page.total).toBeGreaterThanOrEqual(1);
      expect((await yard.clerk.get('/stock-vehicles?q=123')).status).toBe(400);
    });

    it('lists twenty cars in at most four statements', async () => {
      const answer = await yard.clerk.get('/stock-vehicles?limit=20');
      const statements = Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1]);
      expect(statements).toBeLessThanOrEqual(4);
    });
  });

  describe('reservations', () => {
    it('gives one of fifty callers the car and tells the others (D-4)', async () => {
      const car = await yard.inStock();
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => yard.move(car.id, 'reserve', { reason: `客户 ${n}` })));
      const won = answers.filter((a) => a.status === 200);
      expect(won.map((a) => a.body.state)).toEqual(['RESERVED']);
      expect(answers.filter((a) => a.status !== 200).map(told)).toEqual(Array.from({ length: 49 }, () => [409, 'vehicle_not_available']));
      const live = await app.sql('SELECT id FROM inventory.reservation WHERE stock_vehicle_id = $1', [car.id]);
      const moves = await app.sql(`SELECT id FROM inventory.vehicle_movement WHERE stock_vehicle_id = $1 AND move = 'reserve'`, [car.id]);
      const events = await app.sql(`SELECT id FROM kernel.event WHERE aggregate_id = $1 AND name = 'inventory.vehicle-reserved'`, [car.id]);
      expect([live.length, moves.length, events.length]).toEqual([1, 1, 1]);
      expect((await yard.car(car.id)).reservation).toMatchObject({ id: won[0]?.body.reservation.id, salesOrderId: null });
    });

    it('has an index that alone forbids a second live reservation', async () => {
      const car = await yard.inStock();
      await yard.move(car.id, 'reserve', { reason: '留车' });
      const second = app.sql(
        `INSERT INTO inventory.reservation SELECT gen_random_uuid(), 1, created_at, updated_at, state, store_id, stock_vehicle_id, NULL, NULL, reserved_by, expires_at, reason, NULL, NULL
         FROM inventory.reservation WHERE stock_vehicle_id = $1`,
        [car.id],
      );
      await expect(second).rejects.toThrow('uq_reservation_live_vehicle');
    });

    it('holds for 48 hours unless told otherwise, and frees on release', async () => {
      const car = await yard.inStock();
      const { reservation, updatedAt } = (await yard.move(car.id, 'reserve', { reason: '留车' })).body;
      expect(Math.abs(Date.parse(reservation.expiresAt) - Date.parse(updatedAt) - 48 * 3_600_000)).toBeLessThan(5_000);
      const freed = (await yard.move(car.id, 'release', { reason: '客户放弃' })).body;
      expect([freed.state, freed.reservation]).toEqual(['IN_STOCK', null]);
      const ended = (await yard.clerk.get(`/reservations/${reservation.id}`)).body;
      expect([ended.state, ended.endReason]).toEqual(['RELEASED', '客户放弃']);
      expect(told(await yard.move(car.id, 'release', { reason: '再来' }))).toEqual([409, 'illegal_move']);
      expect(told(await yard.move(car.id, 'reserve', { reason: '留车', holdUntil: '2020-01-01T00:00:00Z' }))).toEqual([
        422,
        'hold_until_past',
      ]);
    });

    it('is for people: an order gets its car by being accepted (D-3)', async () => {
      const one = await yard.inStock();
      const answer = await yard.move(one.id, 'reserve', { reason: '订单', salesOrderId: crypto.randomUUID() });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/salesOrderId']);
      expect((await yard.car(one.id)).state).toBe('IN_STOCK');
    });
  });

  describe('pre-delivery inspection', () => {
    const inspect = (stockVehicleId: string, more: object = {}) =>
      yard.clerk.post('/pdi-inspections', { stockVehicleId, odometerKm: 13, items: PDI_ITEMS, ...more });

    it('makes a reserved car ready (D-9)', async () => {
      const car = await yard.inStock();
      await yard.move(car.id, 'reserve', { reason: '留车' });
      const inspection = await inspect(car.id);
      expect([inspection.status, inspection.body.result]).toEqual([201, 'PASSED']);
      const ready = await yard.car(car.id);
      expect([ready.state, ready.pdi.passed, ready.odometerKm]).toEqual(['READY', true, 13]);
      expect((await yard.clerk.get(`/pdi-inspections/${inspection.body.id}`)).body.items).toHaveLength(5);
      expect(told(await inspect(car.id))).toEqual([409, 'pdi_not_due']);
    });

    it('marks a car in stock, and takes the mark away when it fails later', async () => {
      const car = await yard.inStock();
      await inspect(car.id);
      expect([(await yard.car(car.id)).state, (await yard.car(car.id)).pdi.passed]).toEqual(['IN_STOCK', true]);
      const failed = await inspect(car.id, {
        items: PDI_ITEMS.map((i) => (i.code === 'TYRES' ? { ...i, result: 'FAIL', note: '胎压异常' } : i)),
      });
      expect([failed.status, failed.body.result]).toEqual([201, 'FAILED']);
      expect((await yard.car(car.id)).pdi).toEqual({ passed: false, at: null });
    });

    it('answers every item of the template, and the odometer only goes on', async () => {
      const car = await yard.inStock();
      const missing = await inspect(car.id, { items: PDI_ITEMS.slice(1) });
      expect([...told(missing), missing.body.errors.length]).toEqual([422, 'pdi_items_missing', 1]);
      expect(told(await inspect(car.id, { odometerKm: 11 }))).toEqual([422, 'odometer_backwards']);
      const { items } = (await yard.clerk.get('/pdi-templates')).body;
      expect(items[0].items.map((i: { code: string }) => i.code)).toEqual(PDI_ITEMS.map((i) => i.code));
    });
  });

  it('shows stock by store, model and colour with every term of the projection (V-7)', async () => {
    const own = await Yard.open(app);
    const free = await own.inStock();
    await own.inStock();
    await own.move(free.id, 'reserve', { reason: '留车' });
    await own.arrived();
    await own.order();
    const far = (await own.order()).body;
    await own.move(far.id, 'ship', { expectedOn: '2099-01-01' });
    const { items } = (await own.clerk.get(`/stock-levels?modelId=${own.modelId}`)).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      inStock: 1,
      reserved: 1,
      arrived: 1,
      inTransit: 1,
      inTransitWithinHorizon: 0,
      ordered: 1,
      onHold: 0,
      openDemand: 0,
      projected: 2,
    });
  });

  it('gives the demo stores cars fit to sell and to drive', async () => {
    const [row] = await app.sql<{ unfit: number; demos: number }>(
      `SELECT count(*) FILTER (WHERE state = 'IN_STOCK' AND (engine_number IS NULL OR certificate_number IS NULL OR NOT documents @> ARRAY['CERTIFICATE', 'CONSISTENCY', 'KEYS']))::int AS unfit,
         count(DISTINCT store_id) FILTER (WHERE state = 'DEMO')::int AS demos FROM inventory.stock_vehicle WHERE vin LIKE 'LFV3A2%'`,
    );
    expect(row).toEqual({ unfit: 0, demos: 2 });
  });
});

describe('a hold that nobody confirms', () => {
  it('runs out by itself, and the car is free again (D-4)', async () => {
    const app = await ownServer();
    const yard = await Yard.open(app);
    const car = await yard.inStock();
    const { reservation } = (await yard.move(car.id, 'reserve', { reason: '留车' })).body;
    const now = await app.advance('PT49H');
    const clerk = await app.as('inventory_clerk@s01');
    const after = (await clerk.get(`/stock-vehicles/${car.id}`)).body;
    expect([after.state, after.reservation, after.stockAgeDays]).toEqual(['IN_STOCK', null, daysBetween(car.stockInDate, dateOf(now))]);
    expect((await clerk.get(`/reservations/${reservation.id}`)).body.state).toBe('EXPIRED');
    const events = await app.sql(`SELECT payload FROM kernel.event WHERE aggregate_id = $1 AND name = 'inventory.reservation-expired'`, [
      car.id,
    ]);
    expect(events).toHaveLength(1);
  });
});
