import { type FieldFault, say } from '../../../kernel/problems.js';
import { type ConditionShape, factsOf, isWellFormed } from './condition.js';
import { type DefinitionContent, type EventMatch, eventsOf, type Step } from './definition-content.js';

/** What the definition may name. */
export interface Known {
  /** Each with the facts that it carries; null: of a guest of the program, who may tell anything. */
  events: ReadonlyMap<string, ReadonlySet<string> | null>;
  roles: ReadonlySet<string>;
}

/** Every fault of a definition with its place; none means that it can be published. */
export function faultsOf(content: DefinitionContent, known: Known): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (pointer: string, code: string, zh: string, en: string) =>
    faults.push({ pointer: `/content${pointer}`, code, message: say(zh, en) });
  const { field } = content.subject;
  const event = (pointer: string, name: string | undefined) => {
    if (name === undefined) return;
    const facts = known.events.get(name);
    if (facts === undefined) fault(pointer, 'unknown_event', `没有事件 ${name}`, `there is no event ${name}`);
    else if (facts?.has(field) === false)
      fault(pointer, 'event_without_subject', `事件 ${name} 不带 ${field}`, `${name} does not carry ${field}`);
  };
  const role = (pointer: string, name: string) => {
    if (!known.roles.has(name)) fault(pointer, 'unknown_role', `没有角色 ${name}`, `there is no role ${name}`);
  };
  const condition = (pointer: string, shape: ConditionShape | undefined, facts: ReadonlySet<string> | null | undefined) => {
    if (shape && !isWellFormed(shape))
      fault(pointer, 'condition_invalid', '条件应为 all、any、not 之一或一个比较', 'a condition is one of all, any, not or a comparison');
    for (const fact of factsOf(shape))
      if (facts && !facts.has(fact)) fault(pointer, 'unknown_fact', `没有事实 ${fact}`, `nothing tells of ${fact}`);
  };
  const match = (pointer: string, { event: name, condition: shape }: EventMatch) => {
    event(`${pointer}/event`, name);
    condition(`${pointer}/condition`, shape, known.events.get(name));
  };
  // A step is judged by what any event of the subject told.
  const guests = [...eventsOf(content)].some((name) => known.events.get(name) === null);
  const told = guests ? null : new Set([...known.events.values()].flatMap((facts) => (facts?.has(field) ? [...facts] : [])));

  match('/trigger', content.trigger);
  for (const [n, end] of (content.ends ?? []).entries()) match(`/ends/${n}`, end);
  const codes = content.steps.map((s) => s.code);
  for (const [n, step] of content.steps.entries()) {
    const here = `/steps/${n}`;
    if (codes.indexOf(step.code) < n) fault(`${here}/code`, 'duplicate_step', `步骤 ${step.code} 重复`, `step ${step.code} is there twice`);
    role(`${here}/role`, step.role);
    event(`${here}/start/event`, step.start?.event);
    for (const [m, before] of (step.start?.after ?? []).entries())
      if (!codes.includes(before)) fault(`${here}/start/after/${m}`, 'unknown_step', `没有步骤 ${before}`, `there is no step ${before}`);
    for (const [m, one] of (step.complete?.events ?? []).entries()) match(`${here}/complete/events/${m}`, one);
    for (const [m, one] of (step.reopen ?? []).entries()) match(`${here}/reopen/${m}`, one);
    condition(`${here}/condition`, step.condition, told);
    for (const [m, rung] of (step.escalation ?? []).entries()) role(`${here}/escalation/${m}/role`, rung.role);
    if (step.escalation?.length && step.limitBusinessHours === undefined)
      fault(`${here}/escalation`, 'escalation_without_limit', '没有时限不能升级', 'there is nothing to escalate without a time limit');
  }
  for (const { step, cycle } of neverOpened(content.steps)) {
    const pointer = `/steps/${content.steps.indexOf(step)}/start`;
    if (cycle) fault(pointer, 'cycle_without_exit', `步骤 ${step.code} 在无出口的循环中`, `step ${step.code} is in a cycle without exit`);
    else fault(pointer, 'unreachable_step', `步骤 ${step.code} 永远不会开始`, `step ${step.code} can never open`);
  }
  return faults;
}

/** Steps that nothing can open: they wait for each other, or for one that does. A step that an event finishes lets those behind it go on. */
function neverOpened(steps: readonly Step[]): { step: Step; cycle: boolean }[] {
  const passable = new Set<string>();
  const opens = (step: Step) => (step.start?.after ?? []).every((before) => passable.has(before));
  for (let grew = true; grew;) {
    grew = false;
    for (const step of steps) {
      if (passable.has(step.code) || !(opens(step) || step.complete?.events?.length)) continue;
      passable.add(step.code);
      grew = true;
    }
  }
  const stuck = steps.filter((s) => !opens(s));
  const leadsTo = (from: Step, to: string, seen = new Set<string>()): boolean =>
    (from.start?.after ?? []).some((code) => {
      if (code === to) return true;
      const before = steps.find((s) => s.code === code);
      if (!before || seen.has(code)) return false;
      seen.add(code);
      return leadsTo(before, to, seen);
    });
  return stuck.map((step) => ({ step, cycle: leadsTo(step, step.code) }));
}
