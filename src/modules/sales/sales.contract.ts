import { event } from '../../kernel/events/event.js';
import type { Powertrain } from '../inventory/inventory.contract.js';

interface Deal {
  storeId: string;
  opportunityId: string;
  customerId: string;
  ownerEmployeeId: string;
}
export const TestDriveBooked = event<
  Deal & { testDriveId: string; number: string; stockVehicleId: string; startsAt: string; endsAt: string }
>('sales.test-drive-booked', 'A test drive was booked.');
export const TestDriveCompleted = event<
  Deal & {
    testDriveId: string;
    number: string;
    stockVehicleId: string;
    modelId: string;
    modelName: string;
    /** How they liked it, 1 to 5; null when nobody asked. */
    rating: number | null;
    odometerKm: number;
    completedAt: string;
  }
>('sales.test-drive-completed', 'A test drive was completed.');
export const TestDriveCancelled = event<Deal & { testDriveId: string; number: string; stockVehicleId: string; reason: string }>(
  'sales.test-drive-cancelled',
  'A booked test drive was called off.',
);
export const TestDriveMissed = event<Deal & { testDriveId: string; number: string; stockVehicleId: string }>(
  'sales.test-drive-missed',
  'The customer did not come to the test drive.',
);
export const QuotationSent = event<Deal & { quotationId: string; number: string; total: number; validUntil: string; sentAt: string }>(
  'sales.quotation-sent',
  'A quotation was sent to the customer.',
);
export const QuotationLapsed = event<Deal & { quotationId: string; number: string; validUntil: string }>(
  'sales.quotation-lapsed',
  'A quotation the customer had was not accepted in time.',
);
export const QuotationAccepted = event<
  Deal & { quotationId: string; number: string; salesOrderId: string; total: number; accessories: string[]; acceptedAt: string }
>('sales.quotation-accepted', 'The customer accepted a quotation: the order exists.');

/** An accessory of the price list that is to be fitted (精品加装). */
export interface OrderedAccessory {
  itemCode: string;
  description: string;
  quantity: number;
  /** What the customer pays for it, fen. */
  amount: number;
}
/** The car that an order got, as finance and reporting need it. */
export interface AllocatedCar {
  stockVehicleId: string;
  vin: string;
  modelName: string;
  engineNumber: string | null;
  certificateNumber: string | null;
  seats: number;
  purchaseCost: number;
}
export const OrderConfirmed = event<
  Deal & {
    salesOrderId: string;
    number: string;
    quotationId: string;
    modelId: string;
    modelName: string;
    colour: string;
    /** What the customer pays in all, fen, pass-through included. */
    total: number;
    passThroughTotal: number;
    depositAmount: number;
    /** The customer chose to pay with a loan. */
    financed: boolean;
    accessories: OrderedAccessory[];
    car: AllocatedCar | null;
    confirmedAt: string;
  }
>('sales.order-confirmed', 'A sales order was confirmed: stock check, money and car preparation follow from it.');
interface Allocation extends Deal {
  salesOrderId: string;
  number: string;
  car: AllocatedCar | null;
}
export const OrderAllocated = event<Allocation>('sales.order-allocated', 'An order got its car, or (null) lost the one it had.');
export const OrderPreparing = event<Deal & { salesOrderId: string; number: string }>(
  'sales.order-preparing',
  'Deposit and car are there: the order is being prepared.',
);
export const OrderHandedOver = event<{ salesOrderId: string; storeId: string; opportunityId: string; ownerEmployeeId: string }>(
  'sales.order-handed-over',
  'Another consultant looks after an order, as after its opportunity.',
  { outwardOnly: true },
);
export const OrderCancelled = event<Deal & { salesOrderId: string; number: string; reason: string; cause: string; cancelledBy: string }>(
  'sales.order-cancelled',
  'A sales order was cancelled.',
);
export const OrderAmended = event<
  Deal & {
    salesOrderId: string;
    number: string;
    orderAmendmentId: string;
    modelId: string;
    modelName: string;
    colour: string;
    total: number;
    passThroughTotal: number;
    depositAmount: number;
    accessories: OrderedAccessory[];
    previousTotal: number;
    difference: number;
    requestedBy: string;
    approvedBy: string;
    amendedAt: string;
  }
