import { expectStatus, someMobile, someResidentId, someVin } from '../support/deals.js';
import { type Actor, type OwnServer, ownServer, type Server, server } from '../support/server.js';

let app: Server;
let agent: Actor;
let manager: Actor;
let advisor: Actor;
beforeAll(async () => {
  app = await server();
  [agent, manager, advisor] = await Promise.all(['crm_agent@s01', 'sales_manager@s01', 'service_advisor@s01'].map((name) => app.as(name)));
});
const person = (more: object = {}) => ({ type: 'PERSON', name: '周小测', mobile: someMobile(), ...more });
const company = () => ({ type: 'COMPANY', name: '示范物流有限公司', mobile: someMobile() });
const enrol = async (body: object = person()) => expectStatus(await agent.post('/customers', body), 201);
const refusal = (status: number, code: string, pointer: string) => ({ status, body: { code, errors: [{ pointer }] } });
const email = () => `d${crypto.randomUUID().slice(0, 8)}@example.com`;

describe('a customer file', () => {
  it('knows the birth date of its resident ID, and refuses one that is wrong (ID-4)', async () => {
    const residentId = someResidentId();
    const born = `${residentId.slice(6, 10)}-${residentId.slice(10, 12)}-${residentId.slice(12, 14)}`;
    const customer = await enrol(person({ residentId, licence: { number: residentId, class: 'C1', expiresOn: '2035-12-31' } }));
    expect(customer).toMatchObject({
      birthDate: `${born.slice(0, 4)}-**-**`,
      licence: { class: 'C1' },
      state: 'ACTIVE',
      possibleDuplicates: 0,
    });
    const shown = await agent.post(`/customers/${customer.id}/reveal`, { purpose: 'CONTACT', fields: ['birthDate', 'licenceNumber'] });
    expect(expectStatus(shown, 200)).toMatchObject({ birthDate: born, licenceNumber: residentId });
    const change = (body: object) => agent.patch(`/customers/${customer.id}`, body, { headers: { 'if-match': '*' } });
    expect(await change({ birthDate: '1960-01-01' })).toMatchObject(refusal(422, 'birth_date_mismatch', '/birthDate'));
    expect(await agent.post('/customers', person({ birthDate: '2199-01-01' }))).toMatchObject(
      refusal(422, 'birth_date_in_future', '/birthDate'),
    );
    expect(await agent.post('/customers', { ...company(), birthDate: '1990-01-01' })).toMatchObject(
      refusal(422, 'person_only', '/birthDate'),
    );
    expect(await agent.post('/customers', person({ residentId: '12345619991205131x' }))).toMatchObject(
      refusal(422, 'resident_id_invalid', '/residentId'),
    );
  });

  it('is the only one with its mobile and its ID number (L-3)', async () => {
    const residentId = someResidentId();
    const first = await enrol(person({ residentId }));
    const second = await enrol();
    const change = (body: object) => agent.patch(`/customers/${second.id}`, body, { headers: { 'if-match': '*' } });
    const taken = { ...refusal(409, 'customer_identity_exists', '/residentId') };
    expect(await agent.post('/customers', person({ residentId }))).toMatchObject(taken);
    const refused = await change({ residentId });
    expect(refused).toMatchObject(taken);
    expect(refused.body.customerId).toBe(first.id);
    const mobile = someMobile();
    await enrol(person({ mobile }));
    expect(await change({ mobile })).toMatchObject(refusal(409, 'customer_exists', '/mobile'));
    const twins = await Promise.all([1, 2].map(() => agent.post('/customers', person({ residentId: '11010519491231002X' }))));
    expect(twins.map((t) => t.status).sort()).toEqual([201, 409]);
  });

  it('has people with parts to play, one of them the first to speak to', async () => {
    const customer = await enrol(company());
    const add = async (body: object) => expectStatus(await agent.post('/customer-contacts', { customerId: customer.id, ...body }), 201);
    const mobile = someMobile();
    const payer = await add({ name: '李经理', roles: ['PAYER', 'DECISION_MAKER'], position: '采购经理', mobile, primary: true });
    expect(payer).toMatchObject({ primary: true, mobile: `${mobile.slice(0, 3)}****${mobile.slice(-4)}`, allowedMoves: ['remove'] });
    const driver = await add({ name: '赵师傅', roles: ['DRIVER'], primary: true });
    const list = async () =>
      (await agent.get(`/customer-contacts?customerId=${customer.id}`)).body.items.map((k: { id: string; primary: boolean }) => [
        k.id,
        k.primary,
      ]);
    expect(await list()).toEqual([
      [payer.id, false],
      [driver.id, true],
    ]);
    const stale = await agent.patch(`/customer-contacts/${driver.id}`, { position: '司机' }, { headers: { 'if-match': '"9"' } });
    expect(stale.status).toBe(412);
    expectStatus(await agent.patch(`/customer-contacts/${driver.id}`, { position: '司机' }, { headers: { 'if-match': '"1"' } }), 200);
    expectStatus(await agent.post(`/customer-contacts/${driver.id}/remove`), 200);
    expect(await list()).toEqual([[payer.id, false]]);
    expect((await agent.post('/customer-contacts', { customerId: customer.id, name: '甲', roles: ['BOSS'] })).status).toBe(400);
    expect((await (await app.as('crm_agent@s02')).get(`/customer-contacts/${payer.id}`)).status).toBe(404);
  });

  it('may live in a household, in one only', async () => {
    const [a, b, c] = [await enrol(), await enrol(), await enrol(company())];
    const members = [
      { customerId: a.id, relation: 'SELF' },
      { customerId: b.id, relation: 'SPOUSE' },
    ];
    const home = expectStatus(await agent.post('/households', { name: '周家', members }), 201);
    expect(home.members.map((m: { customerId: string }) => m.customerId).sort()).toEqual([a.id, b.id].sort());
    expect((await agent.get(`/customers/${b.id}`)).body.householdId).toBe(home.id);
    expect((await agent.post('/households', { name: '另一家', members })).body.code).toBe('household_taken');
    const company_ = await agent.post(`/households/${home.id}/join`, { customerId: c.id, relation: 'OTHER' });
    expect(company_).toMatchObject(refusal(422, 'household_of_persons', '/customerId'));
    expect(await agent.post(`/households/${home.id}/leave`, { customerId: c.id })).toMatchObject(
      refusal(422, 'household_stranger', '/customerId'),
    );
    expectStatus(await agent.post(`/households/${home.id}/leave`, { customerId: b.id }), 200);
    expect(expectStatus(await agent.post(`/households/${home.id}/leave`, { customerId: a.id }), 200).state).toBe('DISSOLVED');
  });
});

