import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { at, say } from '../../../kernel/problems.js';
import { BrandData, holdsFor } from '../brand-data.js';
import { IntentLevelUnknown } from './intent-level.rules.js';
import type { CreateIntentLevel, EditIntentLevel, IntentLevelView, ListIntentLevels } from './intent-level.dto.js';
import { IntentLevel } from './intent-level.entity.js';

const ACTIVE = { active: true };
const COLUMNS = `d.id, d.code, d.brand, d.name_zh AS "nameZh", d.name_en AS "nameEn", d.rank, d.follow_up_days AS "followUpDays", d.active,
  d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`;
const LEVELS: ListDefinition = {
  select: COLUMNS,
  from: 'crm.intent_level d',
  id: 'd.id',
  sorts: { rank: { by: 'd.rank', type: 'int' }, code: { by: 'd.code', type: 'text' } },
  defaultSort: 'rank',
  filters: { brand: holdsFor('crm.intent_level', 'd') },
};

/** Intent levels are data: a brand may have its own (G-1). */
@Injectable()
export class IntentLevelService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly brands: BrandData,
  ) {}

  async list(query: ListIntentLevels): Promise<Page<IntentLevelView>> {
    const page = await this.lists.page<IntentLevel>(LEVELS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async one(id: string): Promise<IntentLevelView> {
    return viewOf(await this.db.find(IntentLevel, id));
  }
  async create(body: CreateIntentLevel): Promise<IntentLevelView> {
    return viewOf(await this.brands.create(IntentLevel, { ...body, ...ACTIVE }));
  }
  /** A new interval moves no date that is set: it is reckoned with at the next contact or change of level (G-2). */
  async change(id: string, body: EditIntentLevel, expected: number | '*'): Promise<IntentLevelView> {
    return viewOf(await this.brands.change(IntentLevel, id, body, expected));
  }

  /** The level of a code that holds at a store; 422 when there is none. */
  async level(storeId: string, code: string): Promise<IntentLevel> {
    const [level] = await this.brands.at<IntentLevel>('crm.intent_level', COLUMNS, storeId, code);
    if (!level) throw IntentLevelUnknown({ errors: [at('/intentLevel', IntentLevelUnknown)] });
    return level;
  }
  /** The same, to be given now: 422 when it is no longer active. */
  async levelToGive(storeId: string, code: string): Promise<IntentLevel> {
    const level = await this.level(storeId, code);
    if (!level.active) throw IntentLevelUnknown({ errors: [at('/intentLevel', IntentLevelUnknown)] });
    return level;
  }
}

const viewOf = (l: IntentLevel): IntentLevelView => ({
  id: l.id,
  code: l.code,
  name: say(l.nameZh, l.nameEn),
  brand: l.brand,
  rank: l.rank,
  followUpDays: l.followUpDays,
  active: l.active,
  version: l.version,
  createdAt: l.createdAt,
  updatedAt: l.updatedAt,
});