>('sales.order-amended', 'Another car, colour or price was agreed for an order.');
export const OrderReturned = event<
  Deal & {
    salesOrderId: string;
    number: string;
    orderReturnId: string;
    stockVehicleId: string;
    vin: string;
    reason: string;
    odometerKm: number;
    /** Fen kept of what was paid: the use of the car, and what was agreed (W-5). */
    deduction: number;
    /** It must be disclosed at a later sale as 三包换退车 (W-5). */
    disclosure: boolean;
    requestedBy: string;
    approvedBy: string;
    returnedOn: string;
  }
>('sales.order-returned', 'A delivered car was taken back.');
export const ContractSigned = event<Deal & { contractId: string; salesOrderId: string; signedOn: string }>(
  'sales.contract-signed',
  'The purchase contract was signed.',
);
export const InsuranceRecorded = event<
  Deal & { insurancePolicyId: string; salesOrderId: string; kind: string; startsOn: string; endsOn: string }
>('sales.insurance-recorded', 'An insurance policy was recorded.');
export const InsuranceRenewalDue = event<
  Deal & {
    insuranceRenewalId: string;
    insurancePolicyId: string;
    salesOrderId: string;
    vin: string;
    kind: string;
    endsOn: string;
    daysLeft: number;
  }
>('sales.insurance-renewal-due', 'A policy runs out: its renewal is due.', { outwardOnly: true });
export const RegistrationCompleted = event<Deal & { registrationId: string; salesOrderId: string; registeredOn: string }>(
  'sales.registration-completed',
  'The car has its plates.',
);
export const OrderDelivered = event<
  Deal & {
    salesOrderId: string;
    number: string;
    deliveryId: string;
    stockVehicleId: string;
    vin: string;
    modelId: string;
    modelName: string;
    colour: string;
    powertrain: Powertrain;
    odometerKm: number;
    invoicedOn: string | null;
    deliveredOn: string;
    deliveredAt: string;
    total: number;
    passThroughTotal: number;
    purchaseCost: number;
  }
>('sales.order-delivered', 'Keys were handed over. The plate travels sealed under the customer (member `plateNumber`).');
export const OrderPlated = event<Deal & { salesOrderId: string; registrationId: string; vin: string; registeredOn: string }>(
  'sales.order-plated',
  'A car that was handed over without plates has them. They travel sealed under the customer (member `plateNumber`).',
);

export const FinanceApplicationMoved = event<
  Deal & { financeApplicationId: string; salesOrderId: string; state: string; financing: string; lender: string; amount: number }
>('sales.finance-application-moved', 'A loan for an order was sent, decided, paid out or taken back.', { outwardOnly: true });
export const LoanDisbursed = event<
  Deal & {
    financeApplicationId: string;
    number: string;
    salesOrderId: string;
    lender: string;
    amount: number;
    /** Interest that somebody else owes (F-4). */
    subsidyAmount: number;
    subsidyPayer: string | null;
    disbursedAt: string;
  }
>('sales.loan-disbursed', 'The lender paid out the loan of an order.');

export const TradeInTakenIn = event<
  Deal & {
    tradeInId: string;
    number: string;
    salesOrderId: string;
    vin: string;
    brand: string;
    series: string;
    modelYear: number;
    /** In our catalogue; null when the model is not. */
    modelId: string | null;
    powertrain: Powertrain;
    colour: string;
    seats: number;
    odometerKm: number;
    /** What the market pays, fen. */
    valuation: number;
    /** Allowance and estimated reconditioning: what the car stands in the books at (TI-1). */
    cost: number;
    allowance: number;
    takenInOn: string;
  }
>('sales.trade-in-taken-in', 'The transfer papers of a traded car were signed: it is ours.');

export const TradeInTransferred = event<Deal & { tradeInId: string; vin: string; transferredOn: string }>(
  'sales.trade-in-transferred',
  'A traded car was registered anew.',
);
export const InsuranceRenewalClosed = event<Deal & { insuranceRenewalId: string; state: string }>(
  'sales.insurance-renewal-closed',
  'A policy was renewed with us, lost to others, or is no longer ours to renew.',
  { outwardOnly: true },
);
export const RegistrationDeadlineClosed = event<Deal & { registrationDeadlineId: string; kind: string }>(
  'sales.registration-deadline-closed',
  'A deadline of papers was met, or nobody asks for it any more.',
  { outwardOnly: true },
);
export const RegistrationDeadlineNear = event<
  Deal & { registrationDeadlineId: string; kind: string; subjectId: string; subjectNumber: string; dueOn: string; daysLeft: number }
>('sales.registration-deadline-near', 'Purchase tax, a temporary plate or a transfer runs out soon.', { outwardOnly: true });
