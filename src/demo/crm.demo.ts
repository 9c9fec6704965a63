import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './demo-stores.js';

export async function seedCrm(client: DemoClient, stores: DemoStores): Promise<void> {
  await Promise.resolve([client, stores]);
}
