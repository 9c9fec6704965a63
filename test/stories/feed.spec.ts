import { randomUUID } from 'node:crypto';
import { type Actor, server, type Server } from '../support/server.js';
import { expectStatus, someMobile } from '../support/deals.js';

interface FeedEvent {
  feedPosition: number;
  id: string;
  name: string;
  storeId: string | null;
  payload: Record<string, unknown>;
}

let app: Server;
let admin: Actor;
beforeAll(async () => {
  app = await server();
  admin = await app.as('admin@s01');
});

async function enquiry(): Promise<{ leadId: string; mobile: string }> {
  const mobile = someMobile();
  const { id } = expectStatus(await (await app.as('crm_agent@s01')).post('/leads', { source: 'WEBSITE', name: '陈小测', mobile }), 201);
  return { leadId: id, mobile };
}
const storeOf = async (code: string) => (await admin.get(`/stores?code=${code}`)).body.items[0].id as string;
/** An account for machines and its bearer token. */
async function machine(
  grants: object[],
): Promise<(path: string) => Promise<{ status: number; body: { items: FeedEvent[]; next: number } }>> {
  const clientId = `feed-${randomUUID().slice(0, 13)}`;
  const { clientSecret } = (await admin.post('/service-accounts', { clientId, name: '数据平台', grants })).body as { clientSecret: string };
  const { access_token: token } = (
    await app.anonymous.post('/oauth/token', { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
  ).body as { access_token: string };
  return (path) => app.anonymous.get(path, { headers: { authorization: `Bearer ${token}` } });
}

describe('the change feed', () => {
  it('gives a machine every event once, in order, from any place', async () => {
    const read = await machine([{ role: 'integration' }]);
    const { leadId } = await enquiry();
    await app.soon(
      async () =>
        (await app.sql(`SELECT 1 FROM kernel.event WHERE payload ->> 'leadId' = $1 AND feed_position IS NOT NULL`, [leadId])).length > 0,
      'the event has its place',
    );
    const seen: FeedEvent[] = [];
    for (let after = 0; ;) {
      const { status, body } = await read(`/events?after=${after}&limit=1000`);
      expect(status).toBe(200);
      seen.push(...body.items);
      if (body.next === after) break;
      expect(body.next).toBe(body.items.at(-1)?.feedPosition);
      after = body.next;
    }
    const positions = seen.map((e) => e.feedPosition);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(seen.filter((e) => e.name === 'crm.lead-created' && e.payload['leadId'] === leadId)).toHaveLength(1);
    const middle = positions[Math.floor(positions.length / 2)] ?? 0;
    const { body } = await read(`/events?after=${middle}&limit=1`);
    expect(body.items.map((e) => e.feedPosition)).toEqual(positions.filter((p) => p > middle).slice(0, 1));
  });

  it('leaves out what is sealed and what is personal', async () => {
    const { mobile } = await enquiry();
    const auditor = await app.as('auditor@s01');
    const { items } = (await auditor.get('/events?limit=1000')).body as { items: FeedEvent[] };
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((e) => 'sealed' in e)).toEqual([]);
    const events = await app.sql<{ text: string }>('SELECT payload::text AS text FROM kernel.event ORDER BY seq DESC LIMIT 500');
    expect(events.filter((e) => e.text.includes(mobile))).toEqual([]);
  });

  it('shows a machine of one store the events of that store alone', async () => {
    const s02 = await storeOf('S02');
    const read = await machine([{ role: 'integration', storeId: s02 }]);
    const { body } = await read('/events?limit=1000');
    expect([...new Set(body.items.map((e) => e.storeId))].filter((id) => id !== s02)).toEqual([]);
  });

  it('can be asked for one kind of event', async () => {
    await enquiry();
    const read = await machine([{ role: 'integration' }]);
    const { body } = await app.soon(async () => {
      const answer = await read('/events?name=crm.lead-created&limit=1000');
      return answer.body.items.length > 0 && answer;
    }, 'lead events in the feed');
    expect(body.items.filter((e) => e.name !== 'crm.lead-created')).toEqual([]);
  });

  it('is for machines, administrators and auditors', async () => {
    expect((await (await app.as('sales_manager@s01')).get('/events')).status).toBe(403);
    expect((await app.anonymous.get('/events')).status).toBe(401);
  });

  it('names a place or a length that cannot be', async () => {
    for (const [query, pointer] of [
      ['after=-1', '/after'],
      ['after=x', '/after'],
      ['limit=0', '/limit'],
      ['limit=1001', '/limit'],
      ['since=1', '/since'],
    ]) {
      const { status, body } = await admin.get(`/events?${query}`);
      expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    }
  });
});
