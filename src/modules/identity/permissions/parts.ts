import { everybody, group, readers, type Section, store } from './rows.js';

const partsDesk = store('parts_clerk', 'parts_manager');
const whoAsksForParts = readers(
  'parts_clerk',
  'parts_manager',
  'service_advisor',
  'service_manager',
  'workshop_controller',
  'technician',
  'finance_manager',
);
const whoBuys = readers('parts_clerk', 'parts_manager', 'service_manager', 'finance_manager');

export const parts = {
  createPart: group('parts_clerk', 'parts_manager', 'general_manager'),
  listParts: everybody,
  getPart: everybody,
  updatePart: group('parts_manager', 'general_manager'),
  createSupplier: group('parts_clerk', 'parts_manager', 'general_manager'),
  listSuppliers: everybody,
  getSupplier: everybody,
  createPartPurchaseOrder: partsDesk,
  listPartPurchaseOrders: whoBuys,
  getPartPurchaseOrder: whoBuys,
  approvePartPurchaseOrder: store('parts_manager'),
  sendPartPurchaseOrder: partsDesk,
  closePartPurchaseOrder: partsDesk,
  cancelPartPurchaseOrder: partsDesk,
  createGoodsReceipt: partsDesk,
  listGoodsReceipts: whoBuys,
  getGoodsReceipt: whoBuys,
  listPartStocks: whoAsksForParts,
  listPartMovements: whoAsksForParts,
  listPartReservations: whoAsksForParts,
  createPartIssue: partsDesk,
  listPartIssues: whoAsksForParts,
  getPartIssue: whoAsksForParts,
  seePartCost: readers('parts_clerk', 'parts_manager', 'service_manager', 'finance_manager'),
} satisfies Section;
