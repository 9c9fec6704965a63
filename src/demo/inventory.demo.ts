import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './demo-stores.js';
import { demoVin } from './people.js';

const WHITE = '珍珠白';
const BLACK = '曜石黑';
const GREY = '星际灰';
const BLUE = '海湾蓝';

interface DemoModel {
  code: string;
  name: string;
  series: string;
  powertrain: 'ICE' | 'BEV' | 'PHEV';
  colours: string[];
  seats: number;
  /** Fen. */
  listPrice: number;
}
const MODELS: DemoModel[] = [
  {
    code: 'SF-A4-15T',
    name: '示范 A4 1.5T 舒适型',
    series: 'A4',
    powertrain: 'ICE',
    colours: [WHITE, BLACK, GREY],
    seats: 5,
    listPrice: 13_980_000,
  },
  {
    code: 'SF-A6-20T',
    name: '示范 A6 2.0T 尊享型',
    series: 'A6',
    powertrain: 'ICE',
    colours: [WHITE, BLACK, GREY, BLUE],
    seats: 5,
    listPrice: 22_600_000,
  },
  {
    code: 'SF-E5-60',
    name: '示范 E5 纯电 605 km',
    series: 'E5',
    powertrain: 'BEV',
    colours: [WHITE, GREY, BLUE],
    seats: 5,
    listPrice: 18_980_000,
  },
  {
    code: 'SF-E7-80',
    name: '示范 E7 纯电 720 km',
    series: 'E7',
    powertrain: 'BEV',
    colours: [WHITE, BLACK, BLUE],
    seats: 5,
    listPrice: 27_980_000,
  },
  {
    code: 'SF-P6-DM',
    name: '示范 P6 插电混动',
    series: 'P6',
    powertrain: 'PHEV',
    colours: [WHITE, BLACK, GREY],
    seats: 5,
    listPrice: 20_980_000,
  },
  {
    code: 'SF-X7-20T',
    name: '示范 X7 2.0T 七座',
    series: 'X7',
    powertrain: 'ICE',
    colours: [WHITE, BLACK, GREY],
    seats: 7,
    listPrice: 26_980_000,
  },
];

type Stage = 'ORDERED' | 'IN_TRANSIT' | 'ARRIVED' | 'IN_STOCK' | 'DEMO' | 'HOLD';
/** Twenty cars a store: most of them in stock. */
const STAGES: Stage[] = [
  ...Array.from({ length: 13 }, (): Stage => 'IN_STOCK'),
  ...(['ORDERED', 'ORDERED', 'IN_TRANSIT', 'IN_TRANSIT', 'ARRIVED', 'DEMO', 'HOLD'] as const),
];
/** How far a car goes on its road: each stage after the ones before it. */
const ROAD = ['ship', 'arrive', 'accept'] as const;
const STEPS: Record<Stage, number> = { ORDERED: 0, IN_TRANSIT: 1, ARRIVED: 2, IN_STOCK: 3, DEMO: 3, HOLD: 3 };
const DOCUMENTS = ['CERTIFICATE', 'CONSISTENCY', 'KEYS'];

/** A car that comes to a store on a day of the demo's history. */
export interface DemoArrival {
  store: 's01' | 's02';
  daysAgo: number;
  arrive: () => Promise<void>;
}

/** Models of the demo brand, their demo cars, and the cars that come later: forty in all. */
export async function seedInventory(client: DemoClient, stores: DemoStores): Promise<DemoArrival[]> {
  const models: { id: string; model: DemoModel }[] = [];
  for (const model of MODELS)
    models.push({
      id: (
        await client.post('inventory_clerk@s01', '/vehicle-models', {
          ...model,
          ...pricing(model.listPrice),
          brand: '示范',
          modelYear: 2026,
        })
      ).id,
      model,
    });
  const arrivals: DemoArrival[] = [];
  let serial = 0;
  for (const code of Object.keys(stores) as (keyof DemoStores)[]) {
    for (const [n, stage] of STAGES.entries()) {
      // Models and colours take turns, so that every model has cars in stock.
      const { id: modelId, model } = models[n % models.length] as (typeof models)[number];
      const colour = model.colours[Math.floor(n / models.length) % model.colours.length] as string;
      const car = { serial: ++serial, place: n + 1, stage, modelId, colour, purchaseCost: pricing(model.listPrice).standardCost };
      const arrival: DemoArrival = {
        store: code.toLowerCase() as DemoArrival['store'],
        daysAgo: daysAgo(stage, n),
        arrive: () => arrive(client, code.toLowerCase(), car),
      };
      // Customers want to drive from the first day.
      if (stage === 'DEMO') await arrival.arrive();
      else arrivals.push(arrival);
    }
  }
  return arrivals;
}

/** Stock of every age, from last week's car to one that waits for half a year. */
const daysAgo = (stage: Stage, n: number) => (stage === 'IN_STOCK' ? 4 + Math.round(n * n * 1.2) : stage === 'HOLD' ? 20 : 2);

interface DemoCar {
  serial: number;
  place: number;
  stage: Stage;
  modelId: string;
  colour: string;
  purchaseCost: number;
}

async function arrive(client: DemoClient, store: string, { serial, place, stage, modelId, colour, purchaseCost }: DemoCar): Promise<void> {
  const clerk = `inventory_clerk@${store}`;
  const today = ((await client.get(clerk, '/ops/clock')) as { now: string }).now.slice(0, 10);
  const car = await client.post(clerk, '/stock-vehicles', {
    vin: demoVin('D', serial),
    modelId,
    colour,
    purchaseCost,
    certificateNumber: `HGZDEMO${String(serial).padStart(6, '0')}`,
    engineNumber: `ENDEMO${String(serial).padStart(6, '0')}`,
  });
  const bodies = {
    ship: { expectedOn: today },
    arrive: { odometerKm: 8 + (serial % 7) },
    accept: {
      location: `${stage === 'DEMO' ? 'D' : 'A'}-${String(place).padStart(2, '0')}`,
      inspection: { passed: true, documents: DOCUMENTS },
    },
  };
  for (const move of ROAD.slice(0, STEPS[stage])) await client.post(clerk, `/stock-vehicles/${car.id}/${move}`, bodies[move]);
  // The demo cars stay insured however far the clock is moved on.
  if (stage === 'DEMO')
    await client.post(clerk, `/stock-vehicles/${car.id}/assign-demo`, { insuredUntil: `${Number(today.slice(0, 4)) + 12}-12-31` });
  if (stage === 'HOLD') await client.post(clerk, `/stock-vehicles/${car.id}/hold`, { reason: '漆面待复检' });
}

const pricing = (listPrice: number) => ({
  floorPrice: Math.round(listPrice * 0.92),
  standardCost: Math.round(listPrice * 0.72),
  consultantDiscountLimitPercent: 3,
  managerDiscountLimitPercent: 8,
  grossFloorPercent: 5,
});
