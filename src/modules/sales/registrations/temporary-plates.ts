import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { addDays, Clock, daysBetween } from '../../../kernel/time/clock.js';
import { Deals } from '../deals.js';
import { RegistrationDeadlines } from '../registration-deadlines/registration-deadline.service.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { OrderWithoutCar } from '../deals.rules.js';
import type { IssueTemporaryPlateRegistration, RegistrationView } from './registration.dto.js';
import { Registration, registrationLifecycle } from './registration.entity.js';
import { RegistrationReads } from './registration.queries.js';
import { TemporaryPlate } from './temporary-plate.entity.js';
import {
  MostTemporaryPlates,
  TemporaryPlateDays,
  TemporaryPlateGrace,
  TemporaryPlateInvalid,
  TemporaryPlatesExhausted,
  TemporaryPlateTermInvalid,
  TemporaryPlateUninsured,
} from './temporary-plate.rules.js';

/** Province, city letter, four or five places, and the mark 临 that some offices print. */
const NUMBER = /^[\u4e00-\u9fff][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,6}临?$/u;

/** Temporary plates: so many, so long, never longer than the car is insured (RG-2). The order is locked first, always. */
@Injectable()
export class TemporaryPlates {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly deadlines: RegistrationDeadlines,
    private readonly reads: RegistrationReads,
  ) {}

  issue(id: string, body: IssueTemporaryPlateRegistration): Promise<RegistrationView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(Registration, id);
      const order = await this.db.lock(SalesOrder, salesOrderId);
      const registration = await this.db.lock(Registration, id);
      registrationLifecycle.check(registration, 'issue-temporary-plate');
      order.requireRegistrable();
      const { vin, storeId, customerId } = order;
      if (vin === null) throw OrderWithoutCar();
      const number = body.number.replaceAll(/[\s·.-]/g, '').toUpperCase();
      if (!NUMBER.test(number)) throw TemporaryPlateInvalid({ errors: [at('/number', TemporaryPlateInvalid)] });
      const earlier = await this.db.repo(TemporaryPlate).find({ where: { registrationId: id }, order: { sequence: 'ASC' } });
      if (earlier.length >= (await this.deals.setting(MostTemporaryPlates, storeId))) throw TemporaryPlatesExhausted();
      await this.#requireTerm(order, body, earlier.at(-1)?.validUntil ?? null);
      const plate = Object.assign(new TemporaryPlate(), {
        id: newId(),
        registrationId: id,
        customerId,
        sequence: earlier.length + 1,
        vin,
        numberSealed: await this.deals.seal(customerId, number),
        validFrom: body.validFrom,
        validUntil: body.validUntil,
        issuedAt: this.clock.now(),
        issuedBy: context.principal.id,
        voidAfter: null,
      });
      await this.db.insertAll(TemporaryPlate, [plate]);
      registrationLifecycle.move(registration, 'issue-temporary-plate');
      registration.temporaryPlates = plate.sequence;
      await this.db.save(registration, 'issue-temporary-plate');
      await this.deadlines.set('TEMPORARY_PLATE', order, body.validUntil);
      return this.reads.view(registration);
    });
  }

  /** The car has its plates: the temporary one holds for a few days more at most. */
  async endOf(registrationId: string, registeredOn: string): Promise<void> {
    const { storeId } = await this.db.find(Registration, registrationId);
    const last = addDays(registeredOn, await this.deals.setting(TemporaryPlateGrace, storeId));
    await this.db.sql(
      'UPDATE sales.temporary_plate SET void_after = least(valid_until, $2::date) WHERE registration_id = $1 RETURNING id',
      [registrationId, last],
    );
  }

  async #requireTerm(
    { id, vin, storeId }: SalesOrder,
    { validFrom, validUntil }: IssueTemporaryPlateRegistration,
    takenUntil: string | null,
  ): Promise<void> {
    const refuse = (pointer: string, zh: string, en: string) =>
      TemporaryPlateTermInvalid({ errors: [at(pointer, TemporaryPlateTermInvalid, say(zh, en))] });
    const longest = await this.deals.setting(TemporaryPlateDays, storeId);
    const days = daysBetween(validFrom, validUntil) + 1;
    if (days < 1) throw refuse('/validUntil', '止期早于起期', 'it ends before it begins');
    if (days > longest) throw refuse('/validUntil', `最长 ${longest} 天`, `${longest} days at most`);
    if (takenUntil !== null && validFrom <= takenUntil) throw refuse('/validFrom', '前一张临时号牌仍有效', 'the one before still holds');
    const [policy] = await this.db.sql<{ startsOn: string; endsOn: string }>(
      `SELECT starts_on AS "startsOn", ends_on AS "endsOn" FROM sales.insurance_policy
       WHERE sales_order_id = $1 AND vin = $2 AND kind = 'COMPULSORY' AND renews_policy_id IS NULL`,
      [id, vin],
    );
    if (!policy) throw TemporaryPlateUninsured();
    if (validFrom < policy.startsOn) throw refuse('/validFrom', '早于交强险起期', 'compulsory insurance begins later');
    if (validUntil > policy.endsOn) throw refuse('/validUntil', '晚于交强险止期', 'compulsory insurance ends earlier');
  }
}
