import { event } from '../../kernel/events/event.js';
import { refusal } from '../../kernel/problems.js';

export type Powertrain = 'ICE' | 'BEV' | 'PHEV';

/** A model (one 配置 of one model year) with what a quotation needs. Amounts in fen. */
export interface ModelFacts {
  modelId: string;
  code: string;
  name: string;
  brand: string;
  series: string;
  powertrain: Powertrain;
  seats: number;
  colours: string[];
  listPrice: number;
  floorPrice: number;
  standardCost: number;
  /** Largest discount, percent of the list price, that a role may give by itself. */
  consultantDiscountLimitPercent: number;
  managerDiscountLimitPercent: number;
  /** Lowest front gross, percent of the list price, below which approval goes up. */
  grossFloorPercent: number;
}
/** A model as it is looked up by its names. */
export interface NamedModel {
  modelId: string;
  code: string;
  name: string;
  brand: string;
  series: string;
  modelYear: number;
}
/** A model of the catalogue: what it is called, is and comes in. */
export interface CatalogueModel extends NamedModel {
  powertrain: Powertrain;
  seats: number;
  colours: string[];
}
/** A car that is ours to sell, as Sales must know it. */
export interface StockVehicleFacts {
  stockVehicleId: string;
  storeId: string;
  vin: string;
  modelId: string;
  modelName: string;
  colour: string;
  powertrain: Powertrain;
  transmission: 'MANUAL' | 'AUTOMATIC' | null;
  producedOn: string | null;
  seats: number;
  state: string;
  odometerKm: number;
  engineNumber: string | null;
  certificateNumber: string | null;
  documents: string[];
  insuredUntil: string | null;
  pdiPassed: boolean;
  openRecall: boolean;
  /** Its open repair order at our workshop, heard from After-sales; null when there is none. */
  openRepairOrderId: string | null;
  purchaseCost: number;
  /** A safety defect of it is not settled (D-9). */
  unsafe: boolean;
}
/** The buyer of a car is told of its defects in writing (三包 32). */
export type SoldCarFacts = StockVehicleFacts & { undisclosedDefects: number };
/** A demo car, and since when it is one. */
export interface DemoCarFacts extends StockVehicleFacts {
  demoSince: string;
}
/** A car as a file of many has it, checked: ordered from the maker, or standing at our door to be inspected (V-3). */
export interface ImportedCar {
  storeId: string;
  state: 'ORDERED' | 'ARRIVED';
  vin: string;
  modelId: string;
  colour: string;
  purchaseCost: number;
  certificateNumber: string | null;
  engineNumber: string | null;
  producedOn: string | null;
  /** Its first day in the group's stock, of a car taken over from elsewhere (V-4). */
  stockInDate: string | null;
  location: string | null;
}
/** A model as a file of many has it, checked. Amounts in fen. */
export interface ImportedModel extends Omit<CatalogueModel, 'modelId'> {
  trim?: string;
  colourSurcharges: { colour: string; surcharge: number }[];
  options: { code: string; name: string; price: number }[];
  listPrice: number;
  floorPrice: number;
  standardCost: number;
  transferPrice?: number;
  consultantDiscountLimitPercent: number;
  managerDiscountLimitPercent: number;
  grossFloorPercent: number;
}
export interface ReservedVehicle {
  reservationId: string;
  expiresAt: Date | null;
  vehicle: StockVehicleFacts;
}

