import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { Database } from '../../../kernel/database/database.js';
import { Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PartLineIssued, ReservationExpiry } from '../parts.contract.js';
import { PartStockCommands } from '../part-stocks/part-stock.commands.js';
import { PartService } from '../parts/part.service.js';
import type { ListPartReservations, PartReservationView } from './part-reservation.dto.js';
import { PartReservation, partReservationLifecycle } from './part-reservation.entity.js';
import { PART_RESERVATIONS } from './part-reservation.queries.js';

export interface LineRequest {
  repairOrderId: string;
  lineId: string;
  storeId: string;
  partId: string;
  quantity: number;
  promisedAt: Date | null;
}

@Injectable()
export class PartReservationService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
    private readonly stock: PartStockCommands,
    private readonly parts: PartService,
  ) {}

  /** P-3: holds what is free, the rest waits as backorder. Asking again for a line replaces what was asked before and keeps its hold. */
  reserveForLine(request: LineRequest): Promise<{ reserved: number; backordered: number }> {
    return this.db.transaction(async () => {
      await this.parts.facts(request.partId);
      const { lineId, storeId, partId } = request;
      const [known] = await this.db.sql<{ part_id: string }>('SELECT part_id FROM parts.part_reservation WHERE line_id = $1', [lineId]);
      const partIds = known && known.part_id !== partId ? [partId, known.part_id] : [partId];
      await this.stock.lock(storeId, partIds);
      let [reservation]: (PartReservation | undefined)[] = await this.db.lockAll(PartReservation, { lineId });
      if (reservation && reservation.partId !== partId) {
        await this.#drop(reservation);
        reservation = undefined;
      }
      await this.#plan(reservation, request);
      await this.stock.allocate(storeId, partIds);
      const [row] = await this.db.sql<{ reserved: number; backordered: number }>(
        'SELECT reserved, quantity - issued - reserved AS backordered FROM parts.part_reservation WHERE line_id = $1',
        [lineId],
      );
      return row as { reserved: number; backordered: number };
    });
  }

  async #plan(
    known: PartReservation | undefined,
    { repairOrderId, lineId, storeId, partId, quantity, promisedAt }: LineRequest,
  ): Promise<void> {
    const expiresAt = promisedAt && plus(promisedAt, await this.identity.setting(ReservationExpiry, storeId));
    if (!known) {
      const fresh = Object.assign(new PartReservation(), {
        id: newId(),
        storeId,
        repairOrderId,
        lineId,
        partId,
        quantity,
        reserved: 0,
        issued: 0,
        promisedAt,
        expiresAt,
      });
      partReservationLifecycle.begin(fresh);
      await this.db.save(fresh, 'reserve');
      return;
    }
    const open = new Decimal(quantity).minus(known.issued);
    if (open.isNegative()) throw PartLineIssued();
    const surplus = new Decimal(known.reserved).minus(open);
    if (surplus.isPositive() && !surplus.isZero()) {
      await this.stock.unhold(storeId, partId, surplus.toNumber());
      known.reserved = open.toNumber();
    }
    partReservationLifecycle.move(known, 'replan', open.isZero() ? 'ISSUED' : 'OPEN');
    await this.db.save(Object.assign(known, { quantity, promisedAt, expiresAt }), 'replan');
  }

  /** The line asks for another part now: the old wish ends without a trace on the shelf. */
  async #drop(reservation: PartReservation): Promise<void> {
    if (reservation.issued > 0) throw PartLineIssued();
    await this.stock.unhold(reservation.storeId, reservation.partId, reservation.reserved);
    await this.db.sql('DELETE FROM parts.part_reservation WHERE id = $1', [reservation.id]);
    this.db.audit({
      action: 'drop',
      aggregateType: 'PartReservation',
      aggregateId: reservation.id,
      storeId: reservation.storeId,
      changes: { partId: reservation.partId, lineId: reservation.lineId },
    });
  }

  /** Releases every open reservation of a repair order, or of one line; what becomes free goes to those who wait. */
  releaseAll(repairOrderId: string, lineId?: string): Promise<void> {
    return this.db.transaction(async () => {
      const open = await this.db.sql<{ store_id: string; part_id: string }>(
        'SELECT DISTINCT store_id, part_id FROM parts.part_reservation WHERE repair_order_id = $1 AND state = ANY($2::text[]) AND line_id = coalesce($3, line_id)',
        [repairOrderId, partReservationLifecycle.sources('release'), lineId ?? null],
      );
      for (const storeId of new Set(open.map((o) => o.store_id))) {
        const partIds = open.filter((o) => o.store_id === storeId).map((o) => o.part_id);
        await this.stock.lock(storeId, partIds);
        for (const reservation of await this.db.lockAll(PartReservation, {
          repairOrderId,
          storeId,
          ...(lineId !== undefined && { lineId }),
        }))
          if (partReservationLifecycle.allows(reservation.state, 'release')) await this.#free(reservation, 'release', 'RELEASED');
        await this.stock.allocate(storeId, partIds);
      }
    });
  }

  /** P-3: some days after the promise the shelf is free again. */
  async expire(id: string): Promise<void> {
    const { storeId, partId } = await this.db.find(PartReservation, id);
    await this.stock.lock(storeId, [partId]);
    const reservation = await this.db.lock(PartReservation, id);
    if (!partReservationLifecycle.allows(reservation.state, 'expire')) return;
    await this.#free(reservation, 'expire', 'EXPIRED');
    await this.stock.allocate(storeId, [partId]);
  }

  async #free(reservation: PartReservation, move: 'release' | 'expire', to: 'RELEASED' | 'EXPIRED'): Promise<void> {
    partReservationLifecycle.move(reservation, move, to);
    if (reservation.reserved > 0) await this.stock.unhold(reservation.storeId, reservation.partId, reservation.reserved);
    reservation.reserved = 0;
    await this.db.save(reservation, move);
  }

  list(query: ListPartReservations): Promise<Page<PartReservationView>> {
    return this.lists.page(PART_RESERVATIONS, query);
  }
}
