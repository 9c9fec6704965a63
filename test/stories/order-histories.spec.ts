import { copyCar, copyDeal, copyModel, dice, type Pattern, somePattern } from '../support/copies.js';
import { pay, someVin } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, PATIENCE, type Server, server } from '../support/server.js';

/**
 * Random histories of three deals that want the same two cars, told beside a model of a page: who has which car, who waits, who is out.
 * After every move the program must be where the model is; what the model forbids is refused and changes nothing (D-1, D-3, D-4, D-6).
 */
const HISTORIES = atScale(30, 10_000);
const MOVES = 8;
const LANES = 4;
/** Customers that all histories share. */
const DEALS = atScale(12, 240);

type Car = { id: string; vin: string; by: 'FREE' | 'HAND' | 'QUALITY' | number };
type Deal = { quotation: string; state: 'SENT' | 'UNPAID' | 'WAITING' | 'PREPARING' | 'CANCELLED'; order: string | null };

/** The reference: cars go to who came first among those who may have one. */
class World {
  /** Acceptances in their order. */
  readonly queue: number[] = [];
  constructor(
    readonly cars: Car[],
    readonly deals: Deal[],
  ) {}

  accept(n: number): boolean {
    const deal = this.deals[n] as Deal;
    if (deal.state !== 'SENT') return false;
    deal.state = 'UNPAID';
    this.queue.push(n);
    this.#seek(n);
    return true;
  }
  pay(n: number): boolean {
    const deal = this.deals[n] as Deal;
    if (deal.state !== 'UNPAID') return false;
    deal.state = this.#carOf(n) || this.#seek(n) ? 'PREPARING' : 'WAITING';
    return true;
  }
  cancel(n: number): boolean {
    const deal = this.deals[n] as Deal;
    if (deal.state === 'SENT' || deal.state === 'CANCELLED') return false;
    deal.state = 'CANCELLED';
    const car = this.#carOf(n);
    if (car) this.#free(car);
    return true;
  }
  take(n: number, by: 'HAND' | 'QUALITY'): boolean {
    const car = this.cars[n] as Car;
    if (car.by !== 'FREE') return false;
    car.by = by;
    return true;
  }
  giveBack(n: number, by: 'HAND' | 'QUALITY'): boolean {
    const car = this.cars[n] as Car;
    if (car.by !== by) return false;
    this.#free(car);
    return true;
  }
  /** A car that is free again goes to the first who has paid and waits. */
  #free(car: Car): void {
    const next = this.queue.find((n) => this.deals[n]?.state === 'WAITING');
    car.by = next ?? 'FREE';
    if (next !== undefined) (this.deals[next] as Deal).state = 'PREPARING';
  }
  #carOf(n: number): Car | undefined {
    return this.cars.find((c) => c.by === n);
  }
  /** All came in on one day: the first VIN is the oldest. */
  #seek(n: number): boolean {
    const car = this.cars.find((c) => c.by === 'FREE');
    if (car) car.by = n;
    return car !== undefined;
  }
  toString(): string {
    const deals = this.deals.map((d, n) => `${d.state} ${this.#carOf(n)?.vin ?? '-'}`);
    return [...deals, ...this.cars.map((c) => (typeof c.by === 'number' ? 'ORDER' : c.by))].join(' | ');
  }
}

let app: Server;
let seller: Actor;
let manager: Actor;
let clerk: Actor;
beforeAll(async () => {
  app = await server();
  [seller, manager, clerk] = (await Promise.all(
    ['sales_consultant', 'sales_manager', 'inventory_clerk'].map((r) => app.as(`${r}@s01`)),
  )) as [Actor, Actor, Actor];
});

/** What the program says of the same world. */
async function seen({ cars, deals }: World): Promise<string> {
  const orders = await app.sql<{ id: string; state: string; vin: string | null; paid: boolean }>(
    `SELECT id, state, vin, deposit_paid_at IS NOT NULL AS paid FROM sales.sales_order WHERE id = ANY($1)`,
    [deals.flatMap((d) => d.order ?? [])],
  );
  const stock = await app.sql<{ vin: string; state: string; by: string | null; live: number }>(
    `SELECT v.vin, v.state, max(r.sales_order_id::text) AS by, count(r.id)::int AS live FROM inventory.stock_vehicle v
     LEFT JOIN inventory.reservation r ON r.stock_vehicle_id = v.id AND r.state = 'LIVE' WHERE v.id = ANY($1) GROUP BY v.id`,
    [cars.map((c) => c.id)],
  );
  const names: Record<string, string> = {
    PENDING_DEPOSIT: 'UNPAID',
    PENDING_ALLOCATION: 'WAITING',
    PREPARING: 'PREPARING',
    CANCELLED: 'CANCELLED',
  };
  const dealsNow = deals.map(({ order }) => {
    const row = orders.find((o) => o.id === order);
    return row ? `${names[row.state] ?? row.state} ${row.vin ?? '-'}` : 'SENT -';
  });
  const carsNow = cars.map(({ vin }) => {
    const car = stock.find((c) => c.vin === vin);
    if (!car || car.live > 0 !== ['RESERVED', 'PREPARING', 'READY'].includes(car.state))
      return `${car?.state ?? 'GONE'} with ${car?.live ?? 0}`;
    if (car.live) return car.by === null ? 'HAND' : 'ORDER';
    return { IN_STOCK: 'FREE', HOLD: 'QUALITY' }[car.state] ?? car.state;
  });
  return [...dealsNow, ...carsNow].join(' | ');
}

