import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { AppointmentArrived, RepairOrderClosed, RepairOrderOpened } from '../../aftersales/aftersales.contract.js';
import { MessageFailed, MessageSent, MessageWithheld } from '../../messaging/messaging.contract.js';
import { OrderCancelled, OrderConfirmed, TestDriveCompleted } from '../../sales/sales.contract.js';
import { CouponService } from '../coupons/coupon.service.js';
import { ActivityChanged, InteractionRecorded, LeadCreated, LeadRepeated, ValueGraded, VisitArrived } from '../crm.contract.js';
import { Attribution } from './attribution.js';
import { CampaignAudience } from './campaign-audience.js';
import { CampaignDispatch } from './campaign-dispatch.js';
import { CampaignService } from './campaign.service.js';

const COUNT = 'crm.count-campaign-messages';
const ATTRIBUTE = 'crm.attribute-to-campaigns';
const JOIN = 'crm.join-campaigns';

/** When they did that, campaigns do this: who joins, who was reached, what came of it. */
@Injectable()
export class CampaignReactions extends Reactions {
  constructor(
    private readonly campaigns: CampaignService,
    private readonly audience: CampaignAudience,
    private readonly dispatch: CampaignDispatch,
    private readonly attribution: Attribution,
    private readonly coupons: CouponService,
  ) {
    super();
  }

  override readonly listeners = [
    on(ValueGraded, JOIN, async ({ payload: p }) => {
      if (p.to !== null) await this.audience.join({ on: 'VALUE_GRADE', to: p.to }, p.customerId, p.storeId);
    }),
    on(ActivityChanged, JOIN, ({ payload: p }) => this.audience.join({ on: 'ACTIVITY', to: p.to }, p.customerId, p.storeId)),
    on(MessageSent, COUNT, ({ payload: p }) => this.dispatch.reached(p, new Date(p.sentAt))),
    on(MessageWithheld, COUNT, ({ payload: p }) => this.dispatch.withheld(p, p.reason)),
    on(MessageFailed, COUNT, ({ payload: p }) => this.dispatch.failed(p)),
    on(LeadCreated, ATTRIBUTE, ({ payload: p }) => this.attribution.enquired(p.leadId, p.storeId, new Date(p.receivedAt))),
    on(LeadRepeated, ATTRIBUTE, ({ payload: p }) => this.attribution.enquired(p.leadId, p.storeId, new Date(p.receivedAt))),
    on(InteractionRecorded, ATTRIBUTE, async ({ payload: { customerId, storeId, direction, channel, at } }) => {
      if (customerId === null) return;
      const deed = { customerId, storeId, at: new Date(at) };
      if (channel === 'VISIT') await this.attribution.visited(deed);
      else if (direction === 'INBOUND') await this.attribution.answered(deed);
    }),
    on(VisitArrived, ATTRIBUTE, async ({ payload: { customerId, storeId, arrivedAt } }) => {
      if (customerId !== null) await this.attribution.visited({ customerId, storeId, at: new Date(arrivedAt) });
    }),
    on(TestDriveCompleted, ATTRIBUTE, ({ payload: p }) => this.attribution.visited({ ...p, at: new Date(p.completedAt) })),
    on(AppointmentArrived, ATTRIBUTE, ({ payload: p }) => this.attribution.visited({ ...p, at: new Date(p.arrivedAt) })),
    on(RepairOrderOpened, ATTRIBUTE, ({ payload: p }) => this.attribution.visited({ ...p, at: new Date(p.openedAt) })),
    on(OrderConfirmed, ATTRIBUTE, ({ payload: p }) =>
      this.attribution.bought({ ...p, at: new Date(p.confirmedAt), boughtId: p.salesOrderId, revenue: p.total - p.passThroughTotal }),
    ),
    on(OrderCancelled, ATTRIBUTE, ({ payload: p }) => this.attribution.undone(p.salesOrderId)),
    on(RepairOrderClosed, ATTRIBUTE, ({ payload: p }) =>
      this.attribution.bought({ ...p, at: new Date(p.closedAt), boughtId: p.repairOrderId, revenue: p.total }),
    ),
  ];

  override readonly ticks = [
    {
      name: 'crm.launch-campaigns',
      table: 'crm.campaign',
      due: 'scheduled_at',
      where: `state = 'SCHEDULED'`,
      run: (id: string) => this.campaigns.launchDue(id),
    },
    {
      name: 'crm.send-campaigns',
      table: 'crm.campaign_batch',
      due: 'due_at',
      where: `sent_at IS NULL AND EXISTS (SELECT 1 FROM crm.campaign k WHERE k.id = campaign_id AND k.state = 'RUNNING')`,
      run: (id: string) => this.dispatch.send(id),
    },
    {
      name: 'crm.complete-campaigns',
      table: 'crm.campaign',
      due: 'completes_at',
      where: `state IN ('RUNNING', 'PAUSED') AND trigger IS NULL`,
      run: async (id: string) => void (await this.campaigns.complete(id)),
    },
    {
      name: 'crm.expire-coupons',
      table: 'crm.coupon',
      due: 'valid_until',
      where: `state = 'ISSUED'`,
      run: (id: string) => this.coupons.expire(id),
    },
  ];
}
