import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { RepairOrderClosed } from '../../aftersales/aftersales.contract.js';
import { MessageFailed, MessageWithheld } from '../../messaging/messaging.contract.js';
import { OrderDelivered } from '../../sales/sales.contract.js';
import { ConsentRecorded, SURVEY_INVITATION } from '../crm.contract.js';
import { SurveyService } from './survey.service.js';

const SURVEY_LOST = 'crm.withhold-survey';

/** Surveys come by themselves: planned when somebody was served, sent when their day comes, over when nobody answered (C-1). */
@Injectable()
export class SurveyReactions extends Reactions {
  constructor(private readonly surveys: SurveyService) {
    super();
  }

  override readonly listeners = [
    on(OrderDelivered, 'crm.plan-delivery-survey', ({ payload: p }) =>
      this.surveys.plan({ ...whoServed(p), kind: 'DELIVERY', subjectId: p.salesOrderId, at: new Date(p.deliveredAt) }),
    ),
    on(RepairOrderClosed, 'crm.plan-service-survey', ({ payload: p }) =>
      this.surveys.plan({ ...whoServed(p), kind: 'SERVICE', subjectId: p.repairOrderId, at: new Date(p.closedAt) }),
    ),
    on(ConsentRecorded, 'crm.tell-call-consent', async ({ payload: { customerId, purpose, channel } }) => {
      if (purpose === 'SATISFACTION_SURVEY' && channel === 'PHONE') await this.surveys.tellCallConsent(customerId);
    }),
    on(MessageWithheld, SURVEY_LOST, async ({ payload: { kind, dedupeKey, reason } }) => {
      if (kind === SURVEY_INVITATION) await this.surveys.withhold(dedupeKey, reason);
    }),
    on(MessageFailed, SURVEY_LOST, async ({ payload: { kind, dedupeKey } }) => {
      if (kind === SURVEY_INVITATION) await this.surveys.withhold(dedupeKey, 'CHANNEL_REFUSED');
    }),
  ];

  override readonly ticks = [
    {
      name: 'crm.send-surveys',
      table: 'crm.survey',
      due: 'due_at',
      where: `state = 'PLANNED'`,
      run: async (id: string) => void (await this.surveys.send(id)),
    },
    {
      name: 'crm.expire-surveys',
      table: 'crm.survey',
      due: 'expires_at',
      where: `state = 'SENT'`,
      run: (id: string) => this.surveys.expire(id),
    },
  ];
}

const whoServed = ({ storeId, customerId, ownerEmployeeId }: { storeId: string; customerId: string; ownerEmployeeId: string }) => ({
  storeId,
  customerId,
  ownerEmployeeId,
});
