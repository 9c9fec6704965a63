import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { VehicleDisposed, VehicleUnderRecall } from '../inventory.contract.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import { RecallMarks } from '../vehicle-recalls/recall-marks.js';
import type { ApproveVehicleDisposal, CreateVehicleDisposal, RejectVehicleDisposal, VehicleDisposalView } from './vehicle-disposal.dto.js';
import { type DisposalKind, VehicleDisposal, vehicleDisposalLifecycle } from './vehicle-disposal.entity.js';
import { viewOf } from './vehicle-disposal.queries.js';
import { DisposalApproverIsRequester, WholesaleAmountMissing } from './vehicle-disposal.rules.js';

const MOVE_OF = { WHOLESALE: 'wholesale', SCRAP: 'scrap' } as const satisfies Record<DisposalKind, string>;

/** How a car leaves the group without a customer: asked for by one, agreed to by another. The car is locked first, always. */
@Injectable()
export class VehicleDisposalService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
    private readonly moves: VehicleMoves,
    private readonly recalls: RecallMarks,
  ) {}

  request(body: CreateVehicleDisposal): Promise<VehicleDisposalView> {
    return this.db.transaction(async () => {
      const car = await this.db.lock(StockVehicle, body.stockVehicleId);
      const { kind, takenBy, amount, reason } = body;
      stockVehicleLifecycle.check(car, MOVE_OF[kind]);
      await this.#refuseRecalled(car, kind);
      if (kind === 'WHOLESALE' && amount === 0) throw WholesaleAmountMissing({ errors: [at('/amount', WholesaleAmountMissing)] });
      const { code } = await this.identity.store(car.storeId);
      const disposal = Object.assign(new VehicleDisposal(), {
        ...{ id: newId(), number: await this.numbers.next('DP', code), storeId: car.storeId, stockVehicleId: car.id, vin: car.vin },
        ...{ kind, takenBy, amount, reason, requestedBy: context.principal.id },
      });
      vehicleDisposalLifecycle.begin(disposal);
      return viewOf(await this.db.save(disposal, 'request'));
    });
  }

  /** It leaves the group now, unless it has been sold or moved on in the meantime. */
  approve(id: string, { note }: ApproveVehicleDisposal): Promise<VehicleDisposalView> {
    return this.#decide(id, 'approve', note ?? null, async (disposal, car) => {
      if (disposal.requestedBy === context.principal.id) throw DisposalApproverIsRequester();
      vehicleDisposalLifecycle.check(disposal, 'approve');
      const move = MOVE_OF[disposal.kind];
      stockVehicleLifecycle.check(car, move);
      await this.#refuseRecalled(car, disposal.kind);
      Object.assign(car, { heldFrom: null, holdReason: null, damagedFrom: null, deliveredOn: this.clock.today() });
      await this.moves.move(car, move, { reason: disposal.reason });
      const { id: stockVehicleId, vin, modelId, colour, storeId, purchaseCost } = car;
      const { id: disposalId, number, kind, takenBy, amount, requestedBy } = disposal;
      this.outbox.publish(VehicleDisposed, car, {
        ...{ stockVehicleId, vin, modelId, colour, storeId, disposalId, number, kind, takenBy, amount, purchaseCost, requestedBy },
        approvedBy: context.principal.id,
      });
    });
  }
  reject(id: string, { reason }: RejectVehicleDisposal): Promise<VehicleDisposalView> {
    return this.#decide(id, 'reject', reason);
  }
  cancel(id: string): Promise<VehicleDisposalView> {
    return this.#decide(id, 'cancel', null);
  }

  /** W-8: a recalled car is sold to nobody, the trade included; scrapped it may be. The mark is read anew. */
  async #refuseRecalled(car: StockVehicle, kind: DisposalKind): Promise<void> {
    if (kind === 'WHOLESALE' && (await this.recalls.isRecalled(car.vin))) throw VehicleUnderRecall();
  }

  #decide(
    id: string,
    move: 'approve' | 'reject' | 'cancel',
    decisionNote: string | null,
    first?: (disposal: VehicleDisposal, car: StockVehicle) => Promise<void>,
  ): Promise<VehicleDisposalView> {
    return this.db.transaction(async () => {
      const { stockVehicleId } = await this.db.find(VehicleDisposal, id);
      const car = await this.db.lock(StockVehicle, stockVehicleId);
      const disposal = await this.db.lock(VehicleDisposal, id);
      await first?.(disposal, car);
      vehicleDisposalLifecycle.move(disposal, move);
      Object.assign(disposal, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote });
      return viewOf(await this.db.save(disposal, move));
    });
  }
}
