import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { Clock } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import { maskPlate } from '../plate-mask.js';
import type { ListRegistrations, RegistrationView } from './registration.dto.js';
import { missingDocuments } from './registration-documents.js';
import { Registration, registrationLifecycle } from './registration.entity.js';
import { TemporaryPlate } from './temporary-plate.entity.js';

/** What the order knows of the documents. */
interface OrderPapers {
  invoice: string;
  insurance: string;
  carDocuments: string[];
  carProducedOn: string | null;
  vesselTaxed: boolean;
}
const ORDER_PAPERS = `o.invoice, o.insurance, o.car_documents AS "carDocuments", o.car_produced_on AS "carProducedOn",
    EXISTS (SELECT 1 FROM sales.insurance_policy p WHERE p.sales_order_id = o.id AND p.vin = o.vin AND p.vessel_tax <> 'NOT_COLLECTED') AS "vesselTaxed"`;

const REGISTRATIONS: ListDefinition = {
  select: `r.id, r.number, r.state, r.store_id AS "storeId", r.owner_employee_id AS "ownerEmployeeId", r.opportunity_id AS "opportunityId", r.customer_id AS "customerId",
    r.sales_order_id AS "salesOrderId", r.vin, r.plate_number_sealed AS "plateNumberSealed", r.registered_on AS "registeredOn", r.temporary_plates AS "temporaryPlates", r.tax_amount AS "taxAmount", r.tax_paid_on AS "taxPaidOn",
    r.tax_certificate_number AS "taxCertificateNumber", r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt",
    r.after_accident AS "afterAccident", r.vessel_tax_proof AS "vesselTaxProof", r.safety_inspection_proof AS "safetyInspectionProof", ${ORDER_PAPERS}`,
  from: 'sales.registration r JOIN sales.sales_order o ON o.id = r.sales_order_id',
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'r.state = ANY(?::text[])',
    storeId: 'r.store_id = ?::uuid',
    salesOrderId: 'r.sales_order_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
  },
  scope: { store: 'r.store_id', owner: 'r.owner_employee_id' },
};

@Injectable()
export class RegistrationReads {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
    private readonly crm: CrmApi,
  ) {}

  async one(id: string): Promise<RegistrationView> {
    return this.view(await this.db.find(Registration, id));
  }
  async list(query: ListRegistrations): Promise<Page<RegistrationView>> {
    const page = await this.lists.page<Registration & OrderPapers>(REGISTRATIONS, query);
    const customerIds = [...new Set(page.items.map((r) => r.customerId))];
    await this.personal.prefetch(customerIds);
    const customers = await this.crm.customers(customerIds);
    const plates = await this.#plates(page.items);
    const items = page.items.map((r) => this.#view(r, r, customers.get(r.customerId)?.identified ?? false, plates));
    return { ...page, items: await Promise.all(items) };
  }
  async view(registration: Registration): Promise<RegistrationView> {
    const [order] = await this.db.sql<OrderPapers>(`SELECT ${ORDER_PAPERS} FROM sales.sales_order o WHERE o.id = $1`, [
      registration.salesOrderId,
    ]);
    const customers = await this.crm.customers([registration.customerId]);
    const identified = customers.get(registration.customerId)?.identified ?? false;
    return this.#view(registration, mustBeInScope(order), identified, await this.#plates([registration]));
  }

  async #plates(of: Registration[]): Promise<TemporaryPlate[]> {
    const ids = of.filter((r) => r.temporaryPlates > 0).map((r) => r.id);
    return ids.length ? this.db.repo(TemporaryPlate).find({ where: { registrationId: In(ids) }, order: { sequence: 'ASC' } }) : [];
  }

  async #view(r: Registration, order: OrderPapers, identified: boolean, plates: TemporaryPlate[]): Promise<RegistrationView> {
    const missing = missingDocuments({
      identified,
      invoiced: order.invoice === 'ISSUED',
      carDocuments: order.carDocuments,
      insured: order.insurance === 'RECORDED',
      purchaseTaxed: r.taxPaidOn !== null,
      vesselTaxed: order.vesselTaxed,
      producedOn: order.carProducedOn,
      afterAccident: r.afterAccident,
      inspected: r.safetyInspectionProof !== null,
      today: this.clock.today(),
    });
    const { taxAmount, taxPaidOn, taxCertificateNumber } = r;
    return {
      id: r.id,
      number: r.number,
      state: r.state,
      allowedMoves: permissions.allowedMoves(registrationLifecycle, r),
      storeId: r.storeId,
      ownerEmployeeId: r.ownerEmployeeId,
      opportunityId: r.opportunityId,
      customerId: r.customerId,
      salesOrderId: r.salesOrderId,
      missingDocuments: r.state === 'IN_PROGRESS' ? missing : [],
      vin: r.vin,
      plateNumber: maskPlate(await this.personal.open(r.customerId, r.plateNumberSealed)),
      registeredOn: r.registeredOn,
      purchaseTax:
        taxAmount !== null && taxPaidOn !== null && taxCertificateNumber !== null
          ? { amount: taxAmount, paidOn: taxPaidOn, certificateNumber: taxCertificateNumber }
          : null,
      afterAccident: r.afterAccident,
      vesselTaxProof: r.vesselTaxProof,
      safetyInspectionProof: r.safetyInspectionProof,
      temporaryPlates: await Promise.all(
        plates
          .filter((p) => p.registrationId === r.id)
          .map(async ({ sequence, numberSealed, validFrom, validUntil, voidAfter }) => ({
            sequence,
            number: maskPlate(await this.personal.open(r.customerId, numberSealed)),
            validFrom,
            validUntil,
            voidAfter,
          })),
      ),
      version: r.version,
      createdAt: r.createdAt,
      updatedAt: r.updatedAt,
    };
  }
}
