import { sentQuotation, someModel, someOpportunity, stockCar } from '../support/deals.js';
import { server } from '../support/server.js';

const BUYERS = 50;

it('of fifty customers who accept at once one gets the only car, the others a place in the queue (D-3, D-4)', async () => {
  const app = await server();
  const model = await someModel(app);
  const car = await stockCar(app, model);
  const quotations: string[] = [];
  for (let n = 0; n < BUYERS; n++)
    quotations.push(((await sentQuotation(app, model, await someOpportunity(app, model))) as { id: string }).id);
  const consultant = await app.as('sales_consultant@s01');
  const answers = await Promise.all(quotations.map((id) => consultant.post(`/quotations/${id}/accept`)));
  expect(answers.map((a) => a.status)).toEqual(quotations.map(() => 200));
  const orders = await app.sql<{ vin: string | null }>('SELECT vin FROM sales.sales_order WHERE model_id = $1', [model.id]);
  expect(orders).toHaveLength(BUYERS);
  expect(orders.filter((o) => o.vin !== null)).toEqual([{ vin: car.vin }]);
  const demands = await app.sql(`SELECT 1 FROM inventory.vehicle_demand WHERE model_id = $1 AND state = 'OPEN'`, [model.id]);
  expect(demands).toHaveLength(BUYERS - 1);
});
