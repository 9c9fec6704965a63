import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';
import { Office } from '../office.js';
import { type AskPeriod, boundsOf } from '../period.js';
import type { ComplaintDetailView, ComplaintFiguresView, ComplaintFigureView, ComplaintView, ListComplaints } from './complaint.dto.js';
import { Complaint, complaintLifecycle, ComplaintStep } from './complaint.entity.js';

const COMPLAINTS: ListDefinition = {
  select: `c.id, c.number, c.state, c.store_id AS "storeId", c.owner_employee_id AS "ownerEmployeeId", c.customer_id AS "customerId", c.kind, c.source, c.channel, c.severity,
    c.subject_type AS "subjectType", c.subject_id AS "subjectId", c.survey_id AS "surveyId", c.previous_complaint_id AS "previousComplaintId", c.description, c.remedy, c.cost,
    c.root_cause AS "rootCause", c.satisfaction, c.opened_at AS "openedAt", c.acknowledge_due_at AS "acknowledgeDueAt", c.reply_due_at AS "replyDueAt", c.resolve_due_at AS "resolveDueAt",
    c.acknowledged_at AS "acknowledgedAt", c.proposed_at AS "proposedAt", c.closed_at AS "closedAt", c.overdue_at AS "overdueAt", c.escalation_level AS "escalationLevel",
    c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt"`,
  from: 'crm.complaint c',
  id: 'c.id',
  sorts: { openedAt: { by: 'c.opened_at', type: 'timestamptz' }, resolveDueAt: { by: 'c.resolve_due_at', type: 'timestamptz' } },
  defaultSort: '-openedAt',
  filters: {
    state: 'c.state = ANY(?::text[])',
    severity: 'c.severity = ANY(?::text[])',
    rootCause: 'c.root_cause = ANY(?::text[])',
    kind: 'c.kind = ?',
    overdue: '(c.overdue_at IS NOT NULL) = ?',
    storeId: 'c.store_id = ?::uuid',
    customerId: 'c.customer_id = ?::uuid',
    ownerEmployeeId: 'c.owner_employee_id = ?::uuid',
  },
  scope: { store: 'c.store_id', owner: 'c.owner_employee_id' },
};
/** In all, by severity and by root cause in one statement; $1 and $2 bound the period, $3 the stores or null, $4 is now. */
const FIGURES = `
SELECT grouping(severity, root_cause) AS level, severity, root_cause AS "rootCause", count(*)::int AS count, count(closed_at)::int AS closed,
  count(*) FILTER (WHERE coalesce(acknowledged_at, $4) > acknowledge_due_at OR coalesce(proposed_at, $4) > reply_due_at OR coalesce(closed_at, $4) > resolve_due_at)::int AS late,
  count(previous_complaint_id)::int AS repeated,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at)) FILTER (WHERE closed_at IS NOT NULL) / 3600)::numeric, 2) AS "medianHoursToClose",
  coalesce(sum(cost), 0)::bigint AS cost, round(avg(satisfaction), 2) AS satisfaction
FROM crm.complaint WHERE opened_at >= $1 AND opened_at < $2 AND ($3::uuid[] IS NULL OR store_id = ANY($3))
GROUP BY GROUPING SETS ((), (severity), (root_cause)) ORDER BY count DESC, severity, root_cause`;
type FigureRow = ComplaintFigureView & { level: number; severity: string; rootCause: string | null };

@Injectable()
export class ComplaintReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
  ) {}

  async list({ openedFrom, openedTo, ...query }: ListComplaints): Promise<Page<ComplaintView>> {
    const fixed: [string, unknown][] = [];
    if (openedFrom !== undefined) fixed.push(['c.opened_at >= ?::timestamptz', instantOf(openedFrom)]);
    if (openedTo !== undefined) fixed.push(['c.opened_at < ?::timestamptz', instantOf(addDays(openedTo, 1))]);
    const page = await this.lists.page<Complaint>(COMPLAINTS, query, fixed);
    const now = this.office.now();
    return { ...page, items: page.items.map((row) => viewOf(Object.assign(new Complaint(), row), now)) };
  }
  async one(id: string): Promise<ComplaintDetailView> {
    return this.detail(await this.db.find(Complaint, id));
  }
  async detail(complaint: Complaint): Promise<ComplaintDetailView> {
    const steps = await this.db.repo(ComplaintStep).find({ where: { complaintId: complaint.id }, order: { at: 'ASC', id: 'ASC' } });
    const history = steps.map(({ move, toState, doneBy, at, note }) => ({ move, state: toState, doneBy, at, note }));
    return { ...viewOf(complaint, this.office.now()), history };
  }

  async figures(period: AskPeriod): Promise<ComplaintFiguresView> {
    const rows = await this.db.sql<FigureRow>(FIGURES, [...boundsOf(period), this.office.now()]);
    const of = (level: number) => rows.filter((row) => row.level === level);
    const { from, to } = period;
    return {
      from,
      to,
      currency: 'CNY',
      total: figureOf(of(3)[0] as FigureRow),
      bySeverity: of(1).map((row) => ({ severity: row.severity, ...figureOf(row) })),
      byRootCause: of(2).map((row) => ({ rootCause: row.rootCause, ...figureOf(row) })),
    };
  }
}

const figureOf = ({ count, closed, late, repeated, medianHoursToClose, cost, satisfaction }: FigureRow): ComplaintFigureView => ({
  count,
  closed,
  late,
  repeated,
  medianHoursToClose,
  cost,
  satisfaction,
});

const viewOf = (c: Complaint, now: Date): ComplaintView => ({
  ...headOf(complaintLifecycle, c),
  ownerEmployeeId: c.ownerEmployeeId,
  customerId: c.customerId,
  kind: c.kind,
  source: c.source,
  channel: c.channel,
  severity: c.severity,
  subjectType: c.subjectType,
  subjectId: c.subjectId,
  surveyId: c.surveyId,
  previousComplaintId: c.previousComplaintId,
  description: c.description,
  remedy: c.remedy,
  cost: c.cost,
  currency: 'CNY',
  rootCause: c.rootCause,
  satisfaction: c.satisfaction,
  openedAt: c.openedAt,
  closedAt: c.closedAt,
  overdueAt: c.overdueAt,
  escalationLevel: c.escalationLevel,
  clocks: c.clocks.map(({ clock, dueAt, metAt }) => ({ clock, dueAt, metAt, missed: (metAt ?? now) > dueAt })),
});
