import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { at } from '../../../kernel/problems.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { CarrierClaimEnded } from '../inventory.contract.js';
import type { VehicleDamage } from '../stock-vehicles/stock-vehicle.entity.js';
import type { CarrierClaimView, ListCarrierClaims, SettleCarrierClaim, SubmitCarrierClaim } from './carrier-claim.dto.js';
import { CarrierClaim, carrierClaimLifecycle } from './carrier-claim.entity.js';
import { ClaimSettledAboveAmount, ClaimWindow, ClaimWindowOver } from './carrier-claim.rules.js';

const CLAIMS: ListDefinition = {
  select: `c.id, c.number, c.state, c.store_id AS "storeId", c.shipment_notice_id AS "shipmentNoticeId", c.stock_vehicle_id AS "stockVehicleId", c.vin, c.kind, c.carrier, c.damages,
    c.claim_by AS "claimBy", c.currency, c.amount, c.submitted_by AS "submittedBy", c.submitted_at AS "submittedAt", c.settled_amount AS "settledAmount", c.ended_by AS "endedBy",
    c.ended_at AS "endedAt", c.note, c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt"`,
  from: 'inventory.carrier_claim c',
  id: 'c.id',
  sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'c.state = ANY(?::text[])',
    kind: 'c.kind = ?',
    storeId: 'c.store_id = ?::uuid',
    shipmentNoticeId: 'c.shipment_notice_id = ?::uuid',
    stockVehicleId: 'c.stock_vehicle_id = ?::uuid',
  },
  scope: { store: 'c.store_id' },
};
/** The notice under which a car came, or did not. */
interface Consignment {
  id: string;
  storeId: string;
  carrier: string;
}

/** Claims against carriers, from the arrival to what is paid (V-3). */
@Injectable()
export class CarrierClaimService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
  ) {}

  async open(
    { id: shipmentNoticeId, storeId, carrier }: Consignment,
    about: { stockVehicleId: string; vin: string; kind: 'DAMAGE' | 'MISSING'; damages: VehicleDamage[] },
  ): Promise<string> {
    const { code } = await this.identity.store(storeId);
    const claimBy = plus(this.clock.now(), await this.identity.setting(ClaimWindow, storeId));
    const claim = Object.assign(new CarrierClaim(), {
      ...{ id: newId(), number: await this.numbers.next('CC', code), storeId, shipmentNoticeId, carrier, ...about },
      ...{ claimBy, currency: CURRENCY },
    });
    carrierClaimLifecycle.begin(claim);
    await this.db.save(claim, 'open');
    return claim.id;
  }

  submit(id: string, { amount, note }: SubmitCarrierClaim): Promise<CarrierClaimView> {
    return this.#move(id, 'submit', (claim) => {
      const now = this.clock.now();
      if (now > claim.claimBy) throw ClaimWindowOver();
      Object.assign(claim, { amount, note: note ?? null, submittedBy: context.principal.id, submittedAt: now });
    });
  }
  settle(id: string, { settledAmount, note }: SettleCarrierClaim): Promise<CarrierClaimView> {
    return this.#move(id, 'settle', (claim) => {
      if (settledAmount > (claim.amount ?? 0)) throw ClaimSettledAboveAmount({ errors: [at('/settledAmount', ClaimSettledAboveAmount)] });
      this.#end(Object.assign(claim, { settledAmount }), note ?? claim.note);
    });
  }
  reject(id: string, reason: string): Promise<CarrierClaimView> {
    return this.#move(id, 'reject', (claim) => this.#end(claim, reason));
  }
  waive(id: string, reason: string): Promise<CarrierClaimView> {
    return this.#move(id, 'waive', (claim) => this.#end(claim, reason));
  }

  async one(id: string): Promise<CarrierClaimView> {
    return viewOf(await this.db.find(CarrierClaim, id));
  }
  async list(query: ListCarrierClaims): Promise<Page<CarrierClaimView>> {
    const page = await this.lists.page<CarrierClaim>(CLAIMS, query);
    return { ...page, items: page.items.map(viewOf) };
  }

  #end(claim: CarrierClaim, note: string | null): void {
    Object.assign(claim, { note, endedBy: context.principal.id, endedAt: this.clock.now() });
  }
  #move(id: string, move: 'submit' | 'settle' | 'reject' | 'waive', work: (claim: CarrierClaim) => void): Promise<CarrierClaimView> {
    return this.db.transaction(async () => {
      const claim = await this.db.lock(CarrierClaim, id);
      carrierClaimLifecycle.check(claim, move);
      work(claim);
      carrierClaimLifecycle.move(claim, move);
      await this.db.save(claim, move);
      const { storeId, stockVehicleId, vin, state, amount, settledAmount } = claim;
      if (move !== 'submit')
        this.outbox.publish(CarrierClaimEnded, claim, { carrierClaimId: id, storeId, stockVehicleId, vin, state, amount, settledAmount });
      return viewOf(claim);
    });
  }
}

const viewOf = (c: CarrierClaim): CarrierClaimView => ({
  ...headOf(carrierClaimLifecycle, c),
  ...{ shipmentNoticeId: c.shipmentNoticeId, stockVehicleId: c.stockVehicleId, vin: c.vin, kind: c.kind, carrier: c.carrier },
  ...{ damages: c.damages, claimBy: c.claimBy, currency: c.currency, amount: c.amount, submittedBy: c.submittedBy },
  ...{ submittedAt: c.submittedAt, settledAmount: c.settledAmount, endedBy: c.endedBy, endedAt: c.endedAt, note: c.note },
});
