import { expectStatus, someMobile, someVin, unique } from '../support/deals.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';

let app: OwnServer;
beforeAll(async () => {
  app = await ownServer();
});
const as = (role: string): Promise<Actor> => app.as(`${role}@s01`);
const customer = async (more: object = {}): Promise<string> =>
  expectStatus(await (await as('crm_agent')).post('/customers', { type: 'PERSON', name: '何小访', mobile: someMobile(), ...more }), 201).id;
const agree = async (id: string, channel: string): Promise<void> =>
  void expectStatus(
    await (
      await as('crm_agent')
    ).post(`/customers/${id}/consents`, {
      purpose: 'SATISFACTION_SURVEY',
      channel,
      granted: true,
      textVersion: '2026-01',
      evidence: '展厅签字',
    }),
    201,
  );

/** A car of theirs was repaired at our cost and went back to them. */
async function served(customerId: string): Promise<{ repairOrderId: string; survey: Answer['body'] }> {
  const [advisor, controller, technician, inspector] = (await Promise.all(
    ['service_advisor', 'workshop_controller', 'technician', 'quality_inspector'].map(as),
  )) as [Actor, Actor, Actor, Actor];
  const car = { vin: someVin(), customerId, modelName: '示范 A4L', powertrain: 'ICE', odometerKm: 30_000 };
  const { id: customerVehicleId } = expectStatus(await advisor.post('/customer-vehicles', car), 201);
  const reception = { customerVehicleId, odometerKm: 30_500, fuelLevelPercent: 50, concern: '异响', signedBy: '何小访' };
  const walkAround = { items: [{ code: 'BODY', note: '无划痕' }] };
  const { id: repairOrderId } = expectStatus(await advisor.post('/repair-orders', { ...reception, walkAround }), 201);
  const path = `/repair-orders/${repairOrderId}`;
  const line = expectStatus(await advisor.post(`${path}/lines`, { type: 'LABOUR', operationCode: 'MNT-REGULAR', payer: 'INTERNAL' }), 201);
  const { estimate } = expectStatus(await advisor.post(`${path}/estimate`), 200);
  expectStatus(
    await advisor.post(`${path}/approve`, { estimateVersion: estimate.version, channel: 'SIGNATURE', reference: '何小访' }),
    200,
  );
  const me = (await technician.get('/me')).body.employeeId as string;
  const technicianId = (await controller.get(`/technicians?employeeId=${me}`)).body.items[0].id as string;
  const bayId = (await controller.get('/bays?operationCode=MNT-REGULAR&free=true')).body.items[0].id as string;
  expectStatus(await controller.post(`${path}/dispatch`, { assignments: [{ lineId: line.id, technicianId, bayId }] }), 200);
  expectStatus(await technician.post(`${path}/start`), 200);
  expectStatus(await technician.post(`${path}/finish`), 200);
  expectStatus(await inspector.post(`${path}/pass`, { items: [{ code: 'ROAD_TEST', result: 'PASS' }] }), 200);
  expectStatus(await advisor.post(`${path}/settle`), 200);
  // Finance writes the bill when it has heard of the settlement.
  await app.soon(async () => (await advisor.post(`${path}/hand-over`, { signedBy: '何小访' })).status === 200, 'the hand-over');
  const survey = await app.soon(async () => (await surveysOf(repairOrderId))[0], 'the survey');
  return { repairOrderId, survey };
}
const surveysOf = async (subjectId: string): Promise<Answer['body'][]> =>
  (await (await as('crm_agent')).get(`/surveys?subjectId=${subjectId}`)).body.items;
const read = async (id: string): Promise<Answer['body']> => expectStatus(await (await as('crm_agent')).get(`/surveys/${id}`), 200);
const send = async (id: string): Promise<Answer['body']> => expectStatus(await (await as('crm_agent')).post(`/surveys/${id}/send`), 200);
/** The path of the link in the message that went to them. */
const linkTo = (customerId: string): Promise<string> =>
  app.soon(async () => {
    const { items } = (await (await as('crm_agent')).get(`/messages?customerId=${customerId}&kind=SURVEY_INVITATION`)).body;
    return /\/api\/v1(\/public\/surveys\/\S+)/.exec((items[0]?.text as string | undefined) ?? '')?.[1];
  }, 'the invitation');
