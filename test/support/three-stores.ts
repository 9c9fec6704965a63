import { dateOn, expectStatus, type Model, someVin, unique } from './deals.js';
import type { Actor, Answer, Server } from './server.js';

/** What stories between stores begin with: people of two stores, a third one, cars in any of them. */
export const PASSWORD = 'forecourt-demo';

export interface StorePeople {
  code: string;
  id: string;
  clerk: Actor;
  manager: Actor;
}
/** The clerk and the sales manager of a demo store. */
export async function peopleOf(app: Server, code: 's01' | 's02'): Promise<StorePeople> {
  const [clerk, manager] = await Promise.all([app.as(`inventory_clerk@${code}`), app.as(`sales_manager@${code}`)]);
  const [store] = await app.sql<{ id: string }>('SELECT id FROM identity.store WHERE code = $1', [code.toUpperCase()]);
  return { code, id: store?.id ?? '', clerk, manager };
}
/** A store of its own with a clerk and a sales manager. */
export async function someStore(app: Server): Promise<StorePeople> {
  const admin = await app.as('admin');
  const code = `T${String(unique()).slice(-7).padStart(7, '0')}`;
  const store = expectStatus(
    await admin.post('/stores', {
      code,
      name: `测试店 ${code}`,
      city: '宁波',
      address: '示范路 3 号',
      phone: '0574-00000003',
      brand: '示范',
    }),
    201,
  );
  const people: Actor[] = [];
  for (const role of ['inventory_clerk', 'sales_manager']) {
    const username = `${role}@${code.toLowerCase()}`;
    expectStatus(
      await admin.post('/employees', { username, name: '赵小测', password: PASSWORD, grants: [{ role, storeId: store.id }] }),
      201,
    );
    people.push(await app.as(username));
  }
  const [clerk, manager] = people as [Actor, Actor];
  return { code, id: store.id, clerk, manager };
}
/** A car in stock of a store. */
export async function carIn(app: Server, { clerk }: StorePeople, model: Model, more: object = {}): Promise<Answer['body']> {
  const n = unique();
  const { id } = expectStatus(
    await clerk.post('/stock-vehicles', {
      ...{ vin: someVin(), modelId: model.id, colour: model.colour, purchaseCost: 15_500_000 },
      ...{ certificateNumber: `HGZ${n}`, engineNumber: `EN${n}`, ...more },
    }),
    201,
  );
  expectStatus(await clerk.post(`/stock-vehicles/${id}/ship`, { expectedOn: await dateOn(app, 1) }), 200);
  expectStatus(await clerk.post(`/stock-vehicles/${id}/arrive`, { odometerKm: 10 }), 200);
  const documents = ['CERTIFICATE', 'CONSISTENCY', 'KEYS'];
  return expectStatus(await clerk.post(`/stock-vehicles/${id}/accept`, { location: 'T-01', inspection: { passed: true, documents } }), 200);
}

export const TRANSPORT = {
  carrier: '示范物流',
  carrierPlate: '沪A12345',
  driverName: '张师傅',
  expectedOn: '2026-12-01',
  transportCost: 120_000,
};
/** Drafted and requested by the store that receives. */
export async function requestedTransfer(from: StorePeople, to: StorePeople, cars: { id: string }[]): Promise<Answer['body']> {
  const { id } = expectStatus(
    await to.clerk.post('/stock-transfers', {
      fromStoreId: from.id,
      toStoreId: to.id,
      reason: '客户指定车型',
      cars: cars.map((car) => ({ stockVehicleId: car.id, transferPrice: 15_800_000 })),
    }),
    201,
  );
  return expectStatus(await to.clerk.post(`/stock-transfers/${id}/request`), 200);
}
export async function approvedTransfer(from: StorePeople, to: StorePeople, cars: { id: string }[]): Promise<Answer['body']> {
  const { id } = await requestedTransfer(from, to, cars);
  return expectStatus(await from.manager.post(`/stock-transfers/${id}/approve`), 200);
}
export async function shippedTransfer(from: StorePeople, to: StorePeople, cars: { id: string }[]): Promise<Answer['body']> {
  const { id } = await approvedTransfer(from, to, cars);
  return expectStatus(await from.clerk.post(`/stock-transfers/${id}/ship`, TRANSPORT), 200);
}
export const came = (car: { id: string }, more: object = {}) => ({
  stockVehicleId: car.id,
  arrived: true,
  odometerKm: 12,
  location: 'B-01',
  ...more,
});
