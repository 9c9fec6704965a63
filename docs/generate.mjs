// Writes docs/generated/*.md from the built program; `--check` only compares and fails when one is stale.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFacts } from './program-facts.mjs';

const folder = join(process.cwd(), 'docs/generated');
const at = process.argv.indexOf('--built');
const facts = await programFacts(at > 0 ? { built: process.argv[at + 1] } : {});
const { contexts, events, lifecycles, refusals, settings } = facts;

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text) => `\`${text}\``;
const codes = (list) => list.map(code).join(', ') || '–';
const table = (heads, rows) =>
  [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join(
    '\n',
  );
const page = (title, intro, ...parts) =>
  `# ${title}\n\n<!-- Generated from the built program by \`npm run docs\`; do not edit. -->\n\n${intro}\n\n${parts.join('\n\n')}\n`;
const mermaid = (lines) => ['```mermaid', ...lines, '```'].join('\n');
const contextOf = (dotted) => dotted.split('.')[0];

function modules() {
  const asks = contexts.flatMap((c) => c.calls.filter((other) => other !== 'identity').map((other) => `  ${c.name} --> ${other}`));
  const hears = new Set(
    events
      .flatMap((e) => e.listeners.map((l) => `  ${contextOf(e.name)} -.-> ${contextOf(l)}`))
      .filter((line) => !/ (\w+) -\.-> \1$/.test(line)),
  );
  return page(
    'Module map',
    'Each context is a folder of `src/modules` and a schema of PostgreSQL. A context is entered only by its contract, api and module file.',
    '## Who asks whom for an answer now\n\nCalls of an `<context>.api.ts`. Every context may also ask identity.',
    mermaid(['flowchart LR', ...contexts.map((c) => `  ${c.name}`), ...asks]),
    '## Who hears whom\n\nAn arrow goes from the context that publishes to the one that listens. Those that hear every event are named below.',
    mermaid(['flowchart LR', ...contexts.map((c) => `  ${c.name}`), ...[...hears].sort()]),
    '## Contexts',
    table(
      ['context', 'rooms', 'asks', 'listeners', 'hears everything', 'ticks', 'jobs'],
      contexts.map((c) => [
        c.name,
        codes(c.rooms),
        codes(c.calls),
        c.listeners.filter((l) => l.event !== null).length,
        codes(c.listeners.filter((l) => l.event === null).map((l) => l.id)),
        codes(c.ticks.map((t) => t.name)),
        codes(c.jobs),
      ]),
    ),
  );
}

function lifecyclesPage() {
  const parts = lifecycles.map((l) => {
    const arrows = l.moves.flatMap((m) =>
      m.from.flatMap((from) => m.to.map((to) => `  ${from} --> ${to}: ${m.name}${m.system ? ' (system)' : ''}`)),
    );
    const ends = l.states.filter((s) => !l.moves.some((m) => m.from.includes(s)));
    return [
      `## ${l.name}\n\nContext ${l.context ?? '–'}, table ${l.table ? code(l.table) : '–'}.`,
      mermaid(['stateDiagram-v2', ...l.initial.map((s) => `  [*] --> ${s}`), ...arrows, ...ends.map((s) => `  ${s} --> [*]`)]),
      l.moves.length === 0
        ? 'It is complete when it is made.'
        : table(
            ['move', 'from', 'to', 'operation'],
            l.moves.map((m) => [
              code(m.name),
              m.from.join(', '),
              m.to.join(', '),
              m.system ? 'the system, by an event or a deadline' : code(operationOf(m.name, l.name)),
            ]),
          ),
    ].join('\n\n');
  });
  return page(
    'Lifecycles',
    'A lifecycle is one table beside its entity. State is assigned nowhere else; the database has a CHECK with the same states.',
    ...parts,
  );
}
const operationOf = (move, aggregate) => move.replace(/-([a-z])/g, (_, c) => c.toUpperCase()) + aggregate;

function eventsPage() {
  return page(
    'Events',
    'What one context tells the others, in the transaction in which it happened. “Outward only” events have no listener inside: they are for the feed and for reporting.',
    table(
      ['event', 'what happened', 'carries (`?`: may be null)', 'published by', 'heard by'],
      events.map((e) => [
        code(e.name),
        e.description,
        codes(e.facts),
        codes(e.publishers),
        e.listeners.length ? codes(e.listeners) : e.outwardOnly ? 'outward only' : '–',
      ]),
    ),
    `Heard besides by those who hear every event: ${codes(contexts.flatMap((c) => c.listeners.filter((l) => l.event === null).map((l) => l.id)))}.`,
  );
}

function problems() {
  const byStatus = [...refusals].sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
  return page(
    'Problems',
    'Every refusal of the API: the `code` is stable and never removed; each has a page at `/problems/<code>`.',
    table(
      ['status', 'code', '中文', 'English', 'rule'],
      byStatus.map((r) => [r.status, code(r.code), r.title.zh, r.title.en, r.rule ?? '']),
    ),
  );
}

function settingsPage() {
  const bounds = (s) => (s.min === undefined && s.max === undefined ? '' : `${s.min ?? ''} – ${s.max ?? ''}`);
  return page(
    'Settings',
    'Business settings that may differ per group, brand and store, valid from a date (`POST /api/v1/settings`). The settings of the program itself are in `.env.example`.',
    table(
      ['key', 'what it decides', 'kind', 'default', 'range', 'rule'],
      settings.map((s) => [code(s.key), s.description, s.kind, code(JSON.stringify(s.fallback)), bounds(s), s.rule]),
    ),
  );
}

const pages = {
  'modules.md': modules(),
  'lifecycles.md': lifecyclesPage(),
  'events.md': eventsPage(),
  'problems.md': problems(),
  'settings.md': settingsPage(),
};
mkdirSync(folder, { recursive: true });
const kept = readdirSync(folder).filter((file) => file.endsWith('.md'));
const unasked = kept.filter((file) => !(file in pages));
if (process.argv.includes('--check')) {
  const stale = Object.entries(pages).filter(([file, text]) => !kept.includes(file) || readFileSync(join(folder, file), 'utf8') !== text);
  const named = [...stale.map(([file]) => file), ...unasked];
  if (named.length) process.stderr.write(`Stale in docs/generated: ${named.join(', ')}. Run npm run docs.\n`);
  process.exit(named.length ? 1 : 0);
}
for (const [file, text] of Object.entries(pages)) writeFileSync(join(folder, file), text);
for (const file of unasked) rmSync(join(folder, file));
process.stdout.write(`docs/generated: ${Object.keys(pages).join(', ')}\n`);
process.exit(0);
