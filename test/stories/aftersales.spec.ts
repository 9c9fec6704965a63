import { type Actor, ownServer, type Server, server } from '../support/server.js';

const DAY = 86_400_000;
let serial = Number(Date.now().toString().slice(-6)) * 10;
const vinOf = (): string => `WBA${String(++serial).padStart(14, '0')}`;
const dateOn = (now: string, days: number): string => new Date(Date.parse(now) + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);

/** A customer of the store, by way of an enquiry. */
async function customerOf(app: Server): Promise<string> {
  const agent = await app.as('crm_agent@s01');
  const manager = await app.as('sales_manager@s01');
  const consultant = await app.as('sales_consultant@s01');
  const mobile = `137${String(++serial).padStart(8, '0').slice(-8)}`;
  const model = (await consultant.get('/vehicle-models?limit=1')).body.items[0];
  const lead = (await agent.post('/leads', { source: 'WEBSITE', name: '赵维修', mobile, modelId: model.id })).body;
  await manager.post(`/leads/${lead.id}/assign`, { employeeId: (await consultant.get('/me')).body.employeeId });
  await consultant.post(`/leads/${lead.id}/contacts`, { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '电话' });
  const qualified = await consultant.post(`/leads/${lead.id}/qualify`, {
    intentLevel: 'H',
    customer: { type: 'PERSON', name: '赵维修', mobile },
    modelId: model.id,
  });
  expect(qualified.status).toBe(200);
  return qualified.body.customerId as string;
}

/** The people of a workshop. */
async function workshop(app: Server, store = 's01') {
  const [advisor, controller, technician, inspector] = await Promise.all(
    ['service_advisor', 'workshop_controller', 'technician', 'quality_inspector'].map((role) => app.as(`${role}@${store}`)),
  );
  return { advisor, controller, technician, inspector } as Record<'advisor' | 'controller' | 'technician' | 'inspector', Actor>;
}
const carBody = (customerId: string, more: object = {}) => ({
  vin: vinOf(),
  customerId,
  modelName: '宝马 320i',
  powertrain: 'ICE',
  odometerKm: 30_000,
  ...more,
});
const reception = (customerVehicleId: string, more: object = {}) => ({
  customerVehicleId,
  odometerKm: 30_500,
  fuelLevelPercent: 50,
  concern: '异响',
  walkAround: { items: [{ code: 'BODY', note: '无划痕' }] },
  signedBy: '赵维修',
  ...more,
});

