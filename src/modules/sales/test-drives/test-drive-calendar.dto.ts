import { DateOnly, Id, Optional, QueryWhole } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export class AskTestDriveSlots extends ReadQuery {
  /** Needed by who works for several stores. */
  @Optional()
  @Id()
  storeId?: string;
  /** First store day; today if left out. */
  @Optional()
  @DateOnly('2026-11-24')
  date?: string;
  /** How many days, 1 to 14; 7 if left out. */
  @QueryWhole(1, 14, 7)
  days?: number;
  /** Only this demo car. */
  @Optional()
  @Id()
  stockVehicleId?: string;
  /** Only this consultant. */
  @Optional()
  @Id()
  ownerEmployeeId?: string;
}
export class AskDemoFleetUtilisation extends ReadQuery {
  /** First day of the period, the store's date. */
  @DateOnly('2026-11-01') from: string;
  /** Last day of the period, inclusive. */
  @DateOnly('2026-11-30') to: string;
  /** Needed by who works for several stores. */
  @Optional()
  @Id()
  storeId?: string;
}

export class FreeTimeView {
  /** @example '2026-11-24T01:00:00.000Z' */
  from: Date;
  /** A drive that ends by then fits, its turnaround included. @example '2026-11-24T04:00:00.000Z' */
  until: Date;
}
export class TakenTimeView {
  /** @example '2026-11-24T02:00:00.000Z' */
  from: Date;
  /** With the turnaround †. @example '2026-11-24T02:45:00.000Z' */
  until: Date;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  testDriveId: string;
  /** BOOKED or OUT. @example 'BOOKED' */
  state: string;
}
export class CalendarDayView {
  /** @example '2026-11-24' */
  date: string;
  /** Inside opening hours, from now on. */
  free: FreeTimeView[];
  taken: TakenTimeView[];
  /** Why a car cannot be driven that day; null when it can (T-3). @example null */
  notReady: string | null;
}
export class DemoCarCalendarView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  days: CalendarDayView[];
}
export class ConsultantCalendarView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string;
  /** @example '李顾问' */
  name: string;
  days: CalendarDayView[];
}
/** Free and taken times of the demo cars and consultants of a store (T-2): a drive needs a time that is free for both. */
export class TestDriveSlotsView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '2026-11-24' */
  from: string;
  /** @example '2026-11-30' */
  to: string;
  cars: DemoCarCalendarView[];
  consultants: ConsultantCalendarView[];
}

class UsageView {
  /** Opening hours of the store in the period while it was a demo car. @example 180.5 */
  availableHours: number;
  /** Hours of drives that were not called off. @example 42 */
  bookedHours: number;
  /** Hours from the keys going out to their coming back. @example 36.25 */
  drivenHours: number;
  /** bookedHours ÷ availableHours; null without available hours. @example 23.27 */
  bookedPercent: number | null;
  /** drivenHours ÷ availableHours; null without available hours. @example 20.08 */
  drivenPercent: number | null;
  /** Completed drives. @example 51 */
  drives: number;
  /** @example 4 */
  noShows: number;
  /** @example 812 */
  kilometres: number;
}
export class DemoCarUsageView extends UsageView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** First day as a demo car. @example '2026-09-01' */
  demoSince: string;
}
export class DemoFleetUsageView extends UsageView {}
/** How much the demo cars of a store are used. */
export class DemoFleetUtilisationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '2026-11-01' */
  from: string;
  /** @example '2026-11-30' */
  to: string;
  cars: DemoCarUsageView[];
  /** All of them together. */
  fleet: DemoFleetUsageView;
}
