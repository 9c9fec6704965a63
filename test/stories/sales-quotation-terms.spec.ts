import { createHash } from 'node:crypto';
import { expectStatus, type Model, offer, type Opportunity, someModel, someOpportunity, someVin } from '../support/deals.js';
import { type Answer, type Server, server } from '../support/server.js';

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
const manager = () => app.as('sales_manager@s01');
const draw = async (body: object, of = model): Promise<Answer> =>
  (await seller()).post('/quotations', { opportunityId: deal.opportunityId, modelId: of.id, colour: of.colour, ...body });
const submitted = async (percent: number, of = model): Promise<Answer['body']> => {
  const { id } = expectStatus(await draw({ lines: offer(of, percent) }, of), 201);
  return expectStatus(await (await seller()).post(`/quotations/${id}/submit`), 200);
};

describe('approval tiers', () => {
  it('say for a store and model how far a role may go; what is said most exactly holds (Q-3)', async () => {
    const own = await someModel(app);
    expect(await submitted(4, own)).toMatchObject({ approvalLevel: 'MANAGER', approvalReasons: ['DISCOUNT_ABOVE_LIMIT'] });
    const general = await app.as('general_manager@s01');
    const tier = { modelId: own.id, level: 'CONSULTANT', maxDiscountPercent: 5, minFrontGross: 3_000_000 };
    const created = await general.post('/approval-tiers', tier);
    const { id } = expectStatus(created, 201);
    expect(await submitted(4, own)).toMatchObject({ state: 'APPROVED', approvalLevel: 'CONSULTANT', approvalReasons: [] });
    const group = { ...tier, storeId: null, maxDiscountPercent: 1 };
    expectStatus(await (await app.as('admin')).post('/approval-tiers', group), 201);
    expect((await submitted(4, own)).approvalLevel).toBe('CONSULTANT');
    const etag = created.headers.get('etag') ?? '';
    expectStatus(await general.patch(`/approval-tiers/${id}`, { minFrontGross: 3_200_001 }, { headers: { 'if-match': etag } }), 200);
    expect(await submitted(4, own)).toMatchObject({ approvalLevel: 'MANAGER', approvalReasons: ['GROSS_BELOW_FLOOR'] });
    expect((await general.post('/approval-tiers', tier)).body).toMatchObject({ code: 'approval_tier_exists', status: 409 });
    expect((await (await manager()).get(`/approval-tiers?modelId=${own.id}`)).body.items).toHaveLength(2);
  });

  it('are not widened by those they bind', async () => {
    const tier = { modelId: model.id, level: 'MANAGER', maxDiscountPercent: 50 };
    expect((await (await manager()).post('/approval-tiers', tier)).body.code).toBe('forbidden');
    expect((await (await app.as('general_manager@s01')).post('/approval-tiers', { ...tier, storeId: null })).body.code).toBe('forbidden');
    expect((await (await app.as('general_manager@s01')).post('/approval-tiers', { ...tier, modelId: crypto.randomUUID() })).status).toBe(
      404,
    );
  });
});

