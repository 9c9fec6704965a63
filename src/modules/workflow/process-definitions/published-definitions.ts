import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../../kernel/database/database.js';
import { type DefinitionContent, eventsOf } from './definition-content.js';
import type { ProcessDefinitionState } from './process-definition.entity.js';

const REMEMBERED_MS = 1500;

export interface Definition {
  id: string;
  code: string;
  revision: number;
  state: ProcessDefinitionState;
  content: DefinitionContent;
  events: Set<string>;
}

/** Definitions that start or still run processes, remembered: an event that none of them names costs no statement. */
@Injectable()
export class PublishedDefinitions {
  readonly #known = new LRUCache<'all', Definition[]>({ max: 1, ttl: REMEMBERED_MS });

  constructor(private readonly db: Database) {}

  forget(): void {
    this.#known.clear();
  }
  async naming(event: string): Promise<Definition[]> {
    return (await this.#all()).filter((d) => d.events.has(event));
  }
  async byId(id: string): Promise<Definition | undefined> {
    return (await this.#all()).find((d) => d.id === id);
  }

  async #all(): Promise<Definition[]> {
    const known = this.#known.get('all');
    if (known) return known;
    const rows = await this.db.sql<Omit<Definition, 'events'>>(
      `SELECT id, code, revision, state, content FROM workflow.process_definition WHERE state <> 'DRAFT' ORDER BY code, revision`,
    );
    const all = rows.map((row) => ({ ...row, events: eventsOf(row.content) }));
    this.#known.set('all', all);
    return all;
  }
}
