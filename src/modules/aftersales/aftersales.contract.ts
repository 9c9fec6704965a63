import { event } from '../../kernel/events/event.js';

export const PAYERS = ['CUSTOMER', 'WARRANTY', 'INTERNAL', 'INSURANCE', 'SERVICE_CONTRACT', 'GOODWILL'] as const;
export type Payer = (typeof PAYERS)[number];

interface Visit {
  storeId: string;
  customerId: string;
  customerVehicleId: string;
}
export const CustomerVehicleRegistered = event<Visit & { vin: string; modelId: string; odometerKm: number; deliveredOn: string | null }>('aftersales.customer-vehicle-registered', 'A car that is the customer’s to keep is known.', { outwardOnly: true });
export const AppointmentBooked = event<Visit & { appointmentId: string; number: string; startsAt: string; operationCodes: string[]; ownerEmployeeId: string | null }>('aftersales.appointment-booked', 'A workshop visit was booked.');
export const AppointmentArrived = event<Visit & { appointmentId: string; number: string; arrivedAt: string }>('aftersales.appointment-arrived', 'The customer arrived for the appointment.', { outwardOnly: true });
export const AppointmentMissed = event<Visit & { appointmentId: string; number: string; startsAt: string }>('aftersales.appointment-missed', 'The customer did not come.', { outwardOnly: true });

interface Job extends Visit {
  repairOrderId: string;
  number: string;
  vin: string;
  ownerEmployeeId: string;
}
export const RepairOrderOpened = event<Job & { odometerKm: number; appointmentId: string | null; openedAt: string }>('aftersales.repair-order-opened', 'A car was received in the workshop.');
export const RepairOrderApproved = event<Job & { estimateVersion: number; total: number; channel: string }>('aftersales.repair-order-approved', 'The customer approved an estimate.');
export const RepairOrderDispatched = event<Job & { technicianIds: string[] }>('aftersales.repair-order-dispatched', 'Work was given to technicians and bays.');
export const RepairOrderFinished = event<Job & { technicianId: string }>('aftersales.repair-order-finished', 'The work is done, the quality check is due.');
export const QualityCheckPassed = event<Job & { inspectorId: string }>('aftersales.quality-check-passed', 'The quality check passed.');
export const RepairOrderSettled = event<Job & { bills: { payer: Payer; amount: number }[]; labourTotal: number; partsTotal: number; soldHours: number; settledAt: string }>('aftersales.repair-order-settled', 'The bill is final, per payer.');
export const RepairOrderClosed = event<Job & { odometerKm: number; operationCodes: string[]; total: number; closedOn: string; closedAt: string }>('aftersales.repair-order-closed', 'The car went back to its owner.');
export const RepairOrderCancelled = event<Job & { reason: string }>('aftersales.repair-order-cancelled', 'A repair order was cancelled before any work.');
export const ReminderDue = event<
  Visit & { reminderId: string; planItem: string; itemName: string; cycle: number; step: string; dueOn: string; dueKm: number | null; modelName: string; dedupeKey: string }
>('aftersales.reminder-due', 'A step of the contact ladder of a maintenance reminder is due (M-4).');
