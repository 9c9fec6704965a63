import {
  confirmedOrder,
  expectStatus,
  type Model,
  offer,
  type Opportunity,
  sentQuotation,
  someModel,
  someOpportunity,
} from '../support/deals.js';
import { ownServer, type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
let deal: Opportunity;
beforeAll(async () => {
  app = await server();
  model = await someModel(app);
});
beforeEach(async () => {
  deal = await someOpportunity(app, model);
});
const seller = () => app.as('sales_consultant@s01');
const draw = async (lines: object[], more: object = {}) =>
  (await seller()).post('/quotations', { opportunityId: deal.opportunityId, modelId: model.id, colour: model.colour, lines, ...more });
const car = (amount = model.listPrice) => ({ kind: 'VEHICLE', description: model.name, amount });

describe('a quotation', () => {
  it('adds up, keeps what it passes through apart and hides its gross from the consultant (Q-2)', async () => {
    const quotation = expectStatus(await draw([...offer(model, 2), { kind: 'ACCESSORY', description: '脚垫', amount: 80_000 }]), 201);
    expect(quotation).toMatchObject({
      state: 'DRAFT',
      total: 19_730_000,
      passThroughTotal: 50_000,
      discountPercent: 2,
      approvalLevel: 'CONSULTANT',
      gross: null,
      revision: 1,
    });
    const managers = expectStatus(await (await app.as('sales_manager@s01')).get(`/quotations/${quotation.id}`), 200);
    expect(managers.gross).toBe(3_600_000);
  });

  it.each<[string, string, () => object[]]>([
    ['without a car', 'quotation_lines_invalid', () => [{ kind: 'ACCESSORY', description: '脚垫', amount: 1 }]],
    ['with two cars', 'quotation_lines_invalid', () => [car(), car()]],
    ['with another price than the list price', 'vehicle_price_not_list', () => [car(model.listPrice - 1)]],
    [
      'with a discount that raises the price',
      'quotation_lines_invalid',
      () => [car(), { kind: 'DISCOUNT', description: '优惠', amount: 1 }],
    ],
    ['with an accessory below zero', 'quotation_lines_invalid', () => [car(), { kind: 'ACCESSORY', description: '脚垫', amount: -1 }]],
    [
      'with a discount that is passed through',
      'quotation_lines_invalid',
      () => [car(), { kind: 'DISCOUNT', description: '优惠', amount: -1, passThrough: true }],
    ],
    [
      'with purchase tax as revenue',
      'quotation_lines_invalid',
      () => [car(), { kind: 'PURCHASE_TAX', description: '购置税', amount: 1, passThrough: false }],
    ],
    ['with nothing to pay', 'quotation_lines_invalid', () => [car(), { kind: 'DISCOUNT', description: '优惠', amount: -model.listPrice }]],
    [
      'with a fee above the published one, in two halves',
      'fee_above_published',
      () => [car(), ...[1, 2].map((n) => ({ kind: 'FINANCE_FEE', description: `金融服务费 ${n}`, amount: 260_000 }))],
    ],
  ])('is refused %s (Q-2)', async (_, code, lines) => {
    const answer = await draw(lines());
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });

  it('is refused in a colour the model does not have, and for another store’s opportunity', async () => {
    expect((await draw(offer(model), { colour: '荧光粉' })).body.code).toBe('colour_not_offered');
    const body = { opportunityId: deal.opportunityId, modelId: model.id, colour: model.colour, lines: offer(model) };
    expect((await (await app.as('sales_consultant@s02')).post('/quotations', body)).status).toBe(404);
  });

  it.each([
    [3, 'CONSULTANT', 'APPROVED'],
    [3.01, 'MANAGER', 'PENDING_APPROVAL'],
    [8, 'MANAGER', 'PENDING_APPROVAL'],
    [8.01, 'GENERAL_MANAGER', 'PENDING_APPROVAL'],
  ])('of %s %% is for %s to agree to (Q-3)', async (percent, approvalLevel, state) => {
    const { id } = expectStatus(await draw(offer(model, percent)), 201);
    expect(expectStatus(await (await seller()).post(`/quotations/${id}/submit`), 200)).toMatchObject({ state, approvalLevel });
  });

  it('goes up a level when the front gross is below the floor, and to the general manager below the floor price (Q-3)', async () => {
    const thin = await someModel(app, { standardCost: 19_200_000 });
    const dear = await someModel(app, { floorPrice: 19_800_000 });
    const level = async (of: Model) =>
      expectStatus(
        await draw(
          offer(of, 2).map((l) => ({ ...l })),
          { modelId: of.id },
        ),
        201,
      ).approvalLevel as string;
    expect(await level(thin)).toBe('MANAGER');
    expect(await level(dear)).toBe('GENERAL_MANAGER');
  });

  it('cannot hide a discount in a subsidy (Q-3)', async () => {
    const lines = [...offer(model, 2), { kind: 'MAKER_SUBSIDY', description: '厂家补贴', amount: -600_000 }];
    expect(expectStatus(await draw(lines), 201)).toMatchObject({ discountPercent: 5, approvalLevel: 'MANAGER' });
  });

  it('is approved by somebody of the level who did not submit it, for the content they saw (Q-3)', async () => {
    const { id, versionHash } = expectStatus(await draw(offer(model, 6)), 201);
    const submitted = expectStatus(await (await seller()).post(`/quotations/${id}/submit`), 200);
    expect(submitted.allowedMoves).not.toContain('approve');
    expect((await (await seller()).post(`/quotations/${id}/approve`, {})).body.code).toBe('forbidden');
    const manager = await app.as('sales_manager@s01');
    expect((await manager.post(`/quotations/${id}/approve`, { versionHash: 'other' })).body.code).toBe('quotation_changed');
    const approved = expectStatus(await manager.post(`/quotations/${id}/approve`, { note: '月底冲量', versionHash }), 200);
    expect(approved).toMatchObject({ state: 'APPROVED', decisionNote: '月底冲量' });
  });

  it('above the manager’s limit needs the general manager; nobody approves their own (Q-3)', async () => {
    const manager = await app.as('sales_manager@s01');
    const { id } = expectStatus(await draw(offer(model, 9)), 201);
    expectStatus(await manager.post(`/quotations/${id}/submit`), 200);
    expect((await manager.post(`/quotations/${id}/approve`, {})).body.code).toBe('approver_is_requester');
    const other = expectStatus(await draw(offer(model, 9)), 201);
    expectStatus(await (await seller()).post(`/quotations/${other.id}/submit`), 200);
    expect((await manager.post(`/quotations/${other.id}/approve`, {})).body.code).toBe('approval_level_too_low');
    expectStatus(await (await app.as('general_manager@s01')).post(`/quotations/${other.id}/approve`, {}), 200);
  });

  it('is changed as a draft only, on the version that was read; later by a new version (Q-1)', async () => {
    const consultant = await seller();
    const drawn = await draw(offer(model, 2));
    const { id } = expectStatus(drawn, 201);
    const change = { lines: offer(model, 1) };
    expect((await consultant.patch(`/quotations/${id}`, change)).status).toBe(428);
    const etag = drawn.headers.get('etag') ?? '';
    const changed = await consultant.patch(`/quotations/${id}`, change, { headers: { 'if-match': etag } });
    expect(expectStatus(changed, 200)).toMatchObject({ discountPercent: 1 });
    expect(changed.body.versionHash).not.toBe(drawn.body.versionHash);
    expect((await consultant.patch(`/quotations/${id}`, change, { headers: { 'if-match': etag } })).status).toBe(412);
    expectStatus(await consultant.post(`/quotations/${id}/submit`), 200);
    expectStatus(await consultant.post(`/quotations/${id}/send`), 200);
    expect((await consultant.patch(`/quotations/${id}`, change, { headers: { 'if-match': '*' } })).body.code).toBe('quotation_fixed');
    const next = expectStatus(await consultant.post(`/quotations/${id}/revise`), 200);
    expect(next).toMatchObject({ state: 'DRAFT', revision: 2, seriesId: changed.body.seriesId, submittedBy: null });
    expect((await consultant.get(`/quotations/${id}`)).body).toMatchObject({ state: 'SUPERSEDED', supersededById: next.id });
    expect((await consultant.post(`/quotations/${id}/accept`)).body.code).toBe('illegal_move');
  });

  it('is rejected with a reason and revised', async () => {
    const { id } = expectStatus(await draw(offer(model, 6)), 201);
    expectStatus(await (await seller()).post(`/quotations/${id}/submit`), 200);
    const rejected = expectStatus(await (await app.as('sales_manager@s01')).post(`/quotations/${id}/reject`, { reason: '优惠过大' }), 200);
    expect(rejected).toMatchObject({ state: 'REJECTED', decisionNote: '优惠过大' });
    expect(expectStatus(await (await seller()).post(`/quotations/${id}/revise`), 200).revision).toBe(2);
  });
});

describe('accepting a quotation', () => {
  it('makes one order and supersedes what else was offered', async () => {
    const other = expectStatus(await draw(offer(model, 1)), 201);
    const sent = await sentQuotation(app, model, deal);
    const consultant = await seller();
    const accepted = expectStatus(await consultant.post(`/quotations/${sent.id}/accept`), 200);
    expect(accepted).toMatchObject({ state: 'ACCEPTED', allowedMoves: [] });
    expect((await consultant.get(`/quotations/${other.id}`)).body.state).toBe('SUPERSEDED');
    expect((await consultant.get(`/sales-orders?opportunityId=${deal.opportunityId}`)).body.items).toHaveLength(1);
    const again = await sentQuotation(app, model, deal);
    expect((await consultant.post(`/quotations/${again.id}/accept`)).body.code).toBe('opportunity_has_order');
  });

  it('needs an Idempotency-Key, and the same key makes one order', async () => {
    const sent = await sentQuotation(app, model, deal);
    const consultant = await seller();
    expect((await consultant.post(`/quotations/${sent.id}/accept`, {}, { key: null })).body.code).toBe('idempotency_key_required');
    const key = crypto.randomUUID();
    const first = await consultant.post(`/quotations/${sent.id}/accept`, {}, { key });
    const second = await consultant.post(`/quotations/${sent.id}/accept`, {}, { key });
    expect([first.status, second.status, second.body.salesOrderId]).toEqual([200, 200, first.body.salesOrderId]);
  });

  it('of two offers at the same moment, one wins', async () => {
    const offers = [await sentQuotation(app, model, deal), await sentQuotation(app, model, deal)];
    const consultant = await seller();
    const answers = await Promise.all(offers.map((q) => consultant.post(`/quotations/${q.id}/accept`)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    const [count] = await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM sales.sales_order WHERE opportunity_id = $1', [
      deal.opportunityId,
    ]);
    expect(count?.n).toBe(1);
  });

  it('leaves one accepted event and one order event of one correlation', async () => {
    const { id } = await confirmedOrder(app, model);
    const events = await app.sql<{ name: string; correlation_id: string }>(
      `SELECT name, correlation_id FROM kernel.event WHERE payload ->> 'salesOrderId' = $1 AND name IN ('sales.order-confirmed', 'sales.quotation-accepted')`,
      [id],
    );
    expect(events.map((e) => e.name).sort()).toEqual(['sales.order-confirmed', 'sales.quotation-accepted']);
    expect(new Set(events.map((e) => e.correlation_id)).size).toBe(1);
  });

  it('after its last day is refused: quotation_expired (Q-1)', async () => {
    const own = await ownServer();
    const itsModel = await someModel(own);
    const sent = await sentQuotation(own, itsModel, await someOpportunity(own, itsModel));
    await own.advance('P9D');
    const consultant = await own.as('sales_consultant@s01');
    expect((await consultant.get(`/quotations/${sent.id}`)).body.state).toBe('EXPIRED');
    expect((await consultant.post(`/quotations/${sent.id}/accept`)).body).toMatchObject({ code: 'quotation_expired', status: 409 });
  });
});
