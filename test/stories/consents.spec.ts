import { expectStatus, someMobile } from '../support/deals.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';

let app: OwnServer;
beforeAll(async () => {
  app = await ownServer();
});
const agent = (): Promise<Actor> => app.as('crm_agent@s01');
const customer = async (more: object = {}): Promise<string> =>
  expectStatus(await (await agent()).post('/customers', { type: 'PERSON', name: '许小意', mobile: someMobile(), ...more }), 201)
    .id as string;
const YES = { purpose: 'MARKETING', channel: 'SMS', granted: true, textVersion: '2026-01', evidence: '展厅签字' };
const record = async (id: string, more: object = {}): Promise<Answer> =>
  (await agent()).post(`/customers/${id}/consents`, { ...YES, ...more });
const inForce = async (id: string): Promise<Answer['body'][]> =>
  (await (await agent()).get(`/customers/${id}/consents?inForce=true`)).body.items as Answer['body'][];

describe('the consent ledger (PR-3)', () => {
  it('keeps every word and says which holds now', async () => {
    const id = await customer();
    expectStatus(await record(id), 201);
    expectStatus(await record(id, { channel: 'PHONE' }), 201);
    // As easy as giving: neither text nor evidence.
    const back = expectStatus(
      await (await agent()).post(`/customers/${id}/consents`, { purpose: 'MARKETING', channel: 'SMS', granted: false }),
      201,
    );
    expect(back).toMatchObject({ granted: false, inForce: true, holds: false, textVersion: '2026-01', source: 'STAFF' });
    expect((await inForce(id)).map((c) => [c.channel, c.granted, c.holds])).toEqual([
      ['SMS', false, false],
      ['PHONE', true, true],
    ]);
  });

  it('takes only the words that were shown: a known text, the newest, and what it names', async () => {
    const id = await customer();
    const refused = async (more: object, code: string, pointer: string) =>
      expect(await record(id, more)).toMatchObject({ status: 422, body: { code, rule: 'PR-3', errors: [{ pointer }] } });
    await refused({ textVersion: '1999-01' }, 'consent_text_unknown', '/textVersion');
    await refused({ textVersion: undefined }, 'consent_text_unknown', '/textVersion');
    await refused({ evidence: undefined }, 'consent_evidence_required', '/evidence');
    await refused({ dataCategories: ['CONTACT', 'IDENTITY'] }, 'consent_category_unnamed', '/dataCategories');
    expect((await record(id, { dataCategories: ['HEALTH'] })).status).toBe(400);
    expect(await inForce(id)).toEqual([]);
  });

  it('agrees to sharing recipient by recipient, with contact and purpose (PIPL 23)', async () => {
    const id = await customer();
    const share = { purpose: 'DATA_SHARING', channel: 'VISIT' };
    const bare = await record(id, { ...share, recipient: '示范金融' });
    expect(bare).toMatchObject({ status: 422, body: { code: 'consent_recipient_required' } });
    expect(bare.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/recipientContact', '/sharingPurpose']);
    const to = (recipient: string) => ({ ...share, recipient, recipientContact: '400-000-0000', sharingPurpose: '贷款审批' });
    expectStatus(await record(id, to('示范金融')), 201);
    expectStatus(await record(id, to('示范保险')), 201);
    expectStatus(await record(id, { ...share, recipient: '示范保险', granted: false }), 201);
    expect((await inForce(id)).map((c) => [c.recipient, c.holds])).toEqual([
      ['示范保险', false],
      ['示范金融', true],
    ]);
  });

  it('needs a new consent when the text changes what it is about, not when it is only reworded (PIPL 14)', async () => {
    const id = await customer();
    const admin = await app.as('admin');
    const text = { purpose: 'MARKETING', textZh: '新文本', textEn: 'New text', dataCategories: ['CONTACT'] };
    expectStatus(await record(id), 201);
    const reworded = { ...text, textVersion: '2026-02', reconsentRequired: false };
    const published = expectStatus(await admin.post('/consent-texts', reworded), 201);
    expect(await admin.post('/consent-texts', reworded)).toMatchObject({ status: 409, body: { code: 'consent_text_exists' } });
    expect((await admin.get(`/consent-texts/${published.id}`)).body).toEqual(published);
    expect((await inForce(id))[0]).toMatchObject({ textVersion: '2026-01', holds: true });
    expect(await record(id)).toMatchObject({ status: 422, body: { code: 'consent_text_outdated' } });
    const past = { ...text, textVersion: '2026-03', reconsentRequired: true, validFrom: '2026-01-01T00:00:00+08:00' };
    expect(await admin.post('/consent-texts', past)).toMatchObject({ status: 422, body: { code: 'consent_text_backdated' } });
    expectStatus(await admin.post('/consent-texts', { ...past, validFrom: undefined }), 201);
    expect((await inForce(id))[0]).toMatchObject({ granted: true, inForce: true, holds: false });
    // Nobody who asks takes it for one: not the profile, not a segment, not a campaign (PR-4).
    expect((await (await agent()).get(`/customers/${id}/profile`)).body.consents).toEqual([]);
    const filter = {
      all: [
        { field: 'knownDays', op: 'gte', value: 0 },
        { field: 'consent', op: 'has', value: { purpose: 'MARKETING', channel: 'SMS' } },
      ],
    };
    expect((await (await agent()).post('/segments/preview', { filter })).body.count).toBe(0);
    const everybody = { field: 'knownDays', op: 'gte', value: 0 };
    const seen = expectStatus(await (await agent()).post('/segments/preview', { filter: everybody }), 200);
    expect(seen.consenting.SMS).toBe(0);
    expect(seen.count).toBeGreaterThan(0);
    const segment = expectStatus(await (await agent()).post('/segments', { name: '全部', filter: everybody }), 201);
    const offer = { channel: 'SMS', templateCode: 'CAMPAIGN_OFFER', offerZh: '保养八折。', offerEn: '20 % off.', budget: 100_000 };
    const campaign = expectStatus(await (await agent()).post('/campaigns', { name: '测试', segmentId: segment.id, ...offer }), 201);
    expect((await (await agent()).post(`/campaigns/${campaign.id}/launch`)).body).toMatchObject({
      status: 422,
      code: 'campaign_without_consent',
    });
    expectStatus(await record(id, { textVersion: '2026-03' }), 201);
    expect((await inForce(id))[0]).toMatchObject({ textVersion: '2026-03', holds: true });
    expect(
      (await (await agent()).get('/consent-texts?purpose=MARKETING')).body.items.map((t: { textVersion: string }) => t.textVersion),
    ).toEqual(['2026-03', '2026-02', '2026-01']);
    expect((await (await agent()).post('/consent-texts', { ...text, textVersion: 'X', reconsentRequired: false })).status).toBe(403);
  });

  it('lets nobody else’s store read or write it', async () => {
    const id = await customer();
    const stranger = await app.as('crm_agent@s02');
    for (const answer of [
      await stranger.get(`/customers/${id}/consents`),
      await stranger.post(`/customers/${id}/consents`, YES),
      await stranger.post(`/customers/${id}/consent-requests`, { purpose: 'MARKETING', channel: 'SMS' }),
    ])
      expect(answer.status).toBe(404);
  });
});

describe('asking for a consent', () => {
  it('shows the words, and is not repeated after a no until half a year has passed (NDR 22)', async () => {
    const id = await customer({ language: 'en' });
    const ask = async () => (await agent()).post(`/customers/${id}/consent-requests`, { purpose: 'SATISFACTION_SURVEY', channel: 'PHONE' });
    expect(expectStatus(await ask(), 201)).toMatchObject({ textVersion: '2026-01', text: expect.stringContaining('I agree') });
    expectStatus(await record(id, { purpose: 'SATISFACTION_SURVEY', channel: 'PHONE', granted: false }), 201);
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'consent_refused_recently', rule: 'PR-3' } });
    // Another channel is another question; and nothing else is refused because of the no.
    expectStatus(
      await (await agent()).post(`/customers/${id}/consent-requests`, { purpose: 'SATISFACTION_SURVEY', channel: 'EMAIL' }),
      201,
    );
    expectStatus(
      await (await agent()).post('/complaints', { customerId: id, channel: 'PHONE', severity: 'LOW', description: '等待太久' }),
      201,
    );
    await app.advance('P181D');
    expectStatus(await ask(), 201);
  });
});