interface CarFacts {
  stockVehicleId: string;
  vin: string;
  modelId: string;
  colour: string;
  storeId: string;
}
export const VehicleMoved = event<CarFacts & { fromState: string; toState: string; stockInDate: string | null }>(
  'inventory.vehicle-moved',
  'A car came into another state; taking one for somebody is told as reserved.',
);
/** A model as everybody may know it: no cost, no limits. */
interface PublishedModel {
  modelId: string;
  code: string;
  name: string;
  brand: string;
  series: string;
  powertrain: Powertrain;
  colours: string[];
  seats: number;
  /** 指导价, fen. */
  listPrice: number;
}
export const ModelIntroduced = event<PublishedModel>('inventory.model-introduced', 'A model can be ordered, quoted and sold.');
export const ModelChanged = event<PublishedModel>('inventory.model-changed', 'Facts of a model changed; the event carries them all.');
export const VehicleOrdered = event<CarFacts & { purchaseCost: number }>('inventory.vehicle-ordered', 'A car was ordered from the maker.', {
  outwardOnly: true,
});
export const VehicleArrived = event<CarFacts & { odometerKm: number }>('inventory.vehicle-arrived', 'A car arrived at the store.');
export const VehicleAccepted = event<CarFacts & { stockInDate: string }>(
  'inventory.vehicle-accepted',
  'The arrival inspection accepted a car into stock.',
  { outwardOnly: true },
);
export const VehicleReserved = event<CarFacts & { reservationId: string; salesOrderId: string | null; expiresAt: string | null }>(
  'inventory.vehicle-reserved',
  'A car was reserved.',
);
export const ReservationExpired = event<CarFacts & { reservationId: string; salesOrderId: string | null }>(
  'inventory.reservation-expired',
  'A hold ran out and the car is free again.',
);
export const ReservationReleased = event<CarFacts & { reservationId: string; salesOrderId: string | null; reason: string }>(
  'inventory.reservation-released',
  'A reservation ended before delivery.',
);
export const PdiPassed = event<CarFacts & { pdiInspectionId: string; salesOrderId: string | null; odometerKm: number }>(
  'inventory.pdi-passed',
  'The pre-delivery inspection passed.',
);
export const PdiFailed = event<CarFacts & { pdiInspectionId: string; salesOrderId: string | null; failedItems: string[] }>(
  'inventory.pdi-failed',
  'The pre-delivery inspection found defects.',
  { outwardOnly: true },
);
export const DemandRecorded = event<{ demandId: string; storeId: string; modelId: string; colour: string; salesOrderId: string }>(
  'inventory.demand-recorded',
  'An order found no matching car.',
);
export const DemandWithdrawn = event<{ demandId: string; storeId: string; modelId: string; colour: string; salesOrderId: string }>(
  'inventory.demand-withdrawn',
  'An order no longer waits for a car.',
);
export const DemandFulfilled = event<
  CarFacts & {
    demandId: string;
    salesOrderId: string;
    reservationId: string;
    modelName: string;
    engineNumber: string | null;
    certificateNumber: string | null;
    purchaseCost: number;
  }
>(
  'inventory.demand-fulfilled',
  'A waiting order whose deposit is paid got a car: it is reserved for it without expiry and being prepared.',
);

export const VinLengthWrong = refusal('wrong', 'vin_length', 'VIN 必须为 17 位', 'A VIN has 17 characters', 'ID-1');
export const VinCharacterIllegal = refusal(
  'wrong',
  'vin_illegal_character',
  'VIN 含非法字符(不得有 I、O、Q)',
  'The VIN has a character that no VIN may have (I, O, Q)',
  'ID-1',
);
export const VinCheckDigitWrong = refusal('wrong', 'vin_check_digit', 'VIN 校验位错误', 'The check digit of the VIN is wrong', 'ID-1');
export const VinYearCodeWrong = refusal('wrong', 'vin_year_code', 'VIN 年份代码错误', 'The model-year code of the VIN is not one', 'ID-1');
/** What may be wrong with a VIN itself: each is named by the reason of the check. */
export const VIN_REFUSALS = [VinLengthWrong, VinCharacterIllegal, VinCheckDigitWrong, VinYearCodeWrong];
export const VinExists = refusal('conflict', 'vin_exists', '该 VIN 已在库存中', 'A car with this VIN is already in stock', 'ID-1');
export const ColourNotOfModel = refusal(
  'wrong',
  'colour_not_of_model',
  '该车型没有此颜色',
  'The model does not come in this colour',
  'V-7',
);
export const VehicleNotAvailable = refusal(
  'conflict',
  'vehicle_not_available',
  '车辆不可锁定',
  'The car cannot be reserved: it is not in stock, or somebody is taking it',
  'D-4',
);
export const OdometerBackwards = refusal('wrong', 'odometer_backwards', '里程数不能倒退', 'The odometer cannot go backwards', 'T-3');
export const DemoCarNotReady = refusal('conflict', 'demo_car_not_ready', '试驾车当前不可用', 'The car may not be test-driven now', 'T-3');

