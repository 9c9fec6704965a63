import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const ReservationExtensionsUsed = refusal(
  'conflict',
  'reservation_extensions_used',
  '锁车延期次数已用完',
  'The hold was extended as often as it may be',
  'D-4',
);
export const ReservationHoldTooLong = refusal(
  'wrong',
  'reservation_hold_too_long',
  '延期超过锁车最长期限',
  'No hold lasts so long from its beginning',
  'D-4',
);
export const ExtensionNotLater = refusal(
  'wrong',
  'extension_not_later',
  '延期须晚于原到期时间',
  'An extension ends later than the hold does',
  'D-4',
);
export const HoldDoesNotExpire = refusal(
  'conflict',
  'hold_does_not_expire',
  '该锁车不会到期,无需延期',
  'The hold does not run out: there is nothing to extend',
  'D-4',
);
export const DeliveryInPast = refusal(
  'wrong',
  'delivery_in_past',
  '约定交车日不能早于今天',
  'A delivery is not agreed for the past',
  'V-9',
);

export const MaxExtensions = setting<number>({
  key: 'inventory.reservation-extensions',
  kind: 'integer',
  fallback: 2,
  min: 0,
  max: 100,
  description: 'How often a hold may be extended.',
  rule: 'D-4',
});
export const LongestHold = setting<string>({
  key: 'inventory.reservation-longest-hold',
  kind: 'duration',
  fallback: 'P7D',
  description: 'How long a hold may last at most, from its beginning, with all its extensions.',
  rule: 'D-4',
});
