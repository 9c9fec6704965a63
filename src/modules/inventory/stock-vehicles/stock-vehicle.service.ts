import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { checkVin } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown, type RefusalType } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import {
  ColourNotOfModel,
  VehicleAccepted,
  VehicleArrived,
  VehicleOrdered,
  VinCharacterIllegal,
  VinCheckDigitWrong,
  VinLengthWrong,
  VinYearCodeWrong,
} from '../inventory.contract.js';
import { ScannedVinDiffers } from '../inventory.rules.js';
import { asDefects, DefectBook } from '../vehicle-defects/defect-book.js';
import { ReservationService } from '../reservations/reservation.service.js';
import { VehicleModel } from '../vehicle-models/vehicle-model.entity.js';
import type {
  AcceptStockVehicle,
  ArriveStockVehicle,
  CreateStockVehicle,
  EditStockVehicle,
  HoldStockVehicle,
  ReceiveReturnStockVehicle,
  ReleaseHoldStockVehicle,
  ShipStockVehicle,
} from './stock-vehicle.dto.js';
import { GONE, OFF_SITE, ON_DISPLAY, StockVehicle, stockVehicleLifecycle, VIN_FREE } from './stock-vehicle.entity.js';
import { NotForDisplay, VehicleGone, VehicleNotOnSite } from './stock-vehicle.rules.js';
import { VehicleMoves } from './vehicle-moves.js';

const VIN_FAULTS: Record<string, RefusalType> = {
  vin_length: VinLengthWrong,
  vin_illegal_character: VinCharacterIllegal,
  vin_check_digit: VinCheckDigitWrong,
  vin_year_code: VinYearCodeWrong,
};

