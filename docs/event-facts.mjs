// Writes what each event carries, read from the types of the contracts, where Workflow looks it up; `--check` only compares.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = process.cwd();
const file = join(root, 'src/modules/workflow/process-definitions/event-facts.ts');
const contracts = readdirSync(join(root, 'src/modules')).map((name) => join(root, 'src/modules', name, `${name}.contract.ts`));
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
const program = ts.createProgram(contracts, { ...options, noEmit: true, skipLibCheck: true });
const checker = program.getTypeChecker();

const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
function kindOf(type) {
  const parts = type.isUnion() ? type.types.filter((t) => !(t.flags & NOTHING)) : [type];
  const kinds = new Set(
    parts.map((t) => {
      if (t.flags & ts.TypeFlags.StringLike) return 'string';
      if (t.flags & ts.TypeFlags.NumberLike) return 'number';
      if (t.flags & ts.TypeFlags.BooleanLike) return 'boolean';
      return checker.isArrayLikeType(t) ? 'list' : 'object';
    }),
  );
  return [...kinds].join('|') + (parts.length < (type.isUnion() ? type.types.length : 1) ? '?' : '');
}
function membersOf(type, at) {
  return checker
    .getPropertiesOfType(type)
    .map((member) => `${member.name}:${kindOf(checker.getTypeOfSymbolAtLocation(member, at))}`)
    .sort();
}

const lines = [];
for (const path of contracts) {
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'event' && node.typeArguments?.length === 1) {
      const members = membersOf(checker.getTypeFromTypeNode(node.typeArguments[0]), node);
      const [name, facts] = [`  '${node.arguments[0].text}':`, `'${members.join(' ')}',`];
      lines.push(name.length + facts.length < 140 ? `${name} ${facts}` : `${name}\n    ${facts}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(program.getSourceFile(path));
}
const text = `/** What each event carries, read from the contracts by \`npm run docs\`; do not edit. \`?\`: may be null or missing. */
export const EVENT_FACTS: Readonly<Record<string, string>> = {
${lines.sort().join('\n')}
};
`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('event-facts.ts is stale: npm run docs\n');
  process.exit(1);
}
