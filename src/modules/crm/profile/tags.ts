import { ROOT_CAUSES } from '../complaints/complaint.entity.js';
import { CHANNELS } from '../crm.contract.js';
import { POWERTRAIN_WISHES, TIMINGS, USES } from '../needs/needs-record.entity.js';
import type { TagKind } from './profile.entity.js';

export interface TagType {
  kind: TagKind;
  /** The values it can have; free text of at most 100 characters where there is no list. */
  values?: readonly string[];
  /** A newer value takes the place of the older one. */
  single?: true;
}
const YES_NO = ['YES', 'NO'] as const;

/** Every tag a profile can carry: typed, so that a segment can be asked for it. */
export const TAGS = {
  POWERTRAIN: { kind: 'PREFERENCE', values: POWERTRAIN_WISHES },
  BUDGET: { kind: 'PREFERENCE', values: ['UNDER_100K', '100K_200K', '200K_300K', '300K_500K', 'OVER_500K'], single: true },
  WANTED_MODEL: { kind: 'PREFERENCE' },
  USE: { kind: 'PREFERENCE', values: USES },
  TIMING: { kind: 'PREFERENCE', values: TIMINGS, single: true },
  FINANCE: { kind: 'PREFERENCE', values: YES_NO, single: true },
  TRADE_IN: { kind: 'PREFERENCE', values: YES_NO, single: true },
  COLOUR: { kind: 'PREFERENCE' },
  ACCESSORY: { kind: 'PREFERENCE' },
  CHANNEL: { kind: 'PREFERENCE', values: CHANNELS, single: true },
  LIKED_MODEL: { kind: 'FEEDBACK' },
  DISLIKED_MODEL: { kind: 'FEEDBACK' },
  RECOMMENDS: { kind: 'FEEDBACK', values: ['PROMOTER', 'PASSIVE', 'DETRACTOR'], single: true },
  COMPLAINT_TOPIC: { kind: 'FEEDBACK', values: ROOT_CAUSES },
  PRICE_SENSITIVE: { kind: 'FACT', values: YES_NO, single: true },
  DRIVES: { kind: 'FACT', values: ['ICE', 'BEV', 'PHEV'] },
  YEARLY_KM: { kind: 'FACT', values: ['UNDER_10K', '10K_20K', 'OVER_20K'], single: true },
} as const satisfies Record<string, TagType>;
export type TagKey = keyof typeof TAGS;
export const TAG_KEYS = Object.keys(TAGS) as TagKey[];
export const tagType = (key: string): TagType | undefined =>
  Object.hasOwn(TAGS, key) ? (TAGS as Record<string, TagType>)[key] : undefined;
