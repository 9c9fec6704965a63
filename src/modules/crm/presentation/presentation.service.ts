import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { BrandData, holdsFor } from '../brand-data.js';
import { Office } from '../office.js';
import { Opportunity, opportunityLifecycle } from '../opportunities/opportunity.entity.js';
import { OpportunityProgress } from '../opportunities/opportunity-progress.js';
import type {
  CreatePresentationItem,
  EditPresentationItem,
  ListPresentationItems,
  PresentationItemView,
  PresentationView,
  PresentOpportunity,
} from './presentation.dto.js';
import { PresentationItem, PresentationTick } from './presentation-item.entity.js';
import { PresentationItemUnknown } from './presentation.rules.js';

const ACTIVE = { active: true };
const COLUMNS = `d.id, d.brand, d.code, d.position, d.title_zh AS "titleZh", d.title_en AS "titleEn", d.mandatory, d.active,
  d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`;
const ITEMS: ListDefinition = {
  select: COLUMNS,
  from: 'crm.presentation_item d',
  id: 'd.id',
  sorts: { position: { by: 'd.position', type: 'int' } },
  defaultSort: 'position',
  filters: { brand: holdsFor('crm.presentation_item', 'd') },
};

/** The product presentation: what is to be shown is data, what was shown is ticked per opportunity (O-1). */
@Injectable()
export class PresentationService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly brands: BrandData,
    private readonly progress: OpportunityProgress,
  ) {}

  async list(query: ListPresentationItems): Promise<Page<PresentationItemView>> {
    const page = await this.lists.page<PresentationItem>(ITEMS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async one(id: string): Promise<PresentationItemView> {
    return viewOf(await this.db.find(PresentationItem, id));
  }
  async create(body: CreatePresentationItem): Promise<PresentationItemView> {
    return viewOf(await this.brands.create(PresentationItem, { ...body, ...ACTIVE }));
  }
  async change(id: string, body: EditPresentationItem, expected: number | '*'): Promise<PresentationItemView> {
    return viewOf(await this.brands.change(PresentationItem, id, body, expected));
  }

  /** Ticks items; with the last mandatory one the presentation is complete, and the opportunity at PRESENTATION. */
  present(opportunityId: string, { items: codes }: PresentOpportunity): Promise<PresentationView> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, opportunityId);
      opportunityLifecycle.move(opportunity, 'present');
      const items = await this.#itemsAt(opportunity.storeId);
      const unknown = codes.flatMap((code, n) =>
        items.some((item) => item.code === code) ? [] : [at(`/items/${n}`, PresentationItemUnknown)],
      );
      if (unknown.length) throw PresentationItemUnknown({ errors: unknown });
      const now = this.office.now();
      await this.db.sql(
        `INSERT INTO crm.presentation_tick (id, opportunity_id, item_code, done_by, done_at)
         SELECT t.id, $2, t.code, $4, $5 FROM unnest($1::uuid[], $3::text[]) AS t(id, code) ON CONFLICT (opportunity_id, item_code) DO NOTHING`,
        [codes.map(() => newId()), opportunityId, codes, context.principal.id, now],
      );
      const view = await this.#viewOf(opportunityId, items);
      if (view.complete) {
        await this.progress.prove(opportunityId, 'PRESENTATION_CHECKLIST', opportunityId, now);
        await this.progress.reach(opportunity, 'PRESENTATION', now, 'present');
      }
      return view;
    });
  }

  async of(opportunityId: string): Promise<PresentationView> {
    const { storeId } = await this.db.find(Opportunity, opportunityId);
    return this.#viewOf(opportunityId, await this.#itemsAt(storeId));
  }

  async #itemsAt(storeId: string): Promise<PresentationItem[]> {
    const items = await this.brands.at<PresentationItem>('crm.presentation_item', COLUMNS, storeId);
    return items.filter((item) => item.active).sort((a, b) => a.position - b.position || a.code.localeCompare(b.code));
  }
  async #viewOf(opportunityId: string, items: PresentationItem[]): Promise<PresentationView> {
    const ticks = await this.db.repo(PresentationTick).findBy({ opportunityId });
    const tickOf = new Map(ticks.map((tick) => [tick.itemCode, tick]));
    return {
      opportunityId,
      complete: items.every((item) => !item.mandatory || tickOf.has(item.code)),
      items: items.map((item) => {
        const tick = tickOf.get(item.code);
        const { code, mandatory } = item;
        return { code, title: say(item.titleZh, item.titleEn), mandatory, doneAt: tick?.doneAt ?? null, doneBy: tick?.doneBy ?? null };
      }),
    };
  }
}

const viewOf = (i: PresentationItem): PresentationItemView => ({
  id: i.id,
  brand: i.brand,
  code: i.code,
  title: say(i.titleZh, i.titleEn),
  position: i.position,
  mandatory: i.mandatory,
  active: i.active,
  version: i.version,
  createdAt: i.createdAt,
  updatedAt: i.updatedAt,
});
