import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { instantOf } from '../../../kernel/time/clock.js';
import { ActivityChanged, ValueGraded } from '../crm.contract.js';
import { Office } from '../office.js';
import type { Activity, GradeRule, ValueGrade } from './rfm.js';
import { StoreGrade } from './value-grade.entity.js';
import { GRADE_RULE } from './value-grade.rules.js';
import { GRADE, KEEP_RUNS, STORES_PAID_AT } from './value-grade-sql.js';

interface Change {
  customerId: string;
  storeId: string;
  runId: string;
  gradeBefore: ValueGrade | null;
  grade: ValueGrade | null;
  activityBefore: Activity | null;
  /** Null: no paid repair order is left at the store. */
  activity: Activity | null;
}
interface Run {
  storeId: string;
  runId: string;
  rule: GradeRule;
}

/** The nightly grading: what every customer is worth to every store that they paid at, and whether they still come (G-3, G-4). */
@Injectable()
export class ValueGradeService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
  ) {}

  /** As of the morning of a day: what was paid later does not count, so days caught up after downtime come out as they would have. */
  async grade(date: string): Promise<void> {
    const morning = instantOf(date);
    const stores = await this.db.sql<{ storeId: string }>(STORES_PAID_AT, [morning]);
    const runs: Run[] = [];
    for (const { storeId } of stores) runs.push({ storeId, runId: newId(), rule: await this.#ruleOf(storeId) });
    if (!runs.length) return;
    const changes = await this.db.sql<Change>(GRADE, [
      morning,
      date,
      JSON.stringify(runs.map(({ rule, ...run }) => ({ ...run, ...rule }))),
    ]);
    const changed = new Map<string, number>();
    for (const change of changes) {
      changed.set(change.storeId, (changed.get(change.storeId) ?? 0) + 1);
      this.#announce(change);
    }
    const kept = runs.map((run) => ({ ...run, windowMonths: run.rule.windowMonths, changed: changed.get(run.storeId) ?? 0 }));
    await this.db.sql(KEEP_RUNS, [this.office.now(), date, JSON.stringify(kept)]);
  }

  #announce({ customerId, storeId, runId, gradeBefore, grade, activityBefore, activity }: Change): void {
    const source = { id: customerId, storeId, constructor: StoreGrade };
    if (grade !== gradeBefore) this.outbox.publish(ValueGraded, source, { customerId, storeId, from: gradeBefore, to: grade, runId });
    if (activity !== null && activity !== activityBefore)
      this.outbox.publish(ActivityChanged, source, { customerId, storeId, from: activityBefore, to: activity, runId });
  }

  async #ruleOf(storeId: string): Promise<GradeRule> {
    const values: Record<string, unknown> = {};
    for (const [name, type] of Object.entries(GRADE_RULE)) values[name] = await this.office.setting(type, storeId);
    return values as unknown as GradeRule;
  }
}
