import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { Office } from '../office.js';
import { Audience } from './audience.js';
import { faultsOf, type FilterShape, isPersonalised } from './segment-filter.js';
import type { CreateSegment, EditSegment, ListSegments, PreviewFilter, SegmentPreviewView, SegmentView } from './segment.dto.js';
import { Segment, segmentLifecycle } from './segment.entity.js';
import { SegmentFilterInvalid, SegmentRetired } from './segment.rules.js';

const SEGMENTS: ListDefinition = {
  select:
    'm.id, m.version, m.created_at AS "createdAt", m.updated_at AS "updatedAt", m.number, m.state, m.store_id AS "storeId", m.name, m.filter',
  from: 'crm.segment m',
  id: 'm.id',
  sorts: { createdAt: { by: 'm.created_at', type: 'timestamptz' }, name: { by: 'm.name', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { state: 'm.state = ANY(?::text[])', storeId: 'm.store_id = ?::uuid' },
  scope: { store: 'm.store_id' },
};

/** Segments are saved filters; whom they find is looked up when it is asked. */
@Injectable()
export class SegmentService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly audience: Audience,
  ) {}

  save({ name, filter, storeId: wanted }: CreateSegment): Promise<SegmentView> {
    requireFilter(filter);
    return this.db.transaction(async () => {
      const { id: storeId } = await this.office.storeForNew(wanted);
      const segment = Object.assign(new Segment(), { id: newId(), number: await this.office.number('SG', storeId), storeId, name, filter });
      segmentLifecycle.begin(segment);
      return viewOf(await this.db.save(segment, 'save'));
    });
  }
  change(id: string, { name, filter }: EditSegment, expected: number | '*'): Promise<SegmentView> {
    if (filter) requireFilter(filter);
    return this.db.transaction(async () => {
      const segment = await this.db.lock(Segment, id);
      segment.expectVersion(expected);
      if (segment.state === 'RETIRED') throw SegmentRetired();
      Object.assign(segment, { ...(name !== undefined && { name }), ...(filter !== undefined && { filter }) });
      return viewOf(await this.db.save(segment, 'change'));
    });
  }
  retire(id: string): Promise<SegmentView> {
    return this.db.transaction(async () => {
      const segment = await this.db.lock(Segment, id);
      segmentLifecycle.move(segment, 'retire');
      return viewOf(await this.db.save(segment, 'retire'));
    });
  }

  async preview({ filter, storeId: wanted }: PreviewFilter): Promise<SegmentPreviewView> {
    requireFilter(filter);
    return this.audience.measure(filter, (await this.office.storeForNew(wanted)).id);
  }
  async previewOf(id: string): Promise<SegmentPreviewView> {
    const { filter, storeId } = await this.db.find(Segment, id);
    return this.audience.measure(filter, storeId);
  }

  async one(id: string): Promise<SegmentView> {
    return viewOf(await this.db.find(Segment, id));
  }
  async list(query: ListSegments): Promise<Page<SegmentView>> {
    const page = await this.lists.page<Segment>(SEGMENTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function requireFilter(filter: FilterShape): void {
  const faults = faultsOf(filter);
  if (faults.length) throw SegmentFilterInvalid({ errors: faults });
}

const viewOf = (s: Segment): SegmentView => ({
  ...headOf(segmentLifecycle, s),
  name: s.name,
  filter: s.filter,
  personalised: isPersonalised(s.filter),
});
