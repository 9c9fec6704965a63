import { Code, Id, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { processLifecycle } from './process.entity.js';

export class ListProcesses extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  /** The order, lead, opportunity or repair order it is about. */
  @Optional()
  @Id()
  subjectId?: string;
  @Optional()
  @Code('order-fulfilment', 60)
  definitionCode?: string;
  @Repeated(processLifecycle.states)
  state?: string[];
}

/** Where one step of a running process stands, and why. */
export class ProcessStepView {
  /** @example 'collect-deposit' */
  code: string;
  /** In the language of the request. @example '收取定金' */
  name: string;
  /** Who does it. @example 'cashier' */
  role: string;
  /** WAITING, SCHEDULED, OPEN, DONE, SKIPPED or NOT_NEEDED. @example 'OPEN' */
  state: string;
  /** Since when. @example '2026-11-24T10:00:00.000Z' */
  since: Date;
  /** What leads on: steps, an event, an instant or somebody's hand; empty when it is finished. @example ['finance.receivable-paid'] */
  waitingFor: string[];
}
/** One run of a process for one subject: which step is open, since when, waiting for what. */
export class ProcessView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** RUNNING, COMPLETED or CANCELLED. @example 'RUNNING' */
  state: string;
  /** Events and tasks move it, nobody by hand. @example [] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** The revision it runs on, to its end. @example '01938b4e-7c00-7000-8000-000000000001' */
  definitionId: string;
  /** @example 'order-fulfilment' */
  definitionCode: string;
  /** @example 1 */
  definitionRevision: number;
  /** @example 'SalesOrder' */
  subjectType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  subjectId: string;
  steps: ProcessStepView[];
  /** @example null */
  endedAt: Date | null;
  /** @example 1 */
  version: number;
  /** When it started. @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
