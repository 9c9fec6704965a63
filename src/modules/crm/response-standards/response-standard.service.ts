import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { CreateResponseStandard, EditResponseStandard, ListResponseStandards, ResponseStandardView } from './response-standard.dto.js';
import { ResponseStandard } from './response-standard.entity.js';

const STANDARDS: ListDefinition = {
  select: `s.id, s.source, s.brand, s.store_id AS "storeId", s.clock, s.goal_minutes AS "goalMinutes", s.missed_minutes AS "missedMinutes",
    s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`,
  from: 'crm.response_standard s',
  id: 's.id',
  sorts: { source: { by: 's.source', type: 'text' } },
  defaultSort: 'source',
  filters: { source: 's.source = ?', brand: 's.brand = ?', storeId: 's.store_id = ?::uuid' },
};

interface Place {
  brand?: string | null;
  storeId?: string | null;
}

/** Response standards are data: per source, and where a brand or a store sets its own (L-5). */
@Injectable()
export class ResponseStandardService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
  ) {}

  set({ brand = null, storeId = null, ...body }: Omit<CreateResponseStandard, 'brand' | 'storeId'> & Place): Promise<ResponseStandardView> {
    return this.db.transaction(async () => {
      if (storeId !== null) await this.identity.store(storeId);
      const standard = Object.assign(new ResponseStandard(), { id: newId(), brand, storeId, ...body });
      standard.requireSound();
      return viewOf(await this.db.save(standard, 'set'));
    });
  }

  change(id: string, body: EditResponseStandard, expected: number | '*'): Promise<ResponseStandardView> {
    return this.db.transaction(async () => {
      const standard = await this.db.lock(ResponseStandard, id);
      standard.expectVersion(expected);
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(standard, { [name]: value as unknown });
      standard.requireSound();
      return viewOf(await this.db.save(standard, 'change'));
    });
  }

  async one(id: string): Promise<ResponseStandardView> {
    return viewOf(await this.db.find(ResponseStandard, id));
  }
  list(query: ListResponseStandards): Promise<Page<ResponseStandardView>> {
    return this.lists.page<ResponseStandardView>(STANDARDS, query);
  }
}

const viewOf = (s: ResponseStandard): ResponseStandardView => ({
  id: s.id,
  source: s.source,
  brand: s.brand,
  storeId: s.storeId,
  clock: s.clock,
  goalMinutes: s.goalMinutes,
  missedMinutes: s.missedMinutes,
  version: s.version,
  createdAt: s.createdAt,
  updatedAt: s.updatedAt,
});
