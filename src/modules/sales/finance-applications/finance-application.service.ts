import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { yuan } from '../../../kernel/money.js';
import { at, ReferenceUnknown, say } from '../../../kernel/problems.js';
import { addDays, Clock, instantOf } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf, Deals } from '../deals.js';
import { LenderProduct } from '../lender-products/lender-product.entity.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { OrderNotLive } from '../deals.rules.js';
import { FinanceApplicationMoved, LoanDisbursed } from '../sales.contract.js';
import type {
  ApproveConditionallyFinanceApplication,
  ApproveFinanceApplication,
  CreateFinanceApplication,
  DisburseFinanceApplication,
  FinanceApplicationView,
  RejectFinanceApplication,
  WithdrawFinanceApplication,
} from './finance-application.dto.js';
import { FinanceApplication, financeApplicationLifecycle, LIVE_APPLICATION_STATES } from './finance-application.entity.js';
import { viewOf } from './finance-application.queries.js';
import { FinanceDecisionExpired, FinanceDecisionInvalid, LoanExceedsOutstanding } from './finance-application.rules.js';
import { rateOf, requireLendable } from './loan-limits.js';

type Decision = ApproveFinanceApplication & Partial<ApproveConditionallyFinanceApplication>;

/** A loan from the desk to the lender and back (F-3, F-4). The order is locked first, always: its financing fact follows. */
@Injectable()
export class FinanceApplicationService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
  ) {}

  prepare(body: CreateFinanceApplication): Promise<FinanceApplicationView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireOpen();
      const product = await this.db.repo(LenderProduct).findOneBy({ id: body.lenderProductId });
      if (!product) throw ReferenceUnknown({ errors: [at('/lenderProductId', ReferenceUnknown)] });
      const rate = await this.#rate(order, product, body);
      const { annualRatePercent, lenderRatePercent } = rate;
      const application = Object.assign(new FinanceApplication(), {
        id: newId(),
        number: await this.deals.number('FA', order.storeId),
        ...dealOf(order),
        salesOrderId: order.id,
        lenderProductId: product.id,
        productCode: product.code,
        lender: product.lender,
        method: product.method,
        months: body.months,
        annualRatePercent,
        lenderRatePercent,
        subsidyPayer: product.subsidyPayer,
        price: priceOf(order),
        requestedAmount: body.amount,
        approvedAmount: null,
        conditions: [],
      });
      this.#reckon(application);
      financeApplicationLifecycle.begin(application);
      return viewOf(await this.db.save(application, 'prepare'));
    });
  }

  submit(id: string): Promise<FinanceApplicationView> {
    return this.#move(id, async (application, order) => {
      financeApplicationLifecycle.check(application, 'submit');
      order.requireOpen();
      const product = await this.db.repo(LenderProduct).findOneByOrFail({ id: application.lenderProductId });
      application.price = priceOf(order);
      const { requestedAmount: amount, months } = application;
      await this.#rate(order, product, { amount, months });
      financeApplicationLifecycle.move(application, 'submit');
      application.submittedAt = this.clock.now();
      await this.#save(application, order, 'submit', 'APPLIED');
    });
  }

  approve(id: string, body: ApproveFinanceApplication): Promise<FinanceApplicationView> {
    return this.#move(id, async (application, order) => {
      financeApplicationLifecycle.check(application, 'approve');
      order.requireOpen();
      this.#decide(application, body);
      await this.#requireLendable(application, order);
      application.commitmentLetter = body.commitmentLetter ?? null;
      financeApplicationLifecycle.move(application, 'approve');
      await this.#save(application, order, 'approve', 'APPROVED');
    });
  }

  approveConditionally(id: string, body: ApproveConditionallyFinanceApplication): Promise<FinanceApplicationView> {
    return this.#move(id, async (application, order) => {
      financeApplicationLifecycle.check(application, 'approve-conditionally');
      order.requireOpen();
      this.#decide(application, body);
      await this.#requireLendable(application, order);
      application.conditions = body.conditions.map((c) => c.text);
      financeApplicationLifecycle.move(application, 'approve-conditionally');
      await this.#save(application, order, 'approve-conditionally', 'APPLIED');
    });
  }

  reject(id: string, { reason }: RejectFinanceApplication): Promise<FinanceApplicationView> {
    return this.#move(id, async (application, order) => {
      financeApplicationLifecycle.move(application, 'reject');
      Object.assign(application, { decidedAt: this.clock.now(), decisionNote: reason, decisionExpiresAt: null });
      await this.#save(application, order, 'reject', 'DECLINED');
    });
  }

  /** The money is the order's: finance hears of it and settles the balance. It may come after the car went on a commitment letter. */
  disburse(id: string, { reference }: DisburseFinanceApplication): Promise<FinanceApplicationView> {
    return this.#move(id, async (application, order) => {
      financeApplicationLifecycle.check(application, 'disburse');
      if (order.state === 'CANCELLED' || order.state === 'RETURNED') throw OrderNotLive();
      if ((application.decisionValidUntil ?? '') < this.clock.today()) throw FinanceDecisionExpired();
      // A car that went on the lender's word is paid for as it was promised.
      if (order.open) await this.#requireLendable(application, order);
      const { amount } = application;
      const outstanding = (await this.finance.balanceOf({ salesOrderId: order.id }))?.customerOutstanding ?? 0;
      if (amount > outstanding)
        throw LoanExceedsOutstanding({
          detail: say(
            `放款 ${yuan(amount)},未收 ${yuan(outstanding)}`,
            `The loan is ${yuan(amount)}, and ${yuan(outstanding)} are outstanding`,
          ),
        });
      financeApplicationLifecycle.move(application, 'disburse');
      const disbursedAt = this.clock.now();
      Object.assign(application, { disbursedAt, disbursementReference: reference, decisionExpiresAt: null });
      await this.#save(application, order, 'disburse', 'DISBURSED');
      const { number, lender, subsidyAmount, subsidyPayer } = application;
      this.outbox.publish(LoanDisbursed, application, {
        ...dealOf(order),
        financeApplicationId: id,
        number,
        salesOrderId: order.id,
        lender,
        amount,
        subsidyAmount,
        subsidyPayer,
        disbursedAt: disbursedAt.toISOString(),
      });
    });
  }

  withdraw(id: string, { reason }: WithdrawFinanceApplication): Promise<FinanceApplicationView> {
    return this.#move(id, (application, order) => this.#withdraw(application, order, 'withdraw', reason));
  }

  /** The lender's decision ran out unused. */
  async lapse(id: string): Promise<void> {
    await this.#move(id, async (application, order) => {
      if (financeApplicationLifecycle.allows(application.state, 'lapse')) await this.#withdraw(application, order, 'lapse', 'EXPIRED');
    });
  }

  /** Nothing is left to be paid with it. */
  async withdrawOf(salesOrderId: string, reason: 'ORDER_CANCELLED' | 'ORDER_RETURNED'): Promise<void> {
    const order = await this.db.lock(SalesOrder, salesOrderId);
    for (const application of await this.db.lockAll(FinanceApplication, { salesOrderId, state: In([...LIVE_APPLICATION_STATES]) }))
      await this.#withdraw(application, order, 'withdraw', reason);
  }

  async #withdraw(application: FinanceApplication, order: SalesOrder, move: 'withdraw' | 'lapse', reason: string): Promise<void> {
    financeApplicationLifecycle.move(application, move);
    Object.assign(application, { withdrawnAt: this.clock.now(), withdrawReason: reason, decisionExpiresAt: null });
    await this.#save(application, order, move, 'NONE');
  }

  #decide(application: FinanceApplication, { amount, validUntil, reference, note }: Decision): void {
    const most = application.amount;
    const refuse = (pointer: string, zh: string, en: string) =>
      FinanceDecisionInvalid({ errors: [at(pointer, FinanceDecisionInvalid, say(zh, en))] });
    if (amount !== undefined && amount > most)
      throw refuse('/amount', `批准金额高于 ${yuan(most)}`, `more than the ${yuan(most)} that were asked for`);
    if (validUntil < this.clock.today()) throw refuse('/validUntil', '批复已过期', 'the decision is over already');
    Object.assign(application, {
      approvedAmount: amount ?? most,
      decidedAt: this.clock.now(),
      decisionReference: reference,
      decisionValidUntil: validUntil,
      decisionExpiresAt: instantOf(addDays(validUntil, 1)),
      decisionNote: note ?? null,
    });
    this.#reckon(application);
  }

  /** Interest of the customer's schedule, and what the lender's own would cost more (F-4). */
  #reckon(application: FinanceApplication): void {
    const { amount: principal, months, method, annualRatePercent, lenderRatePercent } = application;
    const { totalInterest } = this.finance.loanSchedule({ principal, months, method, annualRatePercent });
    const full = this.finance.loanSchedule({ principal, months, method, annualRatePercent: lenderRatePercent }).totalInterest;
    application.totalInterest = totalInterest;
    application.subsidyAmount = Math.max(0, full - totalInterest);
  }

  async #rate(order: SalesOrder, product: LenderProduct, { amount, months }: { amount: number; months: number }) {
    const model = await this.inventory.model(order.modelId);
    return rateOf(product, { amount, months, price: priceOf(order), model, today: this.clock.today() });
  }

  /** The order may have been amended since it was asked for: the loan is measured by what it costs now. */
  async #requireLendable(application: FinanceApplication, order: SalesOrder): Promise<void> {
    const product = await this.db.repo(LenderProduct).findOneByOrFail({ id: application.lenderProductId });
    application.price = priceOf(order);
    requireLendable(product, { amount: application.amount, price: application.price, model: await this.inventory.model(order.modelId) });
  }

  async #save(application: FinanceApplication, order: SalesOrder, action: string, financing: SalesOrder['financing']): Promise<void> {
    await this.db.save(application, action);
    if (order.financing !== financing) {
      order.financing = financing;
      await this.db.save(order, 'note-financing');
    }
    const { state, amount, lender } = application;
    this.outbox.publish(FinanceApplicationMoved, application, {
      ...dealOf(order),
      financeApplicationId: application.id,
      salesOrderId: order.id,
      state,
      financing,
      lender,
      amount,
    });
  }

  #move(id: string, work: (application: FinanceApplication, order: SalesOrder) => Promise<void>): Promise<FinanceApplicationView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(FinanceApplication, id);
      const order = await this.db.lock(SalesOrder, salesOrderId);
      const application = await this.db.lock(FinanceApplication, id);
      await work(application, order);
      return viewOf(application);
    });
  }
}

const priceOf = ({ total, passThroughTotal }: SalesOrder): number => total - passThroughTotal;
