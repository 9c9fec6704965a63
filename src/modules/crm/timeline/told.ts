import type { EventType, Published } from '../../../kernel/events/event.js';
import { yuan } from '../../../kernel/money.js';
import {
  AppointmentArrived,
  AppointmentBooked,
  AppointmentCancelled,
  AppointmentMissed,
  CustomerVehicleRegistered,
  ReminderDue,
  RepairOrderApproved,
  RepairOrderCancelled,
  RepairOrderClosed,
  RepairOrderOpened,
  RepairOrderSettled,
} from '../../aftersales/aftersales.contract.js';
import {
  InvoiceIssued,
  InvoiceRedFlushed,
  ReceiptTaken,
  ReceivableOverdue,
  ReceivablePaid,
  RefundPaid,
} from '../../finance/finance.contract.js';
import { MessageFailed, MessageSent, MessageWithheld } from '../../messaging/messaging.contract.js';
import {
  ContractSigned,
  InsuranceRecorded,
  LoanDisbursed,
  OrderAmended,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderReturned,
  QuotationAccepted,
  QuotationLapsed,
  QuotationSent,
  RegistrationCompleted,
  TestDriveBooked,
  TestDriveCancelled,
  TestDriveCompleted,
  TestDriveMissed,
  TradeInTakenIn,
} from '../../sales/sales.contract.js';
import {
  ActivityChanged,
  ConsentRecorded,
  CouponIssued,
  CouponReleased,
  CouponUsed,
  CustomersMerged,
  LeadInvalidated,
  LeadLost,
  LeadRecalled,
  OpportunityGraded,
  OpportunityHandedOver,
  OpportunityLossReviewed,
  OpportunityLost,
  OpportunityOpened,
  OpportunityStaged,
  SurveySent,
  ValueGraded,
} from '../crm.contract.js';
import type { Story } from './timeline.service.js';
import type { What } from './titles.js';

/** What an event says happened: to what, when (else when it was published), and the facts its title tells besides a number. */
type Tale = [refType: string, refId: string, at?: string, facts?: Story['facts']];
export interface Told {
  event: EventType<unknown>;
  story: (published: Published<never>) => Story | null;
}
interface OfCustomer {
  customerId: string | null;
  storeId?: string;
  number?: string;
}

/** An event that is a line of its customer's timeline; of nobody known, it is none. */
function tells<P extends OfCustomer>(event: EventType<P>, what: What | ((payload: P) => What | null), tale: (payload: P) => Tale): Told {
  const story = ({ payload, occurredAt }: Published<P>): Story | null => {
    const { customerId, storeId = null, number } = payload;
    const happening = typeof what === 'string' ? what : what(payload);
    if (customerId === null || happening === null) return null;
    const [refType, refId, at, facts] = tale(payload);
    return {
      customerId,
      storeId,
      at: at === undefined ? occurredAt : new Date(at),
      what: happening,
      refType,
      refId,
      facts: { ...(number !== undefined && { number }), ...facts },
    };
  };
  return { event, story: story as Told['story'] };
}

/** The same of a lead, whose customer may not be known yet. */
function tellsOfLead<P extends { leadId: string; storeId: string }>(
  event: EventType<P>,
  what: What,
  facts: (payload: P) => Story['facts'] = () => ({}),
): Told {
  const story = ({ payload, occurredAt }: Published<P>): Story => {
    const { leadId, storeId } = payload;
    return { leadId, storeId, at: occurredAt, what, refType: 'Lead', refId: leadId, facts: facts(payload) };
  };
  return { event, story: story as Told['story'] };
}
/** The survivor's story; it is the group's. */
const mergeTold = (): Told => {
  const story = ({ payload: p }: Published<NonNullable<(typeof CustomersMerged)['payload']>>): Story => ({
    ...{ customerId: p.survivorCustomerId, storeId: null, at: new Date(p.mergedAt), what: 'customers-merged' },
    ...{ refType: 'CustomerMerge', refId: p.mergeId, facts: {} },
  });
  return { event: CustomersMerged, story: story as Told['story'] };
};
const ofCampaign =
  (campaign: What, other: What) =>
  ({ campaignId }: { campaignId: string | null }): What =>
    campaignId === null ? other : campaign;

