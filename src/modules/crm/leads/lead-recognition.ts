import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { plus } from '../../../kernel/time/clock.js';
import { CustomerRegister } from '../customers/customer-register.js';
import { Mobiles } from '../mobiles.js';
import { Office } from '../office.js';
import { type Lead, OPEN_LEAD_STATES } from './lead.entity.js';
import { LeadUnreachable, ProtectionWindow } from './lead.rules.js';

/** The open lead of somebody who enquired again. */
export interface OpenLead {
  id: string;
  storeId: string;
  ownerEmployeeId: string | null;
  customerId: string | null;
}
export interface Enquirer {
  columns: Pick<Lead, 'mobileSealed' | 'mobileIndex' | 'emailSealed' | 'emailIndex'>;
  /** The customer of the group with this mobile, else with this e-mail address alone: nobody who is known is treated as new. */
  customerId: string | null;
}

/** Who enquires (L-3): the same person by mobile, then by e-mail, is one lead within the protection window, and one customer. */
@Injectable()
export class LeadRecognition {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly mobiles: Mobiles,
    private readonly personal: PersonalData,
    private readonly register: CustomerRegister,
  ) {}

  /** Until the transaction ends nobody else can decide whose number this is. */
  async recognise(leadId: string, mobile: string | undefined, email: string | undefined): Promise<Enquirer> {
    if (mobile === undefined && email === undefined) throw LeadUnreachable({ errors: [at('/mobile', LeadUnreachable)] });
    const address = email?.toLowerCase() ?? null;
    const emailIndex = address === null ? null : this.personal.blindIndex('email', address);
    const byMobile = mobile === undefined ? undefined : await this.register.idByMobile(mobile);
    // Both are claimed, the mobile first: of two enquiries at once that share either, one finds the other.
    const byEmail = emailIndex === null ? undefined : await this.register.idByEmail(emailIndex);
    const customerId = byMobile ?? byEmail ?? null;
    const numbered = mobile === undefined ? { mobileSealed: null, mobileIndex: null } : await this.mobiles.columns(leadId, mobile);
    return { columns: { ...numbered, emailSealed: await this.personal.seal(leadId, address), emailIndex }, customerId };
  }

  /** Two different mobiles are two people, also where they share an e-mail address. Counts a further enquiry on the open lead of the group that it belongs to; its consultant has to speak with them now. */
  async fold({ columns: { mobileIndex, emailIndex } }: Enquirer, storeId: string, now: Date): Promise<OpenLead | null> {
    const days = await this.office.setting(ProtectionWindow, storeId);
    const [open] = await this.db.sql<OpenLead>(
      `UPDATE crm.lead SET inquiries = inquiries + 1, version = version + 1, updated_at = $3,
         follow_up_due_at = CASE WHEN follow_up_due_at IS NOT NULL THEN least(follow_up_due_at, $3) END
       WHERE id = (SELECT id FROM crm.lead WHERE (mobile_index = $1 OR (email_index = $2 AND (mobile_index IS NULL OR $1::text IS NULL))) AND received_at >= $4 AND state = ANY($5::text[])
                   ORDER BY coalesce(mobile_index = $1, false) DESC, received_at DESC LIMIT 1 FOR UPDATE)
       RETURNING id, store_id AS "storeId", owner_employee_id AS "ownerEmployeeId", customer_id AS "customerId"`,
      [mobileIndex, emailIndex, now, plus(now, { days: -days }), OPEN_LEAD_STATES],
    );
    if (open) this.db.audit({ action: 'inquire-again', aggregateType: 'Lead', aggregateId: open.id, storeId: open.storeId, changes: {} });
    return open ?? null;
  }
}
