import { expectStatus, type Model, someModel } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';
import { came, carIn, someStore, type StorePeople, TRANSPORT } from '../support/three-stores.js';

const CARS = atScale(10, 200);
const MOVES = CARS * atScale(15, 60);
const CLIENTS = atScale(6, 12);

/** The same history of wishes for a seed; who comes first is up to the program. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Car {
  id: string;
  vin: string;
  /** The store that has it, as far as the clients know. */
  at: StorePeople;
}
interface Journey {
  id: string;
  from: StorePeople;
  to: StorePeople;
  cars: Car[];
  open: { id: string }[];
}

/** Clients who want this and that of the same cars, without asking each other. */
class Trade {
  readonly journeys: Journey[] = [];
  done = 0;
  constructor(
    readonly stores: StorePeople[],
    readonly cars: Car[],
    readonly random: () => number,
  ) {}

  async client(moves: number): Promise<void> {
    for (let n = 0; n < moves; n++) await this.#wish();
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }
  /** What is refused is refused for a reason that has a name; nothing breaks. */
  async #ask(who: Actor, path: string, body: object = {}): Promise<Answer['body']> {
    const answer = await who.post(path, body);
    if (answer.status < 300) {
      this.done++;
      return answer.body as object;
    }
    if (![403, 404, 409, 422].includes(answer.status)) expectStatus(answer, 200);
    return null;
  }

  async #wish(): Promise<void> {
    const car = this.#pick(this.cars) as Car;
    const path = `/stock-vehicles/${car.id}`;
    const { clerk, manager } = car.at;
    const chance = this.random() * 100;
    if (chance < 22) await this.#ask(manager, `${path}/reserve`, { reason: '客户看中' });
    else if (chance < 38) await this.#ask(clerk, `${path}/release`, { reason: '客户放弃' });
    else if (chance < 46) await this.#ask(clerk, `${path}/hold`, { reason: '质量待查' });
    else if (chance < 58) await this.#ask(manager, `${path}/release-hold`, { reason: '复检合格' });
    else if (chance < 62) await this.#inspect(car);
    else if (chance < 74) await this.#send(car);
    else await this.#further();
  }

  #inspect({ id, at }: Car): Promise<unknown> {
    const items = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));
    return this.#ask(at.clerk, '/pdi-inspections', { stockVehicleId: id, odometerKm: 12, items });
  }

  /** One or two cars of a store are wanted in another. */
  async #send(car: Car): Promise<void> {
    const to = this.#pick(this.stores.filter((s) => s !== car.at)) as StorePeople;
    const from = car.at;
    const beside = this.#pick(this.cars.filter((c) => c.at === from && c !== car));
    const cars = beside && this.random() < 0.5 ? [car, beside] : [car];
    const body = { fromStoreId: from.id, toStoreId: to.id, reason: '库存均衡', cars: cars.map((c) => ({ stockVehicleId: c.id })) };
    const draft = await this.#ask(to.clerk, '/stock-transfers', body);
    if (!draft || !(await this.#ask(to.clerk, `/stock-transfers/${draft.id}/request`))) return;
    this.journeys.push({ id: draft.id as string, from, to, cars, open: [] });
  }

  /** Any next step of any journey, fitting or not. */
  async #further(): Promise<void> {
    const journey = this.#pick(this.journeys.slice(-2 * CLIENTS));
    if (!journey) return;
    const { id, from, to, cars } = journey;
    const step = (who: Actor, move: string, body: object = {}) => this.#ask(who, `/stock-transfers/${id}/${move}`, body);
    const chance = this.random() * 100;
    if (chance < 25) await step(from.manager, 'approve');
    else if (chance < 50) await step(from.clerk, 'ship', TRANSPORT);
    else if (chance < 78) {
      const receipt = cars.map((car) =>
        this.random() < 0.15
          ? { stockVehicleId: car.id, arrived: false }
          : came(car, this.random() < 0.15 ? { damages: [{ place: '左前门', note: '划痕' }] } : {}),
      );
      const received = await step(to.clerk, 'receive', { cars: receipt });
      if (!received) return;
      for (const { stockVehicleId, outcome } of received.cars as { stockVehicleId: string; outcome: string }[])
        if (outcome !== 'MISSING') for (const car of cars) if (car.id === stockVehicleId) car.at = to;
      journey.open = (received.differences as { id: string; kind: string }[]).filter((d) => d.kind === 'MISSING');
    } else if (chance < 84) await step(from.clerk, 'fail', { reason: '车辆故障返回' });
    else if (chance < 88) await step(to.clerk, 'cancel', { reason: '不再需要' });
    else if (chance < 90) await step(from.manager, 'reject', { reason: '本店需要' });
    else {
      const difference = this.#pick(journey.open);
      if (!difference) return void (await step(to.clerk, 'close'));
      const late = this.random() < 0.5;
      const place = late ? { location: 'B-02', odometerKm: 12 } : {};
      const resolution = late ? 'ARRIVED_LATE' : this.random() < 0.5 ? 'RETURNED' : 'LOST';
      const resolved = await step(late ? to.clerk : from.clerk, 'resolve', {
        differenceId: difference.id,
        resolution,
        note: '已核实',
        ...place,
      });
      if (resolved && late)
        for (const { stockVehicleId, outcome } of resolved.cars as { stockVehicleId: string; outcome: string }[])
          if (outcome === 'RECEIVED') for (const car of cars) if (car.id === stockVehicleId) car.at = to;
    }
  }
}

