import { isDeepStrictEqual } from 'node:util';
import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { plus } from '../../../kernel/time/clock.js';
import { type Facts, holds } from '../process-definitions/condition.js';
import type { DefinitionContent, EventMatch, Step } from '../process-definitions/definition-content.js';

export const processLifecycle = lifecycle({
  name: 'Process',
  states: ['RUNNING', 'COMPLETED', 'CANCELLED'],
  initial: 'RUNNING',
  moves: {
    finish: { from: ['RUNNING'], to: ['COMPLETED'], system: true },
    cancel: { from: ['RUNNING'], to: ['CANCELLED'], system: true },
  },
});
export type ProcessState = (typeof processLifecycle)['states'][number];

/** WAITING for what comes before, SCHEDULED for its delay, OPEN as a task, or finished in one of three ways. */
export const STEP_STATES = ['WAITING', 'SCHEDULED', 'OPEN', 'DONE', 'SKIPPED', 'NOT_NEEDED'] as const;
export type StepState = (typeof STEP_STATES)[number];
const FINISHED: readonly StepState[] = ['DONE', 'SKIPPED', 'NOT_NEEDED'];

export interface StepProgress {
  state: StepState;
  /** Since when it is in this state. */
  since: string;
  /** When a scheduled step opens. */
  startsAt?: string;
}
export interface Heard {
  name: string;
  payload: Facts;
}
/** What a change of a process means for its tasks. */
export interface Advance {
  opened: Step[];
  finished: string[];
  ended: boolean;
}

/** One run of a definition for one subject. It decides which steps open; facts are the latest payloads of the subject's events. */
@Entity({ schema: 'workflow', name: 'process' })
export class Process extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: ProcessState;
  @Column('uuid', { name: 'definition_id' }) definitionId: string;
  @Column('text', { name: 'definition_code' }) definitionCode: string;
  @Column('int', { name: 'definition_revision' }) definitionRevision: number;
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  /** The customer, if it is about one; the database keeps both the same when files are merged (L-4). */
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('jsonb') facts: Facts;
  @Column('jsonb') steps: Record<string, StepProgress>;
  /** When the next scheduled step opens. */
  @Column('timestamptz', { name: 'next_start_at', nullable: true }) nextStartAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;

  begin(content: DefinitionContent, trigger: Heard, now: Date): Advance {
    processLifecycle.begin(this);
    this.facts = { ...trigger.payload };
    this.steps = Object.fromEntries(content.steps.map((s) => [s.code, { state: 'WAITING', since: now.toISOString() }]));
    this.endedAt = null;
    return this.#advance(content, trigger.name, [], now);
  }

  /** What has happened counts, even for a step that is not open yet. */
  hear(content: DefinitionContent, event: Heard, now: Date): Advance {
    this.learn(event.payload);
    const undone = content.steps.filter((s) => this.#isFinished(s.code) && this.#matches(s.reopen, event.name)).map((s) => s.code);
    const finished = content.steps
      .filter((s) => !this.#isFinished(s.code) && this.#matches(s.complete?.events, event.name))
      .map((s) => s.code);
    for (const code of finished) this.#set(code, 'DONE', now);
    const end = (content.ends ?? []).find((e) => this.#matches([e], event.name));
    if (end) return this.#end(end.as, finished, now);
    for (const code of undone) this.#set(code, 'WAITING', now);
    return this.#advance(content, event.name, finished, now, undone);
  }
  /** What was told of the subject; whether it is news. */
  learn(facts: Facts): boolean {
    const before = this.facts;
    this.facts = { ...before, ...facts };
    return Object.keys(facts).some((fact) => !isDeepStrictEqual(before[fact], facts[fact]));
  }

  /** Somebody did a step by hand, or a manager let it be. */
  finish(content: DefinitionContent, code: string, as: 'DONE' | 'SKIPPED', now: Date): Advance {
    if (this.state !== 'RUNNING' || this.#isFinished(code)) return { opened: [], finished: [], ended: false };
    this.#set(code, as, now);
    return this.#advance(content, undefined, [], now);
  }

  /** Opens the steps whose delay is over. */
  wake(content: DefinitionContent, now: Date): Advance {
    return this.#advance(content, undefined, [], now);
  }

  #advance(content: DefinitionContent, event: string | undefined, finished: string[], now: Date, undone: string[] = []): Advance {
    const opened: Step[] = [];
    for (let moved = true; moved;) {
      moved = false;
      for (const step of content.steps) {
        // What opened it once need not happen again.
        const next = this.#next(step, undone.includes(step.code) ? step.start?.event : event, now);
        if (!next) continue;
        this.#set(step.code, next.state, now, next.startsAt);
        if (next.state === 'OPEN') opened.push(step);
        moved = true;
      }
    }
    const starts = Object.values(this.steps).flatMap((s) => (s.state === 'SCHEDULED' && s.startsAt ? [s.startsAt] : []));
    this.nextStartAt = starts.length ? new Date(starts.sort()[0] as string) : null;
    const left = content.steps.some((s) => !s.optional && !this.#isFinished(s.code));
    return left ? { opened, finished, ended: false } : this.#end('COMPLETED', finished, now);
  }

  /** Where a step goes now, if anywhere. */
  #next(step: Step, event: string | undefined, now: Date): { state: StepState; startsAt?: Date } | undefined {
    const { state, startsAt } = this.steps[step.code] as StepProgress;
    const opened = (): { state: StepState } => ({ state: holds(step.condition, this.facts) ? 'OPEN' : 'NOT_NEEDED' });
    if (state === 'SCHEDULED') return new Date(startsAt as string) <= now ? opened() : undefined;
    if (state !== 'WAITING') return undefined;
    const { start } = step;
    if (start?.event !== undefined && start.event !== event) return undefined;
    if ((start?.after ?? []).some((before) => !this.#isFinished(before))) return undefined;
    return start?.delay === undefined ? opened() : { state: 'SCHEDULED', startsAt: plus(now, start.delay) };
  }

  #end(as: 'COMPLETED' | 'CANCELLED', finished: string[], now: Date): Advance {
    processLifecycle.move(this, as === 'COMPLETED' ? 'finish' : 'cancel');
    this.endedAt = now;
    this.nextStartAt = null;
    return { opened: [], finished, ended: true };
  }
  #set(code: string, state: StepState, now: Date, startsAt?: Date): void {
    this.steps = { ...this.steps, [code]: { state, since: now.toISOString(), ...(startsAt && { startsAt: startsAt.toISOString() }) } };
  }
  #isFinished(code: string): boolean {
    return FINISHED.includes((this.steps[code] as StepProgress).state);
  }
  #matches(events: readonly EventMatch[] | undefined, name: string): boolean {
    return (events ?? []).some((e) => e.event === name && holds(e.condition, this.facts));
  }
}
