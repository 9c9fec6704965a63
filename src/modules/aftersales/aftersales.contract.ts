import { event } from '../../kernel/events/event.js';
import { constraintRefusal, refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';

export const PAYERS = ['CUSTOMER', 'WARRANTY', 'INTERNAL', 'INSURANCE', 'SERVICE_CONTRACT', 'GOODWILL'] as const;
export type Payer = (typeof PAYERS)[number];

interface Visit {
  storeId: string;
  customerId: string;
  customerVehicleId: string;
}
export const CustomerVehicleRegistered = event<
  Visit & { vin: string; modelId: string | null; modelName: string; odometerKm: number; deliveredOn: string | null }
>(
  'aftersales.customer-vehicle-registered',
  'A car that is the customer’s to keep is known, or has another owner. The plate travels sealed under the customer (member `plateNumber`).',
);
export const CustomerVehiclePlated = event<Visit & { vin: string }>(
  'aftersales.customer-vehicle-plated',
  'A customer’s car that was known without plates has them. They travel sealed under the customer (member `plateNumber`).',
);
export const AppointmentBooked = event<
  Visit & { appointmentId: string; number: string; startsAt: string; operationCodes: string[]; ownerEmployeeId: string | null }
>('aftersales.appointment-booked', 'A workshop visit was booked.');
export const AppointmentArrived = event<Visit & { appointmentId: string; number: string; arrivedAt: string }>(
  'aftersales.appointment-arrived',
  'The customer arrived for the appointment.',
);
export const AppointmentMissed = event<Visit & { appointmentId: string; number: string; startsAt: string }>(
  'aftersales.appointment-missed',
  'The customer did not come.',
);
export const AppointmentCancelled = event<Visit & { appointmentId: string; number: string; reason: string }>(
  'aftersales.appointment-cancelled',
  'A booked workshop visit was called off.',
);

interface Job extends Visit {
  repairOrderId: string;
  number: string;
  vin: string;
  ownerEmployeeId: string;
}
export const RepairOrderOpened = event<Job & { odometerKm: number; appointmentId: string | null; openedAt: string }>(
  'aftersales.repair-order-opened',
  'A car was received in the workshop.',
);
export const RepairOrderApproved = event<Job & { estimateVersion: number; total: number; channel: string }>(
  'aftersales.repair-order-approved',
  'The customer approved an estimate.',
);
export const RepairOrderDispatched = event<Job & { technicianIds: string[] }>(
  'aftersales.repair-order-dispatched',
  'Work was given to technicians and bays.',
);
export const RepairOrderFinished = event<Job & { technicianId: string }>(
  'aftersales.repair-order-finished',
  'The work is done, the quality check is due.',
);
export const QualityCheckPassed = event<Job & { inspectorId: string }>('aftersales.quality-check-passed', 'The quality check passed.');
export const RepairOrderSettled = event<
  Job & { bills: { payer: Payer; amount: number }[]; labourTotal: number; partsTotal: number; soldHours: number; settledAt: string }
>('aftersales.repair-order-settled', 'The bill is final, per payer.');
export const RepairOrderClosed = event<
  Job & {
    odometerKm: number;
    /** On average since the car was delivered; null when that is unknown or too recent. */
    kmPerYear: number | null;
    operationCodes: string[];
    total: number;
    closedOn: string;
    closedAt: string;
  }
>('aftersales.repair-order-closed', 'The car went back to its owner.');
export const RepairOrderCancelled = event<Job & { reason: string }>(
  'aftersales.repair-order-cancelled',
  'A repair order was cancelled before any work.',
);
export const ReminderDue = event<
  Visit & {
    reminderId: string;
    planItem: string;
    itemName: string;
    cycle: number;
    step: string;
    dueOn: string;
    dueKm: number | null;
    modelName: string;
    dedupeKey: string;
  }
>('aftersales.reminder-due', 'A step of the contact ladder of a maintenance reminder is due (M-4).');

interface InternalJob {
  internalRepairId: string;
  number: string;
  storeId: string;
  salesOrderId: string;
  stockVehicleId: string | null;
  vin: string | null;
}
export const InternalRepairOpened = event<InternalJob>(
  'aftersales.internal-repair-opened',
  'The accessories of an order are to be fitted.',
  { outwardOnly: true },
);
export const InternalRepairStarted = event<InternalJob & { vin: string }>(
  'aftersales.internal-repair-started',
  'A car that is still ours is being worked on.',
);
export const InternalRepairClosed = event<
  InternalJob & { lines: { itemCode: string; quantity: number }[]; cost: number; closedAt: string }
>('aftersales.internal-repair-closed', 'The accessories of an order are fitted and looked at. The cost of the parts is in fen.');
export const InternalRepairCancelled = event<InternalJob & { cost: number; reason: string }>(
  'aftersales.internal-repair-cancelled',
  'Nothing more is fitted for an order; what was fitted stays on the car.',
);

/** The kinds of bay a labour operation needs. */
export const BAY_TYPES = ['QUICK', 'GENERAL', 'HIGH_VOLTAGE', 'ALIGNMENT', 'BODY', 'PAINT', 'WASH'] as const;
export type BayType = (typeof BAY_TYPES)[number];
/** What a technician is trained for. */
export const SKILLS = ['MAINTENANCE', 'MECHANICAL', 'ELECTRICAL', 'HIGH_VOLTAGE', 'BODY', 'PAINT'] as const;
export type Skill = (typeof SKILLS)[number];
export const APPROVAL_CHANNELS = ['SIGNATURE', 'SMS_LINK', 'CALL_RECORDING'] as const;

export const CustomerVehicleVinInvalid = refusal('wrong', 'customer_vehicle_vin_invalid', 'VIN 不合规', 'The VIN is not one', 'ID-1');
export const CustomerVehicleKnown = refusal(
  'conflict',
  'customer_vehicle_known',
  '该 VIN 的客户车辆已建档',
  'A customer vehicle with this VIN is already known',
);
export const CustomerVehiclePlateInvalid = refusal(
  'wrong',
  'customer_vehicle_plate_invalid',
  '车牌号不合规',
  'The plate is not one',
  'ID-2',
);
export const OdometerBelowLast = refusal(
  'wrong',
  'odometer_below_last',
  '里程低于上次读数,请说明原因',
  'The odometer is below the last reading: give a reason',
  'A-2',
);
export const LabourOperationUnknown = refusal(
  'wrong',
  'labour_operation_unknown',
  '没有该工时项目',
  'There is no such labour operation',
  'A-5',
);
export const LabourOperationCodeTaken = refusal(
  'conflict',
  'labour_operation_code_taken',
  '工时项目代码已被使用',
  'The labour operation code is taken',
);
export const BayCodeTaken = refusal('conflict', 'bay_code_taken', '工位代码已被使用', 'The bay code is taken');
export const TechnicianKnown = refusal(
  'conflict',
  'technician_known',
  '该员工已是本店技师',
  'The employee already is a technician of the store',
);
export const TechnicianNotEmployed = refusal(
  'wrong',
  'technician_not_employed',
  '该员工不在本店任职',
  'The employee does not work for this store',
);
export const ShiftInvalid = refusal('wrong', 'shift_invalid', '班次时间无效或重叠', 'A shift ends before it begins or overlaps another');
export const MaintenancePlanExists = refusal(
  'conflict',
  'maintenance_plan_exists',
  '该车型或动力类型已有保养计划',
  'The model or powertrain already has a maintenance plan',
  'M-1',
);
export const MaintenancePlanInvalid = refusal(
  'wrong',
  'maintenance_plan_invalid',
  '保养计划无效',
  'The maintenance plan is not valid',
  'M-1',
);
export const ServiceDateUnavailable = refusal(
  'wrong',
  'service_date_unavailable',
  '只能预约今天起一年内的日期',
  'Appointments are for dates from today to one year ahead',
  'A-3',
);
export const SlotNotAvailable = refusal('conflict', 'slot_not_available', '该时段已约满', 'The slot is not available', 'A-3');
export const AppointmentMismatch = refusal(
  'wrong',
  'appointment_mismatch',
  '预约不属于该车辆或门店',
  'The appointment is for another car or store',
  'A-1',
);
export const LineIncomplete = refusal(
  'wrong',
  'repair_order_line_incomplete',
  '工单行信息不完整',
  'The repair order line is incomplete',
  'A-6',
);
export const LinesClosed = refusal(
  'conflict',
  'repair_order_lines_closed',
  '已派工,不能再增加项目',
  'The work has been dispatched: no lines can be added',
  'A-8',
);
export const RepairOrderEmpty = refusal('wrong', 'repair_order_empty', '工单没有项目', 'The repair order has no lines', 'A-2');
export const EstimateVersionStale = refusal(
  'conflict',
  'estimate_version_stale',
  '估价已更新,请确认最新版本',
  'The estimate has changed: approve its current version',
  'A-8',
);
export const AssignmentInvalid = refusal('wrong', 'assignment_invalid', '派工信息无效', 'The assignment does not fit the work', 'A-2');
export const TechnicianSkillMissing = refusal(
  'wrong',
  'technician_skill_missing',
  '技师不具备所需技能',
  'The technician lacks the skill',
  'A-2',
);
export const BayTypeMismatch = refusal('wrong', 'bay_type_mismatch', '工位类型不符', 'The bay is of another type', 'A-2');
export const BayNotFree = refusal('conflict', 'bay_not_free', '工位已被占用', 'The bay is occupied', 'A-2');
export const TechnicianNotAssigned = refusal(
  'conflict',
  'technician_not_assigned',
  '该工单没有派给您的项目',
  'No work of this repair order is yours',
  'A-2',
);
export const InspectorIsTechnician = refusal(
  'conflict',
  'inspector_is_technician',
  '质检人不能是施工技师',
  'The inspector must not be the technician',
  'A-2',
);
export const QualityItemFailed = refusal(
  'wrong',
  'quality_item_failed',
  '质检项目不合格,请返工',
  'An item failed: send it back for rework',
  'A-2',
);
export const PartsAlreadyIssued = refusal(
  'conflict',
  'repair_order_parts_issued',
  '已领料,不能取消',
  'Parts have been issued: it cannot be cancelled',
  'A-1',
);
export const BalanceOpen = refusal(
  'conflict',
  'balance_open',
  '款项未结清,不能交车',
  'The bill is not paid: the car cannot be handed over',
  'A-2',
);
constraintRefusal('uq_customer_vehicle_vin', CustomerVehicleKnown);
constraintRefusal('uq_labour_operation_code', LabourOperationCodeTaken);
constraintRefusal('uq_bay_code', BayCodeTaken);
constraintRefusal('uq_technician_employee', TechnicianKnown);
constraintRefusal('uq_maintenance_plan_code', MaintenancePlanExists);
constraintRefusal('uq_maintenance_plan_model', MaintenancePlanExists);
constraintRefusal('uq_maintenance_plan_powertrain', MaintenancePlanExists);
constraintRefusal('ex_service_appointment_bay', SlotNotAvailable);
constraintRefusal('uq_bay_occupation_running', BayNotFree);

export const PlanningFactor = setting<number>({
  key: 'aftersales.planning-factor',
  kind: 'number',
  fallback: 0.85,
  min: 0.1,
  max: 1,
  description: 'Share of the technicians’ shift hours that is planned with.',
  rule: 'A-3',
});
export const WalkInReservePercent = setting<number>({
  key: 'aftersales.walk-in-reserve-percent',
  kind: 'integer',
  fallback: 20,
  min: 0,
  max: 90,
  description: 'Percent of the planned hours kept for customers without an appointment.',
  rule: 'A-3',
});
export const NoShowAfter = setting<string>({
  key: 'aftersales.no-show-after',
  kind: 'duration',
  fallback: 'PT30M',
  description: 'How long after its start an appointment counts as missed.',
  rule: 'A-4',
});
export const DefaultYearlyKm = setting<number>({
  key: 'aftersales.default-yearly-km',
  kind: 'integer',
  fallback: 15_000,
  min: 1_000,
  max: 200_000,
  description: 'Kilometres a year that a car with too few readings is assumed to drive.',
  rule: 'M-2',
});
export const ReminderLadder = setting<number[]>({
  key: 'aftersales.reminder-ladder',
  kind: 'json',
  fallback: [-30, -14, -3, 7, 30],
  description: 'Days before (negative) and after the predicted due date on which the customer is reminded.',
  rule: 'M-4',
});
export const ReminderHour = setting<string>({
  key: 'aftersales.reminder-hour',
  kind: 'text',
  fallback: '10:00',
  description: 'Store time (HH:mm) at which reminders are due, outside the quiet hours.',
  rule: 'M-7',
});
export const ApprovalReferenceMissing = refusal(
  'wrong',
  'approval_reference_missing',
  '请填写客户确认的凭据',
  'Name the proof of the approval',
  'A-8',
);
