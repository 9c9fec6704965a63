import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at, say } from '../../../kernel/problems.js';
import { addDays, Clock, dateOf, daysBetween, plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { StoreFacts } from '../../identity/identity.contract.js';
import { NoShowAfter, PlanningFactor, ServiceDateUnavailable, SlotNotAvailable, WalkInReservePercent } from '../aftersales.contract.js';
import type { LabourOperation } from '../labour-operations/labour-operation.entity.js';
import { LabourOperationService } from '../labour-operations/labour-operation.service.js';
import { type Demand, freeSlots, type FreeSlot, type Planned, type Workshop } from './capacity.js';
import type { ListServiceSlots, ServiceSlotsView, ServiceSlotView } from './service-appointment.dto.js';

const DAYS_AHEAD = 366;
const OTHER_SLOTS = 3;
const SEARCH_DAYS = 14;

/** A place in the workshop that was just found free; the caller's transaction holds the day. */
export interface ClaimedSlot {
  store: StoreFacts;
  serviceDate: string;
  startsAt: Date;
  endsAt: Date;
  bayId: string;
  hours: Demand['hours'];
  noShowAt: Date;
}

/** What is free in the workshop. */
@Injectable()
export class ServiceSlotService {
  constructor(
    private readonly db: Database,
    private readonly identity: IdentityApi,
    private readonly operations: LabourOperationService,
    private readonly clock: Clock,
  ) {}

  async slots(query: ListServiceSlots): Promise<ServiceSlotsView> {
    const store = await this.identity.storeForNew(query.storeId);
    this.#checkDate(query.date, '/date');
    const demand = demandOf(await this.operations.byCodes([query.operationCode], () => '/operationCode'));
    const free = await this.#freeOn(store.id, query.date, demand, await this.#workshop(store.id, demand, query.date, query.date));
    return { items: free.map((slot) => viewOf(slot, demand)) };
  }

  /** Takes the slot that starts then, or refuses with 409 `slot_not_available` and the next three. Two who ask for a day wait for each other. */
  async claim(storeId: string | undefined, operationCodes: readonly string[], startsAt: Date): Promise<ClaimedSlot> {
    const store = await this.identity.storeForNew(storeId);
    const serviceDate = dateOf(startsAt);
    this.#checkDate(serviceDate, '/startsAt');
    const demand = demandOf(await this.operations.byCodes(operationCodes, (n) => `/operationCodes/${n}`));
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('aftersales.slots ' || $1::text || ' ' || $2::text, 0))`, [
      store.id,
      serviceDate,
    ]);
    const free = await this.#freeOn(store.id, serviceDate, demand, await this.#workshop(store.id, demand, serviceDate, serviceDate));
    const slot = free.find((s) => s.startsAt.getTime() === startsAt.getTime());
    const bayId = slot?.freeBayIds[0];
    if (!slot || bayId === undefined)
      throw SlotNotAvailable({
        errors: [at('/startsAt', SlotNotAvailable)],
        extra: { nextSlots: await this.#next(store.id, demand, startsAt) },
      });
    const noShowAt = plus(slot.startsAt, await this.identity.setting(NoShowAfter, store.id));
    return { store, serviceDate, startsAt: slot.startsAt, endsAt: slot.endsAt, bayId, hours: demand.hours, noShowAt };
  }

  async #next(storeId: string, demand: Demand, after: Date): Promise<ServiceSlotView[]> {
    const first = dateOf(after);
    const workshop = await this.#workshop(storeId, demand, first, addDays(first, SEARCH_DAYS));
    const found: FreeSlot[] = [];
    for (let ahead = 0; ahead <= SEARCH_DAYS && found.length < OTHER_SLOTS; ahead++) {
      const free = await this.#freeOn(storeId, addDays(first, ahead), demand, workshop);
      found.push(...free.filter((s) => s.startsAt > after));
    }
    return found.slice(0, OTHER_SLOTS).map((slot) => viewOf(slot, demand));
  }

  async #freeOn(storeId: string, date: string, demand: Demand, workshop: Workshop): Promise<FreeSlot[]> {
    const planned = workshop.planned.filter((p) => dateOf(p.startsAt) === date);
    return freeSlots(date, await this.identity.openPeriods(storeId, date), demand, { ...workshop, planned }, this.clock.now());
  }

  async #workshop(storeId: string, demand: Demand, from: string, to: string): Promise<Workshop> {
    const technicians = await this.db.sql<Workshop['technicians'][number]>(
      'SELECT skills, shifts FROM aftersales.technician WHERE store_id = $1',
      [storeId],
    );
    const bays = await this.db.sql<{ id: string }>('SELECT id FROM aftersales.bay WHERE store_id = $1 AND bay_type = $2 ORDER BY code', [
      storeId,
      demand.bayType,
    ]);
    const planned = await this.db.sql<Planned>(
      `SELECT bay_id AS "bayId", starts_at AS "startsAt", ends_at AS "endsAt", hours FROM aftersales.service_appointment
       WHERE store_id = $1 AND service_date BETWEEN $2 AND $3 AND state IN ('BOOKED', 'ARRIVED', 'CONVERTED')`,
      [storeId, from, to],
    );
    return {
      technicians,
      bayIds: bays.map(({ id }) => id),
      planned,
      planningFactor: await this.identity.setting(PlanningFactor, storeId),
      walkInReservePercent: await this.identity.setting(WalkInReservePercent, storeId),
    };
  }

  #checkDate(date: string, pointer: string): void {
    const ahead = daysBetween(this.clock.today(), date);
    if (ahead < 0 || ahead > DAYS_AHEAD)
      throw ServiceDateUnavailable({
        detail: say(`不能预约 ${date}`, `${date} cannot be booked`),
        errors: [at(pointer, ServiceDateUnavailable)],
      });
  }
}

/** The visit is planned in a bay for its longest operation; work of another kind gets its bay at dispatch. */
function demandOf(operations: LabourOperation[]): Demand {
  const hours: Demand['hours'] = {};
  for (const { skill, standardHours } of operations) hours[skill] = (hours[skill] ?? 0) + standardHours;
  const longest = operations.reduce((a, b) => (b.standardHours > a.standardHours ? b : a));
  return { hours, bayType: longest.bayType };
}

const viewOf = ({ startsAt, endsAt, freeBayIds }: FreeSlot, demand: Demand): ServiceSlotView => ({
  startsAt,
  endsAt,
  bayType: demand.bayType,
  freeBays: freeBayIds.length,
});
