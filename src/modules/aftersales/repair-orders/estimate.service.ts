import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { roundHalfUp } from '../../../kernel/money.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { PartsApi } from '../../parts/parts.api.js';
import {
  ApprovalReferenceMissing,
  EstimateVersionStale,
  LineIncomplete,
  LinesClosed,
  RepairOrderApproved,
  RepairOrderEmpty,
} from '../aftersales.contract.js';
import { LabourOperationService } from '../labour-operations/labour-operation.service.js';
import { amountOf, billsOf, RepairOrderLine } from './repair-order-line.entity.js';
import type { AddRepairOrderLine, ApproveRepairOrder, RepairOrderLineView, RepairOrderView } from './repair-order.dto.js';
import { jobOf, RepairOrder, repairOrderLifecycle } from './repair-order.entity.js';
import { linesOf, lineViewOf, viewOf } from './repair-order.queries.js';

type Priced = Pick<
  RepairOrderLine,
  'description' | 'operationCode' | 'skill' | 'bayType' | 'partId' | 'partNumber' | 'quantity' | 'unitPrice' | 'amount'
>;
const NOTHING = { operationCode: null, skill: null, bayType: null, partId: null, partNumber: null };

/** What is to be done, for how much, and that the customer agreed. */
@Injectable()
export class EstimateService {
  constructor(
    private readonly db: Database,
    private readonly operations: LabourOperationService,
    private readonly parts: PartsApi,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Adds a line at today's price. After an estimate the customer must see and approve a new one. */
  addLine(id: string, body: AddRepairOrderLine): Promise<RepairOrderLineView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      // Lines may change as long as a new estimate can still be made of them.
      if (!repairOrderLifecycle.allows(order.state, 'estimate'))
        throw LinesClosed({ detail: say(`工单处于 ${order.state}`, `The repair order is ${order.state}`) });
      const [last] = await this.db.sql<{ position: number | null }>(
        'SELECT max(position) AS position FROM aftersales.repair_order_line WHERE repair_order_id = $1',
        [id],
      );
      const line = Object.assign(new RepairOrderLine(), {
        id: newId(),
        repairOrderId: id,
        position: (last?.position ?? 0) + 1,
        type: body.type,
        payer: body.payer,
        ...(await this.#priced(body)),
        issuedQuantity: 0,
        cost: 0,
        technicianId: null,
        technicianEmployeeId: null,
        bayId: null,
        startedAt: null,
        doneAt: null,
      });
      await this.db.insertAll(RepairOrderLine, [line]);
      order.estimateStale = order.estimate !== null;
      await this.db.save(order, 'add-line');
      return lineViewOf(line, order);
    });
  }

  /** A new version of what all lines cost, by payer; an approval of an older one is void. */
  estimate(id: string): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.move(order, 'estimate');
      const lines = await linesOf(this.db, id);
      if (!lines.length) throw RepairOrderEmpty();
      order.estimateVersion += 1;
      order.estimateStale = false;
      order.estimate = {
        version: order.estimateVersion,
        total: amountOf(lines),
        byPayer: billsOf(lines),
        estimatedAt: this.clock.now().toISOString(),
      };
      order.approval = null;
      await this.db.save(order, 'estimate');
      return viewOf(order, lines);
    });
  }

  /** The customer agrees to the version they saw, with proof; the parts for it are reserved (P-3). */
  approve(id: string, body: ApproveRepairOrder): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.check(order, 'approve');
      const { estimate } = order;
      if (estimate === null || order.estimateStale || body.estimateVersion !== estimate.version)
        throw EstimateVersionStale({
          detail: order.estimateStale
            ? say('估价后又增加了项目,请重新估价', 'Lines were added since: estimate again')
            : say(`当前版本为 ${order.estimateVersion}`, `The current version is ${order.estimateVersion}`),
        });
      if (body.reference === undefined) throw ApprovalReferenceMissing({ errors: [at('/reference', ApprovalReferenceMissing)] });
      repairOrderLifecycle.move(order, 'approve');
      order.approval = {
        estimateVersion: estimate.version,
        channel: body.channel,
        reference: body.reference,
        approvedAt: this.clock.now().toISOString(),
      };
      await this.db.save(order, 'approve');
      const lines = await linesOf(this.db, id);
      for (const { id: lineId, partId, quantity } of lines)
        if (partId !== null)
          await this.parts.reserveForLine({ repairOrderId: id, lineId, storeId: order.storeId, partId, quantity, promisedAt: null });
      this.outbox.publish(RepairOrderApproved, order, {
        ...jobOf(order),
        estimateVersion: estimate.version,
        total: estimate.total,
        channel: body.channel,
      });
      return viewOf(order, lines);
    });
  }

  async #priced(body: AddRepairOrderLine): Promise<Priced> {
    this.#mustFit(body);
    if (body.type === 'LABOUR') {
      const [operation] = await this.operations.byCodes([body.operationCode as string], () => '/operationCode');
      if (!operation) throw new Error('An operation that is known is missing');
      const { code, name, skill, bayType, standardHours, hourlyRate, price } = operation;
      return {
        ...NOTHING,
        description: body.description ?? name,
        operationCode: code,
        skill,
        bayType,
        quantity: standardHours,
        unitPrice: hourlyRate,
        amount: price,
      };
    }
    if (body.type === 'PART') {
      const part = await this.parts.part(body.partId as string);
      const quantity = body.quantity ?? 1;
      return {
        ...NOTHING,
        description: body.description ?? part.name,
        partId: part.partId,
        partNumber: part.number,
        quantity,
        unitPrice: part.price,
        amount: roundHalfUp(new Decimal(part.price).mul(quantity)),
      };
    }
    return {
      ...NOTHING,
      description: body.description as string,
      quantity: 1,
      unitPrice: body.amount as number,
      amount: body.amount as number,
    };
  }

  #mustFit(body: AddRepairOrderLine): void {
    const needed = { LABOUR: ['operationCode'], PART: ['partId'], SUBLET: ['amount', 'description'] } as const;
    const barred = {
      LABOUR: ['partId', 'quantity', 'amount'],
      PART: ['operationCode', 'amount'],
      SUBLET: ['operationCode', 'partId', 'quantity'],
    } as const;
    const faults = [
      ...needed[body.type]
        .filter((name) => body[name] === undefined)
        .map((name) => at(`/${name}`, LineIncomplete, say(`${body.type} 行需要 ${name}`, `a ${body.type} line needs ${name}`))),
      ...barred[body.type]
        .filter((name) => body[name] !== undefined)
        .map((name) => at(`/${name}`, LineIncomplete, say(`${body.type} 行没有 ${name}`, `a ${body.type} line has no ${name}`))),
    ];
    if (faults.length) throw LineIncomplete({ errors: faults });
  }
}
