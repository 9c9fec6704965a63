import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}
const root = process.cwd();

function cruise(folder: string): Violation[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/.bin/depcruise'), 'src', 'migrations', '--config', '--output-type', 'json'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${stderr}`);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

/** A file that breaks a wall, and the wall. */
const PLANTS: [rule: string, file: string, text: string][] = [
  ['kernel-knows-no-context', 'src/kernel/plant.ts', `import '../modules/crm/crm.contract.js';`],
  [
    'crm-is-entered-by-its-doors',
    'src/modules/finance/plant-door.ts',
    `import type { CrmReactions } from '../crm/crm.reactions.js';\nexport type A = CrmReactions;`,
  ],
  ['sales-is-entered-by-its-doors', 'src/program-plant.ts', `import './modules/sales/sales.reactions.js';`],
  [
    'aftersales-asks-only-whom-it-may',
    'src/modules/aftersales/plant-api.ts',
    `import type { InventoryApi } from '../inventory/inventory.api.js';\nexport type A = InventoryApi;`,
  ],
  ['sales-asks-only-whom-it-may', 'src/modules/sales/plant-module.ts', `import '../aftersales/aftersales.module.js';`],
  ['reporting-asks-only-whom-it-may', 'src/modules/reporting/plant-api.ts', `import '../crm/crm.api.js';`],
  ['newcomer-is-entered-by-its-doors', 'src/modules/crm/plant-newcomer.ts', `import '../newcomer/secret.js';`],
  ['contract-is-a-leaf', 'src/modules/newcomer/newcomer.contract.ts', `import './secret.js';\nimport '../crm/crm.contract.js';`],
  ['contract-takes-only-types-of-contracts', 'src/modules/newcomer/newcomer.contract.ts', ''],
  [
    'controller-knows-no-database',
    'src/modules/newcomer/plant.controller.ts',
    `import 'typeorm';\nimport '../../kernel/database/database.js';`,
  ],
  ['demo-comes-through-the-door', 'src/demo/plant.ts', `import '../modules/crm/crm.api.js';`],
  ['only-the-boot-knows-the-demo', 'src/kernel/plant-demo.ts', `import '../demo/demo-client.js';`],
  ['nobody-imports-the-boot', 'src/modules/crm/plant-boot.ts', `import '../../program.js';`],
  ['migrations-stand-alone', 'migrations/plant.ts', `import '../src/kernel/ids.js';`],
  ['no-cycles', 'src/modules/newcomer/secret.ts', `import type { B } from './other.js';\nexport interface A { b: B }`],
  ['no-cycles', 'src/modules/newcomer/other.ts', `import type { A } from './secret.js';\nexport interface B { a: A }`],
  ['nothing-dead', 'src/modules/newcomer/dead.ts', `export const dead = 1;`],
  ['what-runs-is-declared', 'src/kernel/plant-dev.ts', `import 'fast-check';`],
  ['resolvable', 'src/kernel/plant-nowhere.ts', `import './nowhere.js';`],
];

describe('the walls', () => {
  it('stand', () => {
    expect(cruise(root).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('are seen by the tool when something breaks them, also by a context that is new', () => {
    const copy = mkdtempSync(join(tmpdir(), 'forecourt-walls-'));
    try {
      for (const part of ['src', 'migrations', 'package.json', 'tsconfig.json', '.dependency-cruiser.js'])
        cpSync(join(root, part), join(copy, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      for (const [, file, text] of PLANTS) {
        mkdirSync(dirname(join(copy, file)), { recursive: true });
        if (text) writeFileSync(join(copy, file), text);
      }
      const planted = new Set(PLANTS.map(([, file]) => file));
      const seen = new Set(
        cruise(copy).flatMap(({ rule, from, to }) =>
          planted.has(from) || planted.has(to) ? [`${rule.name} ${from}`, `${rule.name} ${to}`] : [],
        ),
      );
      expect(PLANTS.filter(([rule, file]) => !seen.has(`${rule} ${file}`)).map(([rule, file]) => `${rule}: ${file}`)).toEqual([]);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('leave at the top of src the boot and nothing else', () => {
    expect(readdirSync(join(root, 'src')).sort()).toEqual(['app.module.ts', 'demo', 'kernel', 'main.ts', 'modules', 'program.ts']);
  });
});
