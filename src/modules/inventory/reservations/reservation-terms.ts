import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ReservationExtended } from '../inventory.contract.js';
import { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import type { ExtendReservation } from './reservation.dto.js';
import { Reservation, reservationLifecycle } from './reservation.entity.js';
import {
  DeliveryInPast,
  ExtensionNotLater,
  HoldDoesNotExpire,
  LongestHold,
  MaxExtensions,
  ReservationExtensionsUsed,
  ReservationHoldTooLong,
} from './reservation.rules.js';

/** What may be changed of a live reservation: its end, within limits, and the delivery that was agreed. */
@Injectable()
export class ReservationTerms {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  extend(id: string, { until, reason }: ExtendReservation): Promise<void> {
    return this.db.transaction(async () => {
      const reservation = await this.db.lock(Reservation, id);
      reservationLifecycle.check(reservation, 'extend');
      const { expiresAt, createdAt, storeId } = reservation;
      if (expiresAt === null) throw HoldDoesNotExpire();
      const end = new Date(until);
      if (end <= expiresAt || end <= this.clock.now()) throw ExtensionNotLater({ errors: [at('/until', ExtensionNotLater)] });
      if (reservation.extensions >= (await this.identity.setting(MaxExtensions, storeId))) throw ReservationExtensionsUsed();
      const latest = plus(createdAt, await this.identity.setting(LongestHold, storeId));
      if (end > latest)
        throw ReservationHoldTooLong({
          detail: say(`最晚至 ${latest.toISOString()}`, `Until ${latest.toISOString()} at the latest`),
          errors: [at('/until', ReservationHoldTooLong)],
        });
      reservationLifecycle.move(reservation, 'extend');
      reservation.expiresAt = end;
      reservation.extensions += 1;
      await this.db.save(reservation, 'extend');
      const car = await this.db.find(StockVehicle, reservation.stockVehicleId);
      const { vin, modelId, colour } = car;
      const { stockVehicleId, salesOrderId } = reservation;
      this.outbox.publish(ReservationExtended, car, {
        ...{ stockVehicleId, vin, modelId, colour, storeId: car.storeId, reservationId: id, salesOrderId },
        ...{ expiresAt: end.toISOString(), reason },
      });
    });
  }

  agreeDelivery(id: string, deliveryOn: string): Promise<void> {
    return this.db.transaction(async () => {
      const reservation = await this.db.lock(Reservation, id);
      reservationLifecycle.check(reservation, 'agree-delivery');
      if (deliveryOn < this.clock.today()) throw DeliveryInPast({ errors: [at('/deliveryOn', DeliveryInPast)] });
      reservationLifecycle.move(reservation, 'agree-delivery');
      reservation.deliveryOn = deliveryOn;
      await this.db.save(reservation, 'agree-delivery');
    });
  }
}
