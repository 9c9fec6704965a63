import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { plus } from '../../../kernel/time/clock.js';
import { ConsentService } from '../consents/consent.service.js';
import { CallConsentChanged, FollowUpBegun, SurveySent, SurveySkipped, SurveyWithheld } from '../crm.contract.js';
import { Customer } from '../customers/customer.entity.js';
import { Office } from '../office.js';
import type { SkipSurvey, SurveyDetailView } from './survey.dto.js';
import { Survey, type SurveyKind, surveyLifecycle, SurveyTemplate } from './survey.entity.js';
import { factsOf, subjectOf } from './survey.facts.js';
import { SurveyReads } from './survey.queries.js';
import { SurveyOpenFor } from './survey.rules.js';

/** A delivery or service that a customer is asked about. */
export interface Served {
  kind: SurveyKind;
  storeId: string;
  customerId: string;
  ownerEmployeeId: string;
  subjectId: string;
  at: Date;
}

/** Surveys on their way: planned when somebody was served, sent when due, withheld without consent, run out unanswered (C-1). */
/** No call comes later than this after what it is about. */
const CALLS_END = { days: -60 };

@Injectable()
export class SurveyService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly consents: ConsentService,
    private readonly reads: SurveyReads,
  ) {}

  /** A survey per active template of the kind; the calls of Workflow begin too, where the customer agreed to be called (C-1, D-10). */
  async plan({ kind, at, ...served }: Served): Promise<void> {
    for (const template of await this.db.repo(SurveyTemplate).find({ where: { kind, state: 'ACTIVE' }, order: { code: 'ASC' } })) {
      const survey = Object.assign(new Survey(), {
        id: newId(),
        number: await this.office.number('SY', served.storeId),
        ...served,
        kind,
        templateId: template.id,
        templateCode: template.code,
        dueAt: plus(at, template.sendAfter),
      });
      surveyLifecycle.begin(survey);
      await this.db.save(survey, 'plan');
    }
    const { storeId, customerId, ownerEmployeeId } = served;
    this.outbox.publish(FollowUpBegun, await this.db.find(Customer, customerId), {
      storeId,
      customerId,
      ownerEmployeeId,
      kind,
      ...subjectOf({ kind, ...served }),
      phoneConsent: await this.#mayCall(customerId),
      servedAt: at.toISOString(),
    });
  }

  /** It is due, or somebody sends it early; Messaging asks for the consent when the message leaves. */
  send(id: string): Promise<SurveyDetailView> {
    return this.db.transaction(async () => {
      const survey = await this.db.lock(Survey, id);
      surveyLifecycle.move(survey, 'send');
      const now = this.office.now();
      survey.sentAt = now;
      survey.expiresAt = plus(now, { days: await this.office.setting(SurveyOpenFor, survey.storeId) });
      await this.db.save(survey, 'send');
      this.outbox.publish(SurveySent, survey, { ...factsOf(survey), expiresAt: survey.expiresAt.toISOString() });
      return this.reads.detail(survey);
    });
  }

  /** The message did not leave: a call is left, if the customer agreed to calls. */
  async withhold(id: string, reason: string): Promise<void> {
    const survey = await this.db.lock(Survey, id);
    if (survey.state !== 'SENT') return;
    surveyLifecycle.move(survey, 'withhold');
    Object.assign(survey, { withheldReason: reason, sentAt: null, expiresAt: null });
    await this.db.save(survey, 'withhold');
    this.outbox.publish(SurveyWithheld, survey, { ...factsOf(survey), reason, phoneConsent: await this.#mayCall(survey.customerId) });
  }

  async expire(id: string): Promise<void> {
    const survey = await this.db.lock(Survey, id);
    surveyLifecycle.move(survey, 'expire');
    await this.db.save(survey, 'expire');
  }

  skip(id: string, { reason }: SkipSurvey): Promise<SurveyDetailView> {
    return this.db.transaction(async () => {
      const survey = await this.db.lock(Survey, id);
      surveyLifecycle.move(survey, 'skip');
      survey.skipReason = reason;
      await this.db.save(survey, 'skip');
      this.outbox.publish(SurveySkipped, survey, factsOf(survey));
      return this.reads.detail(survey);
    });
  }

  /** The calls after what they were served with lately are asked for, or not, by what they say now. */
  async tellCallConsent(customerId: string): Promise<void> {
    const served = await this.db.sql<Pick<Survey, 'storeId' | 'kind' | 'subjectId'>>(
      `SELECT DISTINCT store_id AS "storeId", kind, subject_id AS "subjectId" FROM crm.survey WHERE customer_id = $1 AND created_at > $2`,
      [customerId, plus(this.office.now(), CALLS_END)],
    );
    if (!served.length) return;
    const phoneConsent = await this.#mayCall(customerId);
    for (const { storeId, ...what } of served)
      this.outbox.publish(
        CallConsentChanged,
        { id: customerId, storeId, constructor: Customer },
        { customerId, storeId, ...subjectOf(what), phoneConsent },
      );
  }

  #mayCall(customerId: string): Promise<boolean> {
    return this.consents.holds(customerId, 'SATISFACTION_SURVEY', 'PHONE');
  }
}
