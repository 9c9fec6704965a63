import {
  CustomerVehicleRegistered,
  RepairOrderCancelled,
  RepairOrderOpened,
  RepairOrderSettled,
} from '../../aftersales/aftersales.contract.js';
import { ReceiptTaken, ReceivablePaid, RefundPaid } from '../../finance/finance.contract.js';
import { OrderCancelled, OrderConfirmed, OrderDelivered, OrderReturned } from '../../sales/sales.contract.js';
import {
  CustomerTagged,
  CustomerUntagged,
  InteractionRecorded,
  LeadQualified,
  OpportunityGraded,
  OpportunityLost,
  OpportunityOpened,
  type Tagging,
} from '../crm.contract.js';
import { type Opened, type Says, type Saying, says } from './saying.js';

type Documented = { salesOrderId: string | null; repairOrderId: string | null };
const billed = ({ salesOrderId, repairOrderId }: Documented): [string, string | null] =>
  salesOrderId === null ? ['RepairOrder', repairOrderId] : ['SalesOrder', salesOrderId];
const intent = ({ opportunityId }: { opportunityId: string }, level: string | null, reason: string | null): Saying => ({
  what: 'INTENT',
  value: level,
  document: ['Opportunity', opportunityId],
  data: { reason },
});

/** Nothing, once the words went with who was erased. */
function tagging(what: 'TAG' | 'UNTAG', { key, value }: Tagging, opened: Opened): Saying[] {
  const said = value ?? opened['value'] ?? null;
  return said === null ? [] : [{ what, key, value: said }];
}

/** What events say about a customer, tags apart: a new one is one line. */
export const SAID: readonly Says[] = [
  says(OpportunityOpened, (p) => [intent(p, p.intentLevel, null)]),
  says(OpportunityGraded, (p, { reason = null }) => [intent(p, p.intentLevel, reason)]),
  // A wish that is over no longer says how soon they buy.
  says(OpportunityLost, (p) => [intent(p, null, p.reason)]),
  says(LeadQualified, (p) => [{ what: 'CONTACT', at: p.lastContactAt }]),
  says(InteractionRecorded, (p) => [{ what: 'CONTACT', at: p.at }]),
  says(CustomerTagged, (p, opened) => tagging('TAG', p, opened)),
  says(CustomerUntagged, (p, opened) => tagging('UNTAG', p, opened)),
  says(OrderConfirmed, (p) => [{ what: 'ORDER', document: ['SalesOrder', p.salesOrderId] }]),
  says(OrderCancelled, (p) => [{ what: 'VOID', document: ['SalesOrder', p.salesOrderId] }]),
  says(OrderDelivered, (p) => [
    { what: 'DELIVERED', at: p.deliveredAt },
    // What is passed through is nobody's revenue.
    { what: 'REVENUE', amount: p.total - p.passThroughTotal, document: ['SalesOrder', p.salesOrderId] },
    intent(p, null, 'DELIVERED'),
  ]),
  says(OrderReturned, (p) => [
    { what: 'VOID', document: ['SalesOrder', p.salesOrderId] },
    { what: 'DISOWNED', key: p.vin, document: ['SalesOrder', p.salesOrderId] },
  ]),
  says(CustomerVehicleRegistered, (p) => [
    {
      what: 'OWNED',
      key: p.vin,
      document: ['CustomerVehicle', p.customerVehicleId],
      data: { modelId: p.modelId, modelName: p.modelName, deliveredOn: p.deliveredOn },
    },
  ]),
  says(RepairOrderOpened, (p) => [{ what: 'REPAIR', document: ['RepairOrder', p.repairOrderId] }]),
  says(RepairOrderCancelled, (p) => [{ what: 'VOID', document: ['RepairOrder', p.repairOrderId] }]),
  says(RepairOrderSettled, (p) =>
    p.bills
      .filter(({ payer }) => payer === 'CUSTOMER')
      .map(({ amount }) => ({ what: 'REVENUE', amount, document: ['RepairOrder', p.repairOrderId] })),
  ),
  says(ReceiptTaken, (p) => (p.payer === 'CUSTOMER' ? [{ what: 'MONEY', amount: p.amount, document: billed(p) }] : [])),
  // Net of refunds (G-3): of what was taken for the document. A compensation and the price of a traded car were never taken.
  says(RefundPaid, (p) =>
    p.payee === 'CUSTOMER' && p.reason !== 'TRADE_IN'
      ? [{ what: 'MONEY', at: p.paidAt, amount: p.compensation - p.amount, document: billed(p) }]
      : [],
  ),
  // A repair order has one bill of the customer's, a car is paid with its balance (G-3).
  says(ReceivablePaid, (p) =>
    p.payer === 'CUSTOMER' && p.amount > 0 && (p.kind !== 'DEPOSIT' || p.outstandingOfSubject === 0)
      ? [{ what: 'PAID', at: p.paidAt, document: billed(p) }]
      : [],
  ),
];
