import { applyDecorators } from '@nestjs/common';
import { ArrayUnique, IsIn } from 'class-validator';
import { Amount, Codes, Flag, Ids, Nested, Note, Odometer, OneOf, Optional, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { BODIES, DECISION_MAKERS, FINANCE_WISHES, POWERTRAIN_WISHES, TIMINGS, USES } from './needs-record.entity.js';

const Some = (values: readonly string[], example: string): PropertyDecorator =>
  applyDecorators(Codes(values.length, [example]), IsIn(values as string[], { each: true }), ArrayUnique());

/** The car they would give in, as far as it is known; its plate is asked for when it is appraised. */
export class TradeInNeed {
  @Text(50, '示范') brand: string;
  @Optional()
  @Text(50, 'A4')
  series?: string;
  /** Model year. */
  @Whole(1980, 2100, 2019) year: number;
  @Odometer(78_000) odometerKm: number;
}
/** The whole record as it is now known: what is left out is unknown. Earlier records stay in the history. */
export class RecordNeeds {
  /** Fen. */
  @Optional()
  @Amount(18_000_000)
  budgetFrom?: number;
  /** Fen; not below `budgetFrom`. */
  @Optional()
  @Amount(24_000_000)
  budgetTo?: number;
  @Optional()
  @OneOf(USES, 'FAMILY')
  use?: string;
  /** When they want to buy: the month of the forecast follows from it (O-2). */
  @Optional()
  @OneOf(TIMINGS, 'WITHIN_MONTH')
  timing?: string;
  /** Models they asked for. */
  @Optional()
  @Ids(10)
  modelIds?: string[];
  /** ICE petrol or diesel, BEV battery-electric, PHEV plug-in hybrid. */
  @Optional()
  @Some(POWERTRAIN_WISHES, 'PHEV')
  powertrains?: string[];
  /** SEDAN, HATCHBACK, SUV, MPV, COUPE, WAGON or PICKUP. */
  @Optional()
  @Some(BODIES, 'SUV')
  bodies?: string[];
  /** By the names of the models' colours. */
  @Optional()
  @Codes(10, ['珍珠白'])
  colours?: string[];
  @Optional()
  @Nested(() => TradeInNeed)
  tradeIn?: TradeInNeed;
  @Optional()
  @OneOf(FINANCE_WISHES, 'LOAN')
  finance?: string;
  /** Who decides. */
  @Optional()
  @OneOf(DECISION_MAKERS, 'SPOUSE')
  decisionMaker?: string;
  /** False: the customer wants no personal recommendations; holds until they say otherwise (PR-10). */
  @Optional()
  @Flag()
  personalised?: boolean;
  @Optional()
  @Note('周末全家用车')
  note?: string;
}
export class ListNeedsRecords extends ListQuery {}

export class TradeInNeedView {
  /** @example '示范' */
  brand: string;
  /** @example 'A4' */
  series: string | null;
  /** @example 2019 */
  year: number;
  /** @example 78000 */
  odometerKm: number;
}
/** What a customer needs (需求分析), as it was recorded. */
export class NeedsRecordView {
  /** Of the opportunity. @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Fen; null when unknown. @example 18000000 */
  budgetFrom: number | null;
  /** Fen; null when unknown. @example 24000000 */
  budgetTo: number | null;
  /** @example 'CNY' */
  currency: string;
  /** COMMUTE, FAMILY, BUSINESS, RIDE_HAILING, CARGO or OTHER. @example 'FAMILY' */
  use: string | null;
  /** NOW, WITHIN_MONTH, WITHIN_QUARTER, WITHIN_HALF_YEAR or LATER. @example 'WITHIN_MONTH' */
  timing: string | null;
  /** @example [] */
  modelIds: string[];
  /** @example ['PHEV'] */
  powertrains: string[];
  /** @example ['SUV'] */
  bodies: string[];
  /** @example ['珍珠白'] */
  colours: string[];
  tradeIn: TradeInNeedView | null;
  /** FULL_PAYMENT, LOAN, LEASE or UNDECIDED. @example 'LOAN' */
  finance: string | null;
  /** SELF, SPOUSE, PARENT, COMPANY or OTHER. @example 'SPOUSE' */
  decisionMaker: string | null;
  /** False: no personal recommendations (PR-10). @example true */
  personalised: boolean;
  /** @example '周末全家用车' */
  note: string | null;
  /** Null while nothing is recorded. @example '01938b4e-7c00-7000-8000-000000000001' */
  recordedBy: string | null;
  /** Null while nothing is recorded. @example '2026-11-24T10:00:00.000Z' */
  recordedAt: Date | null;
  /** Which record of the opportunity it is; 0 while nothing is recorded. It is the ETag. @example 2 */
  version: number;
}
