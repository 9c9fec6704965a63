import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskIdentity, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import type { ContractView, ListContracts, RevealContract, RevealedContractView } from './contract.dto.js';
import { Contract, contractLifecycle } from './contract.entity.js';
import { sha256 } from './contract-text.js';

const CONTRACTS: ListDefinition = {
  select: `c.id, c.number, c.state, c.store_id AS "storeId", c.owner_employee_id AS "ownerEmployeeId", c.opportunity_id AS "opportunityId", c.customer_id AS "customerId",
    c.sales_order_id AS "salesOrderId", c.buyer_name_sealed AS "buyerNameSealed", c.buyer_identity_sealed AS "buyerIdentitySealed", c.vin, c.model_name AS "modelName", c.colour, c.total,
    c.deposit_amount AS "depositAmount", c.document_hash AS "documentHash", c.pass_through_total AS "passThroughTotal", c.template_code AS "templateCode", c.template_revision AS "templateRevision", c.language,
    c.signed_at AS "signedAt", c.signature_method AS "signatureMethod", c.signature_reference AS "signatureReference", c.signature_sha256 AS "signatureSha256",
    c.witnessed_by AS "witnessedBy", c.signed_by_sealed AS "signedBySealed", c.signed_on AS "signedOn", c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt"`,
  from: 'sales.contract c',
  id: 'c.id',
  sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'c.state = ANY(?::text[])',
    storeId: 'c.store_id = ?::uuid',
    salesOrderId: 'c.sales_order_id = ?::uuid',
    customerId: 'c.customer_id = ?::uuid',
  },
  scope: { store: 'c.store_id', owner: 'c.owner_employee_id' },
};

@Injectable()
export class ContractReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async one(id: string): Promise<ContractView> {
    return this.view(await this.db.find(Contract, id));
  }
  async list(query: ListContracts): Promise<Page<ContractView>> {
    const page = await this.lists.page<Contract>(CONTRACTS, query);
    await this.personal.prefetch(page.items.map((c) => c.customerId));
    return { ...page, items: await Promise.all(page.items.map((c) => this.view(c))) };
  }

  /** The text in clear: who saw it and why is kept in the audit (PR-16). */
  reveal(id: string, { reason }: RevealContract): Promise<RevealedContractView> {
    return this.db.transaction(async () => {
      const { customerId, textSealed, documentHash, storeId } = await this.db.find(Contract, id);
      this.db.audit({ action: 'reveal', aggregateType: 'Contract', aggregateId: id, storeId, changes: { reason } });
      const text = await this.personal.open(customerId, textSealed);
      return { text, documentHash, intact: text !== null && sha256(text) === documentHash };
    });
  }

  async view(contract: Contract): Promise<ContractView> {
    const { buyerNameSealed, buyerIdentitySealed, signedBySealed, ...c } = contract;
    const opened = (sealed: string | null) => this.personal.open(c.customerId, sealed);
    return {
      id: c.id,
      number: c.number,
      state: c.state,
      allowedMoves: permissions.allowedMoves(contractLifecycle, c),
      storeId: c.storeId,
      ownerEmployeeId: c.ownerEmployeeId,
      opportunityId: c.opportunityId,
      customerId: c.customerId,
      salesOrderId: c.salesOrderId,
      buyerName: maskName(await opened(buyerNameSealed)),
      buyerIdentity: maskIdentity(await opened(buyerIdentitySealed)),
      vin: c.vin,
      modelName: c.modelName,
      colour: c.colour,
      total: c.total,
      depositAmount: c.depositAmount,
      passThroughTotal: c.passThroughTotal,
      templateCode: c.templateCode,
      templateRevision: c.templateRevision,
      language: c.language,
      documentHash: c.documentHash,
      signedBy: maskName(await opened(signedBySealed)),
      signedOn: c.signedOn,
      signature:
        c.signedAt === null || c.signatureMethod === null
          ? null
          : {
              method: c.signatureMethod,
              signedAt: c.signedAt,
              reference: c.signatureReference,
              sha256: c.signatureSha256,
              witnessedBy: c.witnessedBy,
            },
      version: c.version,
      createdAt: c.createdAt,
      updatedAt: c.updatedAt,
    };
  }
}
