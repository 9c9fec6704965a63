import { server, type Server } from '../support/server.js';

/** Other stories add to the shared data: what the demo promises is the least that is there. */
describe('the demo group', () => {
  let app: Server;
  beforeAll(async () => {
    app = await server();
  });
  const count = async (sql: string) => (await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]?.n ?? 0;

  it('has two stores with an account per role', async () => {
    const stores = await app.sql<{ code: string; name: string }>(
      `SELECT code, name FROM identity.store WHERE code IN ('S01', 'S02') ORDER BY code`,
    );
    expect(stores).toEqual([
      { code: 'S01', name: '上海浦东店' },
      { code: 'S02', name: '杭州滨江店' },
    ]);
    expect(await count(`identity.employee WHERE username LIKE '%@s01'`)).toBe(16);
    expect(await count(`identity.employee WHERE username LIKE '%@s02'`)).toBe(16);
  });

  it.each([
    ['models', 'inventory.vehicle_model', 6],
    ['cars', `inventory.stock_vehicle WHERE vin LIKE 'LFV3A2%'`, 40],
    ['labour operations', 'aftersales.labour_operation', 30],
    ['parts', 'parts.part', 60],
    ['part stocks above zero', 'parts.part_stock WHERE on_hand > 0', 60],
    ['suppliers', 'parts.supplier', 3],
    ['maintenance plans', 'aftersales.maintenance_plan', 3],
    ['published process definitions', `workflow.process_definition WHERE state = 'PUBLISHED'`, 6],
    ['customers', 'crm.customer', 20],
    ['delivered cars', 'aftersales.customer_vehicle', 14],
    ['closed repair orders', `aftersales.repair_order WHERE state = 'CLOSED'`, 5],
  ])('has %s', async (_name, from, least) => {
    expect(await count(from)).toBeGreaterThanOrEqual(least);
  });

  it('has a history of eighteen months that ends when it was asked to, delivered to the last event', async () => {
    const [row] = await app.sql<{ months: number; ended: Date }>(
      `SELECT (extract(epoch FROM max(occurred_at) - min(occurred_at)) / 86400 / 30.4)::int AS months, (SELECT demo_started_at FROM kernel.installation) AS ended FROM kernel.event WHERE occurred_at <= (SELECT demo_started_at FROM kernel.installation)`,
    );
    expect(row?.months).toBeGreaterThanOrEqual(17);
    const late = (row?.ended.getTime() ?? 0) - Date.parse('2026-11-24T10:00:00+08:00');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(60_000);
    expect(await count(`kernel.delivery WHERE state = 'FAILED'`)).toBe(0);
  });

  it('prices its models as agreed: list, floor and cost in proportion, a consultant’s limit below six per cent and a manager’s above', async () => {
    const gm = await app.as('general_manager@s01');
    const models = (await gm.get('/vehicle-models?limit=100')).body.items.filter((m: { brand: string }) => m.brand === '示范');
    expect(models.length).toBeGreaterThanOrEqual(6);
    for (const m of models.slice(0, 6)) {
      expect(m.floorPrice).toBeLessThanOrEqual(m.listPrice * 0.94);
      expect(m.standardCost).toBe(Math.round(m.listPrice * 0.72));
      expect(m.consultantDiscountLimitPercent).toBeLessThan(6);
      expect(m.managerDiscountLimitPercent).toBeGreaterThan(6);
      expect(m.colours.length).toBeGreaterThan(0);
    }
  });
});
