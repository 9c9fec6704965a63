import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound, StoreRequired } from '../../../kernel/problems.js';
import { ListProfileRebuilds, NotedTagView, ProfileRebuildView, ProfileView, TagCustomer, UntagCustomer } from './profile.dto.js';
import { ProfileReads } from './profile.queries.js';
import { RebuildRunning, TagAbsent, TagKeyUnknown, TagValueUnknown } from './profile.rules.js';
import { ProfileRebuildService } from './profile-rebuild.service.js';
import { TagService } from './tag.service.js';

@Resource('customers', 'crm')
export class ProfileController {
  constructor(
    private readonly reads: ProfileReads,
    private readonly tags: TagService,
  ) {}

  @Read('getCustomerProfile', ProfileView, {
    path: ':id/profile',
    summary: 'Read a customer’s profile (客户画像)',
    description:
      'Made from events alone: every tag and grade says where it comes from, and every group of fields on which basis it is kept (PR-4, PR-10).',
  })
  profile(@Param('id', ParseUUIDPipe) id: string): Promise<ProfileView> {
    return this.reads.of(id);
  }
  @Create('tagCustomer', NotedTagView, {
    path: ':id/tags',
    summary: 'Note a preference, a feedback or a trait',
    refusals: [NotFound, StoreRequired, TagKeyUnknown, TagValueUnknown],
  })
  tag(@Param('id', ParseUUIDPipe) id: string, @Body() body: TagCustomer): Promise<NotedTagView> {
    return this.tags.tag(id, body);
  }
  @Move('untagCustomer', 'untag', NotedTagView, { summary: 'Take a tag off a customer', refusals: [TagAbsent] })
  untag(@Param('id', ParseUUIDPipe) id: string, @Body() body: UntagCustomer): Promise<NotedTagView> {
    return this.tags.untag(id, body);
  }
}

@Resource('profile-rebuilds', 'crm')
export class ProfileRebuildController {
  constructor(private readonly rebuilds: ProfileRebuildService) {}

  @Create('createProfileRebuild', ProfileRebuildView, {
    summary: 'Make all profiles anew from the events',
    description: 'It runs in the background; `corrected` says how many facts differed.',
    refusals: [RebuildRunning],
  })
  create(): Promise<ProfileRebuildView> {
    return this.rebuilds.start();
  }
  @List('listProfileRebuilds', ProfileRebuildView, { summary: 'List rebuilds of the profiles' })
  list(@Query() query: ListProfileRebuilds): Promise<Page<ProfileRebuildView>> {
    return this.rebuilds.list(query);
  }
  @Read('getProfileRebuild', ProfileRebuildView, { summary: 'Read a rebuild of the profiles' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ProfileRebuildView> {
    return this.rebuilds.one(id);
  }
}
