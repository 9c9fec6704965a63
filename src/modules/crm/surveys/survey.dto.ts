import { Code, Flag, Id, ListOf, Nested, Note, OneOf, Optional, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView, StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { AskPeriod } from '../period.js';
import {
  QUESTION_TYPES,
  type QuestionType,
  SURVEY_KINDS,
  SURVEY_STATES,
  type SurveyKind,
  surveyTemplateLifecycle,
} from './survey.entity.js';

export class SurveyText {
  @Text(500, '您对服务顾问的接待满意吗?') zh: string;
  @Text(500, 'How was the reception by your service advisor?') en: string;
}
export class SurveyOption extends SurveyText {
  @Code('YES') code: string;
}
export class SurveyQuestion {
  /** Unique in the template; the answers name it. */
  @Code('reception') code: string;
  /** SCORE_5: 1 to 5, an item of the CSI. NPS_10: 0 to 10, at most one. CHOICE: one of its options. */
  @OneOf(QUESTION_TYPES) type: QuestionType;
  @Nested(() => SurveyText) text: SurveyText;
  /** Weight of a SCORE_5 item in the CSI; 1 if left out, 0 keeps it out. */
  @Optional()
  @Whole(0, 100, 1)
  weight?: number;
  /** Without an answer to it there is no answer to the survey; true if left out. */
  @Optional()
  @Flag()
  required?: boolean;
  /** At least two for CHOICE, none for the others. */
  @Optional()
  @ListOf(() => SurveyOption, 0, 20)
  options?: SurveyOption[];
}
export class CreateSurveyTemplate {
  /** A code that is known already gets its next revision, and the one before retires. */
  @Code('DELIVERY_DAY_3') code: string;
  @OneOf(SURVEY_KINDS) kind: SurveyKind;
  @Nested(() => SurveyText) name: SurveyText;
  /** How long after the delivery or the service it is sent, ISO 8601 (C-1). */
  @Text(20, 'P3D') sendAfter: string;
  @ListOf(() => SurveyQuestion, 1, 30) questions: SurveyQuestion[];
}
export class ListSurveyTemplates extends ListQuery {
  @Repeated(surveyTemplateLifecycle.states)
  state?: string[];
  @Optional()
  @OneOf(SURVEY_KINDS)
  kind?: string;
  @Optional()
  @Code('DELIVERY_DAY_3')
  code?: string;
}

export class SurveyOptionView {
  /** @example 'YES' */
  code: string;
  /** @example '是' */
  zh: string;
  /** @example 'Yes' */
  en: string;
}
export class SurveyQuestionView {
  /** @example 'reception' */
  code: string;
  /** SCORE_5, NPS_10, TEXT or CHOICE. @example 'SCORE_5' */
  type: string;
  /** @example '您对服务顾问的接待满意吗?' */
  zh: string;
  /** @example 'How was the reception by your service advisor?' */
  en: string;
  /** Of a SCORE_5 item in the CSI. @example 1 */
  weight: number;
  /** @example true */
  required: boolean;
  options: SurveyOptionView[];
}
/** What is asked after a delivery or a service (问卷模板). */
export class SurveyTemplateView extends GroupResourceView {
  /** @example 'DELIVERY_DAY_3' */
  code: string;
  /** Goes up with every change; a survey keeps the revision it was planned with. @example 1 */
  revision: number;
  /** DELIVERY or SERVICE. @example 'DELIVERY' */
  kind: string;
  /** @example '交车三日回访' */
  nameZh: string;
  /** @example 'Three days after delivery' */
  nameEn: string;
  /** ISO 8601, from the delivery or the service on. @example 'P3D' */
  sendAfter: string;
  questions: SurveyQuestionView[];
}

export class GivenAnswer {
  /** Code of the question. */
  @Code('reception') question: string;
  /** 1 to 5 for SCORE_5, 0 to 10 for NPS_10. */
  @Optional()
  @Whole(0, 10, 5)
  score?: number;
  /** For TEXT. */
  @Optional()
  @Note('很满意')
  text?: string;
  /** Code of the option, for CHOICE. */
  @Optional()
  @Code('YES')
  choice?: string;
}
export class AnswerSurvey {
  @ListOf(() => GivenAnswer, 1, 30) answers: GivenAnswer[];
}
export class SkipSurvey {
  @Text(500, '多次未接通') reason: string;
}
export class ListSurveys extends ListQuery {
  @Repeated(SURVEY_STATES)
  state?: string[];
  @Optional()
  @OneOf(SURVEY_KINDS)
  kind?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  /** The sales order or repair order it is about. */
  @Optional()
  @Id()
  subjectId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
}
export class SurveyAnswerView {
  /** @example 'reception' */
  question: string;
  /** Of a SCORE_5 or NPS_10 question. @example 5 */
  score: number | null;
  /** The text, or the code of the choice. @example null */
  text: string | null;
}
/** One customer asked about one delivery or service (满意度回访). */
export class SurveyView extends StoreResourceView {
  /** Who served them. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** DELIVERY or SERVICE. @example 'SERVICE' */
  kind: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  templateId: string;
  /** The sales order or repair order it is about. @example '01938b4e-7c00-7000-8000-000000000001' */
  subjectId: string;
  /** When it is sent. @example '2026-11-27T10:00:00.000Z' */
  dueAt: Date;
  /** @example '2026-11-27T10:00:00.000Z' */
  sentAt: Date | null;
  /** Until when the link can be answered, 14 days †. @example '2026-12-11T10:00:00.000Z' */
  expiresAt: Date | null;
  /** Why the message did not leave: NO_CONSENT, NO_ADDRESS, COOLDOWN or CHANNEL_REFUSED. @example null */
  withheldReason: string | null;
  /** @example '2026-11-28T10:00:00.000Z' */
  answeredAt: Date | null;
  /** LINK by the customer, PHONE by somebody who called. @example 'LINK' */
  answeredBy: string | null;
  answers: SurveyAnswerView[];
  /** The recommendation, 0 to 10 (C-2). @example 9 */
  nps: number | null;
  /** Weighted mean of the items on 0–100 (C-2). @example 87.5 */
  csi: number | null;
  /** The complaint that a bad answer opened. @example null */
  complaintId: string | null;
  /** @example null */
  skipReason: string | null;
}
/** A survey with what a caller needs. */
export class SurveyDetailView extends SurveyView {
  /** The customer agreed to be asked by phone: without it nobody calls (C-1). @example true */
  phoneConsent: boolean;
  questions: SurveyQuestionView[];
}

export class AskSurveyFigures extends AskPeriod {
  @Optional()
  @OneOf(SURVEY_KINDS)
  kind?: SurveyKind;
}
export class SurveyFigureView {
  /** Who served them; null in the total. @example null */
  ownerEmployeeId: string | null;
  /** Surveys that fell due in the period. @example 40 */
  planned: number;
  /** Of them put to the customer: by message or on the phone. @example 30 */
  asked: number;
  /** @example 12 */
  answered: number;
  /** Not sent and not answered on the phone either: no consent or no address. @example 10 */
  withheld: number;
  /** Answered of asked, per cent; null when nobody was asked. @example 40 */
  responseRate: number | null;
  /** Mean of the answers' CSI, 0–100; null without answers. @example 91.67 */
  csi: number | null;
  /** Recommend with 9 or 10. @example 8 */
  promoters: number;
  /** 7 or 8. @example 2 */
  passives: number;
  /** 0 to 6. @example 2 */
  detractors: number;
  /** −100 to 100; null without a recommendation. @example 50 */
  nps: number | null;
  /** Bad answers that opened a complaint. @example 2 */
  complaints: number;
}
/** Satisfaction in a period, by the day a survey fell due (C-2). */
export class SurveyFiguresView {
  /** @example '2026-11-01' */
  from: string;
  /** @example '2026-11-30' */
  to: string;
  total: SurveyFigureView;
  /** By who served them. */
  byEmployee: SurveyFigureView[];
}

export class PublicQuestionOptionView {
  /** @example 'YES' */
  code: string;
  /** @example '是' */
  text: string;
}
export class PublicQuestionView {
  /** @example 'reception' */
  code: string;
  /** SCORE_5, NPS_10, TEXT or CHOICE. @example 'SCORE_5' */
  type: string;
  /** In the customer's language. @example '您对服务顾问的接待满意吗?' */
  text: string;
  /** @example true */
  required: boolean;
  options: PublicQuestionOptionView[];
}
/** What a customer sees on the link of a survey: nothing of them but the masked name. */
export class PublicSurveyView {
  /** @example '示范汽车上海店' */
  storeName: string;
  /** Masked. @example '王*明' */
  customerName: string;
  /** zh or en. @example 'zh' */
  language: string;
  /** @example '交车三日回访' */
  title: string;
  /** @example '2026-12-11T10:00:00.000Z' */
  expiresAt: Date;
  questions: PublicQuestionView[];
}
export class ThanksView {
  /** @example '感谢您的反馈' */
  message: string;
}
