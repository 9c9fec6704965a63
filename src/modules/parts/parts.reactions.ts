import { Injectable } from '@nestjs/common';
import { on, Reactions, type Tick } from '../../kernel/events/event.js';
import { RepairOrderCancelled } from '../aftersales/aftersales.contract.js';
import { partReservationLifecycle } from './part-reservations/part-reservation.entity.js';
import { PartReservationService } from './part-reservations/part-reservation.service.js';

const EXPIRABLE = partReservationLifecycle
  .sources('expire')
  .map((state) => `'${state}'`)
  .join(', ');

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class PartsReactions extends Reactions {
  constructor(private readonly reservations: PartReservationService) {
    super();
  }

  override readonly listeners = [
    on(RepairOrderCancelled, 'parts.release-reservations', (e) => this.reservations.releaseAll(e.payload.repairOrderId)),
  ];

  override readonly ticks: Tick[] = [
    {
      name: 'parts.expire-reservations',
      table: 'parts.part_reservation',
      due: 'expires_at',
      where: `state IN (${EXPIRABLE}) AND reserved > 0 AND expires_at IS NOT NULL`,
      run: (id) => this.reservations.expire(id),
    },
  ];
}
