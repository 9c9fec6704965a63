import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { ComplaintIntake } from '../complaints/complaint-intake.js';
import { SurveyAnswered } from '../crm.contract.js';
import { Office } from '../office.js';
import { UNKEPT } from '../public-links.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { csiOf, isBad, severityOf, type Verdict } from './csi-nps.js';
import { answersTo, verdictOf } from './survey-answers.js';
import type { GivenAnswer } from './survey.dto.js';
import { Survey, surveyLifecycle, SurveyTemplate } from './survey.entity.js';
import { factsOf } from './survey.facts.js';
import { SevereUpTo, SurveyAlreadyAnswered, SurveyExpired } from './survey.rules.js';

/** Answers come in, on the link or on the phone: a bad one opens a complaint in the same transaction (C-2). */
@Injectable()
export class SurveyDesk {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly complaints: ComplaintIntake,
    private readonly timeline: TimelineService,
  ) {}

  answer(id: string, given: readonly GivenAnswer[], by: 'LINK' | 'PHONE'): Promise<Survey> {
    return this.db.transaction(async () => {
      const survey = await this.db.lock(Survey, id);
      if (survey.state === 'ANSWERED') throw SurveyAlreadyAnswered({ headers: UNKEPT });
      if (survey.state === 'EXPIRED') throw SurveyExpired({ headers: UNKEPT });
      surveyLifecycle.move(survey, 'answer');
      const { questions } = await this.db.find(SurveyTemplate, survey.templateId);
      const answers = answersTo(questions, given);
      const verdict = verdictOf(questions, answers);
      const now = this.office.now();
      const { nps } = verdict;
      Object.assign(survey, { answers, nps, csi: csiOf(verdict.items), answeredAt: now, answeredBy: by });
      if (isBad(verdict)) survey.complaintId = await this.#complain(survey, verdict);
      await this.db.save(survey, 'answer');
      const { csi, complaintId } = survey;
      this.outbox.publish(SurveyAnswered, survey, { ...factsOf(survey), nps, csi, complaintId, by, answeredAt: now.toISOString() });
      const { customerId, storeId, number } = survey;
      await this.timeline.tell({
        customerId,
        storeId,
        at: now,
        what: 'survey-answered',
        refType: 'Survey',
        refId: id,
        facts: { number, ...(nps !== null && { nps }), ...(csi !== null && { csi }) },
      });
      return survey;
    });
  }

  async #complain({ id, storeId, customerId, kind, subjectId, answeredBy }: Survey, verdict: Verdict): Promise<string> {
    const severity = severityOf(verdict, await this.office.setting(SevereUpTo, storeId));
    const lowest = verdict.items.length ? Math.min(...verdict.items.map((item) => item.score)) : null;
    const { id: complaintId } = await this.complaints.open({
      storeId,
      customerId,
      kind: 'GENERAL',
      source: 'SURVEY',
      channel: answeredBy === 'PHONE' ? 'PHONE' : 'SMS',
      severity,
      surveyId: id,
      subjectType: kind === 'DELIVERY' ? 'SalesOrder' : 'RepairOrder',
      subjectId,
      description: `满意度回访低分:推荐 ${verdict.nps ?? '–'}/10,最低项 ${lowest ?? '–'}/5`,
    });
    return complaintId;
  }
}
