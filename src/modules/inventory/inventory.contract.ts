import { event } from '../../kernel/events/event.js';

export type Powertrain = 'ICE' | 'BEV' | 'PHEV';

/** A model (one 配置 of one model year) with what a quotation needs. Amounts in fen. */
export interface ModelFacts {
  modelId: string;
  code: string;
  name: string;
  brand: string;
  series: string;
  powertrain: Powertrain;
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
/** A car that is ours to sell, as Sales must know it. */
export interface StockVehicleFacts {
  stockVehicleId: string;
  storeId: string;
  vin: string;
  modelId: string;
  modelName: string;
  colour: string;
  powertrain: Powertrain;
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
}
export interface ReservedVehicle {
  reservationId: string;
  expiresAt: Date | null;
  vehicle: StockVehicleFacts;
}

interface VehicleMoved {
  stockVehicleId: string;
  vin: string;
  modelId: string;
  colour: string;
  storeId: string;
}
export const VehicleOrdered = event<VehicleMoved & { purchaseCost: number }>('inventory.vehicle-ordered', 'A car was ordered from the maker.', { outwardOnly: true });
export const VehicleArrived = event<VehicleMoved & { odometerKm: number }>('inventory.vehicle-arrived', 'A car arrived at the store.', { outwardOnly: true });
export const VehicleAccepted = event<VehicleMoved & { stockInDate: string }>('inventory.vehicle-accepted', 'The arrival inspection accepted a car into stock.', { outwardOnly: true });
export const VehicleReserved = event<VehicleMoved & { reservationId: string; salesOrderId: string | null; expiresAt: string | null }>('inventory.vehicle-reserved', 'A car was reserved.', { outwardOnly: true });
export const ReservationExpired = event<VehicleMoved & { reservationId: string; salesOrderId: string | null }>('inventory.reservation-expired', 'A hold ran out and the car is free again.');
export const ReservationReleased = event<VehicleMoved & { reservationId: string; salesOrderId: string | null; reason: string }>('inventory.reservation-released', 'A reservation ended before delivery.', { outwardOnly: true });
export const PdiPassed = event<VehicleMoved & { pdiInspectionId: string; salesOrderId: string | null; odometerKm: number }>('inventory.pdi-passed', 'The pre-delivery inspection passed.');
export const PdiFailed = event<VehicleMoved & { pdiInspectionId: string; salesOrderId: string | null; failedItems: string[] }>('inventory.pdi-failed', 'The pre-delivery inspection found defects.', { outwardOnly: true });
export const DemandRecorded = event<{ demandId: string; storeId: string; modelId: string; colour: string; salesOrderId: string }>('inventory.demand-recorded', 'An order found no matching car.', { outwardOnly: true });
