// What the built program knows of itself, as data: for the generated documents and the house tests.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource, getMetadataArgsStorage } from 'typeorm';

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
const sources = (path) =>
  readdirSync(path, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(path, file))
    .sort();

/** Stands for every constructor dependency: whatever is read from it or called on it is such a stand-in again. */
const standIn = () =>
  new Proxy(function () {}, {
    get: (_, property) => (property === 'then' ? undefined : property === Symbol.toPrimitive ? () => '' : standIn()),
    apply: () => standIn(),
    construct: () => standIn(),
  });

/** Everything from the first parenthesis up to the comma that ends the first argument. */
function firstArgument(text, from) {
  let depth = 0;
  for (let end = from; end < text.length; end++) {
    if ('([{'.includes(text[end])) depth++;
    else if (')]}'.includes(text[end])) depth--;
    if (depth < 0 || (depth === 0 && text[end] === ',')) return text.slice(from, end);
  }
  return '';
}

export async function programFacts({ built = 'dist', root = process.cwd() } = {}) {
  const load = (path) => import(pathToFileURL(resolve(root, built, 'src', path)).href);
  const names = folders(join(root, 'src/modules'));
  // Contracts first: one that nothing imports yet still declares.
  const contracts = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await load(`modules/${name}/${name}.contract.js`)])),
  );
  await load('app.module.js');
  const { allEvents, Reactions } = await load('kernel/events/event.js');
  const { allLifecycles } = await load('kernel/lifecycle.js');
  const { allRefusals } = await load('kernel/problems.js');
  const { allSettings } = await load('kernel/settings.js');
  const { EVENT_FACTS } = await load('modules/workflow/process-definitions/event-facts.js');
  const { PERMISSIONS } = await load('modules/identity/permissions/table.js');

  const reactions = await Promise.all(
    names.map(async (name) => {
      const pages = sources(join(root, 'src/modules', name)).filter((path) => path.endsWith('.reactions.ts'));
      const exported = (await Promise.all(pages.map((path) => load(relative(join(root, 'src'), path).replace(/ts$/, 'js'))))).flatMap(
        (page) => Object.values(page),
      );
      const own = exported
        .filter((one) => typeof one === 'function' && one.prototype instanceof Reactions)
        .map((Type) => new Type(...Array.from({ length: 12 }, standIn)));
      return {
        name,
        listeners: own.flatMap((one) => one.listeners.map((l) => ({ id: l.id, event: l.event?.name ?? null }))),
        ticks: own.flatMap((one) => one.ticks.map((t) => ({ name: t.name, table: t.table ?? null, daily: t.daily ?? null }))),
        jobs: own.flatMap((one) => one.jobs.map((j) => j.name)),
      };
    }),
  );

  const eventOf = new Map();
  for (const contract of Object.values(contracts))
    for (const [constant, value] of Object.entries(contract)) if (allEvents().includes(value)) eventOf.set(constant, value.name);
  const publishers = new Map();
  const calls = new Map(names.map((name) => [name, new Set()]));
  const constraints = new Set();
  for (const name of names) {
    for (const file of sources(join(root, 'src/modules', name))) {
      const text = readFileSync(file, 'utf8');
      for (const { index, 0: call } of text.matchAll(/\bpublish\(/g)) {
        for (const [word] of firstArgument(text, index + call.length).matchAll(/\b[A-Z]\w+\b/g)) {
          if (eventOf.has(word))
            publishers.set(eventOf.get(word), (publishers.get(eventOf.get(word)) ?? new Set()).add(`${name}/${basename(file, '.ts')}`));
        }
      }
      for (const [, constraint] of text.matchAll(/constraintRefusal\('(\w+)'/g)) constraints.add(constraint);
      for (const [, other] of text.matchAll(/from '(?:\.\.\/)+(\w+)\/\1\.api\.js'/g))
        if (other !== name && names.includes(other)) calls.get(name).add(other);
    }
  }

  const source = new DataSource({
    type: 'postgres',
    entities: getMetadataArgsStorage()
      .tables.map((t) => t.target)
      .filter((t) => typeof t === 'function'),
  });
  await source.buildMetadatas();
  const entities = source.entityMetadatas
    .filter((m) => m.tableType === 'regular')
    .map((m) => ({
      name: m.name,
      schema: m.schema ?? 'public',
      table: m.tableName,
      columns: m.columns
        .map((c) => ({
          name: c.databaseName,
          property: c.propertyPath,
          type: source.driver.normalizeType(c),
          precision: c.precision ?? null,
          scale: c.scale ?? null,
          array: c.isArray,
          nullable: c.isNullable,
          primary: c.isPrimary,
        }))
        .sort(byName),
      relations: m.relations
        .map((r) => `${r.propertyPath} → ${r.inverseEntityMetadata.schema}.${r.inverseEntityMetadata.tableName}`)
        .sort(),
    }))
    .sort(byName);

  const events = allEvents().map((e) => ({
    name: e.name,
    description: e.description,
    outwardOnly: e.outwardOnly,
    facts: EVENT_FACTS[e.name]?.split(' ') ?? [],
    publishers: [...(publishers.get(e.name) ?? [])].sort(),
    listeners: reactions.flatMap((r) => r.listeners.filter((l) => l.event === e.name).map((l) => l.id)).sort(),
  }));
  return {
    contexts: reactions.map((r) => ({
      ...r,
      listeners: r.listeners.sort((a, b) => (a.id < b.id ? -1 : 1)),
      ticks: r.ticks.sort(byName),
      jobs: r.jobs.sort(),
      rooms: folders(join(root, 'src/modules', r.name)),
      calls: [...calls.get(r.name)].sort(),
    })),
    events: events.sort(byName),
    lifecycles: allLifecycles()
      .map(({ table }) => {
        const entity = entities.find((e) => e.name === table.name);
        return {
          name: table.name,
          context: entity?.schema ?? null,
          table: entity ? `${entity.schema}.${entity.table}` : null,
          states: [...table.states],
          initial: [table.initial].flat(),
          moves: Object.entries(table.moves).map(([name, m]) => ({ name, from: [...m.from], to: [...m.to], system: m.system ?? false })),
        };
      })
      .sort(byName),
    refusals: allRefusals().map(({ code, status, kind, title, rule }) => ({ code, status, kind, title, rule: rule ?? null })),
    settings: allSettings(),
    /** Database constraints that have a refusal of their own. */
    constraints: [...constraints].sort(),
    entities,
    permissions: Object.keys(PERMISSIONS).sort(),
  };
}

if (process.argv[1] === import.meta.filename) {
  const at = process.argv.indexOf('--built');
  const facts = JSON.stringify(await programFacts(at > 0 ? { built: process.argv[at + 1] } : {}));
  // An imported module may keep a handle, so the end is said; but only when a pipe has taken everything.
  process.stdout.write(facts, () => process.exit(0));
}