describe('an approval', () => {
  it('of two approvers at the same moment, is given once (Q-3)', async () => {
    const { id, versionHash } = await submitted(6);
    const approvers = [await manager(), await app.as('general_manager@s01')];
    const answers = await Promise.all(approvers.map((who) => who.post(`/quotations/${id}/approve`, { versionHash })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('illegal_move');
    const audits = await app.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM kernel.audit_entry WHERE aggregate_id = $1 AND action = 'approve'`,
      [id],
    );
    expect(audits[0]?.n).toBe(1);
  });

  it('binds to what the approver saw: another version needs another approval (Q-3)', async () => {
    const seen = await submitted(6);
    const consultant = await seller();
    const next = expectStatus(await consultant.post(`/quotations/${seen.id}/revise`), 200);
    expect((await (await manager()).post(`/quotations/${seen.id}/approve`, { versionHash: seen.versionHash })).status).toBe(409);
    const edited = await consultant.patch(`/quotations/${next.id}`, { lines: offer(model, 7) }, { headers: { 'if-match': '*' } });
    expect(expectStatus(edited, 200).versionHash).not.toBe(seen.versionHash);
    expectStatus(await consultant.post(`/quotations/${next.id}/submit`), 200);
    const stale = await (await manager()).post(`/quotations/${next.id}/approve`, { versionHash: seen.versionHash });
    expect([stale.status, stale.body.code]).toEqual([409, 'quotation_changed']);
    expect((await consultant.get(`/quotations/${next.id}`)).body.state).toBe('PENDING_APPROVAL');
    expect((await consultant.post(`/quotations/${next.id}/send`)).body.code).toBe('illegal_move');
  });

  it('of a version that is revised while the customer accepts it: one of the two wins (Q-1)', async () => {
    const { id } = await submitted(2);
    const consultant = await seller();
    expectStatus(await consultant.post(`/quotations/${id}/send`), 200);
    const answers = await Promise.all([consultant.post(`/quotations/${id}/accept`), consultant.post(`/quotations/${id}/revise`)]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    const versions = (await consultant.get(`/quotations?opportunityId=${deal.opportunityId}`)).body.items as { state: string }[];
    const accepted = answers[0]?.status === 200;
    expect(versions.map((v) => v.state).sort()).toEqual(accepted ? ['ACCEPTED'] : ['DRAFT', 'SUPERSEDED']);
    const orders = (await consultant.get(`/sales-orders?opportunityId=${deal.opportunityId}`)).body.items as unknown[];
    expect(orders).toHaveLength(accepted ? 1 : 0);
  });
});

describe('a quotation at a distance (D-11)', () => {
  it('says where it is sold and what of, and keeps price and origin as they were shown; its order knows', async () => {
    const consultant = await seller();
    const lines = [...offer(model, 2), { kind: 'ACCESSORY', description: '脚垫', amount: 88_000 }];
    const wrong = await draw({ lines, distanceReturnExcluded: true });
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].pointer]).toEqual([
      422,
      'distance_exclusion_invalid',
      '/distanceReturnExcluded',
    ]);
    const drawn = expectStatus(await draw({ lines, saleChannel: 'ONLINE', originStatement: '进口车,厂家授权渠道' }), 201);
    expect(drawn).toMatchObject({ saleChannel: 'ONLINE', distanceReturnExcluded: false, shownText: null, shownHash: null });
    expectStatus(await consultant.post(`/quotations/${drawn.id}/submit`), 200);
    const sent = expectStatus(await consultant.post(`/quotations/${drawn.id}/send`), 200);
    for (const shown of [model.name, '脚垫: ¥880.00', '¥197,380.00', '来源:进口车,厂家授权渠道', '七日内可无理由退货'])
      expect(sent.shownText).toContain(shown);
    expect(sent.shownHash).toBe(
      createHash('sha256')
        .update(sent.shownText as string, 'utf8')
        .digest('hex'),
    );
    const { salesOrderId } = expectStatus(await consultant.post(`/quotations/${drawn.id}/accept`), 200);
    expect((await consultant.get(`/sales-orders/${salesOrderId}`)).body).toMatchObject({
      saleChannel: 'ONLINE',
      distanceReturnExcluded: false,
    });
    expect((await consultant.get(`/quotations/${drawn.id}`)).body).toMatchObject({ shownText: sent.shownText, shownHash: sent.shownHash });
  });

  it('is in the store if nobody says otherwise, and a revision is shown anew', async () => {
    const consultant = await seller();
    const { id, saleChannel, originStatement } = expectStatus(await draw({ lines: offer(model, 2) }), 201);
    expect([saleChannel, typeof originStatement]).toEqual(['IN_STORE', 'string']);
    expectStatus(await consultant.post(`/quotations/${id}/submit`), 200);
    expectStatus(await consultant.post(`/quotations/${id}/send`), 200);
    expect(expectStatus(await consultant.post(`/quotations/${id}/revise`), 200)).toMatchObject({ shownText: null, shownHash: null });
  });
});

describe('a car in part payment (TI-1)', () => {
  const offeredFor = async (allowance: number, more: object = {}): Promise<string> => {
    const appraised = await (
      await seller()
    ).post('/trade-ins', {
      ...{ opportunityId: deal.opportunityId, vin: someVin(), brand: '别的品牌', series: 'K5', modelYear: 2020, powertrain: 'ICE' },
      ...{ colour: '银色', firstRegisteredOn: '2020-05-18', odometerKm: 68_000, valuation: 6_000_000, reconditioningCost: 300_000 },
      items: [{ code: 'PAINT', title: '漆面', verdict: 'PASS' }],
      ...more,
    });
    const { id } = expectStatus(appraised, 201);
    expectStatus(await (await seller()).post(`/trade-ins/${id}/offer`, { allowance }), 200);
    return id as string;
  };
  const loan = { kind: 'LOAN', downPayment: 3_850_000, months: 36, annualRatePercent: 4.5, method: 'EQUAL_INSTALLMENT' };

  it('is counted: net of it, what is still owed on it, and the ways of paying the rest', async () => {
    const lien = { holder: '示范银行', payoffAmount: 1_000_000 };
    const tradeInId = await offeredFor(5_800_000, { lien });
    const quotation = expectStatus(await draw({ lines: offer(model, 2), tradeInId, financeAlternatives: [{ kind: 'CASH' }, loan] }), 201);
    expect(quotation).toMatchObject({
      total: 19_650_000,
      tradeIn: { tradeInId, allowance: 5_800_000, payoff: 1_000_000, toPay: 13_850_000, net: 14_850_000, name: '别的品牌 K5 2020' },
      financeAlternatives: [{ downPayment: 13_850_000 }, { principal: 10_000_000, totalInterest: 708_893, totalPaid: 14_558_893 }],
    });
    const without = await (await seller()).patch(`/quotations/${quotation.id}`, { tradeInId: null }, { headers: { 'if-match': '*' } });
    expect(expectStatus(without, 200)).toMatchObject({ tradeIn: null, financeAlternatives: [{ downPayment: 19_650_000 }, {}] });
    expect(without.body.versionHash).not.toBe(quotation.versionHash);
  });

  it('is one we offered for in the same deal, and the offer that was counted still stands when it is accepted', async () => {
    const consultant = await seller();
    const lines = offer(model, 2);
    const tradeInId = await offeredFor(5_800_000);
    const others = await someOpportunity(app, model);
    const foreign = await consultant.post('/quotations', {
      ...others,
      customerId: undefined,
      modelId: model.id,
      colour: model.colour,
      lines,
      tradeInId,
    });
    expect([foreign.status, foreign.body.code]).toEqual([422, 'trade_in_document_not_theirs']);
    const quotation = expectStatus(await draw({ lines, tradeInId }), 201);
    expectStatus(await consultant.post(`/quotations/${quotation.id}/submit`), 200);
    expectStatus(await consultant.post(`/quotations/${quotation.id}/send`), 200);
    expectStatus(await consultant.post(`/trade-ins/${tradeInId}/offer`, { allowance: 5_500_000 }), 200);
    expect((await consultant.post(`/quotations/${quotation.id}/accept`)).body).toMatchObject({
      status: 409,
      code: 'quotation_trade_in_changed',
    });
    expectStatus(await consultant.post(`/trade-ins/${tradeInId}/offer`, { allowance: 5_800_000 }), 200);
    expect(expectStatus(await consultant.post(`/quotations/${quotation.id}/accept`), 200).tradeIn.net).toBe(13_850_000);
    expectStatus(await consultant.post(`/trade-ins/${tradeInId}/decline`, { reason: '客户自留' }), 200);
    deal = await someOpportunity(app, model);
    const appraisedOnly = await offeredFor(5_800_000);
    expectStatus(await consultant.post(`/trade-ins/${appraisedOnly}/decline`, { reason: '客户自留' }), 200);
    const over = await draw({ lines, tradeInId: appraisedOnly });
    expect([over.status, over.body.code]).toEqual([422, 'trade_in_not_offered']);
  });
});

describe('ways of paying', () => {
  const loan = { kind: 'LOAN', downPayment: 9_650_000, months: 36, annualRatePercent: 4.5 };

  it('stand side by side, exact to the fen (F-1, F-2)', async () => {
    const ways = [{ kind: 'CASH' }, { ...loan, label: '36期', method: 'EQUAL_INSTALLMENT' }, { ...loan, method: 'EQUAL_PRINCIPAL' }];
    const lines = [
      { kind: 'VEHICLE', description: '指导价' },
      { kind: 'DISCOUNT', description: '优惠', amount: -400_000 },
      { kind: 'REGISTRATION_FEE', description: '上牌费', amount: 50_000 },
    ];
    const quotation = expectStatus(await draw({ lines, financeAlternatives: ways }), 201);
    expect(quotation.total).toBe(19_650_000);
    expect(quotation.financeAlternatives).toMatchObject([
      { number: 1, kind: 'CASH', downPayment: 19_650_000, principal: 0, totalInterest: 0, totalPaid: 19_650_000 },
      { number: 2, label: '36期', principal: 10_000_000, firstInstalment: 297_469, lastInstalment: 297_478, totalInterest: 708_893 },
      { number: 3, principal: 10_000_000, firstInstalment: 315_278, lastInstalment: 278_812, totalInterest: 693_750 },
    ]);
    expect(quotation.financeAlternatives[1].totalPaid).toBe(20_358_893);
    // Another total is calculated anew, and is another content to approve.
    const body = { lines: lines.filter((l) => l.kind !== 'DISCOUNT') };
    const changed = await (await seller()).patch(`/quotations/${quotation.id}`, body, { headers: { 'if-match': '*' } });
    expect(expectStatus(changed, 200).financeAlternatives[1]).toMatchObject({ principal: 10_400_000, downPayment: 9_650_000 });
    const other = await (
      await seller()
    ).patch(
      `/quotations/${quotation.id}`,
      { financeAlternatives: [{ ...loan, months: 24, method: 'EQUAL_PRINCIPAL' }] },
      { headers: { 'if-match': '*' } },
    );
    expect(expectStatus(other, 200).versionHash).not.toBe(changed.body.versionHash);
  });

  it.each<[string, object, string]>([
    ['a loan without its terms', { kind: 'LOAN' }, '/financeAlternatives/0/downPayment'],
    ['cash in instalments', { kind: 'CASH', months: 12 }, '/financeAlternatives/0/months'],
    [
      'a down payment that leaves nothing to borrow',
      { ...loan, downPayment: 20_050_000, method: 'EQUAL_PRINCIPAL' },
      '/financeAlternatives/0/downPayment',
    ],
  ])('are refused as %s', async (_, way, pointer) => {
    const answer = await draw({ lines: offer(model), financeAlternatives: [way] });
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([422, 'finance_alternative_invalid', pointer]);
  });
});

describe('estimates', () => {
  it.each([
    ['ICE', 5, 1_769_912, 'TX-1', 95_000],
    ['BEV', 7, 884_956, 'TX-2 2026-2027', 110_000],
  ])(
    'of tax and insurance for a %s of %i seats are passed through and never gross (TX-1, TX-2, IN-1)',
    async (powertrain, seats, tax, rule, premium) => {
      const own = await someModel(app, { powertrain, seats });
      const estimates = ['PURCHASE_TAX', 'COMPULSORY_INSURANCE', 'COMMERCIAL_INSURANCE'];
      const plain = expectStatus(await draw({ lines: [{ kind: 'VEHICLE', description: '指导价' }] }, own), 201);
      const drawn = await draw({ lines: [{ kind: 'VEHICLE', description: '指导价' }], estimates }, own);
      const quotation = expectStatus(drawn, 201);
      expect(quotation.lines.slice(1)).toMatchObject([
        { kind: 'PURCHASE_TAX', amount: tax, passThrough: true, estimate: rule },
        { kind: 'INSURANCE', amount: premium, passThrough: true, estimate: 'IN-1' },
        { kind: 'INSURANCE', amount: 440_000, passThrough: true, estimate: 'IN-1' },
      ]);
      expect(quotation.passThroughTotal).toBe(tax + premium + 440_000);
      const gross = async (id: string) => (await (await manager()).get(`/quotations/${id}`)).body.gross as number;
      expect(await gross(quotation.id)).toBe(await gross(plain.id));
      const etag = drawn.headers.get('etag') ?? '';
      const less = await (await seller()).patch(`/quotations/${quotation.id}`, { estimates: null }, { headers: { 'if-match': etag } });
      expect(expectStatus(less, 200)).toMatchObject({ total: plain.total, estimates: [] });
    },
  );

  it('are not made of what is given already', async () => {
    const lines = [...offer(model), { kind: 'PURCHASE_TAX', description: '购置税', amount: 1_700_000 }];
    expect((await draw({ lines, estimates: ['PURCHASE_TAX'] })).body.code).toBe('quotation_lines_invalid');
  });
});

describe('two versions of a quotation', () => {
  it('are compared line by line, the earlier first', async () => {
    const first = await submitted(6);
    const consultant = await seller();
    const second = expectStatus(await consultant.post(`/quotations/${first.id}/revise`), 200);
    const lines = [
      { kind: 'VEHICLE', description: model.name, amount: model.listPrice },
      { kind: 'DISCOUNT', description: '现金优惠', amount: -1_000_000 },
      { kind: 'ACCESSORY', description: '脚垫', amount: 80_000 },
    ];
    expectStatus(await consultant.patch(`/quotations/${second.id}`, { lines }, { headers: { 'if-match': '*' } }), 200);
    const compared = expectStatus(await consultant.get(`/quotations/${second.id}/comparison?with=${first.id}`), 200);
    expect(compared).toMatchObject({ before: { id: first.id, revision: 1 }, after: { id: second.id, revision: 2 }, difference: 230_000 });
    expect(compared.lines.map((l: Record<string, unknown>) => [l['change'], l['kind'], l['difference']])).toEqual([
      ['CHANGED', 'DISCOUNT', 200_000],
      ['ADDED', 'ACCESSORY', 80_000],
      ['REMOVED', 'REGISTRATION_FEE', -50_000],
    ]);
    expect(compared.facts).toContainEqual({ field: 'discountPercent', before: '6', after: '5' });
    expect((await consultant.get(`/quotations/${first.id}/comparison?with=${second.id}`)).body).toEqual(compared);
  });

  it('of different offers are not, nor those of another store', async () => {
    const [one, other] = [await submitted(1), await submitted(2)];
    const refused = await (await seller()).get(`/quotations/${one.id}/comparison?with=${other.id}`);
    expect([refused.status, refused.body.code]).toEqual([422, 'quotations_not_comparable']);
    expect((await (await app.as('sales_manager@s02')).get(`/quotations/${one.id}/comparison?with=${other.id}`)).status).toBe(404);
    expect((await (await seller()).get(`/quotations/${one.id}/comparison`)).body.code).toBe('invalid_input');
  });
});

describe('a quotation on paper', () => {
  const print = async (id: string, language: string, who = 'sales_consultant@s01') => {
    const { token } = await app.as(who);
    const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
    const answer = await fetch(`${app.baseUrl}/api/v1/quotations/${id}/document`, { headers });
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it('is a PDF in the language of the request, with its Chinese letters in it', async () => {
    const quotation = expectStatus(
      await draw({
        lines: offer(model, 2),
        estimates: ['PURCHASE_TAX', 'COMPULSORY_INSURANCE'],
        financeAlternatives: [
          { kind: 'CASH' },
          { kind: 'LOAN', downPayment: 6_000_000, months: 36, annualRatePercent: 4.5, method: 'EQUAL_INSTALLMENT' },
        ],
      }),
      201,
    );
    const [zh, en] = [await print(quotation.id, 'zh-CN'), await print(quotation.id, 'en')];
    for (const { answer, bytes } of [zh, en]) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      expect(bytes.toString('latin1')).toMatch(/NotoSansSC/);
      // The letters that are used, never the font of ten megabytes.
      expect(bytes.length).toBeLessThan(300_000);
    }
    const title = `(Vehicle quotation ${quotation.number})`;
    expect(en.bytes.toString('latin1')).toContain(title);
    expect(zh.bytes.toString('latin1')).not.toContain(title);
  });

  it('runs over as many pages as it needs, and is nobody else’s', async () => {
    const accessories = Array.from({ length: 55 }, (_, n) => ({ kind: 'ACCESSORY', description: `精品 ${n + 1}`, amount: 1_000 }));
    const { id } = expectStatus(await draw({ lines: [...offer(model), ...accessories] }), 201);
    const { bytes } = await print(id, 'zh-CN');
    expect(/\/Count (\d+)/.exec(bytes.toString('latin1'))?.[1]).toBe('3');
    expect((await print(id, 'zh-CN', 'sales_consultant@s02')).answer.status).toBe(404);
  });
});