const scores = (advisor: number, repair: number, time: number, recommend: number) => ({
  answers: [
    ...Object.entries({ advisor, repair, time, recommend }).map(([question, score]) => ({ question, score })),
    { question: 'fixed', choice: 'YES' },
    { question: 'remark', text: '师傅很专业' },
  ],
});

describe('a survey after a service (C-1, C-2)', () => {
  it('is put to who agreed after 72 hours, and answered once on a signed link without sign-in', async () => {
    const id = await customer();
    await agree(id, 'SMS');
    const { survey } = await served(id);
    expect(survey).toMatchObject({ state: 'PLANNED', kind: 'SERVICE', sentAt: null });
    await app.advance('P3DT2H');
    const link = await linkTo(id);
    expect(await read(survey.id)).toMatchObject({ state: 'SENT', phoneConsent: false });
    const shown = await app.anonymous.get(link, { headers: { 'accept-language': 'en' } });
    expect(expectStatus(shown, 200)).toMatchObject({ customerName: '何*访', language: 'zh', title: '维修三日回访' });
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(shown.body)).not.toMatch(/何小访|1\d{10}/);

    const wrong = (answers: object[]) => app.anonymous.post(`${link}/answer`, { answers });
    const [first, ...rest] = scores(5, 4, 3, 9).answers as object[];
    for (const [answers, pointer] of [
      [[{ question: 'nothing', score: 1 }], '/answers/0/question'],
      [[{ question: 'advisor', score: 6 }], '/answers/0'],
      [[first, first], '/answers/1/question'],
      [[first], '/answers'],
      [[first, { question: 'fixed', choice: 'MAYBE' }], '/answers/1'],
    ] as [object[], string][])
      expect(await wrong(answers)).toMatchObject({ status: 422, body: { code: 'survey_answer_invalid', errors: [{ pointer }] } });

    const both = await Promise.all([1, 2].map(() => wrong([first as object, ...rest])));
    expect(both.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(both.find((a) => a.status === 409)?.body.code).toBe('survey_answered');
    expect((await app.anonymous.get(link)).body.code).toBe('survey_answered');
    const answered = await read(survey.id);
    // Weights 2, 3, 1: (2×100 + 3×75 + 1×50) ÷ 6.
    expect(answered).toMatchObject({ state: 'ANSWERED', answeredBy: 'LINK', nps: 9, csi: 79.1667, complaintId: null });
    const story = (await (await as('crm_agent')).get(`/customers/${id}/timeline?kind=SURVEY`)).body.items;
    expect(story).toMatchObject([
      { refId: survey.id, title: expect.stringContaining('79.1667') },
      { refId: survey.id, title: '发出满意度回访' },
    ]);
    const [event] = await app.sql<{ payload: string }>(
      `SELECT payload::text FROM kernel.event WHERE name = 'crm.survey-answered' AND aggregate_id = $1`,
      [survey.id],
    );
    expect(event?.payload).not.toContain('师傅');
    const token = link.split('/').at(-1) as string;
    expect(app.output()).not.toContain(token);
    for (const forged of [`${link}x`, link.replace(/.\./, '.'), link.replace('surveys', 'consents'), '/public/surveys/x'])
      expect((await app.anonymous.get(forged)).status).toBe(404);
    expect((await app.anonymous.post('/public/surveys/x/answer', scores(5, 5, 5, 10))).status).toBe(404);
  });

  it('that is expired takes no answer, neither on the link nor by phone', async () => {
    const id = await customer();
    await agree(id, 'SMS');
    const { survey } = await served(id);
    await send(survey.id);
    const link = await linkTo(id);
    await app.advance('P15D');
    expect((await read(survey.id)).state).toBe('EXPIRED');
    for (const answer of [
      await app.anonymous.get(link),
      await app.anonymous.post(`${link}/answer`, scores(5, 5, 5, 10)),
      await (await as('crm_agent')).post(`/surveys/${survey.id}/answer`, scores(5, 5, 5, 10)),
    ])
      expect(answer).toMatchObject({ status: 410, body: { code: 'survey_expired', rule: 'C-2' } });
    expect((await read(survey.id)).answers).toEqual([]);
  });

  it('is withheld from who did not agree; who agreed to calls is called, and a bad answer opens a complaint in the same step', async () => {
    const id = await customer();
    await agree(id, 'PHONE');
    const { survey, repairOrderId } = await served(id);
    await app.advance('P3DT2H');
    expect(await app.soon(async () => (await surveysOf(repairOrderId)).find((s) => s.state === 'WITHHELD'))).toMatchObject({
      withheldReason: 'NO_CONSENT',
      sentAt: null,
    });
    expect((await read(survey.id)).phoneConsent).toBe(true);
    const steps = async (state: string): Promise<string[]> =>
      (await (await as('general_manager')).get(`/tasks?subjectId=${repairOrderId}&state=${state}&limit=100`)).body.items
        .filter((t: { definitionCode: string }) => t.definitionCode === 'service-follow-up')
        .map((t: { step: string }) => t.step);
    expect(await steps('OPEN')).toEqual(['call']);
    expect((await (await as('service_advisor')).post(`/surveys/${survey.id}/answer`, scores(1, 5, 5, 5))).status).toBe(403);
    const answered = expectStatus(await (await as('crm_agent')).post(`/surveys/${survey.id}/answer`, scores(1, 5, 5, 5)), 200);
    expect(answered).toMatchObject({ state: 'ANSWERED', answeredBy: 'PHONE', nps: 5 });
    const complaint = expectStatus(await (await as('crm_agent')).get(`/complaints/${answered.complaintId}`), 200);
    expect(complaint).toMatchObject({
      source: 'SURVEY',
      severity: 'HIGH',
      surveyId: survey.id,
      subjectType: 'RepairOrder',
      subjectId: repairOrderId,
    });
    await app.soon(async () => (await steps('DONE')).includes('call'), 'the call done');
    expect((await (await as('crm_agent')).post(`/surveys/${survey.id}/skip`, { reason: '多次未接通' })).body.code).toBe('illegal_move');
  });

  it('leaves who agreed to nothing alone, and can be given up', async () => {
    const { survey, repairOrderId } = await served(await customer());
    const process = await app.soon(async () => {
      const { items } = (await (await as('general_manager')).get(`/processes?subjectId=${repairOrderId}`)).body;
      return items.find((p: { definitionCode: string }) => p.definitionCode === 'service-follow-up');
    }, 'the process');
    expect(process).toMatchObject({ state: 'RUNNING', steps: [{ code: 'call', state: 'SCHEDULED' }] });
    const skipped = expectStatus(await (await as('crm_agent')).post(`/surveys/${survey.id}/skip`, { reason: '客户未同意' }), 200);
    expect(skipped).toMatchObject({ state: 'SKIPPED', skipReason: '客户未同意', allowedMoves: [] });
    expect((await (await app.as('crm_agent@s02')).get(`/surveys/${survey.id}`)).status).toBe(404);
  });

  it('asks on the day of the call whether they agree to be called', async () => {
    const [never, since] = [await customer(), await customer()];
    const [one, other] = [await served(never), await served(since)];
    await agree(since, 'PHONE');
    await app.advance('P3DT2H');
    const callOf = async (repairOrderId: string) => {
      const { items } = (await (await as('general_manager')).get(`/processes?subjectId=${repairOrderId}`)).body;
      return items.find((p: { definitionCode: string }) => p.definitionCode === 'service-follow-up');
    };
    expect(await callOf(one.repairOrderId)).toMatchObject({ state: 'COMPLETED', steps: [{ code: 'call', state: 'NOT_NEEDED' }] });
    expect(await callOf(other.repairOrderId)).toMatchObject({ state: 'RUNNING', steps: [{ code: 'call', state: 'OPEN' }] });
  });
});

