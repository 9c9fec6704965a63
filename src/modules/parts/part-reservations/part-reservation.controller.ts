import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListPartReservations, PartReservationView } from './part-reservation.dto.js';
import { PartReservationService } from './part-reservation.service.js';

@Resource('part-reservations', 'parts')
export class PartReservationController {
  constructor(private readonly reservations: PartReservationService) {}

  @List('listPartReservations', PartReservationView, {
    summary: 'List what repair order lines need of parts',
    description: 'A repair order line reserves what is free when it is planned; the rest is a backorder, served by promised time (P-3).',
  })
  list(@Query() query: ListPartReservations): Promise<Page<PartReservationView>> {
    return this.reservations.list(query);
  }
}
