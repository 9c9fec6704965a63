import { Injectable } from '@nestjs/common';
import { CrmApi } from '../../crm/crm.api.js';
import { SURVEY_INVITATION } from '../../crm/crm.contract.js';
import { Mailbox } from './mailbox.js';

/** Invites customers to surveys: the link is asked for here and goes nowhere but into the sealed text. */
@Injectable()
export class SurveyInvitations {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly crm: CrmApi,
  ) {}

  async post({ surveyId, customerId, storeId }: { surveyId: string; customerId: string; storeId: string }): Promise<void> {
    const surveyUrl = await this.crm.surveyLink(surveyId);
    await this.mailbox.post({
      kind: SURVEY_INVITATION,
      channel: 'SMS',
      customerId,
      storeId,
      dedupeKey: surveyId,
      values: { zh: { surveyUrl }, en: { surveyUrl } },
    });
  }
}
