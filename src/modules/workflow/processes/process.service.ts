import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import type { Published } from '../../../kernel/events/event.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { type Facts, holds } from '../process-definitions/condition.js';
import { type Concerned, type Definition, OWNER, PublishedDefinitions } from '../process-definitions/published-definitions.js';
import { TaskBook } from '../tasks/task-book.js';
import { type Advance, Process } from './process.entity.js';

/** Runs processes: events start and advance them, hands and delays too. A process is locked while it moves. */
@Injectable()
export class ProcessService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly definitions: PublishedDefinitions,
    private readonly tasks: TaskBook,
  ) {}

  /** Something happened: advances the processes of its subjects and starts those it triggers. */
  async hear(event: Published<Facts>): Promise<void> {
    let concerned = await this.definitions.concernedBy(event);
    if (!concerned.length) return;
    const known = await this.db.lockAll(Process, { subjectId: In([...new Set(concerned.map((c) => c.subjectId))]), state: 'RUNNING' });
    if (await this.definitions.missed(known.map((p) => p.definitionId))) concerned = await this.definitions.concernedBy(event);
    for (const process of known) {
      const told = concerned.find((c) => c.definition.id === process.definitionId && c.subjectId === process.subjectId);
      if (told) await this.#tell(process, told, event);
    }
    for (const { definition, subjectId } of concerned) {
      const { trigger } = definition.content;
      if (definition.state !== 'PUBLISHED' || trigger.event !== event.name || !holds(trigger.condition, event.payload)) continue;
      if (known.some((p) => p.state === 'RUNNING' && p.definitionCode === definition.code && p.subjectId === subjectId)) continue;
      await this.#start(definition, subjectId, event);
    }
  }

  async #start(definition: Definition, subjectId: string, event: Published<Facts>): Promise<void> {
    const storeId = event.payload['storeId'] ?? event.storeId;
    if (typeof storeId !== 'string') return;
    const { id, code, revision, content } = definition;
    const process = Object.assign(new Process(), {
      id: newId(),
      storeId,
      definitionId: id,
      definitionCode: code,
      definitionRevision: revision,
      subjectType: content.subject.type,
      subjectId,
    });
    const advance = process.begin(content, event, this.clock.now());
    await this.db.save(process, 'start');
    await this.#follow(process, advance);
  }

  async #tell(process: Process, { definition: { content }, facts, named }: Concerned, event: Published<Facts>): Promise<void> {
    const owner = process.facts[OWNER];
    const advance = named ? process.hear(content, event, this.clock.now()) : undefined;
    if (!advance && !process.learn(facts)) return;
    await this.db.save(process, event.name);
    if (process.facts[OWNER] !== owner) await this.tasks.reassign(process, content);
    if (advance) await this.#follow(process, advance);
  }

  /** Runs work that finishes a step by hand: the process is locked before the task, as everywhere. */
  async finishStep(processId: string, step: string, as: 'DONE' | 'SKIPPED', work: () => Promise<void>): Promise<void> {
    const process = await this.db.lock(Process, processId);
    await work();
    const definition = await this.definitions.byId(process.definitionId);
    const advance = process.finish(definition.content, step, as, this.clock.now());
    await this.db.save(process, as === 'DONE' ? 'complete-step' : 'skip-step');
    await this.#follow(process, advance);
  }

  /** The delay of a step is over. */
  async wake(id: string, now: Date): Promise<void> {
    const process = await this.db.lock(Process, id);
    const definition = await this.definitions.byId(process.definitionId);
    const advance = process.wake(definition.content, now);
    await this.db.save(process, 'wake');
    await this.#follow(process, advance);
  }

  async #follow(process: Process, { opened, finished, ended }: Advance): Promise<void> {
    if (finished.length) await this.tasks.closeByEvent(process.id, finished);
    if (ended) await this.tasks.cancelOpen(process.id);
    for (const step of opened) await this.tasks.open(process, step);
  }
}
