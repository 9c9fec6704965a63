import { Injectable } from '@nestjs/common';
import { job, on, Reactions } from '../../../kernel/events/event.js';
import { CustomersMerged, CustomersUnmerged, MergeSettled } from '../crm.contract.js';
import { ValueGradeService } from '../value-grades/value-grade.service.js';
import { PROFILE_EVENTS } from './profile-facts.js';
import { ProfileProjection } from './profile-projection.js';
import { ProfileRebuildService, REBUILD_JOB } from './profile-rebuild.service.js';

const PROFILE = 'crm.profile';

/** The reactions of the profile: what it is made from, when customers are graded, how it is made anew. */
@Injectable()
export class ProfileReactions extends Reactions {
  constructor(
    private readonly profiles: ProfileProjection,
    private readonly rebuilds: ProfileRebuildService,
    private readonly grades: ValueGradeService,
  ) {
    super();
  }

  override readonly listeners = [
    ...PROFILE_EVENTS.map((event) => on(event, PROFILE, (published) => this.profiles.hear(published as never))),
    on(CustomersMerged, PROFILE, ({ payload: p }) => this.profiles.follow([p.survivorCustomerId, p.mergedCustomerId])),
    on(MergeSettled, PROFILE, ({ payload: p }) => this.profiles.follow([p.survivorCustomerId, p.mergedCustomerId])),
    on(CustomersUnmerged, PROFILE, ({ payload: p }) => this.profiles.follow([p.survivorCustomerId, p.restoredCustomerId])),
  ];

  override readonly ticks = [{ name: 'crm.grade-customers', daily: '02:30', run: (date: string) => this.grades.grade(date) }];

  override readonly jobs = [job(REBUILD_JOB, (payload: { rebuildId: string }) => this.rebuilds.carryOn(payload))];
}
