import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { ListReservations, ReservationView } from './reservation.dto.js';
import { ReservationReads } from './reservation.queries.js';

@Resource('reservations', 'inventory')
export class ReservationController {
  constructor(private readonly reads: ReservationReads) {}

  @List('listReservations', ReservationView, { summary: 'List reservations, live and ended' })
  list(@Query() query: ListReservations): Promise<Page<ReservationView>> {
    return this.reads.list(query);
  }
  @Read('getReservation', ReservationView, { summary: 'Read a reservation' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ReservationView> {
    return this.reads.one(id);
  }
}
