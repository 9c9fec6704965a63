import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Config, ConfigError } from './kernel/config.js';
import { EmbeddedPostgresError } from './kernel/database/embedded-postgres-error.js';

try {
  const config = new Config(process.env);
  // Loaded once the settings are good: what is wrong with them is said at once.
  const { Program } = await import('./program.js');
  const program = new Program(config);
  if (process.argv.includes('--migrate-only')) {
    await program.migrateOnly();
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void program.stop().then(() => process.exit(0)));
  const address = await program.start();
  // What only the start and the demo data needed is given back at once, not when memory is short: an idle program stays small.
  // Twice: what the first run finds unused is let go by the second.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await delay(50);
  collect();
  program.greet(address);
} catch (error) {
  const plain =
    error instanceof ConfigError || error instanceof EmbeddedPostgresError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') (error as Error).message = `PORT is taken: ${(error as Error).message}`;
  process.stderr.write(`Forecourt does not start.\n${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}
