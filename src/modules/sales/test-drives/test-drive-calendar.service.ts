import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { Database } from '../../../kernel/database/database.js';
import { at, say } from '../../../kernel/problems.js';
import { addDays, Clock, daysBetween, instantOf, plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { DemoCarFacts } from '../../inventory/inventory.contract.js';
import { freeTimes, type Period } from './free-times.js';
import type {
  AskDemoFleetUtilisation,
  AskTestDriveSlots,
  CalendarDayView,
  DemoFleetUsageView,
  DemoFleetUtilisationView,
  TakenTimeView,
  TestDriveSlotsView,
} from './test-drive-calendar.dto.js';
import { CalendarPeriodInvalid, TestDriveShortest, TestDriveTurnaround } from './test-drive.rules.js';

const DAYS = 7;
const LONGEST_PERIOD_DAYS = 366;

interface Taken extends TakenTimeView {
  stockVehicleId: string;
  ownerEmployeeId: string;
}
/** One statement; a car that is still out is taken until it is back. */
const TAKEN = `
SELECT d.id AS "testDriveId", d.state, d.stock_vehicle_id AS "stockVehicleId", d.owner_employee_id AS "ownerEmployeeId", d.taken_from AS "from",
  CASE WHEN d.state = 'OUT' THEN greatest(d.taken_until, $4::timestamptz) ELSE d.taken_until END AS "until"
FROM sales.test_drive d
WHERE d.store_id = $1 AND d.state IN ('BOOKED', 'OUT') AND d.taken_from < $3 AND (d.taken_until > $2 OR d.state = 'OUT')
ORDER BY d.taken_from, d.id`;

interface Usage {
  stockVehicleId: string;
  bookedMinutes: number;
  drivenMinutes: number;
  drives: number;
  noShows: number;
  kilometres: number;
}
const minutes = (start: string, end: string) =>
  `coalesce(sum(greatest(0, extract(epoch FROM least(${end}, $3::timestamptz) - greatest(${start}, $2::timestamptz)))), 0)::float8 / 60`;
const USAGE = `
SELECT d.stock_vehicle_id AS "stockVehicleId", ${minutes('d.starts_at', 'd.ends_at')} AS "bookedMinutes",
  ${minutes('d.started_at', `coalesce(d.completed_at, $4::timestamptz)`)} AS "drivenMinutes",
  count(*) FILTER (WHERE d.state = 'COMPLETED')::int AS drives, count(*) FILTER (WHERE d.state = 'NO_SHOW')::int AS "noShows",
  coalesce(sum(d.odometer_in_km - d.odometer_out_km), 0)::int AS kilometres
FROM sales.test_drive d
WHERE d.store_id = $1 AND d.state <> 'CANCELLED'
  AND (d.starts_at < $3 AND d.ends_at > $2 OR d.started_at < $3 AND coalesce(d.completed_at, $4::timestamptz) > $2)
GROUP BY d.stock_vehicle_id`;

/** The calendar of demo cars and consultants, and what became of it. */
@Injectable()
export class TestDriveCalendar {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly inventory: InventoryApi,
  ) {}

  async slots(query: AskTestDriveSlots): Promise<TestDriveSlotsView> {
    const { id: storeId } = await this.identity.storeForNew(query.storeId);
    const now = this.clock.now();
    const from = query.date ?? this.clock.today();
    const days = query.days ?? DAYS;
    const to = addDays(from, days - 1);
    const fleet = (await this.inventory.demoFleet(storeId)).filter(
      (c) => !query.stockVehicleId || c.stockVehicleId === query.stockVehicleId,
    );
    const consultants = (await this.identity.employeesByRole(storeId, 'sales_consultant')).filter(
      (e) => !query.ownerEmployeeId || e.employeeId === query.ownerEmployeeId,
    );
    const taken = await this.db.sql<Taken>(TAKEN, [storeId, instantOf(from), instantOf(addDays(to, 1)), now]);
    const rules = {
      after: now,
      turnaround: await this.#milliseconds(TestDriveTurnaround, storeId),
      shortest: await this.#milliseconds(TestDriveShortest, storeId),
    };
    const open: [date: string, periods: Period[]][] = [];
    for (let n = 0; n < days; n++) {
      const date = addDays(from, n);
      const periods = await this.identity.openPeriods(storeId, date);
      open.push([date, periods.map(([opens, closes]) => ({ from: instantOf(date, opens), until: instantOf(date, closes) }))]);
    }
    const calendarOf = (mine: Taken[], notReady: (date: string) => string | null): CalendarDayView[] =>
      open.map(([date, periods]) => {
        const reason = notReady(date);
        return {
          date,
          free: reason === null ? freeTimes(periods, mine, rules) : [],
          taken: mine.filter((t) => t.from < instantOf(addDays(date, 1)) && t.until > instantOf(date)).map(takenView),
          notReady: reason,
        };
      });
    return {
      storeId,
      from,
      to,
      cars: fleet.map((car) => ({
        stockVehicleId: car.stockVehicleId,
        vin: car.vin,
        modelId: car.modelId,
        modelName: car.modelName,
        days: calendarOf(
          taken.filter((t) => t.stockVehicleId === car.stockVehicleId),
          (date) => this.inventory.demoFaults(car, date).join(say(';', '; ')) || null,
        ),
      })),
      consultants: consultants.map(({ employeeId, name }) => ({
        employeeId,
        name,
        days: calendarOf(
          taken.filter((t) => t.ownerEmployeeId === employeeId),
          () => null,
        ),
      })),
    };
  }

  async utilisation({ from, to, storeId: asked }: AskDemoFleetUtilisation): Promise<DemoFleetUtilisationView> {
    if (from > to || daysBetween(from, to) >= LONGEST_PERIOD_DAYS)
      throw CalendarPeriodInvalid({ errors: [at('/to', CalendarPeriodInvalid)] });
    const { id: storeId } = await this.identity.storeForNew(asked);
    const [begins, ends] = [instantOf(from), instantOf(addDays(to, 1))];
    const fleet = await this.inventory.demoFleet(storeId);
    const usage = new Map(
      (await this.db.sql<Usage>(USAGE, [storeId, begins, ends, this.clock.now()])).map((row) => [row.stockVehicleId, row]),
    );
    const figures = [];
    for (const car of fleet) {
      const open = await this.identity.businessMinutesBetween(storeId, latest(begins, car), ends);
      figures.push({ car, availableMinutes: open, ...(usage.get(car.stockVehicleId) ?? unused(car)) });
    }
    return {
      storeId,
      from,
      to,
      cars: figures.map((figure) => ({
        stockVehicleId: figure.car.stockVehicleId,
        vin: figure.car.vin,
        modelName: figure.car.modelName,
        demoSince: figure.car.demoSince,
        ...usageView([figure]),
      })),
      fleet: usageView(figures),
    };
  }

  async #milliseconds(setting: typeof TestDriveTurnaround, storeId: string): Promise<number> {
    const now = this.clock.now();
    return plus(now, await this.identity.setting(setting, storeId)).getTime() - now.getTime();
  }
}

