import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { AgreeDeliveryReservation, ExtendReservation, ListReservations, ReservationView } from './reservation.dto.js';
import { ReservationReads } from './reservation.queries.js';
import {
  DeliveryInPast,
  ExtensionNotLater,
  HoldDoesNotExpire,
  ReservationExtensionsUsed,
  ReservationHoldTooLong,
} from './reservation.rules.js';
import { ReservationTerms } from './reservation-terms.js';

@Resource('reservations', 'inventory')
export class ReservationController {
  constructor(
    private readonly reads: ReservationReads,
    private readonly terms: ReservationTerms,
  ) {}

  @List('listReservations', ReservationView, { summary: 'List reservations, live and ended' })
  list(@Query() query: ListReservations): Promise<Page<ReservationView>> {
    return this.reads.list(query);
  }
  @Read('getReservation', ReservationView, { summary: 'Read a reservation' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ReservationView> {
    return this.reads.one(id);
  }
  @Move('extendReservation', 'extend', ReservationView, {
    summary: 'Put the end of a hold off (D-4)',
    description: 'Twice † at most, and never to later than 7 days † after it began. An order hears of its new end.',
    refusals: [IllegalMove, HoldDoesNotExpire, ExtensionNotLater, ReservationExtensionsUsed, ReservationHoldTooLong],
    keyed: true,
  })
  async extend(@Param('id', ParseUUIDPipe) id: string, @Body() body: ExtendReservation): Promise<ReservationView> {
    await this.terms.extend(id, body);
    return this.reads.one(id);
  }
  @Move('agreeDeliveryReservation', 'agree-delivery', ReservationView, {
    summary: 'Record when the car goes out, as agreed (V-9)',
    refusals: [IllegalMove, DeliveryInPast],
  })
  async agreeDelivery(@Param('id', ParseUUIDPipe) id: string, @Body() body: AgreeDeliveryReservation): Promise<ReservationView> {
    await this.terms.agreeDelivery(id, body.deliveryOn);
    return this.reads.one(id);
  }
}
