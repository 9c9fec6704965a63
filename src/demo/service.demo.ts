import { addDays } from '../kernel/time/clock.js';
import type { DemoPerson } from './people.js';
import type { Desk } from './sale.demo.js';

/** A first service of a car that this group delivered: appointment, reception, work, parts, quality check, bill, hand-over. */
export async function service({ client, clock, settle, store }: Desk, person: DemoPerson, n: number): Promise<void> {
  const advisor = `service_advisor@${store}`;
  const customer = (await client.get(`sales_manager@${store}`, `/customers?q=${person.mobile}`)).items[0] as { id: string };
  const car = (await client.get(advisor, `/customer-vehicles?customerId=${customer.id}`)).items[0] as { id: string; odometerKm: number };
  const reminder = (
    (await client.get(advisor, `/maintenance-reminders?customerVehicleId=${car.id}`)).items as { state: string; operationCode: string }[]
  ).find((r) => r.state !== 'DONE');
  if (!reminder) return;
  const operation = (await client.get(advisor, `/labour-operations?code=${reminder.operationCode}`)).items[0] as { code: string };
  let slot: { startsAt: string } | undefined;
  for (let ahead = 0; !slot && ahead < 10; ahead++)
    slot = (await client.get(advisor, `/service-slots?date=${addDays(clock.today(), ahead)}&operationCode=${operation.code}`)).items[0];
  if (!slot) return;
  const appointment = await client.post(advisor, '/service-appointments', {
    customerVehicleId: car.id,
    startsAt: slot.startsAt,
    operationCodes: [operation.code],
    concern: '按时保养',
  });
  await client.post(advisor, `/service-appointments/${appointment.id}/arrive`);
  const order = await client.post(advisor, '/repair-orders', {
    appointmentId: appointment.id,
    customerVehicleId: car.id,
    odometerKm: car.odometerKm + 4200 + n * 130,
    fuelLevelPercent: 45,
    concern: '按时保养',
    walkAround: { items: [{ code: 'BODY', note: '无划痕' }] },
    signedBy: person.name,
  });
  const path = `/repair-orders/${order.id}`;
  const labour = await client.post(advisor, `${path}/lines`, { type: 'LABOUR', operationCode: operation.code, payer: 'CUSTOMER' });
  const part = (await client.get(advisor, '/parts?limit=1')).items[0] as { id: string };
  const partLine = await client.post(advisor, `${path}/lines`, { type: 'PART', partId: part.id, quantity: 1, payer: 'CUSTOMER' });
  await client.post(advisor, `${path}/estimate`);
  await client.post(advisor, `${path}/approve`, { estimateVersion: 1, channel: 'SIGNATURE', reference: person.name });
  const controller = `workshop_controller@${store}`;
  const technicianAccount = `technician@${store}`;
  const worker = await client.get(technicianAccount, '/me');
  const technician = (await client.get(controller, `/technicians?employeeId=${worker.employeeId}`)).items[0] as { id: string };
  const bay = (await client.get(controller, `/bays?operationCode=${operation.code}&free=true`)).items[0] as { id: string };
  await client.post(controller, `${path}/dispatch`, { assignments: [{ lineId: labour.id, technicianId: technician.id, bayId: bay.id }] });
  await client.post(technicianAccount, `${path}/start`);
  await client.post(`parts_clerk@${store}`, '/part-issues', { repairOrderId: order.id, lineId: partLine.id, quantity: 1 });
  await client.post(technicianAccount, `${path}/finish`);
  await client.post(`quality_inspector@${store}`, `${path}/pass`, { items: [{ code: 'ROAD_TEST', result: 'PASS' }] });
  await client.post(advisor, `${path}/settle`);
  await settle();
  const cashier = `cashier@${store}`;
  const bills = (await client.get(cashier, `/receivables?repairOrderId=${order.id}`)).items as { id: string; outstanding: number }[];
  for (const bill of bills) await client.post(cashier, '/receipts', { receivableId: bill.id, amount: bill.outstanding, method: 'WECHAT' });
  await settle();
  await client.post(advisor, `${path}/hand-over`, { signedBy: person.name });
  await settle();
}
