import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './demo-stores.js';

const RATE = { mechanical: 18_000, electrical: 22_000, highVoltage: 28_000, body: 20_000 };

/** [code, name, skill, bay type, standard hours, fen an hour, menu price] */
const OPERATIONS: [string, string, string, string, number, number, number?][] = [
  ['MNT-FIRST', '首次保养', 'MAINTENANCE', 'QUICK', 0.8, RATE.mechanical, 12_800],
  ['MNT-REGULAR', '定期保养(更换机油机滤)', 'MAINTENANCE', 'QUICK', 1, RATE.mechanical],
  ['MNT-MAJOR', '大保养(三滤及油液)', 'MAINTENANCE', 'QUICK', 2.2, RATE.mechanical],
  ['MNT-EV', '新能源车定期保养', 'MAINTENANCE', 'QUICK', 0.8, RATE.mechanical],
  ['MNT-AIR-FILTER', '更换空气滤清器', 'MAINTENANCE', 'QUICK', 0.3, RATE.mechanical],
  ['MNT-CABIN-FILTER', '更换空调滤清器', 'MAINTENANCE', 'QUICK', 0.3, RATE.mechanical],
  ['MNT-BRAKE-FLUID', '更换制动液', 'MAINTENANCE', 'QUICK', 0.8, RATE.mechanical],
  ['MNT-COOLANT', '更换冷却液', 'MAINTENANCE', 'QUICK', 1.2, RATE.mechanical],
  ['MNT-SPARK-PLUGS', '更换火花塞', 'MAINTENANCE', 'QUICK', 1, RATE.mechanical],
  ['MNT-WIPERS', '更换雨刮片', 'MAINTENANCE', 'QUICK', 0.2, RATE.mechanical],
  ['TYRE-ROTATE', '轮胎换位', 'MAINTENANCE', 'QUICK', 0.5, RATE.mechanical],
  ['TYRE-REPLACE', '更换轮胎(单条)', 'MAINTENANCE', 'QUICK', 0.5, RATE.mechanical],
  ['TYRE-BALANCE', '车轮动平衡', 'MAINTENANCE', 'QUICK', 0.4, RATE.mechanical],
  ['ALIGN-FOUR', '四轮定位', 'MECHANICAL', 'ALIGNMENT', 1, RATE.mechanical, 28_000],
  ['BRK-PADS-FRONT', '更换前制动片', 'MECHANICAL', 'GENERAL', 1, RATE.mechanical],
  ['BRK-PADS-REAR', '更换后制动片', 'MECHANICAL', 'GENERAL', 1.2, RATE.mechanical],
  ['BRK-DISCS-FRONT', '更换前制动盘', 'MECHANICAL', 'GENERAL', 1.8, RATE.mechanical],
  ['GBX-FLUID', '更换变速箱油', 'MECHANICAL', 'GENERAL', 1.5, RATE.mechanical],
  ['ENG-BELT', '更换正时皮带', 'MECHANICAL', 'GENERAL', 4.5, RATE.mechanical],
  ['ENG-MOUNT', '更换发动机支架', 'MECHANICAL', 'GENERAL', 2, RATE.mechanical],
  ['ENG-THROTTLE', '清洗节气门', 'MECHANICAL', 'GENERAL', 0.8, RATE.mechanical],
  ['SUS-SHOCK', '更换减震器(单只)', 'MECHANICAL', 'GENERAL', 1.5, RATE.mechanical],
  ['SUS-BALL-JOINT', '更换下摆臂球头', 'MECHANICAL', 'GENERAL', 1.3, RATE.mechanical],
  ['AC-CHECK', '空调系统检测', 'ELECTRICAL', 'GENERAL', 0.8, RATE.electrical],
  ['AC-REFRIGERANT', '加注制冷剂', 'ELECTRICAL', 'GENERAL', 1, RATE.electrical],
  ['ELE-BATTERY', '更换蓄电池', 'ELECTRICAL', 'GENERAL', 0.5, RATE.electrical],
  ['ELE-DIAGNOSE', '电脑诊断', 'ELECTRICAL', 'GENERAL', 0.5, RATE.electrical, 15_000],
  ['ELE-CAMERA', '更换倒车影像', 'ELECTRICAL', 'GENERAL', 1.2, RATE.electrical],
  ['ELE-RECORDER', '加装行车记录仪', 'ELECTRICAL', 'GENERAL', 1, RATE.electrical],
  ['HV-CHECK', '动力电池检测', 'HIGH_VOLTAGE', 'HIGH_VOLTAGE', 1, RATE.highVoltage],
  ['HV-COOLING', '更换电池冷却液', 'HIGH_VOLTAGE', 'HIGH_VOLTAGE', 1.5, RATE.highVoltage],
  ['HV-CHARGER', '更换车载充电机', 'HIGH_VOLTAGE', 'HIGH_VOLTAGE', 2.5, RATE.highVoltage],
  ['BODY-DENT', '钣金修复(单面)', 'BODY', 'BODY', 2, RATE.body],
  ['BODY-BUMPER', '更换保险杠', 'BODY', 'BODY', 1.8, RATE.body],
  ['PAINT-PANEL', '单面喷漆', 'PAINT', 'PAINT', 2.5, RATE.body, 60_000],
];
const BAYS: [code: string, bayType: string][] = [
  ['K-01', 'QUICK'],
  ['K-02', 'QUICK'],
  ['K-03', 'QUICK'],
  ['K-04', 'QUICK'],
  ['J-01', 'GENERAL'],
  ['J-02', 'GENERAL'],
  ['J-03', 'GENERAL'],
  ['D-01', 'ALIGNMENT'],
  ['G-01', 'HIGH_VOLTAGE'],
  ['B-01', 'BODY'],
  ['P-01', 'PAINT'],
];
const REGULAR = { code: 'REGULAR', name: '定期保养' };
const PLANS = [
  {
    code: 'PLAN-ICE',
    name: '燃油车保养计划',
    powertrain: 'ICE',
    items: [{ ...REGULAR, operationCode: 'MNT-REGULAR', firstKm: 5_000, firstMonths: 6, intervalKm: 10_000, intervalMonths: 12 }],
  },
  {
    code: 'PLAN-PHEV',
    name: '插电混动车保养计划',
    powertrain: 'PHEV',
    items: [{ ...REGULAR, operationCode: 'MNT-REGULAR', firstKm: 5_000, firstMonths: 6, intervalKm: 10_000, intervalMonths: 12 }],
  },
  {
    code: 'PLAN-BEV',
    name: '纯电动车保养计划',
    powertrain: 'BEV',
    items: [{ ...REGULAR, operationCode: 'MNT-EV', firstKm: 5_000, firstMonths: 6, intervalKm: 20_000, intervalMonths: 12 }],
  },
];
const SKILLS = ['MAINTENANCE', 'MECHANICAL', 'ELECTRICAL', 'HIGH_VOLTAGE', 'BODY', 'PAINT'];
const SHIFTS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', to: '18:00' }));

/** The workshops: labour operations, maintenance plans for every powertrain, and per store bays and technicians. */
export async function seedAftersales(client: DemoClient, stores: DemoStores): Promise<void> {
  for (const [code, name, skill, bayType, standardHours, hourlyRate, menuPrice] of OPERATIONS)
    await client.post('service_manager@s01', '/labour-operations', {
      code,
      name,
      skill,
      bayType,
      standardHours,
      hourlyRate,
      ...(menuPrice !== undefined && { menuPrice }),
    });
  for (const plan of PLANS) await client.post('service_manager@s01', '/maintenance-plans', plan);
  for (const [account, store] of [
    ['service_manager@s01', stores.S01],
    ['service_manager@s02', stores.S02],
  ] as const) {
    for (const [code, bayType] of BAYS) await client.post(account, '/bays', { code, bayType });
    const { items } = (await client.get(account, `/employees?role=technician&storeId=${store.id}`)) as { items: { id: string }[] };
    for (const { id } of items) await client.post(account, '/technicians', { employeeId: id, skills: SKILLS, shifts: SHIFTS });
  }
}
