import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { refusalByCode } from '../../../kernel/problems.js';
import { permissions, storesOfScope } from '../../../kernel/security/permissions.js';
import { maskEmail, maskMobile, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { readElement } from './adf-document.js';
import { AdfIntake, adfIntakeLifecycle, type AdfRemark } from './adf-intake.entity.js';
import { mapProspect } from './adf-prospect.js';
import { AdfContentErased } from './adf.rules.js';
import type { AdfContentView, AdfIntakeView, AdfRemarkView, ListAdfIntakes, RevealAdfIntake, RevealedAdfView } from './adf.dto.js';

const INTAKES: ListDefinition = {
  select: `i.id, i.number, i.state, i.store_id AS "storeId", i.provider, i.external_id AS "externalId", i.vendor, i.requested_at AS "requestedAt",
    i.reason, i.reason_path AS "reasonPath", i.warnings, i.lead_id AS "leadId", i.content_sealed AS "contentSealed", i.discard_note AS "discardNote",
    i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'integration.adf_intake i',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'i.state = ANY(?::text[])', storeId: 'i.store_id = ?::uuid' },
};

@Injectable()
export class AdfReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async one(id: string): Promise<AdfIntakeView> {
    return this.viewOf(await this.db.find(AdfIntake, id));
  }
  /** Those of the caller's stores, and those of no store yet: somebody must find out where they belong. */
  async list(query: ListAdfIntakes): Promise<Page<AdfIntakeView>> {
    const page = await this.lists.page<AdfIntake>(
      INTAKES,
      query,
      context.scope.group ? [] : [['i.store_id IS NULL OR i.store_id = ANY(?::uuid[])', storesOfScope()]],
    );
    await this.personal.prefetch(page.items.map((i) => i.id));
    return { ...page, items: await Promise.all(page.items.map((i) => this.viewOf(i))) };
  }

  /** Shows what the sender sent, with a reason that is kept (PR-16). */
  reveal(id: string, { reason }: RevealAdfIntake): Promise<RevealedAdfView> {
    return this.db.transaction(async () => {
      const intake = await this.db.find(AdfIntake, id);
      this.db.audit({ action: 'reveal', aggregateType: 'AdfIntake', aggregateId: id, storeId: intake.storeId, changes: { reason } });
      const content = await this.personal.open(id, intake.contentSealed);
      if (content === null) throw AdfContentErased();
      return { content };
    });
  }

  async viewOf(intake: AdfIntake): Promise<AdfIntakeView> {
    const { provider, externalId, vendor, requestedAt, reason, reasonPath, warnings, leadId, discardNote } = intake;
    return {
      ...headOf(adfIntakeLifecycle, intake),
      provider,
      externalId,
      vendor,
      requestedAt,
      reason: reason === null ? null : remark({ code: reason, path: reasonPath ?? '' }),
      warnings: warnings.map(remark),
      leadId,
      discardNote,
      content: await this.#content(intake),
    };
  }

  async #content({ id, storeId, contentSealed }: AdfIntake): Promise<AdfContentView | null> {
    const xml = await this.personal.open(id, contentSealed);
    if (xml === null) return null;
    const { wanted, tradeIn, otherVehicles, name, mobile, email, timeframe, comments, extensions } = mapProspect(readElement(xml));
    return {
      wanted,
      tradeIn,
      otherVehicles,
      name: permissions.may('seeCustomerName', { storeId }) ? name : maskName(name),
      mobile: maskMobile(mobile),
      email: maskEmail(email),
      timeframe,
      comments,
      extensions,
    };
  }
}

export const remark = ({ code, path }: AdfRemark): AdfRemarkView => ({
  code,
  path,
  message: refusalByCode(code)?.title[context.locale] ?? code,
});
