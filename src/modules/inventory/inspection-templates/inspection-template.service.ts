import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import type {
  CreateInspectionTemplate,
  EditInspectionTemplate,
  InspectionTemplateView,
  ListInspectionTemplates,
} from './inspection-template.dto.js';
import { type Checklist, type InspectionItem, InspectionTemplate, inspectionTemplateLifecycle } from './inspection-template.entity.js';
import { InspectionItemTwice, InspectionTemplateFixed } from './inspection-template.rules.js';

const TEMPLATES: ListDefinition = {
  select: `t.id, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.code, t.revision, t.state, t.title_zh AS "titleZh", t.title_en AS "titleEn",
    t.items, t.published_at AS "publishedAt"`,
  from: 'inventory.inspection_template t',
  id: 't.id',
  sorts: { code: { by: 't.code', type: 'text' }, createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: 'code',
  filters: { state: 't.state = ANY(?::text[])', code: 't.code = ?' },
};

/** Checklists as data of the group: written, published, and never changed after that (D-9). */
@Injectable()
export class InspectionTemplateService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  write({ code, titleZh, titleEn, items }: CreateInspectionTemplate): Promise<InspectionTemplateView> {
    const listed = itemsOf(items);
    return this.db.transaction(async () => {
      const revision = await this.#nextRevision(code);
      const template = Object.assign(new InspectionTemplate(), { id: newId(), code, revision, titleZh, titleEn, items: listed });
      inspectionTemplateLifecycle.begin(template);
      return viewOf(await this.db.save(template, 'write'));
    });
  }

  change(id: string, { titleZh, titleEn, items }: EditInspectionTemplate, expected: number | '*'): Promise<InspectionTemplateView> {
    return this.db.transaction(async () => {
      const template = await this.db.lock(InspectionTemplate, id);
      template.expectVersion(expected);
      if (template.state !== 'DRAFT') throw InspectionTemplateFixed();
      template.titleZh = titleZh ?? template.titleZh;
      template.titleEn = titleEn ?? template.titleEn;
      if (items) template.items = itemsOf(items);
      return viewOf(await this.db.save(template, 'change'));
    });
  }

  /** It takes the place of the revision before; inspections that were made by that one keep it. */
  publish(id: string): Promise<InspectionTemplateView> {
    return this.db.transaction(async () => {
      const { code } = await this.db.find(InspectionTemplate, id);
      await this.#alone(code);
      const template = await this.db.lock(InspectionTemplate, id);
      inspectionTemplateLifecycle.check(template, 'publish');
      for (const before of await this.db.lockAll(InspectionTemplate, { code, state: 'PUBLISHED' })) {
        inspectionTemplateLifecycle.move(before, 'retire');
        await this.db.save(before, 'retire');
      }
      inspectionTemplateLifecycle.move(template, 'publish');
      template.publishedAt = this.clock.now();
      return viewOf(await this.db.save(template, 'publish'));
    });
  }

  /** The revision that cars are inspected by: each checklist is delivered with one, and another only takes its place. */
  async published(code: Checklist): Promise<InspectionTemplate> {
    const template = await this.db.repo(InspectionTemplate).findOneBy({ code, state: 'PUBLISHED' });
    if (!template) throw new Error(`No checklist ${code} is published`);
    return template;
  }

  async one(id: string): Promise<InspectionTemplateView> {
    return viewOf(await this.db.find(InspectionTemplate, id));
  }
  async list(query: ListInspectionTemplates): Promise<Page<InspectionTemplateView>> {
    const page = await this.lists.page<InspectionTemplate>(TEMPLATES, query);
    return { ...page, items: page.items.map(viewOf) };
  }

  async #nextRevision(code: Checklist): Promise<number> {
    await this.#alone(code);
    const [row] = await this.db.sql<{ next: number }>(
      'SELECT coalesce(max(revision), 0) + 1 AS next FROM inventory.inspection_template WHERE code = $1',
      [code],
    );
    return row?.next ?? 1;
  }
  /** One at a time for a checklist: revisions count up, and one is published. */
  async #alone(code: Checklist): Promise<void> {
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('inventory.inspection-template ' || $1, 0))`, [code]);
  }
}

function itemsOf(items: InspectionItem[]): InspectionItem[] {
  const twice = items.flatMap(({ code }, n) =>
    items.findIndex((i) => i.code === code) < n ? [at(`/items/${n}/code`, InspectionItemTwice)] : [],
  );
  if (twice.length) throw InspectionItemTwice({ errors: twice });
  return items.map(({ code, titleZh, titleEn, required, kind }) => ({ code, titleZh, titleEn, required, kind }));
}

const viewOf = (t: InspectionTemplate): InspectionTemplateView => ({
  ...headOf(inspectionTemplateLifecycle, Object.assign({}, t, { number: `${t.code}-${t.revision}`, storeId: null })),
  code: t.code,
  revision: t.revision,
  titleZh: t.titleZh,
  titleEn: t.titleEn,
  items: t.items,
  publishedAt: t.publishedAt,
});
