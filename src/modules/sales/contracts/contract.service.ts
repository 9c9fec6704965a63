import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import { dealOf, Deals } from '../deals.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { ContractOutdated, ContractSigned, OrderWithoutCar } from '../sales.contract.js';
import type { ContractView, CreateContract, SignContract } from './contract.dto.js';
import { Contract, contractLifecycle } from './contract.entity.js';
import { ContractReads } from './contract.queries.js';

/** Purchase contracts: drawn up on frozen facts, signed. The order is locked first, always. */
@Injectable()
export class ContractService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly crm: CrmApi,
    private readonly reads: ContractReads,
  ) {}

  draw(body: CreateContract): Promise<ContractView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireOpen();
      if (!order.vin) throw OrderWithoutCar();
      const buyer = await this.crm.identityFor(order.customerId, 'CONTRACT');
      const number = await this.deals.number('CT', order.storeId);
      const { vin, modelName, colour, total, depositAmount, customerId } = order;
      const contract = Object.assign(new Contract(), {
        id: newId(),
        number,
        ...dealOf(order),
        salesOrderId: order.id,
        buyerNameSealed: await this.deals.seal(customerId, buyer.name),
        buyerIdentitySealed: buyer.identityNumber ? await this.deals.seal(customerId, buyer.identityNumber) : null,
        vin,
        modelName,
        colour,
        total,
        depositAmount,
        documentHash: createHash('sha256')
          .update(JSON.stringify([number, buyer.name, buyer.identityNumber, vin, modelName, colour, total, depositAmount]))
          .digest('hex'),
        signedBySealed: null,
        signedOn: null,
      });
      contractLifecycle.begin(contract);
      await this.db.save(contract, 'draw');
      order.contract = 'DRAFT';
      await this.db.save(order, 'draw-contract');
      return this.reads.view(contract);
    });
  }

  sign(id: string, body: SignContract): Promise<ContractView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(Contract, id);
      const order = await this.db.lock(SalesOrder, salesOrderId);
      const contract = await this.db.lock(Contract, id);
      // Voided because the order got another car or price while it lay there to be signed.
      if (contract.state === 'VOID' && order.open) throw ContractOutdated();
      contractLifecycle.check(contract, 'sign');
      order.requireOpen();
      if (contract.vin !== order.vin) throw ContractOutdated();
      contractLifecycle.move(contract, 'sign');
      const signedOn = this.clock.today();
      Object.assign(contract, { signedOn, signedBySealed: await this.deals.seal(contract.customerId, body.signedBy) });
      await this.db.save(contract, 'sign');
      order.contract = 'SIGNED';
      await this.db.save(order, 'sign-contract');
      this.outbox.publish(ContractSigned, contract, { ...dealOf(contract), contractId: id, salesOrderId, signedOn });
      return this.reads.view(contract);
    });
  }
}
