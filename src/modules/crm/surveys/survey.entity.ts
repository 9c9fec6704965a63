import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const SURVEY_KINDS = ['DELIVERY', 'SERVICE'] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];
export const QUESTION_TYPES = ['SCORE_5', 'NPS_10', 'TEXT', 'CHOICE'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export interface Option {
  code: string;
  zh: string;
  en: string;
}
export interface Question {
  code: string;
  type: QuestionType;
  zh: string;
  en: string;
  /** Of a SCORE_5 item in the CSI. */
  weight: number;
  required: boolean;
  /** Of a CHOICE. */
  options: Option[];
}

export const surveyTemplateLifecycle = lifecycle({
  name: 'SurveyTemplate',
  states: ['ACTIVE', 'RETIRED'],
  initial: 'ACTIVE',
  moves: { retire: { from: ['ACTIVE'], to: ['RETIRED'] } },
});

/** What is asked, when and of whom, as data. A change is a new revision; a survey keeps the one it was planned with. */
@Entity({ schema: 'crm', name: 'survey_template' })
export class SurveyTemplate extends Aggregate {
  @Column('text') code: string;
  @Column('int') revision: number;
  @Column('text') readonly state: (typeof surveyTemplateLifecycle)['states'][number];
  @Column('text') kind: SurveyKind;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  /** How long after the delivery or the service it is sent, ISO 8601. */
  @Column('text', { name: 'send_after' }) sendAfter: string;
  @Column('jsonb') questions: Question[];
}

export const SURVEY_STATES = ['PLANNED', 'SENT', 'WITHHELD', 'ANSWERED', 'EXPIRED', 'SKIPPED'] as const;
export const surveyLifecycle = lifecycle({
  name: 'Survey',
  states: SURVEY_STATES,
  initial: 'PLANNED',
  moves: {
    send: { from: ['PLANNED'], to: ['SENT'] },
    /** The message did not leave: no consent, no address. */
    withhold: { from: ['SENT'], to: ['WITHHELD'], system: true },
    answer: { from: ['PLANNED', 'SENT', 'WITHHELD'], to: ['ANSWERED'] },
    skip: { from: ['PLANNED', 'SENT', 'WITHHELD'], to: ['SKIPPED'] },
    expire: { from: ['SENT'], to: ['EXPIRED'], system: true },
  },
});

/** An answer to one question: a score, a text or the code of a choice. */
export type Answers = Record<string, string | number>;

/** One customer asked about one delivery or service; unanswered it runs out. */
@Entity({ schema: 'crm', name: 'survey' })
export class Survey extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof SURVEY_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  /** Who served them. */
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') kind: SurveyKind;
  @Column('uuid', { name: 'template_id' }) templateId: string;
  @Column('text', { name: 'template_code' }) templateCode: string;
  /** The sales order or repair order it is about, by kind. */
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('text', { name: 'withheld_reason', nullable: true }) withheldReason: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy: 'LINK' | 'PHONE' | null;
  @Column('jsonb', { nullable: true }) answers: Answers | null;
  @Column('int', { nullable: true }) nps: number | null;
  @Column('numeric', { precision: 7, scale: 4, nullable: true }) csi: number | null;
  /** The complaint that a bad answer opened. */
  @Column('uuid', { name: 'complaint_id', nullable: true }) complaintId: string | null;
  @Column('text', { name: 'skip_reason', nullable: true }) skipReason: string | null;
}
