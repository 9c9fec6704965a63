import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { say } from '../../../kernel/problems.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import { Customer } from '../customers/customer.entity.js';
import { Office } from '../office.js';
import { onLink, PublicLinks, UNKEPT } from '../public-links.js';
import { SurveyDesk } from './survey-desk.js';
import type { GivenAnswer, PublicSurveyView, ThanksView } from './survey.dto.js';
import { Survey, SurveyTemplate } from './survey.entity.js';
import { SurveyAlreadyAnswered, SurveyExpired } from './survey.rules.js';

/** A survey on the customer's own link, without sign-in: signed, once, and only while it is open (C-2). */
@Injectable()
export class SurveyLinks {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly links: PublicLinks,
    private readonly desk: SurveyDesk,
  ) {}

  async url(surveyId: string): Promise<string> {
    const { expiresAt, storeId } = await this.db.find(Survey, surveyId);
    return this.links.url('surveys', { subject: surveyId, expiresAt }, storeId);
  }

  view(token: string): Promise<PublicSurveyView> {
    return this.#withSurvey(token, async ({ storeId, customerId, templateId }, expiresAt) => {
      const { name, language } = await this.db.find(Customer, customerId);
      const template = await this.db.find(SurveyTemplate, templateId);
      const inTheirs = ({ zh, en }: { zh: string; en: string }) => (language === 'en' ? en : zh);
      return {
        storeName: (await this.office.store(storeId)).name,
        customerName: maskName(name) ?? '',
        language,
        title: inTheirs({ zh: template.nameZh, en: template.nameEn }),
        expiresAt,
        questions: template.questions.map((q) => ({
          code: q.code,
          type: q.type,
          text: inTheirs(q),
          required: q.required,
          options: q.options.map((o) => ({ code: o.code, text: inTheirs(o) })),
        })),
      };
    });
  }

  answer(token: string, given: readonly GivenAnswer[]): Promise<ThanksView> {
    const message = say('感谢您的反馈', 'Thank you for your answers');
    return this.#withSurvey(token, async ({ id }) => {
      await this.desk.answer(id, given, 'LINK');
      return { message };
    });
  }

  async #withSurvey<T>(token: string, work: (survey: Survey, expiresAt: Date) => Promise<T>): Promise<T> {
    const { subject, expiresAt } = this.links.read('surveys', token);
    return onLink(async () => {
      const survey = await this.db.find(Survey, subject);
      if (survey.state === 'ANSWERED') throw SurveyAlreadyAnswered({ headers: UNKEPT });
      if (survey.state !== 'SENT' || expiresAt === null || expiresAt <= this.office.now()) throw SurveyExpired({ headers: UNKEPT });
      return work(survey, expiresAt);
    });
  }
}
