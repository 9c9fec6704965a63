import { createHash } from 'node:crypto';
import { confirmedOrder, expectStatus, identify, type Model, offer, type Order, someModel, stockCar, unique } from '../support/deals.js';
import { type Server, server } from '../support/server.js';

let app: Server;
let model: Model;
beforeAll(async () => {
  app = await server();
  model = await someModel(app);
});

const seller = () => app.as('sales_consultant@s01');
const BODY = '合同 {{contractNumber}} 买方 {{buyerName}} 车型 {{modelName}} VIN {{vin}} 总价 {{total}}';
const template = (more: object = {}) => ({
  code: `T-${unique()}`,
  titleZh: '测试合同',
  titleEn: 'Test contract',
  bodyZh: BODY,
  bodyEn: BODY.replace('合同', 'Contract'),
  ...more,
});
const orderWithCar = async (): Promise<Order> => {
  await stockCar(app, model);
  const order = await confirmedOrder(app, model);
  await identify(app, order.customerId);
  return order;
};
const draw = async (order: Order, more: object = {}) => (await seller()).post('/contracts', { salesOrderId: order.id, ...more });
const reveal = async (id: string) => (await seller()).post(`/contracts/${id}/reveal`, { reason: '打印给客户签字' });

describe('a contract template', () => {
  it('is written, changed while it is a draft, published, and retired by its next revision', async () => {
    const admin = await app.as('admin');
    const body = template();
    const first = expectStatus(await admin.post('/contract-templates', body), 201);
    expect(first).toMatchObject({ state: 'DRAFT', revision: 1, number: `${body.code}-1`, allowedMoves: ['publish'] });
    const etag = { headers: { 'if-match': '"1"' } };
    expectStatus(await admin.patch(`/contract-templates/${first.id}`, { titleZh: '购车合同' }, etag), 200);
    expectStatus(await admin.post(`/contract-templates/${first.id}/publish`), 200);
    const fixed = await admin.patch(`/contract-templates/${first.id}`, { titleZh: '别的' }, { headers: { 'if-match': '*' } });
    expect([fixed.status, fixed.body.code]).toEqual([409, 'contract_template_fixed']);
    const drafts = await Promise.all([1, 2, 3].map(() => admin.post('/contract-templates', body)));
    expect(drafts.map((d) => expectStatus(d, 201).revision as number).sort()).toEqual([2, 3, 4]);
    await Promise.all(drafts.map((d) => admin.post(`/contract-templates/${d.body.id}/publish`)));
    const { items } = expectStatus(await admin.get(`/contract-templates?code=${body.code}`), 200);
    expect((items as { state: string }[]).map((t) => t.state).sort()).toEqual(['PUBLISHED', 'RETIRED', 'RETIRED', 'RETIRED']);
    expect((await (await seller()).post('/contract-templates', body)).body.code).toBe('forbidden');
  });

  it('is refused with places that cannot be filled, each with its line', async () => {
    const answer = await (await app.as('admin')).post('/contract-templates', template({ bodyEn: `${BODY}\n{{vni}}` }));
    expect([answer.status, answer.body.code]).toEqual([422, 'contract_template_invalid']);
    expect(answer.body.errors).toMatchObject([{ pointer: '/bodyEn', message: '第 2 行:没有名为 vni 的位置' }]);
  });
});

