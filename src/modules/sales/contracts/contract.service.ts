import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { StandardTemplate } from '../contract-templates/contract-template.rules.js';
import { dealOf, Deals } from '../deals.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { ContractOutdated, OrderWithoutCar } from '../deals.rules.js';
import { ContractSigned } from '../sales.contract.js';
import { ContractText } from './contract-text.js';
import type { ContractView, CreateContract, SignContract } from './contract.dto.js';
import { Contract, contractLifecycle } from './contract.entity.js';
import { ContractReads } from './contract.queries.js';
import { ContractHashDiffers, SignatureEvidenceRequired } from './contract.rules.js';

/** Purchase contracts: drawn up on frozen facts, signed. The order is locked first, always. */
@Injectable()
export class ContractService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly texts: ContractText,
    private readonly reads: ContractReads,
  ) {}

  /** A draft that the order has left behind gives way to the new one. */
  draw(body: CreateContract): Promise<ContractView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireOpen();
      if (!order.vin) throw OrderWithoutCar();
      const { storeId, customerId, vin, modelName, colour, total, passThroughTotal, depositAmount } = order;
      const code = body.templateCode ?? (await this.deals.setting(StandardTemplate, storeId));
      const number = await this.deals.number('CT', storeId);
      const filled = await this.texts.of(order, vin, number, code, body.language);
      for (const old of await this.db.lockAll(Contract, { salesOrderId: order.id, state: 'DRAFT' })) {
        if (!old.outdatedBy(order).length) continue;
        contractLifecycle.move(old, 'void');
        await this.db.save(old, 'void');
      }
      const contract = Object.assign(new Contract(), {
        id: newId(),
        number,
        ...dealOf(order),
        salesOrderId: order.id,
        buyerNameSealed: await this.deals.seal(customerId, filled.buyer.name),
        buyerIdentitySealed: filled.buyer.identityNumber ? await this.deals.seal(customerId, filled.buyer.identityNumber) : null,
        ...{ vin, modelName, colour, total, passThroughTotal, depositAmount },
        templateId: filled.template.id,
        templateCode: filled.template.code,
        templateRevision: filled.template.revision,
        language: filled.language,
        textSealed: await this.deals.seal(customerId, filled.text),
        documentHash: filled.sha256,
        signedBySealed: null,
        signedOn: null,
        signedAt: null,
        signatureMethod: null,
        signatureReference: null,
        signatureSha256: null,
        witnessedBy: null,
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
      const changed = contract.outdatedBy(order);
      if (changed.length)
        throw ContractOutdated({
          detail: say(
            `订单已变更:${changed.join('、')},请重新起草`,
            `The order has another ${changed.join(', ')}: draw the contract up anew`,
          ),
          extra: { changed },
        });
      if (body.documentHash !== undefined && body.documentHash !== contract.documentHash)
        throw ContractHashDiffers({ errors: [at('/documentHash', ContractHashDiffers)] });
      const { signedBy, method = 'HANDWRITTEN', evidence } = body;
      if (method !== 'HANDWRITTEN' && !evidence) throw SignatureEvidenceRequired({ errors: [at('/evidence', SignatureEvidenceRequired)] });
      contractLifecycle.move(contract, 'sign');
      const signedOn = this.clock.today();
      Object.assign(contract, {
        signedOn,
        signedBySealed: await this.deals.seal(contract.customerId, signedBy),
        signedAt: this.clock.now(),
        signatureMethod: method,
        signatureReference: evidence?.reference ?? null,
        signatureSha256: evidence?.sha256 ?? null,
        witnessedBy: context.principal.id,
      });
      await this.db.save(contract, 'sign');
      order.contract = 'SIGNED';
      await this.db.save(order, 'sign-contract');
      this.outbox.publish(ContractSigned, contract, { ...dealOf(contract), contractId: id, salesOrderId, signedOn });
      return this.reads.view(contract);
    });
  }
}
