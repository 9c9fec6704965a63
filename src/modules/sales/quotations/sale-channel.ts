import { at, refusal, say } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

/** Where the customer and the store meet: 消法 25 gives the seven days to what is sold at a distance (D-11). */
export const SALE_CHANNELS = ['IN_STORE', 'ONLINE', 'PHONE'] as const;
export type SaleChannel = (typeof SALE_CHANNELS)[number];
export interface SoldHow {
  saleChannel: SaleChannel;
  /** The customer confirmed that the seven days do not hold for this car (消法 25). */
  distanceReturnExcluded: boolean;
}

export const DistanceExclusionInvalid = refusal(
  'wrong',
  'distance_exclusion_invalid',
  '到店成交没有七日无理由退货,无须排除',
  'Only a sale at a distance has the seven days that could be excluded',
  'D-11',
);
export const OriginStatement = setting<string>({
  key: 'sales.origin-statement',
  kind: 'text',
  fallback: '全新车辆,来源于生产厂家授权渠道。',
  description: 'What a quotation says of the origin of its car where the consultant says nothing else.',
  rule: 'D-11',
});

export function requireChannel({ saleChannel, distanceReturnExcluded }: SoldHow): void {
  if (distanceReturnExcluded && saleChannel === 'IN_STORE')
    throw DistanceExclusionInvalid({ errors: [at('/distanceReturnExcluded', DistanceExclusionInvalid)] });
}

/** What a customer is told of sending the car back (消法 25). */
export function returnRight({ saleChannel, distanceReturnExcluded }: SoldHow): string {
  if (saleChannel === 'IN_STORE')
    return say('到店成交,不适用七日无理由退货。', 'Sold in the store: the seven days of a distance sale do not hold.');
  if (distanceReturnExcluded)
    return say('远程成交,经客户确认不适用七日无理由退货。', 'Sold at a distance: the customer confirmed that the seven days do not hold.');
  return say(
    '远程成交,自交付之日起七日内可无理由退货。',
    'Sold at a distance: it can be sent back within seven days of its delivery, without a reason.',
  );
}
