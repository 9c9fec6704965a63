import { ROLES } from '../modules/identity/identity.contract.js';
import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './demo-stores.js';

const ADMIN = 'admin';
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林'];
const GIVEN = { s01: '建国', s02: '海燕' } as const;

/** Two stores and an account per role and store, named `<role>@s01`. */
export async function seedStores(client: DemoClient, password: string): Promise<DemoStores> {
  const s01 = await client.post(ADMIN, '/stores', {
    code: 'S01',
    name: '上海浦东店',
    city: '上海',
    address: '上海市浦东新区示范路 1 号',
    phone: '021-00000001',
    brand: '示范',
    taxNumber: '91000000000000000K',
  });
  const s02 = await client.post(ADMIN, '/stores', {
    code: 'S02',
    name: '杭州滨江店',
    city: '杭州',
    address: '杭州市滨江区示范路 2 号',
    phone: '0571-00000002',
    brand: '示范',
    taxNumber: '91000000000000000K',
  });
  for (const [code, store] of [
    ['s01', s01],
    ['s02', s02],
  ] as const) {
    for (const [n, role] of ROLES.filter((r) => r !== 'integration').entries()) {
      // The administrator keeps accounts and settings of the whole group.
      const grants = role === 'admin' ? [{ role, storeId: store.id }, { role }] : [{ role, storeId: store.id }];
      await client.post(ADMIN, '/employees', {
        username: `${role}@${code}`,
        name: `${SURNAMES[n % SURNAMES.length]}${GIVEN[code]}`,
        password,
        grants,
      });
    }
  }
  return { S01: { id: s01.id }, S02: { id: s02.id } };
}