const takenView = ({ from, until, testDriveId, state }: Taken): TakenTimeView => ({ from, until, testDriveId, state });
/** A car is available from the day on which it became a demo car. */
const latest = (begins: Date, { demoSince }: DemoCarFacts): Date => {
  const since = instantOf(demoSince);
  return since > begins ? since : begins;
};
const unused = ({ stockVehicleId }: DemoCarFacts): Usage => ({
  stockVehicleId,
  bookedMinutes: 0,
  drivenMinutes: 0,
  drives: 0,
  noShows: 0,
  kilometres: 0,
});

function usageView(figures: (Usage & { availableMinutes: number })[]): DemoFleetUsageView {
  const total = (of: keyof Omit<Usage, 'stockVehicleId'> | 'availableMinutes') =>
    figures.reduce((sum, figure) => sum.plus(figure[of]), new Decimal(0));
  const hours = (of: Parameters<typeof total>[0]) => total(of).div(60).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
  const available = total('availableMinutes');
  const percent = (of: Parameters<typeof total>[0]) =>
    available.isZero() ? null : total(of).mul(100).div(available).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
  return {
    availableHours: hours('availableMinutes'),
    bookedHours: hours('bookedMinutes'),
    drivenHours: hours('drivenMinutes'),
    bookedPercent: percent('bookedMinutes'),
    drivenPercent: percent('drivenMinutes'),
    drives: total('drives').toNumber(),
    noShows: total('noShows').toNumber(),
    kilometres: total('kilometres').toNumber(),
  };
}
