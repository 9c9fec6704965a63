import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import type { ContractTemplateView, CreateContractTemplate, EditContractTemplate, ListContractTemplates } from './contract-template.dto.js';
import { ContractTemplate, contractTemplateLifecycle } from './contract-template.entity.js';
import { ContractTemplateFixed, ContractTemplateInvalid, ContractTemplateMissing } from './contract-template.rules.js';
import { placeFaults } from './template-places.js';

const TEMPLATES: ListDefinition = {
  select: `t.id, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.code, t.revision, t.state, t.title_zh AS "titleZh", t.title_en AS "titleEn",
    t.body_zh AS "bodyZh", t.body_en AS "bodyEn", t.published_at AS "publishedAt"`,
  from: 'sales.contract_template t',
  id: 't.id',
  sorts: { code: { by: 't.code', type: 'text' }, createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: 'code',
  filters: { state: 't.state = ANY(?::text[])', code: 't.code = ?' },
};

/** Texts of contracts, as data of the group: written, published, and never changed after that. */
@Injectable()
export class ContractTemplateService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  write(body: CreateContractTemplate): Promise<ContractTemplateView> {
    requirePlaces(body);
    return this.db.transaction(async () => {
      const template = Object.assign(new ContractTemplate(), {
        id: newId(),
        ...body,
        revision: await this.#nextRevision(body.code),
        publishedAt: null,
      });
      contractTemplateLifecycle.begin(template);
      return viewOf(await this.db.save(template, 'write'));
    });
  }

  change(id: string, body: EditContractTemplate, expected: number | '*'): Promise<ContractTemplateView> {
    return this.db.transaction(async () => {
      const template = await this.db.lock(ContractTemplate, id);
      template.expectVersion(expected);
      if (template.state !== 'DRAFT') throw ContractTemplateFixed();
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(template, { [name]: value as unknown });
      requirePlaces(template);
      return viewOf(await this.db.save(template, 'change'));
    });
  }

  /** It takes the place of the revision before; contracts that were drawn up from that one keep it. */
  publish(id: string): Promise<ContractTemplateView> {
    return this.db.transaction(async () => {
      const { code } = await this.db.find(ContractTemplate, id);
      await this.#alone(code);
      const template = await this.db.lock(ContractTemplate, id);
      contractTemplateLifecycle.check(template, 'publish');
      for (const before of await this.db.lockAll(ContractTemplate, { code, state: 'PUBLISHED' })) {
        contractTemplateLifecycle.move(before, 'retire');
        await this.db.save(before, 'retire');
      }
      contractTemplateLifecycle.move(template, 'publish');
      template.publishedAt = this.clock.now();
      return viewOf(await this.db.save(template, 'publish'));
    });
  }

  /** The revision that contracts are drawn up from. */
  async published(code: string): Promise<ContractTemplate> {
    const template = await this.db.repo(ContractTemplate).findOneBy({ code, state: 'PUBLISHED' });
    if (!template) throw ContractTemplateMissing();
    return template;
  }

  async one(id: string): Promise<ContractTemplateView> {
    return viewOf(await this.db.find(ContractTemplate, id));
  }
  async list(query: ListContractTemplates): Promise<Page<ContractTemplateView>> {
    const page = await this.lists.page<ContractTemplate>(TEMPLATES, query);
    return { ...page, items: page.items.map(viewOf) };
  }

  async #nextRevision(code: string): Promise<number> {
    await this.#alone(code);
    const [row] = await this.db.sql<{ next: number }>(
      'SELECT coalesce(max(revision), 0) + 1 AS next FROM sales.contract_template WHERE code = $1',
      [code],
    );
    return row?.next ?? 1;
  }
  /** One at a time for a code: revisions count up, and one is published. */
  async #alone(code: string): Promise<void> {
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('sales.contract-template ' || $1, 0))`, [code]);
  }
}

function requirePlaces({ bodyZh, bodyEn }: { bodyZh: string; bodyEn: string }): void {
  const errors = [...placeFaults('/bodyZh', bodyZh), ...placeFaults('/bodyEn', bodyEn)];
  if (errors.length) throw ContractTemplateInvalid({ errors });
}

const viewOf = (t: ContractTemplate): ContractTemplateView => ({
  ...headOf(contractTemplateLifecycle, Object.assign({}, t, { number: `${t.code}-${t.revision}`, storeId: null })),
  code: t.code,
  revision: t.revision,
  titleZh: t.titleZh,
  titleEn: t.titleEn,
  bodyZh: t.bodyZh,
  bodyEn: t.bodyEn,
  publishedAt: t.publishedAt,
});
