import { event } from '../../kernel/events/event.js';

interface MessageFacts {
  messageId: string;
  customerId: string;
  storeId: string;
  kind: string;
  channel: string;
  dedupeKey: string;
}
export const MessageSent = event<MessageFacts & { sentAt: string }>('messaging.message-sent', 'A message left for a customer.');
export const MessageWithheld = event<MessageFacts & { reason: string }>('messaging.message-withheld', 'A message was not sent: no consent, no address or cooldown.', { outwardOnly: true });
