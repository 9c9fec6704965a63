import type { DemoClient } from './demo-client.js';
import type { DemoStores } from './demo-stores.js';

/** Selling price in fen; pieces are what the larger store keeps. */
type DemoPart = readonly [number: string, name: string, unit: string, price: number, category: string, pieces: number];

const PARTS: readonly DemoPart[] = [
  ['OF-1001', '机油滤清器 1.5T', 'PCS', 6_800, '滤清器', 80],
  ['OF-1002', '机油滤清器 2.0T', 'PCS', 7_800, '滤清器', 60],
  ['AF-1101', '空气滤清器 1.5T', 'PCS', 9_800, '滤清器', 50],
  ['AF-1102', '空气滤清器 2.0T', 'PCS', 11_800, '滤清器', 40],
  ['CF-1201', '空调滤清器 标准', 'PCS', 8_800, '滤清器', 60],
  ['CF-1202', '空调滤清器 活性炭', 'PCS', 12_800, '滤清器', 60],
  ['FF-1301', '燃油滤清器', 'PCS', 16_800, '滤清器', 24],
  ['EO-2001', '全合成机油 0W-20 1L', 'L', 9_800, '油液', 300],
  ['EO-2002', '全合成机油 0W-20 4L', 'PCS', 36_800, '油液', 120],
  ['EO-2003', '全合成机油 5W-30 4L', 'PCS', 33_800, '油液', 90],
  ['EO-2004', '半合成机油 5W-30 4L', 'PCS', 22_800, '油液', 60],
  ['BF-2101', '制动液 DOT4 1L', 'PCS', 8_800, '油液', 48],
  ['CL-2102', '防冻冷却液 4L', 'PCS', 12_800, '油液', 48],
  ['AT-2103', '自动变速箱油 4L', 'PCS', 52_800, '油液', 30],
  ['GO-2104', '齿轮油 1L', 'PCS', 12_800, '油液', 24],
  ['WW-2105', '玻璃清洗液 2L', 'PCS', 2_800, '油液', 100],
  ['RF-2106', '空调制冷剂 R134a', 'PCS', 6_800, '油液', 40],
  ['RF-2107', '空调制冷剂 R1234yf', 'PCS', 58_800, '油液', 12],
  ['BP-3001', '前制动片', 'SET', 46_800, '制动', 30],
  ['BP-3002', '后制动片', 'SET', 38_800, '制动', 30],
  ['BD-3003', '前制动盘', 'PCS', 52_800, '制动', 16],
  ['BD-3004', '后制动盘', 'PCS', 46_800, '制动', 16],
  ['BS-3005', '制动片磨损传感器', 'PCS', 9_800, '制动', 20],
  ['HB-3006', '手刹拉索', 'PCS', 22_800, '制动', 6],
  ['SP-4001', '火花塞 铱金', 'PCS', 9_800, '点火', 120],
  ['SP-4002', '火花塞 铂金', 'PCS', 6_800, '点火', 80],
  ['IC-4003', '点火线圈', 'PCS', 32_800, '点火', 24],
  ['BT-5001', '蓄电池 60Ah', 'PCS', 62_800, '电气', 12],
  ['BT-5002', '启停蓄电池 70Ah AGM', 'PCS', 118_800, '电气', 10],
  ['KB-5003', '遥控钥匙电池', 'PCS', 1_500, '电气', 100],
  ['HL-5004', '近光灯泡 H7', 'PCS', 5_800, '电气', 40],
  ['HL-5005', 'LED 前大灯总成 左', 'PCS', 268_000, '电气', 2],
  ['HL-5006', 'LED 前大灯总成 右', 'PCS', 268_000, '电气', 2],
  ['TL-5007', '尾灯总成 左', 'PCS', 88_000, '电气', 3],
  ['TL-5008', '尾灯总成 右', 'PCS', 88_000, '电气', 3],
  ['FU-5009', '保险丝组', 'SET', 2_000, '电气', 60],
  ['WB-6001', '前雨刮片 一对', 'SET', 16_800, '雨刮', 50],
  ['WB-6002', '后雨刮片', 'PCS', 6_800, '雨刮', 40],
  ['WM-6003', '雨刮电机', 'PCS', 42_800, '雨刮', 4],
  ['TY-7001', '轮胎 205/55R16', 'PCS', 52_800, '轮胎', 24],
  ['TY-7002', '轮胎 215/55R17', 'PCS', 68_800, '轮胎', 24],
  ['TY-7003', '轮胎 235/45R18', 'PCS', 88_800, '轮胎', 16],
  ['TY-7004', '新能源静音轮胎 235/45R18', 'PCS', 98_800, '轮胎', 16],
  ['TV-7005', '气门嘴', 'PCS', 800, '轮胎', 200],
  ['TP-7006', '胎压传感器', 'PCS', 28_800, '轮胎', 16],
  ['WN-7007', '轮毂螺母', 'PCS', 1_200, '轮胎', 120],
  ['TB-8001', '正时皮带套件', 'SET', 128_000, '发动机', 4],
  ['DB-8002', '附件皮带', 'PCS', 22_800, '发动机', 16],
  ['WP-8003', '水泵总成', 'PCS', 68_800, '发动机', 4],
  ['TS-8004', '节温器', 'PCS', 26_800, '发动机', 8],
  ['EG-8005', '发动机支架胶垫', 'PCS', 38_800, '发动机', 6],
  ['OS-8006', '放油螺栓垫片', 'PCS', 500, '发动机', 300],
  ['SA-9001', '前减振器 左', 'PCS', 78_800, '底盘', 4],
  ['SA-9002', '前减振器 右', 'PCS', 78_800, '底盘', 4],
  ['CA-9003', '下摆臂总成 左', 'PCS', 62_800, '底盘', 3],
  ['CA-9004', '下摆臂总成 右', 'PCS', 62_800, '底盘', 3],
  ['SB-9005', '稳定杆连杆', 'PCS', 18_800, '底盘', 12],
  ['TR-9006', '转向横拉杆球头', 'PCS', 22_800, '底盘', 8],
  ['WH-9007', '轮毂轴承', 'PCS', 48_800, '底盘', 6],
  ['CV-9008', '半轴防尘套', 'SET', 16_800, '底盘', 8],
  ['BP-9101', '前保险杠', 'PCS', 98_000, '车身', 3],
  ['BP-9102', '后保险杠', 'PCS', 92_000, '车身', 3],
  ['MR-9103', '外后视镜总成 左', 'PCS', 86_000, '车身', 2],
  ['MR-9104', '外后视镜总成 右', 'PCS', 86_000, '车身', 2],
  ['CL-9105', '车身卡扣', 'PCS', 300, '车身', 400],
  ['MT-9201', '全车脚垫', 'SET', 80_000, '精品', 20],
  ['WF-9202', '车窗隔热膜', 'SET', 280_000, '精品', 10],
  ['DR-9203', '行车记录仪', 'PCS', 68_000, '精品', 12],
  ['HV-9301', '高压冷却液 4L', 'PCS', 26_800, '新能源', 16],
  ['HV-9302', '充电口盖总成', 'PCS', 36_800, '新能源', 4],
  ['HV-9303', '12V 锂蓄电池', 'PCS', 158_000, '新能源', 6],
  ['RG-9401', '再制造发电机', 'PCS', 138_000, '再制造', 2],
  ['RG-9402', '再制造起动机', 'PCS', 118_000, '再制造', 2],
];
const SUPPLIERS = [
  { name: '示范主机厂配件中心', contact: '配件销售部', phone: '021-00000021' },
  { name: '示范油品有限公司', contact: '大客户部', phone: '021-00000022' },
  { name: '示范汽配批发行', contact: '门市部', phone: '0571-00000023' },
];
/** What the store pays, percent of the selling price. */
const COST_PERCENT = 62;
/** The second store is smaller. */
const STORES = [
  { code: 's01', percent: 100 },
  { code: 's02', percent: 60 },
] as const;

