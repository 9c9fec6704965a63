import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { maskIdentity, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import type { ListTestDrives, TestDriveView } from './test-drive.dto.js';
import { TestDrive, testDriveLifecycle } from './test-drive.entity.js';

/** Columns as the entity names them, so that one view serves a row of the list and a loaded drive. */
const TEST_DRIVES: ListDefinition = {
  select: `d.id, d.number, d.state, d.store_id AS "storeId", d.owner_employee_id AS "ownerEmployeeId", d.opportunity_id AS "opportunityId", d.customer_id AS "customerId",
    d.stock_vehicle_id AS "stockVehicleId", d.vin, d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.licence_number_sealed AS "licenceNumberSealed", d.licence_class AS "licenceClass",
    d.licence_expires_on AS "licenceExpiresOn", d.licence_first_issued_on AS "licenceFirstIssuedOn", d.expressway, d.companion_licensed_on AS "companionLicensedOn",
    d.warnings, d.route_code AS "routeCode", d.route_name AS "routeName", d.route_km AS "routeKm", d.agreement_signed_by_sealed AS "agreementSignedBySealed",
    d.agreement_sha256 AS "agreementSha256", d.distance_exception AS "distanceException", d.agreement_signed_at AS "agreementSignedAt", d.started_at AS "startedAt", d.completed_at AS "completedAt",
    d.odometer_out_km AS "odometerOutKm", d.odometer_in_km AS "odometerInKm", d.distance_reason AS "distanceReason", d.feedback, d.rating, d.cancel_reason AS "cancelReason",
    d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'sales.test_drive d',
  id: 'd.id',
  sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' }, startsAt: { by: 'd.starts_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'd.state = ANY(?::text[])',
    storeId: 'd.store_id = ?::uuid',
    opportunityId: 'd.opportunity_id = ?::uuid',
    customerId: 'd.customer_id = ?::uuid',
    stockVehicleId: 'd.stock_vehicle_id = ?::uuid',
    ownerEmployeeId: 'd.owner_employee_id = ?::uuid',
    distanceException: 'd.distance_exception = ?::boolean',
    startsFrom: 'd.starts_at >= ?::timestamptz',
    startsBefore: 'd.starts_at < ?::timestamptz',
  },
  scope: { store: 'd.store_id', owner: 'd.owner_employee_id' },
};

@Injectable()
export class TestDriveReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async one(id: string): Promise<TestDriveView> {
    return this.view(await this.db.find(TestDrive, id));
  }

  async list(query: ListTestDrives): Promise<Page<TestDriveView>> {
    const page = await this.lists.page<TestDrive>(TEST_DRIVES, query);
    await this.personal.prefetch(page.items.map((d) => d.customerId));
    return { ...page, items: await Promise.all(page.items.map((d) => this.view(d))) };
  }

  async view(drive: TestDrive): Promise<TestDriveView> {
    const { licenceNumberSealed, licenceClass, licenceExpiresOn, routeCode, routeName, routeKm } = drive;
    return {
      ...headOf(testDriveLifecycle, drive),
      ownerEmployeeId: drive.ownerEmployeeId,
      opportunityId: drive.opportunityId,
      customerId: drive.customerId,
      stockVehicleId: drive.stockVehicleId,
      vin: drive.vin,
      startsAt: drive.startsAt,
      endsAt: drive.endsAt,
      licence: {
        number: maskIdentity(await this.personal.open(drive.customerId, licenceNumberSealed)),
        class: licenceClass,
        expiresOn: licenceExpiresOn,
        firstIssuedOn: drive.licenceFirstIssuedOn,
      },
      warnings: drive.warnings,
      route:
        routeCode !== null && routeName !== null && routeKm !== null ? { code: routeCode, name: routeName, distanceKm: routeKm } : null,
      expressway: drive.expressway,
      companionLicensedOn: drive.companionLicensedOn,
      agreementSignedAt: drive.agreementSignedAt,
      agreementSignedBy: maskName(await this.personal.open(drive.customerId, drive.agreementSignedBySealed)),
      agreementSha256: drive.agreementSha256,
      startedAt: drive.startedAt,
      completedAt: drive.completedAt,
      odometerOutKm: drive.odometerOutKm,
      odometerInKm: drive.odometerInKm,
      distanceKm: drive.odometerInKm === null || drive.odometerOutKm === null ? null : drive.odometerInKm - drive.odometerOutKm,
      distanceException: drive.distanceException,
      distanceReason: drive.distanceReason,
      feedback: drive.feedback,
      rating: drive.rating,
      cancelReason: drive.cancelReason,
    };
  }
}
