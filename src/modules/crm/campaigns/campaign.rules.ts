import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';
import type { CampaignChannel } from '../crm.contract.js';

export const CampaignInvalid = refusal('wrong', 'campaign_invalid', '活动设置无效', 'The settings of the campaign do not fit together');
export const CampaignTemplateUnfit = refusal(
  'wrong',
  'campaign_template_unfit',
  '该渠道没有此营销模板',
  'There is no marketing template of this code for the channel',
  'PR-4',
);
export const CampaignFixed = refusal('conflict', 'campaign_fixed', '活动已排期或已开始,不可修改', 'Only a draft can be changed');
export const CampaignScheduleInvalid = refusal(
  'wrong',
  'campaign_schedule_invalid',
  '活动时间须晚于现在',
  'A campaign is scheduled for a time to come',
);
export const CampaignAudienceEmpty = refusal('wrong', 'campaign_audience_empty', '没有符合条件的客户', 'The segment finds nobody');
export const CampaignWithoutConsent = refusal(
  'wrong',
  'campaign_without_consent',
  '目标客户均未同意该渠道的营销',
  'Nobody of the audience agreed to marketing on this channel',
  'PR-4',
);
export const CampaignBudgetExceeded = refusal(
  'wrong',
  'campaign_budget_exceeded',
  '预算不足以触达全部目标客户',
  'The budget does not reach the whole audience',
);
export const CampaignCouponUnfit = refusal(
  'conflict',
  'campaign_coupon_unfit',
  '优惠券规则未生效',
  'The coupons of the campaign cannot be issued',
);

/** Fen a message costs; a channel that is not named costs nothing. */
export const MessageCost = setting<Partial<Record<CampaignChannel, number>>>({
  key: 'crm.campaign-message-cost',
  kind: 'json',
  fallback: { SMS: 5, EMAIL: 1 },
  description: 'What one message of a campaign costs, fen per channel (SMS, WECHAT, EMAIL).',
  rule: 'PR-10',
});
export const AttributionWindow = setting<number>({
  key: 'crm.campaign-attribution-days',
  kind: 'integer',
  fallback: 30,
  min: 1,
  max: 365,
  description:
    'Days after a message in which an answer, a visit or a purchase counts as the campaign’s; a campaign is complete when they are over.',
  rule: 'PR-10',
});
