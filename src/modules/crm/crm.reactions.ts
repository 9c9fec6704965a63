import { Injectable } from '@nestjs/common';
import { on, Reactions, type Tick } from '../../kernel/events/event.js';
import { AppointmentBooked, CustomerVehicleRegistered, RepairOrderClosed, RepairOrderOpened } from '../aftersales/aftersales.contract.js';
import { MessageSent } from '../messaging/messaging.contract.js';
import {
  ContractSigned,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  QuotationAccepted,
  QuotationSent,
  TestDriveBooked,
  TestDriveCompleted,
} from '../sales/sales.contract.js';
import { CustomerMergeService } from './customer-merges/customer-merge.service.js';
import { LeadCreated, LeadRepeated } from './crm.contract.js';
import { LeadOwnerships } from './leads/lead-ownerships.js';
import { Duplicates } from './duplicate-pairs/duplicates.js';
import { LeadService } from './leads/lead.service.js';
import { OpportunityService } from './opportunities/opportunity.service.js';
import { CustomerFinder } from './search/customer-finder.js';
import { LeadFinder } from './search/lead-finder.js';
import { TOKEN_VERSION } from './search/finder.js';
import { TimelineService } from './timeline/timeline.service.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class CrmReactions extends Reactions {
  constructor(
    private readonly opportunities: OpportunityService,
    private readonly timeline: TimelineService,
    private readonly leads: LeadService,
    private readonly merges: CustomerMergeService,
    private readonly customerFinder: CustomerFinder,
    private readonly leadFinder: LeadFinder,
    private readonly ownerships: LeadOwnerships,
    private readonly duplicates: Duplicates,
  ) {
    super();
  }

  override readonly listeners = [
    on(TestDriveBooked, 'crm.tell-test-drive-booked', async ({ payload: p, occurredAt }) => {
      const { number } = p;
      await this.timeline.tell({
        ...p,
        at: occurredAt,
        what: 'test-drive-booked',
        refType: 'TestDrive',
        refId: p.testDriveId,
        facts: { number },
      });
    }),
    on(TestDriveCompleted, 'crm.tell-test-drive-completed', async ({ name, payload: p }) => {
      const at = new Date(p.completedAt);
      const { number } = p;
      await this.timeline.tell({ ...p, at, what: 'test-drive-completed', refType: 'TestDrive', refId: p.testDriveId, facts: { number } });
      await this.opportunities.advance(p.opportunityId, 'TEST_DRIVE', at, name);
    }),
    on(QuotationSent, 'crm.tell-quotation-sent', async ({ name, payload: p }) => {
      const at = new Date(p.sentAt);
      const { number } = p;
      await this.timeline.tell({ ...p, at, what: 'quotation-sent', refType: 'Quotation', refId: p.quotationId, facts: { number } });
      await this.opportunities.advance(p.opportunityId, 'QUOTATION', at, name);
    }),
    on(QuotationAccepted, 'crm.tell-quotation-accepted', async ({ name, payload: p }) => {
      const at = new Date(p.acceptedAt);
      const { number } = p;
      await this.timeline.tell({ ...p, at, what: 'quotation-accepted', refType: 'Quotation', refId: p.quotationId, facts: { number } });
      await this.opportunities.advance(p.opportunityId, 'CONTRACT', at, name);
    }),
    on(OrderConfirmed, 'crm.tell-order-confirmed', async ({ payload: p }) => {
      const { number } = p;
      const at = new Date(p.confirmedAt);
      await this.timeline.tell({ ...p, at, what: 'order-confirmed', refType: 'SalesOrder', refId: p.salesOrderId, facts: { number } });
    }),
    on(OrderCancelled, 'crm.tell-order-cancelled', async ({ name, payload: p, occurredAt: at }) => {
      const { number } = p;
      await this.timeline.tell({ ...p, at, what: 'order-cancelled', refType: 'SalesOrder', refId: p.salesOrderId, facts: { number } });
      await this.opportunities.reopen(p.opportunityId, at, name);
    }),
    on(ContractSigned, 'crm.await-delivery', ({ name, payload: p, occurredAt }) =>
      this.opportunities.advance(p.opportunityId, 'AWAITING_DELIVERY', occurredAt, name),
    ),
    on(OrderDelivered, 'crm.tell-order-delivered', async ({ name, payload: p }) => {
      const at = new Date(p.deliveredAt);
      const { number, modelName } = p;
      await this.timeline.tell({
        ...p,
        at,
        what: 'order-delivered',
        refType: 'Delivery',
        refId: p.deliveryId,
        facts: { number, modelName },
      });
      await this.opportunities.advance(p.opportunityId, 'DELIVERED', at, name);
    }),
    on(MessageSent, 'crm.tell-message-sent', async ({ payload: p }) => {
      const facts = { messageKind: p.kind, channel: p.channel };
      await this.timeline.tell({ ...p, at: new Date(p.sentAt), what: 'message-sent', refType: 'Message', refId: p.messageId, facts });
    }),
    on(CustomerVehicleRegistered, 'crm.note-plate', ({ payload: { customerId }, sealed, occurredAt }) =>
      this.duplicates.hearPlate(customerId, sealed?.['plateNumber'], occurredAt),
    ),
    on(AppointmentBooked, 'crm.tell-appointment-booked', async ({ payload: p, occurredAt }) => {
      const { number } = p;
      await this.timeline.tell({
        ...p,
        at: occurredAt,
        what: 'appointment-booked',
        refType: 'ServiceAppointment',
        refId: p.appointmentId,
        facts: { number },
      });
    }),
    on(RepairOrderOpened, 'crm.tell-repair-order-opened', async ({ payload: p }) => {
      const { number } = p;
      const at = new Date(p.openedAt);
      await this.timeline.tell({
        ...p,
        at,
        what: 'repair-order-opened',
        refType: 'RepairOrder',
        refId: p.repairOrderId,
        facts: { number },
      });
    }),
    on(RepairOrderClosed, 'crm.tell-repair-order-closed', async ({ payload: p }) => {
      const { number } = p;
      const at = new Date(p.closedAt);
      await this.timeline.tell({
        ...p,
        at,
        what: 'repair-order-closed',
        refType: 'RepairOrder',
        refId: p.repairOrderId,
        facts: { number },
      });
    }),
    on(LeadCreated, 'crm.find-lead', ({ payload: p }) => this.leadFinder.refresh([p.leadId])),
    on(LeadRepeated, 'crm.find-lead', ({ payload: p }) => this.leadFinder.refresh([p.leadId])),
    on(CustomerVehicleRegistered, 'crm.find-by-car', ({ payload: p, sealed }) =>
      this.customerFinder.keepCar({ ...p, plateSealed: sealed?.['plateNumber'] ?? null }),
    ),
  ];

  override readonly ticks: Tick[] = [
    { name: 'crm.find-duplicates', daily: '03:00', run: (_, now) => this.duplicates.look(null, now) },
    // At any time, as soon as the rules of search have changed.
    ...(
      [
        ['crm.index-customers', 'crm.customer_search', this.customerFinder],
        ['crm.index-leads', 'crm.lead_search', this.leadFinder],
      ] as const
    ).map(([name, table, index]) => ({
      name,
      table,
      due: `timestamptz 'epoch'`,
      where: `token_version < ${TOKEN_VERSION}`,
      run: (id: string) => index.reindex(id),
    })),
    {
      name: 'crm.settle-merges',
      table: 'crm.customer_merge',
      due: 'settle_at',
      where: 'settle_at IS NOT NULL',
      run: (id: string) => this.merges.settle(id),
    },
    {
      name: 'crm.recall-leads',
      table: 'crm.lead',
      due: 'recall_at',
      where: `state IN ('ASSIGNED', 'CONTACTED')`,
      run: (id: string) => this.ownerships.recall(id),
    },
    {
      name: 'crm.miss-lead-responses',
      table: 'crm.lead',
      due: 'response_missed_after',
      where: `response_verdict = 'PENDING'`,
      run: (id: string) => this.leads.missResponse(id),
    },
  ];
}