describe('the link to take a consent back', () => {
  it('is in the message, works without sign-in in one call, once and for ever, and for nothing else', async () => {
    const id = await customer();
    const advisor = await app.as('service_advisor@s01');
    const template = (await (await app.as('admin')).get('/message-templates?code=MAINTENANCE_REMINDER&language=zh')).body.items[0];
    expectStatus(
      await (
        await app.as('admin')
      ).patch(
        `/message-templates/${template.id}`,
        { text: '{{customerName}},{{modelName}}该保养了。退订:{{unsubscribeUrl}}' },
        { headers: { 'if-match': `"${template.version}"` } },
      ),
      200,
    );
    expectStatus(await record(id, { purpose: 'SERVICE_REMINDER' }), 201);
    // Whoever drives this much is due after 46 days, and is told 30 days before.
    const much = { key: 'aftersales.default-yearly-km', scope: 'GROUP', value: 80_000 };
    expectStatus(await (await app.as('admin@s01')).post('/settings', much), 201);
    const vin = `WBA${String(Date.now()).padStart(14, '0').slice(-14)}`;
    expectStatus(
      await advisor.post('/customer-vehicles', { vin, customerId: id, modelName: '示范 A4L', powertrain: 'ICE', odometerKm: 12_000 }),
      201,
    );
    await app.advance('P20D');
    const messages = (await (await app.as('service_advisor@s01')).get(`/messages?customerId=${id}&state=SENT`)).body.items;
    const [, path = ''] = /\/api\/v1(\/public\/consents\/\S+)/.exec(messages[0].text as string) ?? [];
    const seen = await app.anonymous.get(path);
    expect(expectStatus(seen, 200)).toMatchObject({ purpose: 'SERVICE_REMINDER', channel: 'SMS', customerName: '许*意', granted: true });
    expect(seen.headers.get('cache-control')).toBe('no-store');
    for (let n = 0; n < 2; n++) expect(expectStatus(await app.anonymous.post(`${path}/withdraw`), 200).granted).toBe(false);
    expect(await inForce(id)).toMatchObject([{ granted: false, source: 'LINK', holds: false }]);
    expect((await (await agent()).get(`/customers/${id}/consents`)).body.items).toHaveLength(2);
    for (const token of [`${path.slice(0, -2)}xx`, path.replace('consents', 'surveys'), '/public/consents/x'])
      expect((await app.anonymous.get(token)).status).toBe(404);
    expect(app.output()).not.toContain(path.split('/').at(-1));
  });
});

describe('opting out of profiling (PR-10)', () => {
  it('is a line of the ledger like any other', async () => {
    const id = await customer();
    expectStatus(await record(id, { purpose: 'PROFILING', granted: false }), 201);
    expect(await inForce(id)).toMatchObject([{ purpose: 'PROFILING', granted: false }]);
  });
});
