import { addDays, type Clock, dateOf, daysBetween, instantOf } from '../kernel/time/clock.js';
import type { ClockService } from '../kernel/time/clock.service.js';
import type { DemoClient } from './demo-client.js';
import type { DemoArrival } from './inventory.demo.js';
import { person } from './people.js';
import { type DemoModel, type Desk, type Reached, sell } from './sale.demo.js';
import { service } from './service.demo.js';

const CUSTOMERS = 22;
const SOURCES = ['WEBSITE', 'WALK_IN', 'PHONE', 'REFERRAL'];
/** The newest customers are still on their way. */
const ON_THEIR_WAY: Reached[] = ['PAID', 'ORDERED', 'QUOTED', 'QUALIFIED', 'CONTACTED', 'NEW'];

/** Walks the clock from 18 months ago to today, with customers who buy and come to the workshop on the way. */
export async function seedHistory(
  client: DemoClient,
  arrivals: DemoArrival[],
  clocks: ClockService,
  clock: Clock,
  end: () => Date,
  say: (line: string) => void,
): Promise<void> {
  const began = clock.today();
  const days = daysBetween(began, dateOf(end()));
  const models = (await client.get('sales_manager@s01', '/vehicle-models?limit=50')).items as DemoModel[];
  const settle = () => clocks.settle();
  const visits: { day: number; work: (desk: Desk) => Promise<void>; store: 's01' | 's02' }[] = [];
  for (let n = 0; n < CUSTOMERS; n++) {
    const store = n % 3 === 2 ? 's02' : 's01';
    const reached = ON_THEIR_WAY[CUSTOMERS - 1 - n] ?? 'DELIVERED';
    // Buyers come over the whole time; those still on their way came in the last days.
    const day = reached === 'DELIVERED' ? 10 + Math.floor((n * (days - 40)) / (CUSTOMERS - ON_THEIR_WAY.length)) : days - 1;
    const who = person(n);
    visits.push({
      day,
      store,
      work: (desk) =>
        sell(desk, {
          n,
          person: who,
          model: models[n % models.length] as DemoModel,
          source: SOURCES[n % SOURCES.length] as string,
          reached,
          testDrive: n % 2 === 0,
        }),
    });
    const back = day + 185 + (n % 4) * 7;
    if (reached === 'DELIVERED' && n % 4 !== 3 && back < days - 2) visits.push({ day: back, store, work: (desk) => service(desk, who, n) });
  }
  for (const { daysAgo, store, arrive } of arrivals) visits.push({ day: days - daysAgo, store, work: arrive });
  visits.sort((a, b) => a.day - b.day);
  let told = 0;
  for (const visit of visits) {
    const at = instantOf(addDays(began, visit.day), '10:00');
    if (at > clock.now() && at < end()) await clocks.advanceTo(() => at);
    if (visit.day - told >= 90) {
      told = visit.day;
      say(`Demo data: ${clock.today()}`);
    }
    await visit.work({ client, clock, settle, store: visit.store });
  }
  await clocks.advanceTo(() => end());
}
