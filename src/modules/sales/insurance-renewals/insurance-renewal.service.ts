import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type FixedCondition, type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { addDays, Clock, daysBetween } from '../../../kernel/time/clock.js';
import { dealOf, Deals } from '../deals.js';
import { InsurancePolicy } from '../insurance-policies/insurance-policy.entity.js';
import { requireTerm } from '../insurance-policies/insurance-term.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { InsuranceRecorded, InsuranceRenewalClosed, InsuranceRenewalDue } from '../sales.contract.js';
import type { InsuranceRenewalView, ListInsuranceRenewals, LoseInsuranceRenewal, RenewInsuranceRenewal } from './insurance-renewal.dto.js';
import { InsuranceRenewal, insuranceRenewalLifecycle } from './insurance-renewal.entity.js';
import { nextReminder, RenewalOverlaps, RenewalReminders } from './insurance-renewal.rules.js';

const RENEWALS: ListDefinition = {
  select: `n.id, n.number, n.state, n.store_id AS "storeId", n.owner_employee_id AS "ownerEmployeeId", n.customer_id AS "customerId", n.sales_order_id AS "salesOrderId",
    n.insurance_policy_id AS "insurancePolicyId", n.vin, n.kind, n.insurer, n.ends_on AS "endsOn", n.next_reminder_at AS "nextReminderAt", n.reminders,
    n.renewed_policy_id AS "renewedPolicyId", n.gap_days AS "gapDays", n.closed_at AS "closedAt", n.close_reason AS "closeReason", n.version, n.created_at AS "createdAt",
    n.updated_at AS "updatedAt"`,
  from: 'sales.insurance_renewal n',
  id: 'n.id',
  sorts: { endsOn: { by: 'n.ends_on', type: 'date' }, createdAt: { by: 'n.created_at', type: 'timestamptz' } },
  defaultSort: 'endsOn',
  filters: {
    state: 'n.state = ANY(?::text[])',
    kind: 'n.kind = ?',
    storeId: 'n.store_id = ?::uuid',
    customerId: 'n.customer_id = ?::uuid',
    salesOrderId: 'n.sales_order_id = ?::uuid',
    ownerEmployeeId: 'n.owner_employee_id = ?::uuid',
  },
  scope: { store: 'n.store_id', owner: 'n.owner_employee_id' },
};

