import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { at } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { IntentLevelUnknown } from '../crm.contract.js';
import type { IntentLevelView, ListIntentLevels } from './intent-level.dto.js';
import type { IntentLevel } from './intent-level.entity.js';

const LEVELS: ListDefinition = {
  select: 'l.id, l.code, l.brand, l.name_zh AS "nameZh", l.name_en AS "nameEn", l.rank, l.follow_up_days AS "followUpDays"',
  from: 'crm.intent_level l',
  id: 'l.id',
  sorts: { rank: { by: 'l.rank', type: 'int' }, code: { by: 'l.code', type: 'text' } },
  defaultSort: 'rank',
  filters: {
    brand: `l.brand = ? OR (l.brand IS NULL AND NOT EXISTS (SELECT 1 FROM crm.intent_level own WHERE own.code = l.code AND own.brand = ?))`,
  },
};

/** Intent levels are data: a brand may have its own (G-1). */
@Injectable()
export class IntentLevelService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
  ) {}

  async list(query: ListIntentLevels): Promise<Page<IntentLevelView>> {
    const page = await this.lists.page<IntentLevel>(LEVELS, query);
    const english = context.locale === 'en';
    return {
      ...page,
      items: page.items.map(({ id, code, brand, nameZh, nameEn, rank, followUpDays }) => ({
        id,
        code,
        name: english ? nameEn : nameZh,
        brand,
        rank,
        followUpDays,
      })),
    };
  }

  /** The level that holds at a store; 422 when there is none of that code. */
  async level(storeId: string, code: string): Promise<{ code: string; rank: number; followUpDays: number | null }> {
    const { brand } = await this.identity.store(storeId);
    const [level] = await this.db.sql<{ code: string; rank: number; followUpDays: number | null }>(
      `SELECT code, rank, follow_up_days AS "followUpDays" FROM crm.intent_level
       WHERE code = $1 AND (brand = $2 OR brand IS NULL) ORDER BY brand NULLS LAST LIMIT 1`,
      [code, brand],
    );
    if (!level) throw IntentLevelUnknown({ errors: [at('/intentLevel', IntentLevelUnknown)] });
    return level;
  }
}
