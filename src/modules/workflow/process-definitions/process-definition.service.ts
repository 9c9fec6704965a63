import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { allEvents } from '../../../kernel/events/event.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { Clock } from '../../../kernel/time/clock.js';
import { ROLES } from '../../identity/identity.contract.js';
import { DefinitionFixed, DefinitionInvalid } from '../workflow.contract.js';
import { faultsOf } from './definition-check.js';
import { EVENT_FACTS } from './event-facts.js';
import { drawProcess } from './diagram.js';
import type {
  CreateProcessDefinition,
  EditProcessDefinition,
  ListProcessDefinitions,
  ProcessDefinitionView,
} from './process-definition.dto.js';
import { ProcessDefinition, processDefinitionLifecycle } from './process-definition.entity.js';
import { PublishedDefinitions } from './published-definitions.js';

const DEFINITIONS: ListDefinition = {
  select: `d.id, d.code, d.revision, d.state, d.name_zh AS "nameZh", d.name_en AS "nameEn", d.content, d.published_at AS "publishedAt", d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'workflow.process_definition d',
  id: 'd.id',
  sorts: { code: { by: 'd.code', type: 'text' }, createdAt: { by: 'd.created_at', type: 'timestamptz' } },
  defaultSort: 'code',
  filters: { code: 'd.code = ?', state: 'd.state = ANY(?::text[])' },
};

/** Every event, with the names of what it carries. */
const knownEvents = (): Map<string, Set<string> | null> =>
  new Map(
    allEvents().map(({ name }) => [
      name,
      EVENT_FACTS[name] ? new Set(EVENT_FACTS[name].split(' ').map((f) => f.split(':')[0] ?? '')) : null,
    ]),
  );

@Injectable()
export class ProcessDefinitionService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly published: PublishedDefinitions,
  ) {}

  draft({ code, name, content }: CreateProcessDefinition): Promise<ProcessDefinitionView> {
    return this.db.transaction(async () => {
      const [last] = await this.db.sql<{ revision: number }>(
        'SELECT coalesce(max(revision), 0) AS revision FROM workflow.process_definition WHERE code = $1',
        [code],
      );
      const definition = Object.assign(new ProcessDefinition(), {
        id: newId(),
        code,
        revision: (last?.revision ?? 0) + 1,
        nameZh: name.zh,
        nameEn: name.en,
        content,
        publishedAt: null,
      });
      processDefinitionLifecycle.begin(definition);
      return viewOf(await this.db.save(definition, 'create'));
    });
  }

  change(id: string, { name, content }: EditProcessDefinition, expected: number | '*'): Promise<ProcessDefinitionView> {
    return this.db.transaction(async () => {
      const definition = await this.db.lock(ProcessDefinition, id);
      definition.expectVersion(expected);
      if (definition.state !== 'DRAFT') throw DefinitionFixed();
      Object.assign(definition, name && { nameZh: name.zh, nameEn: name.en }, content && { content });
      return viewOf(await this.db.save(definition, 'update'));
    });
  }

  /** Puts a checked revision in force; the one before retires, and processes that run on it finish on it. */
  publish(id: string): Promise<ProcessDefinitionView> {
    return this.db.transaction(async () => {
      const definition = await this.db.lock(ProcessDefinition, id);
      processDefinitionLifecycle.check(definition, 'publish');
      const errors = faultsOf(definition.content, { events: knownEvents(), roles: new Set(ROLES) });
      if (errors.length) throw DefinitionInvalid({ errors });
      for (const before of await this.db.lockAll(ProcessDefinition, { code: definition.code, state: 'PUBLISHED' })) {
        processDefinitionLifecycle.move(before, 'retire');
        await this.db.save(before, 'retire');
      }
      processDefinitionLifecycle.move(definition, 'publish');
      definition.publishedAt = this.clock.now();
      return this.#inForce(definition, 'publish');
    });
  }

  retire(id: string): Promise<ProcessDefinitionView> {
    return this.db.transaction(async () => {
      const definition = await this.db.lock(ProcessDefinition, id);
      processDefinitionLifecycle.move(definition, 'retire');
      return this.#inForce(definition, 'retire');
    });
  }

  async #inForce(definition: ProcessDefinition, action: string): Promise<ProcessDefinitionView> {
    await this.db.save(definition, action);
    this.db.afterCommit(() => this.published.forget());
    return viewOf(definition);
  }

  async definition(id: string): Promise<ProcessDefinitionView> {
    return viewOf(await this.db.find(ProcessDefinition, id));
  }
  async diagram(id: string): Promise<string> {
    return drawProcess((await this.db.find(ProcessDefinition, id)).content, context.locale);
  }
  async list(query: ListProcessDefinitions): Promise<Page<ProcessDefinitionView>> {
    const page = await this.lists.page<ProcessDefinition>(DEFINITIONS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf(definition: ProcessDefinition): ProcessDefinitionView {
  const { id, code, revision, state, nameZh, nameEn, content, publishedAt, version, createdAt, updatedAt } = definition;
  const allowedMoves = permissions.allowedMoves(processDefinitionLifecycle, { state });
  return {
    id,
    code,
    revision,
    state,
    allowedMoves,
    name: { zh: nameZh, en: nameEn },
    content,
    publishedAt,
    storeId: null,
    version,
    createdAt,
    updatedAt,
  };
}