describe('a contract', () => {
  it('keeps the filled text sealed, and its hash is of what is signed', async () => {
    const order = await orderWithCar();
    const contract = expectStatus(await draw(order), 201);
    expect(contract).toMatchObject({ templateCode: 'VEHICLE_SALE', templateRevision: 1, language: 'zh', signature: null });
    const { text, documentHash, intact } = expectStatus(await reveal(contract.id), 200);
    for (const fact of [contract.number, '陈小测', contract.vin, model.name, '¥196,500.00', '现金优惠: ¥-4,000.00', '贷款:无'])
      expect(text).toContain(fact);
    expect(text).not.toContain('{{');
    expect(
      createHash('sha256')
        .update(text as string, 'utf8')
        .digest('hex'),
    ).toBe(documentHash);
    expect([documentHash, intact]).toEqual([contract.documentHash, true]);
    const [row] = await app.sql<{ all: string }>('SELECT c::text AS all FROM sales.contract c WHERE id = $1', [contract.id]);
    expect(row?.all).not.toContain('陈小测');
    const audit = await app.sql(`SELECT 1 FROM kernel.audit_entry WHERE aggregate_id = $1 AND action = 'reveal'`, [contract.id]);
    expect(audit).toHaveLength(1);
    expect((await (await app.as('sales_consultant@s02')).post(`/contracts/${contract.id}/reveal`, { reason: 'x' })).status).toBe(404);
    expect((await draw(order)).body.code).toBe('contract_exists');
  });

  it('is drawn up in the language and from the template that are asked for', async () => {
    const order = await orderWithCar();
    expect((await draw(order, { templateCode: 'NONE' })).body.code).toBe('contract_template_missing');
    const contract = expectStatus(await draw(order, { language: 'en' }), 201);
    expect(expectStatus(await reveal(contract.id), 200).text).toContain('Vehicle purchase contract');
  });

  it('is signed with its evidence, of the text that was shown', async () => {
    const order = await orderWithCar();
    const contract = expectStatus(await draw(order), 201);
    const sign = async (more: object) => (await seller()).post(`/contracts/${contract.id}/sign`, { signedBy: '陈小测', ...more });
    expect((await sign({ documentHash: 'f'.repeat(64) })).body.code).toBe('contract_hash_differs');
    expect((await sign({ method: 'E_SIGNATURE' })).body).toMatchObject({ code: 'signature_evidence_required' });
    const evidence = { reference: 'ESIGN-1', sha256: 'a'.repeat(64) };
    const all = { method: 'E_SIGNATURE', evidence, documentHash: contract.documentHash as string };
    const answers = await Promise.all([1, 2, 3].map(() => sign(all)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    const { employeeId } = expectStatus(await (await seller()).get('/me'), 200);
    expect(answers.find((a) => a.status === 200)?.body.signature).toMatchObject({
      method: 'E_SIGNATURE',
      reference: 'ESIGN-1',
      sha256: evidence.sha256,
      witnessedBy: employeeId,
    });
  });

  it('that the order has left behind is not signed, and gives way to a new one (D-7)', async () => {
    const order = await orderWithCar();
    const contract = expectStatus(await draw(order), 201);
    const lines = [...offer(model, 1), { kind: 'ACCESSORY', description: '全车贴膜', amount: 88_800 }];
    const amendment = expectStatus(
      await (await seller()).post('/order-amendments', { salesOrderId: order.id, lines, reason: '少优惠,加贴膜' }),
      201,
    );
    expectStatus(await (await app.as('sales_manager@s01')).post(`/order-amendments/${amendment.id}/approve`), 200);
    const refused = await (await seller()).post(`/contracts/${contract.id}/sign`, { signedBy: '陈小测' });
    expect([refused.status, refused.body.code]).toEqual([409, 'contract_outdated']);
    expect((await (await seller()).get(`/contracts/${contract.id}`)).body).toMatchObject({ state: 'VOID', signedOn: null });
    const anew = expectStatus(await draw(order), 201);
    expect(anew.documentHash).not.toBe(contract.documentHash);
    // What is signed are the lines that were agreed to last, and they add up to its total.
    const { text } = expectStatus(await reveal(anew.id), 200);
    for (const fact of ['现金优惠: ¥-2,000.00', '全车贴膜: ¥888.00', '¥199,388.00']) expect(text).toContain(fact);
    expect(text).not.toContain('¥-4,000.00');
    expectStatus(await (await seller()).post(`/contracts/${anew.id}/sign`, { signedBy: '陈小测' }), 200);
  });
});
