import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = process.cwd();
const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .sort();
const isFolder = (path: string) => statSync(join(root, path)).isDirectory();
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const everything = walk('src');
const files = everything.filter((path) => path.endsWith('.ts'));
const contexts = readdirSync(join(root, 'src/modules')).sort();
const MAX_LINES = 400;
const FORBIDDEN = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'base', 'manager', 'impl', 'misc', 'shared', 'index']);

describe('the files of src', () => {
  it('have names that say what is inside', () => {
    const vague = everything.filter((path) =>
      basename(path)
        .split(/[-.]/)
        .some((word) => FORBIDDEN.has(word.toLowerCase())),
    );
    expect(vague).toEqual([]);
  });

  it('are code, in kebab-case', () => {
    expect(everything.filter((path) => !isFolder(path) && !/^[a-z0-9-]+(\.[a-z-]+)?\.ts$/.test(basename(path)))).toEqual([]);
    expect(everything.filter((path) => isFolder(path) && !/^[a-z0-9-]+$/.test(basename(path)))).toEqual([]);
  });

  it(`have at most ${MAX_LINES} lines`, () => {
    expect(files.map((path) => ({ path, lines: text(path).split('\n').length - 1 })).filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
  });

  it('leave nothing for later and switch no check off', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|eslint-disable|@ts-(ignore|expect-error|nocheck)|prettier-ignore/;
    expect(files.filter((path) => marks.test(text(path)))).toEqual([]);
  });
});

describe('a context', () => {
  it.each(contexts)('%s has its module, contract and reactions, and beside them at most an api and pure rules', (name) => {
    for (const door of ['module', 'contract', 'reactions'])
      expect(existsSync(join(root, `src/modules/${name}/${name}.${door}.ts`))).toBe(true);
  });

  it('has rooms, never a folder with one file', () => {
    const rooms = contexts.flatMap((name) => walk(join('src/modules', name)).filter(isFolder));
    expect(rooms.filter((room) => readdirSync(join(root, room)).length < 2)).toEqual([]);
  });

  it('gives its documents numbers whose first letters are no other kind’s', () => {
    const rooms = new Map<string, Set<string>>();
    for (const path of files.filter((f) => f.startsWith('src/modules/')))
      for (const [, letters = ''] of text(path).matchAll(/\b(?:number|next)\('([A-Z]{2,4})'/g))
        rooms.set(letters, (rooms.get(letters) ?? new Set()).add(path.split('/').slice(2, 4).join('/')));
    expect(rooms.size).toBeGreaterThan(40);
    // Insurance renewals and internal repairs: each is told apart by the document it belongs to.
    const shared = [...rooms].filter(([letters, kinds]) => kinds.size > 1 && letters !== 'IR');
    expect(shared.map(([letters, kinds]) => `${letters}: ${[...kinds].join(', ')}`)).toEqual([]);
  });

  it('keeps its entities in its own schema', () => {
    const foreign = contexts.flatMap((name) =>
      files
        .filter((path) => path.startsWith(join('src/modules', name, '/')) && path.endsWith('.entity.ts'))
        .flatMap((path) =>
          [...text(path).matchAll(/@Entity\(([^)]*)\)/g)]
            .filter(([, options]) => !options?.includes(`schema: '${name}'`))
            .map(([entity]) => `${path}: ${entity}`),
        ),
    );
    expect(foreign).toEqual([]);
  });

  it('joins and writes only within its own schema', () => {
    const sql = new RegExp(`\\b(FROM|JOIN|INTO|UPDATE|USING)\\s+(?:ONLY\\s+)?(${contexts.join('|')})\\.(\\w+)`, 'gi');
    const foreign = contexts.flatMap((name) =>
      files
        .filter((path) => path.startsWith(join('src/modules', name, '/')))
        .flatMap((path) =>
          [...text(path).matchAll(sql)].filter(([, , schema]) => schema?.toLowerCase() !== name).map(([found]) => `${path}: ${found}`),
        ),
    );
    expect(foreign).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'];

  it.each(documents)('%s names only commands and files that exist', (document) => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const builtIn = new Set(['ci', 'install', 'test', 'start', 'run', 'audit', 'outdated', 'ls']);
    const faults: string[] = [];
    for (const [, script = ''] of text(document).matchAll(/\bnpm run ([\w:-]+)/g))
      if (!(script in scripts)) faults.push(`npm run ${script}`);
    for (const [, verb = ''] of text(document).matchAll(/\bnpm (?!run\b)([a-z][\w:-]*)/g)) {
      if (!builtIn.has(verb) || (['test', 'start'].includes(verb) && !(verb in scripts))) faults.push(`npm ${verb}`);
    }
    for (const [, path = ''] of text(document).matchAll(/\bnode (?:--[\w-]+ )*((?:docs|test)\/[\w./-]+)/g))
      if (!existsSync(join(root, path))) faults.push(`node ${path}`);
    for (const [, path = ''] of text(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g))
      if (!existsSync(join(root, path))) faults.push(`link ${path}`);
    for (const [, path = ''] of text(document).matchAll(/`((?:src|docs|test|migrations)\/[\w./-]+)`/g))
      if (!existsSync(join(root, path))) faults.push(`path ${path}`);
    expect(faults).toEqual([]);
  });
});
