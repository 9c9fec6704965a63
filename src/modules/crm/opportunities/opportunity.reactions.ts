import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { ModelChanged, ModelIntroduced, VehicleMoved, VehicleReserved } from '../../inventory/inventory.contract.js';
import {
  ContractSigned,
  OrderCancelled,
  OrderDelivered,
  QuotationAccepted,
  QuotationSent,
  TestDriveBooked,
  TestDriveCompleted,
} from '../../sales/sales.contract.js';
import { OnOffer } from '../recommendations/on-offer.js';
import { VisitService } from '../visits/visit.service.js';
import { OpportunityProgress } from './opportunity-progress.js';

/** What of the sales floor moves by itself: stages follow what Sales does, time limits pass, forgotten visitors leave, and it is known what is on offer. */
@Injectable()
export class OpportunityReactions extends Reactions {
  constructor(
    private readonly progress: OpportunityProgress,
    private readonly visits: VisitService,
    private readonly onOffer: OnOffer,
  ) {
    super();
  }

  override readonly listeners = [
    // The stages of an opportunity follow what Sales does (O-1); of one document, in the order in which it happened.
    on(TestDriveBooked, 'crm.follow-sales', ({ name, payload: p, occurredAt: at }) =>
      this.progress.heard(name, { ...p, refId: p.testDriveId, at }),
    ),
    on(TestDriveCompleted, 'crm.follow-sales', ({ name, payload: p }) =>
      this.progress.heard(name, { ...p, refId: p.testDriveId, at: new Date(p.completedAt) }),
    ),
    on(QuotationSent, 'crm.follow-sales', ({ name, payload: p }) =>
      this.progress.heard(name, { ...p, refId: p.quotationId, at: new Date(p.sentAt) }),
    ),
    on(QuotationAccepted, 'crm.follow-sales', ({ name, payload: p }) =>
      this.progress.heard(name, { ...p, refId: p.quotationId, at: new Date(p.acceptedAt) }),
    ),
    on(ContractSigned, 'crm.follow-sales', ({ name, payload: p, occurredAt: at }) =>
      this.progress.heard(name, { ...p, refId: p.contractId, at }),
    ),
    on(OrderCancelled, 'crm.follow-sales', ({ name, payload: p, occurredAt: at }) => this.progress.reopen(p.opportunityId, at, name)),
    on(OrderDelivered, 'crm.follow-sales', ({ name, payload: p }) =>
      this.progress.heard(name, { opportunityId: p.opportunityId, refId: p.deliveryId, at: new Date(p.deliveredAt) }),
    ),
    // One listener each, so that no car is taken before it came and no price is older than the one before it.
    on(ModelIntroduced, 'crm.keep-models-on-offer', ({ payload }) => this.onOffer.keepModel(payload)),
    on(ModelChanged, 'crm.keep-models-on-offer', ({ payload }) => this.onOffer.keepModel(payload)),
    on(VehicleMoved, 'crm.keep-cars-on-offer', ({ payload, occurredAt }) => this.onOffer.carMoved(payload, occurredAt)),
    on(VehicleReserved, 'crm.keep-cars-on-offer', ({ payload }) => this.onOffer.carTaken(payload.stockVehicleId)),
  ];

  override readonly ticks = [
    {
      name: 'crm.close-visits',
      table: 'crm.visit',
      due: 'closes_at',
      where: `state = 'PRESENT'`,
      run: (id: string) => this.visits.close(id),
    },
    {
      name: 'crm.note-overdue-stages',
      table: 'crm.opportunity',
      due: 'stage_due_at',
      where: 'stage_overdue_since IS NULL AND stage_due_at IS NOT NULL',
      run: (id: string) => this.progress.noteStageOverdue(id),
    },
    {
      name: 'crm.note-missed-follow-ups',
      table: 'crm.opportunity',
      due: 'follow_up_late_at',
      where: `state = 'OPEN' AND next_follow_up_on IS NOT NULL AND follow_up_missed_on IS DISTINCT FROM next_follow_up_on`,
      run: (id: string) => this.progress.noteFollowUpMissed(id),
    },
  ];
}
