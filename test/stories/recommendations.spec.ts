import { expectStatus, sentQuotation, someModel, someOpportunity, stockCar } from '../support/deals.js';
import { type Actor, type Server, server } from '../support/server.js';

let app: Server;
let consultant: Actor;
let clerk: Actor;
beforeAll(async () => {
  app = await server();
  [consultant, clerk] = await Promise.all(['sales_consultant@s01', 'inventory_clerk@s01'].map((name) => app.as(name)));
});

interface Item {
  modelId: string;
  code: string;
  listPrice: number;
  score: number | null;
  reasons: { code: string; text: string; weight: number }[];
  stockHere: number;
  cars: { stockVehicleId: string; colour: string; here: boolean; colourWished: boolean }[];
}
const recommended = async (opportunityId: string, query = 'limit=50') =>
  expectStatus(await consultant.get(`/opportunities/${opportunityId}/recommendations?${query}`), 200) as {
    personalised: boolean;
    inputs: object | null;
    items: Item[];
  };
const codes = (item: Item | undefined) => item?.reasons.map((r) => r.code);
const recordNeeds = async (opportunityId: string, body: object, version = 0) =>
  expectStatus(await consultant.patch(`/opportunities/${opportunityId}/needs`, body, { headers: { 'if-match': `"${version}"` } }), 200);

/** Prices that no other spec asks, so that what others put on offer fits nobody here. */
const car = (more: object) => ({ floorPrice: 1_000_000, standardCost: 1_000_000, powertrain: 'BEV', ...more });
const WANTS = { budgetFrom: 760_000_000, budgetTo: 780_000_000, powertrains: ['BEV'], colours: ['珍珠白'], timing: 'NOW' };
const waitFor = (opportunityId: string, modelId: string, stockHere: number) =>
  app.soon(async () => {
    const { items } = await recommended(opportunityId);
    return items.find((i) => i.modelId === modelId)?.stockHere === stockHere && items;
  }, `${stockHere} cars on offer`);

