import { dateOn, expectStatus, type Model, type Opportunity, someModel, someOpportunity, someVin, unique } from '../support/deals.js';
import { type Answer, type Server, server } from '../support/server.js';

let app: Server;
let today: string;
let nextMonth: string;
let storeId: string;
beforeAll(async () => {
  app = await server();
  today = await dateOn(app, 0);
  nextMonth = await dateOn(app, 30);
  storeId = ((await (await app.as('sales_manager@s01')).get('/me')).body as { grants: { storeId: string }[] }).grants[0]?.storeId ?? '';
});
const manager = () => app.as('sales_manager@s01');
const admin = () => app.as('admin');
const seller = () => app.as('sales_consultant@s01');
const itemOf = (model: Model, amount: number) => ({ kind: 'MODEL', modelId: model.id, amount });
const write = async (items: object[], more: object = {}, who = manager()): Promise<Answer> =>
  (await who).post('/price-lists', { name: '测试价格表', validFrom: today, items, ...more });
const publish = async (id: string, who = manager()): Promise<Answer> => (await who).post(`/price-lists/${id}/publish`);
const published = async (items: object[], more: object = {}, who = manager()): Promise<Answer['body']> => {
  const { id } = expectStatus(await write(items, more, who), 201);
  return expectStatus(await publish(id, who), 200);
};
const explain = async (model: Model, date = today): Promise<Answer['body']> =>
  expectStatus(await (await seller()).get(`/price-lists/prices?modelId=${model.id}&date=${date}`), 200);
const promote = async (model: Model, body: object, more: { approve?: boolean; storeId?: null } = {}): Promise<Answer['body']> => {
  const writer = await (more.storeId === null ? admin() : manager());
  const written = await writer.post('/promotions', {
    ...{ nameZh: '年末促销', nameEn: 'Year-end offer', lineKind: 'DISCOUNT', kind: 'AMOUNT', modelIds: [model.id] },
    ...{ validFrom: today, validUntil: nextMonth },
    ...(more.storeId === null && { storeId: null }),
    ...body,
  });
  const promotion = expectStatus(written, 201);
  if (more.approve === false) return promotion;
  return expectStatus(await (await app.as('general_manager@s01')).post(`/promotions/${promotion.id}/approve`), 200);
};
const draw = async (model: Model, body: object, deal?: Opportunity): Promise<Answer> => {
  const { opportunityId } = deal ?? (await someOpportunity(app, model));
  return (await seller()).post('/quotations', { opportunityId, modelId: model.id, colour: model.colour, ...body });
};
const car = { kind: 'VEHICLE', description: '指导价' };