describe('after-sales: a car comes to the workshop', () => {
  let app: Server;
  let people: Awaited<ReturnType<typeof workshop>>;
  let customerId: string;
  let now: string;
  beforeAll(async () => {
    app = await server();
    people = await workshop(app);
    customerId = await customerOf(app);
    now = (await people.advisor.get('/ops/clock')).body.now as string;
  });
  const newCar = async (more: object = {}) => (await people.advisor.post('/customer-vehicles', carBody(customerId, more))).body;
  const receive = async (more: object = {}) => {
    const car = await newCar();
    return (await people.advisor.post('/repair-orders', reception(car.id, more))).body;
  };
  const labour = (id: string, operationCode = 'MNT-REGULAR', payer = 'CUSTOMER') =>
    people.advisor.post(`/repair-orders/${id}/lines`, { type: 'LABOUR', operationCode, payer });
  const agree = async (id: string) => {
    const { estimate } = (await people.advisor.post(`/repair-orders/${id}/estimate`)).body;
    return people.advisor.post(`/repair-orders/${id}/approve`, {
      estimateVersion: estimate.version,
      channel: 'SIGNATURE',
      reference: '赵维修',
    });
  };
  const placeFor = async (operationCode = 'MNT-REGULAR') => {
    const me = (await people.technician.get('/me')).body;
    const technician = (await people.controller.get(`/technicians?employeeId=${me.employeeId}`)).body.items[0];
    const bay = (await people.controller.get(`/bays?operationCode=${operationCode}&free=true`)).body.items[0];
    return { technicianId: technician.id as string, bayId: bay.id as string };
  };
  /** Received, one labour line, approved and dispatched. */
  const dispatched = async () => {
    const order = await receive();
    const line = (await labour(order.id)).body;
    await agree(order.id);
    const place = await placeFor();
    const answer = await people.controller.post(`/repair-orders/${order.id}/dispatch`, { assignments: [{ lineId: line.id, ...place }] });
    expect(answer.status).toBe(200);
    return { order: answer.body, line, ...place };
  };

  describe('customers’ cars', () => {
    it('registers a car bought elsewhere once: a doubtful check digit is fine, a wrong alphabet is not (ID-1)', async () => {
      const body = carBody(customerId, { plateNumber: '沪A12345' });
      const first = await people.advisor.post('/customer-vehicles', body);
      expect([first.status, first.body.customerId, first.body.plate, first.body.storeId]).toEqual([201, customerId, '沪A12345', null]);
      const again = await people.advisor.post('/customer-vehicles', body);
      expect([again.status, again.body.code]).toEqual([409, 'customer_vehicle_known']);
      const wrong = await people.advisor.post('/customer-vehicles', { ...body, vin: 'WBAIOQ00000000001' });
      expect([wrong.status, wrong.body.code, wrong.body.errors[0].pointer]).toEqual([422, 'customer_vehicle_vin_invalid', '/vin']);
      const plate = await people.advisor.post('/customer-vehicles', { ...body, vin: vinOf(), plateNumber: '上海12345' });
      expect([plate.status, plate.body.code]).toEqual([422, 'customer_vehicle_plate_invalid']);
      const nobody = await people.advisor.post('/customer-vehicles', carBody(crypto.randomUUID()));
      expect(nobody.status).toBe(404);
    });
    it('finds it by VIN, VIN tail and customer, with the plate masked outside the workshop and sealed in the table', async () => {
      const car = await newCar({ plateNumber: '沪B67890' });
      for (const query of [`vin=${car.vin}`, `q=${(car.vin as string).slice(-8)}`, `customerId=${customerId}`])
        expect((await people.advisor.get(`/customer-vehicles?${query}`)).body.items.map((v: { id: string }) => v.id)).toContain(car.id);
      const consultant = await app.as('sales_consultant@s01');
      expect((await consultant.get(`/customer-vehicles/${car.id}`)).body.plate).toBe('沪B***90');
      const [row] = await app.sql<{ plate_sealed: string }>('SELECT plate_sealed FROM aftersales.customer_vehicle WHERE id = $1', [car.id]);
      expect(row?.plate_sealed).not.toContain('67890');
    });
    it('knows every delivered car of the demo once, with a planned first service (M-1)', async () => {
      const rows = await app.sql<{ vins: number; cars: number; without: number }>(
        `SELECT count(DISTINCT vin)::int AS vins, count(*)::int AS cars,
           count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM aftersales.maintenance_reminder r WHERE r.customer_vehicle_id = v.id))::int AS without FROM aftersales.customer_vehicle v`,
      );
      expect(rows[0]?.cars).toBe(rows[0]?.vins);
      expect(rows[0]?.without).toBe(0);
    });
    it('keeps odometer readings; one below the last needs a reason (M-2)', async () => {
      const car = await newCar();
      const path = `/customer-vehicles/${car.id}/odometer-readings`;
      expect((await people.advisor.post(path, { odometerKm: 31_000 })).body.odometerKm).toBe(31_000);
      const back = await people.advisor.post(path, { odometerKm: 20 });
      expect([back.status, back.body.code, back.body.rule]).toEqual([422, 'odometer_below_last', 'A-2']);
      expect((await people.advisor.post(path, { odometerKm: 20, reason: '更换仪表' })).body.odometerKm).toBe(20);
      const { items } = (await people.advisor.get(path)).body;
      expect(items.map((r: { odometerKm: number }) => r.odometerKm)).toEqual([20, 31_000, 30_000]);
    });
  });

  describe('appointments (A-3)', () => {
    it('offers slots for a day and refuses past dates, unknown operations and days beyond a year', async () => {
      const ask = (date: string, code = 'MNT-REGULAR') => people.advisor.get(`/service-slots?date=${date}&operationCode=${code}`);
      const free = await ask(dateOn(now, 60));
      expect(free.body.items[0]).toMatchObject({ bayType: 'QUICK' });
      expect((await ask(dateOn(now, -1))).body.code).toBe('service_date_unavailable');
      expect((await ask(dateOn(now, 400))).body.code).toBe('service_date_unavailable');
      expect((await ask(dateOn(now, 60), 'NOPE')).body.code).toBe('labour_operation_unknown');
      expect((await people.advisor.get('/service-slots?date=2026-13-40&operationCode=MNT-REGULAR')).status).toBe(400);
    });
    it('never sells more than the day holds, whoever asks at once, and names the next three slots', async () => {
      const { advisor } = await workshop(app, 's02');
      const car = await newCar();
      const date = dateOn(now, 75);
      const { items } = (await advisor.get(`/service-slots?date=${date}&operationCode=MNT-REGULAR`)).body;
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, n) =>
          advisor.post('/service-appointments', {
            customerVehicleId: car.id,
            startsAt: items[n % 3].startsAt,
            operationCodes: ['MNT-REGULAR'],
          }),
        ),
      );
      const booked = answers.filter((a) => a.status === 201);
      const refused = answers.filter((a) => a.status === 409);
      // One technician: 9 h × 0.85 less 20 % is 6.12 h.
      expect([booked.length, refused.length]).toEqual([6, 18]);
      expect(refused[0]?.body).toMatchObject({ code: 'slot_not_available', rule: 'A-3' });
      expect(refused[0]?.body.nextSlots).toHaveLength(3);
      const overlaps = await app.sql(
        `SELECT 1 FROM aftersales.service_appointment a JOIN aftersales.service_appointment b ON a.bay_id = b.bay_id AND a.id < b.id AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
         WHERE a.state IN ('BOOKED', 'ARRIVED', 'CONVERTED') AND b.state IN ('BOOKED', 'ARRIVED', 'CONVERTED')`,
      );
      expect(overlaps).toEqual([]);
      const cancelled = await advisor.post(`/service-appointments/${booked[0]?.body.id as string}/cancel`, { reason: '改期' });
      expect(cancelled.body.state).toBe('CANCELLED');
      expect((await advisor.get(`/service-slots?date=${date}&operationCode=MNT-REGULAR`)).body.items.length).toBeGreaterThan(0);
    });
    it('silences the reminder while it is booked and speaks again when it is cancelled (M-4)', async () => {
      const car = await newCar();
      const reminder = async () => (await people.advisor.get(`/maintenance-reminders?customerVehicleId=${car.id}`)).body.items[0];
      const { operationCode, state } = await reminder();
      const slot = (await people.advisor.get(`/service-slots?date=${dateOn(now, 61)}&operationCode=${operationCode}`)).body.items[0];
      const appointment = (
        await people.advisor.post('/service-appointments', {
          customerVehicleId: car.id,
          startsAt: slot.startsAt,
          operationCodes: [operationCode],
          concern: '保养',
        })
      ).body;
      expect(await reminder()).toMatchObject({ state: 'BOOKED', nextStepAt: null });
      await people.advisor.post(`/service-appointments/${appointment.id}/cancel`, { reason: '改期' });
      const after = await reminder();
      expect(after.state).toBe(state);
      expect(after.nextStepAt).not.toBeNull();
    });
    it('is converted by the repair order of its own car only, after arrival', async () => {
      const car = await newCar();
      const other = await newCar();
      const slot = (await people.advisor.get(`/service-slots?date=${dateOn(now, 62)}&operationCode=MNT-REGULAR`)).body.items[0];
      const appointment = (
        await people.advisor.post('/service-appointments', {
          customerVehicleId: car.id,
          startsAt: slot.startsAt,
          operationCodes: ['MNT-REGULAR'],
        })
      ).body;
      const early = await people.advisor.post('/repair-orders', reception(car.id, { appointmentId: appointment.id }));
      expect([early.status, early.body.code, early.body.allowedMoves]).toEqual([409, 'illegal_move', ['arrive', 'cancel']]);
      await people.advisor.post(`/service-appointments/${appointment.id}/arrive`);
      const wrong = await people.advisor.post('/repair-orders', reception(other.id, { appointmentId: appointment.id }));
      expect([wrong.status, wrong.body.code]).toEqual([422, 'appointment_mismatch']);
      expect((await people.advisor.post('/repair-orders', reception(car.id, { appointmentId: appointment.id }))).status).toBe(201);
      expect((await people.advisor.get(`/service-appointments/${appointment.id}`)).body).toMatchObject({
        state: 'CONVERTED',
        allowedMoves: [],
      });
    });
  });

  describe('repair orders', () => {
    it('needs an odometer that does not run backwards, a walk-around and a signature (A-2)', async () => {
      const car = await newCar();
      const back = await people.advisor.post('/repair-orders', reception(car.id, { odometerKm: 10 }));
      expect([back.status, back.body.code, back.body.rule]).toEqual([422, 'odometer_below_last', 'A-2']);
      expect((await people.advisor.post('/repair-orders', reception(car.id, { walkAround: { items: [] } }))).status).toBe(400);
      expect((await people.advisor.post('/repair-orders', reception(car.id, { signedBy: '' }))).status).toBe(400);
      const order = await people.advisor.post('/repair-orders', reception(car.id, { odometerKm: 10, odometerReason: '更换仪表' }));
      expect([order.status, order.body.state, order.body.number.slice(0, 6)]).toEqual([201, 'RECEIVED', 'RO-S01']);
    });
    it('does not exist for another store', async () => {
      const order = await receive();
      const { advisor } = await workshop(app, 's02');
      expect((await advisor.get(`/repair-orders/${order.id}`)).status).toBe(404);
      expect((await advisor.post(`/repair-orders/${order.id}/estimate`)).status).toBe(404);
      expect((await advisor.get(`/repair-orders?vin=${order.vin}`)).body.items).toEqual([]);
    });
    it('prices lines by their kind and asks for what a kind needs (A-6)', async () => {
      const order = await receive();
      const add = (body: object) => people.advisor.post(`/repair-orders/${order.id}/lines`, body);
      expect((await labour(order.id)).body).toMatchObject({ quantity: 1, unitPrice: 18_000, amount: 18_000 });
      expect((await labour(order.id, 'MNT-FIRST')).body.amount).toBe(12_800);
      expect((await add({ type: 'SUBLET', payer: 'GOODWILL', description: '外协', amount: 12_345 })).body.amount).toBe(12_345);
      const bare = await add({ type: 'SUBLET', payer: 'GOODWILL' });
      expect([bare.status, bare.body.code, bare.body.errors.map((e: { pointer: string }) => e.pointer)]).toEqual([
        422,
        'repair_order_line_incomplete',
        ['/amount', '/description'],
      ]);
      const both = await add({ type: 'LABOUR', payer: 'CUSTOMER', operationCode: 'MNT-REGULAR', amount: 1 });
      expect(both.body.errors[0].pointer).toBe('/amount');
      expect((await add({ type: 'LABOUR', payer: 'CUSTOMER', operationCode: 'NOPE' })).body.code).toBe('labour_operation_unknown');
      expect((await add({ type: 'PART', payer: 'CUSTOMER', partId: crypto.randomUUID() })).status).toBe(404);
      const { estimate } = (await people.advisor.post(`/repair-orders/${order.id}/estimate`)).body;
      expect(estimate).toMatchObject({
        version: 1,
        total: 43_145,
        byPayer: [
          { payer: 'CUSTOMER', amount: 30_800 },
          { payer: 'GOODWILL', amount: 12_345 },
        ],
        stale: false,
      });
    });
    it('approves the version that the customer saw, and only with proof; more work voids it (A-8)', async () => {
      const order = await receive();
      const path = `/repair-orders/${order.id}`;
      expect((await people.advisor.post(`${path}/estimate`)).body.code).toBe('repair_order_empty');
      const line = (await labour(order.id)).body;
      await people.advisor.post(`${path}/estimate`);
      const approve = (estimateVersion: number, more: object = { reference: '赵维修' }) =>
        people.advisor.post(`${path}/approve`, { estimateVersion, channel: 'CALL_RECORDING', ...more });
      expect((await approve(2)).body).toMatchObject({ status: 409, code: 'estimate_version_stale', rule: 'A-8' });
      expect((await approve(1, {})).body.code).toBe('approval_reference_missing');
      expect((await approve(1)).body.state).toBe('APPROVED');
      const more = (await labour(order.id, 'MNT-WIPERS')).body;
      const place = await placeFor();
      const assignments = [line, more].map(({ id }: { id: string }) => ({ lineId: id, ...place }));
      expect((await people.controller.post(`${path}/dispatch`, { assignments })).body.code).toBe('estimate_version_stale');
      expect((await people.advisor.post(`${path}/estimate`)).body).toMatchObject({
        state: 'ESTIMATED',
        approval: null,
        estimate: { version: 2 },
      });
      expect((await approve(1)).body.code).toBe('estimate_version_stale');
      expect((await approve(2)).status).toBe(200);
      const partly = await people.controller.post(`${path}/dispatch`, { assignments: assignments.slice(0, 1) });
      expect([partly.status, partly.body.code]).toEqual([422, 'assignment_invalid']);
    });
    it('dispatches to a technician of the store with the skill, in a free bay of the type (A-2)', async () => {
      const first = await dispatched();
      const order = await receive();
      const line = (await labour(order.id)).body;
      await agree(order.id);
      const dispatch = (more: object) =>
        people.controller.post(`/repair-orders/${order.id}/dispatch`, {
          assignments: [{ lineId: line.id, technicianId: first.technicianId, bayId: first.bayId, ...more }],
        });
      const taken = await dispatch({});
      expect([taken.status, taken.body.code]).toEqual([409, 'bay_not_free']);
      const general = (await people.controller.get('/bays?bayType=GENERAL')).body.items[0];
      expect((await dispatch({ bayId: general.id })).body.code).toBe('bay_type_mismatch');
      expect((await dispatch({ technicianId: crypto.randomUUID() })).body.errors[0].pointer).toBe('/assignments/0/technicianId');
      expect((await dispatch({ lineId: crypto.randomUUID() })).body.code).toBe('assignment_invalid');
      expect((await people.controller.get(`/bays/${first.bayId}`)).body.repairOrderId).toBe(first.order.id);
      await people.technician.post(`/repair-orders/${first.order.id}/start`);
      await people.technician.post(`/repair-orders/${first.order.id}/finish`);
      expect((await people.controller.get(`/bays/${first.bayId}`)).body.repairOrderId).toBeNull();
      expect((await dispatch({})).status).toBe(200);
      await people.advisor.post(`/repair-orders/${order.id}/cancel`, { reason: '放弃' });
      await app.soon(async () => (await people.controller.get(`/bays/${first.bayId}`)).body.repairOrderId !== order.id, 'the bay is free');
    });
    it('lets only the assigned technician start and finish, and only approved work', async () => {
      const order = await receive();
      expect((await people.technician.post(`/repair-orders/${order.id}/start`)).body).toMatchObject({ status: 409, code: 'illegal_move' });
      const { order: mine } = await dispatched();
      const manager = await app.as('service_manager@s01');
      expect((await manager.post(`/repair-orders/${mine.id}/start`)).status).toBe(403);
      await app.sql('UPDATE aftersales.repair_order_line SET technician_employee_id = $2 WHERE repair_order_id = $1', [
        mine.id,
        crypto.randomUUID(),
      ]);
      expect((await people.technician.post(`/repair-orders/${mine.id}/start`)).body.code).toBe('technician_not_assigned');
      await people.advisor.post(`/repair-orders/${mine.id}/cancel`, { reason: '放弃' });
    });
    it('is checked by somebody else than the technician, and goes back for rework (A-2)', async () => {
      const { order } = await dispatched();
      const path = `/repair-orders/${order.id}`;
      await people.technician.post(`${path}/start`);
      expect((await people.technician.post(`${path}/finish`)).body.state).toBe('QUALITY_CHECK');
      expect((await people.technician.post(`${path}/pass`, { items: [] })).status).toBe(403);
      const back = (await people.inspector.post(`${path}/rework`, { reason: '异响未消除', items: [{ code: 'NOISE', result: 'FAIL' }] }))
        .body;
      expect([back.state, back.lines[0].doneAt, back.finishedAt]).toEqual(['IN_PROGRESS', null, null]);
      await people.technician.post(`${path}/finish`);
      expect((await people.inspector.post(`${path}/pass`, { items: [{ code: 'NOISE', result: 'FAIL' }] })).body.code).toBe(
        'quality_item_failed',
      );
      const inspectorId = (await people.inspector.get('/me')).body.employeeId as string;
      await app.sql('UPDATE aftersales.repair_order_line SET technician_employee_id = $2 WHERE repair_order_id = $1', [
        order.id,
        inspectorId,
      ]);
      expect((await people.inspector.post(`${path}/pass`, { items: [{ code: 'NOISE', result: 'PASS' }] })).body.code).toBe(
        'inspector_is_technician',
      );
      await app.sql('UPDATE aftersales.repair_order_line SET technician_employee_id = $2 WHERE repair_order_id = $1', [
        order.id,
        crypto.randomUUID(),
      ]);
      const passed = (await people.inspector.post(`${path}/pass`, { items: [{ code: 'NOISE', result: 'PASS' }] })).body;
      expect([passed.state, passed.qualityChecks.map((c: { passed: boolean }) => c.passed)]).toEqual(['SETTLEMENT', [false, true]]);
    });
    it('bills each payer to the fen, waits for the customer’s money only, and opens the next cycle from this service (A-6, W-7, M-5)', async () => {
      const car = await newCar();
      const order = (await people.advisor.post('/repair-orders', reception(car.id, { odometerKm: 40_100 }))).body;
      const path = `/repair-orders/${order.id}`;
      const line = (await labour(order.id)).body;
      await people.advisor.post(`${path}/lines`, { type: 'SUBLET', payer: 'WARRANTY', description: '外协', amount: 333 });
      await agree(order.id);
      await people.controller.post(`${path}/dispatch`, { assignments: [{ lineId: line.id, ...(await placeFor()) }] });
      await people.technician.post(`${path}/start`);
      await people.technician.post(`${path}/finish`);
      expect((await people.advisor.post(`${path}/settle`)).body).toMatchObject({ status: 409, code: 'illegal_move' });
      await people.inspector.post(`${path}/pass`, { items: [{ code: 'ROAD_TEST', result: 'PASS' }] });
      expect((await people.advisor.post(`${path}/settle`, {}, { key: null })).body.code).toBe('idempotency_key_required');
      const settled = (await people.advisor.post(`${path}/settle`)).body;
      expect(settled.settlement).toMatchObject({
        total: 18_333,
        labourTotal: 18_000,
        subletTotal: 333,
        soldHours: 1,
        bills: [
          { payer: 'CUSTOMER', amount: 18_000 },
          { payer: 'WARRANTY', amount: 333 },
        ],
      });
      const unpaid = await people.advisor.post(`${path}/hand-over`, { signedBy: '赵维修' });
      expect([unpaid.status, unpaid.body.code, unpaid.body.rule]).toEqual([409, 'balance_open', 'A-2']);
      const cashier = await app.as('cashier@s01');
      const bills = await app.soon(async () => {
        const { items } = (await cashier.get(`/receivables?repairOrderId=${order.id}`)).body;
        return items.length === 2 && items;
      }, 'the receivables');
      const { gates } = (await people.advisor.get(`${path}/readiness`)).body;
      expect(gates.filter((g: { passed: boolean }) => !g.passed)).toEqual([
        { code: 'BALANCE', passed: false, rule: 'A-2', reason: expect.stringContaining('180.00') },
      ]);
      const mine = bills.find((b: { payer: string }) => b.payer === 'CUSTOMER');
      await cashier.post('/receipts', { receivableId: mine.id, amount: mine.outstanding, method: 'WECHAT' });
      const closed = (await people.advisor.post(`${path}/hand-over`, { signedBy: '赵维修' })).body;
      expect(closed).toMatchObject({ state: 'CLOSED', allowedMoves: [], handedOverTo: '赵维修', closedOn: dateOn(closed.closedAt, 0) });
      const reminders = (await people.advisor.get(`/maintenance-reminders?customerVehicleId=${car.id}`)).body.items;
      expect(reminders.map((r: { cycle: number; state: string; dueKm: number }) => [r.cycle, r.state, r.dueKm])).toEqual([
        [2, 'UPCOMING', 50_100],
        [1, 'DONE', 40_000],
      ]);
      expect(
        (await people.advisor.post(`${path}/lines`, { type: 'LABOUR', operationCode: 'MNT-REGULAR', payer: 'CUSTOMER' })).body.code,
      ).toBe('repair_order_lines_closed');
    });
    it('notes what the parts store issued, with its cost hidden from advisors', async () => {
      const clerk = await app.as('parts_clerk@s01');
      const gm = await app.as('general_manager@s01');
      const part = (await clerk.post('/parts', { number: `AS-${vinOf()}`, name: '机油滤清器', unit: 'PCS', price: 6_800, source: 'OEM' }))
        .body;
      const supplier = (await clerk.post('/suppliers', { name: `配件商 ${vinOf()}` })).body;
      const po = (
        await clerk.post('/part-purchase-orders', {
          supplierId: supplier.id,
          type: 'STOCK',
          lines: [{ partId: part.id, quantity: 10, unitCost: 1_000 }],
        })
      ).body;
      await gm.post(`/part-purchase-orders/${po.id}/approve`);
      await clerk.post(`/part-purchase-orders/${po.id}/send`);
      await clerk.post('/goods-receipts', { partPurchaseOrderId: po.id, lines: [{ partId: part.id, quantity: 10, unitCost: 1_000 }] });
      const order = await receive();
      const path = `/repair-orders/${order.id}`;
      const line = (await people.advisor.post(`${path}/lines`, { type: 'PART', partId: part.id, quantity: 2.5, payer: 'CUSTOMER' })).body;
      expect([line.amount, line.partNumber, line.cost]).toEqual([17_000, part.number, null]);
      await agree(order.id);
      expect((await clerk.post('/part-issues', { repairOrderId: order.id, lineId: line.id, quantity: 2.5 })).status).toBe(201);
      const seen = await app.soon(async () => {
        const { lines } = (await gm.get(path)).body;
        return lines[0].issuedQuantity === 2.5 && lines[0];
      }, 'the issue on the line');
      expect(seen.cost).toBe(2_500);
      const cancel = await people.advisor.post(`${path}/cancel`, { reason: '放弃' });
      expect([cancel.status, cancel.body.code]).toEqual([409, 'repair_order_parts_issued']);
    });
  });

  describe('master data', () => {
    it('is defined by the service manager, once per code', async () => {
      const manager = await app.as('service_manager@s01');
      const operation = { code: `T-${vinOf()}`, name: '测试', skill: 'BODY', bayType: 'BODY', standardHours: 1.5, hourlyRate: 10_001 };
      expect((await manager.post('/labour-operations', operation)).body.price).toBe(15_002);
      expect((await manager.post('/labour-operations', operation)).body.code).toBe('labour_operation_code_taken');
      expect((await manager.post('/labour-operations', { ...operation, standardHours: 1.55 })).status).toBe(400);
      expect((await people.technician.post('/labour-operations', operation)).status).toBe(403);
      const bay = { code: `T${vinOf()}`, bayType: 'WASH' };
      expect((await manager.post('/bays', bay)).status).toBe(201);
      expect((await manager.post('/bays', bay)).body.code).toBe('bay_code_taken');
      const me = (await people.technician.get('/me')).body;
      const technician = { employeeId: me.employeeId, skills: ['BODY'], shifts: [] };
      expect((await manager.post('/technicians', technician)).body.code).toBe('technician_known');
      expect((await manager.post('/technicians', { ...technician, employeeId: crypto.randomUUID() })).body.code).toBe(
        'technician_not_employed',
      );
      const shifts = [
        { weekday: 1, from: '09:00', to: '12:00' },
        { weekday: 1, from: '11:00', to: '18:00' },
      ];
      expect((await manager.post('/technicians', { ...technician, shifts })).body.code).toBe('shift_invalid');
    });
    it('has one plan per model or powertrain, whose operations exist (M-1)', async () => {
      const manager = await app.as('service_manager@s01');
      const item = { code: 'REGULAR', name: '保养', operationCode: 'MNT-REGULAR', intervalKm: 10_000 };
      const plan = { code: `P-${vinOf()}`, name: '计划', modelId: crypto.randomUUID(), items: [item] };
      expect((await manager.post('/maintenance-plans', plan)).status).toBe(201);
      expect((await manager.post('/maintenance-plans', { ...plan, code: `P-${vinOf()}` })).body.code).toBe('maintenance_plan_exists');
      expect((await manager.post('/maintenance-plans', { ...plan, powertrain: 'ICE' })).body.code).toBe('maintenance_plan_invalid');
      const idle = { code: 'REGULAR', name: '保养', operationCode: 'MNT-REGULAR' };
      expect(
        (await manager.post('/maintenance-plans', { ...plan, modelId: crypto.randomUUID(), items: [idle] })).body.errors[0].pointer,
      ).toBe('/items/0');
      expect(
        (await manager.post('/maintenance-plans', { ...plan, modelId: crypto.randomUUID(), items: [{ ...item, operationCode: 'NOPE' }] }))
          .body.code,
      ).toBe('labour_operation_unknown');
    });
  });
});

