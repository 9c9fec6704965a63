import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { job, on, Reactions } from '../../kernel/events/event.js';
import { ReminderDue } from '../aftersales/aftersales.contract.js';
import { CampaignCancelled, CampaignMessageDue, CampaignPaced, followMerges, SurveySent } from '../crm/crm.contract.js';
import { CampaignMail } from './messages/campaign-mail.js';
import { DELIVER, Mailbox } from './messages/mailbox.js';
import { MessageDelivery } from './messages/message-delivery.js';
import { SurveyInvitations } from './messages/survey-invitations.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class MessagingReactions extends Reactions {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly delivery: MessageDelivery,
    private readonly references: References,
    private readonly invitations: SurveyInvitations,
    private readonly campaigns: CampaignMail,
  ) {
    super();
  }

  override readonly listeners = [
    ...followMerges('messaging', this.references),
    on(ReminderDue, 'messaging.remind-of-maintenance', ({ payload: { customerId, storeId, dedupeKey, modelName, itemName, dueOn } }) =>
      this.mailbox.post({
        kind: 'MAINTENANCE_REMINDER',
        channel: 'SMS',
        customerId,
        storeId,
        dedupeKey,
        values: { zh: { modelName, itemName, dueOn }, en: { modelName, itemName, dueOn } },
      }),
    ),
    on(SurveySent, 'messaging.invite-to-survey', ({ payload }) => this.invitations.post(payload)),
    on(CampaignMessageDue, 'messaging.write-for-campaigns', ({ payload }) => this.campaigns.write(payload)),
    on(CampaignCancelled, 'messaging.write-for-campaigns', ({ payload }) => this.mailbox.callOff(payload.campaignId)),
    on(CampaignPaced, 'messaging.write-for-campaigns', ({ payload: { campaignId, state } }) =>
      state === 'COMPLETED' ? this.mailbox.callOff(campaignId) : this.mailbox.hold(campaignId, state === 'PAUSED'),
    ),
  ];

  override readonly ticks = [
    {
      name: 'messaging.end-quiet-hours',
      table: 'messaging.message',
      due: 'due_at',
      where: `state = 'QUEUED' AND handed_over_at IS NULL AND NOT held`,
      run: (id: string) => this.mailbox.handOver(id),
    },
  ];

  override readonly jobs = [job<{ messageId: string }>(DELIVER, ({ messageId }) => this.delivery.deliver(messageId))];
}