describe('recommendations', () => {
  it('are the models that were asked for and those within budget and powertrain, in stock first, each with its reasons', async () => {
    const wished = await someModel(app, car({ powertrain: 'ICE', listPrice: 9_000_000 }));
    const [stocked, ordered, near, petrol, dear] = await Promise.all([
      someModel(app, car({ listPrice: 779_000_000 })),
      someModel(app, car({ listPrice: 761_000_000, colours: ['曜石黑'] })),
      someModel(app, car({ listPrice: 800_000_000 })),
      someModel(app, car({ listPrice: 770_000_000, powertrain: 'ICE' })),
      someModel(app, car({ listPrice: 900_000_000 })),
    ]);
    const { id: stockVehicleId } = await stockCar(app, stocked);
    const { opportunityId } = await someOpportunity(app, wished);
    await recordNeeds(opportunityId, WANTS);
    const items = await waitFor(opportunityId, stocked.id, 1);
    expect(items.map((i) => i.modelId)).toEqual([stocked.id, wished.id, ordered.id, near.id]);
    expect(items.map((i) => i.modelId)).not.toContain(petrol.id);
    expect(items.map((i) => i.modelId)).not.toContain(dear.id);
    expect(codes(items[0])).toEqual(['WITHIN_BUDGET', 'POWERTRAIN_WISHED', 'COLOUR_WISHED', 'IN_STOCK_HERE', 'AVAILABLE_NOW']);
    expect(codes(items[1])).toEqual(['MODEL_WISHED', 'COLOUR_WISHED']);
    expect(codes(items[2])).toEqual(['WITHIN_BUDGET', 'POWERTRAIN_WISHED']);
    expect(codes(items[3])).toEqual(['NEAR_BUDGET', 'POWERTRAIN_WISHED', 'COLOUR_WISHED']);
    for (const { score, reasons } of items) expect(score).toBe(reasons.reduce((sum, r) => sum + r.weight, 0));
    expect(items[0]?.reasons[0]?.text).toBe('在预算内');
    expect(items[0]?.cars).toMatchObject([{ stockVehicleId, colour: '珍珠白', here: true, colourWished: true }]);
    const answer = await consultant.get(`/opportunities/${opportunityId}/recommendations`);
    expect(answer.body.inputs).toEqual({
      ...{ needsVersion: 1, budgetFrom: WANTS.budgetFrom, budgetTo: WANTS.budgetTo, powertrains: ['BEV'], modelIds: [wished.id] },
      ...{ colours: ['珍珠白'], timing: 'NOW' },
    });
    expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(8);
    expect((await (await app.as('sales_consultant@s02')).get(`/opportunities/${opportunityId}/recommendations`)).status).toBe(404);
  });

  it('follow the stock and the price list: a car that is taken is on offer no more, one that is free again is', async () => {
    const model = await someModel(app, car({ listPrice: 770_000_000 }));
    const { id } = await stockCar(app, model);
    const { opportunityId } = await someOpportunity(app, model);
    await waitFor(opportunityId, model.id, 1);
    expectStatus(await clerk.post(`/stock-vehicles/${id}/reserve`, { reason: '客户看车' }), 200);
    await waitFor(opportunityId, model.id, 0);
    expectStatus(await clerk.post(`/stock-vehicles/${id}/release`, { reason: '客户未到' }), 200);
    await waitFor(opportunityId, model.id, 1);
    expectStatus(await clerk.post(`/stock-vehicles/${id}/hold`, { reason: '漆面检查' }), 200);
    await waitFor(opportunityId, model.id, 0);
    const change = { listPrice: 750_000_000 };
    expectStatus(
      await (await app.as('sales_manager@s01')).patch(`/vehicle-models/${model.id}`, change, { headers: { 'if-match': '"1"' } }),
      200,
    );
    await app.soon(
      async () => (await recommended(opportunityId)).items.find((i) => i.modelId === model.id)?.listPrice === change.listPrice,
      'the new price',
    );
  });

  it('and their prices are the same for everybody with the same needs (PR-10)', async () => {
    const model = await someModel(app, car({ listPrice: 765_000_000 }));
    const [plain, dear] = [await someOpportunity(app, model), await someOpportunity(app, model)];
    await Promise.all([plain, dear].map(({ opportunityId }) => recordNeeds(opportunityId, { ...WANTS, modelIds: [model.id] })));
    // One is hot and was given a discount, the other is cold and was given none.
    await sentQuotation(app, { ...model, listPrice: 765_000_000 }, dear);
    expectStatus(await consultant.post(`/opportunities/${plain.opportunityId}/grade`, { intentLevel: 'C', reason: '不急' }), 200);
    await app.soon(async () => (await consultant.get(`/opportunities/${dear.opportunityId}`)).body.stage === 'QUOTATION', 'the quotation');
    const [one, other] = [await recommended(plain.opportunityId), await recommended(dear.opportunityId)];
    expect(one.items).toEqual(other.items);
    expect(one.items.find((i) => i.modelId === model.id)?.listPrice).toBe(765_000_000);
  });

  it('are not matched to who does not want that, or on demand: then models come by their list price (PR-10)', async () => {
    const model = await someModel(app, car({ listPrice: 770_000_000 }));
    const { opportunityId, customerId } = await someOpportunity(app, model);
    await recordNeeds(opportunityId, WANTS);
    const plain = await recommended(opportunityId, 'personalised=false&limit=50');
    expect(plain).toMatchObject({ personalised: false, inputs: null });
    const prices = plain.items.map((i) => i.listPrice);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(plain.items.every((i) => i.score === null && i.reasons.length === 0)).toBe(true);
    expect((await recommended(opportunityId)).personalised).toBe(true);
    await recordNeeds(opportunityId, { ...WANTS, personalised: false }, 1);
    expect(await recommended(opportunityId, 'personalised=true&limit=50')).toEqual(plain);
    // The same when they say so for everything, on whichever channel.
    await recordNeeds(opportunityId, { ...WANTS, personalised: true }, 2);
    expect((await recommended(opportunityId)).personalised).toBe(true);
    const refusal = { purpose: 'PROFILING', channel: 'PHONE', granted: false };
    expectStatus(await consultant.post(`/customers/${customerId}/consents`, refusal), 201);
    expect(await recommended(opportunityId, 'personalised=true&limit=50')).toEqual(plain);
  });
});
