import { everybody, group, readers, row, type Section, store } from './rows.js';

const cars = readers(
  'sales_consultant',
  'sales_manager',
  'crm_agent',
  'inventory_clerk',
  'cashier',
  'finance_manager',
  'service_advisor',
  'service_manager',
  'technician',
  'quality_inspector',
  'admin',
);
const movers = store('inventory_clerk', 'sales_manager');

export const inventory = {
  /** Cost, floor price and gross: fields that consultants, advisors and technicians do not see. */
  seeCost: row(
    'STORE',
    'inventory_clerk',
    'sales_manager',
    'service_manager',
    'parts_manager',
    'cashier',
    'finance_manager',
    'general_manager',
    'admin',
    'auditor',
  ),

  createVehicleModel: group('inventory_clerk', 'sales_manager', 'general_manager', 'admin'),
  updateVehicleModel: group('sales_manager', 'general_manager', 'admin'),
  listVehicleModels: everybody,
  getVehicleModel: everybody,

  createStockVehicle: movers,
  updateStockVehicle: movers,
  listStockVehicles: cars,
  getStockVehicle: cars,
  listVehicleMovements: cars,
  shipStockVehicle: movers,
  arriveStockVehicle: movers,
  acceptStockVehicle: movers,
  reserveStockVehicle: movers,
  releaseStockVehicle: movers,
  assignDemoStockVehicle: movers,
  holdStockVehicle: movers,
  releaseHoldStockVehicle: movers,

  listReservations: cars,
  getReservation: cars,
  listVehicleDemands: cars,
  getVehicleDemand: cars,
  listStockLevels: cars,

  createPdiInspection: store('inventory_clerk', 'technician', 'quality_inspector'),
  listPdiInspections: cars,
  getPdiInspection: cars,
  listPdiTemplates: cars,
} satisfies Section;