/** Every event of the group that is told of a customer, one line each; its words are in `titles.ts`. */
export const TOLD: readonly Told[] = [
  tellsOfLead(LeadRecalled, 'lead-recalled'),
  tellsOfLead(LeadLost, 'lead-lost', (p) => ({ reason: p.reason })),
  tellsOfLead(LeadInvalidated, 'lead-invalidated'),
  tells(OpportunityOpened, 'opportunity-opened', (p) => ['Opportunity', p.opportunityId, undefined, { level: p.intentLevel }]),
  tells(OpportunityGraded, 'opportunity-graded', (p) => [
    'Opportunity',
    p.opportunityId,
    undefined,
    { before: p.from, level: p.intentLevel },
  ]),
  tells(OpportunityLost, 'opportunity-lost', (p) => ['Opportunity', p.opportunityId, undefined, { reason: p.reason }]),
  // The first stage is the opening.
  tells(
    OpportunityStaged,
    (p) => (p.stage === 'OPENED' ? null : 'opportunity-staged'),
    (p) => ['Opportunity', p.opportunityId, p.at, { stage: p.stage }],
  ),
  tells(OpportunityHandedOver, 'opportunity-handed-over', (p) => ['Opportunity', p.opportunityId]),
  tells(OpportunityLossReviewed, 'opportunity-loss-reviewed', (p) => ['Opportunity', p.opportunityId, undefined, { decision: p.decision }]),
  tells(TestDriveBooked, 'test-drive-booked', (p) => ['TestDrive', p.testDriveId]),
  tells(TestDriveCompleted, 'test-drive-completed', (p) => ['TestDrive', p.testDriveId, p.completedAt]),
  tells(TestDriveCancelled, 'test-drive-cancelled', (p) => ['TestDrive', p.testDriveId]),
  tells(TestDriveMissed, 'test-drive-missed', (p) => ['TestDrive', p.testDriveId]),
  tells(QuotationSent, 'quotation-sent', (p) => ['Quotation', p.quotationId, p.sentAt]),
  tells(QuotationAccepted, 'quotation-accepted', (p) => ['Quotation', p.quotationId, p.acceptedAt]),
  tells(QuotationLapsed, 'quotation-lapsed', (p) => ['Quotation', p.quotationId]),
  tells(OrderConfirmed, 'order-confirmed', (p) => ['SalesOrder', p.salesOrderId, p.confirmedAt]),
  tells(OrderCancelled, 'order-cancelled', (p) => ['SalesOrder', p.salesOrderId]),
  tells(OrderAmended, 'order-amended', (p) => ['OrderAmendment', p.orderAmendmentId, p.amendedAt, { amount: p.total }]),
  tells(OrderReturned, 'order-returned', (p) => ['OrderReturn', p.orderReturnId]),
  tells(TradeInTakenIn, 'car-traded-in', (p) => ['TradeIn', p.tradeInId, undefined, { modelName: `${p.brand} ${p.series}` }]),
  tells(ContractSigned, 'contract-signed', (p) => ['Contract', p.contractId]),
  tells(InsuranceRecorded, 'insurance-recorded', (p) => ['InsurancePolicy', p.insurancePolicyId, undefined, { insurance: p.kind }]),
  tells(RegistrationCompleted, 'car-registered', (p) => ['Registration', p.registrationId]),
  tells(OrderDelivered, 'order-delivered', (p) => ['Delivery', p.deliveryId, p.deliveredAt, { modelName: p.modelName }]),
  tells(ReceiptTaken, 'receipt-taken', (p) => ['Receipt', p.receiptId, p.receivedAt, { amount: p.amount }]),
  // What maker, insurer or house pay, and what costs nothing, is no story of the customer's.
  tells(
    ReceivablePaid,
    (p) => (p.payer === 'CUSTOMER' && p.amount > 0 ? 'receivable-paid' : null),
    (p) => ['Receivable', p.receivableId, p.paidAt, { due: p.kind }],
  ),
  tells(
    ReceivableOverdue,
    (p) => (p.payer === 'CUSTOMER' ? 'receivable-overdue' : null),
    (p) => ['Receivable', p.receivableId, undefined, { due: p.kind, amount: p.outstanding }],
  ),
  tells(
    RefundPaid,
    (p) => (p.payee === 'CUSTOMER' ? 'refund-paid' : null),
    (p) => ['Refund', p.refundId, p.paidAt, { amount: p.amount }],
  ),
  tells(LoanDisbursed, 'loan-disbursed', (p) => ['FinanceApplication', p.financeApplicationId, p.disbursedAt, { amount: p.amount }]),
  tells(InvoiceIssued, 'invoice-issued', (p) => ['Invoice', p.invoiceId]),
  tells(InvoiceRedFlushed, 'invoice-red-flushed', (p) => ['Invoice', p.invoiceId]),
  tells(MessageSent, ofCampaign('campaign-message-sent', 'message-sent'), (p) => [
    'Message',
    p.messageId,
    p.sentAt,
    { messageKind: p.kind, channel: p.channel },
  ]),
  tells(MessageWithheld, ofCampaign('campaign-message-withheld', 'message-withheld'), (p) => [
    'Message',
    p.messageId,
    undefined,
    { messageKind: p.kind, reason: p.reason },
  ]),
  tells(MessageFailed, ofCampaign('campaign-message-failed', 'message-failed'), (p) => [
    'Message',
    p.messageId,
    undefined,
    { messageKind: p.kind, channel: p.channel },
  ]),
  tells(ReminderDue, 'reminder-due', (p) => ['MaintenanceReminder', p.reminderId, undefined, { itemName: p.itemName }]),
  tells(AppointmentBooked, 'appointment-booked', (p) => ['ServiceAppointment', p.appointmentId]),
  tells(AppointmentArrived, 'appointment-arrived', (p) => ['ServiceAppointment', p.appointmentId, p.arrivedAt]),
  tells(AppointmentMissed, 'appointment-missed', (p) => ['ServiceAppointment', p.appointmentId]),
  tells(AppointmentCancelled, 'appointment-cancelled', (p) => ['ServiceAppointment', p.appointmentId]),
  tells(CustomerVehicleRegistered, 'car-known', (p) => ['CustomerVehicle', p.customerVehicleId, undefined, { modelName: p.modelName }]),
  tells(RepairOrderOpened, 'repair-order-opened', (p) => ['RepairOrder', p.repairOrderId, p.openedAt]),
  tells(RepairOrderApproved, 'repair-order-approved', (p) => ['RepairOrder', p.repairOrderId, undefined, { amount: p.total }]),
  tells(RepairOrderSettled, 'repair-order-settled', (p) => ['RepairOrder', p.repairOrderId, p.settledAt]),
  tells(CouponIssued, 'coupon-issued', (p) => ['Coupon', p.couponId]),
  tells(CouponUsed, 'coupon-redeemed', (p) => ['Coupon', p.couponId, undefined, { amount: yuan(p.amount) }]),
  tells(CouponReleased, 'coupon-released', (p) => ['Coupon', p.couponId]),
  tells(SurveySent, 'survey-sent', (p) => ['Survey', p.surveyId]),
  tells(RepairOrderClosed, 'repair-order-closed', (p) => ['RepairOrder', p.repairOrderId, p.closedAt]),
  tells(RepairOrderCancelled, 'repair-order-cancelled', (p) => ['RepairOrder', p.repairOrderId]),
  tells(
    ConsentRecorded,
    (p) => (p.granted ? 'consent-given' : 'consent-withdrawn'),
    (p) => ['Customer', p.customerId, undefined, { purpose: p.purpose, channel: p.channel }],
  ),
  mergeTold(),
  tells(ValueGraded, 'value-graded', (p) => ['Customer', p.customerId, undefined, { before: p.from ?? 'NONE', after: p.to ?? 'NONE' }]),
  tells(ActivityChanged, 'activity-changed', (p) => ['Customer', p.customerId, undefined, { before: p.from ?? 'NONE', after: p.to }]),
];
