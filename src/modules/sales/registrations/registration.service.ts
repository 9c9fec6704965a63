import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { checkPlate } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { dealOf, Deals } from '../deals.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { OrderNotPrepared, PlateInvalid, RegistrationDateInvalid, RegistrationDocumentsMissing } from '../deals.rules.js';
import { OrderPlated, RegistrationCompleted } from '../sales.contract.js';
import { OrderDocuments } from './order-documents.js';
import type { CompleteRegistration, CreateRegistration, RegistrationView } from './registration.dto.js';
import { missingDocuments } from './registration-documents.js';
import { Registration, registrationLifecycle } from './registration.entity.js';
import { RegistrationReads } from './registration.queries.js';

/** First registration: plates and purchase tax (RG-1, TX-1). The order is locked first, always. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly documents: OrderDocuments,
    private readonly reads: RegistrationReads,
  ) {}

  begin(body: CreateRegistration): Promise<RegistrationView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireRegistrable();
      const registration = Object.assign(new Registration(), {
        id: newId(),
        number: await this.deals.number('RG', order.storeId),
        ...dealOf(order),
        salesOrderId: order.id,
        vin: null,
        plateNumberSealed: null,
        temporaryPlates: 0,
        registeredOn: null,
        taxAmount: null,
        taxPaidOn: null,
        taxCertificateNumber: null,
        afterAccident: body.afterAccident ?? false,
        vesselTaxProof: null,
        safetyInspectionProof: null,
      });
      registrationLifecycle.begin(registration);
      await this.db.save(registration, 'begin');
      order.registration = 'IN_PROGRESS';
      await this.db.save(order, 'begin-registration');
      return this.reads.view(registration);
    });
  }

  complete(id: string, body: CompleteRegistration): Promise<RegistrationView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(Registration, id);
      const order = await this.db.lock(SalesOrder, salesOrderId);
      const registration = await this.db.lock(Registration, id);
      registrationLifecycle.check(registration, 'complete');
      order.requireRegistrable();
      const plate = checkPlate(body.plateNumber);
      if (!plate.normalised) throw PlateInvalid({ errors: [at('/plateNumber', PlateInvalid)] });
      this.#requireDates(body);
      const { amount, paidOn, certificateNumber } = body.purchaseTax;
      Object.assign(registration, {
        vesselTaxProof: body.vesselTaxProof ?? null,
        safetyInspectionProof: body.safetyInspectionProof ?? null,
        taxAmount: amount,
        taxPaidOn: paidOn,
        taxCertificateNumber: certificateNumber,
      });
      const missing = missingDocuments(await this.documents.of(order, registration));
      if (missing.length)
        throw RegistrationDocumentsMissing({
          detail: say(`缺少:${missing.join('、')}`, `Missing: ${missing.join(', ')}`),
          extra: { missingDocuments: missing },
        });
      await this.documents.requireBuyer(order);
      // A car with plates must not go back to stock because its hold ran out.
      if (order.state !== 'PREPARING' && !order.handedOver) throw OrderNotPrepared();
      registrationLifecycle.move(registration, 'complete');
      const plateNumber = await this.deals.seal(order.customerId, plate.normalised);
      Object.assign(registration, {
        vin: order.vin,
        plateNumberSealed: plateNumber,
        registeredOn: body.registeredOn,
      });
      await this.db.save(registration, 'complete');
      Object.assign(order, { registration: 'COMPLETED', tax: 'RECORDED' });
      await this.db.save(order, 'register');
      this.outbox.publish(RegistrationCompleted, registration, {
        ...dealOf(order),
        registrationId: id,
        salesOrderId,
        registeredOn: body.registeredOn,
      });
      // Who keeps the car that was handed over heard of no plates then.
      if (order.handedOver)
        this.outbox.publish(
          OrderPlated,
          order,
          { ...dealOf(order), salesOrderId, registrationId: id, vin: order.vin as string, registeredOn: body.registeredOn },
          { plateNumber },
        );
      return this.reads.view(registration);
    });
  }

  #requireDates({ registeredOn, purchaseTax }: CompleteRegistration): void {
    const refuse = (pointer: string, zh: string, en: string) =>
      RegistrationDateInvalid({ errors: [at(pointer, RegistrationDateInvalid, say(zh, en))] });
    if (registeredOn > this.clock.today()) throw refuse('/registeredOn', '上牌日期不能晚于今天', 'it cannot be later than today');
    // 购税 13: no registration before the tax is paid.
    if (purchaseTax.paidOn > registeredOn)
      throw refuse('/purchaseTax/paidOn', '购置税须在上牌前缴纳', 'the tax is paid before the registration');
  }
}
