import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../../kernel/database/database.js';
import type { NewEvent } from '../../../kernel/events/event.js';
import type { Facts } from './condition.js';
import { type DefinitionContent, eventsOf, factsReadBy } from './definition-content.js';
import type { ProcessDefinitionState } from './process-definition.entity.js';

const REMEMBERED_MS = 1500;

export interface Definition {
  id: string;
  code: string;
  revision: number;
  state: ProcessDefinitionState;
  content: DefinitionContent;
  events: Set<string>;
  /** What its steps are judged by. */
  reads: Set<string>;
}
/** What a definition knows an event's subject by. */
export interface Concerned {
  definition: Definition;
  subjectId: string;
  /** What it tells the process: all, if the definition names it; else a fact that the steps read, or of whose it is now. */
  facts: Facts;
  named: boolean;
}
/** Whose the subject is. */
export const OWNER = 'ownerEmployeeId';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Definitions that start or still run processes, remembered: an event that none of them names costs no statement. */
@Injectable()
export class PublishedDefinitions {
  readonly #known = new LRUCache<'all', Definition[]>({ max: 1, ttl: REMEMBERED_MS });

  constructor(private readonly db: Database) {}

  forget(): void {
    this.#known.clear();
  }
  /** Those whose processes an event moves, and those that only learn from it. Of whose the subject is, it alone tells. */
  async concernedBy(event: NewEvent): Promise<Concerned[]> {
    return concernedAmong(await this.#all(), event);
  }
  /** Whether an event may concern one; yes, when they are not remembered just now. */
  mayConcern(event: NewEvent): boolean {
    const known = this.#known.get('all');
    return known === undefined || concernedAmong(known, event).length > 0;
  }
  async byId(id: string): Promise<Definition> {
    await this.missed([id]);
    const found = (await this.#all()).find((d) => d.id === id);
    if (!found) throw new Error(`Process definition ${id} is gone`);
    return found;
  }
  /** Whether one of these is not remembered, because another instance published it a moment ago: all are read anew then. */
  async missed(ids: readonly string[]): Promise<boolean> {
    const known = await this.#all();
    const missing = ids.some((id) => !known.some((d) => d.id === id));
    if (missing) this.forget();
    return missing;
  }

  async #all(): Promise<Definition[]> {
    const known = this.#known.get('all');
    if (known) return known;
    const rows = await this.db.sql<Omit<Definition, 'events' | 'reads'>>(
      `SELECT id, code, revision, state, content FROM workflow.process_definition WHERE state <> 'DRAFT' ORDER BY code, revision`,
    );
    const all = rows.map((row) => ({ ...row, events: eventsOf(row.content), reads: factsReadBy(row.content) }));
    this.#known.set('all', all);
    return all;
  }
}

function concernedAmong(definitions: readonly Definition[], { name, aggregateId, payload }: NewEvent): Concerned[] {
  const concerned: Concerned[] = [];
  for (const definition of definitions) {
    const subjectId = payload[definition.content.subject.field];
    if (typeof subjectId !== 'string' || !UUID.test(subjectId)) continue;
    const named = definition.events.has(name);
    const told = (fact: string) => named || definition.reads.has(fact) || (fact === OWNER && aggregateId === subjectId);
    const facts = Object.fromEntries(Object.entries(payload).filter(([fact]) => told(fact)));
    if (named || Object.keys(facts).length) concerned.push({ definition, subjectId, facts, named });
  }
  return concerned;
}
