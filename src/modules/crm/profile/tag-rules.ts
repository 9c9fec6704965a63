import { RepairOrderClosed } from '../../aftersales/aftersales.contract.js';
import { OrderConfirmed, OrderDelivered, QuotationAccepted, TestDriveCompleted } from '../../sales/sales.contract.js';
import { ComplaintClosed, InteractionRecorded, NeedsRecorded, OpportunityLost, SurveyAnswered } from '../crm.contract.js';
import { type Says, tags } from './saying.js';
import type { TagKey } from './tags.js';

const yes = (condition: boolean): string | undefined => (condition ? 'YES' : undefined);
const yearlyKm = (km: number | null): string | undefined =>
  km === null ? undefined : km < 10_000 ? 'UNDER_10K' : km <= 20_000 ? '10K_20K' : 'OVER_20K';

/** By the most they would pay, fen. */
const budgetBand = (most: number | null): string | undefined => {
  if (most === null) return undefined;
  if (most < 10_000_000) return 'UNDER_100K';
  if (most <= 20_000_000) return '100K_200K';
  if (most <= 30_000_000) return '200K_300K';
  return most <= 50_000_000 ? '300K_500K' : 'OVER_500K';
};
/** Who is undecided has said nothing. */
const borrows = (finance: string | null): string | undefined =>
  finance === 'LOAN' || finance === 'LEASE' ? 'YES' : finance === 'FULL_PAYMENT' ? 'NO' : undefined;
/** As the NPS counts them (C-2). */
const recommends = (nps: number | null): string | undefined =>
  nps === null ? undefined : nps >= 9 ? 'PROMOTER' : nps >= 7 ? 'PASSIVE' : 'DETRACTOR';
const each = (key: TagKey, values: readonly string[]): [TagKey, string][] => values.map((value) => [key, value]);

/** Which tags events put on their customers: a new rule is one line. */
export const TAG_RULES: readonly Says[] = [
  tags(InteractionRecorded, (p) => [['CHANNEL', p.direction === 'INBOUND' ? p.channel : undefined]]),
  // What is left out of a needs record is not known: it takes nothing back.
  tags(NeedsRecorded, (p) => [
    ['BUDGET', budgetBand(p.budgetTo ?? p.budgetFrom)],
    ['USE', p.use ?? undefined],
    ['TIMING', p.timing ?? undefined],
    ['FINANCE', borrows(p.finance)],
    ['TRADE_IN', yes(p.tradeIn !== null)],
    ...each('WANTED_MODEL', p.modelNames ?? []),
    ...each('POWERTRAIN', p.powertrains ?? []),
    ...each('COLOUR', p.colours ?? []),
  ]),
  tags(TestDriveCompleted, ({ rating, modelName }) => [
    ['LIKED_MODEL', rating !== null && rating >= 4 ? modelName : undefined],
    ['DISLIKED_MODEL', rating !== null && rating <= 2 ? modelName : undefined],
  ]),
  tags(QuotationAccepted, (p) => p.accessories.map((name) => ['ACCESSORY', name.slice(0, 100)])),
  tags(OrderConfirmed, (p) => [
    ['COLOUR', p.colour],
    ['FINANCE', p.financed ? 'YES' : 'NO'],
  ]),
  tags(OrderDelivered, (p) => [['DRIVES', p.powertrain]]),
  tags(OpportunityLost, (p) => [['PRICE_SENSITIVE', yes(p.reason === 'PRICE')]]),
  tags(SurveyAnswered, (p) => [['RECOMMENDS', recommends(p.nps)]]),
  tags(ComplaintClosed, (p) => [['COMPLAINT_TOPIC', p.rootCause]]),
  tags(RepairOrderClosed, (p) => [['YEARLY_KM', yearlyKm(p.kmPerYear)]]),
];
