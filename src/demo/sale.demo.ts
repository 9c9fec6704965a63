import { addDays, type Clock, plus } from '../kernel/time/clock.js';
import type { DemoClient } from './demo-client.js';
import { demoVin, type DemoPerson } from './people.js';

/** The people of one store who drive a deal, and what they share. */
export interface Desk {
  client: DemoClient;
  clock: Clock;
  /** Lets what was set off by events happen. */
  settle: () => Promise<void>;
  store: 's01' | 's02';
}
export interface DemoModel {
  id: string;
  name: string;
  listPrice: number;
  colours: string[];
}
/** How far a deal has come on the last day of the demo. */
export type Reached = 'NEW' | 'CONTACTED' | 'QUALIFIED' | 'QUOTED' | 'ORDERED' | 'PAID' | 'DELIVERED';
export interface Deal {
  n: number;
  person: DemoPerson;
  model: DemoModel;
  source: string;
  reached: Reached;
  testDrive: boolean;
}

const DOCUMENTS = ['CERTIFICATE', 'CONSISTENCY', 'KEYS'];
const PDI_ITEMS = ['EXTERIOR', 'ELECTRICAL', 'FLUIDS', 'TYRES', 'DOCUMENTS'].map((code) => ({ code, result: 'PASS' }));

/** Follows one customer from the enquiry as far as the deal has come. */
export async function sell({ client, clock, settle, store }: Desk, deal: Deal): Promise<void> {
  const { person, model, n, reached } = deal;
  const consultant = `sales_consultant@${store}`;
  const manager = `sales_manager@${store}`;
  const me = await client.get(consultant, '/me');
  const lead = await client.post(`crm_agent@${store}`, '/leads', {
    source: deal.source,
    name: person.name,
    mobile: person.mobile,
    modelId: model.id,
    note: '想了解价格和现车',
  });
  if (reached === 'NEW') return;
  await client.post(manager, `/leads/${lead.id}/assign`, { employeeId: me.employeeId });
  await client.post(consultant, `/leads/${lead.id}/contacts`, {
    channel: 'PHONE',
    direction: 'OUTBOUND',
    outcome: 'REACHED',
    note: '约到店看车',
  });
  if (reached === 'CONTACTED') return;
  const { customerId, opportunityId } = await client.post(consultant, `/leads/${lead.id}/qualify`, {
    intentLevel: n % 3 === 0 ? 'H' : 'A',
    customer: { type: 'PERSON', name: person.name, mobile: person.mobile },
    modelId: model.id,
  });
  await client.patch(consultant, `/customers/${customerId}`, { residentId: person.residentId });
  await client.post(consultant, `/customers/${customerId}/consents`, {
    purpose: 'SERVICE_REMINDER',
    channel: 'SMS',
    granted: n % 5 !== 4,
    textVersion: '2026-01',
    evidence: '展厅签字',
  });
  if (deal.testDrive) await drive({ client, clock, settle, store }, opportunityId);
  if (reached === 'QUALIFIED') return;

  const colour = model.colours[n % model.colours.length];
  const discount = Math.round(model.listPrice * 0.02);
  const quotation = await client.post(consultant, '/quotations', {
    opportunityId,
    modelId: model.id,
    colour,
    lines: [
      { kind: 'VEHICLE', description: model.name, amount: model.listPrice },
      { kind: 'DISCOUNT', description: '现金优惠', amount: -discount },
      { kind: 'REGISTRATION_FEE', description: '上牌费(代收)', amount: 50_000, passThrough: true },
    ],
  });
  await client.post(consultant, `/quotations/${quotation.id}/submit`);
  await client.post(consultant, `/quotations/${quotation.id}/send`);
  if (reached === 'QUOTED') return;

  await receive({ client, clock, settle, store }, model, colour as string, n);
  const { salesOrderId } = await client.post(consultant, `/quotations/${quotation.id}/accept`);
  await settle();
  if (reached === 'ORDERED') return;
  const cashier = `cashier@${store}`;
  const receivables = (await client.get(cashier, `/receivables?salesOrderId=${salesOrderId}`)).items as {
    id: string;
    kind: string;
    amount: number;
  }[];
  const due = (kind: string) => receivables.find((r) => r.kind === kind) as { id: string; amount: number };
  await client.post(cashier, '/receipts', {
    receivableId: due('DEPOSIT').id,
    amount: due('DEPOSIT').amount,
    method: 'BANK_CARD',
    depositType: 'EARNEST',
  });
  await settle();
  const contract = await client.post(consultant, '/contracts', { salesOrderId });
  await client.post(consultant, `/contracts/${contract.id}/sign`, { signedBy: person.name });
  if (reached === 'PAID') return;

  const order = await client.get(consultant, `/sales-orders/${salesOrderId}`);
  const car = await client.get(consultant, `/stock-vehicles/${order.reservation.stockVehicleId}`);
  await client.post(`inventory_clerk@${store}`, '/pdi-inspections', {
    stockVehicleId: car.id,
    odometerKm: car.odometerKm + 1,
    items: PDI_ITEMS,
  });
  await client.post(cashier, '/receipts', { receivableId: due('BALANCE').id, amount: due('BALANCE').amount, method: 'TRANSFER' });
  const invoice = await client.post(cashier, '/invoices', { salesOrderId, kind: 'VEHICLE' });
  await client.post(cashier, `/invoices/${invoice.id}/issue`);
  const today = clock.today();
  await client.post(consultant, '/insurance-policies', {
    salesOrderId,
    kind: 'COMPULSORY',
    insurer: '示范保险',
    policyNumber: `JQ2025${String(n).padStart(6, '0')}`,
    startsOn: today,
    endsOn: addDays(today, 364),
    premium: 95_000,
  });
  const registration = await client.post(consultant, '/registrations', { salesOrderId });
  await client.post(consultant, `/registrations/${registration.id}/complete`, {
    plateNumber: `${store === 's01' ? '沪A' : '浙A'}${String(10_000 + n * 37)}`,
    registeredOn: today,
    purchaseTax: {
      amount: Math.round((model.listPrice - discount) / 11.3),
      paidOn: today,
      certificateNumber: `TAX2025${String(n).padStart(5, '0')}`,
    },
  });
  await settle();
  const { checklist } = await client.get(consultant, `/sales-orders/${salesOrderId}/delivery-readiness`);
  await client.post(consultant, `/sales-orders/${salesOrderId}/deliver`, {
    odometerKm: car.odometerKm + 3,
    checklist: (checklist as { code: string }[]).map(({ code }) => ({ code, done: true })),
    signedBy: person.name,
  });
  await settle();
}

