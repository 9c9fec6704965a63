import { expectStatus, someMobile, someVin } from '../support/deals.js';
import { type OwnServer, ownServer } from '../support/server.js';

interface Sent {
  id: string;
  state: string;
  withheldReason: string | null;
  dedupeKey: string;
  text: string | null;
  address: string | null;
  sentAt: string | null;
  dueAt: string;
}
// Maintenance reminders come with time: this server's clock moves.
let app: OwnServer;
beforeAll(async () => {
  app = await ownServer();
  // Whoever drives this much is due after 46 days.
  const much = { key: 'aftersales.default-yearly-km', scope: 'GROUP', value: 80_000 };
  expectStatus(await (await app.as('admin@s01')).post('/settings', much), 201);
});

const advisor = () => app.as('service_advisor@s01');
const customer = async (more: object = {}) =>
  expectStatus(await (await advisor()).post('/customers', { type: 'PERSON', name: '郑小测', mobile: someMobile(), ...more }), 201);
const consents = async (customerId: string, granted: boolean) =>
  expectStatus(
    await (
      await advisor()
    ).post(`/customers/${customerId}/consents`, {
      purpose: 'SERVICE_REMINDER',
      channel: 'SMS',
      granted,
      textVersion: '2026-01',
      evidence: '展厅签字',
    }),
    201,
  );
const car = async (customerId: string) =>
  expectStatus(
    await (
      await advisor()
    ).post('/customer-vehicles', { vin: someVin(), customerId, modelName: '示范 A4L', powertrain: 'ICE', odometerKm: 12_000 }),
    201,
  );
const messages = async (customerId: string, as = 'service_advisor@s01') =>
  (await (await app.as(as)).get(`/messages?customerId=${customerId}&kind=MAINTENANCE_REMINDER&limit=100`)).body.items as Sent[];

describe('a maintenance reminder', () => {
  it('leaves once per step for who agreed, is withheld from who did not, and says what and when (PR-4, M-4)', async () => {
    const mobile = someMobile();
    const { id: willing } = await customer({ mobile });
    const { id: silent } = await customer();
    const { id: unwilling } = await customer();
    const { id: english } = await customer({ name: 'Jane Doe', language: 'en' });
    await consents(willing, true);
    await consents(unwilling, true);
    await consents(unwilling, false);
    await consents(english, true);
    for (const id of [willing, silent, unwilling, english]) await car(id);
    await app.advance('P90D');

    const sent = await messages(willing);
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.every((m) => m.state === 'SENT')).toBe(true);
    expect(new Set(sent.map((m) => m.dedupeKey)).size).toBe(sent.length);
    expect(sent[0]?.text).toContain('郑小测,您好!您的示范 A4L');
    expect(sent[0]?.text).not.toContain('{{');
    expect(sent[0]?.address).toBe(`${mobile.slice(0, 3)}****${mobile.slice(-4)}`);
    expect((await messages(english))[0]?.text).toContain('Dear Jane Doe, your 示范 A4L is due');
    for (const id of [silent, unwilling]) {
      const withheld = await messages(id);
      expect(withheld.length).toBeGreaterThan(0);
      expect(withheld.every((m) => m.state === 'WITHHELD' && m.withheldReason === 'NO_CONSENT' && m.address === null)).toBe(true);
    }

    const logged = await app.sql<{ message_id: string; address_sealed: string }>(
      'SELECT message_id, address_sealed FROM messaging.channel_log WHERE customer_id = ANY($1::uuid[])',
      [[willing, silent, unwilling]],
    );
    expect(logged.map((l) => l.message_id).sort()).toEqual(sent.map((m) => m.id).sort());
    expect(app.output()).not.toContain(mobile);
    const story = (await (await advisor()).get(`/customers/${willing}/timeline?kind=MESSAGE&limit=100`)).body.items;
    expect(story).toHaveLength(sent.length);

    expect(await messages(willing, 'sales_manager@s02')).toEqual([]);
    expect((await (await app.as('sales_manager@s02')).get(`/messages/${sent[0]?.id}`)).status).toBe(404);
    expect((await messages(willing, 'auditor@s01'))[0]?.text).toBeNull();
  });

  it('does not follow another of its kind within the cooldown (M-4)', async () => {
    const { id } = await customer();
    await consents(id, true);
    await car(id);
    await car(id);
    await app.advance('P90D');
    const all = await messages(id);
    const sent = all.filter((m) => m.state === 'SENT').map((m) => Date.parse(m.sentAt ?? ''));
    expect(all.some((m) => m.withheldReason === 'COOLDOWN')).toBe(true);
    expect(sent.length).toBeGreaterThan(1);
    sent.sort((a, b) => a - b);
    for (const [n, at] of sent.entries()) if (n > 0) expect(at - (sent[n - 1] ?? 0)).toBeGreaterThanOrEqual(7 * 86_400_000);
  });

  it('waits for the end of the quiet hours (M-7)', async () => {
    const admin = await app.as('admin@s01');
    const setting = (key: string, value: string) => admin.post('/settings', { key, scope: 'GROUP', value });
    expectStatus(await setting('messaging.quiet-until', '11:30'), 201);
    const { id } = await customer();
    await consents(id, true);
    await car(id);
    await app.advance('P20D');
    const [message] = await messages(id);
    const shanghai = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
    expect(message).toMatchObject({ state: 'SENT' });
    expect(shanghai(message?.dueAt ?? '')).toBe('11:30');
    expect(shanghai(message?.sentAt ?? '')).toBe('11:30');
    expectStatus(
      await (await app.as('admin@s01')).post('/settings', { key: 'messaging.quiet-until', scope: 'GROUP', value: '09:00' }),
      201,
    );
  });
});

describe('a message template', () => {
  it('is reworded with placeholders that something fills', async () => {
    const agent = await app.as('crm_agent@s01');
    const [template] = (await agent.get('/message-templates?code=MAINTENANCE_REMINDER&language=zh')).body.items;
    expect(template).toMatchObject({ channel: 'SMS', purpose: 'SERVICE_REMINDER' });
    const path = `/message-templates/${template.id}`;
    const reword = (text: string, version: number) => agent.patch(path, { text }, { headers: { 'if-match': `"${version}"` } });
    expect(await reword('{{customerName}},请联系 {{salary}}', template.version)).toMatchObject({
      status: 422,
      body: { code: 'template_placeholder_unknown', errors: [{ pointer: '/text', message: 'salary' }] },
    });
    const text = '{{customerName}}:{{ modelName }} {{itemName}} {{dueOn}},{{storeName}}';
    expect(expectStatus(await reword(text, template.version), 200)).toMatchObject({ text, version: template.version + 1 });
    expect(await reword(text, template.version)).toMatchObject({ status: 412 });
    expect((await (await advisor()).patch(path, { text }, { headers: { 'if-match': '*' } })).status).toBe(403);
  });
});
