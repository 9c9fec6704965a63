// The same suites at the figures that the issues name.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { status } = spawnSync(
  process.execPath,
  [join(process.cwd(), 'node_modules/jest/bin/jest.js'), '--selectProjects', 'all', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, SCALE: 'full' } },
);
process.exit(status ?? 1);
