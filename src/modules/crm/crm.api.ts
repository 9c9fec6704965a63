import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { NotFound } from '../../kernel/problems.js';
import { PersonalData } from '../../kernel/security/personal-data.js';
import { ConsentLinks } from './consents/consent-links.js';
import { ConsentService } from './consents/consent.service.js';
import { CouponRedemption } from './coupons/coupon-redemption.js';
import type {
  Channel,
  ConsentPurpose,
  CouponDocument,
  CouponFacts,
  CouponGrant,
  CouponUse,
  CustomerFacts,
  CustomerType,
  OpportunityFacts,
  ReceivedLead,
  TakenLead,
} from './crm.contract.js';
import { Customer, mustBeActive } from './customers/customer.entity.js';
import { LeadIntake } from './leads/lead-intake.js';
import { Opportunity } from './opportunities/opportunity.entity.js';
import { SurveyLinks } from './surveys/survey-links.js';

/** What Finance, Sales, After-sales and Messaging must know of a customer now. */
@Injectable()
export class CrmApi {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly consents: ConsentService,
    private readonly intake: LeadIntake,
    private readonly consentLinks: ConsentLinks,
    private readonly surveyLinks: SurveyLinks,
    private readonly redemption: CouponRedemption,
  ) {}

  /** Takes an enquiry in through the one door: folded into the open lead of its mobile, the response clock running (L-3, L-5). */
  async receiveLead(lead: ReceivedLead): Promise<TakenLead> {
    const { id, duplicateOfLeadId } = await this.intake.receive(lead);
    return { leadId: id, duplicateOfLeadId };
  }

  /** 404 when there is none or it is not the caller's. */
  async opportunity(opportunityId: string): Promise<OpportunityFacts> {
    const { storeId, customerId, ownerEmployeeId, modelId, stage, state } = await this.db.find(Opportunity, opportunityId);
    return { opportunityId, storeId, customerId, ownerEmployeeId, modelId, stage, open: state === 'OPEN' };
  }

  /**
   * 404 when there is none, `customer_merged` when another goes on in their place. A customer is the group's: any store may begin
   * to deal with them. In a transaction a merge waits until it is done.
   */
  async customer(customerId: string): Promise<CustomerFacts> {
    const lock = this.db.inTransaction ? { lock: { mode: 'for_key_share' as const } } : {};
    const customer = await this.db.repo(Customer).findOne({ where: { id: customerId }, ...lock });
    if (!customer) throw NotFound();
    mustBeActive(customer);
    return factsOf(customer);
  }

  /** Whose file goes on: the survivor's where the customer was merged. For what was begun with them before. */
  async current(customerId: string): Promise<string> {
    const id = (await this.currents([customerId])).get(customerId);
    if (id === undefined) throw NotFound();
    return id;
  }
  /** The same of many. */
  async currents(customerIds: string[]): Promise<Map<string, string>> {
    const found = await this.db.sql<{ known: string; id: string }>(
      'SELECT id AS known, coalesce(merged_into_customer_id, id) AS id FROM crm.customer WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE',
      [[...new Set(customerIds)]],
    );
    return new Map(found.map(({ known, id }) => [known, id]));
  }

  /** Many at once, one statement: for lists. */
  async customers(customerIds: string[]): Promise<Map<string, CustomerFacts>> {
    if (!customerIds.length) return new Map();
    const found = await this.db.sql<Parameters<typeof factsOf>[0]>(
      'SELECT id, type, name, language, identity_sealed AS "identitySealed" FROM crm.customer WHERE id = ANY($1::uuid[])',
      [[...new Set(customerIds)]],
    );
    return new Map(found.map((customer) => [customer.id, factsOf(customer)]));
  }

  /** Name and ID number or credit code in clear, for an invoice or a contract; audited with the purpose. */
  identityFor(customerId: string, purpose: string): Promise<{ name: string; identityNumber: string | null; type: CustomerType }> {
    return this.db.transaction(async () => {
      const { name, type, identitySealed } = await this.db.find(Customer, customerId);
      this.#audit(customerId, 'use-identity', { purpose });
      return { name, type, identityNumber: await this.personal.open(customerId, identitySealed) };
    });
  }

  /** Whether the customer may be contacted for this purpose on this channel, and where; audited. The address is in clear, and null without consent. */
  reach(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<{ consent: boolean; address: string | null }> {
    return this.db.transaction(async () => {
      const id = await this.current(customerId);
      const { mobileSealed, emailSealed, addressSealed } = await this.db.find(Customer, id);
      const consent = await this.consents.holds(id, purpose, channel);
      this.#audit(id, 'reach', { purpose, channel, consent });
      if (!consent) return { consent, address: null };
      const sealed = channel === 'EMAIL' ? emailSealed : channel === 'VISIT' ? addressSealed : mobileSealed;
      return { consent, address: await this.personal.open(id, sealed) };
    });
  }

  /** The customer's own link to take a consent back, for a message that needs it (PR-3). */
  withdrawalLink(customerId: string, purpose: ConsentPurpose, channel: Channel, storeId: string): Promise<string> {
    return this.consentLinks.url(customerId, purpose, channel, storeId);
  }
  /** The link that a survey is answered on; whoever has it may answer, so it goes into the message and nowhere else. */
  surveyLink(surveyId: string): Promise<string> {
    return this.surveyLinks.url(surveyId);
  }

  /** Seals a personal value under the customer's key, so that erasing the customer erases it too. */
  seal(customerId: string, value: string): Promise<string> {
    return this.personal.seal(customerId, value);
  }

  /** What a coupon would take off a document, refused with its pointer `/couponCode` when it cannot be used on it. */
  coupon(code: string, use: CouponUse): Promise<CouponGrant> {
    return this.redemption.look(code, use);
  }
  /** Uses it up, in the caller's transaction: once, however many try. */
  redeemCoupon(code: string, use: CouponUse): Promise<CouponGrant> {
    return this.redemption.redeem(code, use);
  }
  /** The document came to nothing: the coupon used on it, if any, is the customer's again. */
  releaseCoupon(documentType: CouponDocument, documentId: string): Promise<void> {
    return this.redemption.release(documentType, documentId);
  }
  coupons(couponIds: string[]): Promise<Map<string, CouponFacts>> {
    return this.redemption.facts(couponIds);
  }

  #audit(customerId: string, action: string, changes: Record<string, unknown>): void {
    this.db.audit({ action, aggregateType: 'Customer', aggregateId: customerId, storeId: null, changes });
  }
}

const factsOf = ({
  id,
  type,
  name,
  language,
  identitySealed,
}: Pick<Customer, 'id' | 'type' | 'name' | 'language' | 'identitySealed'>): CustomerFacts => ({
  customerId: id,
  type,
  name,
  language,
  identified: identitySealed !== null,
});