describe('duplicates', () => {
  const pairsOf = async (id: string) => (await agent.get(`/customers/${id}/duplicates`)).body.items;

  it('of an e-mail are noted as the file is opened, and judged once (L-3)', async () => {
    const address = email();
    const a = await enrol(person({ email: address }));
    const b = await enrol(person({ email: address.toUpperCase() }));
    expect(b.possibleDuplicates).toBe(1);
    const [pair] = await pairsOf(a.id);
    expect(pair).toMatchObject({ key: 'EMAIL', state: 'OPEN', customerA: a.id, customerB: b.id });
    const reason = { reason: '父子共用一个邮箱' };
    expect(expectStatus(await manager.post(`/duplicate-pairs/${pair.id}/dismiss`, reason), 200)).toMatchObject({
      state: 'DISMISSED',
      ...reason,
    });
    expect((await manager.post(`/duplicate-pairs/${pair.id}/dismiss`, reason)).body.code).toBe('illegal_move');
    expectStatus(await agent.patch(`/customers/${b.id}`, { email: address }, { headers: { 'if-match': '*' } }), 200);
    expect((await pairsOf(b.id)).map((p: { state: string }) => p.state)).toEqual(['DISMISSED']);
    expect((await manager.get(`/duplicate-pairs?customerId=${a.id}&state=DISMISSED`)).body.items).toHaveLength(1);
  });

  it('who are not the oldest’s may still be each other’s (L-3)', async () => {
    const address = email();
    const [a, b, c] = [
      await enrol(person({ email: address })),
      await enrol(person({ email: address })),
      await enrol(person({ email: address })),
    ];
    const between = async () => (await pairsOf(c.id)).map((p: { customerA: string; customerB: string }) => [p.customerA, p.customerB]);
    expect(await between()).toEqual([[a.id, c.id]]);
    for (const pair of [...(await pairsOf(b.id)), ...(await pairsOf(c.id))])
      expectStatus(await manager.post(`/duplicate-pairs/${pair.id}/dismiss`, { reason: '一家人' }), 200);
    expectStatus(await agent.patch(`/customers/${c.id}`, { email: address }, { headers: { 'if-match': '*' } }), 200);
    expect((await between()).sort()).toEqual(
      [
        [a.id, c.id],
        [b.id, c.id],
      ].sort(),
    );
  });

  it('of a name and a plate are noted when the car becomes known, and a merge settles them (L-3)', async () => {
    const [a, b] = [await enrol(), await enrol()];
    const plateNumber = `沪A${String(Date.now() % 100_000).padStart(5, '0')}`;
    for (const { id: customerId } of [a, b]) {
      const car = { customerId, vin: someVin(), modelName: '测试', powertrain: 'ICE', odometerKm: 10, plateNumber };
      expectStatus(await advisor.post('/customer-vehicles', car), 201);
    }
    const [pair] = await app.soon(async () => {
      const found = await pairsOf(b.id);
      return found.length > 0 && found;
    }, 'the pair');
    expect(pair).toMatchObject({ key: 'NAME_PLATE', state: 'OPEN' });
    expectStatus(await manager.post(`/customers/${b.id}/merge`, { intoCustomerId: a.id, reason: '同一人' }), 200);
    expect((await pairsOf(a.id))[0].state).toBe('MERGED');
    expectStatus(await manager.post(`/customers/${b.id}/unmerge`), 200);
    expect((await pairsOf(a.id))[0].state).toBe('OPEN');
  });

  it('are looked for every night (L-3)', async () => {
    const own: OwnServer = await ownServer();
    const crm = await own.as('crm_agent@s01');
    const address = email();
    const [a, b] = [
      expectStatus(await crm.post('/customers', person({ email: address })), 201),
      expectStatus(await crm.post('/customers', person({ email: address })), 201),
    ];
    await own.sql('DELETE FROM crm.duplicate_pair WHERE customer_b = $1', [b.id]);
    await own.advance('P1D');
    const { items } = (await (await own.as('crm_agent@s01')).get(`/duplicate-pairs?customerId=${a.id}`)).body;
    expect(items.map((p: { customerB: string }) => p.customerB)).toEqual([b.id]);
  });
});
