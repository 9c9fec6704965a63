import { server } from '../support/server.js';
import { programFacts } from '../support/program-facts.js';

const { contexts, events, lifecycles, refusals, settings, entities } = programFacts();
const contextOf = (dotted: string) => dotted.split('.')[0] ?? '';
const names = contexts.map((c) => c.name);
const twice = (list: string[]) => list.filter((one, n) => list.indexOf(one) !== n);

describe('the eleven contexts', () => {
  it('are all there', () => {
    expect(names).toEqual([
      'aftersales',
      'crm',
      'finance',
      'identity',
      'integration',
      'inventory',
      'messaging',
      'parts',
      'reporting',
      'sales',
      'workflow',
    ]);
  });
});

describe('events', () => {
  it('are named by the context that declares them, in kebab-case', () => {
    expect(
      events.map((e) => e.name).filter((name) => !names.includes(contextOf(name)) || !/^[a-z]+\.[a-z]+(-[a-z]+)+$/.test(name)),
    ).toEqual([]);
  });

  it('tell what they carry', () => {
    expect(events.filter((e) => e.facts.length === 0).map((e) => e.name)).toEqual([]);
  });

  it('are published by their own context, and by nobody else', () => {
    const faults = events.filter((e) => e.publishers.length === 0 || e.publishers.some((p) => p.split('/')[0] !== contextOf(e.name)));
    expect(faults.map((e) => `${e.name}: ${e.publishers.join(', ') || 'never published'}`)).toEqual([]);
  });

  it('are heard by somebody (a listener, or a delivered process definition) or declared outward-only, never both', async () => {
    const app = await server();
    const [delivered] = await app.sql<{ text: string }>(`SELECT string_agg(content::text, ' ') AS text FROM workflow.process_definition`);
    expect(
      events
        .filter((e) => e.listeners.length === 0 && !e.outwardOnly && !delivered?.text.includes(`"${e.name}"`))
        .map((e) => `${e.name} is heard by nobody: declare it outwardOnly`),
    ).toEqual([]);
    expect(
      events
        .filter((e) => e.listeners.length > 0 && e.outwardOnly)
        .map((e) => `${e.name} is outwardOnly and heard by ${e.listeners.join(', ')}`),
    ).toEqual([]);
  });
});

describe('listeners, ticks and jobs', () => {
  it('have ids of their own that begin with their context: deliveries are kept under them', () => {
    const ids = contexts.flatMap((c) => [...c.listeners.map((l) => `${l.id} ${l.event ?? '*'}`), ...c.ticks.map((t) => t.name), ...c.jobs]);
    expect(twice(ids)).toEqual([]);
    const foreign = contexts.flatMap((c) =>
      [...c.listeners.map((l) => l.id), ...c.ticks.map((t) => t.name), ...c.jobs].filter(
        (id) => !/^[a-z]+\.[a-z0-9-]+$/.test(id) || contextOf(id) !== c.name,
      ),
    );
    expect(foreign).toEqual([]);
  });

  it('claim only rows of their own schema', () => {
    expect(
      contexts.flatMap((c) =>
        c.ticks.filter((t) => t.table !== null && contextOf(t.table) !== c.name).map((t) => `${t.name}: ${String(t.table)}`),
      ),
    ).toEqual([]);
  });
});

describe('lifecycles', () => {
  it('are of an entity each', () => {
    expect(lifecycles.filter((l) => l.table === null).map((l) => l.name)).toEqual([]);
    expect(twice(lifecycles.map((l) => l.name))).toEqual([]);
  });

  it('name only their own states', () => {
    const strange = lifecycles.flatMap((l) =>
      [...l.initial, ...l.moves.flatMap((m) => [...m.from, ...m.to])].filter((s) => !l.states.includes(s)).map((s) => `${l.name}: ${s}`),
    );
    expect(strange).toEqual([]);
  });

  it('reach every state from the first, and every move can happen', () => {
    const faults = lifecycles.flatMap((l) => {
      const reached = new Set(l.initial);
      for (let size = 0; size !== reached.size;) {
        size = reached.size;
        for (const move of l.moves) if (move.from.some((s) => reached.has(s))) for (const to of move.to) reached.add(to);
      }
      return [
        ...l.states.filter((s) => !reached.has(s)).map((s) => `${l.name}: ${s} is never reached`),
        ...l.moves.filter((m) => m.from.length === 0 || m.to.length === 0).map((m) => `${l.name}: ${m.name} leads nowhere`),
      ];
    });
    expect(faults).toEqual([]);
  });
});

describe('refusals and settings', () => {
  it('speak both languages', () => {
    expect(
      refusals
        .filter((r) => !/[\u4e00-\u9fff]/.test(r.title.zh) || !/^[A-Z]/.test(r.title.en) || !/^[a-z][a-z0-9_]*$/.test(r.code))
        .map((r) => r.code),
    ).toEqual([]);
  });
  it('are explained: each setting has its context, a description and its rule', () => {
    expect(settings.filter((s) => !names.includes(contextOf(s.key)) || !s.description.endsWith('.') || !s.rule).map((s) => s.key)).toEqual(
      [],
    );
  });
});

describe('entities', () => {
  it('have no relation into another context', () => {
    expect(
      entities.flatMap((e) => e.relations.filter((r) => !r.includes(`→ ${e.schema}.`)).map((r) => `${e.schema}.${e.table}.${r}`)),
    ).toEqual([]);
  });
});
