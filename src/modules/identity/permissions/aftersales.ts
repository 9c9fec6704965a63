import { EMPLOYEES, group, readers, row, type Section, store } from './rows.js';

const WORKSHOP = [
  'service_advisor',
  'service_manager',
  'workshop_controller',
  'technician',
  'quality_inspector',
  'parts_clerk',
  'parts_manager',
] as const;
const WORKSHOP_READERS = readers(...WORKSHOP, 'cashier', 'finance_manager', 'crm_agent');
const VEHICLE_READERS = group(
  ...WORKSHOP,
  'crm_agent',
  'sales_consultant',
  'sales_manager',
  'cashier',
  'finance_manager',
  'general_manager',
  'auditor',
  'integration',
);

export const aftersales = {
  createCustomerVehicle: store('service_advisor', 'service_manager'),
  listCustomerVehicles: VEHICLE_READERS,
  getCustomerVehicle: VEHICLE_READERS,
  recordOdometerReading: store('service_advisor', 'service_manager'),
  listOdometerReadings: VEHICLE_READERS,
  /** The plate in clear; masked for everybody else who sees the car. */
  seeCustomerVehiclePlate: group(...WORKSHOP, 'crm_agent', 'general_manager'),

  createMaintenancePlan: group('service_manager', 'general_manager', 'admin'),
  listMaintenancePlans: row('GROUP', ...EMPLOYEES, 'integration'),
  getMaintenancePlan: row('GROUP', ...EMPLOYEES, 'integration'),
  listMaintenanceReminders: readers('service_advisor', 'service_manager', 'workshop_controller', 'crm_agent'),
  getMaintenanceReminder: readers('service_advisor', 'service_manager', 'workshop_controller', 'crm_agent'),
  stopMaintenanceReminder: store('service_advisor', 'service_manager', 'crm_agent'),

  createLabourOperation: group('service_manager', 'general_manager', 'admin'),
  listLabourOperations: row('GROUP', ...EMPLOYEES, 'integration'),
  getLabourOperation: row('GROUP', ...EMPLOYEES, 'integration'),
  createBay: store('service_manager', 'workshop_controller'),
  listBays: readers(...WORKSHOP),
  getBay: readers(...WORKSHOP),
  createTechnician: store('service_manager', 'workshop_controller'),
  listTechnicians: readers(...WORKSHOP),
  getTechnician: readers(...WORKSHOP),

  listServiceSlots: readers('service_advisor', 'service_manager', 'workshop_controller', 'crm_agent'),
  createServiceAppointment: store('service_advisor', 'service_manager', 'crm_agent'),
  listServiceAppointments: readers(...WORKSHOP, 'crm_agent'),
  getServiceAppointment: readers(...WORKSHOP, 'crm_agent'),
  arriveServiceAppointment: store('service_advisor', 'service_manager'),
  cancelServiceAppointment: store('service_advisor', 'service_manager', 'crm_agent'),

  createRepairOrder: store('service_advisor', 'service_manager'),
  listRepairOrders: WORKSHOP_READERS,
  getRepairOrder: WORKSHOP_READERS,
  getRepairOrderReadiness: WORKSHOP_READERS,
  addRepairOrderLine: store('service_advisor', 'service_manager'),
  estimateRepairOrder: store('service_advisor', 'service_manager'),
  approveRepairOrder: store('service_advisor', 'service_manager'),
  dispatchRepairOrder: store('workshop_controller', 'service_manager'),
  /** Only those whose work it is: a manager cannot start or finish it for them. */
  startRepairOrder: row('STORE', 'technician'),
  finishRepairOrder: row('STORE', 'technician'),
  passRepairOrder: store('quality_inspector', 'service_manager'),
  reworkRepairOrder: store('quality_inspector', 'service_manager'),
  settleRepairOrder: store('service_advisor', 'service_manager'),
  handOverRepairOrder: store('service_advisor', 'service_manager'),
  cancelRepairOrder: store('service_advisor', 'service_manager'),

  listInternalRepairs: readers(...WORKSHOP, 'sales_consultant', 'sales_manager', 'inventory_clerk'),
  getInternalRepair: readers(...WORKSHOP, 'sales_consultant', 'sales_manager', 'inventory_clerk'),
  startInternalRepair: row('STORE', 'technician'),
  finishInternalRepair: row('STORE', 'technician'),
  passInternalRepair: store('quality_inspector', 'service_manager'),
  reworkInternalRepair: store('quality_inspector', 'service_manager'),
} satisfies Section;
