import { RepairOrderClosed } from '../../aftersales/aftersales.contract.js';
import { OrderConfirmed, OrderDelivered, QuotationAccepted, TestDriveCompleted } from '../../sales/sales.contract.js';
import { InteractionRecorded, OpportunityLost } from '../crm.contract.js';
import { type Says, tags } from './saying.js';

const yes = (condition: boolean): string | undefined => (condition ? 'YES' : undefined);
const yearlyKm = (km: number | null): string | undefined =>
  km === null ? undefined : km < 10_000 ? 'UNDER_10K' : km <= 20_000 ? '10K_20K' : 'OVER_20K';

/** Which tags events put on their customers: a new rule is one line. */
export const TAG_RULES: readonly Says[] = [
  tags(InteractionRecorded, (p) => [['CHANNEL', p.direction === 'INBOUND' ? p.channel : undefined]]),
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
  tags(RepairOrderClosed, (p) => [['YEARLY_KM', yearlyKm(p.kmPerYear)]]),
];
