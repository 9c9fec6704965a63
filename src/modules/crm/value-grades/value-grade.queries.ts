import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { NotFound, say } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Office } from '../office.js';
import { type GradeRule, gradeOf } from './rfm.js';
import type {
  AskChurn,
  AskValueGrade,
  ChurnFiguresView,
  ExplainedGradeView,
  GradeRunView,
  ListGradeRuns,
  ValueGradeView,
} from './value-grade.dto.js';
import type { GradeRun, StoreGrade } from './value-grade.entity.js';

const GRADE = `g.store_id AS "storeId", g.value_grade AS "valueGrade", g.r, g.f, g.m, g.activity, g.last_paid_on AS "lastPaidOn", g.last_serviced_on AS "lastServicedOn", g.recency_days AS "recencyDays",
  g.visits, g.amount, g.run_id AS "runId", g.graded_on AS "gradedOn"`;
const RUN = `r.id, r.store_id AS "storeId", r.run_on AS "runOn", r.window_from AS "windowFrom", r.at, r.customers, r.scored, r.changed, r.rule, r.cut_offs AS "cutOffs",
  r.grades, r.activities`;
const RUNS: ListDefinition = {
  select: RUN,
  from: 'crm.grade_run r',
  id: 'r.id',
  sorts: { runOn: { by: 'r.run_on', type: 'date' } },
  defaultSort: '-runOn',
  filters: { storeId: 'r.store_id = ?::uuid' },
  scope: { store: 'r.store_id' },
};
const OURS = '($1 OR store_id = ANY($2::uuid[]))';

@Injectable()
export class ValueGradeReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly acquaintances: Acquaintances,
  ) {}

  /** At each of the caller's stores that has graded the customer. */
  async of(customerId: string): Promise<ValueGradeView[]> {
    return this.db.sql<ValueGradeView>(`SELECT ${GRADE} FROM crm.store_grade g WHERE ${OURS} AND customer_id = $3 ORDER BY store_id`, [
      ...this.#ours(),
      customerId,
    ]);
  }

  /** A grade with its inputs, ranks, cut-offs and rule; 404 before the first run that knew a paid visit of theirs. */
  async explain(customerId: string, { storeId: named }: AskValueGrade): Promise<ExplainedGradeView> {
    await this.acquaintances.require(customerId);
    const { id: storeId } = await this.office.storeForNew(named);
    const [grade] = await this.db.sql<StoreGrade & Pick<GradeRun, 'scored' | 'cutOffs' | 'rule' | 'windowFrom'>>(
      `SELECT ${GRADE}, g.ever, g.r_rank AS "rRank", g.f_rank AS "fRank", g.m_rank AS "mRank", r.scored, r.cut_offs AS "cutOffs", r.rule, r.window_from AS "windowFrom"
       FROM crm.store_grade g JOIN crm.grade_run r ON r.id = g.run_id WHERE g.customer_id = $1 AND g.store_id = $2`,
      [customerId, storeId],
    );
    if (!grade) throw NotFound();
    const { ever, rRank, fRank, mRank, ...view } = grade;
    const place = (measure: 'r' | 'f' | 'm', value: number | null, rank: number | null) =>
      value === null || rank === null ? [] : [{ measure, value, rank, score: grade[measure] ?? 0 }];
    const places = [...place('r', grade.recencyDays, rRank), ...place('f', grade.visits, fRank), ...place('m', grade.amount, mRank)];
    return { ...view, reason: reasonOf(grade, ever), places };
  }

  list(query: ListGradeRuns): Promise<Page<GradeRunView>> {
    return this.lists.page<GradeRunView>(RUNS, query);
  }
  async run(id: string): Promise<GradeRunView> {
    const [run] = await this.db.sql<GradeRunView>(`SELECT ${RUN} FROM crm.grade_run r WHERE ${OURS} AND id = $3`, [...this.#ours(), id]);
    if (!run) throw NotFound();
    return run;
  }

  /** By each store's newest run. */
  async churn({ storeId }: AskChurn): Promise<ChurnFiguresView> {
    const runs = await this.db.sql<GradeRun>(
      `SELECT DISTINCT ON (r.store_id) ${RUN} FROM crm.grade_run r WHERE ${OURS} AND ($3::uuid IS NULL OR store_id = $3) ORDER BY r.store_id, r.run_on DESC`,
      [...this.#ours(), storeId ?? null],
    );
    return {
      stores: runs.map((run) => {
        const { ACTIVE: active = 0, DORMANT: dormant = 0, LOST: lost = 0 } = run.activities;
        const customers = active + dormant + lost;
        const lostPercent = customers === 0 ? null : Math.round((lost * 1000) / customers) / 10;
        return {
          storeId: run.storeId,
          runId: run.id,
          runOn: run.runOn,
          customers,
          active,
          dormant,
          lost,
          lostPercent,
          grades: run.grades,
        };
      }),
    };
  }

  #ours(): [group: boolean, stores: string[]] {
    return [context.scope.group, storesOfScope()];
  }
}

/** The grade in a sentence, decided anew from its scores by the rule of its run. */
function reasonOf({ r, f, m, recencyDays, rule }: StoreGrade & { rule: GradeRule }, ever: number): string {
  if (r === null || f === null || m === null || recencyDays === null)
    return say(`近 ${rule.windowMonths} 个月没有付费到店`, `no paid visit within ${rule.windowMonths} months`);
  switch (gradeOf(rule, { r, f, m }, { ever, recencyDays })) {
    case 'IMPORTANT':
      return say(`最近、频次、金额均不低于 ${rule.importantFrom} 分`, `recency, frequency and money are all ${rule.importantFrom} or more`);
    case 'AT_RISK':
      return say(
        `频次 ${f} 分(≥${rule.atRiskFrequencyFrom}),但最近 ${r} 分(≤${rule.atRiskRecencyTo})`,
        `frequency is ${f} (at least ${rule.atRiskFrequencyFrom}), but recency only ${r} (at most ${rule.atRiskRecencyTo})`,
      );
    case 'NEW':
      return say(`首次付费到店在 ${rule.newWithinDays} 天内`, `the first paid visit was within ${rule.newWithinDays} days`);
    case 'GENERAL':
      return say('不符合其他等级', 'no other grade applies');
  }
}
