import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const ClaimWindowOver = refusal(
  'conflict',
  'carrier_claim_window_over',
  '向承运商索赔的期限已过',
  'The time to claim from the carrier is over',
  'V-3',
);
export const ClaimSettledAboveAmount = refusal(
  'wrong',
  'carrier_claim_settled_above_amount',
  '赔付金额不得高于索赔金额',
  'No more is settled than was claimed',
  'V-3',
);
export const ClaimWindow = setting<string>({
  key: 'inventory.carrier-claim-window',
  kind: 'duration',
  fallback: 'PT72H',
  description: 'How long after the arrival damage and missing cars may be claimed from the carrier.',
  rule: 'V-3',
});
constraintRefusal('ck_carrier_claim_settled', ClaimSettledAboveAmount);
