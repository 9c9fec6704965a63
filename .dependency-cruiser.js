import { readdirSync } from 'node:fs';

/** Who may ask whom for an answer now (docs: domain, "may call"). Everything else is an event. Everybody may ask identity. */
export const CALLS = {
  finance: ['crm'],
  sales: ['crm', 'inventory', 'finance'],
  aftersales: ['crm', 'parts', 'finance'],
  messaging: ['crm'],
  integration: ['crm', 'inventory', 'parts', 'finance', 'sales', 'aftersales', 'messaging', 'reporting', 'workflow'],
};

// From the folder list, so that a new context is covered at birth.
const contexts = readdirSync(new URL('src/modules', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const any = (names) => (names.length ? `(${names.join('|')})` : '(?!)');

const wallsOf = (name) => {
  const mayAsk = [name, 'identity', ...(CALLS[name] ?? [])];
  const mayNot = contexts.filter((other) => !mayAsk.includes(other));
  return [
    {
      name: `${name}-is-entered-by-its-doors`,
      comment: `From outside, only ${name}.contract.ts, ${name}.api.ts and ${name}.module.ts exist.`,
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: `^src/modules/${name}/` },
      to: {
        path: `^src/modules/${name}/`,
        // The boot opens the first account of an empty system.
        pathNot: [`^src/modules/${name}/${name}[.](contract|api|module)[.]ts$`, '^src/modules/identity/employees/bootstrap[.]ts$'],
      },
    },
    {
      name: `${name}-asks-only-whom-it-may`,
      comment: `${name} may ask ${mayAsk.filter((n) => n !== name).join(', ')}; what it wants of others it hears as an event.`,
      severity: 'error',
      from: { path: `^src/modules/${name}/` },
      to: { path: `^src/modules/${any(mayNot)}/[^/]+[.](api|module)[.]ts$` },
    },
  ];
};

export default {
  forbidden: [
    ...contexts.flatMap(wallsOf),
    {
      name: 'kernel-knows-no-context',
      comment: 'The kernel knows no business word.',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/', pathNot: '^src/kernel/' },
    },
    {
      name: 'contract-is-a-leaf',
      comment: 'A contract imports the kernel and the types of other contracts, nothing else.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/[^/]+[.]contract[.]ts$' },
      to: { pathNot: ['^src/kernel/', '^src/modules/[^/]+/[^/]+[.]contract[.]ts$'] },
    },
    {
      name: 'contract-takes-only-types-of-contracts',
      comment: 'A value of another contract would tie the order in which contexts load.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/[^/]+[.]contract[.]ts$' },
      to: { path: '^src/modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'controller-knows-no-database',
      comment: 'Three hops: controller, service, database.',
      severity: 'error',
      from: { path: '^src/modules/.+[.]controller[.]ts$' },
      to: { path: ['^src/kernel/database/', 'node_modules/(typeorm|pg|@nestjs/typeorm)/'] },
    },
    {
      name: 'demo-comes-through-the-door',
      comment: 'Demo data is made by calling the API, so that it obeys the rules.',
      severity: 'error',
      from: { path: '^src/demo/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(demo|kernel)/',
          '^src/modules/identity/identity[.]contract[.]ts$',
          '^src/modules/identity/employees/bootstrap[.]ts$',
        ],
      },
    },
    {
      name: 'nobody-imports-the-boot',
      comment: 'main, program and the list of contexts are the top.',
      severity: 'error',
      from: { path: '^(src/(kernel|modules|demo)|migrations)/' },
      to: { path: '^src/[^/]+[.]ts$' },
    },
    {
      name: 'only-the-boot-knows-the-demo',
      comment: 'The program starts the demo; nothing else depends on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(demo/|program[.]ts$)' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'list-of-contexts-lists-contexts',
      comment: 'app.module.ts names modules, nothing else of a context.',
      severity: 'error',
      from: { path: '^src/app[.]module[.]ts$' },
      to: { path: '^src/(modules|demo)/', pathNot: '[.]module[.]ts$' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration is history: the code it would import moves on.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-cycles',
      comment: 'Types included: a cycle means two things are one, or a wall is missing.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'nothing-dead',
      comment: 'A file that the program never reaches is deleted or finished.',
      severity: 'error',
      from: { path: '^src/main[.]ts$' },
      // A contract that nobody needs yet is still the context's word.
      to: { path: '^src/', pathNot: '[.]contract[.]ts$', reachable: false },
    },
    {
      name: 'what-runs-is-declared',
      comment: 'The program imports only what package.json installs with it.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'resolvable',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
