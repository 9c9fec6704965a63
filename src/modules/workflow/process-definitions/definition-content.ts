import { ApiProperty } from '@nestjs/swagger';
import { IsDefined } from 'class-validator';
import { check, Code, Codes, Decimal, Flag, ListOf, Nested, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { isDuration } from '../../../kernel/time/clock.js';
import { ROLES, type Role } from '../../identity/identity.contract.js';
import { factsOf, OPERATORS, type Operator } from './condition.js';

const CONDITION = { all: [{ fact: 'kind', op: 'eq', value: 'DEPOSIT' }] };
const Duration =
  (example: string): PropertyDecorator =>
  (target, property) => {
    ApiProperty({ type: String, format: 'duration', maxLength: 40, example })(target, property as string);
    check('isDuration', (v) => typeof v === 'string' && v.length <= 40 && isDuration(v), 'must be an ISO 8601 duration')(target, property);
  };
/** An event may come from any context: publishing checks that there is such a one and that it carries the subject's id. */
const EventName = (example: string): PropertyDecorator => Text(100, example);

/** A comparison of one fact, or several joined by `all`, `any` or `not` (none of them): exactly one form. */
export class Condition {
  @Optional()
  @ListOf(() => Condition, 1, 20)
  all?: Condition[];
  @Optional()
  @ListOf(() => Condition, 1, 20)
  any?: Condition[];
  @Optional()
  @ListOf(() => Condition, 1, 20)
  not?: Condition[];
  /** A member of the latest payloads of the subject's events; publishing checks that one of them carries it. */
  @Optional()
  @Code('kind', 60)
  fact?: string;
  @Optional()
  @OneOf(OPERATORS)
  op?: Operator;
  /** What the fact is compared with; a list with `in`, true or false with `exists`. */
  @ApiProperty({
    oneOf: [
      { type: 'string', maxLength: 200 },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 200 } },
    ],
    required: false,
    example: 'DEPOSIT',
  })
  @Optional()
  @IsDefined()
  value?: unknown;
}
const ConditionField = (): PropertyDecorator => (target, property) => {
  Nested(() => Condition)(target, property);
  ApiProperty({ example: CONDITION })(target, property as string);
};

/** A text in both languages. */
export class BothLanguages {
  @Text(500, '收取定金') zh: string;
  @Text(500, 'Collect the deposit') en: string;
}
/** An event of the subject, perhaps only one with certain facts. */
export class EventMatch {
  @EventName('finance.receivable-paid') event: string;
  @Optional()
  @ConditionField()
  condition?: Condition;
}
export class EndMatch extends EventMatch {
  /** How the process ends then; open tasks are cancelled. */
  @OneOf(['COMPLETED', 'CANCELLED']) as: 'COMPLETED' | 'CANCELLED';
}
/** What a process is about. */
export class Subject {
  @Code('SalesOrder') type: string;
  /** The payload member that holds the subject's id in every event of the process. */
  @Code('salesOrderId', 60) field: string;
}
/** When a step opens: at an event, after steps, or at the first such event once those steps are finished; with neither, with the process. */
export class StepStart {
  @Optional()
  @EventName('sales.order-preparing')
  event?: string;
  /** Steps that must be finished before. */
  @Optional()
  @Codes(20, ['collect-deposit'])
  after?: string[];
  /** How long after that, ISO 8601. */
  @Optional()
  @Duration('P3D')
  delay?: string;
}
/** What finishes a step; without events only somebody's hand. */
export class StepCompletion {
  @Optional()
  @ListOf(() => EventMatch, 0, 10)
  events?: EventMatch[];
}
export class EscalationRung {
  /** Business hours after the time limit; 0: at once. */
  @Decimal(0, 2000, 2, 0) afterHours: number;
  /** Who gets a task of their own then. */
  @OneOf(ROLES, 'sales_manager') role: Role;
}
export class Step {
  @Code('collect-deposit') code: string;
  @Nested(() => BothLanguages) name: BothLanguages;
  /** What must be done for the step to count as done well. */
  @Nested(() => BothLanguages) standard: BothLanguages;
  /** Publishing checks that there is such a role. */
  @Code('cashier') role: string;
  /** OWNER: the subject's owner if it has one; QUEUE: whoever of the role takes it. */
  @Optional()
  @OneOf(['OWNER', 'QUEUE'])
  assign?: 'OWNER' | 'QUEUE';
  @Optional()
  @Nested(() => StepStart)
  start?: StepStart;
  @Optional()
  @Nested(() => StepCompletion)
  complete?: StepCompletion;
  /** Events that undo it: finished, it opens again as soon as the steps before it are finished. */
  @Optional()
  @ListOf(() => EventMatch, 0, 10)
  reopen?: EventMatch[];
  /** Business hours of the store from its opening to its time limit; none without it. */
  @Optional()
  @Decimal(0.05, 2000, 2, 18)
  limitBusinessHours?: number;
  /** Clock hours before the time limit at which it counts as due soon. */
  @Optional()
  @Decimal(0.05, 500, 2, 2)
  remindBeforeHours?: number;
  @Optional()
  @ListOf(() => EscalationRung, 0, 5)
  escalation?: EscalationRung[];
  /** The process does not wait for it. */
  @Optional()
  @Flag(false)
  optional?: boolean;
  /** Only needed when it holds at the moment the step would open, after its delay. */
  @Optional()
  @ConditionField()
  condition?: Condition;
}
/** The process as data. */
export class DefinitionContent {
  /** Starts a process; a subject has one at a time. */
  @Nested(() => EventMatch) trigger: EventMatch;
  @Nested(() => Subject) subject: Subject;
  /** Events that end the process before its last step. */
  @Optional()
  @ListOf(() => EndMatch, 0, 10)
  ends?: EndMatch[];
  @ListOf(() => Step, 1, 60)
  steps: Step[];
}

/** Every event that moves a process of this definition. */
export function eventsOf({ trigger, ends, steps }: DefinitionContent): Set<string> {
  const names = [trigger.event, ...(ends ?? []).map((e) => e.event)];
  for (const { start, complete, reopen } of steps)
    names.push(...(start?.event ? [start.event] : []), ...[...(complete?.events ?? []), ...(reopen ?? [])].map((e) => e.event));
  return new Set(names);
}

/** Every fact that the steps are judged by when they open: any event of the subject may bring it. */
export const factsReadBy = ({ steps }: DefinitionContent): Set<string> => new Set(steps.flatMap((s) => factsOf(s.condition)));