describe('a price list', () => {
  it('holds once it is published and never changes again', async () => {
    const model = await someModel(app);
    const drafted = await write([itemOf(model, 19_000_000)], { validUntil: nextMonth });
    const { id } = expectStatus(drafted, 201);
    expect((await explain(model)).vehicle).toEqual({ source: 'MODEL', priceListId: null, priceListNumber: null, amount: 20_000_000 });
    const change = { items: [itemOf(model, 19_500_000), { kind: 'ACCESSORY', code: 'FILM', description: '隔热膜', amount: 298_000 }] };
    const etag = drafted.headers.get('etag') ?? '';
    const changed = await (await manager()).patch(`/price-lists/${id}`, change, { headers: { 'if-match': etag } });
    expect(expectStatus(changed, 200)).toMatchObject({ itemCount: 2, state: 'DRAFT' });
    const list = expectStatus(await publish(id), 200);
    expect(list).toMatchObject({ state: 'PUBLISHED', allowedMoves: ['retire'], storeId });
    expect((await (await manager()).patch(`/price-lists/${id}`, change, { headers: { 'if-match': '*' } })).body.code).toBe(
      'price_list_fixed',
    );
    expect((await publish(id)).body).toMatchObject({ code: 'illegal_move', allowedMoves: ['retire'] });
    const explained = await explain(model);
    expect(explained.vehicle).toEqual({ source: 'STORE_LIST', priceListId: id, priceListNumber: list.number, amount: 19_500_000 });
    expect(explained.accessories).toEqual([
      { code: 'FILM', description: '隔热膜', amount: 298_000, source: 'STORE_LIST', priceListId: id },
    ]);
    expect(explained.fees).toContainEqual({
      code: 'FINANCE_FEE',
      description: null,
      amount: 500_000,
      source: 'SETTING',
      priceListId: null,
    });
    const found = await (await manager()).get(`/price-lists?modelId=${model.id}&date=${nextMonth}&state=PUBLISHED`);
    expect(expectStatus(found, 200).items).toMatchObject([{ id, itemCount: 2 }]);
  });

  it('of the store goes before the group’s, on its days', async () => {
    const model = await someModel(app);
    const [start, end] = [await dateOn(app, 5), await dateOn(app, 9)];
    const groups = await published([itemOf(model, 18_800_000)], { storeId: null }, admin());
    expect(groups.storeId).toBeNull();
    const own = await published([itemOf(model, 18_500_000)], { validFrom: start, validUntil: end });
    expect((await explain(model)).vehicle).toMatchObject({ source: 'GROUP_LIST', amount: 18_800_000 });
    expect((await explain(model)).considered).toMatchObject([
      { number: own.number, verdict: 'NOT_YET' },
      { number: groups.number, verdict: 'HOLDS' },
    ]);
    expect((await explain(model, end)).considered).toMatchObject([
      { number: own.number, verdict: 'HOLDS', heldFrom: start, heldUntil: end },
      { number: groups.number, verdict: 'STORE_LIST_GOES_FIRST', heldUntil: null },
    ]);
    const after = await explain(model, await dateOn(app, 10));
    expect(after.vehicle).toMatchObject({ source: 'GROUP_LIST' });
    expect(after.considered[0].verdict).toBe('OVER');
  });

  it('is refused beside another one for the same store, item and day, and not beside one of other days', async () => {
    const model = await someModel(app);
    const first = await published([itemOf(model, 19_000_000)], { validUntil: await dateOn(app, 5) });
    const { id } = expectStatus(await write([itemOf(model, 18_000_000)], { validFrom: await dateOn(app, 5) }), 201);
    const refused = await publish(id);
    expect([refused.status, refused.body.code]).toEqual([409, 'price_list_overlap']);
    expect(refused.body.detail).toContain(first.number);
    expect((await (await manager()).get(`/price-lists/${id}`)).body.state).toBe('DRAFT');
    await published([itemOf(model, 18_000_000)], { validFrom: await dateOn(app, 6) });
    // Once the first is retired its days are free, from today on.
    expectStatus(await (await manager()).post(`/price-lists/${first.id}/retire`), 200);
    await published([itemOf(model, 17_000_000)], { validUntil: await dateOn(app, 5) });
    expect((await explain(model)).vehicle.amount).toBe(17_000_000);
  });

  it('of two that are published at the same moment, one is', async () => {
    const model = await someModel(app);
    const drafts = await Promise.all([19_000_000, 18_000_000].map((amount) => write([itemOf(model, amount)])));
    const answers = await Promise.all(drafts.map(({ body }) => publish(body.id)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('price_list_overlap');
  });

  it.each<[string, (model: Model) => object, string]>([
    ['a model that does not exist', () => ({ items: [{ kind: 'MODEL', modelId: crypto.randomUUID(), amount: 1 }] }), '/items/0/modelId'],
    ['a price of no model', () => ({ items: [{ kind: 'MODEL', amount: 1 }] }), '/items/0/modelId'],
    ['an accessory without a code', () => ({ items: [{ kind: 'ACCESSORY', amount: 1 }] }), '/items/0/code'],
    ['a fee nobody charges', () => ({ items: [{ kind: 'FEE', code: 'COFFEE', amount: 1 }] }), '/items/0/code'],
    ['the same item twice', (model) => ({ items: [itemOf(model, 1), itemOf(model, 2)] }), '/items/1/code'],
    ['a last day before the first', (model) => ({ items: [itemOf(model, 1)], validUntil: '2020-01-01' }), '/validUntil'],
  ])('is refused with %s', async (_, body, pointer) => {
    const answer = await write([], body(await someModel(app)));
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([422, 'price_list_invalid', pointer]);
  });

  it('is kept by the manager of its store, the group’s by the group', async () => {
    const model = await someModel(app);
    const items = [itemOf(model, 19_000_000)];
    expect((await write(items, {}, seller())).body.code).toBe('forbidden');
    expect((await write(items, { storeId: null })).body.code).toBe('forbidden');
    const groups = expectStatus(await write(items, { storeId: null }, admin()), 201);
    const seen = expectStatus(await (await manager()).get(`/price-lists/${groups.id}`), 200);
    expect(seen.allowedMoves).toEqual([]);
    expect((await publish(groups.id)).body.code).toBe('forbidden');
    const own = expectStatus(await write(items), 201);
    expect((await (await app.as('sales_manager@s02')).get(`/price-lists/${own.id}`)).status).toBe(404);
  });
});

describe('a promotion', () => {
  it('is approved by somebody who did not write it, and then everybody gets it', async () => {
    const model = await someModel(app);
    const promotion = await promote(model, { amount: 300_000 }, { approve: false });
    expect(promotion.allowedMoves).toEqual(['end']);
    expect((await (await manager()).post(`/promotions/${promotion.id}/approve`)).body.code).toBe('promotion_own');
    expect((await explain(model)).promotions).toEqual([]);
    expectStatus(await (await app.as('general_manager@s01')).post(`/promotions/${promotion.id}/approve`), 200);
    const explained = await explain(model);
    expect(explained.promotions).toMatchObject([{ promotionId: promotion.id, discount: 300_000, verdict: 'APPLIED' }]);
    expect(explained.priceAfterPromotions).toBe(19_700_000);
    expect((await explain(model, await dateOn(app, 31))).promotions).toEqual([]);
    expectStatus(await (await manager()).post(`/promotions/${promotion.id}/end`), 200);
    expect((await explain(model)).promotions).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an amount and a percentage', { amount: 1, percent: 1 }, '/percent'],
    ['no worth', {}, '/amount'],
    ['a most without a percentage', { amount: 5, maxAmount: 1 }, '/maxAmount'],
    ['a last day before the first', { amount: 5, validUntil: '2020-01-01' }, '/validUntil'],
  ])('is refused with %s', async (_, body, pointer) => {
    const answer = await (
      await manager()
    ).post('/promotions', {
      ...{ nameZh: '促销', nameEn: 'Offer', lineKind: 'DISCOUNT', kind: 'AMOUNT', validFrom: today, validUntil: nextMonth },
      ...body,
    });
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([422, 'promotion_invalid', pointer]);
  });

  it('that does not go with others gives way to them, or they to it, whichever is worth more', async () => {
    const model = await someModel(app);
    const small = await promote(model, { amount: 100_000 });
    const alone = await promote(model, { kind: 'PERCENT', percent: 5, maxAmount: 400_000, stackable: false });
    const tradeIn = await promote(model, { lineKind: 'TRADE_IN_SUBSIDY', amount: 800_000 });
    const verdicts = (await explain(model)).promotions.map((p: { promotionId: string; verdict: string }) => [p.promotionId, p.verdict]);
    expect(Object.fromEntries(verdicts)).toEqual({
      ...{ [small.id]: 'OTHERS_ARE_WORTH_MORE', [alone.id]: 'APPLIED', [tradeIn.id]: 'WHEN_NAMED' },
    });
    for (const [promotionIds, more] of [
      [[small.id, alone.id]],
      [[alone.id], { kind: 'DISCOUNT', description: '优惠', amount: -1 }],
    ] as const) {
      const refused = await draw(model, { lines: more ? [car, more] : [car], promotionIds });
      expect([refused.status, refused.body.code]).toEqual([422, 'promotion_not_applicable']);
    }
    const elsewhere = await promote(await someModel(app), { amount: 1 });
    expect((await draw(model, { lines: [car], promotionIds: [elsewhere.id] })).body.code).toBe('promotion_not_applicable');
  });

  it('for a trade-in is given with a car that we offered for, and only as long as we do (Q-2, TI-1)', async () => {
    const model = await someModel(app);
    const small = await promote(model, { amount: 100_000 });
    const subsidy = await promote(model, { lineKind: 'TRADE_IN_SUBSIDY', amount: 800_000 });
    const deal = await someOpportunity(app, model);
    const body = { lines: [car], promotionIds: [small.id, subsidy.id] };
    const refused = await draw(model, body, deal);
    expect([refused.status, refused.body.code]).toEqual([422, 'promotion_not_applicable']);
    expect(refused.body.errors[0].pointer).toBe('/promotionIds/1');
    const consultant = await seller();
    const appraised = await consultant.post('/trade-ins', {
      ...{ opportunityId: deal.opportunityId, vin: someVin(), brand: '别的品牌', series: 'K5', modelYear: 2020, powertrain: 'ICE' },
      ...{ colour: '银色', firstRegisteredOn: '2020-05-18', odometerKm: 68_000, valuation: 6_000_000, reconditioningCost: 300_000 },
      items: [{ code: 'PAINT', title: '漆面', verdict: 'PASS' }],
    });
    const tradeIn = expectStatus(appraised, 201);
    // An appraisal is no offer yet.
    expect((await draw(model, body, deal)).body.code).toBe('promotion_not_applicable');
    expectStatus(await consultant.post(`/trade-ins/${tradeIn.id}/offer`, { allowance: 5_800_000 }), 200);
    const quotation = expectStatus(await draw(model, body, deal), 201);
    expect(quotation).toMatchObject({ total: 19_100_000, discountPercent: 4.5 });
    expectStatus(await consultant.post(`/quotations/${quotation.id}/submit`), 200);
    expectStatus(await (await manager()).post(`/quotations/${quotation.id}/approve`), 200);
    expectStatus(await consultant.post(`/quotations/${quotation.id}/send`), 200);
    expectStatus(await consultant.post(`/trade-ins/${tradeIn.id}/decline`, { reason: '客户自留' }), 200);
    const late = await consultant.post(`/quotations/${quotation.id}/accept`);
    expect([late.status, late.body.code]).toEqual([422, 'promotion_not_applicable']);
    expect((await consultant.get(`/quotations/${quotation.id}`)).body.state).toBe('SENT');
  });
});

describe('a quotation on the terms of its store', () => {
  it('takes list price, accessories and fees from the price list and promotions as named lines, and adds up itself', async () => {
    const model = await someModel(app);
    const list = await published([
      itemOf(model, 19_000_000),
      { kind: 'ACCESSORY', code: 'FILM', modelId: model.id, description: '隔热膜', amount: 298_000 },
      { kind: 'FEE', code: 'FINANCE_FEE', modelId: model.id, amount: 120_000 },
    ]);
    const [ours, makers] = [
      await promote(model, { amount: 190_000 }),
      await promote(model, { lineKind: 'MAKER_SUBSIDY', amount: 500_000 }),
    ];
    const lines = [
      car,
      { kind: 'ACCESSORY', description: '隔热膜', itemCode: 'FILM', quantity: 2 },
      { kind: 'FINANCE_FEE', description: '金融服务费' },
      { kind: 'REGISTRATION_FEE', description: '上牌费(代收)' },
    ];
    const quotation = expectStatus(await draw(model, { lines }), 201);
    const drawn = Object.fromEntries(quotation.lines.map((l: { kind: string }) => [l.kind, l]));
    expect(drawn).toMatchObject({
      VEHICLE: { amount: 19_000_000, priceListId: list.id },
      ACCESSORY: { amount: 596_000, quantity: 2, itemCode: 'FILM', priceListId: list.id },
      FINANCE_FEE: { amount: 120_000, priceListId: list.id },
      REGISTRATION_FEE: { amount: 200_000, priceListId: null, passThrough: true },
      DISCOUNT: { amount: -190_000, description: '年末促销', promotionId: ours.id },
      MAKER_SUBSIDY: { amount: -500_000, promotionId: makers.id },
    });
    // What the maker pays by a promotion is neither the store's discount nor its loss.
    expect(quotation).toMatchObject({ total: 19_226_000, discountPercent: 1, pricedOn: today, approvalLevel: 'CONSULTANT' });
    expect((await (await manager()).get(`/quotations/${quotation.id}`)).body.gross).toBe(2_810_000);
  });

  it('is refused at another price than the list’s, with an unknown item code or a fee above the list', async () => {
    const model = await someModel(app);
    await published([
      itemOf(model, 19_000_000),
      { kind: 'ACCESSORY', code: 'MAT', modelId: model.id, amount: 80_000 },
      { kind: 'FEE', code: 'REGISTRATION_FEE', modelId: model.id, amount: 60_000 },
    ]);
    const refusals = [
      [[{ ...car, amount: 20_000_000 }], 'vehicle_price_not_list'],
      [[car, { kind: 'ACCESSORY', description: '脚垫', itemCode: 'MAT', quantity: 2, amount: 80_000 }], 'accessory_price_not_list'],
      [[car, { kind: 'ACCESSORY', description: '脚垫', itemCode: 'GONE' }], 'price_item_unknown'],
      [[car, { kind: 'ACCESSORY', description: '脚垫' }], 'quotation_lines_invalid'],
      [[car, { kind: 'REGISTRATION_FEE', description: '上牌费', amount: 60_001 }], 'fee_above_published'],
      [[car, { kind: 'DISCOUNT', description: '优惠', itemCode: 'MAT', amount: -1 }], 'quotation_lines_invalid'],
    ] as const;
    for (const [lines, code] of refusals) {
      const answer = await draw(model, { lines });
      expect([code, answer.status, answer.body.code]).toEqual([code, 422, code]);
    }
  });

  it('follows the price list and the promotions until it is submitted, and keeps them once it is sent', async () => {
    const model = await someModel(app);
    const list = await published([itemOf(model, 19_000_000)]);
    const consultant = await seller();
    const { id } = expectStatus(await draw(model, { lines: [car] }), 201);
    expectStatus(await (await manager()).post(`/price-lists/${list.id}/retire`), 200);
    await published([itemOf(model, 18_000_000)]);
    const promotion = await promote(model, { amount: 100_000 });
    expect(expectStatus(await consultant.post(`/quotations/${id}/submit`), 200)).toMatchObject({
      total: 17_900_000,
      state: 'PENDING_APPROVAL',
    });
    expectStatus(await (await app.as('general_manager@s01')).post(`/quotations/${id}/approve`, {}), 200);
    expectStatus(await consultant.post(`/quotations/${id}/send`), 200);
    expectStatus(await (await manager()).post(`/promotions/${promotion.id}/end`), 200);
    const accepted = expectStatus(await consultant.post(`/quotations/${id}/accept`), 200);
    expect(accepted).toMatchObject({ state: 'ACCEPTED', total: 17_900_000 });
    expect((await (await manager()).get(`/promotions/${promotion.id}`)).body).toMatchObject({ usedCount: 1, spent: 100_000 });
    expectStatus(
      await (await manager()).post(`/sales-orders/${accepted.salesOrderId}/cancel`, { cause: 'CUSTOMER', reason: `改变主意 ${unique()}` }),
      200,
    );
    await app.soon(
      async () => (await (await manager()).get(`/promotions/${promotion.id}`)).body.usedCount === 0,
      'the promotion of the cancelled order to be free',
    );
  });

  it.each([
    ['last one', { quantity: 1 }],
    ['last of the budget', { budget: 199_999 }],
  ])('of the %s of a promotion is accepted once, whoever is first', async (_, limit) => {
    const model = await someModel(app);
    const promotion = await promote(model, { amount: 100_000, ...limit });
    const consultant = await seller();
    const sent = await Promise.all(
      [1, 2].map(async () => {
        const { id } = expectStatus(await draw(model, { lines: [car] }), 201);
        expectStatus(await consultant.post(`/quotations/${id}/submit`), 200);
        return expectStatus(await consultant.post(`/quotations/${id}/send`), 200).id as string;
      }),
    );
    const answers = await Promise.all(sent.map((id) => consultant.post(`/quotations/${id}/accept`)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('promotion_exhausted');
    expect((await explain(model)).promotions).toMatchObject([{ promotionId: promotion.id, verdict: 'EXHAUSTED' }]);
    const orders = await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM sales.sales_order WHERE model_id = $1', [model.id]);
    expect(orders[0]?.n).toBe(1);
    expect(expectStatus(await draw(model, { lines: [car] }), 201).total).toBe(20_000_000);
  });
});
