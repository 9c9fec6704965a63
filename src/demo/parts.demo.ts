import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './seed.js';

export async function seedParts(client: DemoClient, stores: DemoStores): Promise<void> {
  await Promise.resolve([client, stores]);
}
