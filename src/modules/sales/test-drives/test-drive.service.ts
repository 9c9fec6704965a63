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
  type TestDriveRoute,
  TestDriveRouteExcess,
  TestDriveRoutes,
  TestDriveRouteUnknown,
  TestDriveTurnaround,
  YoungestDriver,
} from './test-drive.rules.js';
import { requireDriver, routesOf } from './driving-licence.js';
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
      const route = await this.#route(storeId, body.routeCode);
      const expressway = route?.expressway === true || body.expressway === true;
      const companionLicensedOn = body.companionLicensedOn ?? null;
      const warnings = requireDriver(
        body.licence,
        { startsAt, endsAt, powertrain: car.powertrain, transmission: car.transmission, expressway, companionLicensedOn },
        { classes: await this.deals.setting(LicenceClasses, storeId), youngest: await this.deals.setting(YoungestDriver, storeId) },
      );
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
        licenceFirstIssuedOn: body.licence.firstIssuedOn ?? null,
        expressway,
        companionLicensedOn,
        warnings,
        routeCode: route?.code ?? null,
        routeName: route?.name ?? null,
        routeKm: route?.distanceKm ?? null,
        agreementSignedAt: null,
        agreementSignedBySealed: null,
        agreementSha256: null,
        startedAt: null,
        completedAt: null,
        odometerOutKm: null,
        odometerInKm: null,
        distanceException: false,
        distanceReason: null,
        feedback: null,
        rating: null,
        cancelReason: null,
      });
      testDriveLifecycle.begin(drive);
      // One at a time for a car and for a consultant: who waits hears of the overlap instead of waiting for each other.
      await this.db.sql(
        `SELECT pg_advisory_xact_lock(hashtextextended('sales.test-drive ' || id, 0)) FROM (SELECT unnest($1::text[]) AS id ORDER BY 1) AS wanted`,
        [[drive.stockVehicleId, drive.ownerEmployeeId]],
      );
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
      if (body.agreement) {
        drive.agreementSignedBySealed = await this.deals.seal(drive.customerId, body.agreement.signedBy);
        drive.agreementSha256 = body.agreement.sha256 ?? null;
      }
      return this.reads.view(await this.db.save(drive, 'start'));
    });
  }

  complete(id: string, body: CompleteTestDrive): Promise<TestDriveView> {
    return this.db.transaction(async () => {
      const drive = await this.db.lock(TestDrive, id);
      testDriveLifecycle.move(drive, 'complete');
      const distance = body.odometerKm - (drive.odometerOutKm ?? 0);
      if (distance < 0) throw DriveOdometerBackwards({ errors: [at('/odometerKm', DriveOdometerBackwards)] });
      const distanceException = distance > (await this.#furthest(drive));
      if (distanceException && !body.distanceReason) throw await this.#tooFar(drive, distance);
      const { modelId, modelName } = await this.inventory.recordOdometer(drive.stockVehicleId, body.odometerKm);
      const completedAt = this.clock.now();
      Object.assign(drive, {
        completedAt,
        odometerInKm: body.odometerKm,
        feedback: body.feedback ?? null,
        rating: body.rating ?? null,
        distanceException,
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

  /** Kilometres that need no reason: the route and a little more, or what is usual where none was named (T-3). */
  async #furthest({ routeKm, storeId }: TestDrive): Promise<number> {
    if (routeKm === null) return this.deals.setting(TestDriveDistance, storeId);
    return routeKm + (await this.deals.setting(TestDriveRouteExcess, storeId));
  }
  async #tooFar(drive: TestDrive, distance: number): Promise<Error> {
    const furthest = await this.#furthest(drive);
    return DistanceReasonRequired({
      detail: say(`试驾 ${distance} 公里,超过 ${furthest} 公里`, `${distance} km, more than ${furthest} km`),
      errors: [at('/distanceReason', DistanceReasonRequired)],
    });
  }
  async #route(storeId: string, code: string | undefined): Promise<TestDriveRoute | null> {
    if (code === undefined) return null;
    const routes = routesOf(await this.deals.setting(TestDriveRoutes, storeId));
    const route = routes.find((r) => r.code === code);
    if (!route)
      throw TestDriveRouteUnknown({
        detail: say(`可选路线:${routes.map((r) => r.code).join('、')}`, `The routes are ${routes.map((r) => r.code).join(', ')}`),
        errors: [at('/routeCode', TestDriveRouteUnknown)],
      });
    return route;
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