export const StockPolicyChanged = event<{
  stockPolicyId: string;
  storeId: string | null;
  modelId: string | null;
  colour: string | null;
  state: string;
}>('inventory.stock-policy-changed', 'How much stock there should be of some cars was set, changed or ended.');
interface AlertFacts {
  stockAlertId: string;
  storeId: string;
  modelId: string;
  colour: string;
  kind: string;
  projected: number;
}
export const StockAlertRaised = event<AlertFacts & { threshold: number; openDemand: number; assignedRole: string }>(
  'inventory.stock-alert-raised',
  'Projected stock of a car crossed the low or the high bound of its policy.',
  { outwardOnly: true },
);
export const StockAlertClosed = event<AlertFacts>('inventory.stock-alert-closed', 'Projected stock is back within its bounds by a unit.', {
  outwardOnly: true,
});

export const PurchasePlanDecided = event<{ purchasePlanId: string; storeId: string; state: string; submittedBy: string | null }>(
  'inventory.purchase-plan-decided',
  'A plan of what to buy from the maker was approved or rejected.',
  { outwardOnly: true },
);
export const VehiclePurchaseOrderChanged = event<{
  vehiclePurchaseOrderId: string;
  storeId: string;
  state: string;
  lines: { modelId: string; colour: string; quantity: number; confirmed: number; shipped: number }[];
}>('inventory.vehicle-purchase-order-changed', 'An order to the maker was moved on, or cars of it were sent; the event carries its lines.');

export const CarrierClaimEnded = event<{
  carrierClaimId: string;
  storeId: string;
  stockVehicleId: string;
  vin: string;
  state: string;
  amount: number | null;
  settledAmount: number | null;
}>('inventory.carrier-claim-ended', 'A claim against a carrier was settled, rejected or waived.', { outwardOnly: true });
/** A transfer of cars between two stores (V-8); `storeId` is the one that gives. Transfer prices in fen. */
interface TransferFacts {
  stockTransferId: string;
  number: string;
  storeId: string;
  toStoreId: string;
  cars: { stockVehicleId: string; transferPrice: number | null }[];
}
export const TransferRequested = event<TransferFacts & { askingStoreId: string }>(
  'inventory.transfer-requested',
  'A store asked another for cars, or offered its own.',
  { outwardOnly: true },
);
export const TransferApproved = event<TransferFacts>('inventory.transfer-approved', 'The store that was asked agreed to a transfer.', {
  outwardOnly: true,
});
export const TransferRejected = event<TransferFacts & { reason: string }>(
  'inventory.transfer-rejected',
  'The store that was asked did not agree to a transfer.',
  { outwardOnly: true },
);
export const TransferShipped = event<TransferFacts & { expectedOn: string; transportCost: number }>(
  'inventory.transfer-shipped',
  'Cars left for another store; they stay the giving store’s until they are received.',
  { outwardOnly: true },
);
export const TransferReceived = event<TransferFacts & { differences: { stockVehicleId: string; kind: string }[] }>(
  'inventory.transfer-received',
  'Cars of another store came; those that did are the receiving store’s.',
  { outwardOnly: true },
);
export const TransferClosed = event<TransferFacts>('inventory.transfer-closed', 'A transfer is settled, its differences resolved.', {
  outwardOnly: true,
});
export const TransferFailed = event<TransferFacts & { reason: string }>(
  'inventory.transfer-failed',
  'Cars on their way to another store came back.',
  { outwardOnly: true },
);
export const TransferCancelled = event<TransferFacts & { reason: string }>(
  'inventory.transfer-cancelled',
  'A transfer was called off before its cars left.',
  { outwardOnly: true },
);