/** A car for the stock that the sale will take from. */
async function receive({ client, clock, store }: Desk, model: DemoModel, colour: string, n: number): Promise<void> {
  const clerk = `inventory_clerk@${store}`;
  const car = await client.post(clerk, '/stock-vehicles', {
    vin: demoVin('H', n),
    modelId: model.id,
    colour,
    purchaseCost: Math.round(model.listPrice * 0.72),
    certificateNumber: `HGZ2025${String(n).padStart(6, '0')}`,
    engineNumber: `EN2025${String(n).padStart(6, '0')}`,
  });
  await client.post(clerk, `/stock-vehicles/${car.id}/ship`, { expectedOn: clock.today() });
  await client.post(clerk, `/stock-vehicles/${car.id}/arrive`, { odometerKm: 8 });
  await client.post(clerk, `/stock-vehicles/${car.id}/accept`, {
    location: `B-${String(n).padStart(2, '0')}`,
    inspection: { passed: true, documents: DOCUMENTS },
  });
}

async function drive({ client, clock, store }: Desk, opportunityId: string): Promise<void> {
  const consultant = `sales_consultant@${store}`;
  const demo = (await client.get(consultant, '/stock-vehicles?state=DEMO&limit=1')).items[0] as { id: string; odometerKm: number };
  const startsAt = plus(clock.now(), { minutes: 30 });
  const booked = await client.post(consultant, '/test-drives', {
    opportunityId,
    stockVehicleId: demo.id,
    startsAt: startsAt.toISOString(),
    endsAt: plus(startsAt, { minutes: 30 }).toISOString(),
    licence: { number: '11010519491231002X', class: 'C1', expiresOn: addDays(clock.today(), 900) },
  });
  await client.post(consultant, `/test-drives/${booked.id}/start`, { odometerKm: demo.odometerKm, agreementSigned: true });
  await client.post(consultant, `/test-drives/${booked.id}/complete`, { odometerKm: demo.odometerKm + 12, feedback: '动力和静音都满意' });
}
