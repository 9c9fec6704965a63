import { event } from '../../kernel/events/event.js';
import { refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';

interface MessageFacts {
  messageId: string;
  customerId: string;
  storeId: string;
  kind: string;
  channel: string;
  dedupeKey: string;
  /** The campaign it belongs to, if any. */
  campaignId: string | null;
}
export const MessageSent = event<MessageFacts & { sentAt: string }>('messaging.message-sent', 'A message left for a customer.');
export const MessageWithheld = event<MessageFacts & { reason: string }>(
  'messaging.message-withheld',
  'A message was not sent: no consent, no address or cooldown.',
);
export const MessageFailed = event<MessageFacts & { attempts: number }>(
  'messaging.message-failed',
  'A channel did not take a message, however often it was tried.',
);

/** The templates that a campaign can choose, by code: the channels they are worded for, and whether they tell of a coupon. */
export const MARKETING_TEMPLATES: Readonly<Record<string, { channels: readonly string[]; tellsCoupon: boolean }>> = {
  CAMPAIGN_OFFER: { channels: ['SMS', 'WECHAT', 'EMAIL'], tellsCoupon: false },
  CAMPAIGN_COUPON: { channels: ['SMS', 'WECHAT', 'EMAIL'], tellsCoupon: true },
};

export const PlaceholderUnknown = refusal(
  'wrong',
  'template_placeholder_unknown',
  '模板中有未知的占位符',
  'The template has a placeholder that nothing fills',
);

export const ReminderCooldown = setting<number>({
  key: 'messaging.cooldown-days',
  kind: 'integer',
  fallback: 7,
  min: 0,
  max: 365,
  description: 'Days after a message in which the same customer gets no other of the same kind.',
  rule: 'M-4',
});
export const MarketingCooldown = setting<number>({
  key: 'messaging.marketing-cooldown-days',
  kind: 'integer',
  fallback: 7,
  min: 0,
  max: 365,
  description: 'Days after a marketing message in which the same customer gets no other, of whichever campaign.',
  rule: 'PR-10',
});
export const QuietFrom = setting<string>({
  key: 'messaging.quiet-from',
  kind: 'text',
  fallback: '21:00',
  description: 'Store time (HH:mm) from which no message leaves.',
  rule: 'M-7',
});
export const QuietUntil = setting<string>({
  key: 'messaging.quiet-until',
  kind: 'text',
  fallback: '09:00',
  description: 'Store time (HH:mm) from which messages leave again.',
  rule: 'M-7',
});
export const DeliveryAttempts = setting<number>({
  key: 'messaging.delivery-attempts',
  kind: 'integer',
  fallback: 5,
  min: 1,
  max: 7,
  description: 'How often a channel is tried before a message has failed.',
  rule: 'M-7',
});
