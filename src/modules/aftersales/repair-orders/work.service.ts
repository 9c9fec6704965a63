import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import {
  AssignmentInvalid,
  BayNotFree,
  BayTypeMismatch,
  EstimateVersionStale,
  InspectorIsTechnician,
  QualityCheckPassed,
  QualityItemFailed,
  RepairOrderDispatched,
  RepairOrderFinished,
  TechnicianNotAssigned,
  TechnicianSkillMissing,
} from '../aftersales.contract.js';
import { Bay } from '../bays/bay.entity.js';
import { BayService } from '../bays/bay.service.js';
import { Technician } from '../technicians/technician.entity.js';
import { labourOf, RepairOrderLine } from './repair-order-line.entity.js';
import type {
  AssignmentInput,
  DispatchRepairOrder,
  PassRepairOrder,
  QualityItemInput,
  ReworkRepairOrder,
  RepairOrderView,
} from './repair-order.dto.js';
import { jobOf, RepairOrder, repairOrderLifecycle } from './repair-order.entity.js';
import { linesOf, viewOf } from './repair-order.queries.js';

/** Work in the workshop: given out, done, checked. */
@Injectable()
export class WorkService {
  constructor(
    private readonly db: Database,
    private readonly bays: BayService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Parts came over the counter: how many, and at what cost. */
  async noteIssuedParts(issued: { repairOrderId: string; lineId: string; quantity: number; cost: number }): Promise<void> {
    const order = await this.db.lock(RepairOrder, issued.repairOrderId);
    await this.db.sql(
      'UPDATE aftersales.repair_order_line SET issued_quantity = issued_quantity + $3, cost = cost + $4 WHERE id = $1 AND repair_order_id = $2',
      [issued.lineId, order.id, issued.quantity, issued.cost],
    );
    await this.db.save(order, 'note-issued-parts');
  }

  leaveBays(repairOrderId: string): Promise<void> {
    return this.bays.release(repairOrderId);
  }

  /** Gives every labour line to a technician with the skill, in a free bay of the type. Shifts are not looked at. */
  dispatch(id: string, body: DispatchRepairOrder): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.move(order, 'dispatch');
      if (order.estimateStale)
        throw EstimateVersionStale({ detail: say('估价后又增加了项目,请重新估价', 'Lines were added since: estimate again') });
      const lines = await linesOf(this.db, id);
      await this.#assign(order, labourOf(lines), body.assignments);
      await this.bays.release(id);
      await this.bays.occupy(id, baysOf(lines));
      await this.db.save(order, 'dispatch');
      await this.#saveWork(lines);
      this.outbox.publish(RepairOrderDispatched, order, {
        ...jobOf(order),
        technicianIds: [...new Set(labourOf(lines).map((l) => l.technicianId as string))],
      });
      return viewOf(order, lines);
    });
  }

  start(id: string): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.move(order, 'start');
      const lines = await linesOf(this.db, id);
      const now = this.clock.now();
      for (const line of myWork(lines)) line.startedAt = now;
      order.startedAt = now;
      await this.db.save(order, 'start');
      await this.#saveWork(lines);
      return viewOf(order, lines);
    });
  }

  /** Completes the caller's lines; with the last one the car goes to the quality check and its bays are free. */
  finish(id: string): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.check(order, 'finish');
      const lines = await linesOf(this.db, id);
      const now = this.clock.now();
      const mine = myWork(lines);
      for (const line of mine) {
        line.startedAt ??= order.startedAt;
        line.doneAt = now;
      }
      const open = labourOf(lines).filter((l) => l.doneAt === null);
      repairOrderLifecycle.move(order, 'finish', open.length ? 'IN_PROGRESS' : 'QUALITY_CHECK');
      if (!open.length) order.finishedAt = now;
      await this.db.save(order, 'finish');
      await this.#saveWork(lines);
      const stillNeeded = baysOf(open);
      await this.bays.release(
        id,
        baysOf(lines).filter((bay) => !stillNeeded.includes(bay)),
      );
      if (!open.length) this.outbox.publish(RepairOrderFinished, order, { ...jobOf(order), technicianId: mine[0]?.technicianId as string });
      return viewOf(order, lines);
    });
  }

  /** Every item is right, by the eyes of one who did not do the work. */
  pass(id: string, body: PassRepairOrder): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const { order, lines } = await this.#inspect(id, 'pass');
      const failed = body.items.findIndex((i) => i.result === 'FAIL');
      if (failed >= 0) throw QualityItemFailed({ errors: [at(`/items/${failed}/result`, QualityItemFailed)] });
      repairOrderLifecycle.move(order, 'pass');
      this.#note(order, true, body.items, null);
      await this.db.save(order, 'pass');
      this.outbox.publish(QualityCheckPassed, order, { ...jobOf(order), inspectorId: context.principal.id });
      return viewOf(order, lines);
    });
  }

  /** Back to the technicians, in the same bays or, where another car is in them, in free ones of the type. */
  rework(id: string, body: ReworkRepairOrder): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const { order, lines } = await this.#inspect(id, 'rework');
      repairOrderLifecycle.move(order, 'rework');
      this.#note(order, false, body.items ?? [], body.reason);
      order.finishedAt = null;
      const labour = labourOf(lines);
      const taken: string[] = [];
      for (const bayId of baysOf(labour)) {
        const free = await this.bays.freeLike(bayId, taken);
        if (free === null) throw BayNotFree({ detail: say('没有空闲的同类工位', 'No bay of the type is free') });
        taken.push(free);
        for (const line of labour) if (line.bayId === bayId && line.doneAt !== null) Object.assign(line, { bayId: free, doneAt: null });
      }
      await this.bays.occupy(id, taken);
      await this.db.save(order, 'rework');
      await this.#saveWork(lines);
      return viewOf(order, lines);
    });
  }

  async #inspect(id: string, move: 'pass' | 'rework') {
    const order = await this.db.lock(RepairOrder, id);
    repairOrderLifecycle.check(order, move);
    const lines = await linesOf(this.db, id);
    if (lines.some((l) => l.technicianEmployeeId === context.principal.id)) throw InspectorIsTechnician();
    return { order, lines };
  }

  #note(order: RepairOrder, passed: boolean, items: QualityItemInput[], reason: string | null): void {
    const check = {
      passed,
      items: items.map(({ code, result, note }) => ({ code, result, note: note ?? null })),
      reason,
      inspectorId: context.principal.id,
      checkedAt: this.clock.now().toISOString(),
    };
    order.qualityChecks = [...order.qualityChecks, check];
  }

  async #assign(order: RepairOrder, labour: RepairOrderLine[], assignments: AssignmentInput[]): Promise<void> {
    const technicians = new Map(
      (await this.db.repo(Technician).find({ where: { id: In(assignments.map((a) => a.technicianId)), storeId: order.storeId } })).map(
        (t) => [t.id, t],
      ),
    );
    const bays = new Map(
      (await this.db.repo(Bay).find({ where: { id: In(assignments.map((a) => a.bayId)), storeId: order.storeId } })).map((b) => [b.id, b]),
    );
    for (const [n, { lineId, technicianId, bayId }] of assignments.entries()) {
      const line = labour.find((l) => l.id === lineId);
      const technician = technicians.get(technicianId);
      const bay = bays.get(bayId);
      const wrong = (field: string, zh: string, en: string) =>
        AssignmentInvalid({ errors: [at(`/assignments/${n}/${field}`, AssignmentInvalid, say(zh, en))] });
      if (!line) throw wrong('lineId', '不是本工单的工时行', 'is no labour line of this repair order');
      if (!technician) throw wrong('technicianId', '不是本店技师', 'is no technician of the store');
      if (!bay) throw wrong('bayId', '不是本店工位', 'is no bay of the store');
      if (assignments.findIndex((a) => a.lineId === lineId) !== n) throw wrong('lineId', '重复派工', 'is assigned twice');
      if (!technician.skills.some((s) => s === line.skill))
        throw TechnicianSkillMissing({ errors: [at(`/assignments/${n}/technicianId`, TechnicianSkillMissing, String(line.skill))] });
      if (bay.bayType !== line.bayType)
        throw BayTypeMismatch({ errors: [at(`/assignments/${n}/bayId`, BayTypeMismatch, String(line.bayType))] });
      Object.assign(line, { technicianId, technicianEmployeeId: technician.employeeId, bayId });
    }
    if (assignments.length < labour.length)
      throw AssignmentInvalid({
        errors: [at('/assignments', AssignmentInvalid, say('每个工时行都要派工', 'every labour line needs a technician'))],
      });
  }

  /** Who does it, where, since when and whether it is done: of all labour lines, in one statement. */
  async #saveWork(lines: readonly RepairOrderLine[]): Promise<void> {
    const labour = labourOf(lines);
    await this.db.sql(
      `UPDATE aftersales.repair_order_line l
       SET technician_id = w.technician_id, technician_employee_id = w.employee_id, bay_id = w.bay_id, started_at = w.started_at, done_at = w.done_at
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[]) AS w(id, technician_id, employee_id, bay_id, started_at, done_at)
       WHERE l.id = w.id`,
      [
        labour.map((l) => l.id),
        labour.map((l) => l.technicianId),
        labour.map((l) => l.technicianEmployeeId),
        labour.map((l) => l.bayId),
        labour.map((l) => l.startedAt),
        labour.map((l) => l.doneAt),
      ],
    );
  }
}

const baysOf = (lines: readonly RepairOrderLine[]): string[] => [...new Set(lines.flatMap((l) => l.bayId ?? []))];

/** The caller's own labour lines that are not done: nobody starts or finishes another one's work. */
function myWork(lines: readonly RepairOrderLine[]): RepairOrderLine[] {
  const mine = labourOf(lines).filter((l) => l.technicianEmployeeId === context.principal.id && l.doneAt === null);
  if (!mine.length) throw TechnicianNotAssigned();
  return mine;
}
