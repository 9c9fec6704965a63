import { expectStatus, unique } from './deals.js';
import type { Actor, Answer, Server } from './server.js';

export const CALL = { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '周六到店' };
export const enquiry = (mobile: string, more: object = {}) => ({ source: 'WEBSITE', name: '钱小测', mobile, note: '想看车', ...more });

export interface Hired {
  username: string;
  employeeId: string;
  /** Signed in; anew after the clock was moved. */
  actor(): Promise<Actor>;
}
export interface SomeStore {
  id: string;
  hire(role: string): Promise<Hired>;
}
/** A store of its own, so that pools, loads and turns are nobody else's. */
export async function someStore(app: Server): Promise<SomeStore> {
  const n = unique();
  const body = {
    code: `T${n.toString(36).toUpperCase()}`,
    name: `测试店 ${n}`,
    city: '上海',
    address: '示范路 9 号',
    phone: '021-00000009',
    brand: '示范',
  };
  const { id } = expectStatus(await (await app.as('admin')).post('/stores', { ...body, taxNumber: '91000000000000000K' }), 201);
  const hire = async (role: string): Promise<Hired> => {
    const username = `t${unique()}@test`;
    const employee = { username, name: '测试员', password: 'forecourt-demo', grants: [{ role, storeId: id as string }] };
    const hired = expectStatus(await (await app.as('admin')).post('/employees', employee), 201);
    return { username, employeeId: hired.id, actor: () => app.as(username) };
  };
  return { id, hire };
}
export async function set(app: Server, key: string, value: unknown, storeId: string): Promise<Answer> {
  return (await app.as('admin')).post('/settings', { key, scope: 'STORE', storeId, value, reason: '测试' });
}
