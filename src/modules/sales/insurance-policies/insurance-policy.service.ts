import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { dealOf } from '../deals.js';
import { InsuranceRenewalService } from '../insurance-renewals/insurance-renewal.service.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { OrderWithoutCar } from '../deals.rules.js';
import { InsuranceRecorded } from '../sales.contract.js';
import type { InsurancePolicyView, ListInsurancePolicies, RecordInsurancePolicy } from './insurance-policy.dto.js';
import { InsurancePolicy } from './insurance-policy.entity.js';
import { requireTerm } from './insurance-term.js';

const POLICIES: ListDefinition = {
  select: `p.id, p.store_id AS "storeId", p.owner_employee_id AS "ownerEmployeeId", p.customer_id AS "customerId", p.sales_order_id AS "salesOrderId", p.vin, p.kind, p.insurer,
    p.policy_number AS "policyNumber", p.starts_on AS "startsOn", p.ends_on AS "endsOn", p.premium, p.vessel_tax AS "vesselTax", p.renews_policy_id AS "renewsPolicyId", p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`,
  from: 'sales.insurance_policy p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' }, endsOn: { by: 'p.ends_on', type: 'date' } },
  defaultSort: '-createdAt',
  filters: {
    kind: 'p.kind = ANY(?::text[])',
    storeId: 'p.store_id = ?::uuid',
    salesOrderId: 'p.sales_order_id = ?::uuid',
    customerId: 'p.customer_id = ?::uuid',
    endsBy: 'p.ends_on <= ?::date',
  },
  scope: { store: 'p.store_id', owner: 'p.owner_employee_id' },
};

/** Insurance of sold cars (IN-1). */
@Injectable()
export class InsurancePolicyService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly renewals: InsuranceRenewalService,
  ) {}

  record(body: RecordInsurancePolicy): Promise<InsurancePolicyView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireOpen();
      if (!order.vin) throw OrderWithoutCar();
      requireTerm(body);
      const policy = Object.assign(new InsurancePolicy(), {
        ...{ id: newId(), ...dealOf(order), vin: order.vin, ...body, renewsPolicyId: null },
        vesselTax: body.kind === 'COMPULSORY' ? (body.vesselTax ?? 'COLLECTED') : null,
      });
      await this.db.save(policy, 'record');
      await this.renewals.expect(policy);
      if (policy.kind === 'COMPULSORY') {
        order.insurance = 'RECORDED';
        await this.db.save(order, 'insure');
      }
      const { kind, startsOn, endsOn } = policy;
      this.outbox.publish(InsuranceRecorded, policy, {
        ...dealOf(order),
        insurancePolicyId: policy.id,
        salesOrderId: order.id,
        kind,
        startsOn,
        endsOn,
      });
      return viewOf(policy);
    });
  }

  async policy(id: string): Promise<InsurancePolicyView> {
    return viewOf(await this.db.find(InsurancePolicy, id));
  }
  list(query: ListInsurancePolicies): Promise<Page<InsurancePolicyView>> {
    return this.lists.page(POLICIES, query);
  }
}

const viewOf = (p: InsurancePolicy): InsurancePolicyView => ({
  id: p.id,
  storeId: p.storeId,
  ownerEmployeeId: p.ownerEmployeeId,
  customerId: p.customerId,
  salesOrderId: p.salesOrderId,
  vin: p.vin,
  kind: p.kind,
  insurer: p.insurer,
  policyNumber: p.policyNumber,
  startsOn: p.startsOn,
  endsOn: p.endsOn,
  premium: p.premium,
  vesselTax: p.vesselTax,
  renewsPolicyId: p.renewsPolicyId,
  version: p.version,
  createdAt: p.createdAt,
  updatedAt: p.updatedAt,
});
