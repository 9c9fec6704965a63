import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { say } from '../../../kernel/problems.js';
import { BrandData, holdsFor } from '../brand-data.js';
import type { Stage } from '../opportunities/opportunity.entity.js';
import type { CreateStageStandard, EditStageStandard, ListStageStandards, StageStandardView } from './stage-standard.dto.js';
import { StageStandard } from './stage-standard.entity.js';

const COLUMNS = `d.id, d.brand, d.code, d.position, d.name_zh AS "nameZh", d.name_en AS "nameEn", d.entry, d.exit, d.artefacts, d.sla_hours AS "slaHours",
  d.probability_percent AS "probabilityPercent", d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`;
const STANDARDS: ListDefinition = {
  select: COLUMNS,
  from: 'crm.stage_standard d',
  id: 'd.id',
  sorts: { position: { by: 'd.position', type: 'int' } },
  defaultSort: 'position',
  filters: { brand: holdsFor('crm.stage_standard', 'd') },
};

/** Stage standards are data: a brand may have its own (O-1). A change holds for stages that are entered from then on. */
@Injectable()
export class StageStandards {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly brands: BrandData,
  ) {}

  async list(query: ListStageStandards): Promise<Page<StageStandardView>> {
    const page = await this.lists.page<StageStandard>(STANDARDS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async one(id: string): Promise<StageStandardView> {
    return viewOf(await this.db.find(StageStandard, id));
  }

  async create(body: CreateStageStandard): Promise<StageStandardView> {
    return viewOf(await this.brands.create(StageStandard, body));
  }
  async change(id: string, body: EditStageStandard, expected: number | '*'): Promise<StageStandardView> {
    return viewOf(await this.brands.change(StageStandard, id, body, expected));
  }

  /** The standard of a stage that holds at a store. */
  async of(storeId: string, stage: Stage): Promise<StageStandard> {
    const [standard] = await this.brands.at<StageStandard>('crm.stage_standard', COLUMNS, storeId, stage);
    if (!standard) throw new Error(`There is no standard of stage ${stage}`);
    return standard;
  }
}

const viewOf = (d: StageStandard): StageStandardView => ({
  id: d.id,
  brand: d.brand,
  code: d.code,
  name: say(d.nameZh, d.nameEn),
  position: d.position,
  entry: [...d.entry],
  exit: [...d.exit],
  artefacts: [...d.artefacts],
  slaHours: d.slaHours,
  probabilityPercent: d.probabilityPercent,
  version: d.version,
  createdAt: d.createdAt,
  updatedAt: d.updatedAt,
});
