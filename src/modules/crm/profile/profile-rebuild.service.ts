import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { History } from '../../../kernel/events/history.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { Jobs } from '../../../kernel/jobs/jobs.js';
import { Office } from '../office.js';
import type { ListProfileRebuilds, ProfileRebuildView } from './profile.dto.js';
import { PROFILE_EVENTS } from './profile-facts.js';
import { ProfileProjection } from './profile-projection.js';
import { ProfileRebuild, profileRebuildLifecycle } from './profile-rebuild.entity.js';
import type { OfCustomer } from './saying.js';

export const REBUILD_JOB = 'crm.rebuild-profiles';
const CHUNK = 500;
const EVENT_NAMES = PROFILE_EVENTS.map(({ name }) => name);

const REBUILDS: ListDefinition = {
  select: `b.id, b.number, b.state, b.events, b.facts, b.corrected, b.finished_at AS "finishedAt", b.version, b.created_at AS "createdAt", b.updated_at AS "updatedAt"`,
  from: 'crm.profile_rebuild b',
  id: 'b.id',
  sorts: { createdAt: { by: 'b.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {},
};

/** Makes all profiles anew from the events, some hundred events a transaction, while the program goes on. */
@Injectable()
export class ProfileRebuildService {
  constructor(
    private readonly db: Database,
    private readonly history: History,
    private readonly jobs: Jobs,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly projection: ProfileProjection,
  ) {}

  start(): Promise<ProfileRebuildView> {
    return this.db.transaction(async () => {
      const number = await this.office.number('PB');
      const rebuild = Object.assign(new ProfileRebuild(), { id: newId(), number, afterSeq: 0, events: 0, facts: 0, corrected: 0 });
      profileRebuildLifecycle.begin(rebuild);
      await this.db.save(rebuild, 'start');
      await this.jobs.enqueue(REBUILD_JOB, { rebuildId: rebuild.id });
      return viewOf(rebuild);
    });
  }

  /** The next events; each turn enqueues the one after it. */
  carryOn({ rebuildId }: { rebuildId: string }): Promise<void> {
    return this.db.transaction(async () => {
      const rebuild = await this.db.lock(ProfileRebuild, rebuildId);
      if (rebuild.state !== 'RUNNING') return;
      await this.projection.withhold();
      const { events, upTo } = await this.history.after<OfCustomer>(rebuild.afterSeq, EVENT_NAMES, CHUNK);
      const { facts, corrected } = await this.projection.replace(events, rebuild.afterSeq, upTo);
      Object.assign(rebuild, {
        afterSeq: upTo,
        events: rebuild.events + events.length,
        facts: rebuild.facts + facts,
        corrected: rebuild.corrected + corrected,
      });
      if (events.length === CHUNK) {
        await this.jobs.enqueue(REBUILD_JOB, { rebuildId });
      } else {
        await this.projection.forgetUnspoken();
        profileRebuildLifecycle.move(rebuild, 'finish');
        rebuild.finishedAt = this.office.now();
      }
      await this.db.save(rebuild, 'carry-on');
    });
  }

  async one(id: string): Promise<ProfileRebuildView> {
    return viewOf(await this.db.find(ProfileRebuild, id));
  }
  async list(query: ListProfileRebuilds): Promise<Page<ProfileRebuildView>> {
    const page = await this.lists.page<ProfileRebuild>(REBUILDS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (rebuild: ProfileRebuild): ProfileRebuildView => ({
  ...headOf(profileRebuildLifecycle, rebuild),
  events: rebuild.events,
  facts: rebuild.facts,
  corrected: rebuild.corrected,
  finishedAt: rebuild.finishedAt,
});