/** The life of a car in our hands, from the order at the maker (V-1…V-3). Who gets it is decided by reservations. */
@Injectable()
export class StockVehicleService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
    private readonly moves: VehicleMoves,
    private readonly reservations: ReservationService,
    private readonly defects: DefectBook,
  ) {}

  /** Orders a car from the maker; answers its id. */
  async order(body: CreateStockVehicle): Promise<string> {
    const vin = validVin(body.vin);
    const store = await this.identity.storeForNew(body.storeId);
    const number = await this.numbers.next('SV', store.code);
    return this.db.transaction(async () => {
      const model = await this.db.repo(VehicleModel).findOneBy({ id: body.modelId });
      if (!model) throw ReferenceUnknown({ errors: [at('/modelId', ReferenceUnknown)] });
      if (!model.colours.includes(body.colour)) throw ColourNotOfModel({ errors: [at('/colour', ColourNotOfModel)] });
      const { colour, purchaseCost, producedOn = null, certificateNumber = null, engineNumber = null } = body;
      const car = Object.assign(new StockVehicle(), {
        ...{
          id: newId(),
          number,
          storeId: store.id,
          vin,
          modelId: model.id,
          colour,
          purchaseCost,
          producedOn,
          certificateNumber,
          engineNumber,
        },
        ...{ condition: 'NEW', tradeInId: null, damages: [], documents: [], openRecall: false },
      });
      await this.moves.begin(car);
      this.outbox.publish(VehicleOrdered, car, { ...factsOf(car), purchaseCost });
      return car.id;
    });
  }

  change(id: string, body: EditStockVehicle, expected: number | '*'): Promise<void> {
    return this.db.transaction(async () => {
      const car = await this.db.lock(StockVehicle, id);
      car.expectVersion(expected);
      const { location, yard, onDisplay } = car;
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(car, { [name]: value as unknown });
      const relocated = car.location !== location || car.yard !== yard || car.onDisplay !== onDisplay;
      if (relocated && OFF_SITE.includes(car.state)) throw VehicleNotOnSite();
      if (GONE.includes(car.state)) throw VehicleGone();
      if (car.onDisplay && !ON_DISPLAY.includes(car.state)) throw NotForDisplay({ errors: [at('/onDisplay', NotForDisplay)] });
      await this.db.save(car, 'change');
      if (relocated) await this.moves.relocated(car);
    });
  }

  ship(id: string, body: ShipStockVehicle): Promise<void> {
    return this.#move(id, (car) => {
      car.expectedOn = body.expectedOn;
      return this.moves.move(car, 'ship');
    });
  }

  /** It is unloaded: what is on the odometer, and what the carrier has to answer for and its buyer must be told (V-3, D-9). */
  arrive(id: string, body: ArriveStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'arrive');
      if (body.scannedVin !== undefined && validVin(body.scannedVin, '/scannedVin') !== car.vin)
        throw ScannedVinDiffers({ errors: [at('/scannedVin', ScannedVinDiffers)] });
      car.readOdometer(body.odometerKm);
      car.arrivedOn = this.clock.today();
      car.damages = (body.damages ?? []).map(({ place, note }) => ({ place, note }));
      await this.defects.enter(car, 'ARRIVAL', null, asDefects('UNLOADING', car.damages));
      await this.moves.move(car, 'arrive');
      this.outbox.publish(VehicleArrived, car, { ...factsOf(car), odometerKm: body.odometerKm });
    });
  }

  /** It came off the carrier and was let in by itself before its notice: what was seen then and what is told now, together (V-3). */
  async noteUnloading(id: string, seen: { place: string; note: string }[]): Promise<{ place: string; note: string }[]> {
    const car = await this.db.lock(StockVehicle, id);
    const before = car.damages.filter((d) => d.reportedOn === undefined).map(({ place, note }) => ({ place, note }));
    const news = seen.filter((d) => !before.some((b) => b.place === d.place && b.note === d.note));
    if (news.length && !GONE.includes(car.state)) {
      car.damages = [...car.damages, ...news];
      await this.defects.enter(car, 'ARRIVAL', null, asDefects('UNLOADING', news));
      await this.db.save(car, 'note-unloading');
    }
    return [...before, ...news];
  }

  /** The arrival inspection, which the law makes mandatory (三包 12): into stock, or on hold when it fails. */
  accept(id: string, { location, inspection }: AcceptStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'accept');
      car.location = location;
      car.documents = [...inspection.documents];
      if (!inspection.passed) {
        Object.assign(car, { heldFrom: 'ARRIVED', holdKind: 'QUALITY' });
        car.holdReason = inspection.note ?? '到货检查不合格';
        await this.defects.enter(car, 'ARRIVAL', null, [{ itemCode: 'ARRIVAL', description: car.holdReason }]);
        return this.moves.move(car, 'accept', { to: 'HOLD', reason: car.holdReason });
      }
      car.stockInDate ??= this.clock.today();
      car.storeSince ??= this.clock.today();
      await this.moves.move(car, 'accept', { to: 'IN_STOCK', reason: inspection.note });
      this.outbox.publish(VehicleAccepted, car, { ...factsOf(car), stockInDate: car.stockInDate });
      await this.reservations.offer(car);
    });
  }

  /** Takes a car out of circulation: quality, damage, a question. */
  hold(id: string, { kind, reason }: HoldStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'hold');
      Object.assign(car, { heldFrom: car.state, holdKind: kind ?? null, holdReason: reason });
      // The days with its owner were none of our stock's.
      if (car.state === 'RETURNED') Object.assign(car, { stockInDate: null, storeSince: null });
      await this.moves.move(car, 'hold', { reason });
    });
  }

  /** Back to where it was: a car that failed its arrival inspection must be inspected again. */
  releaseHold(id: string, { reason }: ReleaseHoldStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'release-hold');
      const back = car.heldFrom ?? 'ARRIVED';
      car.heldFrom = null;
      car.holdReason = null;
      await this.moves.move(car, 'release-hold', { to: back, reason });
      await this.reservations.offer(car);
    });
  }

  /** Its owner gave it back: it is ours again, and a later buyer is told why where the law says so (三包 33). */
  async takeBack(facts: {
    stockVehicleId: string;
    salesOrderId: string;
    odometerKm: number;
    returnedOn: string;
    disclosure: boolean;
  }): Promise<void> {
    const [car] = await this.db.lockAll(StockVehicle, { id: facts.stockVehicleId });
    if (!car) return;
    car.odometerKm = Math.max(car.odometerKm ?? 0, facts.odometerKm);
    car.returnedOn = facts.returnedOn;
    if (facts.disclosure) await this.defects.becomeUsed(car, 'THREE_GUARANTEES_RETURN');
    await this.moves.move(car, 'take-back', { salesOrderId: facts.salesOrderId });
  }

  /** It begins anew at our door: driven, so it is sold as used, and what its buyer must be told stays with it (三包 33). */
  receiveReturn(id: string, { odometerKm, location }: ReceiveReturnStockVehicle): Promise<void> {
    return this.#move(id, async (car) => {
      stockVehicleLifecycle.check(car, 'receive-return');
      car.readOdometer(odometerKm);
      await this.defects.becomeUsed(car, 'RETURNED');
      // The days with its owner are none of our stock's, and its inspections are of the car that it was.
      Object.assign(car, {
        location,
        arrivedOn: this.clock.today(),
        stockInDate: null,
        storeSince: null,
        deliveredOn: null,
        pdiPassedAt: null,
      });
      await this.moves.move(car, 'receive-return');
    });
  }

  /** After-sales received a car that is still ours. */
  noteRepair(vin: string, repairOrderId: string): Promise<void> {
    return this.#note({ vin }, 'note-open-repair-order', repairOrderId);
  }
  noteRepairEnd(vin: string, repairOrderId: string): Promise<void> {
    return this.#note({ vin, openRepairOrderId: repairOrderId }, 'note-repair-order-end', null);
  }
  async #note(which: { vin: string; openRepairOrderId?: string }, action: string, openRepairOrderId: string | null): Promise<void> {
    const cars = await this.db.lockAll(StockVehicle, which);
    // One that we sold may be ours again: the record that is live is meant.
    const ours = (c: StockVehicle) => !VIN_FREE.includes(c.state);
    const car = cars.find(ours) ?? cars[0];
    if (!car || (!ours(car) && openRepairOrderId !== null)) return;
    car.openRepairOrderId = openRepairOrderId;
    await this.db.save(car, action);
  }

  #move(id: string, work: (car: StockVehicle) => Promise<void>): Promise<void> {
    return this.db.transaction(async () => work(await this.db.lock(StockVehicle, id)));
  }
}

/** New domestic cars have the check digit: STRICT (ID-1). */
function validVin(value: string, pointer = '/vin'): string {
  const { normalised, reasons } = checkVin(value);
  if (normalised !== null) return normalised;
  const faults = reasons.map((reason) => VIN_FAULTS[reason] ?? VinLengthWrong);
  const [first = VinLengthWrong] = faults;
  throw first({ errors: faults.map((fault) => at(pointer, fault)) });
}

const factsOf = ({ id, vin, modelId, colour, storeId }: StockVehicle) => ({ stockVehicleId: id, vin, modelId, colour, storeId });
