import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { SegmentRetired } from '../segments/segment.rules.js';
import {
  CampaignMemberView,
  CampaignResultView,
  CampaignView,
  CancelCampaign,
  CreateCampaign,
  EditCampaign,
  ListCampaignMembers,
  ListCampaigns,
  ScheduleCampaign,
} from './campaign.dto.js';
import { CampaignReads } from './campaign.queries.js';
import {
  CampaignAudienceEmpty,
  CampaignBudgetExceeded,
  CampaignCouponUnfit,
  CampaignFixed,
  CampaignInvalid,
  CampaignScheduleInvalid,
  CampaignTemplateUnfit,
  CampaignWithoutConsent,
} from './campaign.rules.js';
import { CampaignService } from './campaign.service.js';

const FIT = [CampaignInvalid, CampaignTemplateUnfit, CampaignCouponUnfit, SegmentRetired];

@Resource('campaigns', 'crm')
export class CampaignController {
  constructor(
    private readonly campaigns: CampaignService,
    private readonly reads: CampaignReads,
  ) {}

  @Create('createCampaign', CampaignView, { summary: 'Plan a campaign', refusals: [NotFound, StoreRequired, ...FIT] })
  create(@Body() body: CreateCampaign): Promise<CampaignView> {
    return this.campaigns.plan(body);
  }
  @List('listCampaigns', CampaignView, { summary: 'List campaigns, newest first' })
  list(@Query() query: ListCampaigns): Promise<Page<CampaignView>> {
    return this.reads.list(query);
  }
  @Read('getCampaign', CampaignView, { summary: 'Read a campaign' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.reads.one(id);
  }
  @Edit('updateCampaign', CampaignView, { summary: 'Change a draft', refusals: [CampaignFixed, ...FIT] })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditCampaign, @IfMatch() expected: number | '*'): Promise<CampaignView> {
    return this.campaigns.change(id, body, expected);
  }
  @Move('scheduleCampaign', 'schedule', CampaignView, {
    summary: 'Set when it is launched',
    description: 'A campaign that may not be launched when its hour has come is a draft again, with the reason.',
    refusals: [IllegalMove, CampaignScheduleInvalid],
  })
  schedule(@Param('id', ParseUUIDPipe) id: string, @Body() body: ScheduleCampaign): Promise<CampaignView> {
    return this.campaigns.schedule(id, body);
  }
  @Move('launchCampaign', 'launch', CampaignView, {
    summary: 'Launch it now: the audience is frozen',
    description:
      'Refused when nobody of the audience agreed to marketing on the channel (PR-4) or the budget does not reach them all. Consent, address, cooldown and quiet hours are looked at once more when each message leaves; who is spared is counted with the reason.',
    refusals: [IllegalMove, CampaignAudienceEmpty, CampaignWithoutConsent, CampaignBudgetExceeded, ...FIT],
    keyed: true,
  })
  launch(@Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.launch(id);
  }
  @Move('pauseCampaign', 'pause', CampaignView, { summary: 'Send no more for now', refusals: [IllegalMove] })
  pause(@Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.pause(id);
  }
  @Move('resumeCampaign', 'resume', CampaignView, { summary: 'Go on sending', refusals: [IllegalMove] })
  resume(@Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.resume(id);
  }
  @Move('completeCampaign', 'complete', CampaignView, {
    summary: 'End it before its time',
    description: 'What has not left stays; what customers do goes on being counted.',
    refusals: [IllegalMove],
  })
  complete(@Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.complete(id);
  }
  @Move('cancelCampaign', 'cancel', CampaignView, {
    summary: 'Call it off: what has not left does not leave',
    refusals: [IllegalMove],
  })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelCampaign): Promise<CampaignView> {
    return this.campaigns.cancel(id, body);
  }
  @Read('getCampaignResult', CampaignResultView, {
    path: ':id/result',
    summary: 'See what came of it',
    description: 'What a customer did within 30 days † of the message counts for the campaign that reached them last; each customer once.',
  })
  result(@Param('id', ParseUUIDPipe) id: string): Promise<CampaignResultView> {
    return this.reads.result(id);
  }
  @List('listCampaignMembers', CampaignMemberView, { path: ':id/members', summary: 'List its audience, one by one', refusals: [NotFound] })
  members(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListCampaignMembers): Promise<Page<CampaignMemberView>> {
    return this.reads.members(id, query);
  }
}