/** The parts master, its suppliers, and a first stock in both stores, bought and received as every later part will be. */
export async function seedParts(client: DemoClient, _stores: DemoStores): Promise<void> {
  const suppliers: string[] = [];
  for (const supplier of SUPPLIERS) suppliers.push((await client.post('parts_manager@s01', '/suppliers', supplier)).id);
  const [maker = '', oils = '', wholesaler = ''] = suppliers;

  const bought = new Map<string, { partId: string; price: number; pieces: number }[]>(suppliers.map((id) => [id, []]));
  for (const [number, name, unit, price, category, pieces] of PARTS) {
    const source = category === '再制造' ? 'REMANUFACTURED' : category === '轮胎' || category === '雨刮' ? 'EQUIVALENT' : 'OEM';
    const part = await client.post('parts_clerk@s01', '/parts', {
      number,
      name,
      unit,
      price,
      source,
      category,
      maker: source === 'OEM' ? '示范汽车' : '示范零部件厂',
    });
    const from = category === '油液' ? oils : source === 'OEM' ? maker : wholesaler;
    bought.get(from)?.push({ partId: part.id, price, pieces });
  }

  for (const { code, percent } of STORES) {
    for (const [supplierId, parts] of bought) {
      const lines = parts.map(({ partId, price, pieces }) => ({
        partId,
        quantity: Math.ceil((pieces * percent) / 100),
        unitCost: Math.round((price * COST_PERCENT) / 100),
      }));
      const order = await client.post(`parts_clerk@${code}`, '/part-purchase-orders', { supplierId, type: 'STOCK', lines });
      await client.post(`parts_manager@${code}`, `/part-purchase-orders/${order.id}/approve`);
      await client.post(`parts_clerk@${code}`, `/part-purchase-orders/${order.id}/send`);
      await client.post(`parts_clerk@${code}`, '/goods-receipts', { partPurchaseOrderId: order.id, lines });
      await client.post(`parts_manager@${code}`, `/part-purchase-orders/${order.id}/close`);
    }
  }
}
