import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CouponExpired, CouponNotApplicable, CouponNotYours, CouponRedeemed, CouponUnknown } from '../../crm/crm.contract.js';
import {
  AppointmentMismatch,
  ApprovalReferenceMissing,
  AssignmentInvalid,
  BalanceOpen,
  BayNotFree,
  BayTypeMismatch,
  EstimateVersionStale,
  InspectorIsTechnician,
  LabourOperationUnknown,
  LineIncomplete,
  LinesClosed,
  OdometerBelowLast,
  PartsAlreadyIssued,
  QualityItemFailed,
  RepairOrderEmpty,
  TechnicianNotAssigned,
  TechnicianSkillMissing,
} from '../aftersales.contract.js';
import { EstimateService } from './estimate.service.js';
import { ReceptionService } from './reception.service.js';
import {
  AddRepairOrderLine,
  ApproveRepairOrder,
  CancelRepairOrder,
  CreateRepairOrder,
  DispatchRepairOrder,
  HandOverRepairOrder,
  ListRepairOrders,
  PassRepairOrder,
  RepairOrderLineView,
  RepairOrderReadinessView,
  RepairOrderView,
  ReworkRepairOrder,
  SettleRepairOrder,
} from './repair-order.dto.js';
import { RepairOrderQueries } from './repair-order.queries.js';
import { SettlementService } from './settlement.service.js';
import { WorkService } from './work.service.js';

@Resource('repair-orders', 'aftersales')
export class RepairOrderController {
  constructor(
    private readonly reception: ReceptionService,
    private readonly estimates: EstimateService,
    private readonly work: WorkService,
    private readonly settlements: SettlementService,
    private readonly queries: RepairOrderQueries,
  ) {}

  @Create('createRepairOrder', RepairOrderView, {
    summary: 'Receive a car in the workshop (A-2)',
    refusals: [OdometerBelowLast, AppointmentMismatch, IllegalMove, StoreRequired, NotFound],
  })
  create(@Body() body: CreateRepairOrder): Promise<RepairOrderView> {
    return this.reception.receive(body);
  }
  @List('listRepairOrders', RepairOrderView, { summary: 'List repair orders: by state, car or customer' })
  list(@Query() query: ListRepairOrders): Promise<Page<RepairOrderView>> {
    return this.queries.list(query);
  }
  @Read('getRepairOrder', RepairOrderView, { summary: 'Read a repair order with its lines' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<RepairOrderView> {
    return this.queries.repairOrder(id);
  }
  @Read('getRepairOrderReadiness', RepairOrderReadinessView, {
    path: ':id/readiness',
    summary: 'What still stands between the car and its owner (A-2)',
  })
  readiness(@Param('id', ParseUUIDPipe) id: string): Promise<RepairOrderReadinessView> {
    return this.queries.readiness(id);
  }
  @Create('addRepairOrderLine', RepairOrderLineView, {
    path: ':id/lines',
    summary: 'Add labour, a part or sublet work with its payer (A-6)',
    refusals: [LineIncomplete, LinesClosed, LabourOperationUnknown, NotFound],
  })
  addLine(@Param('id', ParseUUIDPipe) id: string, @Body() body: AddRepairOrderLine): Promise<RepairOrderLineView> {
    return this.estimates.addLine(id, body);
  }
  @Move('estimateRepairOrder', 'estimate', RepairOrderView, {
    summary: 'Make a new estimate of all lines (A-8)',
    refusals: [IllegalMove, RepairOrderEmpty],
  })
  estimate(@Param('id', ParseUUIDPipe) id: string): Promise<RepairOrderView> {
    return this.estimates.estimate(id);
  }
  @Move('approveRepairOrder', 'approve', RepairOrderView, {
    summary: 'The customer approves a version of the estimate (A-8)',
    refusals: [IllegalMove, EstimateVersionStale, ApprovalReferenceMissing],
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveRepairOrder): Promise<RepairOrderView> {
    return this.estimates.approve(id, body);
  }
  @Move('dispatchRepairOrder', 'dispatch', RepairOrderView, {
    summary: 'Give the work to technicians and bays (A-2)',
    refusals: [IllegalMove, EstimateVersionStale, AssignmentInvalid, TechnicianSkillMissing, BayTypeMismatch, BayNotFree],
  })
  dispatch(@Param('id', ParseUUIDPipe) id: string, @Body() body: DispatchRepairOrder): Promise<RepairOrderView> {
    return this.work.dispatch(id, body);
  }
  @Move('startRepairOrder', 'start', RepairOrderView, { summary: 'The technician begins', refusals: [IllegalMove, TechnicianNotAssigned] })
  start(@Param('id', ParseUUIDPipe) id: string): Promise<RepairOrderView> {
    return this.work.start(id);
  }
  @Move('finishRepairOrder', 'finish', RepairOrderView, {
    summary: 'The technician completes their lines; with the last one the quality check is due',
    refusals: [IllegalMove, TechnicianNotAssigned],
  })
  finish(@Param('id', ParseUUIDPipe) id: string): Promise<RepairOrderView> {
    return this.work.finish(id);
  }
  @Move('passRepairOrder', 'pass', RepairOrderView, {
    summary: 'The quality check passes (A-2)',
    refusals: [IllegalMove, InspectorIsTechnician, QualityItemFailed],
  })
  pass(@Param('id', ParseUUIDPipe) id: string, @Body() body: PassRepairOrder): Promise<RepairOrderView> {
    return this.work.pass(id, body);
  }
  @Move('reworkRepairOrder', 'rework', RepairOrderView, {
    summary: 'The quality check sends the car back',
    refusals: [IllegalMove, InspectorIsTechnician, BayNotFree],
  })
  rework(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReworkRepairOrder): Promise<RepairOrderView> {
    return this.work.rework(id, body);
  }
  @Move('settleRepairOrder', 'settle', RepairOrderView, {
    summary: 'Make the bill of each payer final (A-6)',
    description: 'A coupon of the customer lowers their own bill and is used up in the same transaction.',
    refusals: [IllegalMove, CouponUnknown, CouponNotYours, CouponExpired, CouponRedeemed, CouponNotApplicable],
    keyed: true,
  })
  settle(@Param('id', ParseUUIDPipe) id: string, @Body() body: SettleRepairOrder): Promise<RepairOrderView> {
    return this.settlements.settle(id, body);
  }
  @Move('handOverRepairOrder', 'hand-over', RepairOrderView, {
    summary: 'Hand the car over: the bill is paid (A-2)',
    refusals: [IllegalMove, BalanceOpen],
    keyed: true,
  })
  handOver(@Param('id', ParseUUIDPipe) id: string, @Body() body: HandOverRepairOrder): Promise<RepairOrderView> {
    return this.settlements.handOver(id, body.signedBy);
  }
  @Move('cancelRepairOrder', 'cancel', RepairOrderView, {
    summary: 'Cancel before any work',
    keyed: true,
    refusals: [IllegalMove, PartsAlreadyIssued],
  })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelRepairOrder): Promise<RepairOrderView> {
    return this.reception.cancel(id, body.reason);
  }
}
