import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Program } from './program.js';
import { Config, ConfigError } from './kernel/config.js';
import { EmbeddedPostgresError } from './kernel/database/embedded-postgres.js';

try {
  const program = new Program(new Config(process.env));
  if (process.argv.includes('--migrate-only')) {
    await program.migrateOnly();
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void program.stop().then(() => process.exit(0)));
  await program.start();
  // What only the start needed is given back at once, not when memory is short: an idle program stays small.
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
} catch (error) {
  const plain =
    error instanceof ConfigError || error instanceof EmbeddedPostgresError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') (error as Error).message = `PORT is taken: ${(error as Error).message}`;
  process.stderr.write(`Forecourt does not start.\n${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}
