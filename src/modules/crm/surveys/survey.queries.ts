import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { ConsentService } from '../consents/consent.service.js';
import { boundsOf } from '../period.js';
import { npsOf, percentOf } from './csi-nps.js';
import type { AskSurveyFigures, ListSurveys, SurveyDetailView, SurveyFiguresView, SurveyFigureView, SurveyView } from './survey.dto.js';
import { Survey, surveyLifecycle, SurveyTemplate } from './survey.entity.js';

const SURVEYS: ListDefinition = {
  select: `s.id, s.number, s.state, s.store_id AS "storeId", s.owner_employee_id AS "ownerEmployeeId", s.customer_id AS "customerId", s.kind, s.template_id AS "templateId", s.subject_id AS "subjectId",
    s.due_at AS "dueAt", s.sent_at AS "sentAt", s.expires_at AS "expiresAt", s.withheld_reason AS "withheldReason", s.answered_at AS "answeredAt", s.answered_by AS "answeredBy", s.answers, s.nps, s.csi,
    s.complaint_id AS "complaintId", s.skip_reason AS "skipReason", s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`,
  from: 'crm.survey s',
  id: 's.id',
  sorts: { dueAt: { by: 's.due_at', type: 'timestamptz' }, createdAt: { by: 's.created_at', type: 'timestamptz' } },
  defaultSort: '-dueAt',
  filters: {
    state: 's.state = ANY(?::text[])',
    kind: 's.kind = ?',
    storeId: 's.store_id = ?::uuid',
    customerId: 's.customer_id = ?::uuid',
    subjectId: 's.subject_id = ?::uuid',
    ownerEmployeeId: 's.owner_employee_id = ?::uuid',
  },
  scope: { store: 's.store_id', owner: 's.owner_employee_id' },
};
/** The total and a row per employee in one statement; $1 and $2 bound the period, $3 the stores or null, $4 the kind or null. */
const FIGURES = `
SELECT grouping(owner_employee_id) = 1 AS total, owner_employee_id AS "ownerEmployeeId", count(*)::int AS planned,
  count(*) FILTER (WHERE state NOT IN ('PLANNED', 'WITHHELD'))::int AS asked, count(*) FILTER (WHERE state = 'ANSWERED')::int AS answered,
  count(*) FILTER (WHERE state = 'WITHHELD')::int AS withheld, round(avg(csi), 2) AS csi,
  count(*) FILTER (WHERE nps >= 9)::int AS promoters, count(*) FILTER (WHERE nps IN (7, 8))::int AS passives, count(*) FILTER (WHERE nps <= 6)::int AS detractors,
  count(complaint_id)::int AS complaints
FROM crm.survey WHERE due_at >= $1 AND due_at < $2 AND ($3::uuid[] IS NULL OR store_id = ANY($3)) AND ($4::text IS NULL OR kind = $4)
GROUP BY GROUPING SETS ((), (owner_employee_id)) ORDER BY 1 DESC, planned DESC, owner_employee_id`;
type FigureRow = Omit<SurveyFigureView, 'responseRate' | 'nps'> & { total: boolean };

@Injectable()
export class SurveyReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly consents: ConsentService,
  ) {}

  async list(query: ListSurveys): Promise<Page<SurveyView>> {
    const page = await this.lists.page<Survey>(SURVEYS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async one(id: string): Promise<SurveyDetailView> {
    return this.detail(await this.db.find(Survey, id));
  }
  async detail(survey: Survey): Promise<SurveyDetailView> {
    const { questions } = await this.db.find(SurveyTemplate, survey.templateId);
    const phoneConsent = await this.consents.holds(survey.customerId, 'SATISFACTION_SURVEY', 'PHONE');
    return { ...viewOf(survey), phoneConsent, questions };
  }

  async figures({ kind, ...period }: AskSurveyFigures): Promise<SurveyFiguresView> {
    const rows = await this.db.sql<FigureRow>(FIGURES, [...boundsOf(period), kind ?? null]);
    const [total, ...byEmployee] = rows.map(figureOf);
    return { from: period.from, to: period.to, total: total as SurveyFigureView, byEmployee };
  }
}

const figureOf = ({ total: _, ...row }: FigureRow): SurveyFigureView => ({
  ...row,
  responseRate: percentOf(row.answered, row.asked),
  nps: npsOf(row),
});

const viewOf = (s: Survey): SurveyView => ({
  ...headOf(surveyLifecycle, s),
  ownerEmployeeId: s.ownerEmployeeId,
  customerId: s.customerId,
  kind: s.kind,
  templateId: s.templateId,
  subjectId: s.subjectId,
  dueAt: s.dueAt,
  sentAt: s.sentAt,
  expiresAt: s.expiresAt,
  withheldReason: s.withheldReason,
  answeredAt: s.answeredAt,
  answeredBy: s.answeredBy,
  answers: Object.entries(s.answers ?? {}).map(([question, value]) => ({
    question,
    score: typeof value === 'number' ? value : null,
    text: typeof value === 'string' ? value : null,
  })),
  nps: s.nps,
  csi: s.csi,
  complaintId: s.complaintId,
  skipReason: s.skipReason,
});
