import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { maskPlate } from '../plate-mask.js';
import type { ListTradeIns, TradeInView } from './trade-in.dto.js';
import { TradeIn, tradeInLifecycle } from './trade-in.entity.js';

const TRADE_INS: ListDefinition = {
  select: `t.id, t.number, t.state, t.store_id AS "storeId", t.owner_employee_id AS "ownerEmployeeId", t.opportunity_id AS "opportunityId", t.customer_id AS "customerId", t.vin,
    t.vin_warnings AS "vinWarnings", t.plate_number_sealed AS "plateNumberSealed", t.brand, t.series, t.model_year AS "modelYear", t.model_id AS "modelId", t.powertrain, t.colour,
    t.seats, t.first_registered_on AS "firstRegisteredOn", t.odometer_km AS "odometerKm", t.items, t.valuation, t.reconditioning_cost AS "reconditioningCost",
    t.appraised_by AS "appraisedBy", t.appraised_at AS "appraisedAt", t.valid_until AS "validUntil", t.lien_holder AS "lienHolder", t.payoff_amount AS "payoffAmount",
    t.lien_released_on AS "lienReleasedOn", t.lien_release_reference AS "lienReleaseReference", t.negative_equity_limit AS "negativeEquityLimit", t.allowance, t.offer_valid_until AS "offerValidUntil", t.quotation_id AS "quotationId",
    t.sales_order_id AS "salesOrderId", t.accepted_at AS "acceptedAt", t.papers, t.signed_by_sealed AS "signedBySealed", t.taken_in_on AS "takenInOn",
    t.transfer_due_on AS "transferDueOn", t.transferred_on AS "transferredOn", t.end_reason AS "endReason", t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'sales.trade_in t',
  id: 't.id',
  sorts: { createdAt: { by: 't.created_at', type: 'timestamptz' }, validUntil: { by: 't.valid_until', type: 'date' } },
  defaultSort: '-createdAt',
  filters: {
    state: 't.state = ANY(?::text[])',
    storeId: 't.store_id = ?::uuid',
    opportunityId: 't.opportunity_id = ?::uuid',
    customerId: 't.customer_id = ?::uuid',
    salesOrderId: 't.sales_order_id = ?::uuid',
    ownerEmployeeId: 't.owner_employee_id = ?::uuid',
    vin: 't.vin = upper(?)',
  },
  scope: { store: 't.store_id', owner: 't.owner_employee_id' },
};

@Injectable()
export class TradeInReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async one(id: string): Promise<TradeInView> {
    return this.view(await this.db.find(TradeIn, id));
  }
  async list(query: ListTradeIns): Promise<Page<TradeInView>> {
    const page = await this.lists.page<TradeIn>(TRADE_INS, query);
    await this.personal.prefetch(page.items.map((t) => t.customerId));
    return { ...page, items: await Promise.all(page.items.map((t) => this.view(Object.assign(new TradeIn(), t)))) };
  }

  async view(t: TradeIn): Promise<TradeInView> {
    return {
      ...headOf(tradeInLifecycle, t),
      ownerEmployeeId: t.ownerEmployeeId,
      opportunityId: t.opportunityId,
      customerId: t.customerId,
      vin: t.vin,
      vinWarnings: t.vinWarnings,
      plateNumber: maskPlate(await this.personal.open(t.customerId, t.plateNumberSealed)),
      brand: t.brand,
      series: t.series,
      modelYear: t.modelYear,
      modelId: t.modelId,
      powertrain: t.powertrain,
      colour: t.colour,
      seats: t.seats,
      firstRegisteredOn: t.firstRegisteredOn,
      odometerKm: t.odometerKm,
      items: t.items,
      valuation: t.valuation,
      reconditioningCost: t.reconditioningCost,
      appraisedBy: t.appraisedBy,
      appraisedAt: t.appraisedAt,
      validUntil: t.validUntil,
      lien:
        t.lienHolder === null
          ? null
          : { holder: t.lienHolder, payoffAmount: t.payoffAmount, releasedOn: t.lienReleasedOn, releaseReference: t.lienReleaseReference },
      negativeEquityLimit: t.negativeEquityLimit,
      allowance: t.allowance,
      offerValidUntil: t.offerValidUntil,
      equity: t.equity,
      quotationId: t.quotationId,
      salesOrderId: t.salesOrderId,
      acceptedAt: t.acceptedAt,
      papers: t.papers,
      signedBy: maskName(await this.personal.open(t.customerId, t.signedBySealed)),
      takenInOn: t.takenInOn,
      transferDueOn: t.transferDueOn,
      transferredOn: t.transferredOn,
      endReason: t.endReason,
    };
  }
}
