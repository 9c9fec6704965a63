import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { consentInForce } from '../consents/consent-in-force.js';
import { ConsentService } from '../consents/consent.service.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { ValueGradeReads } from '../value-grades/value-grade.queries.js';
import type { BasisView, ConsentInForceView, ProfileVehicleView, ProfileView, TagView } from './profile.dto.js';
import type { Profile } from './profile.entity.js';

const PROFILE = `SELECT intent_level AS "intentLevel", intent_reason AS "intentReason", intent_opportunity_id AS "intentOpportunityId", intent_at AS "intentAt",
    intent_event_id AS "intentEventId", sales_revenue AS "salesRevenue", service_revenue AS "serviceRevenue", paid_visits AS "paidVisits", orders,
    repair_orders AS "repairOrders", last_paid_visit_at AS "lastPaidVisitAt", last_contact_at AS "lastContactAt", last_delivered_at AS "lastDeliveredAt"
  FROM crm.profile WHERE customer_id = $1`;
const TAGS_OF = `SELECT key, value, kind, store_id AS "storeId", at, event_id AS "eventId", event_name AS "eventName"
  FROM crm.customer_tag WHERE customer_id = $1 ORDER BY kind, key, at DESC, value`;
const VEHICLES_OF = `SELECT customer_vehicle_id AS "customerVehicleId", vin, model_id AS "modelId", model_name AS "modelName", delivered_on AS "deliveredOn", until
  FROM crm.profile_vehicle WHERE customer_id = $1 ORDER BY since DESC, vin`;
const HOUSEHOLD_OF = 'SELECT household_id AS "householdId" FROM crm.household_member WHERE customer_id = $1';
const CONSENTS_OF = `SELECT n.purpose, n.channel, n.recipient, n.text_version AS "textVersion", n.at FROM crm.consent n
  WHERE n.customer_id = $1 AND ${consentInForce('$2')} ORDER BY n.purpose, n.channel, n.recipient`;

/** What is kept to serve a contract, what the law wants kept, what rests on consent alone (PR-4). */
const GROUPS: [basis: string, fields: (keyof ProfileView)[]][] = [
  [
    'CONTRACT',
    ['salesRevenue', 'serviceRevenue', 'lifetimeRevenue', 'orders', 'repairOrders', 'paidVisits', 'lastPaidVisitAt', 'lastContactAt'],
  ],
  ['LEGAL_OBLIGATION', ['vehicles', 'lastDeliveredAt', 'consents']],
  ['CONSENT', ['tags', 'intent', 'valueGrades']],
];

@Injectable()
export class ProfileReads {
  constructor(
    private readonly db: Database,
    private readonly acquaintances: Acquaintances,
    private readonly grades: ValueGradeReads,
    private readonly consents: ConsentService,
    private readonly clock: Clock,
  ) {}

  async of(customerId: string): Promise<ProfileView> {
    await this.acquaintances.require(customerId);
    const [profile] = await this.db.sql<Profile>(PROFILE, [customerId]);
    const { salesRevenue = 0, serviceRevenue = 0 } = profile ?? {};
    const consents = await this.db.sql<ConsentInForceView>(CONSENTS_OF, [customerId, this.clock.now()]);
    const [household] = await this.db.sql<{ householdId: string }>(HOUSEHOLD_OF, [customerId]);
    return {
      customerId,
      intent: profile ? intentOf(profile) : null,
      valueGrades: await this.grades.of(customerId),
      tags: await this.db.sql<TagView>(TAGS_OF, [customerId]),
      vehicles: await this.db.sql<ProfileVehicleView>(VEHICLES_OF, [customerId]),
      lifetimeRevenue: salesRevenue + serviceRevenue,
      salesRevenue,
      serviceRevenue,
      paidVisits: profile?.paidVisits ?? 0,
      orders: profile?.orders ?? 0,
      repairOrders: profile?.repairOrders ?? 0,
      lastPaidVisitAt: profile?.lastPaidVisitAt ?? null,
      lastContactAt: profile?.lastContactAt ?? null,
      lastDeliveredAt: profile?.lastDeliveredAt ?? null,
      consents,
      householdId: household?.householdId ?? null,
      bases: basesOf(consents, await this.consents.profilingAllowed(customerId)),
    };
  }
}

function intentOf({ intentLevel, intentReason, intentOpportunityId, intentAt, intentEventId }: Profile): ProfileView['intent'] {
  if (intentLevel === null || intentOpportunityId === null || intentAt === null || intentEventId === null) return null;
  return { level: intentLevel, reason: intentReason, opportunityId: intentOpportunityId, at: intentAt, eventId: intentEventId };
}

/** Offers need a yes to marketing, and offers by what is known of a person no word against profiling (PR-10); without them the facts serve the contract and nothing else. */
function basesOf(consents: ConsentInForceView[], profiling: boolean): BasisView[] {
  const forMarketing = consents.some(({ purpose }) => purpose === 'MARKETING');
  return GROUPS.map(([basis, fields]) => ({ basis, fields, forMarketing: forMarketing && (basis !== 'CONSENT' || profiling) }));
}
