import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../kernel/events/event.js';
import { CustomerVehicleRegistered } from '../aftersales/aftersales.contract.js';
import { ModelChanged, ModelIntroduced, VehicleMoved, VehicleReserved } from '../inventory/inventory.contract.js';
import {
  ContractSigned,
  OrderCancelled,
  OrderDelivered,
  QuotationAccepted,
  QuotationSent,
  TestDriveCompleted,
} from '../sales/sales.contract.js';
import { CustomerMergeService } from './customer-merges/customer-merge.service.js';
import { Plates } from './customers/plates.js';
import { LeadCreated, LeadRepeated } from './crm.contract.js';
import { LeadService } from './leads/lead.service.js';
import { SalesFloor } from './visits/sales-floor.js';
import { CustomerIndex } from './search/customer-index.js';
import { LeadIndex } from './search/lead-index.js';
import { TOKEN_VERSION } from './search/search-index.js';
import { TimelineService } from './timeline/timeline.service.js';
import { TOLD } from './timeline/told.js';

const TELL = 'crm.tell';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class CrmReactions extends Reactions {
  constructor(
    private readonly floor: SalesFloor,
    private readonly timeline: TimelineService,
    private readonly leads: LeadService,
    private readonly merges: CustomerMergeService,
    private readonly plates: Plates,
    private readonly customerIndex: CustomerIndex,
    private readonly leadIndex: LeadIndex,
  ) {
    super();
  }

  override readonly listeners = [
    ...TOLD.map(({ event, story }) => on(event, TELL, (published) => this.timeline.hear(story(published as never)))),
    on(CustomerVehicleRegistered, 'crm.note-plate', ({ payload: { customerId }, sealed, occurredAt }) =>
      this.plates.hear(customerId, sealed?.['plateNumber'], occurredAt),
    ),
    // The stages of an opportunity follow what Sales does (O-1); of one document, in the order in which it happened.
    on(TestDriveBooked, 'crm.follow-sales', ({ name, payload: p, occurredAt: at }) =>
      this.floor.progress.heard(name, { ...p, refId: p.testDriveId, at }),
    ),
    on(TestDriveCompleted, 'crm.follow-sales', ({ name, payload: p }) =>
      this.floor.progress.heard(name, { ...p, refId: p.testDriveId, at: new Date(p.completedAt) }),
    ),
    on(QuotationSent, 'crm.follow-sales', ({ name, payload: p }) =>
      this.floor.progress.heard(name, { ...p, refId: p.quotationId, at: new Date(p.sentAt) }),
    ),
    on(QuotationAccepted, 'crm.follow-sales', ({ name, payload: p }) =>
      this.floor.progress.heard(name, { ...p, refId: p.quotationId, at: new Date(p.acceptedAt) }),
    ),
    on(ContractSigned, 'crm.follow-sales', ({ name, payload: p, occurredAt: at }) =>
      this.floor.progress.heard(name, { ...p, refId: p.contractId, at }),
    ),
    on(OrderCancelled, 'crm.follow-sales', ({ name, payload: p, occurredAt: at }) => this.floor.progress.reopen(p.opportunityId, at, name)),
    on(OrderDelivered, 'crm.follow-sales', ({ name, payload: p }) =>
      this.floor.progress.heard(name, { opportunityId: p.opportunityId, refId: p.deliveryId, at: new Date(p.deliveredAt) }),
    ),
    // One listener each, so that no car is taken before it came and no price is older than the one before it.
    on(ModelIntroduced, 'crm.keep-models-on-offer', ({ payload }) => this.floor.onOffer.keepModel(payload)),
    on(ModelChanged, 'crm.keep-models-on-offer', ({ payload }) => this.floor.onOffer.keepModel(payload)),
    on(VehicleMoved, 'crm.keep-cars-on-offer', ({ payload, occurredAt }) => this.floor.onOffer.carMoved(payload, occurredAt)),
    on(VehicleReserved, 'crm.keep-cars-on-offer', ({ payload }) => this.floor.onOffer.carTaken(payload.stockVehicleId)),
    on(LeadCreated, 'crm.find-lead', ({ payload: p }) => this.leadIndex.refresh([p.leadId])),
    on(LeadRepeated, 'crm.find-lead', ({ payload: p }) => this.leadIndex.refresh([p.leadId])),
    on(CustomerVehicleRegistered, 'crm.find-by-car', ({ payload: p, sealed }) =>
      this.customerIndex.keepCar({ ...p, plateSealed: sealed?.['plateNumber'] ?? null }),
    ),
  ];

  override readonly ticks = [
    // At any time, as soon as the rules of search have changed.
    ...(
      [
        ['crm.index-customers', 'crm.customer_search', this.customerIndex],
        ['crm.index-leads', 'crm.lead_search', this.leadIndex],
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
      run: (id: string) => this.leads.recall(id),
    },
    {
      name: 'crm.close-visits',
      table: 'crm.visit',
      due: 'closes_at',
      where: `state = 'PRESENT'`,
      run: (id: string) => this.floor.visits.close(id),
    },
    {
      name: 'crm.note-overdue-stages',
      table: 'crm.opportunity',
      due: 'stage_due_at',
      where: 'stage_overdue_since IS NULL AND stage_due_at IS NOT NULL',
      run: (id: string) => this.floor.progress.noteStageOverdue(id),
    },
    {
      name: 'crm.note-missed-follow-ups',
      table: 'crm.opportunity',
      due: 'follow_up_late_at',
      where: `state = 'OPEN' AND next_follow_up_on IS NOT NULL AND follow_up_missed_on IS DISTINCT FROM next_follow_up_on`,
      run: (id: string) => this.floor.progress.noteFollowUpMissed(id),
    },
  ];
}