export const VehicleInspected = event<
  CarFacts & { vehicleInspectionId: string; templateCode: string; result: string; failedItems: string[] }
>('inventory.vehicle-inspected', 'An arrival or storage inspection was recorded.', { outwardOnly: true });
export const StorageInspectionOverdue = event<CarFacts & { dueOn: string }>(
  'inventory.storage-inspection-overdue',
  'A car in stock was not inspected when it was due.',
  { outwardOnly: true },
);
export const DefectFound = event<CarFacts & { vehicleDefectId: string; source: string; itemCode: string; severity: string }>(
  'inventory.defect-found',
  'An inspection found a defect of a car.',
  { outwardOnly: true },
);
export const DefectSettled = event<CarFacts & { vehicleDefectId: string; outcome: string }>(
  'inventory.defect-settled',
  'The rework of a defect was accepted, or the defect waived.',
  { outwardOnly: true },
);
export const DefectDisclosedToBuyer = event<{
  vehicleDefectId: string;
  stockVehicleId: string;
  vin: string;
  storeId: string;
  salesOrderId: string;
  document: string;
}>('inventory.defect-disclosed', 'A buyer was told of a defect in writing.', { outwardOnly: true });

interface StockTakeFacts {
  stockTakeId: string;
  number: string;
  storeId: string;
  yard: string | null;
  expected: number;
  missing: number;
  surplus: number;
  wrongPlace: number;
}
export const StockTakeClosed = event<StockTakeFacts>('inventory.stock-take-closed', 'Cars of a store or yard were counted and judged.', {
  outwardOnly: true,
});
export const StockTakeBooked = event<StockTakeFacts>(
  'inventory.stock-take-booked',
  'The differences of a stock-take were approved and booked.',
  { outwardOnly: true },
);
export const VehicleDisposed = event<
  CarFacts & {
    disposalId: string;
    number: string;
    kind: 'WHOLESALE' | 'SCRAP';
    takenBy: string;
    amount: number;
    purchaseCost: number;
    requestedBy: string;
    approvedBy: string;
  }
>('inventory.vehicle-disposed', 'A car left the group without a customer: sold to the trade, or scrapped.');
export const IntegrityAlarmRaised = event<CarFacts & { integrityAlarmId: string; kind: string; vehicleState: string }>(
  'inventory.integrity-alarm-raised',
  'A car is reserved for nobody, or promised and not reserved.',
  { outwardOnly: true },
);
export const VehicleAged = event<
  CarFacts & { stockInDate: string; on: string; mark: 'AGED' | 'SIX_MONTHS' | 'REGISTRATION_INSPECTION_NEAR' }
>('inventory.vehicle-aged', 'A car has been in stock for 90 days †, for longer than 6 months, or was made 20 months † ago (RG-1).', {
  outwardOnly: true,
});
export const ReservationExtended = event<
  CarFacts & { reservationId: string; salesOrderId: string | null; expiresAt: string; reason: string }
>('inventory.reservation-extended', 'The end of a hold was put off.');
export const RecallPublished = event<{
  vehicleRecallId: string;
  code: string;
  title: string;
  remedy: string;
  parts: string[];
  publishedOn: string;
  namedVins: number;
  ranges: number;
  stockVehicles: number;
}>('inventory.recall-published', 'A maker recalls cars.', { outwardOnly: true });
export const VehicleRecallChanged = event<CarFacts & { openRecall: boolean }>(
  'inventory.vehicle-recall-changed',
  'A car of ours came under a recall, or is free of all of them again.',
  { outwardOnly: true },
);
export const VehicleUnderRecall = refusal(
  'conflict',
  'vehicle_under_recall',
  '车辆有未完成的召回,不得销售、交付或上路',
  'The car has an open recall: it is neither sold, delivered nor driven',
  'W-8',
);