describe('a survey after a delivery', () => {
  it('is planned for every car that the demo delivered, once', async () => {
    const [row] = await app.sql<{ deliveries: number; surveys: number }>(
      `SELECT (SELECT count(*)::int FROM kernel.event WHERE name = 'sales.order-delivered') AS deliveries, (SELECT count(*)::int FROM crm.survey WHERE kind = 'DELIVERY') AS surveys`,
    );
    expect(row?.surveys).toBe(row?.deliveries);
    expect(row?.surveys).toBeGreaterThan(0);
  });
});

describe('figures of surveys (C-2)', () => {
  it('show the response rate beside every score, in one statement, and null for nothing', async () => {
    const manager = await as('service_manager');
    const answer = await manager.get('/surveys/figures?from=2020-01-01&to=2040-01-01&kind=SERVICE');
    const { total, byEmployee } = expectStatus(answer, 200);
    expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(2);
    expect(total.answered).toBeGreaterThanOrEqual(2);
    expect(total.responseRate).toBeCloseTo((total.answered * 100) / total.asked, 1);
    expect(total.nps).toBeCloseTo(((total.promoters - total.detractors) * 100) / (total.promoters + total.passives + total.detractors), 1);
    expect(byEmployee.reduce((sum: number, e: { planned: number }) => sum + e.planned, 0)).toBe(total.planned);
    const nothing = (await manager.get('/surveys/figures?from=2020-01-01&to=2020-01-01')).body.total;
    expect(nothing).toMatchObject({ planned: 0, asked: 0, responseRate: null, csi: null, nps: null });
  });
});