/** A whole list, page by page. */
async function all(who: Actor, path: string): Promise<Answer['body'][]> {
  const items: Answer['body'][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Answer['body'] = expectStatus(
      await who.get(`${path}&limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
      200,
    );
    items.push(...(page.items as object[]));
    cursor = page.nextCursor as string | null;
  }
  return items;
}
const tally = (words: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

describe('after many moves of the same cars in three stores by clients at once', () => {
  let app: Server;
  let stores: StorePeople[];
  let model: Model;
  let trade: Trade;
  let lists: Answer['body'][][];
  let before: number[];
  /** Cars in stock of each store, as the age of the stock counts them. */
  const inStock = async () => {
    const ageing = expectStatus(await (await app.as('admin')).get('/stock-ageing'), 200);
    const counted = ageing.stores as { storeId: string; cars: number }[];
    return stores.map(({ id }) => counted.find((s) => s.storeId === id)?.cars ?? 0);
  };
  beforeAll(
    async () => {
      app = await server();
      // Stores that nobody else has: other specs bring cars in meanwhile.
      stores = [await someStore(app), await someStore(app), await someStore(app)];
      model = await someModel(app);
      const cars: Car[] = [];
      for (let n = 0; n < CARS; n++) {
        const at = stores[n % stores.length] as StorePeople;
        const { id, vin } = await carIn(app, at, model);
        cars.push({ id: id as string, vin: vin as string, at });
      }
      before = await inStock();
      trade = new Trade(stores, cars, dice(20_261_124));
      await Promise.all(Array.from({ length: CLIENTS }, () => trade.client(Math.ceil(MOVES / CLIENTS))));
      lists = await Promise.all(stores.map(({ clerk, id }) => all(clerk, `/stock-vehicles?modelId=${model.id}&storeId=${id}`)));
    },
    atScale(90_000, 1_200_000),
  );

  it('much was done', () => {
    expect(trade.done).toBeGreaterThan(MOVES / 5);
    // A few moves may meet no transfer.
    expect(trade.journeys.length).toBeGreaterThanOrEqual(atScale(0, CARS / 5));
  });

  it('each car is in exactly one store, and the group has as many as before', () => {
    const listed = lists.flat().map((c) => c.id as string);
    expect(listed.sort()).toEqual(trade.cars.map((c) => c.id).sort());
    for (const [n, cars] of lists.entries()) for (const car of cars) expect(car.storeId).toBe(stores[n]?.id);
  });

  it('the levels say what the lists say', async () => {
    for (const [n, { clerk, id }] of stores.entries()) {
      const { items } = expectStatus(await clerk.get(`/stock-levels?modelId=${model.id}&storeId=${id}`), 200);
      const states = tally((lists[n] ?? []).map((c) => c.state as string));
      const of = (...names: string[]) => names.reduce((sum, name) => sum + (states[name] ?? 0), 0);
      const [level] = items as Answer['body'][];
      const wanted = {
        ...{ inStock: of('IN_STOCK'), reserved: of('RESERVED', 'PREPARING', 'READY'), onHold: of('HOLD') },
        ...{ transferring: of('TRANSFERRING'), setAside: 0, arrived: 0 },
      };
      if (level) expect({ store: n, ...level }).toMatchObject({ store: n, ...wanted });
      else expect(Object.values(wanted).every((n) => n === 0)).toBe(true);
    }
  });

  it('the age of the stock counts as many cars as there were, in all and in each store', async () => {
    const after = await inStock();
    const sum = (counts: number[]) => counts.reduce((all, n) => all + n, 0);
    expect(sum(after)).toBe(sum(before));
    expect(after).toEqual(lists.map((cars) => cars.length));
  });

  it('one live reservation belongs to each car that is reserved, and to no other', async () => {
    const mine = new Set(trade.cars.map((c) => c.id));
    const live = (await Promise.all(stores.map(({ clerk, id }) => all(clerk, `/reservations?state=LIVE&storeId=${id}`))))
      .flat()
      .map((r) => r.stockVehicleId as string)
      .filter((id) => mine.has(id));
    const reserved = lists.flat().filter((c) => ['RESERVED', 'PREPARING', 'READY'].includes(c.state as string));
    expect(live.sort()).toEqual(reserved.map((c) => c.id as string).sort());
  });

  it('the ledger of each car is a chain that ends in the state and the store where it is', async () => {
    const rows = await app.sql<{
      id: string;
      store_id: string;
      from_state: string | null;
      to_state: string;
      to_store_id: string | null;
      move: string;
    }>(
      `SELECT stock_vehicle_id AS id, store_id, from_state, to_state, to_store_id, move FROM inventory.vehicle_movement WHERE stock_vehicle_id = ANY($1::uuid[]) ORDER BY at, id`,
      [trade.cars.map((c) => c.id)],
    );
    for (const car of lists.flat()) {
      const ledger = rows.filter((r) => r.id === car.id);
      let state: string | null = null;
      let store = ledger[0]?.store_id;
      for (const row of ledger) {
        expect([car.vin, row.from_state]).toEqual([car.vin, state]);
        // Only the end of a transfer brings it to another store, and only to the one that was to receive it.
        if (row.store_id !== store) expect([row.move, row.store_id]).toEqual(['end-transfer', row.to_store_id]);
        store = row.store_id;
        state = row.to_state;
      }
      expect([car.vin, state, store]).toEqual([car.vin, car.state, car.storeId]);
    }
  });

  it('what is between two stores is in one live transfer that has left', async () => {
    const away = await app.sql<{ id: string; state: string }>(
      `SELECT l.stock_vehicle_id AS id, t.state FROM inventory.stock_transfer_line l JOIN inventory.stock_transfer t ON t.id = l.stock_transfer_id
       WHERE l.live AND t.state IN ('IN_TRANSIT', 'RECEIVED') AND l.stock_vehicle_id = ANY($1::uuid[])`,
      [trade.cars.map((c) => c.id)],
    );
    const between = lists.flat().filter((c) => c.state === 'TRANSFERRING');
    expect(away.map((a) => a.id).sort()).toEqual(between.map((c) => c.id as string).sort());
  });
});