async function someWorld(pattern: Pattern, history: number): Promise<World> {
  const modelId = await copyModel(app, pattern.model);
  const cars: { id: string; vin: string }[] = [];
  for (const vin of [someVin(), someVin()].sort()) cars.push(await copyCar(app, pattern.car, modelId, vin));
  const deals: Deal[] = [];
  for (const n of [0, 1, 2]) {
    const deal = pattern.deals[(3 * history + n) % pattern.deals.length] as Pattern['deals'][number];
    deals.push({ quotation: await copyDeal(app, deal, modelId), state: 'SENT', order: null });
  }
  return new World(
    cars.map((car) => ({ ...car, by: 'FREE' })),
    deals,
  );
}

/** Makes one move in both worlds; answers what it was. */
async function step(world: World, pick: (below: number) => number): Promise<string> {
  const n = pick(3);
  const car = pick(2);
  const deal = world.deals[n] as Deal;
  const { id } = world.cars[car] as Car;
  const ask: [string, () => boolean, () => Promise<number>][] = [
    [
      `accept ${n}`,
      () => world.accept(n),
      async () => {
        const answer = await seller.post(`/quotations/${deal.quotation}/accept`);
        if (answer.status === 200) deal.order = answer.body.salesOrderId as string;
        return answer.status;
      },
    ],
    [
      `pay ${n}`,
      () => world.pay(n),
      async () => {
        if (deal.order === null) return 409;
        const [due] = await app.sql<{ state: string }>(`SELECT state FROM sales.sales_order WHERE id = $1 AND state = 'PENDING_DEPOSIT'`, [
          deal.order,
        ]);
        if (!due) return 409;
        await pay(app, deal.order, 'DEPOSIT');
        return 201;
      },
    ],
    [
      `cancel ${n}`,
      () => world.cancel(n),
      async () =>
        deal.order === null
          ? 409
          : (await manager.post(`/sales-orders/${deal.order}/cancel`, { cause: 'AGREED', reason: '协商解除' })).status,
    ],
    [
      `hold ${car} by hand`,
      () => world.take(car, 'HAND'),
      async () => (await clerk.post(`/stock-vehicles/${id}/reserve`, { reason: '看车' })).status,
    ],
    [
      `release ${car}`,
      () => world.giveBack(car, 'HAND'),
      async () => (await clerk.post(`/stock-vehicles/${id}/release`, { reason: '不看了' })).status,
    ],
    [
      `quality hold ${car}`,
      () => world.take(car, 'QUALITY'),
      async () => (await clerk.post(`/stock-vehicles/${id}/hold`, { reason: '待查' })).status,
    ],
    [
      `quality release ${car}`,
      () => world.giveBack(car, 'QUALITY'),
      async () => (await clerk.post(`/stock-vehicles/${id}/release-hold`, { reason: '合格' })).status,
    ],
  ];
  const [name, model, program] = ask[pick(ask.length)] as (typeof ask)[number];
  const legal = model();
  const status = await program();
  return `${name}: ${legal ? 'legal' : 'illegal'}, ${status < 300 === legal && (status < 300 || status === 409) ? 'agreed' : `answered ${status}`}`;
}

it(
  `${HISTORIES} random histories end where the reference does`,
  async () => {
    const pattern = await somePattern(app, DEALS);
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let history = next++; history < HISTORIES; history = next++) {
        const pick = dice(20_261_126 + history * 7919);
        const world = await someWorld(pattern, history);
        const told: string[] = [];
        for (let n = 0; n < MOVES; n++) {
          told.push(await step(world, pick));
          expect({ history, told, odd: told.filter((t) => !t.endsWith('agreed')) }).toEqual({ history, told, odd: [] });
          const wanted = String(world);
          let now = await seen(world);
          for (const until = Date.now() + PATIENCE; now !== wanted && Date.now() < until; now = await seen(world))
            await new Promise((resolve) => setTimeout(resolve, 20));
          expect({ history, told, now }).toEqual({ history, told, now: wanted });
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  },
  atScale(240_000, 14_400_000),
);