describe('a survey template', () => {
  const question = { code: 'q1', type: 'SCORE_5', text: { zh: '满意吗?', en: 'Content?' } };
  const template = (more: object = {}) => ({
    code: `T-${unique()}`,
    kind: 'DELIVERY',
    name: { zh: '测试', en: 'Test' },
    sendAfter: 'P7D',
    questions: [question],
    ...more,
  });
  it('is data: a code that is known gets its next revision and the one before retires', async () => {
    const admin = await app.as('admin');
    const first = expectStatus(await admin.post('/survey-templates', template()), 201);
    const second = expectStatus(await admin.post('/survey-templates', template({ code: first.code })), 201);
    expect(second).toMatchObject({ revision: 2, state: 'ACTIVE', questions: [{ code: 'q1', weight: 1, required: true }] });
    expect((await admin.get(`/survey-templates/${first.id}`)).body.state).toBe('RETIRED');
    expect((await admin.get(`/survey-templates?code=${first.code}&state=ACTIVE`)).body.items).toHaveLength(1);
    expectStatus(await admin.post(`/survey-templates/${second.id}/retire`), 200);
    expect((await admin.post(`/survey-templates/${second.id}/retire`)).body.code).toBe('illegal_move');
    expect((await (await as('crm_agent')).post('/survey-templates', template())).status).toBe(403);
  });
  it('that does not hold together is refused with the place', async () => {
    const admin = await app.as('admin');
    const nps = { ...question, type: 'NPS_10' };
    for (const [more, pointer] of [
      [{ sendAfter: 'three days' }, '/sendAfter'],
      [{ questions: [question, question] }, '/questions'],
      [{ questions: [nps, { ...nps, code: 'q2' }] }, '/questions'],
      [{ questions: [{ ...question, type: 'CHOICE' }] }, '/questions/0/options'],
    ] as [object, string][])
      expect(await admin.post('/survey-templates', template(more))).toMatchObject({
        status: 422,
        body: { code: 'survey_template_invalid', errors: [{ pointer }] },
      });
  });
});
