import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { Finder } from './finder.js';

/** What leads are found by: the name, the mobile, the store. */
@Injectable()
export class LeadFinder {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly finder: Finder,
  ) {}

  async refresh(leadIds: string[]): Promise<void> {
    await this.finder.hold('lead', leadIds);
    const leads = await this.db.sql<{ id: string; name: string; mobileSealed: string | null; storeId: string }>(
      'SELECT id, name, mobile_sealed AS "mobileSealed", store_id AS "storeId" FROM crm.lead WHERE id = ANY($1::uuid[])',
      [leadIds],
    );
    await this.personal.prefetch(leads.map((lead) => lead.id));
    const found = leads.map(async ({ id, name, mobileSealed, storeId }) => ({
      id,
      by: { names: [name], mobiles: [await this.personal.open(id, mobileSealed)], storeIds: [storeId] },
    }));
    await this.finder.write('lead', await Promise.all(found));
  }

  async reindex(first: string): Promise<void> {
    await this.refresh(await this.finder.outdated('lead', first));
  }
}
