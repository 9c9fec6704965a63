import { Injectable } from '@nestjs/common';
import type { PartFacts } from './parts.contract.js';

/** What After-sales must have from the parts store now. All calls join the caller's transaction. */
@Injectable()
export class PartsApi {
  /** 404 when there is none. */
  part(partId: string): Promise<PartFacts> {
    throw new Error(partId);
  }
  /** P-3: reserves what is there for a repair order line, the rest as backorder; a second call for the line replaces the first. */
  reserveForLine(request: { repairOrderId: string; lineId: string; storeId: string; partId: string; quantity: number; promisedAt: Date | null }): Promise<{ reserved: number; backordered: number }> {
    throw new Error(request.lineId);
  }
  /** Releases every open reservation of a repair order. */
  releaseReservations(repairOrderId: string): Promise<void> {
    throw new Error(repairOrderId);
  }
}
