import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { PartReservationService } from './part-reservations/part-reservation.service.js';
import type { PartFacts } from './parts.contract.js';
import { PartService } from './parts/part.service.js';

/** What After-sales must have from the parts store now. All calls join the caller's transaction. */
@Injectable()
export class PartsApi {
  constructor(
    private readonly db: Database,
    private readonly parts: PartService,
    private readonly reservations: PartReservationService,
  ) {}

  /** 404 when there is none. */
  part(partId: string): Promise<PartFacts> {
    return this.parts.facts(partId);
  }
  /** The part with this number, or null. */
  async partNumbered(number: string): Promise<string | null> {
    const [row] = await this.db.sql<{ id: string }>('SELECT id FROM parts.part WHERE upper(number) = upper($1)', [number]);
    return row?.id ?? null;
  }
  /** P-3: reserves what is there for a repair order line, the rest as backorder; a second call for the line replaces the first. */
  reserveForLine(request: {
    repairOrderId: string;
    lineId: string;
    storeId: string;
    partId: string;
    quantity: number;
    promisedAt: Date | null;
  }): Promise<{ reserved: number; backordered: number }> {
    return this.reservations.reserveForLine(request);
  }
  /** Whether anything left the shelf for a repair order; asked after its reservations were released, nothing can follow. */
  async anyIssued(repairOrderId: string): Promise<boolean> {
    const [row] = await this.db.sql('SELECT 1 FROM parts.part_issue WHERE repair_order_id = $1 LIMIT 1', [repairOrderId]);
    return row !== undefined;
  }
  /** Releases every open reservation of a repair order, or of one line of it. */
  releaseReservations(repairOrderId: string, lineId?: string): Promise<void> {
    return this.reservations.releaseAll(repairOrderId, lineId);
  }
}
