import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectStatus, someMobile, someModel, unique } from '../support/deals.js';
import { type Actor, type Answer, type Server, server } from '../support/server.js';

let app: Server;
let agent: Actor;
let portal: Actor;
let stores: { id: string; code: string; name: string }[];
beforeAll(async () => {
  app = await server();
  agent = await app.as('crm_agent@s01');
  stores = (await (await app.as('admin')).get('/stores?limit=100')).body.items;
  portal = await account(stores.map(({ id }) => id));
});

/** A sender who may hand leads over to these stores. */
async function account(storeIds: (string | null)[]): Promise<Actor> {
  const clientId = `portal-${unique()}`;
  const grants = storeIds.map((storeId) => ({ role: 'integration', storeId }));
  const { clientSecret } = (await (await app.as('admin')).post('/service-accounts', { clientId, name: '门户', grants })).body;
  const { access_token: accessToken } = expectStatus(
    await app.anonymous.post(
      '/oauth/token',
      { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      { key: null },
    ),
    200,
  );
  const send: Actor = {
    token: accessToken,
    get: (path, options) => app.anonymous.get(path, signed(options)),
    post: (path, body, options) => app.anonymous.post(path, body, signed(options)),
    patch: (path, body, options) => app.anonymous.patch(path, body, signed(options)),
  };
  const signed = (options: { key?: string | null; headers?: Record<string, string> } = {}) => ({
    ...options,
    headers: { ...options.headers, authorization: `Bearer ${accessToken}` },
  });
  return send;
}

const ADF = { headers: { 'content-type': 'application/x-adf+xml' } };
const post = (actor: Actor, xml: string | Buffer, query = '', headers = ADF.headers): Promise<Answer> =>
  actor.post(`/leads/adf${query}`, Buffer.from(xml as string), { headers });
interface Parts {
  id?: string;
  date?: string;
  vehicle?: string;
  name?: string;
  mobile?: string;
  vendor?: string;
  more?: string;
}
const CAR = '<vehicle interest="buy" status="new"><year>2026</year><make>示范</make><model>无此车</model></vehicle>';
const prospect = ({ id, date, vehicle = CAR, name = '李示范', mobile = someMobile(), vendor = '上海浦东店', more = '' }: Parts = {}) =>
  `<prospect>${id ? `<id source="story">${id}</id>` : ''}<requestdate>${date ?? '2026-11-24T10:15:00+08:00'}</requestdate>${vehicle}
  <customer><contact>${name && `<name part="full">${name}</name>`}<phone type="cellphone">${mobile}</phone></contact></customer>
  ${vendor && `<vendor><vendorname>${vendor}</vendorname></vendor>`}<provider><name part="full">故事门户</name></provider>${more}</prospect>`;
const adf = (...prospects: string[]) => `<?xml version="1.0" encoding="UTF-8"?><?adf version="1.0"?><adf>${prospects.join('')}</adf>`;
const verdicts = async (xml: string, query = '', actor = portal) => expectStatus(await post(actor, xml, query), 201).items;
const one = async (parts: Parts, query = '', actor = portal) => (await verdicts(adf(prospect(parts)), query, actor))[0];
const codes = (remarks: { code: string; path: string }[]) => remarks.map(({ code }) => code);
const leadOf = async (id: string) => expectStatus(await agent.get(`/leads/${id}`), 200);

describe('an ADF document', () => {
  it('makes a lead of the sample: wanted car and trade-in in their places, the number masked (L-8)', async () => {
    const mobile = someMobile();
    const sample = readFileSync(join(process.cwd(), 'test/vectors/adf_lead.xml'), 'utf8')
      .replace('13900000001', mobile)
      .replace('P-20261124-0001', `P-${unique()}`);
    const [verdict] = await verdicts(sample, '?mode=strict');
    expect(verdict).toMatchObject({ prospect: 1, verdict: 'ACCEPTED', reason: null, duplicateOfLeadId: null });
    expect(codes(verdict.warnings)).toEqual(['adf_model_unknown']);
    const lead = await leadOf(verdict.leadId);
    expect(lead).toMatchObject({
      state: 'NEW',
      source: 'PLATFORM',
      name: '李示范',
      modelId: null,
      storeId: stores.find((s) => s.code === 'S01')?.id,
    });
    expect(lead.mobile).toBe(`${mobile.slice(0, 3)}****${mobile.slice(-4)}`);
    expect(lead.note).toMatch(/意向\(buy\):2026 示范 示范轿车.*\n置换:2018 旧车 旧款/);
    const intake = expectStatus(await agent.get(`/adf-intakes/${verdict.intakeId}`), 200);
    expect(intake).toMatchObject({
      state: 'ACCEPTED',
      allowedMoves: [],
      leadId: verdict.leadId,
      requestedAt: '2026-11-24T02:15:00.000Z',
      vendor: '上海浦东店',
      content: {
        wanted: { model: '示范轿车' },
        tradeIn: { model: '旧款' },
        name: '李示范',
        mobile: lead.mobile,
        email: 'l***@example.com',
      },
    });
    const clear = await app.sql('SELECT 1 FROM integration.adf_intake i WHERE id = $1 AND i::text LIKE $2', [
      verdict.intakeId,
      `%${mobile}%`,
    ]);
    expect(clear).toEqual([]);
  });

  it('finds the model of the catalogue by its names', async () => {
    const model = await someModel(app);
    const { leadId, warnings } = await one({
      vehicle: `<vehicle><year>2026</year><make>示范</make><model>${model.name.replace(' ', ' ')}</model></vehicle>`,
    });
    expect([(await leadOf(leadId)).modelId, warnings]).toEqual([model.id, []]);
  });

  it('gives a verdict for each of its prospects, and takes none of them twice', async () => {
    const ids = [`A-${unique()}`, `B-${unique()}`];
    const document = adf(prospect({ id: ids[0] }), prospect({ id: ids[1], vendor: '火星店' }), prospect({ id: ids[0] }));
    const [first, second, third] = await verdicts(document);
    expect([first.verdict, second.verdict, third.verdict]).toEqual(['ACCEPTED', 'QUARANTINED', 'DUPLICATE']);
    expect(third).toMatchObject({ leadId: first.leadId, intakeId: first.intakeId });
    const again = await verdicts(document);
    expect(again.map((v: { verdict: string }) => v.verdict)).toEqual(['DUPLICATE', 'QUARANTINED', 'DUPLICATE']);
    expect(again[1].intakeId).toBe(second.intakeId);
  });

  it('sent eight times at once is one lead (L-8)', async () => {
    const mobile = someMobile();
    const document = adf(prospect({ id: `C-${unique()}`, mobile }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => verdicts(document)));
    expect(answers.map(([v]) => v.verdict as string).sort()).toEqual(['ACCEPTED', ...Array<string>(7).fill('DUPLICATE')]);
    expect(new Set(answers.map(([v]) => v.leadId as string)).size).toBe(1);
    expect((await agent.get(`/leads?q=${mobile}`)).body.items).toHaveLength(1);
  });

  it('of a mobile whose lead is open is folded into it (L-3)', async () => {
    const mobile = someMobile();
    const { leadId } = await one({ mobile });
    expect(await one({ mobile: `+86 ${mobile}` })).toMatchObject({ verdict: 'ACCEPTED', duplicateOfLeadId: leadId });
  });

  it('is accepted with a bad date and a warning, in strict reading too', async () => {
    for (const mode of ['strict', 'lenient']) {
      const verdict = await one({ date: '2026-02-30' }, `?mode=${mode}`);
      expect(verdict.verdict).toBe('ACCEPTED');
      expect(codes(verdict.warnings)).toContain('adf_requestdate_invalid');
    }
  });

  it.each<[string, Parts, string, string]>([
    ['name', { name: '' }, 'adf_name_missing', 'customer/contact/name'],
    ['vehicle', { vehicle: '' }, 'adf_vehicle_missing', 'vehicle'],
    ['year of the vehicle', { vehicle: CAR.replace('<year>2026</year>', '') }, 'adf_vehicle_incomplete', 'vehicle/year'],
    ['known interest', { vehicle: CAR.replace('"buy"', '"steal"') }, 'adf_value_unknown', 'vehicle@interest'],
    ['date', { date: ' ' }, 'adf_requestdate_missing', 'requestdate'],
  ])('without its %s is quarantined strictly, and leniently a lead with a warning', async (_, parts, code, path) => {
    expect(await one(parts, '?mode=strict')).toMatchObject({ verdict: 'QUARANTINED', leadId: null, reason: { code, path } });
    const lenient = await one(parts);
    expect(lenient.verdict).toBe('ACCEPTED');
    expect(codes(lenient.warnings)).toContain(code);
  });

  it('of a sender with one store is for that store when it names none, leniently', async () => {
    const [store] = stores;
    const small = await account([store?.id ?? '']);
    expect((await one({ vendor: '' }, '', small)).verdict).toBe('ACCEPTED');
    expect(await one({ vendor: '' }, '?mode=strict', small)).toMatchObject({
      verdict: 'QUARANTINED',
      reason: { code: 'adf_vendor_missing' },
    });
    expect(await one({ vendor: '' })).toMatchObject({ verdict: 'QUARANTINED', reason: { code: 'adf_vendor_missing' } });
    // Another store of the group is none of this sender's.
    expect(await one({ vendor: 'S02' }, '?mode=strict', small)).toMatchObject({ reason: { code: 'adf_vendor_unknown' } });
  });

  it('keeps what ADF does not know', async () => {
    const { intakeId } = await one({ more: '<dealcode kind="x">D1</dealcode>' });
    expect((await agent.get(`/adf-intakes/${intakeId}`)).body.content.extensions).toEqual([
      { path: 'dealcode@kind', value: 'x' },
      { path: 'dealcode', value: 'D1' },
    ]);
  });

  it.each([
    ['adf_malformed', '<adf><prospect></adf>'],
    ['adf_entities_forbidden', `<!DOCTYPE adf [<!ENTITY x SYSTEM "file:///etc/passwd">]>${adf(prospect())}`],
    ['adf_encoding_unreadable', adf(prospect()).replace('UTF-8', 'x-none')],
    ['adf_root_unknown', '<leads/>'],
    ['adf_prospect_missing', '<adf/>'],
    ['adf_too_complex', adf(...Array.from({ length: 101 }, () => prospect()))],
  ])('is refused as a whole: %s', async (code, xml) => {
    const [before] = await app.sql('SELECT count(*) FROM integration.adf_intake');
    expect((await post(portal, xml)).body).toMatchObject({ status: 422, code, rule: 'L-8' });
    if (code === 'adf_malformed') return;
    expect(await app.sql('SELECT count(*) FROM integration.adf_intake WHERE external_id = $1', ['never'])).toEqual([{ count: '0' }]);
    expect(before).toBeDefined();
  });

  it('comes as XML of at most 1 MB, from those who may', async () => {
    expect((await post(portal, adf(prospect()), '', { 'content-type': 'text/csv' })).status).toBe(415);
    expect((await portal.post('/leads/adf', { a: 1 })).status).toBe(415);
    expect((await agent.post('/leads', Buffer.from('<adf/>'), ADF)).status).toBe(415);
    expect((await post(portal, `<adf>${' '.repeat(20_000_000)}</adf>`)).status).toBe(413);
    expect((await post(portal, adf(prospect()), '?mode=loose')).body.code).toBe('invalid_input');
    expect((await post(await app.as('technician@s01'), adf(prospect()))).status).toBe(403);
    for (const type of ['application/xml', 'text/xml; charset=utf-8'])
      expect((await post(agent, adf(prospect()), '', { 'content-type': type })).status).toBe(201);
  });

  it('is repeated byte for byte under its Idempotency-Key, and another document under the same key is refused', async () => {
    const key = crypto.randomUUID();
    const bytes = Buffer.from(adf(prospect()));
    const first = await portal.post('/leads/adf', bytes, { ...ADF, key });
    expect((await portal.post('/leads/adf', bytes, { ...ADF, key })).body).toEqual(first.body);
    expect((await portal.post('/leads/adf', Buffer.from(adf(prospect())), { ...ADF, key })).body.code).toBe('idempotency_key_reused');
  });
});

describe('the quarantine', () => {
  const lost = async (parts: Parts = {}) => (await one({ mobile: '12345', ...parts })).intakeId as string;

  it('keeps a prospect nobody can reach until somebody finds the number out (L-8)', async () => {
    const id = await lost();
    const { items } = (await agent.get('/adf-intakes?state=QUARANTINED&limit=100')).body;
    expect(items.map((i: { id: string }) => i.id)).toContain(id);
    expect((await agent.get(`/adf-intakes/${id}`, { headers: { 'accept-language': 'en' } })).body).toMatchObject({
      state: 'QUARANTINED',
      allowedMoves: ['release', 'discard'],
      reason: { code: 'adf_contact_unreachable', path: 'customer/contact', message: 'There is no usable way to reach the contact' },
    });
    const refused = await agent.post(`/adf-intakes/${id}/release`, {});
    expect(refused).toMatchObject({ status: 422, body: { code: 'adf_contact_unreachable', errors: [{ pointer: '/mobile' }] } });
    const mobile = someMobile();
    const released = expectStatus(await agent.post(`/adf-intakes/${id}/release`, { mobile, name: '王找到' }), 200);
    expect(released).toMatchObject({ state: 'ACCEPTED', allowedMoves: [] });
    expect(await leadOf(released.leadId)).toMatchObject({ name: '王找到', state: 'NEW' });
    expect((await agent.post(`/adf-intakes/${id}/release`, { mobile })).body.code).toBe('illegal_move');
  });

  it('is not for whoever can be written to: an e-mail address is enough, and the next key (L-3, L-8)', async () => {
    const email = `adf-${unique()}@example.com`;
    const parts = { mobile: `021-5555</phone><email>${email}</email><phone>` };
    const first = await one(parts);
    expect(first).toMatchObject({ verdict: 'ACCEPTED', duplicateOfLeadId: null });
    expect(await leadOf(first.leadId)).toMatchObject({ state: 'NEW', mobile: null, email: 'a***@example.com' });
    expect(await one(parts)).toMatchObject({ verdict: 'ACCEPTED', duplicateOfLeadId: first.leadId });
    const refused = await agent.post('/leads', { source: 'PHONE', name: '王无号' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'lead_unreachable', errors: [{ pointer: '/mobile' }] } });
  });

  it('keeps a prospect of no store in everybody’s sight until it has one', async () => {
    const { intakeId } = await one({ vendor: '火星店' });
    const storeId = stores.find((s) => s.code === 'S01')?.id;
    expect((await agent.get(`/adf-intakes/${intakeId}`)).body).toMatchObject({ storeId: null, reason: { code: 'adf_vendor_unknown' } });
    expect((await agent.post(`/adf-intakes/${intakeId}/release`, { storeId: stores.find((s) => s.code === 'S02')?.id })).status).toBe(404);
    expect((await agent.post(`/adf-intakes/${intakeId}/release`, { storeId, modelId: crypto.randomUUID() })).body.code).toBe(
      'reference_unknown',
    );
    expect(expectStatus(await agent.post(`/adf-intakes/${intakeId}/release`, { storeId }), 200)).toMatchObject({
      state: 'ACCEPTED',
      storeId,
    });
    expect((await (await app.as('crm_agent@s02')).get(`/adf-intakes/${intakeId}`)).status).toBe(404);
  });

  it('lets a prospect go when its sender sends it again, put right', async () => {
    const id = `R-${unique()}`;
    const first = await one({ id, mobile: '12345' });
    const second = await one({ id });
    expect(second).toMatchObject({ verdict: 'ACCEPTED', intakeId: first.intakeId });
    expect(await one({ id })).toMatchObject({ verdict: 'DUPLICATE', leadId: second.leadId });
  });

  it('shows what was sent to who says why, and keeps a discarded one with its reason', async () => {
    const id = await lost();
    expect(expectStatus(await agent.post(`/adf-intakes/${id}/reveal`, { reason: '核对号码' }), 200).content).toContain('12345');
    const audits = await app.sql(`SELECT changes FROM kernel.audit_entry WHERE aggregate_id = $1 AND action = 'reveal'`, [id]);
    expect(audits).toEqual([{ changes: { reason: '核对号码' } }]);
    expect((await agent.post(`/adf-intakes/${id}/discard`, {})).body.code).toBe('invalid_input');
    expect(expectStatus(await agent.post(`/adf-intakes/${id}/discard`, { reason: '测试数据' }), 200)).toMatchObject({
      state: 'DISCARDED',
      discardNote: '测试数据',
      reason: { code: 'adf_contact_unreachable' },
    });
    expect((await agent.post(`/adf-intakes/${id}/release`, { mobile: someMobile() })).body.code).toBe('illegal_move');
  });

  it('forgets what was sent when its time is over, and keeps that it came (PR-8)', async () => {
    const id = await lost();
    expectStatus(await agent.post(`/adf-intakes/${id}/discard`, { reason: '测试数据' }), 200);
    const kept = () =>
      app.sql<{ content_sealed: string | null; days: number; keys: number }>(
        `SELECT content_sealed, round(extract(epoch FROM erase_at - updated_at) / 86400)::int AS days,
           (SELECT count(*)::int FROM kernel.subject_key k WHERE k.subject_id = i.id) AS keys FROM integration.adf_intake i WHERE id = $1`,
        [id],
      );
    const [waiting] = await kept();
    expect(waiting).toMatchObject({ content_sealed: expect.any(String), keys: 1 });
    expect(waiting?.days).toBeGreaterThan(0);
    await app.sql(`UPDATE integration.adf_intake SET erase_at = '2026-01-01' WHERE id = $1`, [id]);
    await app.soon(async () => (await kept())[0]?.content_sealed === null, 'the end of its time');
    expect(await kept()).toEqual([{ content_sealed: null, days: null, keys: 0 }]);
    expect(await agent.post(`/adf-intakes/${id}/reveal`, { reason: '核对号码' })).toMatchObject({ body: { code: 'adf_content_erased' } });
    expect(expectStatus(await agent.get(`/adf-intakes/${id}`), 200)).toMatchObject({ state: 'DISCARDED', discardNote: '测试数据' });
  });
});
