// Writes docs/openapi.json as the built program emits it; `--check` only compares.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../test/support/running.cjs';

const file = join(process.cwd(), 'docs/openapi.json');
const dataDir = mkdtempSync(join(tmpdir(), 'forecourt-openapi-'));
const program = await startProgram({ DATA_DIR: dataDir, SEED: 'none' });
const emitted = `${JSON.stringify(await (await fetch(`${program.baseUrl}/openapi.json`)).json(), null, 1)}\n`;
await program.stop();
rmSync(dataDir, { recursive: true, force: true });
if (!process.argv.includes('--check')) writeFileSync(file, emitted);
else if (readFileSync(file, 'utf8') !== emitted) {
  process.stderr.write('docs/openapi.json is not what the program emits: npm run docs\n');
  process.exit(1);
}
