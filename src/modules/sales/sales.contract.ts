import { event } from '../../kernel/events/event.js';
import type { Powertrain } from '../inventory/inventory.contract.js';

interface Deal {
  storeId: string;
  opportunityId: string;
  customerId: string;
  ownerEmployeeId: string;
}
export const TestDriveBooked = event<Deal & { testDriveId: string; number: string; stockVehicleId: string; startsAt: string; endsAt: string }>('sales.test-drive-booked', 'A test drive was booked.');
export const TestDriveCompleted = event<Deal & { testDriveId: string; number: string; stockVehicleId: string; odometerKm: number; completedAt: string }>('sales.test-drive-completed', 'A test drive was completed.');
export const QuotationSent = event<Deal & { quotationId: string; number: string; total: number; validUntil: string; sentAt: string }>('sales.quotation-sent', 'A quotation was sent to the customer.');
export const QuotationAccepted = event<Deal & { quotationId: string; number: string; salesOrderId: string; total: number; acceptedAt: string }>('sales.quotation-accepted', 'The customer accepted a quotation: the order exists.');

/** The car that an order got, as finance and reporting need it. */
export interface AllocatedCar {
  stockVehicleId: string;
  vin: string;
  modelName: string;
  engineNumber: string | null;
  certificateNumber: string | null;
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
    financed: boolean;
    car: AllocatedCar | null;
    confirmedAt: string;
  }
>('sales.order-confirmed', 'A sales order was confirmed: stock check, money and car preparation follow from it.');
export const OrderAllocated = event<Deal & { salesOrderId: string; number: string; car: AllocatedCar }>('sales.order-allocated', 'A waiting order got its car.');
export const OrderPreparing = event<Deal & { salesOrderId: string; number: string }>('sales.order-preparing', 'Deposit and car are there: the order is being prepared.');
export const OrderCancelled = event<Deal & { salesOrderId: string; number: string; reason: string; cause: string }>('sales.order-cancelled', 'A sales order was cancelled.');
export const ContractSigned = event<Deal & { contractId: string; salesOrderId: string; signedOn: string }>('sales.contract-signed', 'The purchase contract was signed.');
export const InsuranceRecorded = event<Deal & { insurancePolicyId: string; salesOrderId: string; kind: string; startsOn: string; endsOn: string }>('sales.insurance-recorded', 'An insurance policy was recorded.');
export const RegistrationCompleted = event<Deal & { registrationId: string; salesOrderId: string; registeredOn: string }>('sales.registration-completed', 'The car has its plates.');
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
