import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { Office } from '../office.js';
import type { CouponDefinitionView, CreateCouponDefinition, ListCouponDefinitions } from './coupon-definition.dto.js';
import { CouponDefinition, couponDefinitionLifecycle } from './coupon-definition.entity.js';
import { CouponDefinitionInvalid, CouponDefinitionOfGroup, CouponDefinitionOwn } from './coupon.rules.js';

const DEFINITIONS: ListDefinition = {
  select: `d.id, d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt", d.code, d.state, d.store_id AS "storeId", d.name_zh AS "nameZh", d.name_en AS "nameEn", d.kind, d.amount, d.percent,
    d.max_amount AS "maxAmount", d.applies_to AS "appliesTo", d.minimum_amount AS "minimumAmount", d.model_ids AS "modelIds", d.operation_codes AS "operationCodes", d.stackable,
    d.valid_from AS "validFrom", d.valid_until AS "validUntil", d.valid_days AS "validDays", d.total_quantity AS "totalQuantity", d.per_customer_limit AS "perCustomerLimit",
    d.issued_count AS "issuedCount"`,
  from: 'crm.coupon_definition d',
  id: 'd.id',
  sorts: { code: { by: 'd.code', type: 'text' }, createdAt: { by: 'd.created_at', type: 'timestamptz' } },
  defaultSort: 'code',
  filters: { state: 'd.state = ANY(?::text[])', kind: 'd.kind = ?', storeId: 'd.store_id IS NULL OR d.store_id = ?::uuid' },
  scope: { store: 'd.store_id IS NULL OR d.store_id' },
};

/** Kinds of coupon: written by one, approved by another, because they lower prices for some and not for all (PR-10). */
@Injectable()
export class CouponDefinitionService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
  ) {}

  async write({ storeId: named, ...body }: CreateCouponDefinition): Promise<CouponDefinitionView> {
    const faults = faultsOf(body);
    if (faults.length) throw CouponDefinitionInvalid({ errors: faults });
    const storeId = named === undefined && context.scope.group ? null : (await this.office.storeForNew(named)).id;
    return this.db.transaction(async () => {
      const definition = Object.assign(new CouponDefinition(), {
        minimumAmount: 0,
        modelIds: [],
        operationCodes: [],
        stackable: true,
        validFrom: this.office.today(),
        perCustomerLimit: 1,
        ...body,
        storeId,
        id: newId(),
        issuedCount: 0,
        createdBy: context.principal.id,
      });
      couponDefinitionLifecycle.begin(definition);
      return viewOf(await this.db.save(definition, 'write'));
    });
  }

  approve(id: string): Promise<CouponDefinitionView> {
    return this.db.transaction(async () => {
      const definition = await this.#ours(id);
      if (definition.createdBy === context.principal.id) throw CouponDefinitionOwn();
      couponDefinitionLifecycle.move(definition, 'approve');
      return viewOf(await this.db.save(definition, 'approve'));
    });
  }
  /** No more are issued; those that are out keep their worth. */
  close(id: string): Promise<CouponDefinitionView> {
    return this.db.transaction(async () => {
      const definition = await this.#ours(id);
      couponDefinitionLifecycle.move(definition, 'close');
      return viewOf(await this.db.save(definition, 'close'));
    });
  }

  /** A store decides about its own, the group about the group's. */
  async #ours(id: string): Promise<CouponDefinition> {
    const definition = await this.db.lock(CouponDefinition, id);
    if (definition.storeId === null && !context.scope.group) throw CouponDefinitionOfGroup();
    return definition;
  }

  async one(id: string): Promise<CouponDefinitionView> {
    return viewOf(await this.db.find(CouponDefinition, id));
  }
  async list(query: ListCouponDefinitions): Promise<Page<CouponDefinitionView>> {
    const page = await this.lists.page<CouponDefinition>(DEFINITIONS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

/** What does not fit together, each with its place. */
function faultsOf(body: Omit<CreateCouponDefinition, 'storeId'>): FieldFault[] {
  const { kind, appliesTo, validFrom, validUntil, validDays, modelIds = [], operationCodes = [] } = body;
  const fault = (field: string, zh: string, en: string) => at(`/${field}`, CouponDefinitionInvalid, say(zh, en));
  const values = [
    ['amount', 'AMOUNT'],
    ['percent', 'PERCENT'],
    ['maxAmount', 'PERCENT'],
  ] as const;
  const faults = values
    .filter(([field, of]) => (body[field] !== undefined) !== (kind === of))
    .map(([field, of]) => fault(field, `仅 ${of} 填写此项,且必填`, `only ${of} has it, and needs it`));
  if (validUntil === undefined && validDays === undefined) faults.push(fault('validUntil', '请填写有效期', 'say how long it can be used'));
  if (validUntil !== undefined && validFrom !== undefined && validUntil < validFrom)
    faults.push(fault('validUntil', '早于开始日期', 'it lies before the first day'));
  if (modelIds.length && !appliesTo.includes('SALES_QUOTATION')) faults.push(fault('modelIds', '仅用于报价单', 'models are of quotations'));
  if (operationCodes.length && !appliesTo.includes('SERVICE_SETTLEMENT'))
    faults.push(fault('operationCodes', '仅用于维修结算', 'operations are of repair orders'));
  if (kind === 'ITEM' && appliesTo.includes('SERVICE_SETTLEMENT') && !operationCodes.length)
    faults.push(fault('operationCodes', '请指明免费的项目', 'name the operation that is free'));
  return faults;
}

const viewOf = (d: CouponDefinition): CouponDefinitionView => ({
  ...headOf(couponDefinitionLifecycle, { ...d, number: d.code }),
  code: d.code,
  nameZh: d.nameZh,
  nameEn: d.nameEn,
  kind: d.kind,
  amount: d.amount,
  percent: d.percent,
  maxAmount: d.maxAmount,
  appliesTo: d.appliesTo,
  minimumAmount: d.minimumAmount,
  modelIds: d.modelIds,
  operationCodes: d.operationCodes,
  stackable: d.stackable,
  validFrom: d.validFrom,
  validUntil: d.validUntil,
  validDays: d.validDays,
  totalQuantity: d.totalQuantity,
  perCustomerLimit: d.perCustomerLimit,
  issuedCount: d.issuedCount,
});