describe('after-sales: time passes', () => {
  it('climbs the contact ladder at 10:00, one step each, until a visit is booked; a missed visit starts it again (M-4, M-7, A-4)', async () => {
    const app = await ownServer();
    const much = { key: 'aftersales.default-yearly-km', scope: 'GROUP', value: 80_000 };
    expect((await (await app.as('admin@s01')).post('/settings', much)).status).toBe(201);
    const customerId = await customerOf(app);
    const car = (await (await app.as('service_advisor@s01')).post('/customer-vehicles', carBody(customerId))).body;
    const reminder = async () =>
      (await (await app.as('service_advisor@s01')).get(`/maintenance-reminders?customerVehicleId=${car.id}`)).body.items[0];
    // The instants of the steps taken, each with its event.
    const steps = async () =>
      (
        await app.sql<{ step: string; at: string }>(
          `SELECT s.step, to_char(s.at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS at
           FROM aftersales.maintenance_reminder_step s JOIN aftersales.maintenance_reminder r ON r.id = s.reminder_id
           JOIN kernel.event e ON e.name = 'aftersales.reminder-due' AND e.payload->>'dedupeKey' = s.dedupe_key
           WHERE r.customer_vehicle_id = $1 ORDER BY s.at, s.id`,
          [car.id],
        )
      ).map(({ step, at }) => `${step} ${at}`);
    const planned = await reminder();
    // 10,000 km at 80,000 a year come before twelve months.
    expect(planned).toMatchObject({ state: 'UPCOMING', cycle: 1, dueKm: 40_000, lastNotifiedAt: null });
    expect(planned.predictedDueOn < planned.dueOn).toBe(true);
    const daysLeft = Math.round((Date.parse(planned.predictedDueOn) - Date.parse(dateOn(planned.createdAt, 0))) / DAY);

    await app.advance(`P${daysLeft - 1}D`);
    expect(await steps()).toEqual(['D-30 10:00', 'D-14 10:00', 'D-3 10:00']);
    expect((await reminder()).state).toBe('DUE_SOON');

    const advisor = await app.as('service_advisor@s01');
    const { now } = (await advisor.get('/ops/clock')).body;
    const slot = (await advisor.get(`/service-slots?date=${dateOn(now, 20)}&operationCode=${planned.operationCode}`)).body.items[0];
    const booking = { customerVehicleId: car.id, startsAt: slot.startsAt, operationCodes: [planned.operationCode] };
    const appointment = (await advisor.post('/service-appointments', booking)).body;
    expect(appointment.state).toBe('BOOKED');
    await app.advance('P19D');
    expect(await steps()).toHaveLength(3);

    await app.advance('P2D');
    const missed = (await (await app.as('service_advisor@s01')).get(`/service-appointments/${appointment.id}`)).body;
    expect([missed.state, missed.allowedMoves]).toEqual(['NO_SHOW', []]);
    expect((await reminder()).state).toBe('OVERDUE');
    expect(await steps()).toEqual(['D-30 10:00', 'D-14 10:00', 'D-3 10:00', 'D+7 10:00']);
    await app.advance('P15D');
    expect((await steps()).at(-1)).toBe('D+30 10:00');
    expect((await reminder()).nextStepAt).toBeNull();
    const keys = await app.sql(
      `SELECT payload->>'dedupeKey' FROM kernel.event WHERE name = 'aftersales.reminder-due' GROUP BY 1 HAVING count(*) > 1`,
    );
    expect(keys).toEqual([]);

    // A customer who is tired of it is left alone.
    const last = await reminder();
    const stopped = (await (await app.as('service_advisor@s01')).post(`/maintenance-reminders/${last.id}/stop`, { reason: '客户已卖车' }))
      .body;
    expect(stopped).toMatchObject({ state: 'STOPPED', allowedMoves: [], stopReason: '客户已卖车' });
    expect((await (await app.as('service_advisor@s01')).post(`/maintenance-reminders/${last.id}/stop`, { reason: '再次' })).body.code).toBe(
      'illegal_move',
    );
  }, 120_000);

  it('moves the forecast with every reading: who drives more is reminded earlier (M-2, M-3)', async () => {
    const app = await ownServer();
    const customerId = await customerOf(app);
    const car = (await (await app.as('service_advisor@s01')).post('/customer-vehicles', carBody(customerId))).body;
    await app.advance('P30D');
    const advisor = await app.as('service_advisor@s01');
    const reminder = async () => (await advisor.get(`/maintenance-reminders?customerVehicleId=${car.id}`)).body.items[0];
    const before = await reminder();
    await advisor.post(`/customer-vehicles/${car.id}/odometer-readings`, { odometerKm: 36_000 });
    const after = await reminder();
    expect(after.predictedDueOn < before.predictedDueOn).toBe(true);
    await advisor.post(`/customer-vehicles/${car.id}/odometer-readings`, { odometerKm: 39_100 });
    expect((await reminder()).state).toBe('DUE_SOON');
    await advisor.post(`/customer-vehicles/${car.id}/odometer-readings`, { odometerKm: 40_001 });
    expect((await reminder()).state).toBe('OVERDUE');
  }, 120_000);
});
