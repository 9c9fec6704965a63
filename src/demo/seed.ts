import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../kernel/config.js';
import { Database } from '../kernel/database/database.js';
import { Clock, plus } from '../kernel/time/clock.js';
import { ClockService } from '../kernel/time/clock.service.js';
import { Bootstrap } from '../modules/identity/employees/bootstrap.js';
import { seedAftersales } from './aftersales.demo.js';
import { DemoClient } from './demo-client.js';
import { SEED_LOCK } from './half-made.js';
import { seedHistory } from './history.demo.js';
import { seedInventory } from './inventory.demo.js';
import { seedParts } from './parts.demo.js';
import { seedStores } from './stores.demo.js';

const HISTORY_MONTHS = 18;

/** Makes the demo group once: on a clock that starts 18 months ago and walks to today, so that history is real history. */
export async function seedDemo(app: NestFastifyApplication, config: Config, say: (line: string) => void): Promise<void> {
  const db = app.get(Database);
  await db.transaction(async () => {
    await db.sql(
      `SELECT set_config('idle_in_transaction_session_timeout', '0', true), set_config('lock_timeout', '180000', true), set_config('statement_timeout', '180000', true)`,
    );
    await db.sql('SELECT pg_advisory_xact_lock($1)', [SEED_LOCK]);
    await db.apart(async () => {
      const [row] = await db.sql<{ demo_state: string }>('SELECT demo_state FROM kernel.installation');
      if (row?.demo_state === 'DONE') return;
      const [used] = await db.sql<{ used: boolean }>('SELECT EXISTS (SELECT 1 FROM identity.employee) AS used');
      if (used?.used) return say('Demo data: not made, somebody works with this database already');
      const clock = app.get(Clock);
      const clocks = app.get(ClockService);
      const end = () => config.demoEndsAt ?? clock.wall();
      await db.sql(`UPDATE kernel.installation SET demo_state = 'RUNNING'`);
      // A half-made demo is made again, so nothing waits for the disk before the end.
      await db.withoutWaiting(async () => {
        await clocks.beginAt(plus(end(), `P-${HISTORY_MONTHS}M`));
        await app.get(Bootstrap).firstAdministrator(config.demoPassword);
        const client = new DemoClient(app, config.demoPassword, () => clock.now());
        say('Demo data: stores and accounts');
        const stores = await seedStores(client, config.demoPassword);
        say('Demo data: models, cars, parts, workshop');
        const arrivals = await seedInventory(client, stores);
        await seedParts(client, stores);
        await seedAftersales(client, stores);
        await seedHistory(client, arrivals, clocks, clock, end, say);
      });
      await db.sql(`UPDATE kernel.installation SET demo_state = 'DONE', demo_started_at = $1`, [clock.now()]);
      say('Demo data: ready');
    });
  });
}
