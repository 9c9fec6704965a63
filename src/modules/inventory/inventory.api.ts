import { Injectable } from '@nestjs/common';
import type { ModelFacts, ReservedVehicle, StockVehicleFacts } from './inventory.contract.js';

/** What Sales must have from stock now. All calls join the caller's transaction. */
@Injectable()
export class InventoryApi {
  model(modelId: string): Promise<ModelFacts> {
    throw new Error(modelId);
  }
  /** A car of a store the caller may see; 404 otherwise. */
  vehicle(stockVehicleId: string): Promise<StockVehicleFacts> {
    throw new Error(stockVehicleId);
  }
  /** D-3: the oldest matching car in stock (stock-in date, then VIN), skipping cars that others are taking; null and a demand record when there is none. */
  reserveForOrder(request: { salesOrderId: string; storeId: string; modelId: string; colour: string; holdUntil: Date }): Promise<ReservedVehicle | null> {
    throw new Error(request.salesOrderId);
  }
  /** The live reservation of an order, or null. */
  reservationOf(salesOrderId: string): Promise<ReservedVehicle | null> {
    throw new Error(salesOrderId);
  }
  /** The deposit is paid: the hold no longer runs out. Moves a RESERVED car to PREPARING. */
  confirmReservation(salesOrderId: string): Promise<void> {
    throw new Error(salesOrderId);
  }
  /** Frees the car of an order (D-6); no reservation is no error. */
  releaseReservation(salesOrderId: string, reason: string): Promise<void> {
    throw new Error(salesOrderId + reason);
  }
  /** Hands the reserved car of an order over: DELIVERED, reservation fulfilled. */
  deliver(salesOrderId: string, odometerKm: number): Promise<StockVehicleFacts> {
    throw new Error(salesOrderId + String(odometerKm));
  }
  /** T-3: the car if it may be driven by a customer now (DEMO, insured through that day, no open recall, no open repair order); otherwise refuses with 409 `demo_car_not_ready` (rule T-3, reason). */
  demoCar(stockVehicleId: string, at: Date): Promise<StockVehicleFacts> {
    throw new Error(stockVehicleId + at.toISOString());
  }
  /** A drive came back: the odometer moves on (422 `odometer_backwards` when it would go back). */
  recordOdometer(stockVehicleId: string, odometerKm: number): Promise<void> {
    throw new Error(stockVehicleId + String(odometerKm));
  }
}
