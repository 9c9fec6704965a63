import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf, Deals } from '../deals.js';
import { TestDriveBooked, TestDriveCancelled, TestDriveCompleted, TestDriveMissed } from '../sales.contract.js';
import {
  AgreementRequired,
  DistanceReasonRequired,
  DriveOdometerBackwards,
  LicenceClasses,
  TestDriveCarElsewhere,
  TestDriveDistance,
  TestDriveLongest,
  TestDriveNoShowAfter,
  TestDrivePeriodInvalid,
  TestDriveTurnaround,
} from './test-drive.rules.js';
import { requireLicence } from './driving-licence.js';
import type { BookTestDrive, CancelTestDrive, CompleteTestDrive, StartTestDrive, TestDriveView } from './test-drive.dto.js';
import { TestDrive, testDriveLifecycle } from './test-drive.entity.js';
import { TestDriveReads } from './test-drive.queries.js';

/** Test drives: booked, out, back (T-1…T-3). */
@Injectable()
export class TestDriveService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly reads: TestDriveReads,
  ) {}

  /** Books a demo car and the opportunity's consultant; the database refuses what overlaps (T-2). */
  book(body: BookTestDrive): Promise<TestDriveView> {
    return this.db.transaction(async () => {
      const deal = await this.deals.openFrom(body.opportunityId);
      const { storeId, customerId } = deal;
      const startsAt = new Date(body.startsAt);
      const endsAt = new Date(body.endsAt);
      const noShowAt = plus(startsAt, await this.deals.setting(TestDriveNoShowAfter, storeId));
      await this.#requirePeriod(storeId, startsAt, endsAt, noShowAt);
      const car = await this.inventory.demoCar(body.stockVehicleId, endsAt);
      if (car.storeId !== storeId) throw TestDriveCarElsewhere({ errors: [at('/stockVehicleId', TestDriveCarElsewhere)] });
      requireLicence(body.licence, endsAt, car.powertrain, await this.deals.setting(LicenceClasses, storeId));
      const drive = Object.assign(new TestDrive(), {
        id: newId(),
        number: await this.deals.number('TD', storeId),
        ...deal,
        stockVehicleId: car.stockVehicleId,
        vin: car.vin,
        startsAt,
        endsAt,
        takenFrom: startsAt,
        takenUntil: plus(endsAt, await this.deals.setting(TestDriveTurnaround, storeId)),
        noShowAt,
        licenceNumberSealed: await this.deals.seal(customerId, body.licence.number),
        licenceClass: body.licence.class,
        licenceExpiresOn: body.licence.expiresOn,
        agreementSignedAt: null,
        startedAt: null,
        completedAt: null,
        odometerOutKm: null,
        odometerInKm: null,
        distanceReason: null,
        feedback: null,
        rating: null,
        cancelReason: null,
      });
      testDriveLifecycle.begin(drive);
      await this.db.save(drive, 'book');
      this.outbox.publish(TestDriveBooked, drive, {
        ...factsOf(drive),
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      });
      return this.reads.view(drive);
    });
  }

  /** The keys go out, early if need be: agreement signed, car still fit to be driven (T-1, T-3). */
  start(id: string, body: StartTestDrive): Promise<TestDriveView> {
    return this.db.transaction(async () => {
      const drive = await this.db.lock(TestDrive, id);
      testDriveLifecycle.move(drive, 'start');
      if (!body.agreementSigned) throw AgreementRequired({ errors: [at('/agreementSigned', AgreementRequired)] });
      const now = this.clock.now();
      await this.inventory.demoCar(drive.stockVehicleId, now);
      await this.inventory.recordOdometer(drive.stockVehicleId, body.odometerKm);
      drive.takeFrom(now);
      Object.assign(drive, { agreementSignedAt: now, startedAt: now, odometerOutKm: body.odometerKm });
      return this.reads.view(await this.db.save(drive, 'start'));
    });
  }

  complete(id: string, body: CompleteTestDrive): Promise<TestDriveView> {
    return this.db.transaction(async () => {
      const drive = await this.db.lock(TestDrive, id);
      testDriveLifecycle.move(drive, 'complete');
      const distance = body.odometerKm - (drive.odometerOutKm ?? 0);
      if (distance < 0) throw DriveOdometerBackwards({ errors: [at('/odometerKm', DriveOdometerBackwards)] });
      const usual = await this.deals.setting(TestDriveDistance, drive.storeId);
      if (distance > usual && !body.distanceReason) {
        throw DistanceReasonRequired({
          detail: say(`试驾 ${distance} 公里,超过 ${usual} 公里`, `${distance} km, more than ${usual} km`),
          errors: [at('/distanceReason', DistanceReasonRequired)],
        });
      }
      const { modelId, modelName } = await this.inventory.recordOdometer(drive.stockVehicleId, body.odometerKm);
      const completedAt = this.clock.now();
      Object.assign(drive, {
        completedAt,
        odometerInKm: body.odometerKm,
        feedback: body.feedback ?? null,
        rating: body.rating ?? null,
        distanceReason: body.distanceReason ?? null,
      });
      await this.db.save(drive, 'complete');
      this.outbox.publish(TestDriveCompleted, drive, {
        ...factsOf(drive),
        modelId,
        modelName,
        rating: drive.rating,
        odometerKm: body.odometerKm,
        completedAt: completedAt.toISOString(),
      });
      return this.reads.view(drive);
    });
  }

  cancel(id: string, body: CancelTestDrive): Promise<TestDriveView> {
    return this.db.transaction(async () => {
      const drive = await this.db.lock(TestDrive, id);
      testDriveLifecycle.move(drive, 'cancel');
      drive.cancelReason = body.reason;
      await this.db.save(drive, 'cancel');
      this.outbox.publish(TestDriveCancelled, drive, { ...factsOf(drive), reason: body.reason });
      return this.reads.view(drive);
    });
  }

  /** The customer did not come: car and consultant are free again. */
  async recordNoShow(id: string): Promise<void> {
    const drive = await this.db.lock(TestDrive, id);
    testDriveLifecycle.move(drive, 'miss');
    await this.db.save(drive, 'miss');
    this.outbox.publish(TestDriveMissed, drive, factsOf(drive));
  }

  async #requirePeriod(storeId: string, startsAt: Date, endsAt: Date, noShowAt: Date): Promise<void> {
    const refuse = (pointer: string, zh: string, en: string) =>
      TestDrivePeriodInvalid({ errors: [at(pointer, TestDrivePeriodInvalid, say(zh, en))] });
    if (endsAt <= startsAt) throw refuse('/endsAt', '结束时间须晚于开始时间', 'it must end after it starts');
    // Somebody who walks in may drive at once; later than that it would be a no-show at birth.
    if (noShowAt <= this.clock.now()) throw refuse('/startsAt', '开始时间已过', 'the start is in the past');
    if (endsAt > plus(startsAt, await this.deals.setting(TestDriveLongest, storeId)))
      throw refuse('/endsAt', '试驾时间过长', 'the drive is too long');
  }
}

const factsOf = (drive: TestDrive) => ({
  ...dealOf(drive),
  testDriveId: drive.id,
  number: drive.number,
  stockVehicleId: drive.stockVehicleId,
});