/** Policies that run out: reminded of in time, renewed or lost (IN-1). */
@Injectable()
export class InsuranceRenewalService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
  ) {}

  /** Every policy that is recorded will run out one day. */
  async expect(policy: InsurancePolicy): Promise<void> {
    const { storeId, salesOrderId, vin, kind, insurer, endsOn } = policy;
    const renewal = Object.assign(new InsuranceRenewal(), {
      id: newId(),
      number: await this.deals.number('RN', storeId),
      ...dealOf(policy),
      insurancePolicyId: policy.id,
      ...{ salesOrderId, vin, kind, insurer, endsOn, reminders: 0 },
      nextReminderAt: nextReminder(endsOn, await this.deals.setting(RenewalReminders, storeId), this.clock.now()),
    });
    insuranceRenewalLifecycle.begin(renewal);
    await this.db.save(renewal, 'expect');
  }

  /** The customer goes on with us: the new policy is recorded, and will run out in its turn. */
  renew(id: string, body: RenewInsuranceRenewal): Promise<InsuranceRenewalView> {
    return this.db.transaction(async () => {
      const renewal = await this.db.lock(InsuranceRenewal, id);
      insuranceRenewalLifecycle.check(renewal, 'renew');
      requireTerm({ kind: renewal.kind, ...body });
      if (body.startsOn <= renewal.endsOn) throw RenewalOverlaps({ errors: [at('/startsOn', RenewalOverlaps)] });
      const { salesOrderId, vin, kind } = renewal;
      const { insurer, policyNumber, startsOn, endsOn, premium } = body;
      const policy = Object.assign(new InsurancePolicy(), {
        id: newId(),
        ...dealOf(renewal),
        ...{ salesOrderId, vin, kind, insurer, policyNumber, startsOn, endsOn, premium },
        vesselTax: kind === 'COMPULSORY' ? ('COLLECTED' as const) : null,
        renewsPolicyId: renewal.insurancePolicyId,
      });
      await this.db.save(policy, 'renew');
      insuranceRenewalLifecycle.move(renewal, 'renew');
      const gapDays = daysBetween(renewal.endsOn, startsOn) - 1;
      Object.assign(renewal, { renewedPolicyId: policy.id, gapDays, closedAt: this.clock.now(), closeReason: null, nextReminderAt: null });
      await this.db.save(renewal, 'renew');
      this.#tellClosed(renewal);
      await this.expect(policy);
      const insurancePolicyId = policy.id;
      this.outbox.publish(InsuranceRecorded, policy, { ...dealOf(renewal), insurancePolicyId, salesOrderId, kind, startsOn, endsOn });
      return this.#view(renewal);
    });
  }

  lose(id: string, { reason }: LoseInsuranceRenewal): Promise<InsuranceRenewalView> {
    return this.db.transaction(async () => {
      const renewal = await this.db.lock(InsuranceRenewal, id);
      insuranceRenewalLifecycle.move(renewal, 'lose');
      Object.assign(renewal, { closedAt: this.clock.now(), closeReason: reason, nextReminderAt: null });
      await this.db.save(renewal, 'lose');
      this.#tellClosed(renewal);
      return this.#view(renewal);
    });
  }

  /** A reminder is due; a policy of a car that the order lost, or that was returned, reminds of nothing. */
  async remind(id: string): Promise<void> {
    const renewal = await this.db.lock(InsuranceRenewal, id);
    const { salesOrderId, storeId, vin, kind, endsOn, insurancePolicyId } = renewal;
    const order = await this.db.repo(SalesOrder).findOneByOrFail({ id: salesOrderId });
    const now = this.clock.now();
    if (order.ended || order.vin !== vin) {
      insuranceRenewalLifecycle.move(renewal, 'void');
      Object.assign(renewal, { closedAt: now, closeReason: 'CAR_LOST', nextReminderAt: null });
      await this.db.save(renewal, 'void');
      this.#tellClosed(renewal);
      return;
    }
    renewal.reminders += 1;
    renewal.nextReminderAt = nextReminder(endsOn, await this.deals.setting(RenewalReminders, storeId), now);
    await this.db.save(renewal, 'remind');
    const daysLeft = daysBetween(this.clock.today(), endsOn);
    this.outbox.publish(InsuranceRenewalDue, renewal, {
      ...dealOf(renewal),
      insuranceRenewalId: id,
      ...{ insurancePolicyId, salesOrderId, vin, kind, endsOn, daysLeft },
    });
  }

  #tellClosed(renewal: InsuranceRenewal): void {
    const { id: insuranceRenewalId, state } = renewal;
    this.outbox.publish(InsuranceRenewalClosed, renewal, { ...dealOf(renewal), insuranceRenewalId, state });
  }

  async one(id: string): Promise<InsuranceRenewalView> {
    return this.#view(await this.db.find(InsuranceRenewal, id));
  }
  async list({ dueWithin, ...query }: ListInsuranceRenewals): Promise<Page<InsuranceRenewalView>> {
    const due: FixedCondition[] =
      dueWithin === undefined
        ? []
        : [[`n.state = 'OPEN' AND n.ends_on <= ?::date`, addDays(this.clock.today(), dueWithin), ['dueWithin', dueWithin]]];
    const page = await this.lists.page<InsuranceRenewal>(RENEWALS, query, due);
    return { ...page, items: page.items.map((n) => this.#view(n)) };
  }

  #view(n: InsuranceRenewal): InsuranceRenewalView {
    return {
      ...headOf(insuranceRenewalLifecycle, n),
      ownerEmployeeId: n.ownerEmployeeId,
      customerId: n.customerId,
      salesOrderId: n.salesOrderId,
      insurancePolicyId: n.insurancePolicyId,
      vin: n.vin,
      kind: n.kind,
      insurer: n.insurer,
      endsOn: n.endsOn,
      daysLeft: daysBetween(this.clock.today(), n.endsOn),
      nextReminderAt: n.nextReminderAt,
      reminders: n.reminders,
      renewedPolicyId: n.renewedPolicyId,
      gapDays: n.gapDays,
      closedAt: n.closedAt,
      closeReason: n.closeReason,
    };
  }
}
